// Moves the line of the day ribbon and the clocks beside it each minute; without it they stand at the last load.
const DAY = 24 * 3600;

for (const ribbon of document.querySelectorAll("[data-ribbon]")) follow(ribbon);

function follow(ribbon) {
  let begun = performance.now();
  const second = () => Number(ribbon.dataset.second) + (performance.now() - begun) / 1000;
  const tick = () => {
    if (second() < DAY) draw(ribbon, second());
    setTimeout(tick, (60 - (second() % 60)) * 1000 + 50);
  };
  tick();
  document.addEventListener("page:shown", () => {
    begun = performance.now(); // it came anew, with the second it was made in
    draw(ribbon, second());
  });
}

function draw(ribbon, second) {
  const { first, hours } = ribbon.dataset;
  const share = (second / 3600 - first) / hours;
  const line = ribbon.querySelector("[data-ribbon-line]");
  line.setAttribute("x", `${(share * 100).toFixed(2)}%`);
  line.setAttribute("display", share < 0 || share > 1 ? "none" : "inline");
  const minutes = Math.floor(second / 60);
  const text = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  for (const each of ribbon.querySelectorAll("[data-ribbon-time]")) each.textContent = text;
}

function two(number) {
  return String(number).padStart(2, "0");
}
