// The computer of a meeting room: hears when it is to look again, asks every half minute besides, and loads its page
// anew when another one is due. What lies over the page (its name, a message) it puts there itself.
//
// The body carries data-room (a mark of what it shows) and, before it is paired, data-room-waits.
import { lineBanner } from "../live/banner.js";
import { measure, startClocks } from "../live/clock.js";
import { io } from "../vendor/socket.io.js";

const WAITING = 3_000;
const WITHOUT_LINE = 5_000;
const WITH_LINE = 30_000;
const PATIENCE = 5_000;
const root = document.body;
const waits = "roomWaits" in root.dataset;
const isOwnPage = !("live" in root.dataset); // else live.js keeps the clocks and tells of the line
const timers = {};
let line = false;
let asking;

if (isOwnPage) startClocks(root);
if (isOwnPage) navigator.serviceWorker?.register("/walls/worker.js", { scope: "/" }).catch(() => {});
const banner = isOwnPage ? lineBanner(root, () => {}) : undefined;

async function ask() {
  clearTimeout(asking);
  try {
    const answer = await fetch("/screen/state", { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok) take(await answer.json());
  } catch {
    // The next look tries again; the banner says how old the page is.
  }
  clearTimeout(asking);
  asking = setTimeout(ask, waits ? WAITING : line ? WITH_LINE : WITHOUT_LINE);
}

function take(told) {
  banner?.alive(WITH_LINE + PATIENCE);
  if (told.mark !== root.dataset.room) return location.reload();
  lay("name", told.name, told.name_ms);
  lay("message", told.message, told.message_ms);
}

function lay(what, words, milliseconds) {
  const box = document.querySelector(`[data-room-${what}]`);
  if (!box) return;
  clearTimeout(timers[what]);
  const place = box.querySelector(`[data-room-${what}-words]`);
  if (words && place.textContent !== words) place.textContent = words;
  box.hidden = !words;
  if (words && milliseconds) timers[what] = setTimeout(() => (box.hidden = true), milliseconds);
}

function listen() {
  const socket = io("/live", {
    transports: ["websocket"],
    auth: { as: "paired" },
    reconnectionDelayMax: 5_000,
    timeout: PATIENCE,
  });
  socket.on("connect", () => stand(socket));
  socket.on("told", ask);
  socket.on("head", ({ now }) => {
    measure(now);
    banner?.alive();
  });
  socket.on("disconnect", () => {
    line = false;
    ask();
  });
  socket.on("bye", ({ retry_ms }) => again(socket, retry_ms));
  socket.on("gone", () => again(socket, PATIENCE));
}

async function stand(socket) {
  try {
    const sent = performance.now();
    const answer = await socket.timeout(PATIENCE).emitWithAck("stand", { lang: document.documentElement.lang });
    line = answer.ok;
    if (line) measure(answer.now, sent, performance.now());
    else again(socket, PATIENCE);
  } catch {
    line = false;
  }
  ask();
}

function again(socket, wait) {
  socket.disconnect();
  setTimeout(() => socket.connect(), wait);
}

if (!waits) listen();
document.addEventListener("live:shown", ({ detail }) => {
  if (detail.includes("now") || detail.includes("scene")) setTimeout(ask, Math.random() * 2_000);
});
ask();
