// Keeps a page of lists or a calendar up to date: it hears that something changed, and asks for what it shows now.
//
// The body carries data-follows (when the page was made, in milliseconds), data-lang, data-now, data-zone-offset.
import { io } from "../vendor/socket.io.js";
import { lineBanner } from "./banner.js";
import { measure, serverTime, startClocks } from "./clock.js";

const POLL_EVERY = 15_000;
const PATIENCE = 5_000;
const root = document.body;
let since = Number(root.dataset.follows);
let ended = false;
let failures = 0;
let polling;
let waiting; // the look that is planned
let looking = false;

startClocks(root);
const banner = lineBanner(root, () => comeBack(Math.random() * 1_000));
const socket = io("/live", {
  transports: ["websocket"],
  reconnectionDelay: 500,
  reconnectionDelayMax: 5_000,
  timeout: PATIENCE,
});
socket.on("connect", follow);
socket.on("connect_error", failed);
socket.on("changed", ({ within_ms }) => lookWithin(within_ms));
socket.on("head", ({ now }) => heard(now));
socket.on("bye", ({ retry_ms }) => comeBack(retry_ms));
socket.on("gone", ({ reason, sentence }) => (sentence ? end(sentence) : comeBack(reason === "role-changed" ? 0 : PATIENCE)));

// What somebody has typed into is his until he sends it.
document.addEventListener("input", ({ target }) => target.form?.closest("main")?.contains(target) && keep(target.form));

function keep(form) {
  form.dataset.typed = "";
}

async function follow() {
  const sent = performance.now();
  try {
    const answer = await socket.timeout(PATIENCE).emitWithAck("follow", { lang: root.dataset.lang, since: Math.floor(since) });
    if (!answer.ok) return answer.status === 401 ? end(answer.error) : comeBack(PATIENCE);
    failures = 0;
    clearInterval(polling);
    polling = undefined;
    measure(answer.now, sent, performance.now());
    banner.alive();
    if (answer.changed) lookWithin(0);
  } catch {
    comeBack(PATIENCE);
  }
}

function heard(now) {
  measure(now);
  banner.alive();
}

function lookWithin(milliseconds) {
  waiting ??= setTimeout(look, Math.random() * milliseconds);
}

async function look() {
  waiting = undefined;
  if (looking || document.querySelector("[data-busy]")) return lookWithin(PATIENCE / 5); // a hand is on something
  looking = true;
  try {
    const asked = serverTime();
    const { fetchAround } = await import("./around.js");
    if (await fetchAround()) since = asked;
    else lookWithin(PATIENCE);
  } catch {
    lookWithin(PATIENCE);
  } finally {
    looking = false;
  }
}

function comeBack(wait) {
  socket.disconnect();
  setTimeout(() => ended || socket.connect(), wait);
}

// Some networks let no WebSocket through: then it looks every so often.
function failed() {
  failures += 1;
  if (!socket.active) comeBack(PATIENCE);
  if (failures < 2 || polling || ended) return;
  polling = setInterval(poll, POLL_EVERY);
  poll();
}

async function poll() {
  await look();
  if (since > serverTime() - POLL_EVERY) banner.alive(POLL_EVERY + PATIENCE);
}

function end(sentence) {
  ended = true;
  clearInterval(polling);
  socket.disconnect();
  banner.end(sentence);
}
