// Pointing at a value lights its place in the document, and the other way round. Paths are JSON Pointers.
const values = new Map();
for (const value of document.querySelectorAll("[data-path]")) values.set(value.dataset.path, value);

const marks = Array.from(document.querySelectorAll("[data-paths]"), (element) => ({
  element,
  paths: element.dataset.paths.split(" "),
}));
const paper = document.querySelector(".paper");
const about = document.querySelector("#about");
const hint = about.textContent;

const within = (path, owner) => path === owner || path.startsWith(owner + "/");
const marksOf = (path) => marks.filter((mark) => mark.paths.some((own) => within(own, path)));

// The value of a mark: its own, or that of what it is a part of.
function valueOf(path) {
  for (let own = path; own; own = own.slice(0, own.lastIndexOf("/"))) {
    if (values.has(own)) return own;
  }
  return null;
}

function unlight() {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  about.textContent = hint;
}

function light(path) {
  unlight();
  values.get(path)?.classList.add("lit");
  const found = marksOf(path);
  for (const { element } of found) element.classList.add("lit");
  const exact = found.find(({ paths }) => paths.at(-1) === path) ?? found[0];
  if (exact) about.textContent = exact.element.dataset.about;
  return exact;
}

// Scrolls the paper, not the window, until the mark is seen.
function reveal(element) {
  const [outer, inner] = [paper.getBoundingClientRect(), element.getBoundingClientRect()];
  const seen = inner.top >= outer.top + 90 && inner.bottom <= Math.min(outer.bottom, window.innerHeight);
  if (!seen) paper.scrollTop += inner.top - outer.top - outer.height / 3;
}

function visible(element) {
  element.closest("details")?.setAttribute("open", "");
  element.scrollIntoView({ block: "center", behavior: "smooth" });
}

// What the event is about: [path of the value, whether it comes from a mark].
function pointed(event) {
  const element = event.target.closest?.("[data-path], [data-paths]");
  if (!element) return [null, false];
  if (element.dataset.path !== undefined) return [element.dataset.path, false];
  return [valueOf(element.dataset.paths.split(" ").at(-1)), true];
}

function show(event) {
  if (event.target.closest?.("a, summary")) return;
  const [path, fromMark] = pointed(event);
  if (!path) return;
  const mark = light(path);
  const target = fromMark ? values.get(path) : mark?.element;
  if (target) visible(target);
}

for (const [path, value] of values) {
  if (marksOf(path).length) value.tabIndex = 0;
}
document.addEventListener("pointerover", (event) => {
  const [path, fromMark] = pointed(event);
  if (!path) return;
  const mark = light(path);
  if (mark && !fromMark) reveal(mark.element);
});
document.addEventListener("pointerout", (event) => {
  if (pointed(event)[0] && !document.activeElement?.dataset?.path) unlight();
});
document.addEventListener("focusin", (event) => {
  if (event.target.dataset.path !== undefined) light(event.target.dataset.path);
});
document.addEventListener("click", show);
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter") show(event);
});
