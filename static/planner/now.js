// Moves the line of now down its day each minute; without it the line stands where it was at the last load.
const QUARTER = 15 * 60;
const DAY = 24 * 3600;
const begun = performance.now();

setInterval(() => {
  for (const line of document.querySelectorAll("[data-now]")) draw(line);
}, 20_000);

// The second of the day is the server's; one that is loaded again brings a new one, and is timed from then on.
const loaded = new WeakMap();

function draw(line) {
  const told = Number(line.dataset.second);
  const known = loaded.get(line);
  if (known?.told !== told) loaded.set(line, { told, at: known ? performance.now() : begun });
  const second = told + (performance.now() - loaded.get(line).at) / 1000;
  const { first, quarters, axis } = line.closest("[data-grid]").dataset;
  const share = (second / QUARTER - first) / quarters;
  const mark = line.querySelector("[data-now-line]");
  mark.setAttribute(axis, `${(share * 100).toFixed(2)}%`);
  mark.setAttribute("display", second >= DAY || share < 0 || share > 1 ? "none" : "inline");
}
