"""Coloured ink: seals and signatures become marks, coloured print (letterheads, stamps of electronic signatures)
becomes words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from pipeline.readers.image.dictionary import is_known
from pipeline.readers.image.pieces import reread
from pipeline.readers.image.prepare import SATURATED
from pipeline.readers.image.recognize import Seen
from pipeline.readers.image.rulings import overlaps, within
from pipeline.readers.image.sheet import Pixels
from schemas.layout import Box

LEAST_SHARE = 0.0004
"""Pages with less coloured ink than a short line are black and white."""
SEAL_MM = (18.0, 55.0)
MARK_MM = (8.0, 3.0)
"""Least width and height of a mark."""
SIGNATURE_MM = 8.0
READ_CONFIDENCE = 0.7
READ_SHARE = 0.5
SCRIBBLE_CONFIDENCE = 0.6
COLOURED_SHARE = 0.5
DARK = 170
_PRINTED = re.compile(r"[А-Яа-яЁё№]|\d\d|_{2,}")
LEAST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Blot:
    """A coloured thing that is no print."""

    kind: Literal["seal", "signature", "handwriting"]
    box: Box


def coloured(pixels: Pixels) -> Pixels | None:
    """The coloured ink of a page in grey on white paper; None on a page without colour."""
    if pixels.ndim == 2:
        return None
    red, green, blue = cv2.split(pixels)
    dark = cv2.min(cv2.min(red, green), blue)
    vivid = cv2.subtract(cv2.max(cv2.max(red, green), blue), dark)
    mask = cv2.threshold(cv2.medianBlur(vivid, 3), SATURATED, 255, cv2.THRESH_BINARY)[1]
    if cv2.countNonZero(mask) < LEAST_SHARE * mask.size or cv2.countNonZero(mask) > 0.3 * mask.size:
        return None
    near = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    return np.asarray(np.where(near > 0, dark, np.uint8(255)), dtype=np.uint8)


def coloured_things(ink: Pixels, words: Sequence[Seen], dpi: float) -> tuple[list[Seen], list[Blot]]:
    """Words in coloured print that are not among `words` yet, and the marks."""
    boxes = _clusters(ink, dpi)
    print_: list[Seen] = []
    blots: list[Blot] = []
    for box, read in zip(boxes, reread(ink, boxes, dpi, "rus+eng"), strict=True):
        if is_print(read):
            print_ += [word for word in read if word.confidence > READ_CONFIDENCE and not _is_seen(word, words)]
        else:
            blots += _blots(ink, box, dpi)
    return print_, blots


def without_scribbles(words: Sequence[Seen], blots: Sequence[Blot], grey: Pixels, ink: Pixels) -> list[Seen]:
    """The words without what was read in the strokes of a signature or a seal: unsure, neither Russian nor a number, or
    in its ink."""
    return [
        word
        for word in words
        if not any(overlaps(word.box, blot.box) for blot in blots)
        or (
            word.confidence >= SCRIBBLE_CONFIDENCE
            and _PRINTED.search(word.text)
            and _coloured_share(grey, ink, word.box) < COLOURED_SHARE
        )
    ]


def _coloured_share(grey: Pixels, ink: Pixels, box: Box) -> float:
    """Which part of the dark places in a box is coloured."""
    window = (slice(int(box.top), int(box.bottom)), slice(int(box.x0), int(box.x1)))
    dark = grey[window] < DARK
    return float((ink[window][dark] < DARK).mean()) if dark.any() else 0.0


def _clusters(ink: Pixels, dpi: float) -> list[Box]:
    """Boxes around coloured ink that stands together, of a mark's size and more, from the top down."""
    reach = int(dpi * 2.5 / 25.4) | 1
    mask = np.asarray(cv2.threshold(ink, 200, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    joined = cv2.dilate(mask, np.ones((reach, reach), np.uint8))
    boxes = []
    for x, y, w, h, _ in cv2.connectedComponentsWithStats(joined)[2][1:].tolist():
        inner = reach // 2
        if w - 2 * inner >= dpi * MARK_MM[0] / 25.4 and h - 2 * inner >= dpi * MARK_MM[1] / 25.4:
            boxes.append(Box(x0=x + inner, top=y + inner, x1=x + w - inner, bottom=y + h - inner))
    outer = [box for box in boxes if not any(other is not box and within(box, other) for other in boxes)]
    return sorted(outer, key=lambda box: (box.top, box.x0))


def is_print(read: Sequence[Seen]) -> bool:
    """Whether what was read in a coloured thing is text: at least two sure Russian words, and most of its letters in
    sure words."""
    sure = [word for word in read if word.confidence > READ_CONFIDENCE]
    known = [word for word in sure if len(word.text) > 2 and is_known(word.text.strip('«».,:;()"'))]
    letters = sum(len(word.text) for word in read)
    return len(known) >= LEAST_WORDS and sum(len(word.text) for word in sure) >= READ_SHARE * letters


def _is_seen(word: Seen, words: Sequence[Seen]) -> bool:
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
    return any(w.box.x0 <= x <= w.box.x1 and w.box.top <= y <= w.box.bottom for w in words)


def _blots(ink: Pixels, box: Box, dpi: float) -> list[Blot]:
    """The seal in a coloured thing, found by its ring, and the pen strokes beside it; without a ring it is all one."""
    ring = _ring(ink, box, dpi)
    if ring is None:
        return [Blot(_pen(box, dpi), box)]
    left = box.model_copy(update={"x1": ring.x0})
    right = box.model_copy(update={"x0": ring.x1})
    wide = [side for side in (left, right) if side.x1 - side.x0 >= dpi * MARK_MM[0] / 25.4]
    return [Blot("seal", ring), *(Blot(_pen(side, dpi), side) for side in (_trimmed(ink, side) for side in wide))]


def _trimmed(ink: Pixels, box: Box) -> Box:
    """The box no larger than the ink in it."""
    inside = ink[int(box.top) : int(box.bottom), int(box.x0) : int(box.x1)]
    x, y, w, h = cv2.boundingRect((inside < 200).astype(np.uint8))
    return Box(x0=box.x0 + x, top=box.top + y, x1=box.x0 + x + w, bottom=box.top + y + h) if w and h else box


def _ring(ink: Pixels, box: Box, dpi: float) -> Box | None:
    """The largest connected stroke that is as wide as high and of a seal's size."""
    inside = ink[int(box.top) : int(box.bottom), int(box.x0) : int(box.x1)]
    strokes = cv2.dilate((inside < 200).astype(np.uint8), np.ones((3, 3), np.uint8))
    low, high = (mm / 25.4 * dpi for mm in SEAL_MM)
    rings = [
        Box(x0=box.x0 + x, top=box.top + y, x1=box.x0 + x + w, bottom=box.top + y + h)
        for x, y, w, h, _ in cv2.connectedComponentsWithStats(strokes)[2][1:].tolist()
        if low <= min(w, h) and max(w, h) <= high and 0.8 < w / h < 1.25
    ]
    return max(rings, key=lambda ring: ring.x1 - ring.x0, default=None)


def _pen(box: Box, dpi: float) -> Literal["signature", "handwriting"]:
    """A signature is higher than a line of writing."""
    return "signature" if (box.bottom - box.top) * 25.4 / dpi >= SIGNATURE_MM else "handwriting"
