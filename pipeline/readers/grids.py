"""Ruled tables of a PDF page: cells into a grid, words into cells."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from pipeline.readers.raw import RawCell, RawTable, RawWord
from schemas.layout import Box

SNAP = 3.0
Rectangle = tuple[float, float, float, float]


def boxes_of(page: Any) -> list[list[Rectangle]]:
    """The cells of each ruled table that pdfplumber finds, as (x0, top, x1, bottom)."""
    if len(page.lines) + len(page.rects) + len(page.curves) < 2:
        return []
    ends = open_ends(page.edges)
    return [table.cells for table in page.find_tables({"explicit_horizontal_lines": ends})]


def open_ends(edges: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Lines to be drawn where several vertical rules end in the air: a row that a page break cut has no rule there."""
    rules = _upright(edges)
    ends: dict[int, list[float]] = defaultdict(list)
    for x, spans in rules.items():
        for y in {round(y) for span in spans for y in span}:
            ends[y].append(x)
    level = [edge for edge in edges if edge["orientation"] == "h"]
    return [
        {"object_type": "line", "x0": min(xs), "x1": max(xs), "top": y, "bottom": y, "width": max(xs) - min(xs)}
        for y, xs in ends.items()
        if len(xs) > 2 and _drawn(level, y, min(xs), max(xs)) < (max(xs) - min(xs)) / 2
    ]


def _drawn(level: Sequence[Mapping[str, Any]], y: float, left: float, right: float) -> float:
    """How much of the line at `y` is drawn; the ends of thick upright rules are short pieces of it."""
    pieces: list[tuple[float, float]] = [
        (max(e["x0"], left), min(e["x1"], right)) for e in level if abs(e["top"] - y) <= SNAP
    ]
    return sum((max(b - a, 0.0) for a, b in pieces), 0.0)


def _upright(edges: Sequence[Mapping[str, Any]]) -> dict[float, list[tuple[float, float]]]:
    """The vertical rules: at each x the spans from top to bottom, pieces that touch put together."""
    rules: dict[float, list[tuple[float, float]]] = defaultdict(list)
    pieces = sorted((round(e["x0"]), e["top"], e["bottom"]) for e in edges if e["orientation"] == "v")
    for x, top, bottom in pieces:
        spans = rules[x]
        if spans and top - spans[-1][1] <= SNAP:
            spans[-1] = (spans[-1][0], max(bottom, spans[-1][1]))
        else:
            spans.append((top, bottom))
    return rules


def is_table(cells: Sequence[Rectangle]) -> bool:
    """At least two columns and two cells: one cell alone is a frame."""
    return len({round(cell[0]) for cell in cells}) > 1 and len(cells) > 1


def grid_of(cells: Sequence[Rectangle], words: Sequence[RawWord]) -> RawTable:
    """The table of `cells`, a merged cell in each of its places, with the words whose middle they hold."""
    raw = [RawCell(_box(cell), tuple(w for w in words if _holds(cell, w.box))) for cell in cells]
    xs = _edges([x for cell in cells for x in (cell[0], cell[2])])
    ys = _edges([y for cell in cells for y in (cell[1], cell[3])])
    rows = [
        tuple(
            _at(raw, (left + right) / 2, (top + bottom) / 2, _box((left, top, right, bottom)))
            for left, right in pairwise(xs)
        )
        for top, bottom in pairwise(ys)
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


def _box(cell: Rectangle) -> Box:
    return Box(x0=cell[0], top=cell[1], x1=cell[2], bottom=cell[3])
