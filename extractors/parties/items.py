"""The words of a list of parties, and what each can begin.

A list is cut where a new party begins, so that everything turns on one question: does a person, an abbreviation,
or a noun that heads a party in the demanded case stand here?
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.inflection import Head, head_in, is_abbreviation, is_agency
from extractors.language import Language
from extractors.people import Case, find_people
from extractors.people.declension import in_dictionary
from extractors.vocabulary import words
from schemas.document import Person
from schemas.facts import Found

ItemKind = Literal["person", "joint", "word", "closed", "number", "mark"]
Role = Literal["person", "acting", "class", "name", "post", "people", "body", "group", "thing"]

_INSIDE = (
    r"(?:(?!\n\s*\n)[^«»])*"  # «Комплекс «Ханчыл»: the outer quotes may be left open, no name goes over an empty line
)
_QUOTED = rf"«{_INSIDE}(?:«{_INSIDE}»?{_INSIDE})*»|\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]"
POLITE = (
    r"(?:г-(?:ну|на|же|жу|жа|н|жой|ном)|господин[уа]?|госпож[аеуи]|тов\.|[Гг]р\."
    r"|[Гг]раждан(?:ину|ке|ина|ку|ки)(?=\s+[А-ЯЁ]))(?!\w)"
)
_SCHOOL = re.compile(r"(?:со|оо|но)ш|школ[аеуы]|гимнази[яию]|лице[йюя]", re.IGNORECASE)
#: «МБУ «ИМЦ» Отв. Лукина Т.Д.»: a label before a name.
_LABEL = r"\b[Оо]тв\.(?=\s+[А-ЯЁ])"
#: «главам сельсоветов – 14 экз.»
_COPIES = r"\(?\b\d+\s*экз(?:\.|(?!\w))\)?|(?<=[–—-]\ )\d{1,2}(?=\s*(?:[,;\n]|\Z))"  # «Прокуратура – 1»
_KINDS: dict[str, ItemKind] = {"joint": "joint", "closed": "closed", "number": "number", "word": "word"}
_ITEM = re.compile(
    rf"""(?P<mark>{POLITE}|{_LABEL}|{_COPIES})
    |(?P<joint>а\s+также\b|совместно\s+со?\b|[,;/]|\bи\b(?!\.)|[–—-](?=\s))
    |(?P<closed>{_QUOTED}|\((?:[^()]|\([^()]*\))*\))
    |(?P<number>(?:№+\s*|N\s?)?\d[\w./-]*)
    |(?P<word>[^\W\d_]+(?:[-.][^\W\d_]+)*\.?)
    |(?P<other>[^\s])""",
    re.VERBOSE,
)
_ACTING = re.compile(
    r"(?:и\.\s?о\.?|врио|вр\.\s?и\.\s?о\.?|зам\.|зав\.|нач\.|рук\.|пом\.|ИП(?!\w)|ЗД(?:УВР|ВР|НМР|УР|АХ[ЧР])(?!\w))(?=\s|[а-яё]|$)",
    re.IGNORECASE,
)
#: «представить её директору»: no part of the post that follows.
_POSSESSIVES = frozenset({"его", "её", "ее", "их"})


@dataclass(frozen=True, slots=True)
class Item:
    """A word, a joint («,», «и»), a name, or a closed passage («…», (…)); `gap` is the white space before it."""

    start: int
    end: int
    text: str
    kind: ItemKind
    gap: str
    person: Found[Person] | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """What begins at an item: its role, and for nouns their head. `proper` is true for a capital letter."""

    role: Role
    head: Head | None = None
    proper: bool = False

    @property
    def plural(self) -> bool:
        return self.role == "class" or (self.head is not None and self.head.number == "plur")

    @property
    def post(self) -> bool:
        return self.role in ("post", "people", "acting")


@lru_cache(maxsize=8)  # the rules of one duty ask for the same span in turn
def items(text: str, start: int, end: int, language: Language, case: Case | None = None) -> tuple[Item, ...]:
    """The items of `text[start:end]`; `case` is handed to the names of people."""
    return tuple(_items(text, start, end, find_people(text, start, end, language, case)))


def _items(text: str, start: int, end: int, people: tuple[Found[Person], ...]) -> Iterator[Item]:
    at = start
    by_start = {p.start: p for p in people}
    while m := _next(text, at, end, by_start):
        person = by_start.get(m.start())
        stop = person.end if person else m.end()
        kind: ItemKind = "person" if person else _KINDS.get(str(m.lastgroup), "mark")
        yield Item(m.start(), stop, text[m.start() : stop], kind, text[at : m.start()], person)
        at = stop


def _next(text: str, at: int, end: int, people: dict[int, Found[Person]]) -> re.Match[str] | None:
    """The next item; a word does not swallow the name of a person glued to it."""
    m = _ITEM.search(text, at, end)
    inside = next((s for s in sorted(people) if m and m.start() < s < m.end()), None)
    return _ITEM.search(text, at, inside) if m and inside and m["word"] else m


def is_named(items: Iterable[Item]) -> bool:
    """Whether a name stands among the items before any mark: «начальнику узла «Восток» Зимину К.К.»."""
    first = next((item for item in items if item.kind not in ("word", "closed")), None)
    return first is not None and first.kind == "person"


def opening(text: str, run: tuple[Item, ...], at: int, case: Case, language: Language) -> Opening | None:
    """What party can begin at item `at` of `run` in `case`, or None."""
    item = run[at]
    proper = item.text[:1].isupper()
    if item.kind == "person":
        return Opening("person", proper=True)
    if item.kind != "word" or item.text.lower() in _POSSESSIVES:
        return None
    if item.text in SYSTEMS:
        return Opening("thing", proper=True)
    if _ACTING.match(text, item.start):
        return Opening("acting", proper=proper)
    if is_abbreviation(item.text.rstrip(".")):
        return Opening("class" if _is_class(run, at) else "name", proper=True)
    if is_agency(item.text):
        return Opening("body", head_in(item.text, case, language), proper)  # «Минцифры» is not declined
    head = head_in(text[item.start : _stop(run, at)], case, language)
    if head is None:
        return None
    if _is_noun(head):
        return Opening(_role(head), head, proper)
    behind = next((i for i in run[at:] if i.start >= item.start + head.end), None)
    one = proper and head.number == "sing"  # «Озёрской ЦРБ», «Ясненскому ОМВД»
    if behind and behind.text.rstrip(".") in CLASSES:
        return Opening("name" if one else "class", head, proper)
    return Opening("name", head, proper) if behind and one and is_abbreviation(behind.text) else None


def _stop(run: tuple[Item, ...], at: int) -> int:
    """The end of the words that a head can stand among: up to the next name, passage or comma."""
    for item in run[at + 1 :]:
        if item.kind in ("person", "closed", "number") or item.text in (";", "/") or "\n\n" in item.gap:
            return item.start
    return run[-1].end


def _is_class(run: tuple[Item, ...], at: int) -> bool:
    """«ОО», «ОМСУ района» are classes; with a number, a name or another abbreviation it is one («МБОУ «Лицей»»)."""
    after = run[at + 1] if at + 1 < len(run) else None
    alone = (
        after is None
        or (after.kind == "joint" and not is_pair(run, at))
        or after.kind in ("mark", "person")
        or (after.kind == "closed" and after.text.startswith("("))
        or (after.kind == "word" and not is_abbreviation(after.text) and not _is_school(run, at))
        or "\n" in after.gap
    )
    return run[at].text.rstrip(".") in CLASSES and alone


def _is_school(run: tuple[Item, ...], at: int) -> bool:
    """«МБОУ Алексеевская сош», «МБОУ Ряженской школе»: one school by its place."""
    place, kind = ([*run[at + 1 : at + 3], None, None])[:2]
    return place is not None and place.text[:1].isupper() and kind is not None and bool(_SCHOOL.fullmatch(kind.text))


def is_pair(run: tuple[Item, ...], at: int) -> bool:
    """«КДН и ЗП», «ГО и ЧС»: two letters of no class behind «и» belong to the abbreviation before it."""
    between, second = ([*run[at + 1 : at + 3], None, None])[:2]
    return (
        between is not None
        and between.text == "и"
        and second is not None
        and is_abbreviation(run[at].text)
        and bool(re.fullmatch(r"[А-ЯЁ]{2}", second.text))
        and second.text not in _TWO_LETTERS
    )


def _is_noun(head: Head) -> bool:
    return "NOUN" in head.noun.tag or head.noun.normal_form in SUBSTANTIVES


def _role(head: Head) -> Role:
    lemma = head.noun.normal_form
    for role, vocabulary in _ROLES:
        if {lemma, *lemma.split("-")} & vocabulary:
            return role
    for role, vocabulary in _ROLES[:2]:  # «оргкомитет», «сопредседатель»
        if any(lemma[at:] in vocabulary for at in range(len(lemma) - _SUFFIX + 1)):
            return role
    return "people" if head.noun.tag.animacy == "anim" else "thing"


def is_preposition(item: Item, language: Language) -> bool:
    """A word that governs what follows it."""
    return any(p.tag.POS == "PREP" for p in in_dictionary(item.text, language))


#: Entries from this length on count as the last part of a compound.
_SUFFIX = 5
CLASSES = frozenset(words("class_abbreviations"))
#: Two letters that are bodies or classes of them.
_TWO_LETTERS = frozenset(short for short in CLASSES if len(short) == 2) | {"УО", "РК", "ГК"}
SUBSTANTIVES = frozenset(words("substantives"))
#: Information systems: something is put into them, they do nothing.
SYSTEMS = frozenset(words("information_systems"))
_ROLES: tuple[tuple[Role, frozenset[str]], ...] = (
    ("post", frozenset(words("posts")) | SUBSTANTIVES),
    ("body", frozenset(words("body_nouns"))),
    ("group", frozenset(words("group_nouns"))),
)
