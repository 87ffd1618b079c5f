"""Dust: specks all over the paper, which recognition takes for full stops, accents and quotes.

A clean page has nothing as small as its full stops but its full stops. Dust is known by lying where nothing is printed;
as large as it is there are the specks that are taken away among the letters too. What is left of a seal says nothing of
the paper: where coloured ink was, all specks are taken away.
"""

from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from pipeline.readers.image.outlines import ink_of, rectangles
from pipeline.readers.image.sheet import Pixels

Rectangle = tuple[int, int, int, int]
"""Left, top, width and height in pixels."""
LARGEST_INCHES = 0.0145
"""A full stop of 9 points is larger."""
LETTER_INCHES = 0.035
"""What is at least so high is a letter, or a part of one."""
FAR_INCHES = 0.08
"""Nothing that is printed stands so far from every letter."""
FEW = 8
"""Specks far from letters: a page with fewer is clean."""
LEAST_INCHES = 0.008
"""A full stop that a low resolution has worn."""
GAP, LEVEL = 0.5, 0.2
"""Of the height of a letter: how far behind it its full stop stands, how far above or below its foot."""
TALLEST_INCHES = 0.3
UPPER_INCHES = 0.1
"""The upper point of a colon above the lower one."""
USUAL = 90
"""Percentile of the sizes of specks far from letters that says how large dust is."""


def without_dust(grey: Pixels, colour: Pixels, dpi: float) -> Pixels:
    """The page without its dust; `colour` is not 0 where coloured ink was."""
    shapes = list(rectangles(ink_of(grey, 160)))
    specks = [shape for shape in shapes if max(shape[2:]) < dpi * LETTER_INCHES]
    letters = [shape for shape in shapes if max(shape[2:]) >= dpi * LETTER_INCHES]
    reach = int(dpi * FAR_INCHES) * 2 + 1
    near = cv2.dilate(_drawn(letters, grey) | colour, np.ones((reach, reach), np.uint8))
    far = [(w + h) / 2 for x, y, w, h in specks if not near[y : y + h, x : x + w].any()]
    most = dpi * LARGEST_INCHES
    usual = min(float(np.percentile(far, USUAL)), most) if len(far) >= FEW else 0.0
    stops = _stops(specks, letters, grey, dpi)
    clean = grey.copy()
    for x, y, w, h in specks:
        if (x, y, w, h) not in stops and (w + h) / 2 <= (most if colour[y : y + h, x : x + w].any() else usual):
            clean[max(y - 1, 0) : y + h + 1, max(x - 1, 0) : x + w + 1] = 255
    return clean


def _stops(specks: Sequence[Rectangle], letters: Sequence[Rectangle], grey: Pixels, dpi: float) -> set[Rectangle]:
    """The specks that stand where full stops and colons do: on the line of the letter right before them."""
    behind = [
        (x + w - 1, y + h - round(LEVEL * h), round(GAP * h) + 1, 2 * round(LEVEL * h))
        for x, y, w, h in letters
        if h < dpi * TALLEST_INCHES
    ]
    large = [speck for speck in specks if sum(speck[2:]) / 2 >= dpi * LEAST_INCHES]
    lower = _within(large, _drawn(behind, grey))
    above = [(x - 2, y - round(dpi * UPPER_INCHES), 5, round(dpi * UPPER_INCHES)) for x, y, _, _ in lower]
    return {*lower, *_within(large, _drawn(above, grey))}


def _drawn(places: Iterable[Rectangle], grey: Pixels) -> Pixels:
    """The places (255) on a page as large as `grey`."""
    page = np.zeros_like(grey)
    for x, y, w, h in places:
        page[max(y, 0) : y + h, max(x, 0) : x + w] = 255
    return page


def _within(specks: Iterable[Rectangle], places: Pixels) -> list[Rectangle]:
    """The specks whose foot stands in the places."""
    return [(x, y, w, h) for x, y, w, h in specks if places[y + h - 1, x]]
