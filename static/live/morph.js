// Puts new parts in place of old ones by id, changing only what differs.
import { Idiomorph } from "../vendor/idiomorph.js";

const FIELDS = "input, select, textarea, [contenteditable]";

export function morph(parts) {
  const hold = field();
  for (const [id, html] of Object.entries(parts)) {
    const old = document.getElementById(id);
    if (!old) continue;
    if (html === null) old.replaceWith(hole(id));
    else Idiomorph.morph(old, html, { morphStyle: "outerHTML", callbacks });
  }
  hold?.();
}

// The field somebody types into stays where it is on the screen, whatever came or went above it.
function field() {
  const typed = document.activeElement;
  const { top, bottom } = typed.getBoundingClientRect();
  if (!isTyping() || bottom < 0 || top > innerHeight) return undefined;
  return () => {
    for (let at = typed.parentElement; at; at = at.parentElement) {
      const moved = typed.getBoundingClientRect().top - top;
      if (Math.abs(moved) >= 1) at.scrollTop += moved;
    }
  };
}

// A part that is not there now keeps its place for when it comes back.
function hole(id) {
  const template = document.createElement("template");
  template.id = id;
  template.dataset.part = "";
  return template;
}

const callbacks = {
  beforeNodeMorphed: (old) => !isKept(old),
  beforeAttributeUpdated: (name, element) => name !== "open" || element.tagName !== "DETAILS", // opened by hand
  beforeNodeRemoved: (old) => !isKept(old) && !(old.contains?.(document.activeElement) && isTyping()),
};

function isKept(node) {
  return (
    node.nodeType === Node.ELEMENT_NODE &&
    (node.matches("[data-keep], [data-typed]") || (node === document.activeElement && isTyping()))
  );
}

function isTyping() {
  return document.activeElement.matches(FIELDS);
}
