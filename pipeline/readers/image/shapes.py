"""What the shape of a word's ink says of it: strokes that are no words, dashes by their length, lost dashes."""

import re
from collections.abc import Iterator, Sequence
from statistics import median

import cv2

from pipeline.readers.image.outlines import ink_of, rectangles
from pipeline.readers.image.recognize import Seen, kept
from pipeline.readers.image.sheet import Pixels
from pipeline.readers.lettering import CAPITAL, base_of, em_of
from schemas.layout import Box

_DASHES = frozenset("-–—")
_RUSSIAN = re.compile(r"[А-Яа-яЁё]{3}")
TINY_INCHES = 0.02
"""A word whose ink is not larger is dust."""
HUGE = 1.6
"""In ems of the page: what is higher and no Russian word is a signature."""
DASH_INCHES = (0.03, 0.22)
"""Lengths of dashes, from the hyphen of 10 points to the em dash of 14."""
SPACE_INCHES = 0.6
"""A dash stands nearer to the word after it: that of an item may stand before a tab."""
LENGTHS = ((0.42, "-"), (0.76, "–"), (2.0, "—"))
"""Lengths of dashes in ems: a hyphen has a third, an en dash a half, an em dash all of it."""
CONFIDENCE = 0.8
SPOT_INCHES = (0.02, 0.1)
BULLET, BULLET_RISE = (0.2, 0.6), (0.2, 0.55)
"""In ems: the width of bullets, and how high over the line their middle is."""
_LETTERS = frozenset("викуяаВИКУЯА")
LETTER_SURE = 0.85
BEFORE = 2.0
"""In ems: nothing stands so near before a bullet."""


def without_strokes(words: Sequence[Seen], dpi: float) -> list[Seen]:
    """The words without dust, pieces of rules and strokes of signatures that were read as signs."""
    ems = [em_of(word.text, word.box) for word in words if _RUSSIAN.search(word.text)]
    usual = median(ems) if ems else dpi
    return [word for word in words if not _is_stroke(word, usual, dpi)]


def _is_stroke(word: Seen, usual: float, dpi: float) -> bool:
    width, height = word.box.x1 - word.box.x0, word.box.bottom - word.box.top
    if max(width, height) < TINY_INCHES * dpi or (word.text in _DASHES and height > width):
        return True
    return not _RUSSIAN.search(word.text) and height > HUGE * usual


def with_dashes(grey: Pixels, words: Sequence[Seen], dpi: float) -> list[Seen]:
    """The words, dashes named by their length, and those put in that recognition passed over at the start of a word."""
    done = [kept(word, _dash(word.box, words) or word.text) if word.text in _DASHES else word for word in words]
    for box in _level_strokes(grey, dpi):
        after = next((at for at, word in enumerate(done) if _stands_before(box, word.box, dpi)), None)
        if after is None or any(_holds(word, box) for word in words):
            continue
        dash = _dash(box, words)
        if dash:
            done.insert(after, Seen(dash, box, CONFIDENCE, done[after].line))
    return done


def with_bullets(grey: Pixels, words: Sequence[Seen], dpi: float) -> list[Seen]:
    """The words, and the bullets before the first of lines, which recognition passes over or takes for full stops."""
    done = list(words)
    for spot in _round_spots(grey, dpi):
        first = next((word for word in done if _is_bullet_of(spot, word, dpi)), None)
        level = [
            w for w in done if first and w.box.x0 < spot.x1 and w.box.top < spot.bottom and spot.top < w.box.bottom
        ]
        if first is None or any(
            w.box.x1 > spot.x0 - BEFORE * em_of(first.text, first.box) and (not _is_in(w.box, spot) or _is_letter(w))
            for w in level
        ):
            continue
        done = [word for word in done if not _is_in(word.box, spot)]
        done.insert(done.index(first), Seen("•", spot, CONFIDENCE, first.line))
    return done


def _is_bullet_of(spot: Box, word: Seen, dpi: float) -> bool:
    """Whether a spot stands before a word, at the middle of its small letters, and is as large as bullets are."""
    if not _RUSSIAN.search(word.text) or not 0.02 * dpi < word.box.x0 - spot.x1 < SPACE_INCHES * dpi:
        return False
    em = em_of(word.text, word.box)
    rise = (base_of(word.text, word.box) - (spot.top + spot.bottom) / 2) / em
    return BULLET_RISE[0] < rise < BULLET_RISE[1] and BULLET[0] < (spot.x1 - spot.x0) / em < BULLET[1]


def _is_in(box: Box, spot: Box) -> bool:
    """Whether a word's box is hardly more than the spot."""
    pad = (spot.x1 - spot.x0) / 2
    return spot.x0 - pad <= box.x0 and box.x1 <= spot.x1 + pad and box.top < spot.bottom and spot.top < box.bottom


def _is_letter(word: Seen) -> bool:
    """Whether a word of one letter is that: in bold print «и», «в» are as black and as wide as bullets."""
    return word.confidence > LETTER_SURE and word.text in _LETTERS


def _round_spots(grey: Pixels, dpi: float) -> list[Box]:
    low, high = (inches * dpi for inches in SPOT_INCHES)
    return [
        Box(x0=x, top=y, x1=x + w, bottom=y + h)
        for x, y, w, h, share in _shapes(grey)
        if low <= min(w, h) and max(w, h) <= high and abs(w - h) <= 2 + 0.1 * w and share > 0.65
    ]


def _shapes(grey: Pixels) -> Iterator[tuple[int, int, int, int, float]]:
    """What is joined on a page: left, top, width, height in pixels, and which share of that is ink."""
    ink = ink_of(grey)
    for x, y, w, h in rectangles(ink):
        yield x, y, w, h, cv2.countNonZero(ink[y : y + h, x : x + w]) / (w * h)


def _dash(box: Box, words: Sequence[Seen]) -> str | None:
    """The dash of this length beside these words; None where it is too long, or no word stands beside it."""
    beside = [word for word in words if _RUSSIAN.search(word.text) and _is_beside(box, word.box)]
    if not beside:
        return None
    nearest = sorted(beside, key=lambda word: abs(word.box.x0 + word.box.x1 - box.x0 - box.x1))[:3]
    length = (box.x1 - box.x0) / median(em_of(word.text, word.box) for word in nearest)
    return next((dash for longest, dash in LENGTHS if length < longest), None)


def _is_beside(dash: Box, word: Box) -> bool:
    """Whether a dash stands at the middle of the height of a word's small letters."""
    middle = (dash.top + dash.bottom) / 2
    height = word.bottom - word.top
    return word.top + 0.15 * height < middle < word.bottom - 0.15 * height


def _stands_before(dash: Box, word: Box, dpi: float) -> bool:
    return _is_beside(dash, word) and 0.02 * dpi < word.x0 - dash.x1 < SPACE_INCHES * dpi


def _holds(word: Seen, box: Box) -> bool:
    """Whether the dash is a part of a word that was read; the bar of «№» may stand beside what was read of it."""
    pad = CAPITAL * (word.box.bottom - word.box.top) / (1 if word.text.endswith("№") else 4)
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return word.box.x0 - pad <= x <= word.box.x1 + pad and word.box.top - pad <= y <= word.box.bottom + pad


def _level_strokes(grey: Pixels, dpi: float) -> list[Box]:
    """Lone strokes that lie level and have a dash's size, from the top down."""
    low, high = (inches * dpi for inches in DASH_INCHES)
    return [
        Box(x0=x, top=y, x1=x + w, bottom=y + h)
        for x, y, w, h, share in _shapes(grey)
        if low <= w <= high and 2 * h < w and h < low and share > 0.7
    ]
