"""Tables: the grid of one page, and one table out of what several pages show of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.readers.characters import rejoined
from pipeline.readers.drafts import DraftBlock, DraftCell, DraftLine, DraftPage, DraftTable, line_of

SNAP = 3.0
"""Points: edges of columns nearer than this are one."""
HEADING = re.compile(r"№|N\b")
NUMBER = re.compile(r"\d+(?:\.\d+)*[.)]?")


def joined_pages(pages: Sequence[DraftPage]) -> list[DraftPage]:
    """The pages with every table that goes on from the page before moved into its first part."""
    done: list[DraftPage] = []
    for page in pages:
        start = _open_table(done)
        at = next((i for i, item in enumerate(page.items) if not _is_running(item)), None)
        rest = page.items[at] if at is not None else None
        if start and isinstance(rest, DraftTable) and at is not None and (whole := joined(start[2], rest)):
            where, index, _ = start
            before = done[where]
            done[where] = replace(before, items=(*before.items[:index], whole, *before.items[index + 1 :]))
            page = replace(page, items=(*page.items[:at], *page.items[at + 1 :]))
        done.append(page)
    return done


def _is_running(item: DraftBlock | DraftTable) -> bool:
    return isinstance(item, DraftBlock) and item.kind in {"header", "footer"}


def _open_table(pages: Sequence[DraftPage]) -> tuple[int, int, DraftTable] | None:
    """The table that the last page with any text ends with: its page and its place there."""
    for where in range(len(pages) - 1, -1, -1):
        for index in range(len(pages[where].items) - 1, -1, -1):
            item = pages[where].items[index]
            if isinstance(item, DraftTable):
                return where, index, item
            if not _is_running(item):
                return None
    return None


def joined(start: DraftTable, rest: DraftTable) -> DraftTable | None:
    """One table out of two parts with the same columns; None when they are two tables."""
    rows = list(rest.rows)
    heading = [_key(row) for row in start.rows[:3]]
    if not _same_columns(start, rest) or (HEADING.match(rows[0][0].text) and _key(rows[0]) not in heading):
        return None
    while rows and _key(rows[0]) in heading:
        rows = rows[1:]
    if rows and start.rows and goes_on(start.rows, rows[0]):
        return replace(start, rows=(*start.rows[:-1], _one_row(start.rows[-1], rows[0]), *rows[1:]))
    return replace(start, rows=(*start.rows, *rows))


def _same_columns(a: DraftTable, b: DraftTable) -> bool:
    if len(a.rows[0]) != len(b.rows[0]):
        return False
    return all(abs(x - y) <= SNAP for x, y in zip(a.edges, b.edges, strict=False))


def _key(row: Iterable[DraftCell]) -> tuple[str, ...]:
    return tuple(" ".join(cell.text.lower().split()) for cell in row)


def goes_on(rows: Sequence[Sequence[DraftCell]], row: Sequence[DraftCell]) -> bool:
    """Whether `row` is the rest of the last of `rows`: its number cell is empty though the rows are numbered.

    Without a column of numbers: the first cell goes on in small letters what the one above has not ended.
    """
    first, last = row[0].text.strip(), rows[-1][0].text.strip()
    if len(set(map(id, row))) == 1 or not any(cell.text.strip() for cell in row):
        return False
    if first:
        return bool(last) and first[0].islower() and last[-1] not in ".;:!" and not any(map(_begins, row[1:]))
    second = next(cell.text.strip() for cell in row if cell.text.strip())
    return bool(NUMBER.fullmatch(last)) or (bool(last) and second[0].islower())


def _begins(cell: DraftCell) -> bool:
    """Whether a cell has words of its own rather than the rest of those above."""
    return cell.text.strip()[:1].isupper()


def _one_row(above: Sequence[DraftCell], below: Sequence[DraftCell]) -> tuple[DraftCell, ...]:
    done: dict[tuple[int, int], DraftCell] = {}
    for a, b in zip(above, below, strict=True):
        done.setdefault((id(a), id(b)), _one_cell(a, b))
    return tuple(done[id(a), id(b)] for a, b in zip(above, below, strict=True))


def _one_cell(above: DraftCell, below: DraftCell) -> DraftCell:
    if not above.lines or not below.lines:
        return DraftCell(above.lines or below.lines, above.box or below.box)
    last, first = above.lines[-1], below.lines[0]
    if rejoined(last.text, first.text.split(" ")[0]) is not None:
        return DraftCell((*above.lines, *below.lines), above.box)
    one = DraftLine((*last.tokens, replace(first.tokens[0], gap=" "), *first.tokens[1:]))
    return DraftCell((*above.lines[:-1], one, *below.lines[1:]), above.box)


def text_table(rows: Sequence[Sequence[str]], page: int = 1) -> DraftTable:
    """A table of a format without boxes, from the texts of its cells; a title alone in a row spans all columns."""
    width = max(len(row) for row in rows)
    done: list[tuple[DraftCell, ...]] = []
    for row in rows:
        cells = _text_row([*row, *[""] * (width - len(row))], page)
        if done and _wraps(row) and goes_on(done, cells):
            done[-1] = _one_row(done[-1], cells)
        else:
            done.append(cells)
    return DraftTable(tuple(done))


def _wraps(row: Sequence[str]) -> bool:
    """Whether cells of several lines are written as rows: in small letters, or without any words of what is done."""
    filled = [cell for cell in row if cell]
    small = len(filled) < len(row) - 1 and all(cell[0].islower() for cell in filled)
    return bool(filled) and (small or not any(row[:2]))


def _text_row(row: Sequence[str], page: int) -> tuple[DraftCell, ...]:
    cells = [DraftCell(tuple(line_of(line, page) for line in text.split("\n") if line.strip())) for text in row]
    title = bool(row[0]) and not any(row[1:]) and not NUMBER.fullmatch(row[0])
    return tuple(cells[:1] * len(row) if title else cells)
