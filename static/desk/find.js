// Ctrl+K: find anything without leaving the page. The results are those of the page /find, asked for as one types.
const QUIET_MS = 120;
let opener, dialog, timer, asked;

export async function open(by) {
  if (dialog?.open) return;
  opener = by;
  dialog ??= make();
  dialog.showModal();
  if (!dialog.querySelector("input")) dialog.replaceChildren(...(await finder("")));
  dialog.querySelector("input").select();
}

function make() {
  const made = Object.assign(document.createElement("dialog"), { className: "palette" });
  made.setAttribute("aria-label", opener.textContent.trim());
  made.addEventListener("input", later);
  made.addEventListener("keydown", walk);
  made.addEventListener("click", (event) => event.target === made && made.close());
  document.body.append(made);
  return made;
}

function later(event) {
  clearTimeout(timer);
  timer = setTimeout(() => look(event.target.value), QUIET_MS);
}

async function look(words) {
  const [fresh] = await finder(words);
  const found = fresh?.querySelector("#found");
  if (found) dialog.querySelector("#found").replaceWith(found);
}

async function finder(words) {
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(`${opener.getAttribute("href")}?q=${encodeURIComponent(words)}`, { signal: asked.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return [page.getElementById("finder")].filter(Boolean);
  } catch {
    return []; // a newer question, or a line that is down: what is shown stays
  }
}

// The arrows go from the field through what was found and back; Enter opens the first from the field.
function walk(event) {
  const stops = [dialog.querySelector("input"), ...dialog.querySelectorAll("#found a")];
  const place = stops.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && place >= 0) {
    event.preventDefault();
    stops[Math.min(Math.max(place + step, 0), stops.length - 1)].focus();
  } else if (event.key === "Enter" && place === 0 && stops[1]) {
    event.preventDefault();
    stops[1].click();
  }
}
