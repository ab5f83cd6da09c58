// The messages of this site alone: in no news to all, so they are asked for when the news names the site. What a page
// shows it says so ("shown"); a person presses that he has seen it, by hand or, where nothing else has the focus, Enter.
import { morph } from "../live/morph.js";

const place = () => document.querySelector("[data-own]");

export async function ours() {
  if (!place() && !document.getElementById("under-bar")) return; // a wall of nobody's own
  if (!place()) return import("../live/around.js").then(({ fetchAround }) => fetchAround()).then(tell);
  const answer = await fetch(place().dataset.own, { cache: "no-store" });
  if (answer.ok) morph({ [place().id]: await answer.text() });
  tell();
}

// Again when somebody comes back to the page: what nobody could see was not shown.
function tell() {
  const shown = [...document.querySelectorAll("[data-undelivered]")];
  if (!shown.length || document.visibilityState !== "visible") return;
  const ids = shown.map((each) => each.dataset.undelivered).join();
  const body = new URLSearchParams({ ids });
  fetch(shown[0].closest("[data-shown]").dataset.shown, { method: "POST", body })
    .then((answer) => answer.ok && shown.forEach((each) => delete each.dataset.undelivered))
    .catch(() => setTimeout(tell, 5_000));
}

async function see(form) {
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => null);
  if (answer?.ok) ours();
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-own] [data-seen]")) return; // elsewhere it is a plain form
  event.preventDefault();
  see(event.target);
});
document.addEventListener("keydown", ({ key, target }) => {
  if (key === "Enter" && target === document.body) place()?.querySelector("[data-seen] button")?.click();
});
document.addEventListener("visibilitychange", tell);
tell();
