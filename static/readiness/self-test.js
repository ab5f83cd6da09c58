// A site tests its machine and its line, one step after another. Everything it says comes from the page: no words in here.
//
// The root [data-self-test] carries data-base, data-conference, data-lang, data-link (opened by link), data-down, data-up.
import { camera, microphone, tone } from "./devices.js";
import { byAsking, bySocket, carried, timed } from "./line.js";

const SIGNS = { running: "activity", done: "check", failed: "alert-triangle", skipped: "circle-minus" };
const root = document.querySelector("[data-self-test]");
const form = root?.querySelector("[data-measured]");
const status = root?.querySelector("[data-status]");

if (root) {
  document.getElementById("by-hand").hidden = true;
  root.hidden = false;
  form.querySelector("[data-begin]").addEventListener("click", run);
}

async function run({ currentTarget }) {
  currentTarget.hidden = true;
  for (const step of [machine, delay, websocket, polling, speed]) await step();
  for (const [name, test] of [["camera", testCamera], ["microphone", testMicrophone], ["speaker", testSpeaker]]) {
    keep({ [name]: await offer(name, test) });
  }
  form.querySelector("[data-result]").hidden = false;
  form.requestSubmit();
}

async function machine() {
  keep({ screen_width: screen.width, screen_height: screen.height });
  mark("machine", "done", `${screen.width} × ${screen.height}`);
}

async function delay() {
  mark("delay", "running");
  const found = await timed(`${root.dataset.base}/ping`);
  keep({ delay_ms: found.delay?.toFixed(1) ?? "", loss_percent: found.loss.toFixed(1) });
  keep({ clock_offset_ms: found.offset === undefined ? "" : Math.round(found.offset) });
  mark("delay", found.delay === undefined ? "failed" : "done", Math.round(found.delay), Math.round(found.loss));
  if (found.offset === undefined) mark("clock", "failed");
  else mark("clock", "done", Math.abs(found.offset / 1000).toFixed(1));
}

async function websocket() {
  mark("websocket", "running");
  const works = await bySocket(root.dataset);
  keep({ websocket: works ? "yes" : "no" });
  mark("websocket", works ? "done" : "failed");
}

async function polling() {
  mark("polling", "running");
  const works = await byAsking(root.dataset);
  keep({ polling: works ? "yes" : "no" });
  mark("polling", works ? "done" : "failed");
}

async function speed() {
  mark("speed", "running");
  const { down, up } = await carried(`${root.dataset.base}/bytes`, Number(root.dataset.up));
  keep({ down_kbps: down?.toFixed(1) ?? "", up_kbps: up?.toFixed(1) ?? "" });
  const megabits = (kilobits) => (kilobits === undefined ? "?" : (kilobits / 1000).toFixed(1));
  mark("speed", down === undefined && up === undefined ? "failed" : "done", megabits(down), megabits(up));
}

// The browser asks for leave, so nothing is tried before somebody presses; each may be skipped.
function offer(name, test) {
  const step = root.querySelector(`[data-step="${name}"]`);
  const asks = step.querySelector("[data-asks]");
  asks.hidden = false;
  asks.querySelector("[data-try]").focus();
  status.textContent = step.querySelector("b").textContent;
  return new Promise((resolve) => {
    const end = (found) => {
      mark(name, found === "ok" ? "done" : found === "skipped" ? "skipped" : "failed");
      resolve(found);
    };
    asks.querySelector("[data-skip]").addEventListener("click", () => {
      asks.hidden = true;
      end("skipped");
    });
    asks.querySelector("[data-try]").addEventListener("click", async () => {
      asks.hidden = true;
      mark(name, "running");
      end(await test(step));
    });
  });
}

const testCamera = (step) => camera(step.querySelector("[data-picture]"));

function testMicrophone(step) {
  const meter = step.querySelector("[data-level]");
  meter.toggleAttribute("hidden", false);
  const bar = meter.querySelector(".some");
  return microphone((level) => bar.setAttribute("width", `${Math.min(100, Math.round(level * 300))}%`));
}

function testSpeaker(step) {
  const asks = step.querySelector("[data-heard]");
  tone();
  asks.hidden = false;
  asks.querySelector("[data-again]").addEventListener("click", tone);
  return new Promise((resolve) => {
    const end = (found) => {
      asks.hidden = true;
      resolve(found);
    };
    asks.querySelector("[data-yes]").addEventListener("click", () => end("ok"));
    asks.querySelector("[data-no]").addEventListener("click", () => end("failed"));
  });
}

function mark(name, state, n = "", m = "") {
  const step = root.querySelector(`[data-step="${name}"]`);
  const words = { running: "doing" }[state] ?? state;
  const says = step.dataset[words].replace("{n}", n).replace("{m}", m);
  step.dataset.state = state;
  step.querySelector("[data-says]").textContent = says;
  step.querySelector("use").setAttribute("href", `/static/icons.svg#${SIGNS[state]}`);
  status.textContent = `${step.querySelector("b").textContent}: ${says}`;
}

function keep(values) {
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
}
