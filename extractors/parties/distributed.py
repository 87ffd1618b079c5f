"""A post in the plural over the bodies and names that share it.

«Директорам / ГБУ «Музей» Е.Р. Лосевой, / ГАУ «Театр» В.В. Ладынину» are two people, each the director of the own body.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from extractors.inflection import is_abbreviation, nominative
from extractors.language import Language
from extractors.legal_forms import is_legal_form
from extractors.parties.items import Item, items, opening
from extractors.people import Case, find_people
from schemas.document import Party, Person
from schemas.facts import Found, Trace, found

#: So many heads must follow the post for it to be theirs.
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Head:
    """A body (from `start` to `body_end`) and the name of its head, up to `end`."""

    start: int
    body_end: int
    end: int
    person: Found[Person]


def distributed(text: str, start: int, end: int, language: Language, case: Case | None) -> tuple[Found[Party], ...]:
    """The heads of several bodies under their common post, each with it; () where the list is no such one."""
    run = items(text, start, end, language, case)
    first = opening(text, run, 0, case or "datv", language) if run else None
    if first is None or first.role != "post" or not first.plural or first.head is None:
        return ()
    post_end = run[0].start + first.head.end
    heads = tuple(_heads(tuple(i for i in run if i.start >= post_end and i.kind not in ("joint", "mark"))))
    if len(heads) < _LEAST:
        heads = _in_brackets(text, tuple(i for i in run if i.start >= post_end), language)
    if len(heads) < _LEAST:
        post_end, heads = _names_alone(run)
    if len(heads) < _LEAST:
        return ()
    post = nominative(" ".join(text[run[0].start : post_end].split()), language, case, singular=True)
    return tuple(_party(text, head, post, (run[0].start, post_end)) for head in heads)


def _heads(run: tuple[Item, ...]) -> Iterator[_Head]:
    """Each run from a legal form to a name; nothing where something else stands among them."""
    heads: list[_Head] = []
    begin: Item | None = None
    for item in run:
        if begin is None and not is_legal_form(item.text):
            return
        begin = begin or item
        if item.person:
            heads.append(_Head(begin.start, item.start, item.end, item.person))
            begin = None
        elif item.kind == "word" and not is_abbreviation(item.text):
            return
    if begin is None:
        yield from heads


def _in_brackets(text: str, run: tuple[Item, ...], language: Language) -> tuple[_Head, ...]:
    """«МБОУ Алексеевской СОШ (Дзюба С.И.), МБОУ Ряженской СОШ (Шкурко Н.Ф.)»: a legal form to a name in brackets."""
    heads: list[_Head] = []
    for joint, group in groupby(run, lambda i: i.kind in ("joint", "mark")):
        body = () if joint else tuple(group)
        people = find_people(text, body[-1].start, body[-1].end, language, "nomn") if body else ()
        if body and not (is_legal_form(body[0].text) and body[-1].text.startswith("(") and len(people) == 1):
            return ()
        heads += [_Head(body[0].start, body[-1].start, body[-1].end, person) for person in people]
    return tuple(heads)


def _names_alone(run: tuple[Item, ...]) -> tuple[int, tuple[_Head, ...]]:
    """«Главным специалистам Лосевой А.А. и Котову Б.Б.», «Заместителям директора: …»: names alone share the post."""
    at = next((i for i, item in enumerate(run) if item.kind == "person"), 0)
    post = run[: at - (run[at - 1].text == ":")] if at else ()
    rest = run[at:]
    if not post or any(i.kind not in ("word", "closed", "number") for i in post):
        return 0, ()
    if any(i.kind not in ("person", "joint", "mark") for i in rest):
        return 0, ()
    return post[-1].end, tuple(_Head(i.start, i.start, i.end, i.person) for i in rest if i.person)


def _party(text: str, head: _Head, post: str, post_span: tuple[int, int]) -> Found[Party]:
    body = " ".join(text[head.start : head.body_end].split())
    position = f"{post} {body}".rstrip()
    who = head.person.value.model_copy(update={"position": position})
    printed = " ".join(text[head.start : head.end].split())
    party = Party(type="person", name=who.name, text=printed, position=position, person=who)
    parts = (
        Trace("/person", head.person.start, head.person.end, head.person.rule),
        Trace("/position", *post_span, "party.common_post"),
    )
    return found(party, head.start, head.end, "party.common_post", parts=parts)
