// Single keys: they press the buttons that carry them, "/" goes to the search, "?" tells what keys there are.
// Silent in fields, with Ctrl, Alt or Meta, and where somebody put them off.
const help = document.querySelector("[data-keys-help]");

addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.keys === "off") return;
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
  if (press(event.key)) event.preventDefault();
});

function press(key) {
  if (key === "?") return tell();
  if (key === "/") return goTo(document.querySelector("main input[type=search]"));
  const button = document.querySelector(`[data-key="${CSS.escape(key === "=" ? "+" : key.toUpperCase())}"]`);
  button?.click();
  return button;
}

function goTo(field) {
  field?.focus();
  field?.select();
  return field;
}

function tell() {
  if (!help) return false;
  const list = help.querySelector("dl");
  for (const old of list.querySelectorAll("[data-here]")) old.remove();
  for (const button of document.querySelectorAll("[data-key]")) list.append(...row(button));
  help.showModal();
  return true;
}

function row(button) {
  const key = Object.assign(document.createElement("dt"), { innerHTML: "<kbd></kbd>" });
  key.firstChild.textContent = button.dataset.key;
  const words = Object.assign(document.createElement("dd"), { textContent: wordsOf(button) });
  for (const each of [key, words]) each.dataset.here = "";
  return [key, words];
}

function wordsOf(button) {
  const copy = button.cloneNode(true);
  for (const kbd of copy.querySelectorAll("kbd, small")) kbd.remove();
  return copy.textContent.trim();
}
