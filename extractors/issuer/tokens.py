"""Words of a letterhead with what stands around them: quotes, brackets, beginnings of lines and blocks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.language import Language
from extractors.legal_forms import is_legal_form
from extractors.vocabulary import words

_WORD = re.compile(r"[^\W_]+(?:[-–][^\W\d_]+)*")
_RUSSIAN = re.compile(r"[а-яё\-–\d]+", re.IGNORECASE)
_FOREIGN = re.compile("|".join(words("foreign_words")), re.IGNORECASE)
_RUSSIAN_ENDING = re.compile(r"(?:[ое]го|[иыо]й|[иы]х|ия|ости|ами|ление)\b", re.IGNORECASE)
_PLACE_ADJECTIVE = re.compile(r"[а-яё-]+(?:[сц]к|н)(?:[иыо]й|ая|ое|ого|ую|[иы]е|их)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word; whether it stands in quotes or brackets, first in its line, first after an empty line."""

    text: str
    start: int
    end: int
    quoted: bool
    bracketed: bool
    opens_line: bool
    opens_block: bool


def tokens(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[Token]:
    """The words of the lines, which need not be neighbours; a quotation may go on from one to the next."""
    quoted = tuple(_enclosed(text, lines, "«“„", "»”"))
    bracketed = tuple(_enclosed(text, lines, "(", ")"))
    for start, end in lines:
        for index, match in enumerate(_WORD.finditer(text, start, end)):
            yield Token(
                match[0],
                *match.span(),
                quoted=_within(match.start(), quoted) or text.count('"', start, match.start()) % 2 == 1,
                bracketed=_within(match.start(), bracketed),
                opens_line=index == 0,
                opens_block=index == 0 and (start == 0 or text[:start].endswith("\n\n")),
            )


def _within(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _enclosed(text: str, lines: Sequence[tuple[int, int]], opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """What stands between opening and closing marks; what is never closed goes to the end of its line."""
    opened: list[tuple[int, int]] = []
    for start, end in lines:
        for position in range(start, end):
            if text[position] in opening:
                opened.append((position, end))
            elif text[position] in closing and opened:
                yield opened.pop()[0], position
    yield from opened


def nominative_of(word: str, nouns: frozenset[str], language: Language) -> str | None:
    """The dictionary form of `word` where it is one of `nouns` in the nominative singular."""
    for parse in language.parses(word.lower()):
        if parse.normal_form in nouns and {"nomn", "sing"} in parse.tag and parse.tag.POS in ("NOUN", "ADJF"):
            return str(parse.normal_form)
    return None


def _is_abbreviation(word: str) -> bool:
    """«ФГБОУ», «АлтГУ», «пр-кт»."""
    return is_legal_form(word) or bool(re.search(r"[а-яё][А-ЯЁ]|^\w{1,3}-\w{1,3}$", word))


def is_foreign(line: str, language: Language) -> bool:
    """Whether a line is in another language of a republic: strange letters, or words that Russian does not know."""
    long = [w for w in _WORD.findall(line) if len(w) > 4 and not w.isascii() and not _is_abbreviation(w)]
    if not long:
        return False
    strange = [w for w in long if not _RUSSIAN.fullmatch(w) or _FOREIGN.fullmatch(w)]
    known = [w for w in long if language.knows(w.lower()) or _PLACE_ADJECTIVE.fullmatch(w)]
    return len(known) <= len(long) / 2 and bool(strange or len(long) - len(known) > 1)


def is_foreign_block(lines: Sequence[str], language: Language) -> bool:
    """Whether a line is in another language and no line is sure to be Russian: loan words stand in its lines too."""
    own = [line for line in lines if not line.startswith("(")]  # «(Алтай Республиканыҥ спорт комитеди)» translates
    return any(is_foreign(line, language) for line in own) and not any(map(_is_russian, own))


def _is_russian(line: str) -> bool:
    return bool(_RUSSIAN_ENDING.search(line))
