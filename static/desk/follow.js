// The page of a conference. Its agenda follows by itself; when the conference moves on, the rest is fetched anew.
import { morph } from "../live/morph.js";

document.addEventListener("live:shown", async ({ detail: parts }) => {
  if (!parts.includes("stand")) return;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
  if (fresh) morph({ main: fresh.outerHTML });
});
