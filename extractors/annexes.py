"""Annexes: what they are called."""

import re

from extractors.lines import close_up, fold
from extractors.segment import cues
from schemas.facts import Found, found
from schemas.layout import Block
from schemas.letter import Letter, Section

_STAMP_LINE = re.compile(
    rf"^(?:приложени[ея]\b|к\s+(?:приказ|распоряжени|постановлени|решени|письм|протокол|положени|порядк|указани)|утвержд|согласован|от\s*[«\"]?\s*[_\d]|{cues.NUMBER_SIGN}\s*[\w_]|"
    r"приказом\b|постановлением\b|распоряжением\b|решением\b|протоколом\b)",
    re.IGNORECASE,
)
_STAMP_GOES_ON = re.compile(r"^(?:[а-яё]|[А-ЯЁ][а-яё]+(?:ого|ой|ей|ия|ии|их|ых)\b|от\s)")


def annex_title(letter: Letter, annex: Section) -> Found[str] | None:
    """The heading of an annex in one line, without its stamp («Приложение № 1 к приказу … от … № …»), day and place."""
    lines = [line for block in annex.heading for line in _title_lines(letter, block)]
    if not lines:
        return None
    start, end = lines[0][0], lines[-1][1]
    return found(fold(close_up(letter.text[start:end])), start, end, "annex.heading")


def _title_lines(letter: Letter, block: Block) -> list[tuple[int, int]]:
    """The lines of a heading block that are none of stamp, day, place, page number."""
    kept: list[tuple[int, int]] = []
    in_stamp = False
    for line in block.lines:
        text = close_up(letter.text[line.start : line.end].strip())
        if "\t" in text and kept:
            break
        if _STAMP_LINE.match(text):
            in_stamp = True
        elif not (in_stamp and _STAMP_GOES_ON.match(text)) and text and not cues.is_stamp(text) and not cues.is_place(text) and not text.isdigit():
            in_stamp = False
            if not cues.is_name(text) and not text.startswith("_"):
                kept.append((line.start, line.end))
    return kept
