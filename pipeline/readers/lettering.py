"""Recognised words on the lines that they were printed on.

Recognition gives the box of a word's ink: «он» is half as high as «Рф». A text layer gives every word the box of its
font. So that rows, gaps and blocks mean the same for both, the words of a line get the box of its font, found from what
their letters must be high.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from statistics import median

from pipeline.readers.raw import RawWord
from schemas.layout import Box

TALL = frozenset('бёйфd1234567890№«»"()[]/tbdfhijkl@!?&%|')
"""Letters and signs as high as capitals, or higher."""
DEEP = frozenset("друфцщ,;gjpqy()[]/@ДЦЩ")
"""Letters and signs that reach below the line."""
HOLLOW = frozenset("-–—_.,:;•·*°'`\"«»=~…")
"""Signs that do not tell how high the line is."""
CAPITAL, MARK, SMALL, DEPTH = 0.67, 0.18, 0.46, 0.21
"""Of the fonts of offices, in ems: heights of capitals, of the mark over «Й» and of small letters, reach below."""
ASCENT, DESCENT = 0.78, 0.22
"""How far a font's box reaches over and under the line, in ems, as text layers have it."""
NEXT = 1.5
"""In ems: words of one line that are nearer than this share its box."""
OFF = 0.22
"""In ems: the lines of words of one line differ by less."""
LOOSE = 2
"""Recognition gives boxes twice as high as the line to words of so few letters."""


@dataclass(slots=True)
class _Run:
    """Words side by side on one line."""

    words: list[RawWord] = field(default_factory=list)

    @property
    def em(self) -> float:
        return median(em_of(word.text, word.box) for word in self._telling)

    @property
    def base(self) -> float:
        """Where the last words of the run stand: scans are never quite level."""
        return median(base_of(word.text, word.box) for word in self._telling[-3:])

    @property
    def _telling(self) -> list[RawWord]:
        return [word for word in self.words if tells(word.text)] or self.words


def on_lines(words: Sequence[RawWord]) -> tuple[RawWord, ...]:
    """Recognised words, in their order, with the boxes of their fonts; words of a text layer as they are."""
    if all(word.confidence == 1 for word in words):
        return tuple(words)
    runs: list[_Run] = []
    for word in sorted(words, key=lambda word: (not tells(word.text), word.box.x0)):
        near = [(distance, at) for at, run in enumerate(runs) if (distance := _distance(run, word)) is not None]
        if near:
            runs[min(near)[1]].words.append(word)
        else:
            runs.append(_Run([word]))
    boxed = {id(word): new for run in runs for word, new in zip(run.words, _boxed(run), strict=True)}
    return tuple(boxed[id(word)] for word in words)


def _distance(run: _Run, word: RawWord) -> float | None:
    """How far a word stands from a run on its line; None where it stands on another, or too far off."""
    em = run.em
    gap = min(max(word.box.x0 - other.box.x1, other.box.x0 - word.box.x1) for other in run.words)
    if gap > NEXT * em:
        return None
    middle = (word.box.top + word.box.bottom) / 2
    off = not run.base - CAPITAL * em < middle < run.base + DEPTH * em
    if tells(word.text) and not (len(word.text) <= LOOSE and em_of(word.text, word.box) > em):
        off = abs(base_of(word.text, word.box) - run.base) > OFF * em or not 0.7 < em_of(word.text, word.box) / em < 1.4
    return None if off else gap


def _boxed(run: _Run) -> Iterable[RawWord]:
    told = [word for word in run.words if tells(word.text)]
    if not told:
        return run.words
    em = run.em
    base = median(base_of(word.text, word.box) for word in told)
    top, bottom = round(base - ASCENT * em, 2), round(base + DESCENT * em, 2)
    return [replace(word, box=word.box.model_copy(update={"top": top, "bottom": bottom})) for word in run.words]


@lru_cache(maxsize=10_000)
def tells(text: str) -> bool:
    """Whether a word's ink tells how high its line is."""
    return any(letter not in HOLLOW for letter in text)


@lru_cache(maxsize=10_000)
def _reach(text: str) -> tuple[float, float]:
    """How far a word's ink reaches over and under its line, in ems."""
    capital = any(letter.isupper() or letter in TALL for letter in text)
    over = CAPITAL + MARK if any(letter in "ЙЁ" for letter in text) else CAPITAL if capital else SMALL
    return over, DEPTH if any(letter in DEEP for letter in text) else 0.0


def em_of(text: str, box: Box) -> float:
    """The size of a word's font, told from its ink, in the unit of the box."""
    return max((box.bottom - box.top) / sum(_reach(text)), 1.0)


def base_of(text: str, box: Box) -> float:
    """Where the line is that a word's letters stand on."""
    return box.bottom - _reach(text)[1] * em_of(text, box)
