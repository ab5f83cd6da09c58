// What one has pressed oneself is taken back by its key, too; what others pressed by its button alone.
function mark() {
  for (const each of document.querySelectorAll("[data-of]"))
    each.classList.toggle("ours", each.dataset.of === document.body.dataset.person);
}

// A long agenda follows what runs out of sight; whoever scrolls it is left alone until something else runs.
let followed;
function follow() {
  const items = document.querySelector(".items");
  const runs = items?.querySelector(".is-running, .is-paused");
  const place = runs && [...items.children].indexOf(runs);
  if (!runs || place === followed) return;
  followed = place;
  const row = runs.getBoundingClientRect();
  const list = items.getBoundingClientRect();
  if (row.top < list.top || row.bottom > list.bottom) items.scrollTop += row.top - list.top - items.clientHeight / 3;
}

for (const each of [mark, follow]) {
  document.addEventListener("live:shown", each);
  each();
}
