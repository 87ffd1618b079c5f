"""Short names that a document gives: «(далее – комитет)», «ГАУ ДПО «Институт развития образования» (ГАУ ДПО «ИРО»)»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: «далее –», «далее», «далее по тексту -», «далее именуемое», «в дальнейшем –», «сокращенно –»
_INTRODUCTION = r"(?:далее(?:\s+по\s+тексту)?|в\s+дальнейшем|сокращ[её]нно)(?:\s+именуем\w+)?(?:\s+также)?"
_DASH = r"\s*[:–—-]?\s*"
_NAME = r"(?P<name>(?:[^()«»]|«(?:[^«»]|«[^«»]*»)*»)+?)"
_LATER = re.compile(rf"(?P<bracket>\(\s*{_INTRODUCTION}{_DASH}{_NAME}\s*\))", re.IGNORECASE)
#: A bracket right after a quoted name that starts with an abbreviation.
_BESIDE = re.compile(r"(?<=[»\"”])\s*(?P<bracket>\(\s*(?P<name>(?:[А-ЯЁ]{2,}[\w-]*\s*)+(?:«[^«»]+»)?)\s*\))")
_CLAUSE_START = re.compile(r"[.;:\n]\s|[,]\s")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Alias:
    """`short` stands for `full` from here on. `start` and `end` are the bracket's.

    `full` is what precedes the bracket in its clause: it may begin too early, never too late.
    """

    short: str
    full: str
    start: int
    end: int


def find_aliases(text: str) -> tuple[Alias, ...]:
    """Every short name that the text introduces, in order.

    >>> [a.short for a in find_aliases("Комитет общего образования (далее – комитет) направляет письмо")]
    ['комитет']
    """
    return tuple(sorted(_aliases(text), key=lambda a: a.start))


def is_alias(bracket: str) -> bool:
    """True for a bracket that does nothing but introduce a short name."""
    return bool(_LATER.fullmatch(bracket.strip()))


def _aliases(text: str) -> Iterator[Alias]:
    for pattern in (_LATER, _BESIDE):
        for m in pattern.finditer(text):
            full = _clause_before(text, m.start())
            if full:
                yield Alias(" ".join(m["name"].split()), full, *m.span("bracket"))


def _clause_before(text: str, end: int) -> str:
    """What stands before a bracket, from the last mark outside its quotes on."""
    window = text[max(0, end - _LONGEST) : end]
    masked = re.sub(r"«[^»]*»", lambda m: "x" * len(m[0]), window)
    marks = [m.end() for m in _CLAUSE_START.finditer(masked)]
    return " ".join(window[marks[-1] if marks else 0 :].split())
