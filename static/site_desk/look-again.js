// What is only this site's is in no message to all: it is asked for when somebody comes back to the page, and each minute.
import { fetchAround } from "../live/around.js";

const EVERY = 60_000;

function look() {
  if (document.visibilityState === "visible" && !document.querySelector("[data-busy], [data-typed]")) fetchAround();
}

document.addEventListener("visibilitychange", look);
document.addEventListener("input", ({ target }) => target.form?.closest("main") && (target.form.dataset.typed = ""));
setInterval(look, EVERY);
