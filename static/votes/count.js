// How many have voted in secret is in no news: the page asks for it while somebody looks.
const EVERY = 3000;

async function ask() {
  for (const place of document.querySelectorAll("[data-cast]")) {
    const page = location.pathname.match(/.*\/votes/)[0];
    const answer = await fetch(`${page}/${place.dataset.cast}/progress`).catch(() => null);
    if (answer?.ok) place.textContent = (await answer.json())[place.dataset.cast];
  }
}

ask();
setInterval(() => document.visibilityState === "visible" && ask(), EVERY);
