// Pointing at a value lights its place in the document, and the other way round. Paths are JSON Pointers: a value has one
// (data-path), a mark those of all values that hold it (data-paths) and of the values read from just these words (data-own).
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

// The value of a path: its own, or that of what it is a part of.
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

// Lights values and all their marks; returns the mark that shows the first of them best.
function light(paths) {
  unlight();
  for (const path of paths) {
    values.get(path)?.classList.add("lit");
    for (const { element } of marksOf(path)) element.classList.add("lit");
  }
  const found = marksOf(paths[0]);
  const best = (found.find((mark) => mark.paths.includes(paths[0])) ?? found[0])?.element;
  if (best) about.textContent = best.dataset.about;
  return best;
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

// What an event is about: the paths of values, and the mark pointed at if it was one.
function pointed(event) {
  const element = event.target.closest?.("[data-path], [data-own]");
  if (!element) return { paths: [], mark: null };
  if (element.dataset.path !== undefined) return { paths: [element.dataset.path], mark: null };
  const paths = new Set(element.dataset.own.split(" ").map(valueOf));
  paths.delete(null);
  return { paths: [...paths], mark: element };
}

function show(event) {
  if (event.target.closest?.("a, summary")) return;
  const { paths, mark } = pointed(event);
  if (!paths.length) return;
  const best = light(paths);
  const target = mark ? values.get(paths[0]) : best;
  if (target) visible(target);
}

for (const [path, value] of values) {
  if (marksOf(path).length) value.tabIndex = 0;
}
document.addEventListener("pointerover", (event) => {
  const { paths, mark } = pointed(event);
  if (!paths.length) return;
  const best = light(paths);
  if (mark) about.textContent = mark.dataset.about;
  else if (best) reveal(best);
});
document.addEventListener("pointerout", (event) => {
  if (pointed(event).paths.length && document.activeElement?.dataset?.path === undefined) unlight();
});
document.addEventListener("focusin", (event) => {
  if (event.target.dataset.path !== undefined) light([event.target.dataset.path]);
});
document.addEventListener("click", show);
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter") show(event);
});
