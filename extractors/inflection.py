"""Noun phrases of posts, bodies and groups from any case to the nominative.

Only what agrees changes: the head noun, its adjectives and participles, heads coordinated with it, posts in apposition.
Dependants stay as printed: «органам местного самоуправления, осуществляющим управление» gives «органы местного
самоуправления, осуществляющие управление»; «руководителям органов, осуществляющих управление» keeps its participle.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from pymorphy3.analyzer import Parse

from extractors.language import Language
from extractors.people.declension import LIKELY, Case, in_dictionary, like
from extractors.vocabulary import words

#: Words, quoted or bracketed passages (one piece, never inflected), marks.
_QUOTED = r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|\"[^\"]*\"|“[^”]*”|\([^()]*\)"
_PIECE = re.compile(rf"{_QUOTED}|[^\W\d_]+(?:[-.][^\W\d_]+)*\.?|\d[\w./-]*|[^\s\w]")
_GENDERS = ("masc", "femn", "neut")
_WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*", re.IGNORECASE)
#: «и.о. начальника»: whoever acts for another is printed with the other's post in the genitive.
_ACTING = re.compile(r"(?:и\. ?о\.?|врио|вр\. ?и\. ?о\.?|врид|зам\.|нач\.|рук\.|пом\.|гл\.)", re.IGNORECASE)


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


def nominative(phrase: str, language: Language, case: Case | None = None, *, singular: bool = False) -> str:
    """`phrase` in the nominative, its number kept unless `singular` is wanted, its first letter as printed.

    `case` is what the context says of the printed phrase; where the form does not allow it, or without one, the case is
    read off the phrase itself, the nominative first. A phrase without a head (an abbreviation, a name) stays.

    >>> nominative("всех заинтересованных лиц", Language())
    'все заинтересованные лица'
    """
    if phrase.isupper() and in_dictionary(phrase.split()[0], language):
        return nominative(phrase.lower(), language, case, singular=singular).upper()
    head = find_head(phrase, language, case)
    if head is None or (head.case == "nomn" and not (singular and head.number == "plur")):
        return phrase
    phrase = _synonym(phrase, head, language)
    changes = list(head.parses)
    for follower in _followers(phrase, head, language):
        changes += follower.parses
    for piece, parse in sorted(changes, key=lambda change: -change[0].start):
        phrase = phrase[: piece.start] + _to_nominative(piece, parse, head, singular, language) + phrase[piece.end :]
    return phrase


def _synonym(phrase: str, head: Head, language: Language) -> str:
    """«родителям (законным представителям)»: a bracket right behind the head that agrees with it changes too."""
    m = re.match(r"\s*\(([^()]+)\)", phrase[head.end :])
    inside = head_in(m[1], head.case, language) if m else None
    if m is None or inside is None or inside.number != head.number or "NOUN" not in inside.noun.tag:
        return phrase
    start, end = head.end + m.start(1), head.end + m.end(1)
    return phrase[:start] + nominative(m[1], language, head.case) + phrase[end:]


def find_head(phrase: str, language: Language, case: Case | None = None) -> Head | None:
    """The head that the phrase begins with, in `case` where its form allows, else in the likeliest case."""
    if _ACTING.match(phrase):
        return None
    heads = (head_in(phrase, candidate, language) for candidate in sorted(LIKELY, key=lambda c: c != case))
    return next((head for head in heads if head), None)


def head_in(phrase: str, case: Case, language: Language) -> Head | None:
    """The head that the phrase begins with if it can stand in `case`."""
    return _head(list(split(phrase)), case, language)


def split(phrase: str) -> Iterator[Piece]:
    """The words, marks and closed passages of a phrase."""
    return (Piece(m.start(), m.end(), m[0]) for m in _PIECE.finditer(phrase))


def _head(pieces: list[Piece], case: Case, language: Language) -> Head | None:
    """The head in `case`, of the gender that leads to a noun, else what stands for a noun («заведующему»)."""
    heads = [h for gender in _GENDERS if (h := _head_of(pieces, case, gender, language))]
    return next((h for h in heads if "NOUN" in h.noun.tag), heads[0] if heads else None)


def _head_of(pieces: list[Piece], case: Case, gender: str, language: Language) -> Head | None:
    """Adjectives, then a noun, all in `case` and (in the singular) of `gender`; a participle alone may stand for it."""
    agreeing: list[tuple[Piece, Parse]] = []
    abbreviation = False
    for piece in pieces:
        abbreviation = is_abbreviation(piece.text)
        options = [p for p in _in_case(piece.text, case, language) if _is_of(p, gender) and _agrees(p, agreeing)]
        modifier = next((p for p in options if p.tag.POS in ("ADJF", "PRTF", "NUMR")), None)
        noun = next((p for p in options if "NOUN" in p.tag and not _is_nominalised(p, modifier)), None)
        if noun and not (modifier and _modifies_next(piece, pieces, modifier, case, language)):
            return _as_head(case, [*agreeing, (piece, noun)])
        if modifier:
            agreeing.append((piece, modifier))
        elif not _may_stand_between(piece, language):
            break
    whole = agreeing and (abbreviation or _stands_for_noun(agreeing[-1][1]))  # «всем ОО»
    return _as_head(case, agreeing) if whole else None


def _is_nominalised(noun: Parse, modifier: Parse | None) -> bool:
    """«городской» is a noun too, but heads a phrase as little as any other adjective."""
    same = modifier is not None and modifier.normal_form == noun.normal_form
    return same and "Surn" not in noun.tag and noun.normal_form not in _SUBSTANTIVES


def _is_of(parse: Parse, gender: str) -> bool:
    return parse.tag.number == "plur" or parse.tag.gender in (gender, None)


def _as_head(case: Case, agreeing: list[tuple[Piece, Parse]]) -> Head:
    tag = agreeing[-1][1].tag
    return Head(case, tag.number, tag.gender, tuple(agreeing))


def _in_case(word: str, case: Case, language: Language) -> tuple[Parse, ...]:
    """The dictionary's parses of a word in `case`; guesses only where it has none; nothing for abbreviations."""
    if len(word) == 1 or not _WORD.fullmatch(word) or is_abbreviation(word):
        return ()
    known = in_dictionary(word, language) or language.parses(word)
    if any(p.tag.POS in ("PREP", "CONJ") for p in known):
        return ()
    return tuple(p for p in known if p.tag.case == case or (case == "gent" and p.tag.case == "gen2"))


def is_abbreviation(word: str) -> bool:
    """«ОМСУ», «МКУ», «ГАОУ», «МОиН»: two capitals or more."""
    return len(re.findall(r"[А-ЯЁA-Z]", word)) >= 2 and not re.fullmatch(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)+", word)


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
        options = [p for p in _in_case(after.text, case, language) if _agrees(p, [(piece, modifier)])]
        if any("NOUN" in p.tag and "ADJF" not in {q.tag.POS for q in options} for p in options):
            return True
        if not any(p.tag.POS in ("ADJF", "PRTF") for p in options) and after.text not in ("и", ","):
            return False
    return False


def _may_stand_between(piece: Piece, language: Language) -> bool:
    """«временно исполняющему», «городским и районным службам», «муниципальным (городским) органам»."""
    return (
        piece.text in ("и", ",", "или")
        or piece.text.startswith("(")
        or any(p.tag.POS in ("ADVB", "PRCL") for p in in_dictionary(piece.text, language))
    )


def _stands_for_noun(parse: Parse) -> bool:
    """A participle or an adjective that names people by itself («ответственному за …», «учащимся»)."""
    return parse.normal_form in _SUBSTANTIVES or "PRTF" in parse.tag


_SUBSTANTIVES = frozenset(words("substantives"))


# -- what follows the head


def _followers(phrase: str, head: Head, language: Language) -> Iterator[Head]:
    """Heads and participles after the first head that agree with it: coordinated, in apposition, in a clause."""
    pieces = [p for p in split(phrase) if p.start >= head.end]
    for i, piece in enumerate(pieces):
        if piece.text not in (",", "и", "–", "-", "—", "или", "/"):
            continue
        rest, before = pieces[i + 1 :], pieces[:i]
        clause = (
            _clause(rest, before, head, language) if piece.text == "," or _in_clause(before, head, language) else None
        )
        follower = clause or _coordinated(piece, rest, before, head, language)
        if follower:
            yield follower


def _clause(rest: list[Piece], before: list[Piece], head: Head, language: Language) -> Head | None:
    """«, осуществляющим …», «, не имеющим …», «, ответственным за …»: agrees with the head and with no nearer noun."""
    opening = [p for p in rest[:2] if p.text.lower() != "не"][:1]
    for piece in opening:
        for parse in _in_case(piece.text, head.case, language):
            if parse.tag.POS in ("PRTF", "ADJF") and _fits(parse, head.number, head.gender):
                if _is_relative(parse) or any(_could_own(p, parse, language) for p in before):
                    return None
                return Head(head.case, head.number, head.gender, ((piece, parse),))
    return None


def _in_clause(before: list[Piece], head: Head, language: Language) -> bool:
    """True inside a participial clause, where «и» may join a second participle."""
    commas = [i for i, p in enumerate(before) if p.text == ","]
    return bool(commas) and _clause(before[commas[-1] + 1 :], before[: commas[-1]], head, language) is not None


def _fits(parse: Parse, number: str, gender: str | None) -> bool:
    return parse.tag.number == number and (number == "plur" or gender is None or parse.tag.gender == gender)


def _is_relative(parse: Parse) -> bool:
    """«который» is declined by its own clause."""
    return "Apro" in parse.tag


def _could_own(piece: Piece, participle: Parse, language: Language) -> bool:
    """True for a dependant noun that the participle agrees with: it stands nearer, so the participle is its own."""
    return any(
        "NOUN" in p.tag and _fits(participle, p.tag.number, p.tag.gender)
        for p in _in_case(piece.text, participle.tag.case, language)
    )


def _coordinated(joint: Piece, rest: list[Piece], before: list[Piece], head: Head, language: Language) -> Head | None:
    """A second head in the same case: right after the first («руководителям и специалистам»), or a post or body."""
    follower = _head(rest, head.case, language)
    if follower is None or ("NOUN" not in follower.noun.tag and follower.noun.normal_form not in _SUBSTANTIVES):
        return None
    adjacent = not before or all(p.text in (",", "и") for p in before)
    named = follower.noun.normal_form in _HEADS
    distinct = head.case not in ("gent", "accs") or follower.noun.normal_form in _POSTS
    if joint.text in ("-", "–", "—", "/"):
        return follower if named else None
    governed = any(q.tag.POS == "PREP" for p in before for q in in_dictionary(p.text, language))
    return follower if adjacent or (named and distinct and not (governed and joint.text == "и")) else None


_POSTS = frozenset(words("posts"))
_HEADS = _POSTS | frozenset(words("body_nouns") + words("group_nouns"))


def _to_nominative(piece: Piece, parse: Parse, head: Head, singular: bool, language: Language) -> str:
    """The piece in the nominative of its own number and gender, its capitals kept."""
    number = "sing" if singular else parse.tag.number
    gender = parse.tag.gender if "NOUN" in parse.tag else head.gender
    wanted = {str(g) for g in ("nomn", number, gender if number == "sing" else None) if g}
    if "-" in piece.text and not in_dictionary(piece.text, language):
        form = "-".join(_half(half, head.case, wanted, language) for half in piece.text.split("-"))
    else:
        form = _form(parse, wanted) or piece.text
    return form.upper() if piece.text.isupper() else like(form, piece.text)


def _half(half: str, case: Case, wanted: set[str], language: Language) -> str:
    """Half of «бухгалтеру-экономисту», «организации-координатору»: each is declined by itself, «пресс-» not at all."""
    nouns = (p for p in _in_case(half, case, language) if "NOUN" in p.tag and p.tag.number in wanted)
    noun = next(nouns, None)
    return (_form(noun, wanted - set(_GENDERS)) if noun else None) or half


def _form(parse: Parse, wanted: set[str]) -> str | None:
    """Of several forms the one nearest to the printed: «учителя», not «учители»; «высшие», not «высочайшие»."""
    forms = [f.word for f in parse.lexeme if wanted <= f.tag.grammemes and f.tag.POS == parse.tag.POS]
    return max(forms, key=lambda word: _shared(word, parse.word), default=None)


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common at their beginnings."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))
