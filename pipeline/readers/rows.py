"""Words of a page into rows, and rows into segments: the words of a row that stand together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, median_low

from pipeline.readers.drafts import DraftLine, Token
from pipeline.readers.raw import RawWord
from schemas.layout import Box, union

APART = 0.5
"""Middles of words differ by less than this many line heights on one baseline."""
WIDE = 1.2
"""A gap between words of this many line heights parts segments; a justified line hardly reaches it."""
RATHER_WIDE = 0.6
"""A gap that parts segments where the lines around already show a gutter."""
FONT = 1.1
"""Letters larger by this factor are of another font; a gap that is only rather wide parts fonts."""
MARKER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?|[а-я]\)|[-–—•·]")
EVEN = 1.15
"""Gaps of a row that differ by less than this factor are those of a justified line, however wide."""
TAB = 1.8
"""Segments nearer than this many line heights belong to a badly justified line."""
UNEVEN = 2.0
"""The same for a row of many gaps, as recognition sees them."""
GLUED = 0.04
"""Words nearer than this many line heights are printed together: a word whose letters change their font."""


@dataclass(frozen=True, slots=True)
class Segment:
    words: tuple[RawWord, ...]
    box: Box

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Row:
    """Segments on one baseline, from left to right."""

    segments: tuple[Segment, ...]
    box: Box

    @property
    def height(self) -> float:
        return median(w.box.bottom - w.box.top for s in self.segments for w in s.words)

    @property
    def middle(self) -> float:
        return median(map(_middle, (w for s in self.segments for w in s.words)))

    @property
    def text(self) -> str:
        return "\t".join(segment.text for segment in self.segments)

    @property
    def printed(self) -> bool:
        """Whether the letters' heights are those of the font, not of what a recogniser saw."""
        return all(word.confidence == 1 for segment in self.segments for word in segment.words)

    @property
    def bold(self) -> bool:
        return all(word.bold for segment in self.segments for word in segment.words)


def rows_of(words: Iterable[RawWord]) -> list[Row]:
    """Rows from top to bottom. A word belongs to the row whose band holds its middle."""
    bands: list[list[RawWord]] = []
    for word in sorted(words, key=_middle):
        if bands and _same_band(bands[-1], word):
            bands[-1].append(word)
        else:
            bands.append([word])
    return [row_of(cut(sorted(band, key=lambda w: w.box.x0))) for band in _settled(bands)]


def _settled(bands: Sequence[Sequence[RawWord]]) -> list[list[RawWord]]:
    """Each word in the nearest of its band and those beside it: lines of two columns may stand half a line apart."""
    middles = [median(map(_middle, band)) for band in bands]
    done: list[list[RawWord]] = [[] for _ in bands]
    for i, band in enumerate(bands):
        for word in band:
            near = range(max(i - 1, 0), min(i + 2, len(bands)))
            done[min(near, key=lambda n: abs(middles[n] - _middle(word)))].append(word)
    return [band for band in done if band]


def _same_band(band: Sequence[RawWord], word: RawWord) -> bool:
    """Whether the middle is near those of the last words; a tall box over two lines does not pull them together."""
    near = band[-8:]
    height = median(w.box.bottom - w.box.top for w in (*near, word))
    return _middle(word) - median(map(_middle, near)) < APART * height


def _middle(word: RawWord) -> float:
    return (word.box.top + word.box.bottom) / 2


def row_of(segments: Iterable[Segment]) -> Row:
    kept = tuple(segments)
    return Row(kept, _around(segment.box for segment in kept))


def segment_of(words: Sequence[RawWord]) -> Segment:
    return Segment(tuple(words), _around(word.box for word in words))


def _around(boxes: Iterable[Box]) -> Box:
    box = union(boxes)
    assert box
    return box


def cut(band: Sequence[RawWord]) -> list[Segment]:
    """A row's words cut where a gap is wide for the row."""
    gaps = _gaps(band)
    height = median(word.box.bottom - word.box.top for word in band)
    usual = median_low(gaps) if len(gaps) > 2 else 0.0
    wide = max(WIDE * height, 3 * usual if usual < WIDE * height else 0.0)
    if is_justified(band):
        return [segment_of(band)]
    font = RATHER_WIDE * height
    apart = [gap > wide or (gap > font and _changed(*two)) for gap, two in zip(gaps, pairwise(band), strict=True)]
    starts = [0, *(i + 1 for i, parts in enumerate(apart) if parts), len(band)]
    return [segment_of(band[a:b]) for a, b in pairwise(starts)]


def _changed(a: RawWord, b: RawWord) -> bool:
    """Whether two printed words are of different fonts: those of a letterhead and of the addressee beside it."""
    heights = [word.box.bottom - word.box.top for word in (a, b)]
    return a.confidence == b.confidence == 1 and (a.bold != b.bold or max(heights) > FONT * min(heights))


def _gaps(words: Sequence[RawWord]) -> list[float]:
    return [b.box.x0 - a.box.x1 for a, b in pairwise(words)]


def is_justified(words: Sequence[RawWord]) -> bool:
    """Whether the words of a row are spread over its width; the gap behind an item's number is often not stretched."""
    gaps = _gaps(words)
    numbered = len(gaps) > 1 and MARKER.fullmatch(words[0].text) and gaps[0] < max(gaps)
    return is_even(gaps[1:] if numbered else gaps)


def is_even(gaps: Sequence[float]) -> bool:
    """Whether they are those of a justified line: the more there are, the less alike they need to be."""
    return len(gaps) > 1 and max(gaps) < (EVEN if len(gaps) < 4 else UNEVEN) * min(gaps)


def cut_at(row: Row, gutters: Sequence[tuple[float, float]]) -> Row:
    """The row cut also at gaps that are only rather wide, where they lie in a gutter of the rows around."""
    segments: list[Segment] = []
    for segment in row.segments:
        start, even = 0, is_justified(segment.words)
        for i, (a, b) in enumerate(pairwise(segment.words), 1):
            wide = not even and b.box.x0 - a.box.x1 > RATHER_WIDE * row.height
            if wide and any(a.box.x1 <= right and b.box.x0 >= left for left, right in gutters):
                segments.append(segment_of(segment.words[start:i]))
                start = i
        segments.append(segment_of(segment.words[start:]))
    return row_of(segments)


def line_from(segments: Sequence[Segment], page: int) -> DraftLine:
    """One printed line: a tab between segments far apart, a space between words."""
    words = [word for segment in segments for word in segment.words]
    starts = {id(segment.words[0]) for segment in segments}
    gaps = ["", *(_between(a, b, id(b) in starts) for a, b in pairwise(words))]
    return DraftLine(tuple(Token(w.text, page, w.box, w.confidence, gap) for w, gap in zip(words, gaps, strict=True)))


def _between(a: RawWord, b: RawWord, starts: bool) -> str:
    gap, height = b.box.x0 - a.box.x1, b.box.bottom - b.box.top
    if starts and gap > TAB * height:
        return "\t"
    return " " if gap > GLUED * height or min(a.confidence, b.confidence) < 1 else ""


def lines_of(words: Sequence[RawWord], page: int) -> tuple[DraftLine, ...]:
    """The lines of a cell or a stamp, where gaps mean nothing."""
    if words and all(map(_stands, words)):
        upright = sorted(words, key=lambda w: (round(w.box.x0), -w.box.top))
        return tuple(line_from([segment_of([word])], page) for word in upright)
    rows = rows_of(words)
    flat = [segment_of([w for segment in row.segments for w in segment.words]) for row in rows]
    return tuple(line_from([segment], page) for segment in flat)


def _stands(word: RawWord) -> bool:
    """Whether its letters stand one above another: the head of a narrow column, written upwards."""
    return len(word.text) > 2 and word.box.bottom - word.box.top > 1.5 * (word.box.x1 - word.box.x0)
