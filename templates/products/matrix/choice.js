/* Shows the professions and aspects that are ticked. Without this all of them are there. */
(() => {
  "use strict";

  const form = document.querySelector(".choice");
  const said = form.querySelector(".shown");
  const boxes = (kind) => [...form.querySelectorAll(`[data-kind="${kind}"] input`)];

  /* A kind of things; all that is of one of them is shown, or not. Out, how many are ticked. */
  function show(kind) {
    const chosen = new Set(boxes(kind).filter((box) => box.checked).map((box) => box.value));
    for (const each of document.querySelectorAll(`[data-${kind}]`)) {
      each.hidden = !chosen.has(each.dataset[kind]);
    }
    return chosen.size;
  }

  function update() {
    const counts = ["profession", "aspect"].map((kind) => [show(kind), boxes(kind).length]);
    const [[professions, everyone], [aspects, every]] = counts;
    const words = { professions, everyone, aspects, every };
    said.textContent = form.dataset.shown.replace(/\{(\w+)\}/g, (_, name) => words[name]);
  }

  form.addEventListener("change", update);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    for (const box of boxes(button.closest("fieldset").dataset.kind)) box.checked = button.dataset.all === "true";
    update();
  });
  form.hidden = false;
  update();
})();
