"""Dust: specks all over the paper, which recognition takes for full stops, accents and quotes.

A clean page has nothing as small as its full stops but its full stops. Dust is known by lying where nothing is printed;
as large as it is there are the specks that are taken away among the letters too. What is left of a seal says nothing of
the paper: where coloured ink was, all specks are taken away.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

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
    ink = ink_of(grey, 160)
    letters, specks, printed = np.zeros_like(ink), [], []
    for x, y, w, h in rectangles(ink):
        if max(w, h) < dpi * LETTER_INCHES:
            specks.append((x, y, w, h))
        else:
            letters[y : y + h, x : x + w] = 255
            printed.append((x, y, w, h))
    stops = _stops(specks, np.array(printed or [(0, 0, 0, 0)]), dpi)
    reach = int(dpi * FAR_INCHES) * 2 + 1
    near = cv2.dilate(letters | colour, np.ones((reach, reach), np.uint8))
    far = [(w + h) / 2 for x, y, w, h in specks if not near[y : y + h, x : x + w].any()]
    most = dpi * LARGEST_INCHES
    usual = min(float(np.percentile(far, USUAL)), most) if len(far) >= FEW else 0.0
    clean = grey.copy()
    for x, y, w, h in specks:
        if (x, y, w, h) not in stops and (w + h) / 2 <= (most if colour[y : y + h, x : x + w].any() else usual):
            clean[max(y - 1, 0) : y + h + 1, max(x - 1, 0) : x + w + 1] = 255
    return clean


def _stops(specks: Sequence[Rectangle], letters: NDArray[np.int_], dpi: float) -> set[Rectangle]:
    """The specks that stand where full stops and colons do: on the line of the letter right before them."""
    right, bottom = letters[:, 0] + letters[:, 2], letters[:, 1] + letters[:, 3]
    height = letters[:, 3]
    found: set[Rectangle] = set()
    for x, y, w, h in specks:
        if (w + h) / 2 < dpi * LEAST_INCHES:
            continue
        behind = (x >= right - 1) & (x - right <= GAP * height) & (height < dpi * TALLEST_INCHES)
        if (behind & (np.abs(y + h - bottom) <= LEVEL * height)).any():
            found.add((x, y, w, h))
    return found | {
        s for s in specks if any(abs(s[0] - x) <= 2 and 0 < y - s[1] < dpi * UPPER_INCHES for x, y, _, _ in found)
    }
