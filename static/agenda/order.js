// Rows are dragged by their handle; Alt+Arrow moves the row the focus is in, like its buttons. The focus is kept.
import "../vendor/sortable.js";

const table = document.querySelector("[data-order]");
const KEPT = "agenda-focus";

table?.addEventListener("keydown", (event) => {
  const direction = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  const button = event.altKey && direction && event.target.closest("tr")?.querySelector(`button[value=${direction}]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

table?.addEventListener("submit", (event) => {
  const row = event.target.closest("tr");
  sessionStorage.setItem(KEPT, JSON.stringify([row.id, event.submitter?.value ?? ""]));
});

const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
sessionStorage.removeItem(KEPT);
// The address leads to the row, and a browser that goes there drops the focus: it is set when that is done.
if (kept) addEventListener("load", () => setTimeout(() => buttonOf(...kept)?.focus()));

function buttonOf(row, direction) {
  return document.querySelector(`#${CSS.escape(row)} button[value="${direction}"]`);
}

for (const grip of table?.querySelectorAll(".grip") ?? []) grip.hidden = false;
for (const part of table?.tBodies ?? []) {
  self.Sortable.create(part, {
    group: "agenda", // from the morning to the afternoon and back
    handle: ".grip",
    draggable: "tr[id]",
    direction: "vertical", // it would take rows of a table for columns
    animation: 0,
    forceFallback: true, // a mouse and a finger alike
    onEnd: ({ item, from, to, oldIndex, newIndex }) => (from !== to || oldIndex !== newIndex) && put(item),
  });
}

function put(row) {
  const rows = [...table.querySelectorAll("tr[id]")];
  const place = rows.indexOf(row);
  const [name, beside] = place + 1 < rows.length ? ["before", rows[place + 1]] : ["after", rows[place - 1]];
  sessionStorage.setItem(KEPT, JSON.stringify([row.id, "up"]));
  const form = Object.assign(document.createElement("form"), { method: "post", hidden: true });
  form.action = row.querySelector("form[action$='/move']").action;
  form.append(Object.assign(document.createElement("input"), { name, value: beside.id.replace("item-", "") }));
  document.body.append(form);
  form.submit();
}
