"""Round seals and emblems in black, as on copies: rings of a seal's size, whatever else lies across them.

Recognition reads the letters around a ring as nonsense, and a seal that spans several lines makes one line of them.
"""

import re
from collections.abc import Sequence

import cv2
import numpy as np

from pipeline.readers.image.blots import SEAL_MM, Blot
from pipeline.readers.image.pen import is_print
from pipeline.readers.image.recognize import Seen
from pipeline.readers.image.sheet import Pixels
from schemas.layout import Box

DPI = 75
"""Resolution that rings are looked for at."""
EDGE, VOTES = 120, 40
"""OpenCV's thresholds for circles: of the gradient, and of the points of an edge that tell one middle."""
INK = 190
ROUND = 0.7
"""The part of a ring that is inked: of seals under signatures and text it was 0.77 and more, of chance ones in text and
tables 0.6 at most."""
OFF = 3
"""Pixels by which a circle found may miss the ring."""
STEPS = 360
_TEXT = re.compile(r"[А-Яа-яЁё]{2}|\d\d")


def seals(grey: Pixels, dpi: float) -> list[Blot]:
    """The seals on a page that is cleaned, its tables erased; from the largest."""
    scale = DPI / dpi
    small = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    low, high = (int(mm / 25.4 * DPI / 2) for mm in SEAL_MM)
    circles = cv2.HoughCircles(
        small, cv2.HOUGH_GRADIENT, 1, 1.5 * low, param1=EDGE, param2=VOTES, minRadius=low, maxRadius=high
    )
    found = [] if circles is None else [(float(x), float(y), float(r)) for x, y, r in circles[0]]
    rings = [ring for ring in found if _inked(small < INK, *ring) >= ROUND]
    return [Blot("seal", _box(x, y, r, scale)) for x, y, r in sorted(rings, key=lambda ring: -ring[2])]


def _inked(ink: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], x: float, y: float, radius: float) -> float:
    """The part of the directions from the middle in which the ring, some pixels off or not, is inked."""
    angles = np.linspace(0, 2 * np.pi, STEPS, endpoint=False)
    height, width = ink.shape

    def at(r: float) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        columns = np.clip(np.rint(x + r * np.cos(angles)), 0, width - 1).astype(int)
        rows = np.clip(np.rint(y + r * np.sin(angles)), 0, height - 1).astype(int)
        return np.asarray(ink[rows, columns])

    radii = radius + np.arange(-OFF, OFF + 1)
    return max(float((at(r - 1) | at(r) | at(r + 1)).mean()) for r in radii)


def _box(x: float, y: float, radius: float, scale: float) -> Box:
    left, top, right, bottom = (v / scale for v in (x - radius, y - radius, x + radius, y + radius))
    return Box(x0=max(left, 0), top=max(top, 0), x1=right, bottom=bottom)


def without_legends(words: Sequence[Seen], rings: Sequence[Blot]) -> list[Seen]:
    """The words without those that stand on seals: unsure ones, and any that no word of the page stands level with."""
    on_seals = [any(_is_in(word.box, ring.box) for ring in rings) for word in words]
    outside = [word.box for word, inside in zip(words, on_seals, strict=True) if not inside]
    return [
        word
        for word, inside in zip(words, on_seals, strict=True)
        if not inside or (_is_text(word) and any(_is_level(word.box, other) for other in outside))
    ]


def _is_text(word: Seen) -> bool:
    return bool(_TEXT.search(word.text)) and is_print(word)


def _is_in(box: Box, ring: Box) -> bool:
    """Whether the middle of a word is inside a ring."""
    x, y = (box.x0 + box.x1 - ring.x0 - ring.x1) / 2, (box.top + box.bottom - ring.top - ring.bottom) / 2
    return x * x + y * y < ((ring.x1 - ring.x0) / 2) ** 2


def _is_level(one: Box, other: Box) -> bool:
    return one.top < (other.top + other.bottom) / 2 < one.bottom
