"""Ruled tables of a PDF page: cells into a grid, words into cells."""

from collections.abc import Sequence
from typing import Any

from pipeline.readers.raw import RawCell, RawTable, RawWord
from schemas.layout import Box

SNAP = 3.0
Rectangle = tuple[float, float, float, float]


def boxes_of(page: Any) -> list[list[Rectangle]]:
    """The cells of each ruled table that pdfplumber finds, as (x0, top, x1, bottom)."""
    if len(page.lines) + len(page.rects) + len(page.curves) < 2:
        return []
    return [table.cells for table in page.find_tables()]


def is_table(cells: Sequence[Rectangle]) -> bool:
    """At least two columns and two cells: one cell alone is a frame."""
    return len({round(cell[0]) for cell in cells}) > 1 and len(cells) > 1


def grid_of(cells: Sequence[Rectangle], words: Sequence[RawWord]) -> RawTable:
    """The table of `cells`, a merged cell in each of its places, with the words whose middle they hold."""
    raw = [RawCell(_box(cell), tuple(w for w in words if _holds(cell, w.box))) for cell in cells]
    xs = _edges([x for cell in cells for x in (cell[0], cell[2])])
    ys = _edges([y for cell in cells for y in (cell[1], cell[3])])
    rows = [
        tuple(_at(raw, (left + right) / 2, (top + bottom) / 2, _box((left, top, right, bottom))) for left, right in _pairs(xs))
        for top, bottom in _pairs(ys)
    ]
    return RawTable(_box((xs[0], ys[0], xs[-1], ys[-1])), tuple(rows))


def _at(cells: Sequence[RawCell], x: float, y: float, slot: Box) -> RawCell:
    for cell in cells:
        if cell.box.x0 <= x <= cell.box.x1 and cell.box.top <= y <= cell.box.bottom:
            return cell
    return RawCell(slot, ())


def _holds(cell: Rectangle, box: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return cell[0] <= x < cell[2] and cell[1] <= y < cell[3]


def _edges(values: Sequence[float]) -> list[float]:
    done: list[float] = []
    for value in sorted(values):
        if not done or value - done[-1] > SNAP:
            done.append(value)
    return done


def _pairs(values: Sequence[float]) -> list[tuple[float, float]]:
    return list(zip(values, values[1:], strict=False))


def _box(cell: Rectangle) -> Box:
    return Box(x0=cell[0], top=cell[1], x1=cell[2], bottom=cell[3])
