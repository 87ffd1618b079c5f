"""Places left to be filled in by hand: short level lines with nothing above them, beside words («на № _____ от
_____»)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.readers.image.outlines import ink_of, rectangles
from pipeline.readers.image.recognize import Seen
from pipeline.readers.image.repair import BLANK
from pipeline.readers.image.rulings import level_lines
from pipeline.readers.image.sheet import Pixels
from schemas.layout import Box

SHORTEST_INCHES = 0.2
"""Longer than an em dash of 14 points."""
LONGEST_INCHES = 3.5
THICKEST_INCHES = 0.03
END_INCHES = 0.02
"""How far a line's thin end goes on beyond what is seen as the line."""
DARK = 170
"""Lighter lines are what is left of a coloured stamp or shows through from the other side."""
ABOVE_INCHES = 0.11
"""How far above the line letters would stand that were written on it."""
NEIGHBOUR_INCHES = 1.2
CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Blanks:
    """Boxes of the blanks in pixels, as high as a line of text, and the mask (255) of their lines; boxes of the lines
    that something stands on."""

    boxes: tuple[Box, ...]
    ink: Pixels
    filled: tuple[Box, ...] = ()


def blanks(grey: Pixels, dpi: float) -> Blanks:
    """The blanks of a level page from which tables and frames are erased already."""
    lines = level_lines(grey, dpi, SHORTEST_INCHES)
    ink = ink_of(grey)
    mask = np.zeros_like(grey)
    ends = int(dpi * END_INCHES)
    boxes: list[Box] = []
    filled: list[Box] = []
    for x, y, w, h in rectangles(lines):
        if h > dpi * THICKEST_INCHES or w > dpi * LONGEST_INCHES:
            continue
        box = Box(x0=x, top=y - int(dpi * ABOVE_INCHES), x1=x + w, bottom=y + h)
        if _is_written_on(ink, x, y, w, h, dpi):
            filled.append(box)
            continue
        if np.median(grey[y : y + h, x : x + w].min(axis=0)) > DARK:
            continue
        boxes.append(box)
        mask[max(y - 2, 0) : y + h + 2, max(x - ends, 0) : x + w + ends] = 255
    return Blanks(tuple(boxes), mask, tuple(filled))


def _is_written_on(ink: Pixels, x: int, y: int, w: int, h: int, dpi: float) -> bool:
    """Whether anything but grain stands on the line or hangs from it."""
    high, low = int(dpi * ABOVE_INCHES), int(dpi * THICKEST_INCHES)
    above = ink[max(y - high, 0) : max(y - 2, 0), x : x + w]
    below = ink[y + h + 2 : y + h + 2 + low, x : x + w]
    return not above.size or float(above.mean()) / 255 > 0.01 or (below.size > 0 and float(below.mean()) / 255 > 0.02)


def with_blanks(words: Sequence[Seen], boxes: Sequence[Box], dpi: float) -> list[Seen]:
    """The words with «_____» where a blank stands on the line of a word near it; a line beside no word is an
    ornament."""
    done = list(words)
    for box in sorted(boxes, key=lambda box: (box.top, box.x0)):
        near = [(gap, at) for at, word in enumerate(done) if (gap := _gap(word.box, box, dpi)) is not None]
        if near:
            at = min(near)[1]
            after = done[at].box.x0 < box.x0
            done.insert(at + after, Seen(BLANK, box, CONFIDENCE, done[at].line))
    return done


def _gap(word: Box, blank: Box, dpi: float) -> float | None:
    """The way between a word and a blank on its line; None where the blank is not on the word's line or too far off."""
    height = word.bottom - word.top
    if not word.bottom - 0.4 * height <= blank.bottom <= word.bottom + 0.5 * height:
        return None
    gap = max(blank.x0 - word.x1, word.x0 - blank.x1)
    return gap if -dpi * 0.05 <= gap <= dpi * NEIGHBOUR_INCHES else None
