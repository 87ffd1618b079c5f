"""Words of a letterhead with what stands around them: quotes, brackets, beginnings of lines and blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.language import Language
from extractors.vocabulary import words

_WORD = re.compile(r"[^\W_]+(?:[-–][^\W\d_]+)*")
_RUSSIAN = re.compile(r"[а-яё\-–\d]+", re.IGNORECASE)
_FOREIGN = re.compile("|".join(words("foreign_words")), re.IGNORECASE)
_PLACE_ADJECTIVE = re.compile(r"[а-яё-]+(?:ск|ецк|н)(?:ий|ый|ой|ая|ое|ого|ую|ие|их)", re.IGNORECASE)


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


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The words of a line. Quotes and brackets are followed from the beginning of the text's paragraph."""
    for index, match in enumerate(_WORD.finditer(text, start, end)):
        before = text[_paragraph(text, start) : match.start()]
        yield Token(
            match[0],
            match.start(),
            match.end(),
            quoted=_is_open(before),
            bracketed=before.count("(") > before.count(")"),
            opens_line=index == 0,
            opens_block=index == 0 and (start == 0 or text[:start].endswith("\n\n")),
        )


def _paragraph(text: str, position: int) -> int:
    return text.rfind("\n\n", 0, position) + 1


def _is_open(before: str) -> bool:
    """Whether a quotation begun in `before` is still open; straight quotes open and close in turn."""
    opened = sum(before.count(q) for q in "«“„") - sum(before.count(q) for q in "»”")
    return opened > 0 or before.count('"') % 2 == 1


def nominative_of(word: str, nouns: frozenset[str], language: Language) -> str | None:
    """The dictionary form of `word` where it is one of `nouns` in the nominative singular."""
    for parse in language.parses(word.lower()):
        if parse.normal_form in nouns and {"nomn", "sing"} in parse.tag and parse.tag.POS in ("NOUN", "ADJF"):
            return str(parse.normal_form)
    return None


def _is_abbreviation(word: str) -> bool:
    """«ФГБОУ», «АлтГУ»."""
    return word in words("capitals") or bool(re.search(r"[а-яё][А-ЯЁ]", word))


def is_foreign(line: str, language: Language) -> bool:
    """Whether a line is in another language of a republic: strange letters, or words that Russian does not know."""
    long = [w for w in _WORD.findall(line) if len(w) > 4 and not w.isascii() and not _is_abbreviation(w)]
    if not long:
        return False
    strange = [w for w in long if not _RUSSIAN.fullmatch(w) or _FOREIGN.fullmatch(w)]
    known = [w for w in long if language.morph.word_is_known(w.lower()) or _PLACE_ADJECTIVE.fullmatch(w)]
    return len(known) <= len(long) / 2 and bool(strange or len(long) - len(known) > 1)
