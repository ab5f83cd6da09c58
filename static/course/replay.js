// The slider of the replay: the moment it stands at is fetched, the clock and the line in the chart follow at once.
// Without this script the same slider is a plain form.
const form = document.querySelector("[data-replay]");
const slider = form.querySelector("input[type=range]");
const place = document.querySelector("[data-moment]");
const cursor = form.querySelector("[data-cursor]");
const begins = Date.parse(form.dataset.begins) + Number(form.dataset.zoneOffset) * 60000;
const marks = [...form.querySelectorAll(".marks rect")].map((mark) => (Number(mark.getAttribute("x")) * slider.max) / 1000);
let asked;
let waiting;

form.querySelector("[data-plain]").hidden = true;
for (const button of form.querySelectorAll("[data-jump]")) {
  button.hidden = marks.length === 0;
  button.addEventListener("click", () => jump(Number(button.dataset.jump)));
}
slider.addEventListener("input", move);
place_cursor();

function jump(step) {
  const here = Number(slider.value);
  const far = Number(slider.step); // what lies within one step is here
  const found = step > 0 ? marks.find((each) => each > here + far) : marks.findLast((each) => each < here - far);
  if (found === undefined) return;
  slider.value = Math.ceil(found / far + 0.5) * far; // right after it happened
  move();
}

function move() {
  const text = new Date(begins + slider.value * 1000).toISOString().slice(11, 19);
  form.querySelector("output").textContent = text;
  slider.setAttribute("aria-valuetext", text);
  place_cursor();
  clearTimeout(waiting);
  waiting = setTimeout(show, 120);
}

function place_cursor() {
  const x = (1000 * slider.value) / slider.max;
  cursor.setAttribute("x1", x);
  cursor.setAttribute("x2", x);
}

async function show() {
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(`${form.dataset.replay}?s=${slider.value}`, { signal: asked.signal });
    if (!answer.ok) return form.submit(); // whatever it is, the page says it
    place.innerHTML = await answer.text();
    history.replaceState(null, "", `?s=${slider.value}`);
  } catch {
    // a newer moment was asked for, or the line is down: what is shown keeps its time in its heading
  }
}
