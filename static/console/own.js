// What one has pressed oneself is taken back by its key, too; what others pressed by its button alone.
function mark() {
  for (const each of document.querySelectorAll("[data-of]"))
    each.classList.toggle("ours", each.dataset.of === document.body.dataset.person);
}

document.addEventListener("live:shown", mark);
mark();
