// How many characters are left in a field marked [data-counted]; shown by itself when few are.
for (const field of document.querySelectorAll("[data-counted]")) {
  const left = document.createElement("output");
  left.className = "counter";
  field.after(left);
  const count = () => (left.textContent = `${field.value.length} / ${field.maxLength}`);
  field.addEventListener("input", count);
  field.form.addEventListener("reset", () => setTimeout(count));
  count();
}
