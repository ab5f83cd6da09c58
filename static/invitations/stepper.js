// A number one presses up and down, and may still type.
for (const stepper of document.querySelectorAll("[data-stepper]")) {
  const input = stepper.querySelector("input");
  for (const button of stepper.querySelectorAll("[data-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const number = Number.parseInt(input.value, 10) || 0;
      input.value = Math.max(0, number + Number(button.dataset.step));
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
