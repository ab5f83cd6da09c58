// Draws every clock of a page from the server's time: hours, time left, bars. Nothing is pushed, nothing changes size.
//
// [data-clock="hm"|"hms"]   the time of day in the installation's zone
// [data-countdown]          data-started, data-length (seconds), data-paused (seconds stood still), data-paused-at;
//                           shows the time left as mm:ss, or data-over with {time} in it once it has run over.
//                           data-phase becomes waiting, running, near (data-near seconds left), paused or over
// [data-bar]                an SVG shape with the same instants: its width grows to data-full
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
  return left <= Number(element.dataset.near ?? 0) ? "near" : "running";
}

function drawBar(element, now) {
  const passed = secondsRun(element, now);
  if (passed === null) return;
  const share = Math.min(1, Math.max(0, passed / Number(element.dataset.length)));
  const width = (share * Number(element.dataset.full)).toFixed(1);
  if (element.getAttribute("width") !== width) element.setAttribute("width", width);
}

// Whole seconds an item has run, without its pauses; null before it starts.
function secondsRun({ dataset }, now) {
  if (!dataset.started) return null;
  const until = dataset.pausedAt ? Date.parse(dataset.pausedAt) : now;
  return Math.max(0, Math.floor((until - Date.parse(dataset.started)) / 1000) - Number(dataset.paused ?? 0));
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
