"""Columns that stand side by side, put under one another before recognition.

Tesseract takes the lines of a letterhead and of the addressee beside it for one line where they overlap, and then
breaks words and loses lines. What stands at the right is moved below the page, and its words are moved back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.readers.image.outlines import ink_of, rectangles
from pipeline.readers.image.recognize import Seen
from pipeline.readers.image.sheet import Pixels
from schemas.layout import Box

GUTTER_INCHES = 0.11
"""The narrowest gutter: that between two columns is wider than the spaces of a line."""
GAP_INCHES = 0.15
"""Paper between the parts that are put under one another."""
SPECK_INCHES = 0.02
"""Ink that is not larger says nothing of where lines are."""
LINE_INCHES = 0.04
"""What is lower is no line: the marks of «й» stand a row apart from their letters."""
BREVE_INCHES = 0.022
"""Paper between a letter and the mark above it («й»)."""
SPREAD, ONE_LINE = 4, 1.3
"""A band of so many parts, no higher than the usual one by this factor, is a line of words spread over the width."""
LEVEL = 0.2
"""Lines whose bases differ by less than this part of their height are one line."""
WORD = 1.5
"""The part of a line's height that words are wider than."""
DENSE = 0.5
"""The part of a line's darkest row that every row above its base has."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page in pixels, and the row of the new image that it begins at."""

    x0: int
    top: int
    x1: int
    bottom: int
    to: int


@dataclass(frozen=True, slots=True)
class Apart:
    """The page with what stands at the right moved below it."""

    pixels: Pixels
    parts: tuple[Part, ...]

    def back(self, words: Sequence[Seen]) -> tuple[Seen, ...]:
        """The words on their places of the page."""
        return tuple(self._back(word) for word in words)

    def _back(self, word: Seen) -> Seen:
        middle = (word.box.top + word.box.bottom) / 2
        part = next((part for part in reversed(self.parts) if part.to <= middle), None)
        if part is None:
            return word
        up = part.top - part.to
        return replace(word, box=word.box.model_copy(update={"top": word.box.top + up, "bottom": word.box.bottom + up}))


def apart(grey: Pixels, dpi: float, across: Sequence[Box] = ()) -> Apart:
    """The level page, its columns under one another; itself where all its lines run over the width, and where something
    lies `across` several of its lines: a seal makes no columns."""
    columns = _right_columns(_letters(grey, dpi), dpi)
    boxes = [box for box in columns if not any(box.top < seal.bottom and seal.top < box.bottom for seal in across)]
    gap = int(dpi * GAP_INCHES)
    left = grey.copy()
    rows: list[Pixels] = [left]
    parts: list[Part] = []
    height = grey.shape[0]
    for box in boxes:
        x0, top, x1, bottom = (int(side) for side in (box.x0, box.top, box.x1, box.bottom))
        strip = np.full((bottom - top + gap, grey.shape[1]), 255, dtype=np.uint8)
        strip[: bottom - top, x0:x1] = grey[top:bottom, x0:x1]
        left[top:bottom, x0:x1] = 255
        parts.append(Part(x0, top, x1, bottom, height))
        rows.append(strip)
        height += strip.shape[0]
    return Apart(np.vstack(rows), tuple(parts))


def _letters(grey: Pixels, dpi: float) -> Pixels:
    """The ink (255) of a page without its specks."""
    ink = ink_of(grey)
    for x, y, w, h in rectangles(ink):
        if max(w, h) <= dpi * SPECK_INCHES:
            ink[y : y + h, x : x + w] = 0
    return ink


def _right_columns(ink: Pixels, dpi: float) -> list[Box]:
    """All columns but the first of each band of lines that overlap, column by column from the left."""
    found: list[tuple[int, Box]] = []
    bands = [(top, bottom) for top, bottom in _runs(ink, 1, 1) if bottom - top >= dpi * LINE_INCHES]
    usual = float(np.median([bottom - top for top, bottom in bands])) if bands else 0.0
    for top, bottom in bands:
        columns = _runs(ink[top:bottom], 0, int(dpi * GUTTER_INCHES))
        if len(columns) >= SPREAD and bottom - top < ONE_LINE * usual:
            continue
        if len(columns) > 1 and not _is_one_line([ink[top:bottom, a:b] for a, b in columns], int(dpi * BREVE_INCHES)):
            found += [
                (at, Box(x0=left, top=top, x1=right, bottom=bottom)) for at, (left, right) in enumerate(columns) if at
            ]
    return [box for _, box in sorted(found, key=lambda one: (one[0], one[1].top))]


def _is_one_line(columns: Sequence[Pixels], breve: int) -> bool:
    """Whether each column holds one line, and all stand on one base line."""
    if any(len(_runs(column, 1, breve)) > 1 for column in columns):
        return False
    highest = max(int(column.any(axis=1).sum()) for column in columns)
    bases = [base for column in columns if (base := _base(column, highest)) is not None]
    return not bases or max(bases) - min(bases) < LEVEL * highest


def _base(column: Pixels, highest: int) -> int | None:
    """The row that the letters of a line stand on: below it ink grows thin; None for less than a word: a dash, a
    bullet, «7.», which has most of its ink at its top."""
    ink = column.sum(axis=1, dtype=np.int64)
    if column.shape[1] < WORD * highest or np.count_nonzero(ink) < highest / 3:
        return None
    return int(np.flatnonzero(ink > DENSE * ink.max())[-1])


def _runs(ink: Pixels, axis: int, gap: int) -> list[tuple[int, int]]:
    """Where ink begins and ends from the top (axis 1) or from the left (0); paper narrower than `gap` parts nothing."""
    places = np.flatnonzero(ink.max(axis=axis))
    if not len(places):
        return []
    runs = np.split(places, np.flatnonzero(np.diff(places) > gap) + 1)
    return [(int(run[0]), int(run[-1]) + 1) for run in runs]
