"""Tables of a DOCX: the grid with its merged cells, and whether it is a table at all or only arranges the page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.readers.columns import ALONG, DASH
from pipeline.readers.drafts import DraftBlock, DraftCell, DraftLine, DraftTable, line_of
from pipeline.readers.text import tidy
from pipeline.readers.word_numbers import qn, value
from pipeline.readers.word_paragraphs import Paragraph, Styles

SMALL = 6
"""Rows: a table without borders that has more is a list."""
BARE = {None, "nil", "none"}


@dataclass(frozen=True, slots=True, eq=False)
class WordCell:
    """A cell and what stands in it. The same object in several places is a merged cell."""

    flow: tuple[Any, ...]
    bordered: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines, with an empty one for each empty paragraph."""
        return tuple(line for piece in self.flow for line in _lines(piece))


def _lines(piece: Any) -> Sequence[str]:
    if isinstance(piece, Paragraph):
        return [tidy(line) for line in piece.lines]
    if isinstance(piece, DraftTable):
        return [" ".join(cell.text for cell in dict.fromkeys(row)) for row in piece.rows]
    return [line.text for line in piece.lines] if isinstance(piece, DraftBlock) else [""]


@dataclass(frozen=True, slots=True)
class Grid:
    rows: tuple[tuple[WordCell, ...], ...]


def grid_of(tbl: Any, read: Callable[[Any], tuple[Any, ...]]) -> Grid:
    """The rows of a w:tbl, each of the same number of cells; `read` gives what stands in a w:tc."""
    rows: list[list[WordCell]] = []
    for tr in _children(tbl, "w:tr"):
        if tr.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
            rows.append(_row(tr, rows[-1] if rows else [], read))
    width = max((len(row) for row in rows), default=0)
    return Grid(tuple((*row, *(WordCell(()) for _ in range(width - len(row)))) for row in rows))


def _row(tr: Any, above: Sequence[WordCell], read: Callable[[Any], tuple[Any, ...]]) -> list[WordCell]:
    row = [WordCell(()) for _ in range(int(value(tr.find(qn("w:trPr")), "w:gridBefore") or 0))]
    for tc in _children(tr, "w:tc"):
        properties = tc.find(qn("w:tcPr"))
        merge = properties.find(qn("w:vMerge")) if properties is not None else None
        goes_on = merge is not None and merge.get(qn("w:val")) != "restart" and len(row) < len(above)
        cell = above[len(row)] if goes_on else WordCell(read(tc), _has_sides(properties, "w:tcBorders"))
        row += [cell] * int(value(properties, "w:gridSpan") or 1)
    return row


def _children(parent: Any, tag: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == qn(tag):
            yield child
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml")}:
            yield from _children(child, tag)


def _has_sides(properties: Any, tag: str) -> bool:
    """Whether there are borders at the sides: a line below alone is a blank to be filled in."""
    borders = properties.find(qn(tag)) if properties is not None else None
    if borders is None:
        return False
    return any(value(borders, side) not in BARE for side in ("w:left", "w:start", "w:right", "w:end", "w:insideV"))


def is_arrangement(tbl: Any, styles: Styles, grid: Grid) -> bool:
    """A small table without borders."""
    own = tbl.find(qn("w:tblPr"))
    if own is not None and own.find(qn("w:tblBorders")) is not None:
        drawn = _has_sides(own, "w:tblBorders")
    else:
        drawn = any(
            _has_sides(style.find(qn("w:tblPr")), "w:tblBorders") for style in styles.chain(value(own, "w:tblStyle"))
        )
    cells = [cell for row in grid.rows for cell in row]
    drawn = drawn or sum(cell.bordered for cell in cells) > len(cells) / 2
    return not drawn and len(grid.rows) <= SMALL and len(grid.rows[0]) <= 4


def is_entries(grid: Grid) -> bool:
    """Two columns of which the second begins with a dash in several rows: names and posts."""
    return sum(bool(DASH.match(" ".join(row[-1].lines).strip())) for row in grid.rows) > 1


def table_of(grid: Grid) -> DraftTable:
    cells: dict[WordCell, DraftCell] = {}
    rows = [tuple(cells.setdefault(cell, DraftCell(_filled(cell))) for cell in row) for row in grid.rows]
    return DraftTable(tuple(rows))


def _filled(cell: WordCell) -> tuple[DraftLine, ...]:
    return tuple(line_of(line.replace("\t", " ")) for line in cell.lines if line)


def signature_lines(row: Sequence[WordCell]) -> list[str] | None:
    """The lines of a row that ends in a name, a date or a number: that is joined by a tab to the line it stands on."""
    filled = [cell for cell in dict.fromkeys(row) if any(cell.lines)]
    if len(filled) < 2:
        return None
    left = [line for line in filled[0].lines if line]
    between = [" ".join(filter(None, cell.lines)) for cell in filled[1:-1]]
    last = [line for line in filled[-1].lines if line]
    if not all(ALONG.fullmatch(line) for line in last):
        return None
    if len(last) > 1 and len(last) == len(left):
        return [f"{a}\t{b}" for a, b in zip(left, last, strict=True)]
    return [*left[:-1], "\t".join([left[-1], *between, " ".join(last)])]
