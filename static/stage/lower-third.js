// A strip that is shown only when somebody begins goes when its time is over.
import { serverTime } from "../live/clock.js";

function look() {
  const plate = document.querySelector(".plate");
  plate?.classList.toggle("is-past", Boolean(plate.dataset.until) && serverTime() >= Date.parse(plate.dataset.until));
}

document.addEventListener("live:shown", look);
setInterval(look, 250);
look();
