// What stands against a conference where it is held: asked while it moves, once for each time it comes by.
const PATIENCE = 120;
let waiting;

// `then` is given the box in HTML when the pointer rests; nothing more is heard of a time it has left meanwhile.
export function askSoon(move, then) {
  clearTimeout(waiting);
  const { slot } = move;
  const tell = (html) => move.slot === slot && then(html);
  waiting = setTimeout(() => ask(move).then(tell, () => tell("")), move.answers.has(keyOf(move)) ? 0 : PATIENCE);
}

// The same at once, for what has been let go. Rejects when the line is down.
export function ask(move) {
  clearTimeout(waiting);
  const key = keyOf(move);
  if (!move.answers.has(key)) {
    const asked = fetch(`${move.path}/look`, { method: "POST", body: sent(move) }).then((answer) => answer.text());
    asked.catch(() => move.answers.delete(key));
    move.answers.set(key, asked);
  }
  return move.answers.get(key);
}

// Make it: the toast in HTML, or a sentence why not.
export async function make(move, form) {
  const body = new URLSearchParams(new FormData(form));
  body.set("back", location.pathname + location.search);
  const answer = await fetch(form.action, { method: "POST", body, headers: { "Idempotency-Key": move.command } });
  move.command = commandId();
  move.answers.clear(); // what was judged before may have moved on
  if (answer.ok) return { toast: await answer.text() };
  const problem = await answer.json();
  return { refused: problem.detail ?? problem.title };
}

export function commandId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const keyOf = (move) => sent(move).toString();

function sent({ typed, slot, block, own }) {
  const room = slot.room && slot.room !== own ? { room: slot.room } : {};
  return new URLSearchParams({ ...typed(slot), revision: block.dataset.revision, ...room });
}
