"""Plans and road maps: a duty in each row, its columns known by the words of their headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.lines import fold, trim
from schemas.layout import Cell, Table

Span = tuple[int, int]
Column = Literal[
    "number",
    "responsible",
    "deadline",
    "start",
    "finish",
    "audience",
    "partner",
    "outcome",
    "form",
    "objective",
    "action",
    "stage",
    "other",
]

_HEADINGS: tuple[tuple[Column, tuple[str, ...]], ...] = (
    ("number", (r"^№", r"^N\b", r"^п/?п", r"^номер")),
    ("other", (r"^примечан", r"^отметк", r"^место", r"^форма\s+проведени", r"^источник", r"^объ[её]м")),
    ("other", (r"^финансов", r"^статус", r"^контроль\b", r"за\s+контроль")),
    ("partner", (r"^соисполнител",)),
    ("responsible", (r"ответств", r"исполнител", r"организатор", r"^кто\b", r"^отв\b")),
    ("responsible", (r"поручено",)),
    ("start", (r"^(?:дата\s+|срок\s+)?начал",)),
    ("finish", (r"^(?:дата\s+|срок\s+)?(?:окончани|завершени)",)),
    ("deadline", (r"срок", r"^дат[аы]", r"период", r"^время", r"график", r"^когда")),
    ("audience", (r"адресност", r"целев\w+\s+(?:групп|аудитор)", r"участник", r"категори", r"кому\s+адрес")),
    ("audience", (r"^аудитори",)),
    ("outcome", (r"результат", r"выход", r"^продукт")),
    ("form", (r"вид\s+документа", r"итоговый\s+документ", r"форма\s+отч", r"отч[её]тн\w+\s+документ")),
    ("action", (r"меропри", r"^мер[аы]\b", r"содержани", r"поручени", r"действи", r"виды?\s+деятельности")),
    ("action", (r"работ(?!ник|одател)", r"^(?:принят\w+\s+|протокольн\w+\s+)?решени[ея]", r"обязанност")),
    ("action", (r"задани", r"^шаг", r"что\s+(?:сделать|делать)")),
    ("objective", (r"задач", r"^цел[ьи]")),
    ("stage", (r"этап", r"направлени", r"\bраздел", r"наименовани", r"^тема", r"^вопрос", r"\bсобыти")),
)
"""Words of the headings of columns; the first that a heading has decides («Срок и ответственный» is `responsible`)."""
_COLUMNS = tuple((column, re.compile("|".join(forms), re.IGNORECASE)) for column, forms in _HEADINGS)
_CONTACT = re.compile(r"телефон|^тел\b|e-?mail|^(?:адрес\s+)?эл\.|электронн\w+\s+(?:почт|адрес)", re.IGNORECASE)
"""The heading of a column that lists of people have."""
_REPORT = re.compile(
    r"^(?:ход|факт\w*|информаци\w+|сведени\w+|отметк\w+)\s+(?:об?\s+)?(?:\w+\s+)?(?:ис|вы)полнени", re.IGNORECASE
)
"""The heading of a column that tells what was done; in a plan it is empty."""
_NUMBERING = re.compile(r"^\d{1,2}\.?$")
_AIM = re.compile(r"\s(?:Цел[ьи]|Задач[аи])\s*:")
"""«ОРГАНИЗАЦИОННАЯ РАБОТА Цель: повышение …»: the title of a section ends there."""
_ROW_NUMBER = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3})*|[IVX]+)\s?[.)]?$")
_NUMBER_IN_ACTION = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)[.)]\s*(?=\D)")
_HEADER_ROWS = 3
_LONGEST_HEADING = 160
_ACTIONS: tuple[Column, ...] = ("action", "objective", "stage")
"""Columns that can hold what is to be done, the surest first."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that holds a duty: the cell of each column, its number and the section row above it."""

    cells: dict[Column, Cell]
    number: tuple[str, int, int] | None
    action: Span
    section: Span | None


@dataclass(frozen=True, slots=True)
class Header:
    """The column of each cell of a row, and how many rows the heading takes."""

    columns: tuple[Column, ...]
    rows: int


def header(text: str, table: Table, before: Header | None = None) -> Header | None:
    """The heading of a table of duties: a column of actions, and one of deadlines or of the responsible.

    It may take several rows. A table without a heading of its own goes on with the columns of the one `before` it.
    """
    first = next((n for n, row in enumerate(table.rows[:_HEADER_ROWS]) if not _is_title(row)), 0)
    count = first + 1
    while count < min(first + _HEADER_ROWS, len(table.rows)) and _goes_on(
        text, table.rows[count - 1], table.rows[count]
    ):
        count += 1
    heads = list(zip(*table.rows[first:count], strict=True))
    columns = tuple(_column(text, cells) for cells in heads)
    if _is_list_of_contacts(text, columns, heads) or _is_report(text, heads, table.rows[count:]):
        return None
    if _is_plan(columns) and _are_short(table.rows[first]):
        return Header(_one_action(columns), count)
    return Header(before.columns, 0) if before and len(before.columns) == len(columns) else None


def _is_title(row: Sequence[Cell]) -> bool:
    """Whether one cell fills the row: the title of the table inside it."""
    return len(row) > 1 and len({(cell.start, cell.end) for cell in row}) == 1


def _are_short(row: Sequence[Cell]) -> bool:
    return all(cell.end - cell.start <= _LONGEST_HEADING for cell in row)


def _is_list_of_contacts(text: str, columns: Sequence[Column], heads: Sequence[Sequence[Cell]]) -> bool:
    """«Участок работ | Ответственный | Телефон»: who is to be called, and nothing by any day."""
    dated = any(column in ("deadline", "start", "finish") for column in columns)
    return not dated and any(_CONTACT.search(_words(text, cell)) for cells in heads for cell in cells)


def _goes_on(text: str, above: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Whether a row goes on with the heading: a cell of it is merged with the one above, or its first is empty."""
    merged = any((c.start, c.end) == (a.start, a.end) for c, a in zip(row, above, strict=True) if c.end > c.start)
    return merged or bool(_words(text, above[0]) and not _words(text, row[0]))


def _column(text: str, cells: Sequence[Cell]) -> Column:
    heading = " ".join(dict.fromkeys(_words(text, cell) for cell in cells))
    whole = heading.replace(" ", "")  # «Исполнит / ель»: a narrow cell cut the word
    forms = ((column, pattern, form) for form in (heading, whole) for column, pattern in _COLUMNS)
    return next((column for column, pattern, form in forms if pattern.search(form)), "other")


def _is_plan(columns: Sequence[Column]) -> bool:
    """A column of what is to be done, and one of when or by whom; a mere name or stage of something needs whom."""
    who = "responsible" in columns
    when = any(c in columns for c in ("deadline", "start", "finish"))
    return (who or when) if "action" in columns or "objective" in columns else who and "stage" in columns


def _one_action(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Without a column of actions the tasks, or the stages, are those; of columns of one kind the first counts.

    A second column of the responsible has their partners; the kind of a document is the outcome where none is told.
    """
    best = next(c for c in _ACTIONS if c in columns)
    renamed: dict[Column, Column] = {
        "stage": "other",
        "form": "other" if "outcome" in columns else "outcome",
        best: "action",
    }
    named = [renamed.get(c, c) for c in columns]
    named = ["partner" if c == "responsible" and c in named[:i] else c for i, c in enumerate(named)]
    return tuple("other" if c in named[:i] else c for i, c in enumerate(named))


def _is_report(text: str, heads: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]]) -> bool:
    """«Ход исполнения | исполнено 28.09.2023»: what was ordered elsewhere, and what became of it."""
    told = [i for i, cells in enumerate(heads) if any(_REPORT.search(_words(text, cell)) for cell in cells)]
    return any(sum(bool(_words(text, row[i])) for row in rows) * 2 > len(rows) for i in told)


# --- rows --------------------------------------------------------------------------------------------------------
def duty_rows(text: str, table: Table, known: Header) -> Iterator[TableRow]:
    """The rows below the heading that hold a duty. A row with one text over all columns is a section."""
    section: Span | None = None
    above: dict[Column, Cell] = {}
    for row in table.rows[known.rows :]:
        if _is_numbering(text, row) or _repeats_heading(text, row, table):
            continue
        heading = _section_row(text, row, known.columns.index("action"))
        if heading:
            section = heading
            continue
        above = _with_merged(text, _cells(row, known), above)
        if "action" in above and _words(text, above["action"]):
            yield _row(text, above, section)


def _cells(row: Sequence[Cell], known: Header) -> dict[Column, Cell]:
    return {column: cell for column, cell in zip(known.columns, row, strict=False) if column != "other"}


def _with_merged(text: str, cells: dict[Column, Cell], above: dict[Column, Cell]) -> dict[Column, Cell]:
    """In plain text a merged cell is empty in its later rows, which have it from the row above.

    A row without a number has the responsible of that row; a table without numbers its task, which stands first.
    """
    merged = dict(cells)
    if _is_empty(text, cells, "number") and _is_empty(text, cells, "responsible") and "responsible" in above:
        merged["responsible"] = above["responsible"]
    if "number" not in cells and _is_empty(text, cells, "objective") and "objective" in above:
        merged["objective"] = above["objective"]
    return merged


def _is_empty(text: str, cells: dict[Column, Cell], column: Column) -> bool:
    return column in cells and not _words(text, cells[column])


def _is_numbering(text: str, row: Sequence[Cell]) -> bool:
    """A row of nothing, or of the numbers of the columns."""
    return all(not (words := _words(text, cell)) or bool(_NUMBERING.match(words)) for cell in row)


def _repeats_heading(text: str, row: Sequence[Cell], table: Table) -> bool:
    first = table.rows[0]
    return row is not first and [_words(text, cell) for cell in row] == [_words(text, cell) for cell in first]


def _section_row(text: str, row: Sequence[Cell], action: int) -> Span | None:
    """A merged row, or one with nothing but a number and a text in the columns up to the action."""
    filled = list(dict.fromkeys((cell.start, cell.end) for cell in row if _words(text, cell)))
    texts = [(start, end) for start, end in filled if not _ROW_NUMBER.match(text[start:end].strip())]
    if len(texts) != 1 or len(row) <= 2 or len(filled) > 2:
        return None
    first = next(i for i, cell in enumerate(row) if (cell.start, cell.end) == texts[0])
    aim = _AIM.search(text, *texts[0])
    return trim(text, texts[0][0], aim.start() if aim else texts[0][1]) if first <= action else None


def _row(text: str, cells: dict[Column, Cell], section: Span | None) -> TableRow:
    """Its number stands in a cell of its own, or before the action («1.2. Провести …»)."""
    start, end = trim(text, cells["action"].start, cells["action"].end)
    number: tuple[str, int, int] | None = None
    if "number" in cells:
        a, b = trim(text, cells["number"].start, cells["number"].end, ".)")
        number = (fold(text[a:b]), a, b) if a < b else None
    inside = _NUMBER_IN_ACTION.match(text[start:end])
    if inside and number is None:
        number = (inside[1], start, start + len(inside[1]))
        start += inside.end()
    return TableRow(cells, number, trim(text, start, end, ";."), section)


def _words(text: str, cell: Cell) -> str:
    return fold(text[cell.start : cell.end])
