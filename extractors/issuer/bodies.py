"""The names on a letterhead: which lines belong to one body, which body is above which, what is its short name.

A new body begins at a noun for a body in the nominative («УПРАВЛЕНИЕ»), with the adjectives that agree before it;
what follows in other cases belongs to it («АДМИНИСТРАЦИИ ГОРОДА …»). After a legal form («учреждение») a kind of
school in the nominative is an apposition. Lines in another language of a republic are left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.gazetteer import name_patterns
from extractors.issuer.tokens import Token, nominative_of, tokens
from extractors.language import Language
from extractors.lines import fold, trim
from extractors.vocabulary import words

_POSTS = frozenset(("заместитель", "директор", "начальник", "руководитель", "ректор", "секретарь", "заведующий"))
_NOUNS = _POSTS | frozenset(words("body_heads"))
_LEGAL_FORMS = frozenset(("учреждение", "организация", "предприятие", "общество", "товарищество"))
# parts of an institution, printed under its name
_DEPARTMENTS = frozenset(
    (
        "управление",
        "отдел",
        "отделение",
        "кафедра",
        "факультет",
        "департамент",
        "служба",
        "сектор",
        "дирекция",
        "бюро",
        "филиал",
    )
)
# МБОУ, ГАУ, КГБУ, МУП; «ООО», «АНО»
#: «МУНИЦИПАЛЬНОЕ ОБРАЗОВАНИЕ «…»» stands over its bodies and issues nothing by itself.
MUNICIPALITY = "образование"
_SHORT_FORM = re.compile(r"(?:[А-Я]{0,4}(?:ОУ|АУ|БУ|КУ|УП|БУЗ)|АНО|АНОО|ООО|П?АО|НКО|ОАО|ЗАО)")
_SHORT_AUTHORITY = re.compile(r"[УО]?(?:МВД|МЧС|ФСИН|ФНС|ФСБ|ФССП)")
#: «МИНОБРНАУКИ РОССИИ» over the name of a university
_SHORT_MINISTRY = re.compile(r"Мин(?!истер)[а-яё]+|[А-ЯЁ]{3,4}", re.IGNORECASE)
_SHORT_NAME = re.compile(r"\s*[«\"]?(?:[А-ЯЁA-Z]|(?:мин|деп|упр|ком|гор|обл)[а-яё])(?!.*(?i:созыв))")
_HEREAFTER = re.compile(r"\s*(?:далее|сокращ[её]нно)\s*[-–—:]?\s*", re.IGNORECASE)
_JOINING = frozenset(("и", "в", "на"))


@dataclass(frozen=True, slots=True)
class Body:
    """A name, `start` to `end`; `short` is the span of the short name in brackets after it.

    `pieces` are the parts of its lines that belong to it: lines in another language may stand between them.
    """

    start: int
    end: int
    noun: str
    pieces: tuple[tuple[int, int], ...]
    short: tuple[int, int] | None = None

    def printed(self, text: str) -> str:
        return "\n".join(text[start:end] for start, end in self.pieces)


def bodies(text: str, lines: Sequence[tuple[int, int]], language: Language) -> tuple[Body, ...]:
    """The bodies that these lines of the letterhead name, from the top down, without posts («ЗАМЕСТИТЕЛЬ МИНИСТРА»)."""
    stream = list(tokens(text, lines))
    heads = list(_heads(stream, language))
    ends = [*(first for first, _ in heads[1:]), len(stream)]
    named = (_body(text, stream[first:last], noun, lines) for (first, noun), last in zip(heads, ends, strict=False))
    return tuple(body for body in named if body and body.noun not in _POSTS)


def begins_body(text: str, line: tuple[int, int], language: Language) -> bool:
    """Whether a line begins with the name of a body."""
    stream = list(tokens(text, (line,)))
    return any(first == 0 and noun not in _POSTS for first, noun in _heads(stream, language))


def _heads(stream: Sequence[Token], language: Language) -> Iterator[tuple[int, str]]:
    """Indexes of the tokens that begin a body or a post, with its noun as dictionary form."""
    inside: str | None = None
    for index, token in enumerate(stream):
        noun = _noun(stream, index, language)
        if noun is None:
            continue
        first = _with_adjectives(stream, index, language)
        if inside in _LEGAL_FORMS and not (token.opens_block or (noun in _DEPARTMENTS and _below_name(stream, first))):
            continue
        joined = first > 0 and stream[first - 1].text.lower() in _JOINING
        if not joined and (noun not in _POSTS or stream[first].opens_line):
            inside = noun
            yield first, noun


def _below_name(stream: Sequence[Token], first: int) -> bool:
    """«ФГБОУ ВО «Университет» / Учебное управление»: a new line after a name that its quotes close."""
    return first > 0 and stream[first].opens_line and stream[first - 1].quoted


def _noun(stream: Sequence[Token], index: int, language: Language) -> str | None:
    token = stream[index]
    if token.quoted or token.bracketed:
        return None
    if not index and _is_ministry(stream):
        return "ведомство"
    if token.opens_line and _SHORT_FORM.fullmatch(token.text):
        return "учреждение"
    if token.text.lower() == MUNICIPALITY and index and stream[index - 1].text.lower() == "муниципальное":
        return MUNICIPALITY
    if token.opens_line and _SHORT_AUTHORITY.fullmatch(_without_main(stream, index)):
        return "управление"
    return nominative_of(token.text, _NOUNS, language)


def _is_ministry(stream: Sequence[Token]) -> bool:
    """«МИНПРОСВЕЩЕНИЯ РОССИИ» in the first line."""
    land = stream[1].text.lower() if len(stream) > 1 else ""
    return land == "россии" and bool(_SHORT_MINISTRY.fullmatch(stream[0].text))


def _without_main(stream: Sequence[Token], index: int) -> str:
    """The word itself; of «ГУ МВД» the second."""
    main = stream[index].text == "ГУ" and index + 1 < len(stream)
    return stream[index + main].text


def _with_adjectives(stream: Sequence[Token], index: int, language: Language) -> int:
    """The first of the adjectives in the nominative that stand before a noun and agree with it."""
    genders = {p.tag.gender for p in language.parses(stream[index].text.lower()) if {"NOUN", "sing", "nomn"} in p.tag}
    while index and not stream[index - 1].quoted and _agrees(stream[index - 1].text, genders, language):
        index -= 1
    return index


def _agrees(word: str, genders: set[str | None], language: Language) -> bool:
    """Whether the word is an adjective in the nominative singular of one of the genders."""
    return any(
        p.tag.POS in ("ADJF", "PRTF") and p.tag.case == "nomn" and p.tag.number == "sing" and p.tag.gender in genders
        for p in language.parses(word.lower())
    )


def _body(text: str, stream: Sequence[Token], noun: str, lines: Sequence[tuple[int, int]]) -> Body | None:
    """The name without brackets at its end, and what they hold as its short name."""
    end = max(t.end for t in stream)
    short = None
    bracket = re.search(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)[\s.,]*$", text[stream[0].start : _closing(text, end)])
    if bracket and not _is_region(bracket[1]):
        offset = stream[0].start
        hereafter = _HEREAFTER.match(bracket[1])
        inner = (offset + bracket.start(1) + (hereafter.end() if hereafter else 0), offset + bracket.end(1))
        short = trim(text, *inner) if _SHORT_NAME.match(text, *inner) else None
        end = offset + bracket.start()
    start, end = trim(text, stream[0].start, _closing(text, end), ",;:-–—")
    pieces = tuple((max(first, start), min(last, end)) for first, last in lines if first < end and last > start)
    return Body(start, end, noun, pieces, short) if end > start else None


def _closing(text: str, end: int) -> int:
    """The end with the quotes and brackets that close right after it."""
    while end < len(text) and text[end] in '»"”)“':
        end += 1
    return end


def _is_region(printed: str) -> bool:
    """«(Якутия)» is a part of the name."""
    return any(pattern.fullmatch(fold(printed)) for _, _, pattern in name_patterns())
