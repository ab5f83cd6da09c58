// The pages of a link stay readable without a line: the browser's worker keeps them. Says when there is none.
//
// [data-keeps] names the pages of this link; .lost.kept is the strip, filled by the worker when it shows a copy.
import "./queue.js";

const strip = document.querySelector(".lost.kept");
const PROBE = 5000;
const KEEP_AGAIN = 300_000;

if (strip && "serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register("/join/worker.js", { scope: "/join/" }).then(keep, () => null));
  setInterval(() => document.visibilityState === "visible" && keep(null, true), KEEP_AGAIN);
}

async function keep(_registration, again = false) {
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ pages: strip.dataset.keeps.split(" "), again });
}

if (strip?.matches("[data-kept]")) {
  const probe = setInterval(async () => {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (!answer) return;
    clearInterval(probe);
    if (document.querySelector("[data-typed], [aria-busy=true]")) strip.hidden = true;
    else location.reload();
  }, PROBE);
}

// A page without live news says itself that the line is gone.
if (strip && !document.body.matches("[data-live]")) {
  const at = (instant) => new Date(instant + strip.dataset.zoneOffset * 60_000).toISOString().slice(11, 19);
  addEventListener("offline", () => {
    if (!strip.hidden) return;
    strip.textContent = strip.dataset.words.replace("{lost}", at(Date.now())).replace("{time}", at(performance.timeOrigin));
    strip.hidden = false;
  });
  addEventListener("online", () => !strip.matches("[data-kept]") && (strip.hidden = true));
}

document.addEventListener("input", ({ target }) => target.form?.matches("[data-offline]") && (target.form.dataset.typed = ""));
