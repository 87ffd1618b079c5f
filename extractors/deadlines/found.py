"""Terms as they were met in a text: what neighbours share, and which are printed twice."""

import re
from dataclasses import dataclass, replace
from typing import TypeGuard

from extractors.deadlines.context import Context
from extractors.deadlines.pieces import Dated, Day, Number, of_kind, with_year
from extractors.deadlines.rules import By, During, Ongoing, Term
from schemas.document import Deadline
from schemas.facts import Found, found

# neighbours: nothing but a comma or «и» between them
JOINT = re.compile(r"[\s,;/]*(?:(?:и|а также)\s)?\s*")


@dataclass(frozen=True, slots=True)
class Met:
    """A term at `start` to `end`, and the rule that read it."""

    term: Term
    start: int
    end: int
    rule: str


def settle(text: str, start: int, met: list[Met], context: Context) -> tuple[Found[Deadline], ...]:
    """The deadlines of the terms met (their places counted from `start` of `text`), each value once."""
    facts = []
    for item in _share(text[start:], met):
        begin, end = start + item.start, start + item.end
        printed = " ".join(text[begin:end].split())
        facts.append(found(item.term.deadline(printed, context), begin, end, item.rule))
    return distinct(tuple(facts))


def distinct(facts: tuple[Found[Deadline], ...]) -> tuple[Found[Deadline], ...]:
    """One deadline for each value, the first printed; «19.01.2024» beside «до 19 января 2024 года» says less."""
    kept: dict[Deadline, Found[Deadline]] = {}
    for fact in facts:
        value = fact.value.model_copy(update={"text": "", "inferred": False})
        if value.kind == "on" and value.due:
            value = value.model_copy(update={"kind": "by", "start": None})
        if value not in kept or (kept[value].value.kind == "on" and fact.value.kind == "by"):
            kept[value] = fact
    return tuple(kept.values())


def _share(text: str, met: list[Met]) -> list[Met]:
    """Neighbours of one list share the year of the last («апрель, октябрь 2024») and the «до» of the first."""
    for i in reversed(range(len(met) - 1)):
        if JOINT.fullmatch(text, met[i].end, met[i + 1].start):
            met[i] = _with_year_of(met[i], met[i + 1])
    for i in range(1, len(met)):
        before, item = met[i - 1].term, met[i]
        if item.rule == "deadline.then" and isinstance(item.term, Ongoing):
            met[i] = replace(item, term=Ongoing(before))
        elif isinstance(before, By) and _is_day(item.term) and JOINT.fullmatch(text, met[i - 1].end, item.start):
            met[i] = replace(item, term=By(before.operator, item.term.piece))
    return [m for m in met if not (isinstance(m.term, During) and isinstance(m.term.piece, Number))]


def _with_year_of(item: Met, following: Met) -> Met:
    term, after = item.term, following.term
    if not isinstance(term, By | During) or not isinstance(after, By | During):
        return item
    piece, other = term.piece, after.piece
    if isinstance(piece, Number):
        piece = of_kind(piece, other)
    if isinstance(piece, Dated) and isinstance(other, Dated):
        piece = with_year(piece, other.year)
    return replace(item, term=replace(term, piece=piece))


def _is_day(term: Term) -> TypeGuard[During]:
    return isinstance(term, During) and isinstance(term.piece, Day)
