"""The pages of a layout as they stand upright: which of them were laid on the scanner on a side or on their heads."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.readers.image.sheet import IDENTITY, Matrix, moved
from schemas.layout import Box, Layout, Page

Printed = tuple[str, Box]
"""A word and its place, in points from the top left."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A page turned upright: its size in points and the words of each of its lines.

    `turn` is by how many degrees (0, 90, 180, 270) the scan must be turned clockwise for that, `slope` how steeply the
    lines still fall (a tangent).
    """

    number: int
    width: float
    height: float
    turn: int
    slope: float
    lines: tuple[tuple[Printed, ...], ...]


def standing(layout: Layout, page: Page) -> Standing:
    """A page of a layout, upright. It is its words that tell how it lies."""
    lines = _lines(layout, page.number)
    turn, slope = _run(lines)
    width, height = page.width or 0.0, page.height or 0.0
    turns: dict[int, Matrix] = {
        0: IDENTITY,
        90: (0.0, -1.0, height, 1.0, 0.0, 0.0),
        180: (-1.0, 0.0, width, 0.0, -1.0, height),
        270: (0.0, 1.0, 0.0, -1.0, 0.0, width),
    }
    upright = tuple(tuple((text, moved(box, turns[turn])) for text, box in line) for line in lines)
    size = (height, width) if turn in (90, 270) else (width, height)
    return Standing(page.number, *size, turn, slope, upright)


def _lines(layout: Layout, page: int) -> list[list[Printed]]:
    """The words of a page by the lines, and the cells, that they stand in."""
    lines: list[list[Printed]] = []
    end = 0
    for word in layout.words:
        if word.page != page or word.box is None:
            continue
        if not lines or set(layout.text[end : word.start]) & set("\n\t"):
            lines.append([])
        lines[-1].append((layout.text[word.start : word.end], word.box))
        end = word.end
    return lines


def _run(lines: Sequence[Sequence[Printed]]) -> tuple[int, float]:
    """Where the words of lines follow one another to: the quarter turn that is missing, and the slope that is left."""
    ends = [(line[0][1], line[-1][1]) for line in lines]
    across = sum(last.x0 + last.x1 - first.x0 - first.x1 for first, last in ends)
    down = sum(last.top + last.bottom - first.top - first.bottom for first, last in ends)
    rising = math.degrees(math.atan2(-down, across))
    turn = round(rising / 90) * 90
    return turn % 360, math.tan(math.radians(turn - rising))
