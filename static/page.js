// What every page gains from a script. Each behaviour is found by a data attribute; without a script all still works.

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () =>
    navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value).then(() => say(button)),
  );
}

for (const field of document.querySelectorAll("[data-select]")) field.addEventListener("focus", () => field.select());

for (const menu of document.querySelectorAll("[data-menu]")) {
  addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

for (const form of document.querySelectorAll("form[data-submit]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault(); // a second press sends nothing twice
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-disabled", "true");
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// What was understood is true of what was sent; of what is typed now nothing is known yet.
addEventListener("input", (event) => event.target.closest(".field")?.querySelector("[data-parsed]")?.remove());

document.querySelector("[data-focus]")?.focus();

for (const toast of document.querySelectorAll("[data-toast]")) expire(toast);

function expire(toast) {
  const button = toast.querySelector("[data-dismiss]");
  button.hidden = false;
  button.addEventListener("click", () => toast.remove());
  const later = () => setTimeout(() => (toast.matches(":hover, :focus-within") ? later() : toast.remove()), 10_000);
  later();
  const undo = toast.querySelector("[data-undo]");
  if (undo) countDown(undo, Number(undo.dataset.undo));
}

function countDown(undo, left) {
  const words = undo.querySelector("small");
  const sentence = words.textContent;
  const ticking = setInterval(() => {
    left -= 1;
    words.textContent = sentence.replace(/\d+/, left);
    if (left > 0 && undo.isConnected) return;
    clearInterval(ticking);
    undo.remove(); // the message itself may stay; the offer has ended
  }, 1_000);
}

function say(button) {
  const words = button.querySelector("span");
  const before = words.textContent;
  words.textContent = button.dataset.done ?? "✓";
  setTimeout(() => {
    words.textContent = before;
  }, 2_000);
}

// Ctrl+K and the button in the head bar: the finder comes when it is first asked for; without it, its page does.
const finder = document.querySelector("[data-find]");
finder?.addEventListener("click", (event) => {
  if (!event.ctrlKey && !event.metaKey && !event.shiftKey) find(event); // else a new tab is meant
});
addEventListener("keydown", (event) => {
  if (finder && event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) find(event);
});

function find(event) {
  event.preventDefault();
  import("./desk/find.js").then(({ open }) => open(finder)).catch(() => location.assign(finder.href));
}

// Single keys: they press the buttons that carry them, "/" goes to the search, "?" tells what keys there are.
// Silent in fields, with Ctrl, Alt or Meta, and where somebody put them off.
addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.keys === "off") return;
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.defaultPrevented) return;
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
  const help = document.querySelector("[data-keys-help]");
  if (!help) return false;
  const list = help.querySelector("dl");
  for (const old of list.querySelectorAll("[data-here]")) old.remove();
  for (const button of document.querySelectorAll("[data-key]")) list.append(...row(button));
  help.showModal();
  return true;
}

function row(button) {
  const key = Object.assign(document.createElement("dt"), { innerHTML: "<kbd></kbd>" });
  key.firstChild.textContent = button.dataset.keyShown ?? button.dataset.key;
  const words = Object.assign(document.createElement("dd"), { textContent: wordsOf(button) });
  for (const each of [key, words]) each.dataset.here = "";
  return [key, words];
}

function wordsOf(button) {
  const copy = button.cloneNode(true);
  for (const kbd of copy.querySelectorAll("kbd, small")) kbd.remove();
  return copy.textContent.trim();
}
