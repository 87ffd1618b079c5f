// Closes open menus when the pointer goes down elsewhere or Escape is pressed; prints the page.
const MENUS = "details.nav-menu[open], details.actions-menu-links[open]";

function closeMenus(except) {
  for (const menu of document.querySelectorAll(MENUS)) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details")));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenus(null);
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}

// On paper nothing can be opened: what is folded in a comparison is printed open.
const FOLDED = ".matrix details:not([open])";
window.addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll(FOLDED)) {
    folded.open = true;
    folded.dataset.printed = "";
  }
});
window.addEventListener("afterprint", () => {
  for (const folded of document.querySelectorAll("details[data-printed]")) {
    folded.open = false;
    delete folded.dataset.printed;
  }
});
