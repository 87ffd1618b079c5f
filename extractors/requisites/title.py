"""Requisite 17: the heading of the text («О…», «Об…»)."""

import re

from extractors.lines import close_up, fold, sentence_span, unquoted
from extractors.segment import cues
from schemas.document import Kind
from schemas.facts import Found, found
from schemas.letter import Letter

_CORNER = re.compile(r"\s*[Г┌⌐\[|]\s+(?=[«\"]?Об?\s)")
"""The corner that marks the place of the heading on a letterhead, as it is typed or recognised."""
_BEHIND = re.compile(r"\d[^\n«\"]*?[\s.,](?P<title>[«\"]?Об?о?\s[^\n]*)$", re.MULTILINE)


def find_title(letter: Letter, kind: Kind) -> Found[str] | None:
    """The heading in one line, without the quotes around it; a plan is headed by its kind («ПЛАН мероприятий …»)."""
    sections = letter.of("title")
    if not sections and kind != "plan":
        return _behind_number(letter)
    if kind == "plan" and letter.of("kind"):
        sections = (letter.of("kind")[0], *sections)
    if not sections:
        return None
    if kind != "plan" and cues.starts_title(letter.text[sections[-1].start : sections[-1].end]):
        sections = sections[-1:]  # below the name of the meeting, the session or the body its subject
    start, end = sections[0].start, sections[-1].end
    corner = _CORNER.match(letter.text, start, sections[0].end)
    start, end = unquoted(letter.text, *sentence_span(letter.text, corner.end() if corner else start, end))
    title = fold(close_up(letter.text[start:end]))
    named = kind == "plan" or cues.starts_title(title[:1].upper() + title[1:])
    return found(title, start, end, "title.words") if named else None


def _behind_number(letter: Letter) -> Found[str] | None:
    """«Письмо Минсельхоза РФ от 05.11.2014 № 21-07/3350 «О сведениях»»: in the line of kind and number."""
    for section in letter.of("kind"):
        if match := _BEHIND.search(letter.text, section.start, section.end):
            start, end = unquoted(letter.text, *match.span("title"))
            return found(fold(letter.text[start:end]), start, end, "title.words")
    return None


def heading_text(letter: Letter) -> str | None:
    """Kind and title as one text."""
    return fold(" ".join(letter.text[s.start : s.end] for s in letter.of("kind", "title"))) or None
