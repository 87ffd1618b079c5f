"""Plans and road maps: a duty in each row, its columns known by the words of their headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.lines import fold, trim
from schemas.layout import Cell, Table

Column = Literal[
    "number",
    "responsible",
    "deadline",
    "start",
    "finish",
    "audience",
    "outcome",
    "objective",
    "action",
    "stage",
    "other",
]

COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = tuple(
    (column, re.compile(pattern, re.IGNORECASE))
    for column, pattern in (
        ("number", r"^(?:№|N\b|п/?п|номер(?:\s+п)?)"),
        ("other", r"^(?:примечан|отметк|место|форма\s+проведени|источник|объ[её]м|финансов|статус)"),
        ("responsible", r"ответств|исполнител|организатор|кто\s+(?:проводит|отвечает)|^отв\b|(?:кому\s+)?поручено"),
        ("start", r"^(?:дата\s+|срок\s+)?начал"),
        ("finish", r"^(?:дата\s+|срок\s+)?(?:окончани|завершени)"),
        ("deadline", r"срок|^дат[аы]|период|^время|график|^когда"),
        ("audience", r"адресност|целев\w+\s+(?:групп|аудитор)|участник|категори|кому\s+адрес|^аудитори"),
        (
            "outcome",
            r"результат|вид\s+документа|итоговый\s+документ|форма\s+отч|выход|^продукт|отч[её]тн\w+\s+документ",
        ),
        (
            "action",
            r"меропри|^мер[аы]\b|содержани|поручени|действи|виды?\s+(?:деятельности|работ)|перечень\s+работ|работ|задани|^шаг|что\s+(?:сделать|делать)",
        ),
        ("objective", r"задач|^цел[ьи]"),
        ("stage", r"этап|направлени|раздел|наименовани|^тема|^вопрос|^событи"),
    )
)
_NUMBERING = re.compile(r"^\d{1,2}\.?$")
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
    action: tuple[int, int]
    section: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Header:
    """The column of each cell of a row, and the text of the heading row's own words (for a year in it)."""

    columns: tuple[Column, ...]
    rows: int


def header(text: str, table: Table) -> Header | None:
    """The heading of a table of duties: a column of actions, and one of deadlines or of the responsible. It may take several rows."""
    count = 1
    while count < min(_HEADER_ROWS, len(table.rows)) and _goes_on(text, table.rows[count - 1], table.rows[count]):
        count += 1
    columns = tuple(_column(text, [row[i] for row in table.rows[:count]]) for i in range(len(table.rows[0])))
    if not _is_plan(columns) or any(len(text[c.start : c.end]) > _LONGEST_HEADING for c in table.rows[0]):
        return None
    return Header(_one_action(columns), count)


def _goes_on(text: str, above: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Whether a row goes on with the heading: its first cell is merged with the one above, or empty."""
    merged = any((c.start, c.end) == (a.start, a.end) for c, a in zip(row, above, strict=True) if c.end > c.start)
    empty = not text[row[0].start : row[0].end].strip() and bool(text[above[0].start : above[0].end].strip())
    return merged or empty


def _column(text: str, cells: Sequence[Cell]) -> Column:
    words = " ".join(dict.fromkeys(fold(text[c.start : c.end]) for c in cells))
    return next((column for column, pattern in COLUMNS if pattern.search(words)), "other")


def _is_plan(columns: Sequence[Column]) -> bool:
    """A column of what is to be done, and one of when or by whom; a mere name or stage of something needs whom."""
    who = "responsible" in columns
    when = any(c in columns for c in ("deadline", "start", "finish"))
    return (who or when) if "action" in columns or "objective" in columns else who and "stage" in columns


def _one_action(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Without a column of actions the tasks, or the stages, are the actions; of several columns of one kind the first counts."""
    best = next(c for c in _ACTIONS if c in columns)
    named: list[Column] = ["action" if c == best else "other" if c == "stage" else c for c in columns]
    return tuple("other" if c in named[:i] else c for i, c in enumerate(named))


def duty_rows(text: str, table: Table, known: Header) -> Iterator[TableRow]:
    """The rows below the heading that hold a duty. A row with one text over all columns is a section."""
    section: tuple[int, int] | None = None
    above: dict[Column, Cell] = {}
    for row in table.rows[known.rows :]:
        filled = list(dict.fromkeys((c.start, c.end) for c in row if text[c.start : c.end].strip()))
        if not filled or all(_NUMBERING.match(text[a:b].strip()) for a, b in filled):
            continue
        if _repeats_heading(text, row, table):
            continue
        heading = _section_row(text, row, filled, known.columns.index("action"))
        if heading:
            section = heading
            continue
        cells = _with_merged(
            text, {c: cell for c, cell in zip(known.columns, row, strict=False) if c != "other"}, above
        )
        above = cells
        if "action" in cells and text[cells["action"].start : cells["action"].end].strip():
            yield _row(text, cells, section)


def _with_merged(text: str, cells: dict[Column, Cell], above: dict[Column, Cell]) -> dict[Column, Cell]:
    """In plain text a merged cell is empty in its later rows: a row without a number goes on with the responsible of the row above."""

    def empty(column: Column) -> bool:
        return column in cells and not text[cells[column].start : cells[column].end].strip()

    if empty("number") and empty("responsible") and "responsible" in above:
        return {**cells, "responsible": above["responsible"]}
    return cells


def _repeats_heading(text: str, row: Sequence[Cell], table: Table) -> bool:
    first = table.rows[0]
    return row is not first and [fold(text[c.start : c.end]) for c in row] == [
        fold(text[c.start : c.end]) for c in first
    ]


def _section_row(
    text: str, row: Sequence[Cell], filled: Sequence[tuple[int, int]], action: int
) -> tuple[int, int] | None:
    """A merged row, or one with nothing but a number and a text in the first columns."""
    texts = [span for span in filled if not _ROW_NUMBER.match(text[span[0] : span[1]].strip())]
    first = next((i for i, cell in enumerate(row) if texts and (cell.start, cell.end) == texts[0]), len(row))
    if len(texts) == 1 and len(row) > 2 and len(filled) <= 2 and first <= action:
        return trim(text, *texts[0])
    return None


def _row(text: str, cells: dict[Column, Cell], section: tuple[int, int] | None) -> TableRow:
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
