// What the line to our server is worth: how long an answer takes, whether news comes, how much it carries.
import { io } from "../vendor/socket.io.js";

const ASKED = 20;
const PATIENCE = 4_000; // for one answer, and for all the small ones together
const LONGEST = 8_000; // for what is moved to see how much the line carries

// {delay, loss, offset}: the middle of the round trips in ms, per cent without an answer, our clock minus this one in ms.
export async function timed(address) {
  const trips = [];
  let asked = 0;
  for (const begun = performance.now(); asked < ASKED && performance.now() - begun < PATIENCE; ) {
    asked += 1;
    trips.push(await trip(address));
  }
  const came = trips.filter(Boolean).sort((one, other) => one.took - other.took);
  const loss = (100 * (asked - came.length)) / asked;
  return { loss, delay: came[came.length >> 1]?.took, offset: came[0]?.offset };
}

async function trip(address) {
  const sent = performance.now();
  const at = Date.now();
  try {
    const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE / 2) });
    if (!answer.ok) return null;
    const { now } = await answer.json();
    const took = performance.now() - sent;
    return { took, offset: now - (at + took / 2) };
  } catch {
    return null;
  }
}

// Whether a socket connects and the conference can be followed over it.
export function bySocket({ conference, lang, link }) {
  const auth = link ? { link } : {};
  const socket = io("/live", { transports: ["websocket"], auth, reconnection: false, forceNew: true, timeout: PATIENCE });
  return new Promise((resolve) => {
    const end = (works) => {
      socket.disconnect();
      resolve(works);
    };
    socket.on("connect_error", () => end(false));
    socket.on("connect", async () => {
      const asked = socket.timeout(PATIENCE).emitWithAck("join", { conference, view: "screen", lang });
      end(Boolean((await asked.catch(() => null))?.ok));
    });
  });
}

// The way pages go where no socket comes through.
export async function byAsking({ conference, lang, link }) {
  const address = `/api/v1/conferences/${conference}/news?${new URLSearchParams({ view: "screen", lang })}`;
  const headers = link ? { "X-Confsys-Link": link } : {};
  const answer = await fetch(address, { headers, signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  return Boolean(answer?.ok);
}

// {down, up} in kbit/s; undefined where nothing came of it.
export async function carried(address, sending) {
  return { down: await brought(address), up: await taken(address, sending) };
}

async function brought(address) {
  let [bytes, begun] = [0, performance.now()];
  try {
    const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(LONGEST) });
    if (!answer.ok) return undefined;
    for (const reader = answer.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.length;
    }
  } catch {
    // What has come until now tells enough.
  }
  return bytes ? speed(bytes, begun) : undefined;
}

async function taken(address, bytes) {
  const body = crypto.getRandomValues(new Uint8Array(Math.min(bytes, 65_536)));
  const begun = performance.now();
  try {
    const sent = { method: "POST", body: new Blob([body, body.slice(0, bytes - body.length)]) };
    const answer = await fetch(address, { ...sent, signal: AbortSignal.timeout(LONGEST) });
    return answer.ok ? speed(bytes, begun) : undefined;
  } catch (error) {
    return error.name === "TimeoutError" ? speed(bytes, begun) : undefined; // it carries less than that
  }
}

function speed(bytes, begun) {
  return Math.min(1e8, (bytes * 8) / Math.max(1, performance.now() - begun));
}
