"""Automatic list numbers of a DOCX: Word counts them when it shows the text, so they are not in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
"""The letters that Word numbers with: no ё, й, ъ, ы, ь."""
LATIN = "abcdefghijklmnopqrstuvwxyz"
ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _letters(alphabet: str) -> Callable[[int], str]:
    return lambda n: alphabet[(n - 1) % len(alphabet)] * ((n - 1) // len(alphabet) + 1)


def roman(n: int) -> str:
    """
    >>> roman(14)
    'XIV'
    """
    done = ""
    for value, letters in ROMAN:
        while n >= value:
            done, n = done + letters, n - value
    return done


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "russianLower": _letters(RUSSIAN),
    "russianUpper": lambda n: _letters(RUSSIAN)(n).upper(),
    "lowerLetter": _letters(LATIN),
    "upperLetter": lambda n: _letters(LATIN)(n).upper(),
    "lowerRoman": lambda n: roman(n).lower(),
    "upperRoman": roman,
    "none": lambda n: "",
}


def qn(tag: str) -> str:
    """The name of a WordprocessingML element or attribute as lxml has it.

    >>> qn("w:p")[-2:]
    '}p'
    """
    return tag.replace("w:", "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}")


@dataclass(frozen=True, slots=True)
class Level:
    start: int
    format: str
    text: str
    legal: bool
    """Whether all numbers are shown in figures, whatever the levels above say."""


@dataclass(slots=True)
class Numbering:
    """Counts the paragraphs of a document in order. `nums`: the abstract list of each list, and its own starts."""

    levels: dict[str, dict[int, Level]]
    nums: dict[str, tuple[str, dict[int, int]]]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    seen: set[tuple[str, int]] = field(default_factory=set)

    def label(self, num: str, level: int) -> str:
        """The number printed before the next paragraph of list `num` at `level` (from 0); a bullet is «-»."""
        abstract, starts = self.nums.get(num, ("", {}))
        shape = self.levels.get(abstract, {}).get(level)
        if shape is None:
            return ""
        count = self._counted(abstract, num, level, starts)
        if shape.format == "bullet":
            return "-"
        return re.sub(r"%(\d)", lambda m: self._shown(abstract, int(m[1]) - 1, count, shape.legal), shape.text).strip()

    def _counted(self, abstract: str, num: str, level: int, starts: dict[int, int]) -> dict[int, int]:
        count = self.counts.setdefault(abstract, {})
        if level in starts and (num, level) not in self.seen:
            count[level] = starts[level] - 1
        self.seen.add((num, level))
        for upper in range(level):
            count.setdefault(upper, self._start(abstract, upper))
        count[level] = count.get(level, self._start(abstract, level) - 1) + 1
        for lower in [deeper for deeper in count if deeper > level]:
            del count[lower]
        return count

    def _start(self, abstract: str, level: int) -> int:
        shape = self.levels[abstract].get(level)
        return shape.start if shape else 1

    def _shown(self, abstract: str, level: int, count: dict[int, int], legal: bool) -> str:
        shape = self.levels[abstract].get(level)
        shown = FORMATS.get(shape.format if shape and not legal else "decimal", str)
        return shown(count.get(level, 1))


def numbering_of(document: Any) -> Numbering:
    """The lists of a python-docx document; empty when it has none."""
    rels = [rel for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")]
    root = rels[0].target_part.element if rels else None
    if root is None:
        return Numbering({}, {})
    levels = {a.get(qn("w:abstractNumId")): _levels(a) for a in root.iter(qn("w:abstractNum"))}
    return Numbering(levels, {num.get(qn("w:numId")): _num(num) for num in root.iter(qn("w:num"))})


def _levels(abstract: Any) -> dict[int, Level]:
    return {int(level.get(qn("w:ilvl"))): _level(level) for level in abstract.iter(qn("w:lvl"))}


def _level(level: Any) -> Level:
    legal = level.find(qn("w:isLgl"))
    return Level(
        int(value(level, "w:start") or 1),
        value(level, "w:numFmt") or "decimal",
        value(level, "w:lvlText") or "",
        legal is not None,
    )


def _num(num: Any) -> tuple[str, dict[int, int]]:
    starts = {
        int(override.get(qn("w:ilvl"))): int(start)
        for override in num.iter(qn("w:lvlOverride"))
        if (start := value(override, "w:startOverride"))
    }
    return value(num, "w:abstractNumId") or "", starts


def value(parent: Any, tag: str) -> str | None:
    """The `w:val` of a child element."""
    child = parent.find(qn(tag)) if parent is not None else None
    return None if child is None else child.get(qn("w:val"))
