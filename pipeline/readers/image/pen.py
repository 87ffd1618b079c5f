"""Black ink that was not read as print: a date or a number written by hand on its line, a signature, a copied seal."""

import re
from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np

from pipeline.readers.image.blots import Blot, blots, clusters, window
from pipeline.readers.image.dictionary import is_plain
from pipeline.readers.image.outlines import rectangles
from pipeline.readers.image.recognize import Seen
from pipeline.readers.image.rulings import overlaps
from pipeline.readers.image.sheet import Pixels
from pipeline.readers.lettering import em_of
from schemas.layout import Box

SURE, VERY_SURE = 0.6, 0.85
"""Words as sure as that are print; others than Russian ones and numbers must be surer, long ones of the dictionary need
not be."""
PRINTED = re.compile(r"[А-Яа-яЁё№@]|\d\d|_{2,}")
RUSSIAN, RUSSIAN_OR_SIGN = re.compile(r"[А-Яа-яЁё]{2}"), re.compile(r"[А-Яа-яЁё]{2}|№")
LARGER = 1.25
"""How much larger than the print beside it a number is that was written by hand."""
LINE_INCHES = 0.45
"""Lines left for a date or a number are longer; shorter ones are seen in the tops and feet of letters."""
DARK = 150
NIB_MM = (0.15, 1.3)
"""Widths of strokes of a pen."""
THIN = 0.3
"""How much of its box writing inks at most; emblems, codes and pictures ink more."""
JOINED = 0.4
"""The part of its box that the longest stroke of writing spans in width: a hand joins what a press sets apart."""


def by_hand(words: Sequence[Seen], filled: Sequence[Box], dpi: float) -> list[Seen]:
    """The words that a hand wrote on the lines left for it: numbers larger than the print beside them, and what stands
    on a long line and is no print."""
    return [word for word in words if any(_is_written(word, line, words, dpi) for line in filled)]


def _is_written(word: Seen, line: Box, words: Sequence[Seen], dpi: float) -> bool:
    if not overlaps(word.box, line) or "_" in word.text:
        return False
    if line.x1 - line.x0 > LINE_INCHES * dpi and _stands_on(word.box, line) and not is_print(word):
        return True
    if RUSSIAN.search(word.text):
        return False
    level = [w for w in words if w.box.top < line.bottom and line.top < w.box.bottom and not overlaps(w.box, line)]
    beside = [w for w in level if RUSSIAN_OR_SIGN.search(w.text)]
    usual = [em_of(w.text, w.box) for w in beside]
    return bool(usual) and em_of(word.text, word.box) > LARGER * median(usual)


def _stands_on(word: Box, line: Box) -> bool:
    """Whether a line runs below a word; that seen in the tops of letters runs above."""
    middle = (word.x0 + word.x1) / 2
    return line.x0 < middle < line.x1 and abs(line.bottom - word.bottom) < (word.bottom - word.top) / 2


def written(grey: Pixels, words: Sequence[Seen], dpi: float) -> list[Blot]:
    """Marks of what was written or stamped in black on a page from which tables, frames and blanks are erased."""
    ink = grey.copy()
    pad = int(dpi / 75)
    for word in words:
        if is_print(word):
            box = word.box
            ink[max(int(box.top) - pad, 0) : int(box.bottom) + pad, max(int(box.x0) - pad, 0) : int(box.x1) + pad] = 255
    return [blot for box in clusters(ink, dpi) if is_by_pen(ink, box, dpi) for blot in blots(ink, box, dpi)]


def is_print(word: Seen) -> bool:
    return word.confidence >= (SURE if PRINTED.search(word.text) else VERY_SURE) or is_plain(word.text)


def is_by_pen(ink: Pixels, box: Box, dpi: float) -> bool:
    """Whether thin strokes, one of them long, make up what stands in a box."""
    strokes = np.asarray(window(ink, box) < DARK, dtype=np.uint8)
    area = cv2.countNonZero(strokes)
    if not area or area > THIN * strokes.size:
        return False
    width = 4 * float(cv2.distanceTransform(strokes, cv2.DIST_L2, 3).sum()) / area * 25.4 / dpi
    longest = max(w for _, _, w, _ in rectangles(strokes)) / strokes.shape[1]
    return NIB_MM[0] < width < NIB_MM[1] and longest > JOINED


def without_writing(words: Sequence[Seen], marks: Sequence[Blot]) -> list[Seen]:
    """The words without what was made of writing: unsure, or no words, inside a mark."""
    return [word for word in words if is_print(word) or not any(overlaps(word.box, mark.box) for mark in marks)]


def unmarked(words: Sequence[Seen], marks: Sequence[Blot]) -> list[Blot]:
    """Marks of what was written by hand and is in none yet: letters that do not join."""
    boxes = (word.box for word in words)
    return [Blot("handwriting", box) for box in boxes if not any(overlaps(box, mark.box) for mark in marks)]


def is_filled(line: Box, marks: Sequence[Blot]) -> bool:
    """Whether it is a hand that wrote on a line left for it; the strokes of a signature may lie level too."""
    return any(mark.kind == "handwriting" and overlaps(line, mark.box) for mark in marks)
