// The home page: clocks run, J and K walk through the tasks, ready reasons fill their field.
import { startClocks } from "../live/clock.js";

startClocks(document.body);

const off = document.documentElement.dataset.keys === "off"; // somebody put single keys off
for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = off || matchMedia("(pointer: coarse)").matches;

// Silent in fields, with Ctrl, Alt or Meta; Enter on the title that has the focus opens it by itself.
addEventListener("keydown", (event) => {
  const step = { j: 1, k: -1 }[event.key.toLowerCase()];
  if (off || !step || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const titles = [...document.querySelectorAll("[data-tasks] > li h3 a")];
  const here = titles.findIndex((title) => title.closest("li").contains(document.activeElement));
  const next = titles[here < 0 ? 0 : Math.min(titles.length - 1, Math.max(0, here + step))];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

for (const group of document.querySelectorAll("[data-reasons]")) {
  const field = document.getElementById(group.dataset.reasons);
  group.hidden = false;
  group.addEventListener("click", (event) => {
    const chip = event.target.closest("button");
    if (!chip) return;
    field.value = chip.textContent;
    field.focus();
  });
}
