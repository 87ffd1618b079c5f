"""Coloured ink: seals and signatures become marks, coloured print (letterheads, stamps of electronic signatures)
becomes words."""

from collections.abc import Sequence

import cv2
import numpy as np

from pipeline.readers.image.blots import Blot, blots, clusters
from pipeline.readers.image.dictionary import is_known
from pipeline.readers.image.pen import PRINTED, is_print
from pipeline.readers.image.pieces import reread
from pipeline.readers.image.prepare import SATURATED
from pipeline.readers.image.recognize import Seen
from pipeline.readers.image.rulings import overlaps
from pipeline.readers.image.sheet import Pixels
from schemas.layout import Box

LEAST_SHARE = 0.0004
"""Pages with less coloured ink than a short line are black and white."""
READ_CONFIDENCE = 0.7
READ_SHARE = 0.5
COLOURED_SHARE = 0.5
DARK = 170
LEAST_WORDS = 2


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
    boxes = clusters(ink, dpi)
    print_: list[Seen] = []
    marks: list[Blot] = []
    for box, read in zip(boxes, reread(ink, boxes, dpi, "rus+eng"), strict=True):
        if is_text(read):
            print_ += [word for word in read if word.confidence > READ_CONFIDENCE and not _is_seen(word, words)]
        else:
            marks += blots(ink, box, dpi)
    return print_, marks


def without_scribbles(words: Sequence[Seen], marks: Sequence[Blot], grey: Pixels, ink: Pixels) -> list[Seen]:
    """The words without what was read in the strokes of a signature or a seal: unsure, neither Russian nor a number, or
    in its ink."""
    return [
        word
        for word in words
        if not any(overlaps(word.box, mark.box) for mark in marks)
        or (is_print(word) and PRINTED.search(word.text) and _coloured_share(grey, ink, word.box) < COLOURED_SHARE)
    ]


def _coloured_share(grey: Pixels, ink: Pixels, box: Box) -> float:
    """Which part of the dark places in a box is coloured."""
    window = (slice(int(box.top), int(box.bottom)), slice(int(box.x0), int(box.x1)))
    dark = grey[window] < DARK
    return float((ink[window][dark] < DARK).mean()) if dark.any() else 0.0


def is_text(read: Sequence[Seen]) -> bool:
    """Whether what was read in a coloured thing is text: at least two sure Russian words, and most of its letters in
    sure words."""
    sure = [word for word in read if word.confidence > READ_CONFIDENCE]
    known = [word for word in sure if len(word.text) > 2 and is_known(word.text.strip('«».,:;()"'))]
    letters = sum(len(word.text) for word in read)
    return len(known) >= LEAST_WORDS and sum(len(word.text) for word in sure) >= READ_SHARE * letters


def _is_seen(word: Seen, words: Sequence[Seen]) -> bool:
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
    return any(w.box.x0 <= x <= w.box.x1 and w.box.top <= y <= w.box.bottom for w in words)
