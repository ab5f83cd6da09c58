// Conferences of a calendar are moved and resized: dragged, or by keys. What stands against a time shows beside it.
//
// [data-movable] a block that may be moved; see places.js for the picture it stands on. A drag begins after a few
// pixels, with a finger after it has rested; near an end it resizes. M, or the button beside a block that has the
// focus, begins with keys. While one is moved its block is data-keep: news of the page does not touch it.
import { fetchAround } from "../live/around.js";
import { ask, askSoon, commandId, make } from "./judgement.js";
import { edgeAt, hours, under } from "./places.js";
import { box, clear, draw, letGo, show } from "./shadow.js";
import { QUARTER, at, beginning, ending, isSame, otherDay, read, slotOf, typed, words } from "./slot.js";

const START = 4; // pixels a mouse moves before it is no click
const REST = 400; // milliseconds a finger rests before it is no scrolling
const EDGE = 48; // pixels from the end of the window at which the page moves along
const home = document.querySelector("[data-moving]");
const said = document.querySelector("[data-moving-said]");
const button = document.querySelector("[data-begin-move]");
const say = (text) => (said.textContent = text);
let move = null;
let press = null;

// -- one move, however it is steered ---------------------------------------------------------------

function begin(block, edge, how) {
  leave();
  const grid = block.closest("[data-grid]");
  const row = block.closest("[data-row]")?.dataset.row;
  const own = row?.startsWith("room:") ? row.slice(5) : undefined;
  const was = { ...slotOf(block, home.dataset.zone), row, room: own };
  const path = `/conferences/${block.dataset.conference}/move`;
  const title = block.querySelector("b")?.textContent ?? block.textContent.trim();
  move = { block, grid, edge, how, was, slot: was, own, path, title, typed, answers: new Map(), command: commandId() };
  block.setAttribute("data-keep", "");
  block.classList.add("is-moved");
  Object.assign(document.documentElement.dataset, { moving: how, busy: "" }); // news of the page waits until it is over
  button.hidden = true;
  draw(move, words(was));
  show("");
}

function to(slot) {
  if (isSame(slot, move.slot)) return;
  move.slot = slot;
  letGo(false);
  draw(move, words(slot));
  if (isSame(slot, move.was)) return judged("");
  show(null);
  askSoon(move, judged);
}

function judged(html) {
  if (!move) return; // it was left meanwhile
  show(html);
  if (move.how === "keys") say(`${words(move.slot)}. ${box.querySelector("[data-said]")?.dataset.said ?? ""}`);
}

// Made at once where nothing is to be said or confirmed; else the box asks for it.
async function drop() {
  const { slot } = move;
  if (isSame(slot, move.was)) return leave();
  const html = await ask(move).catch(() => null);
  if (move?.slot !== slot) return;
  if (html === null) return lost();
  show(html);
  const form = box.querySelector("form");
  if (form && !("askedFirst" in form.dataset)) return save(form);
  letItGo();
}

function letItGo() {
  letGo(true);
  move.how = "box";
  document.documentElement.dataset.moving = "box";
  const silent = [...box.querySelectorAll("input:not([type=hidden])")].find((each) => !each.value);
  (silent ?? box.querySelector("h2, [data-leave]")).focus();
}

async function save(form) {
  const mine = move;
  const made = await make(mine, form).catch(() => null);
  if (move !== mine) return;
  if (made === null) return lost();
  if (made.refused) return again(made.refused);
  document.querySelector("[data-toasts]").innerHTML = made.toast;
  leave("", true);
}

// Judged anew: what was refused is said above it.
async function again(sentence) {
  const html = await ask(move).catch(() => null);
  if (html === null) return lost();
  show(html);
  const place = box.querySelector("[data-refused]");
  if (place) Object.assign(place, { textContent: sentence, hidden: false });
  letItGo();
}

function lost() {
  show(home.querySelector("template").innerHTML);
  letItGo();
}

// It is over: made, or left as it was. The page is fetched as it stands now, and the focus goes back.
function leave(sentence = "", isMade = false) {
  if (!move) return;
  const { block, how, slot, was } = move;
  move = null;
  clear();
  block.removeAttribute("data-keep");
  block.classList.remove("is-moved");
  for (const name of ["moving", "busy"]) delete document.documentElement.dataset[name];
  if (sentence) say(sentence);
  const isWatched = how !== "pointer" || isMade;
  if (isWatched) focus(block);
  if (!isSame(slot, was)) fetchAround().then(() => isWatched && document.activeElement === document.body && focus(block));
}

// The same block may stand elsewhere now.
function focus({ id, dataset }) {
  (document.getElementById(id) ?? document.querySelector(`[data-block][data-conference="${dataset.conference}"]`))?.focus();
}

box.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter?.name !== "use") return save(event.target);
  to({ ...move.slot, ...read(event.submitter.value) });
  drop();
});
box.addEventListener("click", (event) => event.target.closest("[data-leave]") && leave(home.dataset.left));

// -- with a mouse, a pen, a finger -----------------------------------------------------------------

addEventListener("pointerdown", (event) => {
  if (!event.isPrimary) return giveUp(); // a second finger
  const block = event.target.closest?.("[data-movable]");
  if (!block || event.button || event.ctrlKey || event.metaKey) return;
  const isTouch = event.pointerType === "touch";
  press = { block, isTouch, x: event.clientX, y: event.clientY, id: event.pointerId };
  if (isTouch) press.resting = setTimeout(take, REST);
});

addEventListener("pointermove", (event) => {
  if (!press || event.pointerId !== press.id) return;
  const far = Math.hypot(event.clientX - press.x, event.clientY - press.y);
  if (press.taken) return follow(event.clientX, event.clientY);
  if (press.isTouch && far > 2 * START) return release();
  if (!press.isTouch && far > START) {
    take();
    follow(event.clientX, event.clientY);
  }
});

addEventListener("pointerup", (event) => {
  if (!press || event.pointerId !== press.id) return;
  const { taken } = press;
  release();
  if (!taken) return;
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, true));
  if (move?.how === "pointer") drop();
});

addEventListener("pointercancel", giveUp);

function giveUp() {
  if (press?.taken) leave();
  release();
}

function take() {
  const { block, x, y, isTouch, id } = press;
  const grid = block.closest("[data-grid]");
  const { minutes } = under(grid, x, y);
  const mine = press;
  begin(block, edgeAt(grid, block, x, y, isTouch), "pointer");
  press = Object.assign(mine, { taken: true, from: minutes - move.slot.start, grid, days: dayOf(grid, x, y) });
  if (isTouch) navigator.vibrate?.(10);
  else block.setPointerCapture(id);
}

// Of a conference of several days any of its blocks may be taken; its start moves as far as the pointer does.
function dayOf(grid, x, y) {
  return (Date.parse(under(grid, x, y).day) - Date.parse(move.was.day)) / 86_400_000;
}

function release() {
  clearTimeout(press?.resting);
  cancelAnimationFrame(press?.frame);
  press = null;
}

function follow(x, y) {
  Object.assign(press, { nowX: x, nowY: y });
  cancelAnimationFrame(press.frame);
  press.frame = requestAnimationFrame(step);
}

function step() {
  if (!press || !move) return;
  const { nowX: x, nowY: y, grid, from, days } = press;
  const there = under(grid, x, y);
  if (move.edge === "start") to(beginning(move.was, there.minutes - from));
  else if (move.edge === "end") to(ending(move.was, there.minutes - from + move.was.length));
  else to(inRow(onPicture(grid, at(move.was, otherDay(there.day, -days), there.minutes - from)), there.row));
  if (alongWith(y)) press.frame = requestAnimationFrame(step);
}

// Held with a pointer it does not leave the hours that are shown.
function onPicture(grid, slot) {
  const { first, last } = hours(grid);
  const fits = slot.length <= last - first;
  return { ...slot, start: Math.max(Math.min(slot.start, last - (fits ? slot.length : QUARTER)), first) };
}

// Another row is another room; of persons and sites it keeps its own.
function inRow(slot, row) {
  return row?.startsWith("room:") && slot.room ? { ...slot, row, room: row.slice(5) } : slot;
}

// Near the end of the window the page goes on; whether it did.
function alongWith(y) {
  const by = y < EDGE ? -10 : y > innerHeight - EDGE ? 10 : 0;
  const before = scrollY;
  if (by) scrollBy(0, by);
  return scrollY !== before;
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

// A link would be dragged away, a finger that rests would get a menu, and one that moves would scroll the page.
addEventListener("dragstart", (event) => event.target.closest?.("[data-movable]") && event.preventDefault());
addEventListener("contextmenu", (event) => press?.isTouch && event.preventDefault());
document.getElementById("main").addEventListener("touchmove", (event) => press?.taken && event.preventDefault(), { passive: false });

// -- with keys -------------------------------------------------------------------------------------

addEventListener("keydown", (event) => (move ? steer(event) : maybeBegin(event)), { capture: true });

function maybeBegin(event) {
  const block = event.target.closest?.("[data-movable]");
  if (!block || event.key.toUpperCase() !== "M" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.documentElement.dataset.keys === "off") return;
  swallow(event);
  takeByKeys(block);
}

function takeByKeys(block) {
  begin(block, "", "keys");
  block.focus();
  say(home.dataset.begun.replace("{title}", move.title));
}

function steer(event) {
  if (event.key === "Escape") {
    swallow(event);
    return leave(home.dataset.left);
  }
  if (move.how !== "keys") return;
  if (event.key === "Enter") {
    swallow(event);
    return drop();
  }
  const slot = stepped(event);
  if (slot) {
    swallow(event);
    to(slot);
  } else if (event.key === "Tab") leave(home.dataset.left);
}

// Along the axis of time by quarters, across it by days or rows; Shift changes the end; Page up and down are days.
function stepped({ key, shiftKey }) {
  const { slot, grid } = move;
  const [back, on, before, after] = grid.dataset.axis === "y" ? ["Up", "Down", "Left", "Right"] : ["Left", "Right", "Up", "Down"];
  const along = { [`Arrow${back}`]: -QUARTER, [`Arrow${on}`]: QUARTER }[key];
  if (along) return shiftKey ? ending(slot, slot.start + slot.length + along) : at(slot, slot.day, slot.start + along);
  const across = { [`Arrow${before}`]: -1, [`Arrow${after}`]: 1 }[key];
  if (across && grid.dataset.axis === "x") return inRow(slot, neighbour(across));
  const days = across ?? { PageUp: -1, PageDown: 1 }[key];
  return days && at(slot, otherDay(slot.day, days), slot.start);
}

function neighbour(by) {
  const rows = [...move.grid.querySelectorAll("[data-row]")].map((each) => each.dataset.row);
  return rows[rows.indexOf(move.slot.row) + by];
}

// The button stands behind the block that has the focus, within reach of Tab.
document.addEventListener("focusin", ({ target }) => {
  if (target === button || move) return;
  const block = target.closest("[data-movable]:focus-visible");
  button.hidden = !block;
  if (block) block.after(button);
});
button.setAttribute("data-keep", "");
button.addEventListener("click", () => takeByKeys(button.previousElementSibling));
