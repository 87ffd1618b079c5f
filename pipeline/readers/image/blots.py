"""Things on a page that are no print: round seals, signatures, writing by hand. They become marks with their boxes."""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from pipeline.readers.image.outlines import ink_of, rectangles
from pipeline.readers.image.rulings import within
from pipeline.readers.image.sheet import Pixels
from schemas.layout import Box

SEAL_MM = (18.0, 55.0)
MARK_MM = (8.0, 3.0)
"""Least width and height of a mark."""
SIGNATURE_MM = 8.0
TOGETHER_MM = 2.5
"""Strokes of one thing are no farther apart."""
INK = 200
"""Lighter is paper."""


@dataclass(frozen=True, slots=True)
class Blot:
    """A thing that is no print."""

    kind: Literal["seal", "signature", "handwriting"]
    box: Box


def clusters(ink: Pixels, dpi: float) -> list[Box]:
    """Boxes around ink that stands together, of a mark's size and more, from the top down."""
    reach = int(dpi * TOGETHER_MM / 25.4) | 1
    mask = ink_of(ink, INK)
    joined = np.asarray(cv2.dilate(mask, np.ones((reach, reach), np.uint8)), dtype=np.uint8)
    inner = reach // 2
    boxes = [
        Box(x0=x + inner, top=y + inner, x1=x + w - inner, bottom=y + h - inner)
        for x, y, w, h in rectangles(joined)
        if w - 2 * inner >= dpi * MARK_MM[0] / 25.4 and h - 2 * inner >= dpi * MARK_MM[1] / 25.4
    ]
    return [box for box in boxes if not any(other is not box and within(box, other) for other in boxes)]


def blots(ink: Pixels, box: Box, dpi: float) -> list[Blot]:
    """The seal in a cluster, found by its ring, and the pen strokes beside it; without a ring it is all one."""
    ring = _ring(ink, box, dpi)
    if ring is None:
        return [Blot(_pen(box, dpi), box)]
    left = box.model_copy(update={"x1": ring.x0})
    right = box.model_copy(update={"x0": ring.x1})
    wide = [side for side in (left, right) if side.x1 - side.x0 >= dpi * MARK_MM[0] / 25.4]
    return [Blot("seal", ring), *(Blot(_pen(side, dpi), side) for side in (_trimmed(ink, side) for side in wide))]


def _trimmed(ink: Pixels, box: Box) -> Box:
    """The box no larger than the ink in it."""
    x, y, w, h = cv2.boundingRect((window(ink, box) < INK).astype(np.uint8))
    return Box(x0=box.x0 + x, top=box.top + y, x1=box.x0 + x + w, bottom=box.top + y + h) if w and h else box


def window(pixels: Pixels, box: Box) -> Pixels:
    """The part of an image in a box."""
    return pixels[int(box.top) : int(box.bottom), int(box.x0) : int(box.x1)]


def _ring(ink: Pixels, box: Box, dpi: float) -> Box | None:
    """The largest connected stroke that is as wide as high and of a seal's size."""
    strokes = cv2.dilate((window(ink, box) < INK).astype(np.uint8), np.ones((3, 3), np.uint8))
    low, high = (mm / 25.4 * dpi for mm in SEAL_MM)
    rings = [
        Box(x0=box.x0 + x, top=box.top + y, x1=box.x0 + x + w, bottom=box.top + y + h)
        for x, y, w, h in rectangles(np.asarray(strokes, dtype=np.uint8))
        if low <= min(w, h) and max(w, h) <= high and 0.8 < w / h < 1.25
    ]
    return max(rings, key=lambda ring: ring.x1 - ring.x0, default=None)


def _pen(box: Box, dpi: float) -> Literal["signature", "handwriting"]:
    """A signature is higher than a line of writing."""
    return "signature" if (box.bottom - box.top) * 25.4 / dpi >= SIGNATURE_MM else "handwriting"
