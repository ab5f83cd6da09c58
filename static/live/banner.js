// Says when the line is lost and from when the figures are. Never silently stale.
//
// [data-live-banner] carries the sentence as data-lost, with {time} in it. [data-live-fresh] carries data-words with {time}.
import { clockText, serverTime } from "./clock.js";

const LOST_AFTER = 4400; // two heads missed; looked at twice a second, so said within 5 s
const RECONNECT_AFTER = 8000;
const JITTER = 2000;

export function lineBanner(root, reconnect) {
  const element = document.querySelector("[data-live-banner]");
  let heard = performance.now();
  let heardAt = serverTime();
  let tried = heard;
  let jitter = Math.random() * JITTER;
  let isOver = false;
  let patience = LOST_AFTER;
  let slept = Date.now() - heard;

  // `until`: for how many milliseconds this is good; longer where the page asks every so often and hears nothing else.
  function alive(until = LOST_AFTER) {
    patience = until;
    heard = tried = performance.now();
    heardAt = serverTime();
    for (const each of document.querySelectorAll("[data-live-fresh]")) {
      say(each, each.dataset.words.replace("{time}", clockText(heardAt, "hms")));
    }
    if (!isOver && root.dataset.line !== "ok") show("ok", "");
  }

  function look() {
    const now = performance.now();
    if (isOver) return;
    if (Math.abs(Date.now() - now - slept) > LOST_AFTER) tried = heard = -Infinity; // the computer was asleep
    slept = Date.now() - now;
    if (now - heard > patience && root.dataset.line !== "lost") {
      show("lost", element?.dataset.lost.replace("{time}", clockText(heardAt, "hms")));
    }
    if (now - tried > RECONNECT_AFTER + jitter) {
      tried = now;
      jitter = Math.random() * JITTER;
      reconnect();
    }
  }

  function end(sentence) {
    isOver = true;
    show("ended", sentence);
  }

  function show(line, sentence) {
    root.dataset.line = line;
    if (!element) return;
    say(element.querySelector("[data-live-words]") ?? element, sentence ?? "");
    element.hidden = line === "ok";
  }

  setInterval(look, 500);
  document.addEventListener("visibilitychange", look);
  return { alive, end };
}

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
