"""Text whose columns stand side by side by spaces: characters become places, geometry does the rest, no box stays."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.readers.drafts import DraftBlock, DraftCell, DraftLine, DraftPage, DraftTable
from pipeline.readers.geometry import drafted
from pipeline.readers.marks import BOLD
from pipeline.readers.raw import RawPage, RawWord
from pipeline.readers.text_tables import tables_of
from schemas.layout import Box

WIDTH, HEIGHT, PITCH = 6.0, 12.0, 14.0
"""Points given to a character and a line: near to what a typewriter does."""
WORD = re.compile(r"\S+")


def pages_of(sheets: Sequence[Sequence[str]]) -> list[DraftPage]:
    """Drafts of the pages, without sizes and boxes."""
    return [_bare(page) for page in drafted([_page(lines, number) for number, lines in enumerate(sheets, 1)])]


def page_of(lines: Sequence[str], number: int) -> DraftPage:
    """The draft of a part of a page."""
    return _bare(drafted([_page(lines, number)])[0])


def _page(lines: Sequence[str], number: int) -> RawPage:
    plain = [BOLD.sub(r"\1", line).expandtabs(8) for line in lines]
    width = max(map(len, plain), default=1)
    tables = list(tables_of(lines))
    for start, end, _ in tables:
        plain[start:end] = [""] * (end - start)
    words = [RawWord(m[0], _box(m.span(), row, row)) for row, line in enumerate(plain) for m in WORD.finditer(line)]
    drafts = tuple((_box((0, width), start, end - 1), table) for start, end, table in tables)
    return RawPage(number, WIDTH * width, PITCH * max(len(plain), 1), tuple(words), drafts=drafts)


def _box(columns: tuple[int, int], first: int, last: int) -> Box:
    """Of these characters on these lines."""
    return Box(x0=columns[0] * WIDTH, top=first * PITCH, x1=columns[1] * WIDTH, bottom=last * PITCH + HEIGHT)


def _bare(page: DraftPage) -> DraftPage:
    items = tuple(_table(item) if isinstance(item, DraftTable) else _block(item) for item in page.items)
    return DraftPage(page.number, items)


def _block(block: DraftBlock) -> DraftBlock:
    return replace(block, lines=tuple(map(_line, block.lines)))


def _table(table: DraftTable) -> DraftTable:
    cells: dict[DraftCell, DraftCell] = {}
    rows = tuple(
        tuple(cells.setdefault(cell, DraftCell(tuple(map(_line, cell.lines)))) for cell in row) for row in table.rows
    )
    return DraftTable(rows)


def _line(line: DraftLine) -> DraftLine:
    return DraftLine(tuple(replace(token, box=None) for token in line.tokens))
