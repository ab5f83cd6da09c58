// Forms marked [data-gesture] are sent without leaving the page; the news shows what came of it. Without this
// script they are plain forms. data-gesture may name an address of the API; else the form's own action is used.
//
// data-clears: empty again once it was taken.
//
// A refusal's sentence is shown in the form's [data-gesture-answer], or in the page's; data-unsent is said there
// when the line is down.
const PATIENCE = 8000; // a line that swallows everything must not keep the button busy for ever
const KEYS = new WeakMap(); // one command id until it is answered: pressing again after a lost line acts once

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-gesture]") || event.defaultPrevented) return;
  event.preventDefault();
  if (form.ariaBusy !== "true") send(form, event.submitter);
});

// What somebody has typed into is his until it was taken.
document.addEventListener("input", ({ target }) => target.form?.matches("[data-gesture]") && (target.form.dataset.typed = ""));

async function send(form, submitter) {
  const key = KEYS.get(form) ?? crypto.randomUUID?.() ?? randomKey();
  KEYS.set(form, key);
  form.ariaBusy = "true";
  try {
    const answer = await fetch(...asked(form, submitter, key));
    KEYS.delete(form);
    if (answer.ok && "typed" in form.dataset) form.reset();
    if (answer.ok) delete form.dataset.typed;
    say(form, answer.ok ? "" : await sentence(answer));
    if (answer.ok && "clears" in form.dataset) form.reset();
    document.dispatchEvent(new CustomEvent("live:ask"));
  } catch {
    say(form, place(form)?.dataset.unsent ?? "");
  } finally {
    form.ariaBusy = null;
    if (submitter?.isConnected) submitter.focus();
  }
}

function asked(form, submitter, key) {
  const data = new FormData(form, submitter);
  const headers = { "Idempotency-Key": key };
  const address = form.dataset.gesture || form.action;
  const signal = AbortSignal.timeout(PATIENCE);
  if (!form.dataset.gesture) return [address, { method: "POST", body: new URLSearchParams(data), headers, signal }];
  headers["Content-Type"] = "application/json";
  const values = Object.fromEntries([...data].map(([name, value]) => [name, value === "" ? null : value]));
  return [address, { method: "POST", body: JSON.stringify(values), headers, signal }];
}

async function sentence(answer) {
  try {
    const problem = await answer.json();
    return Object.values(problem.errors ?? {})[0] ?? problem.detail ?? problem.title;
  } catch {
    return place(document.body)?.dataset.unsent ?? "";
  }
}

function say(form, text) {
  const element = place(form);
  if (element) element.textContent = text;
}

function place(form) {
  return form.querySelector("[data-gesture-answer]") ?? document.querySelector("[data-gesture-answer]");
}

// randomUUID exists on https and loopback only.
function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
