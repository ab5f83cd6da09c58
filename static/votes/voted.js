// Whether he who holds this telephone has voted is in no news: it is known of the vote in which the page found him, and
// in one that opens after it nobody has. What he did on another page is asked for when he comes back to this one.
import { fetchAround } from "../live/around.js";

function tell() {
  const ballot = document.querySelector("[data-voted]");
  const vote = document.getElementById("vote")?.dataset.vote;
  ballot.classList.toggle("has-voted", Boolean(vote) && ballot.dataset.voted === vote);
}

document.addEventListener("live:shown", tell);
document.addEventListener("page:shown", tell);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && fetchAround());
window.addEventListener("pageshow", (event) => event.persisted && fetchAround());
