"""The head of a noun phrase: the noun it begins with, with the adjectives and participles that agree.

A word has many parses; a head is a set of them that fit one case, number and gender.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pymorphy3.analyzer import Parse

from extractors.language import Language
from extractors.people.declension import LIKELY, Case, in_dictionary
from extractors.vocabulary import words

#: Words, quoted or bracketed passages (one piece, never inflected), marks.
_QUOTED = r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|\"[^\"]*\"|“[^”]*”|\([^()]*\)"
_PIECE = re.compile(rf"{_QUOTED}|[^\W\d_]+(?:[-.][^\W\d_]+)*\.?|\d[\w./-]*|[^\s\w]")
GENDERS = ("masc", "femn", "neut")
_WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*", re.IGNORECASE)
_TWO_CAPITALS = re.compile(r"[А-ЯЁA-Z][^А-ЯЁA-Z]*[А-ЯЁA-Z]")
_COMPOUND_NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)+")
#: «Рособрнадзор», «Минюст России», «Обрнадзору»: short names of authorities, which no dictionary has.
_AGENCY = re.compile(
    r"(?:Рос|Обл|Край|Гос|Рай|Обр|Потреб|Природ)[а-яё]*(?:надзор|стат|архив|патент|реестр|имуществ|гварди|молод[её]ж|инспекц|контрол)[а-яё]{0,3}"
    r"|(?:Мин|Деп|Ком|Управ)(?:обр|здрав|юст|фин|труд|соц|культ|спорт|сель|пром|строй|транс|природ|прос|циф|эконом|эконр|энерго|наук|инв|имущ|молод|жкх|связ)[а-яё]*"
    r"|Рос(?:рыболов|авто|лес|жел|авиа|кос|водр|нед|алкоголь|финм|сотруд|кадастр)[а-яё]*"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, mark or passage of a phrase."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a phrase: the pieces that agree in `case`, each with the parse that does, the noun last."""

    case: Case
    number: str
    gender: str | None
    parses: tuple[tuple[Piece, Parse], ...]

    @property
    def noun(self) -> Parse:
        return self.parses[-1][1]

    @property
    def end(self) -> int:
        return self.parses[-1][0].end


def find_head(phrase: str, language: Language, case: Case | None = None) -> Head | None:
    """The head that the phrase begins with, in `case` where its form allows, else in the likeliest case."""
    heads = (head_in(phrase, candidate, language) for candidate in sorted(LIKELY, key=lambda c: c != case))
    return next((head for head in heads if head), None)


def head_in(phrase: str, case: Case, language: Language) -> Head | None:
    """The head that the phrase begins with if it can stand in `case`."""
    return head_among(list(split(phrase)), case, language)


def split(phrase: str) -> Iterator[Piece]:
    """The words, marks and closed passages of a phrase."""
    return (Piece(m.start(), m.end(), m[0]) for m in _PIECE.finditer(phrase))


def head_among(pieces: list[Piece], case: Case, language: Language) -> Head | None:
    """The head in `case`, of the gender that leads to a noun, else what stands for a noun («заведующему»)."""
    heads = [h for gender in GENDERS if (h := _head_of(pieces, case, gender, language))]
    return min(heads, key=lambda h: ("NOUN" not in h.noun.tag, _is_fixed_plural(h)), default=None)


def _is_fixed_plural(head: Head) -> bool:
    """«бюро» is one bureau unless its adjective is in the plural: no form of it tells."""
    return head.number == "plur" and "Fixd" in head.noun.tag


def _head_of(pieces: list[Piece], case: Case, gender: str, language: Language) -> Head | None:
    """Adjectives, then a noun, all in `case` and (in the singular) of `gender`; a participle alone may stand for it."""
    agreeing: list[tuple[Piece, Parse]] = []
    abbreviation = False
    for piece in pieces:
        abbreviation = is_abbreviation(piece.text)
        options = [p for p in in_case(piece.text, case, language) if _is_of(p, gender) and _agrees(p, agreeing)]
        modifier = next((p for p in options if p.tag.POS in ("ADJF", "PRTF", "NUMR")), None)
        noun = next((p for p in options if "NOUN" in p.tag and not _is_nominalised(p, modifier)), None)
        if noun and not (modifier and _modifies_next(piece, pieces, modifier, case, language)):
            return _as_head(case, [*agreeing, (piece, noun)])
        if modifier:
            agreeing.append((piece, modifier))
            if modifier.normal_form in _GOVERNING and _is_governed(piece, pieces, language):
                break
        elif piece.text.lower() not in _PASSED and not (agreeing and _may_stand_between(piece, language)):
            break
    whole = agreeing and (abbreviation or _stands_for_noun(agreeing[-1][1]))  # «всем ОО»
    return _as_head(case, agreeing) if whole else None


def _is_governed(piece: Piece, pieces: list[Piece], language: Language) -> bool:
    """«Заведующий залом», «управляющий делами»: the instrumental behind hangs on the post, whatever else it may be."""
    after = pieces[pieces.index(piece) + 1 :]
    return bool(after) and bool(in_case(after[0].text, "ablt", language))


def _is_nominalised(noun: Parse, modifier: Parse | None) -> bool:
    """«городской» is a noun too, but heads a phrase as little as any other adjective."""
    same = modifier is not None and modifier.normal_form == noun.normal_form
    return same and "Surn" not in noun.tag and noun.normal_form not in SUBSTANTIVES


def _is_of(parse: Parse, gender: str) -> bool:
    return parse.tag.number == "plur" or parse.tag.gender in (gender, None)


def _as_head(case: Case, agreeing: list[tuple[Piece, Parse]]) -> Head:
    tag = agreeing[-1][1].tag
    return Head(case, tag.number, tag.gender, tuple(agreeing))


@lru_cache(maxsize=100_000)
def in_case(word: str, case: Case, language: Language) -> tuple[Parse, ...]:
    """The dictionary's parses of a word in `case`; guesses only where it has none; nothing for abbreviations."""
    if len(word) == 1 or not _WORD.fullmatch(word) or is_abbreviation(word):
        return ()
    known = in_dictionary(word, language) or language.parses(word)
    kinds = {p.tag.POS for p in known}
    if kinds & {"PREP", "CONJ"} and "ADJF" not in kinds:  # «главное» is a conjunction as well
        return ()
    if is_agency(word):
        known = tuple(p for p in known if _declines_as_agency(p, word))
    return tuple(
        p
        for p in known
        if (p.tag.case == case or (case == "gent" and p.tag.case == "gen2")) and not {"ADJF", "Abbr"} <= p.tag.grammemes
    )


def is_agency(word: str) -> bool:
    """«Минюст», «Рособрнадзору», «Облстат»: a short name of an authority, made of halves of words."""
    return bool(_AGENCY.fullmatch(word))


def _declines_as_agency(parse: Parse, word: str) -> bool:
    """«Минздраву», «Минобразованию» are declined; «Минцифры», «Минпросвещения» stand in every case."""
    if parse.tag.number != "sing" or parse.tag.animacy == "anim":
        return False
    return parse.tag.gender == "masc" or (parse.tag.gender == "neut" and word.endswith(("ию", "ием")))


def is_abbreviation(word: str) -> bool:
    """«ОМСУ», «МКУ», «ГАОУ», «МОиН»: two capitals or more."""
    return bool(_TWO_CAPITALS.search(word)) and not _COMPOUND_NAME.fullmatch(word)


def _agrees(parse: Parse, agreeing: list[tuple[Piece, Parse]]) -> bool:
    """Number and (in the singular) gender as those before it; an animate adjective only with an animate noun."""
    return all(
        parse.tag.number == p.tag.number
        and (parse.tag.number == "plur" or parse.tag.gender == p.tag.gender or parse.tag.gender is None)
        and not {parse.tag.animacy, p.tag.animacy} >= {"anim", "inan"}
        for _, p in agreeing
    )


def _modifies_next(piece: Piece, pieces: list[Piece], modifier: Parse, case: Case, language: Language) -> bool:
    """«городским и районным службам»: what could be a noun is an adjective where a noun that agrees follows."""
    for after in pieces[pieces.index(piece) + 1 :]:
        options = [p for p in in_case(after.text, case, language) if _agrees(p, [(piece, modifier)])]
        if any("NOUN" in p.tag and "ADJF" not in {q.tag.POS for q in options} for p in options):
            return True
        if not any(p.tag.POS in ("ADJF", "PRTF") for p in options) and after.text not in ("и", ","):
            return False
    return False


def _may_stand_between(piece: Piece, language: Language) -> bool:
    """«городским и районным службам», «муниципальным (городским) органам»."""
    return (
        piece.text in ("и", ",", "или")
        or piece.text.startswith("(")
        or any(p.tag.POS in ("ADVB", "PRCL") for p in in_dictionary(piece.text, language))
    )


def _stands_for_noun(parse: Parse) -> bool:
    """A participle or an adjective that names people by itself («ответственному за …», «учащимся»)."""
    return parse.normal_form in SUBSTANTIVES or "PRTF" in parse.tag


#: What stands before an adjective or a noun and changes nothing: «временно исполняющий», «соц. педагоги».
_PASSED = frozenset({"временно", *words("shortened_adjectives")})
SUBSTANTIVES = frozenset(words("substantives"))
_GOVERNING = frozenset({"заведовать", "управлять", "командующий"})
