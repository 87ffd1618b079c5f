"""Dust: specks all over the paper, which recognition takes for full stops, accents and quotes.

A clean page has nothing as small as its full stops but its full stops. Dust is known by lying where nothing is printed;
as large as it is there are the specks that are taken away among the letters too.
"""

import cv2
import numpy as np

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


def without_dust(grey: Pixels, dpi: float) -> Pixels:
    """The page without its dust; itself where it is clean."""
    ink = np.asarray(cv2.threshold(grey, 160, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    widths, heights = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    sizes = (widths + heights) / 2
    small = np.maximum(widths, heights) < dpi * LETTER_INCHES
    letters = np.asarray(~small[labels] & (labels > 0), dtype=np.uint8)
    reach = int(dpi * FAR_INCHES) * 2 + 1
    near = np.unique(labels[cv2.dilate(letters, np.ones((reach, reach), np.uint8)) > 0])
    far = small.copy()
    far[near] = False
    if np.count_nonzero(far) < FEW:
        return grey
    largest = min(float(np.percentile(sizes[far], USUAL)), dpi * LARGEST_INCHES)
    dust = sizes <= largest
    dust[0] = False
    mask = cv2.dilate(dust[labels].astype(np.uint8), np.ones((3, 3), np.uint8))
    return np.asarray(np.where(mask > 0, np.uint8(255), grey), dtype=np.uint8)
