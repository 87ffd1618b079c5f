"""Printed lines that recognition took apart: it parts a line at a blank to be filled in, and its halves may lie in
blocks far from one another."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.readers.image.recognize import Seen
from pipeline.readers.image.repair import BLANK
from schemas.layout import Box

NEAR = 1.5
"""In heights: a wider gap is one between columns."""
LEVEL = 0.5
"""The part of their height that words of one line share."""


def whole_lines(words: Sequence[Seen]) -> list[Seen]:
    """The words, each part of a line moved behind the blank, or behind the word before a blank, where it goes on."""
    lines = [list(line) for _, line in groupby(words, key=lambda word: word.line)]
    for part in tuple(lines):
        others = (line for line in lines if line is not part)
        place = next(((line, at) for line in others for at, word in enumerate(line) if _goes_on(word, part[0])), None)
        if place:
            line, at = place
            line[at + 1 : at + 1] = [replace(word, line=line[0].line) for word in part]
            lines = [other for other in lines if other is not part]
    return [word for line in lines for word in line]


def _goes_on(left: Seen, right: Seen) -> bool:
    if BLANK not in (left.text, right.text):
        return False
    height = min(_height(left.box), _height(right.box))
    shared = min(left.box.bottom, right.box.bottom) - max(left.box.top, right.box.top)
    return shared > LEVEL * height and 0 <= right.box.x0 - left.box.x1 < NEAR * max(height, 1.0)


def _height(box: Box) -> float:
    return box.bottom - box.top
