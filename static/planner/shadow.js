// What is drawn while a conference is moved: its shadow, what it clashes with, and the box beside it. It all stands
// outside <main>, so that news of the page passes it by; places are asked anew whenever the page moves.
import { place, trackOf } from "./places.js";

const GAP = 12;
const layer = Object.assign(document.createElement("div"), { className: "moving no-print", hidden: true });
const shadow = layer.appendChild(Object.assign(document.createElement("div"), { className: "shadow" }));
const marks = layer.appendChild(document.createElement("div"));
export const box = Object.assign(document.createElement("div"), { className: "move-box no-print", hidden: true });
box.setAttribute("role", "group");
box.append(Object.assign(document.createElement("p"), { className: "to" }), document.createElement("div"));
document.body.append(layer, box);

let drawn = null;

export function draw(move, words) {
  drawn = move;
  layer.hidden = box.hidden = false;
  box.ariaLabel = move.title;
  box.firstChild.textContent = words;
  redraw();
}

// The answer of the server to the time that is shown now; none while it is asked.
export function show(answer) {
  box.classList.toggle("is-old", answer === null);
  if (answer !== null) box.lastChild.innerHTML = answer;
  redraw();
}

export function clear() {
  drawn = null;
  layer.hidden = box.hidden = true;
  box.classList.remove("is-let-go", "is-old");
  box.lastChild.replaceChildren();
  marks.replaceChildren();
}

export function letGo(isLetGo) {
  box.classList.toggle("is-let-go", isLetGo);
  redraw();
}

function redraw() {
  if (!drawn) return;
  const there = place(drawn.grid, drawn.slot);
  const verdict = box.classList.contains("is-old") ? "asked" : (box.querySelector("[data-move]")?.dataset.move ?? "none");
  shadow.className = `shadow is-${verdict}`;
  shadow.hidden = !there;
  if (there) put(shadow, there);
  mark(verdict);
  beside(there ?? drawn.block.getBoundingClientRect());
}

// The others at that time with an edge around them, and the rows of what both need.
function mark(verdict) {
  const against = (box.querySelector("[data-against]")?.dataset.against ?? "").split(" ");
  const found = verdict === "asked" ? [] : against.flatMap((each) => places(drawn.grid, each));
  const track = trackOf(drawn.grid, drawn.slot);
  if (track && verdict !== "asked" && verdict !== "none") found.unshift([track, `day is-${verdict}`]);
  const gravest = new Map(found.reverse()); // the gravest comes first, and so overwrites the others
  marks.replaceChildren(
    ...[...gravest].map(([element, looks]) => {
      const edge = Object.assign(document.createElement("div"), { className: `mark ${looks}` });
      put(edge, element.getBoundingClientRect());
      return edge;
    }),
  );
}

// "blocks=room:ID:conference:ID" names a row and the blocks of a conference.
function places(grid, against) {
  const [level, id] = against.split("=");
  const other = /conference:(\w+)/.exec(id)?.[1];
  const row = /(room|person|site):\w+/.exec(id)?.[0];
  const blocks = other ? grid.querySelectorAll(`[data-conference="${other}"]`) : [];
  const rows = row ? grid.querySelectorAll(`[data-row="${row}"]`) : [];
  const seen = (each) => each !== drawn.block && each.getBoundingClientRect().width;
  return [...blocks, ...rows].filter(seen).map((each) => [each, `is-${level}`]);
}

function put(element, { left, top, width, height }) {
  for (const [name, value] of Object.entries({ left, top, width, height })) element.style.setProperty(name, `${value}px`);
}

// To the right of what it speaks of, else to the left, else over it; a narrow window has it at its foot.
function beside(there) {
  const { width, height } = box.getBoundingClientRect();
  const right = there.left + there.width + GAP;
  const foot = document.querySelector("[data-toast]")?.getBoundingClientRect().top ?? innerHeight;
  const left = right + width < innerWidth ? right : Math.max(there.left - GAP - width, GAP);
  box.style.setProperty("left", `${Math.min(left, innerWidth - width - GAP)}px`);
  box.style.setProperty("top", `${Math.max(GAP, Math.min(there.top, foot - height - GAP))}px`);
}

addEventListener("scroll", redraw, { capture: true, passive: true });
addEventListener("resize", redraw);
