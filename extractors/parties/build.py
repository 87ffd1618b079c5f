"""One party's characters made a `Party`: its type, its name in the nominative, its person and post."""

import re
from collections.abc import Iterable
from typing import Literal

from pymorphy3.analyzer import Parse

from extractors.aliases import Alias, is_alias
from extractors.inflection import head_in, nominative
from extractors.language import Language
from extractors.lines import WORD
from extractors.parties.extent import CONTACT
from extractors.parties.items import CLASSES, Item, Opening, items, opening
from extractors.parties.posts import before_polite, is_clause, post_case, post_in_nominative
from extractors.parties.split import Stretch
from extractors.people import Case, find_people, nominative_person
from extractors.people.declension import LIKELY, in_dictionary
from schemas.document import Party, Person
from schemas.facts import Found, Trace, found

PartyType = Literal["person", "organization", "group"]

#: Bodies whose singular means a class where what they belong to is one: «администрация ОО», «администрация школ».
_MANY = frozenset({"население", "общественность"})
"""Classes of people in the singular."""
_COLLECTIVE = frozenset({"администрация", "руководство", "коллектив", "актив"})
#: How somebody takes part or is reached: «(по согласованию)», «(по списку)», «(через органы управления АПК)».
_NOT_NAME = re.compile(
    r"\s*\((?:по\s+(?:согласованию|принадлежности|(?:отдельному\s+)?списку(?:\s+рассылки)?|компетенции)|при\s+наличии|через\s[^()]*"
    r"|(?:на|во)\s+(?:время|период)\s[^()]*|в\s+(?:период|отсутстви)\w*\s[^()]*|для\s+(?:сведения|исполнения|работы|информации)|согласно\s+списку|[^()]*\bприлагается)\)",
    re.IGNORECASE,
)
#: «(vpr@centre.ru)», «(8 (4162) 22-33-44)»
_REACHED = re.compile(rf"\s*{CONTACT.pattern}(?:[^()]|\([^()]*\))*\)", re.IGNORECASE)
#: What stands behind a name and is no post: a telephone, a room.
_NOT_POST = re.compile(
    rf"{_NOT_NAME.pattern}|[\s,;(]*(?:т(?:ел)?\.|(?:вн|внутр|доб)(?:\.|\s|$)|телефон|факс|каб\.|e-?mail|эл\.|(?:г|ул|пр|пер|пл)\.\s|\+?\d).*",
    re.IGNORECASE | re.DOTALL,
)
#: «(Лесной, Озёрный районы)»: which of a class are meant.
_LISTED = re.compile(r"\s*\([А-ЯЁ][^()«»]*,[^()«»]*\)$")
_POST_AND_SURNAME = re.compile(r"(?P<post>.*[а-яё]{3,})\s+(?P<name>[А-ЯЁ][а-яё]+)", re.DOTALL)
_EDGES = " \n\t,;:.–—-"


def build(text: str, stretch: Stretch, language: Language, aliases: Iterable[Alias] = ()) -> tuple[Found[Party], ...]:
    """The party of a stretch: one, or one for each person where a post has several in its brackets."""
    run = items(text, stretch.start, stretch.end, language, stretch.case)
    inside = next((i for i in run if i.kind == "person"), None)
    if inside and inside.person:
        return (_named(text, stretch, inside.person, language),)
    brackets = [i for i in run if i.text.startswith("(")]
    heads = [(i, people) for i in brackets if (people := _in_brackets(text, i, language, stretch))]
    if heads:
        bracket, people = heads[0]
        return _with_bracket(text, stretch, bracket, people, language)
    return (_unnamed(text, stretch, language, tuple(aliases)),)


def _in_brackets(text: str, bracket: Item, language: Language, stretch: Stretch) -> tuple[Found[Person], ...]:
    """The people whom a bracket names, with initials, or one by the surname alone.

    They stand in the nominative, or behind a post in the case of that.
    """
    before = _beginning(text, stretch.start, bracket.start, stretch.case, language)
    case = stretch.case if before and before.post else "nomn"
    people = tuple(
        person if _is_nominative(text, person) else _again(text, person, language, case)
        for person in find_people(text, bracket.start, bracket.end, language, "nomn")
    )
    if people or not re.fullmatch(r"\([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\)", bracket.text):
        return people
    who = nominative_person(bracket.text[1:-1], language, "nomn")
    return (found(who, bracket.start + 1, bracket.end - 1, "person.surname"),) if who else ()


def _is_nominative(text: str, person: Found[Person]) -> bool:
    """«(Зорина Н.Б.)», not «начальника отдела (Зорину Н.Б.)»."""
    printed = WORD.findall(text[person.start : person.end].lower())
    return person.value.surname is None or person.value.surname.lower() in printed


# -- a name with its post


def _named(text: str, stretch: Stretch, person: Found[Person], language: Language) -> Found[Party]:
    """«начальнику отдела Иванову И.И.», «Иванову И.И., начальнику отдела», «Иванов И.И. (начальник отдела)»."""
    after = _NOT_POST.sub("", text[person.end : stretch.end]).strip(_EDGES + "()")
    before = (stretch.start, before_polite(text, stretch.start, person.start))
    clause = text[slice(*before)].strip() and is_clause(after, language)  # «Лосева П.П., курирующего …»
    place = (
        (person.end, stretch.end) if after and not clause and not _is_group(after, stretch.case, language) else before
    )
    start, end = _stripped(text, *place)
    case = post_case(text[start:end], language, stretch.case)
    who = _again(text, person, language, case)
    beginning = _beginning(text, start, end, case, language)
    if beginning and start < person.start and beginning.role in ("body", "name"):
        return _with_bracket(text, Stretch(stretch.start, stretch.end, case), None, (who,), language)[0]
    position = post_in_nominative(text[start:end], case, language) or None
    parts = [Trace("/person", who.start, who.end, who.rule)]
    if position:
        parts.append(Trace("/position", start, end, "party.post"))
    return _person_party(text, stretch, who.value, position, "party.person", parts)


def _is_group(after: str, case: Case | None, language: Language) -> bool:
    """«Юдин П.П. – группа ТМ-31»: what stands behind the name is no post."""
    beginning = _beginning(after, 0, len(after), case, language)
    return beginning is not None and beginning.role in ("group", "class", "thing", "body")


def _again(text: str, person: Found[Person], language: Language, case: Case | None) -> Found[Person]:
    """The same name read in the case of its post."""
    value = nominative_person(text[person.start : person.end], language, case)
    return found(value, person.start, person.end, person.rule) if value else person


def _with_bracket(
    text: str, stretch: Stretch, bracket: Item | None, people: tuple[Found[Person], ...], language: Language
) -> tuple[Found[Party], ...]:
    """A body or a post with the name of its head in brackets (or beside it)."""
    first = people[0]
    start, end = _stripped(text, stretch.start, bracket.start if bracket else first.start)
    case = post_case(text[start:end], language, stretch.case) if len(people) == 1 else stretch.case
    beginning = _beginning(text, start, end, case, language)
    if beginning and beginning.post:
        position = nominative(_fold(text[start:end]), language, case, singular=True)
        return tuple(
            _person_party(
                text,
                _part(stretch, bracket, p, people),
                p.value,
                position,
                "party.post_with_person",
                [Trace("/person", p.start, p.end, p.rule), Trace("/position", start, end, "party.post")],
            )
            for p in people
        )
    kind, name, rule = _classified(text, start, end, case, language, ())
    head = _head_of(text, bracket, first, language) if bracket else first.value
    who = head if kind != "group" or len(people) == 1 else None  # «Районным администрациям (Ким А.А., Юдин П.П.)»
    party = Party(type=kind, name=name, text=_fold(text[stretch.start : stretch.end]), person=who)
    parts = [Trace("/name", start, end, rule)]
    parts += [Trace("/person", first.start, first.end, first.rule)] if who else []
    return (found(party, stretch.start, stretch.end, "party.with_head", parts=parts),)


def _head_of(text: str, bracket: Item, person: Found[Person], language: Language) -> Person:
    """The head of a body with the post that its bracket gives: «(директор Пак В.С.)»."""
    post = _fold(text[bracket.start + 1 : person.start]).rstrip(" :–—-")
    beginning = _beginning(post, 0, len(post), "nomn", language) if post else None
    if beginning is None or not beginning.post:
        return person.value
    return person.value.model_copy(update={"position": nominative(post, language, "nomn", singular=True)})


def _part(stretch: Stretch, bracket: Item | None, person: Found[Person], people: tuple[Found[Person], ...]) -> Stretch:
    """Where one of several people of a bracket stands: the whole stretch for the first, else the name alone."""
    return stretch if person is people[0] else Stretch(person.start, person.end, stretch.case)


def _person_party(
    text: str, stretch: Stretch, who: Person, position: str | None, rule: str, parts: Iterable[Trace]
) -> Found[Party]:
    party = Party(
        type="person",
        name=who.name,
        text=_fold(text[stretch.start : stretch.end]),
        position=position,
        person=who.model_copy(update={"position": position}),
    )
    return found(party, stretch.start, stretch.end, rule, parts=parts)


# -- no name


def _unnamed(text: str, stretch: Stretch, language: Language, aliases: tuple[Alias, ...]) -> Found[Party]:
    alone = _surname_alone(text[stretch.start : stretch.end], stretch.case, language)
    if alone:
        return _person_party(text, stretch, alone, None, "party.surname", ())
    with_post = _surname_behind_post(text, stretch, language)
    if with_post:
        return with_post
    kind, name, rule = _classified(text, stretch.start, stretch.end, stretch.case, language, aliases)
    position = name if kind == "person" else None
    party = Party(type=kind, name=name, text=_fold(text[stretch.start : stretch.end]), position=position)
    return found(party, stretch.start, stretch.end, rule)


def _surname_alone(word: str, case: Case | None, language: Language) -> Person | None:
    """«возлагаю на Петрову»: one capitalised word that no list of posts and bodies has, and that is a surname."""
    if not re.fullmatch(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?", word):
        return None
    beginning = _beginning(word, 0, len(word), case, language)
    common = beginning is not None and beginning.role in ("post", "body", "group")
    return None if common else nominative_person(word, language, case)


def _surname_behind_post(text: str, stretch: Stretch, language: Language) -> Found[Party] | None:
    """«контрактному управляющему Котовой»: a surname in the case of its post, that is no word or place besides."""
    words = _POST_AND_SURNAME.fullmatch(text, stretch.start, stretch.end)
    if words is None or stretch.case not in ("datv", "accs"):
        return None
    beginning = _beginning(words["post"], 0, len(words["post"]), stretch.case, language)
    known = in_dictionary(words["name"], language)
    surname = any("Surn" in p.tag and p.tag.case == stretch.case and p.tag.number == "sing" for p in known)
    if not (beginning and beginning.post and not beginning.plural and surname) or any(_is_common(p) for p in known):
        return None
    who = nominative_person(words["name"], language, stretch.case)
    position = nominative(_fold(words["post"]), language, stretch.case, singular=True)
    return _person_party(text, stretch, who, position, "party.post_with_surname", ()) if who else None


def _is_common(parse: Parse) -> bool:
    return "Surn" not in parse.tag or "Geox" in parse.tag


def _classified(
    text: str, start: int, end: int, case: Case | None, language: Language, aliases: tuple[Alias, ...]
) -> tuple[PartyType, str, str]:
    """Type, name and rule of a phrase without a person's name."""
    kept = _REACHED.sub("", _NOT_NAME.sub("", _without_alias(text[start:end])))
    phrase = _fold(kept).strip(_EDGES.replace(".", ""))
    beginning = _beginning(phrase, 0, len(phrase), case, language)
    named = nominative(phrase, language, beginning.head.case if beginning and beginning.head else case)
    kind, rule = _type(phrase, beginning, language, aliases)
    named = _LISTED.sub("", named) if kind == "group" else named
    agreed = next((a.short for a in aliases if a.short.lower() == named.lower()), named)  # «далее – рабочая группа»
    return kind, _lower_first(agreed) if kind == "group" else agreed, rule


def _without_alias(phrase: str) -> str:
    return re.sub(r"\s*\((?:[^()]|\([^()]*\))*\)", lambda m: "" if is_alias(m[0]) else m[0], phrase)


def _beginning(text: str, start: int, end: int, case: Case | None, language: Language) -> Opening | None:
    """What a phrase begins with, in the demanded case if it fits, else in the likeliest."""
    run = items(text, start, end, language)
    if not run:
        return None
    openings = (opening(text, run, 0, c, language) for c in sorted(LIKELY, key=lambda c: c != case))
    return next((o for o in openings if o), None)


def _type(
    phrase: str, beginning: Opening | None, language: Language, aliases: tuple[Alias, ...]
) -> tuple[PartyType, str]:
    if beginning is None or beginning.role == "name":
        full = next((a.full for a in aliases if a.short == phrase), None)
        return (
            _type(full, _beginning(full, 0, len(full), None, language), language, ())
            if full
            else ("organization", "party.organization")
        )
    if beginning.role == "class":
        return "group", "party.class"
    if beginning.plural or _is_collective(phrase, beginning, language):
        return "group", "party.group"
    named = re.search(r"\((?:[А-ЯЁ]{2,}\s+)+«", phrase)  # «Региональный оператор (ГАУ ДПО «ИРО»)»
    one = beginning.post or (beginning.head is not None and beginning.head.noun.normal_form == "лицо")
    return ("person", "party.post") if one and not named else ("organization", "party.organization")


def _is_collective(phrase: str, beginning: Opening, language: Language) -> bool:
    noun = beginning.head.noun.normal_form if beginning.head else None
    if beginning.head is None or noun not in _COLLECTIVE:
        return noun in _MANY
    rest = phrase[beginning.head.end :].strip()
    owner = head_in(rest, "gent", language)
    return rest.split(" ")[0] in CLASSES or (owner is not None and owner.number == "plur")


def _lower_first(name: str) -> str:
    """A group's name begins with a small letter unless it is an abbreviation."""
    return name if re.match(r"\w?[А-ЯЁA-Z]", name[1:]) or name[1:2] == "." else name[:1].lower() + name[1:]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds without marks, brackets around the whole and white space at the ends."""
    edges = _EDGES + ("()" if text[start:end].strip(_EDGES).startswith("(") else "")
    while start < end and text[start] in edges:
        start += 1
    while start < end and text[end - 1] in edges.replace(".", "") + (
        "." if text[end - 2 : end] in ("».", ").") else ""
    ):
        end -= 1
    return start, end


def _fold(text: str) -> str:
    return " ".join(text.split())
