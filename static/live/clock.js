// Draws every clock of a page from the server's time: hours, time left, bars. Nothing is pushed, nothing changes size. What each
// attribute means stands in templates/agenda/_clock.html.
let offset = 0; // server's milliseconds minus performance.now()
let best = Infinity;
let zone = 0;
let isTicking = false;

export function startClocks(root) {
  zone = Number(root.dataset.zoneOffset ?? 0) * 60000;
  measure(root.dataset.now);
  best = Infinity;
  if (!isTicking) tick();
}

// With both ends of a round trip the shortest one tells best; a bare instant only corrects a clock that is far off.
export function measure(now, sent, received = performance.now()) {
  const instant = Date.parse(now);
  if (Number.isNaN(instant)) return;
  const isTrip = sent !== undefined;
  const guess = instant - (isTrip ? (sent + received) / 2 : received);
  const isFar = Math.abs(guess - offset) > 1500;
  if (isFar || (isTrip && received - sent <= best)) offset = guess;
  if (isTrip) best = isFar ? received - sent : Math.min(best, received - sent);
}

export function serverTime() {
  return performance.now() + offset;
}

export function clockText(instant, shape) {
  return new Date(instant + zone).toISOString().slice(11, shape === "hms" ? 19 : 16);
}

function tick() {
  isTicking = true;
  draw();
  setTimeout(tick, 1000 - (serverTime() % 1000) + 5);
}

export function draw() {
  const now = serverTime();
  for (const each of document.querySelectorAll("[data-clock]")) write(each, clockText(now, each.dataset.clock));
  for (const each of document.querySelectorAll("[data-countdown]")) drawCountdown(each, now);
  for (const each of document.querySelectorAll("[data-bar]")) drawBar(each, now);
  for (const each of document.querySelectorAll(":is(span, text)[data-lead]")) drawExpected(each, now);
}

// What the forecast says now: nothing that waits begins in the past, and what runs over its time pushes the rest.
export function expectedAt({ dataset }, now = serverTime()) {
  return Math.max(Date.parse(dataset.at), now + Number(dataset.lead) * 1000);
}

function drawExpected(element, now) {
  const { late, words } = element.dataset;
  if (!late) return write(element, clockText(expectedAt(element, now), "hm"));
  const minutes = Math.floor((expectedAt(element, now) - Date.parse(late)) / 60_000);
  element.closest("[data-hidden-on-time]").hidden = minutes < 1;
  write(element, words.replace("{n}", minutes));
}

function drawCountdown(element, now) {
  const passed = secondsRun(element, now);
  if (passed === null) return mark(element, "waiting");
  const left = Number(element.dataset.length) - passed;
  const shown = minutesAndSeconds(left);
  write(element, left < 0 && element.dataset.over ? element.dataset.over.replace("{time}", shown) : shown);
  mark(element, phase(element, left));
}

function phase(element, left) {
  if (left < 0) return "over";
  if (element.dataset.pausedAt) return "paused";
  if (left <= Number(element.dataset.danger ?? -1)) return "danger";
  return left <= Number(element.dataset.near ?? -1) ? "near" : "running";
}

function drawBar(element, now) {
  const passed = secondsRun(element, now);
  if (passed === null) return;
  const share = Math.min(1, Math.max(0, passed / Number(element.dataset.length)));
  const width = (share * Number(element.dataset.full)).toFixed(1);
  if (element.getAttribute("width") !== width) element.setAttribute("width", width);
}

// Whole seconds an item has run, without its pauses unless it counts to its end; null before it starts.
function secondsRun({ dataset }, now) {
  if (!dataset.started) return null;
  const goesOn = "countsToEnd" in dataset;
  const until = dataset.pausedAt && !goesOn ? Date.parse(dataset.pausedAt) : now;
  const stood = goesOn ? 0 : Number(dataset.paused ?? 0);
  return Math.max(0, Math.floor((until - Date.parse(dataset.started)) / 1000) - stood);
}

function minutesAndSeconds(seconds) {
  const whole = Math.abs(seconds);
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function mark(element, name) {
  if (element.dataset.phase !== name) element.dataset.phase = name;
}
