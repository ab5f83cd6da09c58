// Fetches what this page shows now and puts it in the place of what it showed before. Nothing is sent if nothing changed.
import { morph } from "./morph.js";

const PATIENCE = 8_000; // a line that swallows everything must not keep the next look waiting for ever
let mark = "";

// Resolves to whether the page is as the server has it.
export async function fetchAround() {
  const headers = { "X-Confsys-Part": "main", ...(mark && { "If-None-Match": mark }) };
  const answer = await fetch(location.href, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  if (answer?.status === 304) return true;
  if (!answer?.ok || answer.redirected) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!fresh.getElementById("main")) return false;
  mark = answer.headers.get("ETag") ?? "";
  document.title = fresh.title;
  for (const id of ["under-bar", "main"]) morph({ [id]: fresh.getElementById(id).outerHTML });
  document.dispatchEvent(new CustomEvent("page:shown"));
  return true;
}
