"""Dust: specks all over the paper, which recognition takes for full stops, accents and quotes.

A clean page has nothing as small as its full stops but its full stops. Dust is known by lying where nothing is printed;
as large as it is there are the specks that are taken away among the letters too. What is left of a seal says nothing of
the paper: where coloured ink was, all specks are taken away.
"""

import cv2
import numpy as np

from pipeline.readers.image.outlines import ink_of, rectangles
from pipeline.readers.image.sheet import Pixels

LARGEST_INCHES = 0.0145
"""A full stop of 9 points is larger."""
LETTER_INCHES = 0.035
"""What is at least so high is a letter, or a part of one."""
FAR_INCHES = 0.08
"""Nothing that is printed stands so far from every letter."""
FEW = 8
"""Specks far from letters: a page with fewer is clean."""
USUAL = 90
"""Percentile of the sizes of specks far from letters that says how large dust is."""


def without_dust(grey: Pixels, colour: Pixels, dpi: float) -> Pixels:
    """The page without its dust; `colour` is not 0 where coloured ink was."""
    ink = ink_of(grey, 160)
    letters, specks = np.zeros_like(ink), []
    for x, y, w, h in rectangles(ink):
        if max(w, h) < dpi * LETTER_INCHES:
            specks.append((x, y, w, h))
        else:
            letters[y : y + h, x : x + w] = 255
    reach = int(dpi * FAR_INCHES) * 2 + 1
    near = cv2.dilate(letters | colour, np.ones((reach, reach), np.uint8))
    far = [(w + h) / 2 for x, y, w, h in specks if not near[y : y + h, x : x + w].any()]
    most = dpi * LARGEST_INCHES
    usual = min(float(np.percentile(far, USUAL)), most) if len(far) >= FEW else 0.0
    clean = grey.copy()
    for x, y, w, h in specks:
        if (w + h) / 2 <= (most if colour[y : y + h, x : x + w].any() else usual):
            clean[max(y - 1, 0) : y + h + 1, max(x - 1, 0) : x + w + 1] = 255
    return clean
