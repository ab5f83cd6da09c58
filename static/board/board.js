// What time does to a board: how long a trouble lasts, what changed within a minute, how long until the opening.
import { serverTime } from "../live/clock.js";

const FRESH = 60_000;

function draw() {
  const now = serverTime();
  for (const each of document.querySelectorAll("[data-age]")) write(each, span(each, now - Date.parse(each.dataset.age)));
  for (const each of document.querySelectorAll("[data-changed]"))
    each.classList.toggle("is-fresh", now - Date.parse(each.dataset.changed) < FRESH);
  drawOpening(now);
}

function span(element, milliseconds) {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 60) return `${minutes}′`;
  const hours = Math.floor(minutes / 60);
  return hours < 24
    ? element.dataset.hours.replace("{n}", hours)
    : element.dataset.days.replace("{n}", Math.floor(hours / 24));
}

function drawOpening(now) {
  const label = document.querySelector("[data-starts]");
  const seconds = Math.round((Date.parse(label.dataset.starts) - now) / 1_000);
  const left = Math.abs(seconds);
  const hours = Math.floor(left / 3_600);
  if (hours >= 100) return;
  const two = (number) => String(number).padStart(2, "0");
  write(label, seconds >= 0 ? label.dataset.before : label.dataset.after);
  const minutes = two(Math.floor(left / 60) % 60);
  write(document.querySelector("[data-left]"), `${hours ? `${hours}:` : ""}${minutes}:${two(left % 60)}`);
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// A press on a count shows where those sites are; the address does the same without a script.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-show]");
  if (!link) return;
  event.preventDefault();
  const { show } = link.dataset;
  document.body.dataset.show = document.body.dataset.show === show ? "" : show;
  history.replaceState(null, "", document.body.dataset.show ? `?show=${show}` : location.pathname);
});
document.addEventListener("live:shown", draw);
setInterval(draw, 1_000);
draw();
