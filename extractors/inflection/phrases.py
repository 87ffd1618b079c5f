"""Noun phrases of posts, bodies and groups from any case to the nominative.

Only what agrees changes: the head noun, its adjectives and participles, heads coordinated with it, posts in apposition.
Dependants stay as printed: «органам местного самоуправления, осуществляющим управление» gives «органы местного
самоуправления, осуществляющие управление»; «руководителям органов, осуществляющих управление» keeps its participle.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from pymorphy3.analyzer import Parse

from extractors.inflection.heads import (
    GENDERS,
    SUBSTANTIVES,
    Head,
    Piece,
    find_head,
    head_among,
    head_in,
    in_case,
    is_agency,
    split,
)
from extractors.language import Language
from extractors.people.declension import Case, in_dictionary, like
from extractors.vocabulary import words


def nominative(phrase: str, language: Language, case: Case | None = None, *, singular: bool = False) -> str:
    """`phrase` in the nominative, its number kept unless `singular` is wanted, its first letter as printed.

    `case` is what the context says of the printed phrase; where the form does not allow it, or without one, the case is
    read off the phrase itself, the nominative first. A phrase without a head (an abbreviation, a name) stays.

    >>> nominative("всех заинтересованных лиц", Language())
    'все заинтересованные лица'
    """
    if phrase.isupper() and phrase not in _NO_WORDS and in_dictionary(phrase.split()[0], language):
        return nominative(phrase.lower(), language, case, singular=singular).upper()
    first = phrase.split()[:1]
    if first and is_agency(first[0]) and _BARE.search(first[0]):
        return phrase
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


def _followers(phrase: str, head: Head, language: Language) -> Iterator[Head]:
    """Heads and participles after the first head that agree with it: coordinated, in apposition, in a clause."""
    pieces = [p for p in split(phrase) if p.start >= head.end]
    if beside := _beside(pieces, head, language):
        yield beside
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


def _beside(pieces: list[Piece], head: Head, language: Language) -> Head | None:
    """«медицинской сестре диетической», «врачу анестезиологу»: an adjective or a noun that agrees and ends the phrase.

    A noun in the genitive is a dependant («помощника депутата»), so only a dative or an instrumental is one beside.
    """
    if len(pieces) != 1 or "NOUN" not in head.noun.tag:  # «заведующей столовой»
        return None
    apposed = head.case in ("datv", "ablt") and head.noun.tag.animacy == "anim"
    for parse in in_case(pieces[0].text, head.case, language):
        noun = "NOUN" in parse.tag and apposed and parse.tag.animacy == "anim" and parse.tag.number == head.number
        if noun or (parse.tag.POS == "ADJF" and _fits(parse, head.number, head.gender)):
            return Head(head.case, head.number, head.gender, ((pieces[0], parse),))
    return None


def _clause(rest: list[Piece], before: list[Piece], head: Head, language: Language) -> Head | None:
    """«, осуществляющим …», «, не имеющим …», «, ответственным за …»: agrees with the head and with no nearer noun."""
    opening = [p for p in rest[:2] if p.text.lower() != "не"][:1]
    for piece in opening:
        for parse in in_case(piece.text, head.case, language):
            if parse.tag.POS in ("PRTF", "ADJF") and _fits(parse, head.number, head.gender):
                owned = parse.normal_form not in _OF_POSTS and any(_could_own(p, parse, language) for p in before)
                if _is_relative(parse) or owned:
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
        for p in in_case(piece.text, participle.tag.case, language)
    )


def _coordinated(joint: Piece, rest: list[Piece], before: list[Piece], head: Head, language: Language) -> Head | None:
    """A second head in the same case: right after the first («руководителям и специалистам»), or a post or body."""
    follower = head_among(rest, head.case, language)
    if follower is None or ("NOUN" not in follower.noun.tag and follower.noun.normal_form not in SUBSTANTIVES):
        return None
    adjacent = not before or all(p.text in (",", "и") for p in before)
    lemma = follower.noun.normal_form
    named = not _HEADS.isdisjoint((lemma, *lemma.split("-")))
    distinct = head.case not in ("gent", "accs") or lemma in _POSTS
    if joint.text in ("-", "–", "—", "/"):
        return follower if named else None
    governed = any(q.tag.POS == "PREP" for p in before for q in in_dictionary(p.text, language))
    return follower if adjacent or (named and distinct and not (governed and joint.text == "и")) else None


_BARE = re.compile(r"[бвгджзклмнпрстфхцчшщ]$")
"""«Минобр», «Минздрав»: no case but the nominative ends so."""
_OF_POSTS = frozenset({"курировать"})
"""«на заместителя главы района, курирующего школы»: a post does so, not the body."""
_NO_WORDS = frozenset({"НОШ", "УЗ"})
"""Abbreviations that the dictionary has as words."""
_POSTS = frozenset(words("posts"))
_HEADS = _POSTS | SUBSTANTIVES | frozenset(words("body_nouns") + words("group_nouns"))


def _to_nominative(piece: Piece, parse: Parse, head: Head, singular: bool, language: Language) -> str:
    """The piece in the nominative of its own number and gender, its capitals kept."""
    number = "sing" if singular else parse.tag.number
    gender = parse.tag.gender if "NOUN" in parse.tag else _agreeing(parse, head)
    wanted = {str(g) for g in ("nomn", number, gender if number == "sing" else None) if g}
    if "-" in piece.text and "NOUN" in parse.tag and not in_dictionary(piece.text, language):
        form = "-".join(_half(half, head.case, wanted, language) for half in piece.text.split("-"))
    else:
        form = _form(parse, wanted) or piece.text
    return form.upper() if piece.text.isupper() else like(form, piece.text)


def _agreeing(parse: Parse, head: Head) -> str | None:
    """The gender of an adjective: that of its noun; beside «судья», which has either, as it is printed."""
    return head.gender or ("femn" if parse.tag.gender == "femn" else "masc")


def _half(half: str, case: Case, wanted: set[str], language: Language) -> str:
    """Half of «бухгалтеру-экономисту», «организации-координатору»: each is declined by itself, «пресс-» not at all."""
    nouns = (p for p in in_case(half, case, language) if "NOUN" in p.tag and p.tag.number in wanted)
    noun = next(nouns, None)
    return (_form(noun, wanted - set(GENDERS)) if noun else None) or half


def _form(parse: Parse, wanted: set[str]) -> str | None:
    """Of several forms the one nearest to the printed: «учителя», not «учители»; «высшие», not «высочайшие».

    Colloquial forms («ректора») do not count.
    """
    fitting = (f for f in parse.lexeme if wanted <= f.tag.grammemes and f.tag.POS == parse.tag.POS)
    forms = [f.word for f in fitting if not {"Infr", "Arch"} & f.tag.grammemes]
    return max(forms, key=lambda word: _shared(word, parse.word), default=None)


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common at their beginnings."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))
