// The roll call by keyboard: C online, P in the room, V absent with a reason, a number for the heads, Enter next,
// Backspace or ↑ back, / search. Each press is kept on this device until the server has taken it.
import { folded } from "../folding.js";

const PATIENCE = 8_000;
const root = document.querySelector("[data-roll]");
const turn = root.querySelector("[data-turn]");
const form = turn.querySelector("[data-mark]");
const store = `roll:${root.dataset.roll}`;
const queue = JSON.parse(localStorage.getItem(store) ?? "[]");
const everyone = new URLSearchParams(location.search).has("all");
const rows = () => [...root.querySelectorAll("[data-list] > li")];
const current = () => rows()[at];
const STATES = { c: "online", p: "present" };
const find = root.querySelector("[data-find-site]");
let at = rows().findIndex((row) => row.ariaCurrent === "true");
let sending = false;
let isLate = false;

find.addEventListener("input", () => {
  const typed = folded(find.value);
  for (const row of rows()) row.hidden = !row.dataset.folded.includes(typed);
});
document.addEventListener("page:shown", overlay);
addEventListener("online", send);
if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    mark(event.submitter?.value || "online");
  });
  turn.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (!step || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(Number(step.dataset.step));
  });
  addEventListener("keydown", press, { capture: true });
}
root.querySelector("[data-list]").addEventListener("click", (event) => {
  const row = event.target.closest("li");
  if (!form || !row || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  show(rows().indexOf(row));
});
overlay();
send();

function press(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || document.documentElement.dataset.keys === "off") return;
  const { key, target } = event;
  const isTyping = target.matches("input, textarea, select") && target !== form.elements.heads;
  if (act(key, target, isTyping)) {
    event.preventDefault();
    event.stopPropagation();
  }
}

function act(key, target, isTyping) {
  const { heads, word } = form.elements;
  if (target === find) return key === "Enter" && found();
  if (target === word) return key === "Enter" && leave("absent");
  if (isTyping || turn.hidden) return false;
  if (STATES[key.toLowerCase()]) return mark(STATES[key.toLowerCase()]);
  if (key.toLowerCase() === "v") return focus(word);
  if (key === "/") return focus(find);
  if (key === "ArrowUp" || (key === "Backspace" && !(target === heads && heads.value))) return go(-1);
  if (key === "ArrowDown") return go(1, true);
  if (key === "Enter") return target.matches("a, button, summary") ? false : leave();
  if (/^\d$/.test(key) && target !== heads) return type(heads, key);
  return false;
}

function focus(field) {
  field.focus();
  field.select();
  return true;
}

function type(heads, digit) {
  heads.value = digit;
  heads.focus();
  return true;
}

// Enter: what was typed and not sent yet is sent, then the next one comes.
function leave(state) {
  const row = current();
  const { heads } = form.elements;
  if (state) return mark(state) && go(1);
  const counted = heads.value.trim() !== row.dataset.heads;
  if (counted && !mark(["present", "online"].includes(row.dataset.state) ? row.dataset.state : "online")) return true;
  return go(1);
}

function mark(state) {
  const row = current();
  const { heads, word } = form.elements;
  say("");
  if (state === "absent" && !word.value.trim()) return focus(word) && false;
  const isThere = state === "present" || state === "online";
  const sent = { site: row.dataset.site, revision: row.dataset.revision, state };
  if (isThere && heads.value.trim()) sent.heads = heads.value.trim();
  if (state === "absent") sent.word = word.value.trim();
  queue.push({ key: newKey(), sent });
  keep();
  overlay();
  send();
  return true;
}

function keep() {
  localStorage.setItem(store, JSON.stringify(queue));
}

// What was pressed here stands over what the server said, until it has said so itself.
function overlay() {
  find.hidden = false;
  root.toggleAttribute("data-busy", queue.length > 0); // the page is not asked for again between two presses
  for (const row of rows()) delete row.dataset.waits;
  for (const { sent } of queue) {
    const row = document.getElementById(`roll-${sent.site}`);
    if (row) lay(row, sent);
  }
  const list = rows();
  if (at >= 0 && list[at]) list[at].ariaCurrent = "true";
  const called = list.filter((row) => row.dataset.state !== "not-called").length;
  document.querySelector("[data-called]").textContent = called;
  document.querySelector(".passed progress").value = called;
  const waiting = document.querySelector("[data-waiting]");
  waiting.hidden = queue.length === 0 || !isLate;
  waiting.querySelector("[data-number]").textContent = queue.length;
  if (form && current()) turn.querySelector("[data-state]").replaceChildren(look(current().dataset.state));
}

function lay(row, sent) {
  row.dataset.waits = "";
  row.dataset.state = sent.state;
  row.dataset.heads = sent.heads ?? (["present", "online"].includes(sent.state) ? row.dataset.heads : "");
  const told = [look(sent.state)];
  if (row.dataset.heads) told.push(" ", Object.assign(document.createElement("b"), { className: "num", textContent: row.dataset.heads }));
  row.lastElementChild.replaceChildren(...told);
}

function look(state) {
  return document.querySelector(`template[data-look="${state}"]`).content.cloneNode(true);
}

// The next that waits, or simply the neighbour: back always, forward with ↓ or when all are wanted.
function go(step, neighbour = step < 0 || everyone) {
  const list = rows();
  let next = at + step;
  if (!neighbour) {
    const turnOf = [...list.keys()].map((number) => (at + 1 + number) % list.length);
    next = turnOf.find((number) => number !== at && list[number].dataset.state === "not-called") ?? list.length;
  }
  if (next >= list.length) return over();
  if (next >= 0) show(next);
  return true;
}

function show(place) {
  current()?.removeAttribute("aria-current");
  at = place;
  const row = current();
  const { revision, heads, word } = form.elements;
  turn.querySelector("[data-name]").textContent = row.querySelector("a").textContent;
  const phone = turn.querySelector("[data-phone]");
  if (row.dataset.number) phone.href = `tel:${row.dataset.number}`;
  else phone.removeAttribute("href");
  phone.querySelector("span").textContent = row.dataset.spoken || "–";
  turn.querySelector("[data-contact]").textContent = row.dataset.contact;
  turn.querySelector("[data-expected]").textContent = row.dataset.expected || "–";
  turn.querySelector("[data-code]").textContent = row.dataset.code || "–";
  [revision.value, heads.value, word.value] = [row.dataset.revision, row.dataset.heads, row.dataset.word];
  history.replaceState(null, "", row.querySelector("a").href);
  turn.querySelector("[data-name]").focus();
  row.scrollIntoView({ block: "nearest" });
  say("");
  overlay();
  return true;
}

// Behind the last one stands what remains: only when all that was pressed has arrived.
function over() {
  if (queue.length) return waitThen(over);
  location.assign(root.dataset.roll);
  return true;
}

function waitThen(work) {
  setTimeout(() => (queue.length ? waitThen(work) : work()), 200);
  return true;
}

function found() {
  const list = rows();
  const typed = folded(find.value);
  const place = list.findIndex((row) => row.dataset.folded.includes(typed));
  if (place < 0) return true;
  find.value = "";
  for (const row of list) row.hidden = false;
  return show(place);
}

// One at a time and in order; a line that is down only makes it later.
async function send() {
  if (sending) return;
  sending = true;
  for (let wait = 1_000; queue.length; ) {
    const { key, sent } = queue[0];
    try {
      const answer = await fetch(`${root.dataset.roll}/${sent.site}`, {
        method: "POST",
        headers: { "Idempotency-Key": key },
        body: new URLSearchParams(sent),
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.status >= 500 || answer.status === 429) throw new Error(answer.statusText);
      await taken(answer, sent);
      wait = 1_000;
    } catch {
      late(true);
      await new Promise((done) => setTimeout(done, wait));
      wait = Math.min(wait * 2, 10_000);
    }
  }
  sending = false;
  late(false);
}

async function taken(answer, sent) {
  const told = await answer.json();
  queue.shift();
  if (answer.ok) seen(sent.site, told.revision);
  else say(`${nameOf(sent.site)}: ${Object.values(told.errors ?? {})[0] ?? told.detail ?? ""}`);
  keep();
  overlay();
}

// What follows for the same site follows what was just taken.
function seen(site, revision) {
  const row = document.getElementById(`roll-${site}`);
  if (row) row.dataset.revision = revision;
  for (const each of queue) if (each.sent.site === site) each.sent.revision = revision;
}

function late(is) {
  isLate = is;
  overlay();
}

function nameOf(site) {
  return document.querySelector(`#roll-${site} a`)?.textContent ?? "";
}

function say(text) {
  const trouble = document.querySelector("[data-trouble]");
  trouble.hidden = !text;
  trouble.textContent = text;
}

// randomUUID exists on https and loopback only.
function newKey() {
  return crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join("");
}
