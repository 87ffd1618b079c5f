// Russian words for the column menu that Datasette's table.js makes.
const WORDS = {
  ".dropdown-sort-asc": "По возрастанию",
  ".dropdown-sort-desc": "По убыванию",
  ".dropdown-facet": "Отбор по значениям",
  ".dropdown-hide-column": "Скрыть столбец",
  ".dropdown-show-all-columns": "Показать все столбцы",
  ".dropdown-not-blank": "Только заполненные",
};

for (const [selector, word] of Object.entries(WORDS)) {
  for (const item of document.querySelectorAll(`.dropdown-menu ${selector}`)) item.textContent = word;
}
for (const cross of document.querySelectorAll(".filter-row a")) cross.setAttribute("aria-label", "Убрать отбор");
