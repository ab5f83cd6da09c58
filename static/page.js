// What every page gains from a script. Each behaviour is found by a data attribute; without a script all still works.

// A page that follows what happens gets new elements at any time: so they are found when they are pressed.
document.addEventListener("page:shown", offer);
offer();

function offer() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
  for (const group of document.querySelectorAll("[data-reasons]")) group.hidden = false;
  const hasKeys = document.documentElement.dataset.keys !== "off" && !matchMedia("(pointer: coarse)").matches;
  for (const hint of document.body.querySelectorAll("[data-keys]")) hint.hidden = !hasKeys; // the root only says whether
}

// Ready reasons fill their field, where they can be changed.
document.addEventListener("click", ({ target }) => {
  const chip = target.closest("[data-reasons] button");
  if (!chip) return;
  const field = document.getElementById(chip.parentElement.dataset.reasons);
  field.value = chip.textContent;
  field.dispatchEvent(new Event("input", { bubbles: true })); // as if it were typed
  field.focus();
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-copy]");
  if (button) navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value).then(() => say(button));
});

document.addEventListener("focusin", ({ target }) => target.matches("[data-select]") && target.select());

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

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-submit]") || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault(); // a second press sends nothing twice
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// What was understood is true of what was sent; of what is typed now nothing is known yet.
addEventListener("input", (event) => event.target.closest(".field")?.querySelector("[data-parsed]")?.remove());

document.querySelector("[data-focus]")?.focus();

for (const toast of document.querySelectorAll("[data-toast]")) expire(toast);
const toasts = document.querySelector("[data-toasts]");
const come = (changes) => changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((each) => each.matches?.("[data-toast]"));
if (toasts) new MutationObserver((changes) => come(changes).forEach(expire)).observe(toasts, { childList: true });

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

const STEPS = { j: 1, J: 1, k: -1, K: -1 };

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
  if (key in STEPS && document.querySelector("[data-tasks]")) return walk(STEPS[key]);
  if (key === "/") return goTo(document.querySelector("main input[type=search]"));
  const name = CSS.escape(key === "=" ? "+" : key.toUpperCase());
  const button = [...document.querySelectorAll(`[data-key="${name}"]`)].find(isOurs);
  button?.click();
  return button;
}

// What somebody else did has a button alone, and no key.
function isOurs(button) {
  return !button.dataset.of || button.classList.contains("ours");
}

// J and K walk through the tasks; Enter on the title that has the focus opens it by itself.
function walk(step) {
  const titles = [...document.querySelectorAll("[data-tasks] > li h3 a")];
  const here = titles.findIndex((title) => title.closest("li").contains(document.activeElement));
  const next = titles[here < 0 ? 0 : Math.min(titles.length - 1, Math.max(0, here + step))];
  next?.focus();
  return next;
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
  for (const button of document.querySelectorAll("[data-key]")) if (isOurs(button)) list.append(...row(button));
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
