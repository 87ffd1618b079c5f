"""Ruled tables and frames of a page image: lines found by morphology, joined into grids, cells merged where no wall
stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np

from pipeline.readers.image.outlines import rectangles
from pipeline.readers.image.sheet import Pixels
from schemas.layout import Box

ACROSS_INCHES = 0.4
"""Longer than any dash or letter's bar; a narrow «№» column still has lines that go on across its neighbours."""
DOWN_INCHES = 0.25
"""Taller than the capitals of a heading (16 pt)."""
WALL_SHARE = 0.6
"""How much of a cell's side must be inked to be a wall."""
PAGE_FRAME_SHARE = 0.75
OPEN_INCHES = 0.12
"""How far upright lines reach beyond the last level one where a row goes on over the page break."""
OPEN_RULES = 3
"""With fewer of them open ends are those of a frame, or strokes."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table in pixels: `rows[r][c]` is the cell there; a merged cell stands, with its whole box, in each of its
    places."""

    box: Box
    rows: tuple[tuple[Box, ...], ...]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What is drawn on the page, and the mask (255) of the lines of tables and frames, to be erased before
    recognition."""

    tables: tuple[Grid, ...]
    frames: tuple[Box, ...]
    ink: Pixels


def rulings(dark: Pixels, dpi: float) -> Rulings:
    """Tables and frames of a level grey page."""
    across, down = _lines(dark, dpi)
    tables: list[Grid] = []
    frames: list[Box] = []
    ink = np.zeros_like(dark)
    for mask in _connected(across, down, dpi):
        x, y, w, h = mask
        window = (slice(y, y + h), slice(x, x + w))
        grid = _grid(across[window], down[window], x, y, dpi)
        if grid is None:
            continue
        if len({cell for row in grid.rows for cell in row}) > 1:
            tables.append(grid)
        elif w * h < PAGE_FRAME_SHARE * dark.size:
            frames.append(grid.box)
        ink[window] |= across[window] | down[window]
    return Rulings(_outermost(tables), tuple(frames), np.asarray(cv2.dilate(ink, np.ones((5, 5), np.uint8)), np.uint8))


def _lines(dark: Pixels, dpi: float) -> tuple[Pixels, Pixels]:
    """Masks of the level and the upright lines, small gaps closed."""
    gap = max(3, int(dpi / 50))
    ink = _ink(dark, dpi)
    down = _long_runs(ink, (1, int(dpi * DOWN_INCHES)), (3, gap))
    return _long_runs(ink, (int(dpi * ACROSS_INCHES), 1), (gap, 3)), down


def level_lines(dark: Pixels, dpi: float, inches: float) -> Pixels:
    """The mask of level lines at least so long."""
    return _long_runs(_ink(dark, dpi), (int(dpi * inches), 1), (max(3, int(dpi / 50)), 3))


def _ink(dark: Pixels, dpi: float) -> Pixels:
    block = int(dpi / 12) * 2 + 1
    ink = cv2.adaptiveThreshold(dark, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 20)
    return np.asarray(ink, dtype=np.uint8)


def _long_runs(ink: Pixels, run: tuple[int, int], gap: tuple[int, int]) -> Pixels:
    """Runs of ink at least `run` (width, height) long; pieces longer than a letter's stroke may have gaps of `gap`
    between."""
    piece = (max(run[0] * 2 // 5, 1), max(run[1] * 2 // 5, 1))
    pieces = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, piece))
    closed = cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, gap))
    runs = cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, run))
    return _thin(np.asarray(runs, np.uint8), run)


def _thin(runs: Pixels, run: tuple[int, int]) -> Pixels:
    """Without blobs as thick as a letter's bar is long: those are pictures and filled areas."""
    thick = max(run) // 5
    solid = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones((thick, thick), np.uint8))
    solid = cv2.dilate(solid, np.ones((5, 5), np.uint8))
    return np.asarray(cv2.bitwise_and(runs, cv2.bitwise_not(solid)), np.uint8)


def _connected(across: Pixels, down: Pixels, dpi: float) -> list[tuple[int, int, int, int]]:
    """Boxes (x, y, width, height) around lines that touch, of a table's size, from the top down."""
    reach = max(3, int(dpi / 60)) | 1
    joined = cv2.dilate(across | down, np.ones((reach, reach), np.uint8))
    return [one for one in rectangles(np.asarray(joined, np.uint8)) if one[2] > dpi * 0.6 and one[3] > dpi * 0.15]


def _grid(across: Pixels, down: Pixels, left: int, top: int, dpi: float) -> Grid | None:
    """The grid of one component's lines; None where lines do not close any cell."""
    xs = _edges(down, 0, dpi)
    ys = _with_open_ends(_edges(across, 1, dpi), down, dpi)
    if len(xs) < 2 or len(ys) < 2:
        return None
    cells = _merged(across, down, xs, ys)
    rows = tuple(tuple(_box(cells[r][c], xs, ys, left, top) for c in range(len(xs) - 1)) for r in range(len(ys) - 1))
    return Grid(Box(x0=left + xs[0], top=top + ys[0], x1=left + xs[-1], bottom=top + ys[-1]), rows)


def _edges(lines: Pixels, axis: int, dpi: float) -> list[int]:
    """Places of the lines of one direction along `axis` (0: x of upright lines, 1: y of level ones), near ones taken
    together."""
    centres = cv2.connectedComponentsWithStats(lines)[3]
    places = sorted(float(centre[axis]) for centre in centres[1:])
    groups: list[list[float]] = []
    for place in places:
        if groups and place - groups[-1][-1] < dpi / 30:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [round(sum(group) / len(group)) for group in groups]


def _with_open_ends(ys: list[int], down: Pixels, dpi: float) -> list[int]:
    """The level lines, and where upright ones end beyond them: a row that a page break cut has no line there."""
    boxes = cv2.connectedComponentsWithStats(down)[2][1:].tolist()
    least = dpi * OPEN_INCHES
    above = [y for _, y, _, _, _ in boxes if ys and y < ys[0] - least]
    below = [y + h for _, y, _, h, _ in boxes if ys and y + h > ys[-1] + least]
    first = [round(median(above))] if len(above) >= OPEN_RULES else []
    last = [round(median(below))] if len(below) >= OPEN_RULES else []
    return [*first, *ys, *last]


Rectangle = tuple[int, int, int, int]
"""First row, first column, last row, last column of a cell."""


def _merged(across: Pixels, down: Pixels, xs: Sequence[int], ys: Sequence[int]) -> list[list[Rectangle]]:
    """For each place of the grid the rectangle of places it is merged with: neighbours without a wall between."""
    height, width = len(ys) - 1, len(xs) - 1
    cells: list[list[Rectangle]] = [[(r, c, r, c) for c in range(width)] for r in range(height)]
    for r in range(height):
        for c in range(width):
            if c + 1 < width and not _wall(down, xs[c + 1], ys[r], ys[r + 1], upright=True):
                _join(cells, cells[r][c], cells[r][c + 1])
            if r + 1 < height and not _wall(across, ys[r + 1], xs[c], xs[c + 1], upright=False):
                _join(cells, cells[r][c], cells[r + 1][c])
    return cells


def _wall(lines: Pixels, place: int, start: int, end: int, *, upright: bool) -> bool:
    """Whether a line stands at `place` for most of the way from `start` to `end`."""
    near = max(3, (end - start) // 40)
    margin = (end - start) // 10
    sides = slice(max(place - near, 0), place + near + 1)
    way = slice(start + margin, max(end - margin, start + margin + 1))
    strip = lines[way, sides] if upright else lines[sides, way].T
    return bool(strip.any(axis=1).mean() >= WALL_SHARE)


def _join(cells: list[list[Rectangle]], one: Rectangle, other: Rectangle) -> None:
    """Merge two cells into the rectangle around both, and whatever that rectangle touches."""
    top, left = min(one[0], other[0]), min(one[1], other[1])
    bottom, right = max(one[2], other[2]), max(one[3], other[3])
    inside = {cells[r][c] for r in range(top, bottom + 1) for c in range(left, right + 1)}
    for r in range(top, bottom + 1):
        for c in range(left, right + 1):
            cells[r][c] = (top, left, bottom, right)
    for cell in inside:
        if cell[0] < top or cell[1] < left or cell[2] > bottom or cell[3] > right:
            _join(cells, (top, left, bottom, right), cell)


def _box(cell: Rectangle, xs: Sequence[int], ys: Sequence[int], left: int, top: int) -> Box:
    return Box(x0=left + xs[cell[1]], top=top + ys[cell[0]], x1=left + xs[cell[3] + 1], bottom=top + ys[cell[2] + 1])


def _outermost(tables: Sequence[Grid]) -> tuple[Grid, ...]:
    """Without tables that stand inside a cell of another: their words belong to that cell."""
    return tuple(t for t in tables if not any(within(t.box, other.box) for other in tables if other is not t))


def within(inner: Box, outer: Box) -> bool:
    return outer.x0 < inner.x0 and inner.x1 < outer.x1 and outer.top < inner.top and inner.bottom < outer.bottom


def overlaps(one: Box, other: Box) -> bool:
    """Whether two boxes share any place."""
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom
