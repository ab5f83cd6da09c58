// A part that says how things stand: when it moves on, the page around it is fetched anew.
import { morph } from "./morph.js";

export async function fetchAround() {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
  if (fresh) morph({ main: fresh.outerHTML });
}
