"""Annexes: what they are called."""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from extractors.lines import close_up, fold, in_capitals
from extractors.segment import cues
from extractors.vocabulary import any_of
from schemas.facts import Found, found
from schemas.layout import Block
from schemas.letter import Letter, Section

_STAMP_LINE = re.compile(rf"^{any_of('annex_stamps')}", re.IGNORECASE)
_DATED = re.compile(rf"(?:^|\s)(?:от|{cues.NUMBER_SIGN})\s*[«\"]?\s*[_\d]")
_NO_TITLE: tuple[Callable[[str], bool], ...] = (cues.is_stamp, cues.is_place, cues.is_name, str.isdigit)
_MEMBER = re.compile(r"\s[-–—]\s+[а-яё]")
"""«Белая Ольга Олеговна – заместитель председателя»."""
_STAMP_GOES_ON = re.compile(r"^(?:[а-яё]|[А-ЯЁ][а-яё]+(?:ого|ства|ой|ей|ия|ии|их|ых)\b)")


def annex_title(letter: Letter, annex: Section) -> Found[str] | None:
    """The heading of an annex in one line, without its stamp («Приложение № 1 к приказу … от … № …»), day and place."""
    lines = [line for block in annex.heading for line in _title_lines(letter, block)]
    lines = lines or _opening_lines(letter, annex)
    if not lines:
        return None
    start, end = lines[0][0], lines[-1][1]
    return found(fold(close_up(letter.text[start:end])), start, end, "annex.heading")


def _is_listed(line: str) -> bool:
    return cues.starts_item(line) or cues.starts_with_name(line) or bool(_MEMBER.search(line))


def _opening_lines(letter: Letter, annex: Section) -> list[tuple[int, int]]:
    """«СОСТАВ / рабочей группы / Зорин И.И. – председатель»: the heading that a list follows in its own block."""
    headed = {block.start for block in annex.heading}
    block = next((item for item in annex.items if isinstance(item, Block) and item.start not in headed), None)
    lines = [(line, letter.text[line.start : line.end].strip()) for line in block.lines] if block else []
    if not lines or not in_capitals(lines[0][1]):
        return []
    title = takewhile(lambda each: not _is_listed(each[1]), lines)
    return [(line.start, line.end) for line, _ in title]


def _title_lines(letter: Letter, block: Block) -> list[tuple[int, int]]:
    """The lines of a heading block that are none of stamp, day, place, page number."""
    texts = [close_up(letter.text[line.start : line.end].strip()) for line in block.lines]
    kept: list[tuple[int, int]] = []
    for line, text in list(zip(block.lines, texts, strict=True))[_stamp_length(texts) :]:
        if kept and ("\t" in text or _is_listed(text)):
            break
        if text and not text.startswith("_") and not any(cue(text) for cue in _NO_TITLE):
            kept.append((line.start, line.end))
    return kept


def _stamp_length(texts: Sequence[str]) -> int:
    """How many lines from the top are a stamp («Утвержден / постановлением / Правительства … / от … № …»)."""
    if not texts or not _STAMP_LINE.match(texts[0]):
        return 0
    length = max((i for i, text in enumerate(texts) if _DATED.search(text)), default=0) + 1
    if length > 1:
        return length
    while length < len(texts) and (_STAMP_LINE.match(texts[length]) or _STAMP_GOES_ON.match(texts[length])):
        length += 1
    return length
