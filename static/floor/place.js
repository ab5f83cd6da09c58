// Where does each turn of this site stand? Worked out here from the list that every site is sent.
function tell() {
  const list = [...document.querySelectorAll("#queue [data-turn]")];
  for (const each of document.querySelectorAll("[data-my-turn]")) {
    const place = list.findIndex(({ dataset }) => dataset.turn === each.dataset.myTurn);
    if (place < 0) continue; // what became of it comes with the page
    const { soon, first, before } = each.dataset;
    const isSoon = "soon" in list[place].dataset;
    const text = isSoon ? soon : place ? before.replace("{n}", place) : first;
    if (each.textContent !== text) each.textContent = text;
    each.classList.toggle("is-soon", isSoon);
  }
}

for (const shown of ["live:shown", "page:shown"]) document.addEventListener(shown, tell);
tell();
