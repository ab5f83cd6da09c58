// Alt+Arrow moves the row the focus is in, like its buttons; the place of the focus is kept.
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
if (kept && table) document.querySelector(`#${CSS.escape(kept[0])} button[value="${kept[1]}"]`)?.focus();
