"""Paragraphs of the text and of annexes, with their item markers: «2.5.», «3)», «а)», «–»."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.lines import close_up
from schemas.layout import Block, Table

# --- markers -----------------------------------------------------------------------------------------------------
_DOTTED = r"(?P<dotted>\d{1,2}(?:\.\d{1,2}){0,4})(?:\s?\.(?!\d)|\s?\)|[:,](?=\s[А-ЯЁ])|(?<=\d\.\d)(?=\s)|(?<=\.\d\d)(?=\s))\s*(?=[^\d\s]|\d{2,}\b(?!\.\d))"
_LETTER = r"(?P<letter>[а-я])\s?\)\s*"
_DASH = r"(?P<dash>[-–—•▪●*·])(?:\s+(?=\S)|(?=[А-ЯЁа-яё]))"
_MARKER = re.compile(rf"\s*(?:[-–—•]\s+(?=\d+\.\d))?(?:{_DOTTED}|{_LETTER}|{_DASH})")
_DAY_NOT_ITEM = re.compile(r"\s*\d{1,2}\.\d{1,2}\.\d{2,4}")
_ENDS_SENTENCE = re.compile(r"[.:;!?»)]\s*$")
_LABEL_START = re.compile(
    r"^\s*\(?(?:срок|отв\.|отв\b|ответствен|исполнител|контроль\s*[:\-–—]|докладчик|слушали|выступил|решил|постановил|голосовал|за\s*[-–—:]\s*\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Marker:
    """What numbers a paragraph: `parts` of «2.5» are ("2", "5"); a letter has itself, a dash nothing."""

    kind: str
    parts: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Characters `start` to `end` after the marker, if there is one."""

    start: int
    end: int
    marker: Marker | None = None


def marker_at(text: str, start: int, end: int) -> Marker | None:
    """The item marker at `start`; a day («12.03.2024») is none."""
    if _DAY_NOT_ITEM.match(text, start, end):
        return None
    match = _MARKER.match(text, start, end)
    if match is None:
        return None
    if match["dotted"]:
        kind = "paren" if match[0].rstrip().endswith(")") else "dotted"
        return Marker(kind, tuple(match["dotted"].split(".")), match.start("dotted"), match.end())
    if match["letter"]:
        return Marker("letter", (match["letter"],), match.start("letter"), match.end())
    return Marker("dash", (), match.start("dash"), match.end())


def paragraphs(
    text: str, items: Iterable[Block | Table], masked: Sequence[tuple[int, int]] = ()
) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables in reading order. Lines are one paragraph until a marker, a label or an empty line parts them.

    A paragraph cut by the end of a page or a column goes on where the next begins in small letters without a marker.
    What lies inside `masked` spans (quoted wording) starts no paragraph.
    """
    open_one: Paragraph | None = None
    for item in items:
        if isinstance(item, Table):
            if open_one:
                yield open_one
            open_one = None
            yield item
            continue
        width = max(line.end - line.start for line in item.lines)
        for index, line in enumerate(item.lines):
            if open_one and _goes_on(text, open_one, line.start, line.end, index == 0, masked, width):
                open_one = Paragraph(open_one.start, line.end, open_one.marker)
                continue
            if open_one:
                yield open_one
            marker = marker_at(text, line.start, line.end)
            open_one = Paragraph(marker.end if marker else line.start, line.end, marker)
    if open_one:
        yield open_one


def _goes_on(
    text: str, before: Paragraph, start: int, end: int, new_block: bool, masked: Sequence[tuple[int, int]], width: int
) -> bool:
    """Whether the line from `start` belongs to the paragraph before it. `width` is that of the longest line of its block."""
    if any(a <= start < b for a, b in masked):
        return True
    line = close_up(text[start:end].strip())
    if not line:
        return True
    if _LABEL_START.match(line) or (marker_at(text, start, end) and not _mid_sentence(text, before, line)):
        return False
    if new_block:
        return (
            (line[:1].islower() or line[:1] in "(«")
            and not _ENDS_SENTENCE.search(text[before.start : before.end])
            and len(line) > 1
        )
    return not _ends_paragraph(text[before.start : before.end].rstrip().rpartition("\n")[2], line, width)


_ONE_LINE = 110
"""Longer lines are whole paragraphs: printed lines of a page are shorter."""


def _ends_paragraph(last: str, line: str, width: int) -> bool:
    """Whether a line ends its paragraph: it ends a sentence, and the first word of the next line would have found ample room in it."""
    bullets = last.endswith((";", ":")) and line[:1].islower()
    if not bullets and (not re.search(r"[.:;!?]$", last) or not (line[:1].isupper() or line[:1] in "«(")):
        return False
    return len(last) > _ONE_LINE or len(last) + 1 + len(line.split()[0]) <= 0.9 * width


def _mid_sentence(text: str, before: Paragraph, line: str) -> bool:
    """«… пункта / 2. …» or «… № / 5) …»: a wrapped line that only looks like an item."""
    tail = text[before.start : before.end].rstrip()
    return bool(
        re.search(
            r"(?:№|\bп\.|\bпп\.|\bпункт\w*|\bприложени\w*|\bчаст\w*|\bст\.|\b(?:на|до|от|с|по|и|в))$",
            tail,
            re.IGNORECASE,
        )
    )


# --- quoted wording ----------------------------------------------------------------------------------------------
_NEW_WORDING = re.compile(
    r"(?:редакции|содержания|словами|следующе\w+|абзац\w*|пункт\w*|строк\w*|дополнить)[^«\n]{0,40}:\s*(?=[«\"“])",
    re.IGNORECASE,
)
_OPEN, _CLOSE = "«“", "»”"


def quoted_wording(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans of new wording of an amended act («изложить в следующей редакции: «…»»): it orders nothing here."""
    spans: list[tuple[int, int]] = []
    for match in _NEW_WORDING.finditer(text, start, end):
        if not spans or match.end() >= spans[-1][1]:
            spans.append((match.end(), _closing(text, match.end(), end)))
    return tuple(spans)


def _closing(text: str, start: int, end: int) -> int:
    """The end of the quotation that opens at `start`. A text in quotes may lack inner closing marks: the last one before an item counts."""
    if text[start] == '"':
        close = text.find('"', start + 1, end)
        return close + 1 if close >= 0 else end
    depth = 0
    for position in range(start, end):
        depth += (text[position] in _OPEN) - (text[position] in _CLOSE)
        if depth <= 0:
            return position + 1
    last = max(text.rfind(mark, start, end) for mark in _CLOSE)
    return last + 1 if last > start else end
