"""A post in the plural over the bodies and names that share it.

«Директорам / ГБУ «Музей» Е.Р. Лосевой, / ГАУ «Театр» В.В. Ладынину» are two people, each the director of the own body.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.inflection import is_abbreviation, nominative
from extractors.language import Language
from extractors.parties.items import Item, is_legal_form, items, opening
from extractors.people import Case
from schemas.document import Party
from schemas.facts import Found, Trace, found

#: So many heads must follow the post for it to be theirs.
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Head:
    """A body (from `start`) and the name of its head, up to `end`."""

    start: int
    end: int
    person: Item


def distributed(text: str, start: int, end: int, language: Language, case: Case | None) -> tuple[Found[Party], ...]:
    """The heads of several bodies under their common post, each with it; () where the list is no such one."""
    run = items(text, start, end, language, case)
    first = opening(text, run, 0, case or "datv", language) if run else None
    if first is None or first.role != "post" or not first.plural or first.head is None:
        return ()
    post_end = run[0].start + first.head.end
    heads = tuple(_heads(tuple(i for i in run if i.start >= post_end and i.kind not in ("joint", "mark"))))
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
        if item.kind == "person":
            heads.append(_Head(begin.start, item.end, item))
            begin = None
        elif item.kind == "word" and not is_abbreviation(item.text):
            return
    if begin is None:
        yield from heads


def _names_alone(run: tuple[Item, ...]) -> tuple[int, tuple[_Head, ...]]:
    """«Главным специалистам Лосевой А.А. и Котову Б.Б.», «Заместителям директора: …»: names alone share the post."""
    at = next((i for i, item in enumerate(run) if item.kind == "person"), 0)
    post = run[: at - (run[at - 1].text == ":")] if at else ()
    rest = run[at:]
    if not post or any(i.kind not in ("word", "closed", "number") for i in post):
        return 0, ()
    if any(i.kind not in ("person", "joint", "mark") for i in rest):
        return 0, ()
    return post[-1].end, tuple(_Head(i.start, i.end, i) for i in rest if i.kind == "person")


def _party(text: str, head: _Head, post: str, post_span: tuple[int, int]) -> Found[Party]:
    assert head.person.person is not None
    body = " ".join(text[head.start : head.person.start].split())
    position = f"{post} {body}".rstrip()
    who = head.person.person.value.model_copy(update={"position": position})
    printed = " ".join(text[head.start : head.end].split())
    party = Party(type="person", name=who.name, text=printed, position=position, person=who)
    parts = (
        Trace("/person", head.person.start, head.person.end, head.person.person.rule),
        Trace("/position", *post_span, "party.common_post"),
    )
    return found(party, head.start, head.end, "party.common_post", parts=parts)
