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
