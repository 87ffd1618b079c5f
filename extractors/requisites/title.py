"""Requisite 17: the heading of the text («О…», «Об…»)."""

import re

from extractors.lines import close_up, fold, trim
from extractors.segment import cues
from schemas.facts import Found, found
from schemas.letter import Letter

_QUOTES = {"«": "»", '"': '"', "“": "”"}
_TITLE_INSIDE = re.compile(r"(?:^|\n|[»\"]\s|\d\s)\s*(?=(?:Об?|ОБ?)\s+[а-яёА-ЯЁ«])")


def find_title(letter: Letter) -> Found[str] | None:
    """The heading in one line, without the quotes around it."""
    sections = letter.of("title")
    if not sections:
        return None
    start, end = sections[0].start, sections[-1].end if len(sections) > 1 and sections[-1].start - sections[0].end < 5 else sections[0].end
    match = _TITLE_INSIDE.search(letter.text, start, end)
    if not cues.starts_title(letter.text[start:end].strip()) and match:
        start = match.end()
    start, end = _unquoted(letter.text, *trim(letter.text, start, end))
    title = fold(close_up(letter.text[start:end]))
    return found(title, start, end, "title") if cues.starts_title(title) else None


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """Without quotes that open before the first word and close after the last."""
    close = _QUOTES.get(text[start : start + 1])
    if close and text[end - 1 : end] == close and text.find(close, start + 1, end - 1) < 0:
        return trim(text, start + 1, end - 1)
    return start, end
