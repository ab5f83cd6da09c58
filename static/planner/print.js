// The button that prints, and the hour on the paper: it is the one of printing, by the clock of the server.
const line = document.querySelector("[data-printed]");
const told = Date.parse(document.body.dataset.now);
const begun = performance.now();

document.addEventListener("page:shown", offer);
offer();

function offer() {
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
}

document.addEventListener("click", ({ target }) => target.closest("[data-print]") && print());

addEventListener("beforeprint", () => {
  const shape = new Intl.DateTimeFormat("sv-SE", { timeZone: line.dataset.zone, dateStyle: "short", timeStyle: "short" });
  const [day, hour] = shape.format(new Date(told + performance.now() - begun)).split(" ");
  line.textContent = line.dataset.printed.replace("{at}", `${hour}, ${day.split("-").reverse().join("/")}`);
});
