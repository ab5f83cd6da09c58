// Long lists of sites: searched without tone marks; what is folded opens while something is typed.
import { folded } from "../folding.js";

for (const list of document.querySelectorAll("[data-names]")) {
  const search = list.querySelector("[data-search]");
  const rest = list.querySelector(":scope > details");
  const names = [...list.querySelectorAll("[data-site-name]")];
  search.hidden = false;
  search.querySelector("input").addEventListener("input", (event) => {
    const typed = folded(event.target.value);
    for (const name of names) name.hidden = !folded(name.dataset.siteName).includes(typed);
    if (rest) rest.open = typed !== "";
    list.querySelector("[data-nothing]").hidden = names.some((name) => !name.hidden);
  });
}
