// Forms marked [data-offline] are kept in the phone before they are sent, under a command id, and sent until the server has
// answered: it does each once. A refusal is shown and what was typed stays. Without this script they are plain forms.
//
// [data-unsent] is the list of what waits; it carries its words as data-waiting (with {time}), data-refused, data-again,
// data-drop.
import { all, drop, put } from "./store.js";

const PATIENCE = 8000;
const AGAIN = 10_000;
const DAY = 86_400_000; // as long as the server remembers a command id
const list = document.querySelector("[data-unsent]");
const link = location.pathname.slice(0, location.pathname.lastIndexOf("/") + 1);
let underWay = null;

// Before page.js, which marks a form as sent.
document.addEventListener("submit", hold, true);

function hold(event) {
  const { target: form, submitter } = event;
  if (!form.matches("form[data-offline]") || submitter?.name === "more" || !window.indexedDB) return;
  event.preventDefault();
  if (form.ariaBusy !== "true") keep(form, submitter);
}

async function keep(form, submitter) {
  form.ariaBusy = "true";
  const path = new URL(form.action).pathname;
  const body = new URLSearchParams(new FormData(form, submitter)).toString();
  const sent = { key: newKey(), path, body, said: saidIn(form), at: Date.now(), wasTried: false, problem: "" };
  try {
    for (const each of await all()) if (each.path === path && !each.wasTried) await drop(each.key); // the last word counts
    await put(sent);
  } catch {
    return form.submit(); // this browser keeps nothing
  }
  const left = await deliver();
  if (!left.some((each) => each.key === sent.key)) {
    history.scrollRestoration = "manual"; // what came of it stands at the top
    return location.reload();
  }
  const refused = left.find((each) => each.key === sent.key && each.problem);
  if (!refused) {
    form.ariaBusy = null;
    return show(left, true);
  }
  await drop(sent.key);
  form.submit(); // the server's page says it at the field, with what was typed
}

// Resolves to what is left.
export function deliver() {
  underWay ??= sendAll().finally(() => (underWay = null));
  return underWay;
}

async function sendAll() {
  for (const each of await all()) {
    if (each.problem) continue;
    if (Date.now() - each.at > DAY) await put({ ...each, problem: list?.dataset.old ?? "" });
    else if (!(await send(each))) break;
  }
  const left = await all();
  show(left);
  return left;
}

// Whether there is a line.
async function send(each) {
  await put({ ...each, wasTried: true });
  const headers = { "Content-Type": "application/x-www-form-urlencoded", "Idempotency-Key": each.key };
  const asked = { method: "POST", headers, body: each.body, signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch(each.path, asked).catch(() => null);
  if (!answer || answer.status >= 500 || answer.status === 429) return false;
  if (answer.ok) await drop(each.key);
  else await put({ ...each, wasTried: true, problem: await sentence(answer) });
  return true;
}

async function sentence(answer) {
  const problem = await answer.json().catch(() => ({}));
  return Object.values(problem.errors ?? {})[0] ?? problem.detail ?? problem.title ?? String(answer.status);
}

// What was said, in the words beside the fields: read where the form itself is no longer shown.
function saidIn(form) {
  return [...form.elements]
    .filter((each) => each.name && each.type !== "hidden" && each.value.trim() && (!/radio|checkbox/.test(each.type) || each.checked))
    .filter((each) => each.localName !== "button")
    .map((each) => {
      const label = each.labels?.[0]?.textContent.trim().replace(/\s+/g, " ") ?? "";
      return /radio|checkbox/.test(each.type) ? label : `${label}: ${each.value.trim()}`;
    });
}

function show(left, focuses = false) {
  if (!list) return;
  const own = left.filter((each) => each.path.startsWith(link));
  list.hidden = own.length === 0;
  list.querySelector("ul").replaceChildren(...own.map(line));
  if (focuses) list.focus();
}

function line(each) {
  const row = document.createElement("li");
  const words = list.dataset;
  const state = document.createElement("b");
  const at = new Date(each.at + words.zoneOffset * 60_000).toISOString().slice(11, 16);
  state.textContent = each.problem ? `${words.refused} ${each.problem}` : words.waiting.replace("{time}", at);
  const said = document.createElement("span");
  said.textContent = each.said.join("; ");
  row.append(state, said);
  if (each.problem) row.append(again(each), key(words.drop, () => drop(each.key).then(deliver)));
  return row;
}

// To the form, filled as it was.
function again(each) {
  return key(list.dataset.again, () => {
    const form = formOf(each);
    if (form) fill(form, each);
    else location.assign(each.path);
  });
}

function key(words, work) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: words });
  button.addEventListener("click", work);
  return button;
}

const formOf = (each) => [...document.querySelectorAll("form[data-offline]")].find((form) => new URL(form.action).pathname === each.path);

function fill(form, each) {
  const typed = new URLSearchParams(each.body);
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.localName === "button") continue;
    if (/radio|checkbox/.test(field.type)) field.checked = typed.getAll(field.name).includes(field.value);
    else if (typed.has(field.name)) field.value = typed.get(field.name);
  }
}

// randomUUID exists on https and loopback only.
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function begin() {
  const left = await all().catch(() => []);
  for (const each of left) {
    const form = formOf(each);
    if (form) fill(form, each);
  }
  show(left);
  look();
}

async function look() {
  const before = (await all().catch(() => [])).filter((each) => !each.problem).length;
  if (!before) return;
  const after = (await deliver()).filter((each) => !each.problem).length;
  if (after < before && !document.querySelector("[aria-busy=true]")) location.reload();
}

addEventListener("online", look);
document.addEventListener("visibilitychange", look);
setInterval(look, AGAIN);
begin();
