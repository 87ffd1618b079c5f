"""Words of a page into rows, and rows into segments: the words of a row that stand together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.readers.drafts import DraftLine, Token, union
from pipeline.readers.raw import RawWord
from schemas.layout import Box

WIDE = 1.2
"""A gap between words of this many line heights parts segments; a justified line hardly reaches it."""
RATHER_WIDE = 0.6
"""A gap that parts segments where the lines around already show a gutter."""
EVEN = 1.15
"""Gaps of a row that differ by less than this factor are those of a justified line, however wide."""
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
    for word in sorted(words, key=lambda w: w.box.top + w.box.bottom):
        if bands and _same_band(bands[-1], word):
            bands[-1].append(word)
        else:
            bands.append([word])
    return [row_of(cut(sorted(band, key=lambda w: w.box.x0))) for band in bands]


def _same_band(band: Sequence[RawWord], word: RawWord) -> bool:
    middle = (word.box.top + word.box.bottom) / 2
    tallest = max(band[-8:], key=lambda w: w.box.bottom - w.box.top)
    height = min(tallest.box.bottom - tallest.box.top, word.box.bottom - word.box.top)
    overlap = min(tallest.box.bottom, word.box.bottom) - max(tallest.box.top, word.box.top)
    return tallest.box.top <= middle <= tallest.box.bottom and overlap > 0.5 * height


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
    usual = median(gaps) if len(gaps) > 2 else 0.0
    wide = max(WIDE * height, 3 * usual if usual < WIDE * height else 0.0)
    if is_even(gaps):
        return [segment_of(band)]
    starts = [0, *(i + 1 for i, gap in enumerate(gaps) if gap > wide), len(band)]
    return [segment_of(band[a:b]) for a, b in pairwise(starts)]


def _gaps(words: Sequence[RawWord]) -> list[float]:
    return [b.box.x0 - a.box.x1 for a, b in pairwise(words)]


def is_even(gaps: Sequence[float]) -> bool:
    return len(gaps) > 1 and max(gaps) < EVEN * min(gaps)


def cut_at(row: Row, gutters: Sequence[tuple[float, float]]) -> Row:
    """The row cut also at gaps that are only rather wide, where they lie in a gutter of the rows around."""
    segments: list[Segment] = []
    for segment in row.segments:
        start, even = 0, is_even(_gaps(segment.words))
        for i, (a, b) in enumerate(pairwise(segment.words), 1):
            wide = not even and b.box.x0 - a.box.x1 > RATHER_WIDE * row.height
            if wide and any(a.box.x1 <= right and b.box.x0 >= left for left, right in gutters):
                segments.append(segment_of(segment.words[start:i]))
                start = i
        segments.append(segment_of(segment.words[start:]))
    return row_of(segments)


def line_from(segments: Sequence[Segment], page: int) -> DraftLine:
    """One printed line: a tab between segments, a space between words."""
    tokens: list[Token] = []
    for segment in segments:
        before: RawWord | None = None
        for word in segment.words:
            gap = "\t" if before is None else " " if _apart(before, word) else ""
            tokens.append(Token(word.text, page, word.box, word.confidence, gap))
            before = word
    return DraftLine(tuple(tokens))


def _apart(a: RawWord, b: RawWord) -> bool:
    return b.box.x0 - a.box.x1 > GLUED * (b.box.bottom - b.box.top) or min(a.confidence, b.confidence) < 1


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
