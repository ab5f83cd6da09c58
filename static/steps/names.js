// Long lists of sites: searched without tone marks, and unfolded while something is typed.
import { folded } from "../folding.js";

for (const list of document.querySelectorAll("[data-names]")) {
  const search = list.querySelector("[data-search]");
  const names = [...list.querySelectorAll("[data-site-name]")];
  search.hidden = false;
  search.querySelector("input").addEventListener("input", (event) => {
    const typed = folded(event.target.value);
    for (const name of names) name.hidden = !name.dataset.siteName.includes(typed);
    list.querySelector("details").open = typed !== "";
    list.querySelector("[data-nothing]").hidden = names.some((name) => !name.hidden);
  });
}
