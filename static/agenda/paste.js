// Reads again while one types; a table from Word or Excel keeps its rows, also where cells hold line breaks.
const form = document.querySelector("[data-paste]");
const text = form?.elements.text;
const QUIET_MS = 400;
const FRESH = ["understood", "keep"];
let timer, asked;

text?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(read, QUIET_MS);
});

text?.addEventListener("paste", (event) => {
  const table = tableIn(event.clipboardData?.getData("text/html") ?? "");
  if (!table) return;
  event.preventDefault();
  document.execCommand("insertText", false, linesOf(table)); // unlike setRangeText, the browser's undo knows it
});

async function read() {
  asked?.abort();
  asked = new AbortController();
  const body = new FormData(form);
  body.set("do", "read");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(body), signal: asked.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of FRESH) replace(document.getElementById(id), page.getElementById(id));
  } catch {
    // A line that is down or a newer reading: the button still reads.
  }
}

function replace(old, fresh) {
  if (old && fresh && !old.contains(document.activeElement)) old.replaceWith(document.adoptNode(fresh));
}

function tableIn(html) {
  return html.includes("<table") ? new DOMParser().parseFromString(html, "text/html").querySelector("table") : null;
}

function linesOf(table) {
  return [...table.rows].map((row) => [...row.cells].map(plain).join("\t")).join("\n");
}

function plain(cell) {
  for (const end of cell.querySelectorAll("br, p, div, li")) end.after(" ");
  return cell.textContent.replace(/\s+/g, " ").trim();
}
