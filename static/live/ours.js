// When does this site speak? Worked out here from what every site is sent, so that a thousand screens share one message.
import { clockText, serverTime } from "./clock.js";

const site = document.body.dataset.site;
const box = document.querySelector("[data-our-turn]");

function tell() {
  const turns = [...document.querySelectorAll("#turns [data-item-site]")].filter(
    (each) => each.dataset.itemSite === site,
  );
  const running = turns.find((each) => "running" in each.dataset);
  const next = turns.find((each) => each.dataset.expected);
  if (running) show(box.dataset.running, "", running.textContent, "");
  else if (next) showComing(next);
  else show(box.dataset.none, "", "", "");
  box.hidden = !document.querySelector("ol#turns"); // it is over: nobody has a turn any more
  box.classList.toggle("is-running", Boolean(running));
  box.classList.toggle("is-empty", !running && !next);
  for (const each of document.querySelectorAll("[data-item-site]"))
    each.classList.toggle(
      "ours",
      each.dataset.itemSite === site &&
        site !== undefined &&
        !each.classList.contains("current") &&
        !each.classList.contains("done"),
    );
}

function showComing(turn) {
  const expected = Date.parse(turn.dataset.expected);
  const minutes = Math.round((expected - serverTime()) / 60_000);
  const before = Number(turn.dataset.before);
  const left = minutes >= 1 ? box.dataset.minutes.replace("{n}", minutes) : box.dataset.soon;
  const place = before ? box.dataset.before.replace("{n}", before) : box.dataset.next;
  const planned = box.dataset.planned.replace("{time}", clockText(Date.parse(turn.dataset.planned), "hm"));
  show(box.dataset.coming, clockText(expected, "hm"), left, `${place}, ${planned}`);
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
