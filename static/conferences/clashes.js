// What stands against a time, shown while it is typed. Without it a button of the form asks the same.
const form = document.querySelector("form[data-judged]");
const place = form.querySelector("[data-judgement]");
const ASKED = ["day", "start", "end", "last_day", "kind", "mode", "reach", "organiser", "main_site", "sites", "chairs", "room", "units"];
let waiting, asking;

form.addEventListener("input", (event) => ASKED.includes(event.target.name) && askSoon());
form.addEventListener("change", (event) => ASKED.includes(event.target.name) && askSoon());
form.querySelector("[data-look]")?.setAttribute("hidden", "");
place.addEventListener("click", (event) => {
  const card = event.target.closest("[data-use]");
  if (!card) return;
  event.preventDefault();
  const [day, start, end, last = ""] = card.value.split(" ");
  for (const [name, value] of Object.entries({ day, start, end, last_day: last })) {
    const field = form.elements[name];
    if (field) field.value = value;
  }
  form.elements.start.focus();
  form.elements.start.dispatchEvent(new Event("input", { bubbles: true }));
});
askSoon();

function askSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(ask, 250);
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(form.dataset.judged, { method: "POST", body: new URLSearchParams(new FormData(form)), signal: asking.signal });
    place.innerHTML = answer.status === 200 ? await answer.text() : "";
  } catch (error) {
    if (error.name !== "AbortError") place.innerHTML = "";
  }
}
