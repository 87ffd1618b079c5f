"""Duties of the rows of plans and road maps."""

import re
from collections.abc import Iterator, Sequence

from extractors.deadlines import Context, find_deadlines_in_cell
from extractors.duties import orders
from extractors.duties.build import part_traces
from extractors.duties.context import Setting, distinct, inferred, recipient_of
from extractors.duties.paragraphs import Paragraph
from extractors.duties.scope import Scope
from extractors.duties.tables import Column, Header, TableRow, duty_rows
from extractors.lines import fold, printed, trim
from extractors.parties import parties
from schemas.document import Assignment, Deadline, Party
from schemas.facts import Found, Trace, found
from schemas.layout import Cell, Table

_YEAR = re.compile(r"20\d\d")
_LONGEST_HEADING = 200
_WHEN: tuple[Column, ...] = ("deadline", "start", "finish")
_WHO: tuple[Column, ...] = ("responsible", "partner")
_TEXT_CELLS: tuple[Column, ...] = ("objective", "audience", "outcome")
_NOTHING = "-–—− "
"""What a cell that says nothing holds."""


def row_duties(scope: Scope, table: Table, columns: Header, above: Sequence[Paragraph]) -> Iterator[Found[Assignment]]:
    """The duties of a table. A year in its heading, or in that of a section of it, is that of its deadlines."""
    title = _heading(scope, above)
    for row in duty_rows(scope.text, table, columns):
        section = title
        if row.section:
            section = found(fold(scope.text[slice(*row.section)]), *row.section, "table.section")
        dated = section is not None and _YEAR.search(section.value)
        context = scope.setting.deadline_context(section.value) if section and dated else scope.context
        yield _from_row(scope.setting, row, section=section, context=context)


def _heading(scope: Scope, above: Sequence[Paragraph]) -> Found[str] | None:
    """The heading of the section; else a line without a full stop right above the table names it."""
    last = above[-1] if above and above[-1].marker is None else None
    words = fold(scope.text[last.start : last.end]) if last else ""
    if last is None or scope.title or not words or words[-1] in ".:;," or len(words) > _LONGEST_HEADING:
        return scope.title
    return found(words, last.start, last.end, "table.heading")


# --- one row -----------------------------------------------------------------------------------------------------
def _from_row(setting: Setting, row: TableRow, *, section: Found[str] | None, context: Context) -> Found[Assignment]:
    text = setting.letter.text
    start, end = row.action
    deadlines = distinct(_deadlines(text, row, context)) or _of_section(text, row, context)
    responsible = _responsible(setting, row)
    recipient = recipient_of(setting, start, end)
    cells = _text_cells(text, row)
    said = {column: fold(text[a:b]) for column, (a, b) in cells.items()}
    value = Assignment(
        number=row.number[0] if row.number else None,
        section=section.value if section else None,
        source="table",
        type=orders.order_type(text[start:end]),
        text=printed(setting.letter.layout, start, end),
        deadlines=tuple(d.value for d in deadlines),
        responsible=tuple(p.value for p in responsible),
        recipient=recipient.value if recipient else None,
        objective=said.get("objective"),
        audience=said.get("audience"),
        outcome=said.get("outcome"),
    )
    traces = part_traces(row.number, section, deadlines, responsible)
    traces += recipient.under("/recipient") if recipient else ()
    traces += [Trace("/text", start, end, "table.action")]
    traces += [Trace(f"/{column}", a, b, "table.cell") for column, (a, b) in cells.items()]
    return found(value, start, end, "table.row", parts=traces)


def _responsible(setting: Setting, row: TableRow) -> tuple[Found[Party], ...]:
    text = setting.letter.text
    spans = [_inside(text, row.cells[column]) for column in _WHO if column in row.cells]
    named = [
        parties(text, start, end, setting.language, aliases=setting.aliases) for start, end in dict.fromkeys(spans)
    ]
    return tuple(party for some in named for party in some)


def _text_cells(text: str, row: TableRow) -> dict[Column, tuple[int, int]]:
    """The cells kept as they are printed, without those that hold a dash."""
    cells = {column: _inside(text, row.cells[column]) for column in _TEXT_CELLS if column in row.cells}
    return {column: (start, end) for column, (start, end) in cells.items() if text[start:end].strip(_NOTHING)}


def _deadlines(text: str, row: TableRow, context: Context) -> Sequence[Found[Deadline]]:
    """The deadlines of the cell; of two columns «Начало» and «Окончание» one span from the one to the other."""
    when = [find_deadlines_in_cell(text, *_inside(text, row.cells[c]), context) for c in _WHEN if c in row.cells]
    if len(when) != 2 or not all(len(one) == 1 for one in when):
        return [d for one in when for d in one]
    (first,), (last,) = when
    value = Deadline(
        text=fold(text[first.start : last.end]),
        kind="period",
        start=first.value.start or first.value.due,
        due=last.value.due,
        inferred=first.value.inferred or last.value.inferred,
    )
    return [found(value, first.start, last.end, "table.start_and_end")]


def _of_section(text: str, row: TableRow, context: Context) -> tuple[Found[Deadline], ...]:
    """The term that the section row above begins with: «Сентябрь», «26 августа 2020 г. Первый день сбора»."""
    if row.section is None:
        return ()
    found_there = find_deadlines_in_cell(text, *row.section, context)
    return inferred(found_there[:1]) if found_there and found_there[0].start == row.section[0] else ()


def _inside(text: str, cell: Cell) -> tuple[int, int]:
    return trim(text, cell.start, cell.end)
