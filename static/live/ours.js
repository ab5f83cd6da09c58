// When does this site speak? Worked out here from what every site is sent, so that a thousand screens share one message.
// The hour stands still until it is off by a minute; then the new one is told, and for a while what it was before.
import { clockText, expectedAt, serverTime } from "./clock.js";

const MINUTE = 60_000;
const REMEMBERED = 5 * MINUTE;
const told = {}; // the item, the hour it was told, the hour before that, and until when that is said

const site = document.body.dataset.site;
const box = document.querySelector("[data-our-turn]");

function tell() {
  const turns = [...document.querySelectorAll("#turns [data-item-site]")].filter(
    (each) => each.dataset.itemSite === site,
  );
  const running = turns.find((each) => "running" in each.dataset);
  const soon = turns.find((each) => "soon" in each.dataset);
  const next = turns.find((each) => each.dataset.at);
  if (running) show(box.dataset.running, "", running.textContent, "");
  else if (soon) show(box.dataset.soonOurs, "", soon.textContent, "");
  else if (next) showComing(next);
  else show(box.dataset.none, "", "", "");
  box.hidden = !document.querySelector("ol#turns"); // it is over: nobody has a turn any more
  box.classList.toggle("is-running", Boolean(running));
  box.classList.toggle("is-empty", !running && !soon && !next);
  for (const each of document.querySelectorAll("[data-item-site]"))
    each.classList.toggle(
      "ours",
      each.dataset.itemSite === site &&
        site !== undefined &&
        !each.classList.contains("current") &&
        !each.classList.contains("done"),
    );
}

function announce(turn) {
  const expected = expectedAt(turn);
  const now = serverTime();
  if (told.item !== turn.textContent) Object.assign(told, { item: turn.textContent, at: expected, was: undefined });
  if (now > told.until) told.was = undefined;
  if (Math.abs(expected - told.at) < MINUTE) return;
  Object.assign(told, { was: told.was ?? told.at, at: expected, until: now + REMEMBERED });
}

function showComing(turn) {
  announce(turn);
  const expected = told.at;
  const minutes = Math.round((expected - serverTime()) / MINUTE);
  const before = Number(turn.dataset.before);
  const left = minutes >= 1 ? box.dataset.minutes.replace("{n}", minutes) : box.dataset.soon;
  const place = before ? box.dataset.before.replace("{n}", before) : box.dataset.next;
  const [words, then] = told.was ? [box.dataset.was, told.was] : [box.dataset.planned, Date.parse(turn.dataset.planned)];
  const title = "called" in turn.dataset ? box.dataset.called : box.dataset.coming;
  show(title, clockText(expected, "hm"), left, `${place}, ${words.replace("{time}", clockText(then, "hm"))}`);
}

function show(...texts) {
  ["title", "time", "left", "before"].forEach((name, place) => {
    const element = box.querySelector(`[data-turn-${name}]`);
    if (element.textContent !== texts[place]) element.textContent = texts[place];
  });
}

if (box && site) {
  document.addEventListener("live:shown", tell);
  setInterval(tell, 5_000);
  tell();
}
