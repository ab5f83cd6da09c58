// Picking sites: search without tone marks, whole groups and levels at once. Without it the list is a list of boxes.
import { folded } from "../folding.js";

const picker = document.querySelector("[data-picker]");
const boxes = [...picker.querySelectorAll("input[name=sites]")];
const groups = [...picker.querySelectorAll(".group")];
const countWords = picker.querySelector("[data-count]");
const leftWords = picker.querySelector("[data-left-count]");

// Where the list does not scroll by itself the groups start closed: a hundred boxes are no way to the button below them.
if (matchMedia("(max-width: 1099px)").matches) for (const group of groups) group.open = false;

for (const hidden of picker.querySelectorAll("[data-search], [data-chips], [data-all]")) hidden.hidden = false;

picker.addEventListener("change", (event) => {
  const all = event.target.closest("[data-all]");
  if (all) for (const box of shownBoxes(all.closest(".group"))) box.checked = event.target.checked;
  tell();
});

picker.querySelector("[data-chips]").addEventListener("click", (event) => {
  const level = event.target.dataset.level;
  if (!level) return;
  const its = boxes.filter((box) => belongs(box, level));
  const isTaken = level === "none" || its.every((box) => box.checked); // pressed again, they go
  for (const box of its) box.checked = !isTaken;
  tell();
});

const search = picker.querySelector("[data-search] input");
search.addEventListener("input", () => show(folded(search.value)));
search.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault()); // it sends no form

tell();

function belongs(box, level) {
  const group = box.closest(".group").dataset.group;
  if (level === "none") return true;
  if (level === "all") return group !== "province" && !("head" in box.dataset);
  if (level.startsWith("kind-")) return `kind-${box.closest("label").dataset.kind}` === level;
  return group === level;
}

function show(typed) {
  for (const group of groups) {
    for (const label of group.querySelectorAll("[data-site-name]"))
      label.hidden = !label.dataset.siteName.includes(typed);
    group.hidden = shownBoxes(group).length === 0;
    if (typed) group.open = true;
  }
  picker.querySelector("[data-nothing]").hidden = groups.some((group) => !group.hidden);
}

function shownBoxes(group) {
  return [...group.querySelectorAll("input[name=sites]")].filter((box) => !box.closest("label").hidden);
}

function tell() {
  for (const group of groups) {
    const inside = [...group.querySelectorAll("input[name=sites]")];
    const chosen = inside.filter((box) => box.checked).length;
    group.querySelector("[data-group-count]").textContent = `${chosen} / ${inside.length}`;
    const all = group.querySelector("[data-all] input");
    all.checked = chosen > 0 && chosen === inside.length;
    all.indeterminate = chosen > 0 && chosen < inside.length;
  }
  const chosen = boxes.filter((box) => box.checked).length;
  countWords.textContent = countWords.textContent.replace(/\d+/, chosen);
  if (!leftWords) return;
  const left = boxes.filter((box) => !box.checked).map((box) => box.closest("label").querySelector("span").textContent.trim());
  leftWords.textContent = leftWords.textContent.replace(/\d+/, left.length);
  picker.querySelector("[data-left-names]").textContent = left.join(", ");
}
