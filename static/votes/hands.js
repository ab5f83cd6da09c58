// The hands of every site by keyboard: Enter and the arrows lead on, the search finds a site without tone marks.
import { folded } from "../folding.js";

const panel = document.querySelector("[data-hands]");
const search = panel.querySelector("[data-search]");
const find = search.querySelector("[type=search]");
const uncounted = search.querySelector("[data-uncounted]");
const form = document.getElementById("count");
const SIDES = { ArrowLeft: -1, ArrowRight: 1 };
const LINES = { ArrowUp: -1, ArrowDown: 1 };
const rows = () => [...panel.querySelectorAll("tbody tr")];
const typed = () => [...panel.querySelectorAll("tr[data-typed]")];
const isHand = (field) => field.matches(".hand input");
const inRow = (row) => [...row.querySelectorAll(".hand input")];
const hands = () => rows().filter((row) => !row.hidden).flatMap(inRow);
let isSending = false;

search.hidden = false;
search.addEventListener("input", narrow);
panel.addEventListener("keydown", press);
panel.addEventListener("focusin", ({ target }) => isHand(target) && target.select());
panel.addEventListener("input", ({ target }) => isHand(target) && mark(target.closest("tr")));
form.addEventListener("submit", () => (isSending = true));
addEventListener("pageshow", () => (isSending = false));
addEventListener("beforeunload", (event) => !isSending && typed().length && event.preventDefault());
// What other people wrote has come: the rows stand there as the server knows them, the others as they were typed.
document.addEventListener("page:shown", () => (narrow(), count()));
narrow();
count();

function narrow() {
  const wanted = folded(find.value);
  for (const row of rows()) {
    const isWanted = folded(row.dataset.name).includes(wanted) && !(uncounted.checked && "counted" in row.dataset);
    row.hidden = !isWanted && !row.contains(document.activeElement);
  }
  panel.querySelector("[data-nothing]").hidden = rows().some((row) => !row.hidden);
}

function press(event) {
  const { key, target } = event;
  if (event.altKey || event.metaKey || event.isComposing) return;
  if (event.ctrlKey) return key === "Enter" && form.requestSubmit();
  if (target === find && (key === "Enter" || key === "ArrowDown")) done(event, hands()[0]);
  else if (!isHand(target)) return;
  else if (key === "Enter") done(event, event.shiftKey ? beside(target, -1) : (beside(target, 1) ?? afterwards()));
  else if (key in LINES) done(event, below(target, LINES[key]));
  else if (key in SIDES && isAtEdge(target, SIDES[key])) done(event, beside(target, SIDES[key]));
  else if (key === "Escape") takeBack(target.closest("tr"));
}

function done(event, field) {
  event.preventDefault();
  field?.focus();
}

// Found by its name: the next name is typed where this one was. Else all is typed and can be sent.
function afterwards() {
  if (!find.value) return form.querySelector("button");
  find.select();
  return find;
}

function beside(field, step) {
  const all = hands();
  return all[all.indexOf(field) + step];
}

function below(field, step) {
  const number = inRow(field.closest("tr")).indexOf(field);
  const shown = rows().filter((row) => !row.hidden);
  const row = shown[shown.indexOf(field.closest("tr")) + step];
  return row && inRow(row)[number];
}

function isAtEdge(field, step) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  if (from !== to) return from === 0 && to === value.length;
  return step < 0 ? from === 0 : to === value.length;
}

function takeBack(row) {
  for (const field of inRow(row)) field.value = field.defaultValue;
  mark(row);
}

// A row somebody has typed into is his until he sends it; more hands than persons are shown at once.
function mark(row) {
  const fields = inRow(row);
  const differs = fields.some((field) => field.value.trim() !== field.defaultValue) || row.matches(".is-refused");
  row.toggleAttribute("data-typed", differs);
  const sum = fields.reduce((all, field) => all + (Number(field.value) || 0), 0);
  row.classList.toggle("is-over", sum > Number(row.dataset.most));
  count();
}

function count() {
  const left = form.querySelector("[data-left]");
  const number = typed().length;
  left.textContent = number ? left.dataset.words.replace("{n}", number) : "";
}
