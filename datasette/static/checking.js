// Keys of the checking page: Enter saves from any field, Alt with a key presses the button that names it; the lit place is brought into view.
const form = document.querySelector("form.check");

if (form) {
  const save = form.querySelector("button[value=save]");
  const fields = [...form.querySelectorAll("[name^='field:']")];
  const before = fields.map((field) => field.value);
  const name = () => {
    const changed = fields.some((field, index) => field.value !== before[index]);
    save.textContent = changed ? save.dataset.changed : save.dataset.same;
  };
  name();
  form.addEventListener("input", name);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.name?.startsWith("field:")) return;
    event.preventDefault();
    form.requestSubmit(save);
  });
}

document.addEventListener("keydown", (event) => {
  if (!event.altKey) return;
  const button = document.querySelector(`[data-key="${event.code}"], [data-key="${event.key}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

const paper = document.querySelector(".paper");
const lit = document.querySelector(".lit");
const reveal = () => {
  const [outer, inner] = [paper.getBoundingClientRect(), lit.getBoundingClientRect()];
  paper.scrollTop += inner.top - outer.top - outer.height / 3;
};
if (paper && lit) {
  reveal();
  document.querySelector(".sheet img")?.addEventListener("load", reveal);
}
