// Where a time stands on the picture, and which time stands under a point. All in pixels of the window.
//
// [data-grid] data-axis="y" (days as columns) or "x" (rooms, persons, sites as rows), data-first and data-quarters:
// which quarter hours are shown. [data-column][data-day] and [data-row][data-day] are those quarters and no more.
import { QUARTER } from "./slot.js";

const isUpright = (grid) => grid.dataset.axis === "y";
const shown = (element) => element.getBoundingClientRect().width > 0;

export function hours({ dataset }) {
  return { first: dataset.first * QUARTER, last: (Number(dataset.first) + Number(dataset.quarters)) * QUARTER };
}

export function trackOf(grid, { day, row }) {
  const which = isUpright(grid) ? "[data-column]" : `[data-row="${CSS.escape(row)}"]`;
  const track = grid.querySelector(`${which}[data-day="${day}"]`);
  return track && shown(track) ? track : null;
}

// What of the time is on the picture; null where nothing is.
export function place(grid, slot) {
  const track = trackOf(grid, slot);
  if (!track) return null;
  const { first, last } = hours(grid);
  const box = track.getBoundingClientRect();
  const share = (minutes) => (Math.min(Math.max(minutes, first), last) - first) / (last - first);
  const [begin, end] = [share(slot.start), share(slot.start + slot.length)];
  if (begin === end) return null;
  return isUpright(grid)
    ? { left: box.left, width: box.width, top: box.top + begin * box.height, height: (end - begin) * box.height }
    : { top: box.top, height: box.height, left: box.left + begin * box.width, width: (end - begin) * box.width };
}

// The day, the minutes and, among rows, the row under a point; the nearest ones beside the picture.
export function under(grid, x, y) {
  const tracks = [...grid.querySelectorAll(isUpright(grid) ? "[data-column]" : "[data-row]")].filter(shown);
  const away = (track) => {
    const box = track.getBoundingClientRect();
    return isUpright(grid) ? beside(x, box.left, box.right) : beside(y, box.top, box.bottom) + beside(x, box.left, box.right);
  };
  const track = tracks.reduce((best, each) => (away(each) < away(best) ? each : best));
  const box = track.getBoundingClientRect();
  const share = isUpright(grid) ? (y - box.top) / box.height : (x - box.left) / box.width;
  const { first, last } = hours(grid);
  return { day: track.dataset.day, row: track.dataset.row, minutes: first + share * (last - first) };
}

const beside = (value, least, most) => Math.max(least - value, value - most, 0);

// Which end of a block a point would pull: "start", "end", or neither.
export function edgeAt(grid, block, x, y, isTouch) {
  const box = block.getBoundingClientRect();
  const [from, size] = isUpright(grid) ? [y - box.top, box.height] : [x - box.left, box.width];
  const reach = Math.min(isTouch ? 18 : 8, size / 3.5);
  if (from < reach && !block.matches(".comes-in")) return "start";
  return size - from < reach && !block.matches(".goes-on") ? "end" : "";
}
