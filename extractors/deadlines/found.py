"""Terms as they were met in a text: what neighbours share, and which are printed twice."""

import re
from dataclasses import dataclass, replace

from extractors.deadlines.context import Context
from extractors.deadlines.pieces import Dated, Day, Number, with_year
from extractors.deadlines.rules import By, During, Ongoing, Term
from extractors.deadlines.resolve import shared
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


def settle(text: str, met: list[Met], context: Context) -> tuple[Found[Deadline], ...]:
    """The deadlines of the terms met, each value once."""
    facts = []
    for item in _share(text, met):
        printed = " ".join(text[item.start : item.end].split())
        facts.append(found(item.term.deadline(printed, context), item.start, item.end, item.rule))
    return distinct(tuple(facts))


def distinct(facts: tuple[Found[Deadline], ...]) -> tuple[Found[Deadline], ...]:
    """One deadline for each value, the first printed; a day is one value whether `by` or `on`."""
    kept: dict[object, Found[Deadline]] = {}
    for fact in facts:
        value = fact.value
        day = value.due if value.kind in ("by", "on") and value.due else None
        kept.setdefault(day or (value.kind, value.start, value.due, value.recurrence, value.offset, value.working_days), fact)
    return tuple(kept.values())


def _share(text: str, met: list[Met]) -> list[Met]:
    """Neighbours of one list share the year of the last («апрель, октябрь 2024») and the «до» of the first."""
    for i in reversed(range(len(met) - 1)):
        if JOINT.fullmatch(text, met[i].end, met[i + 1].start):
            met[i] = _with_year_of(met[i], met[i + 1])
    for i in range(1, len(met)):
        before, item = met[i - 1].term, met[i]
        if isinstance(before, By) and isinstance(item.term, During) and isinstance(item.term.piece, Day):
            if JOINT.fullmatch(text, met[i - 1].end, item.start):
                met[i] = replace(item, term=By(before.operator, item.term.piece))
        if isinstance(item.term, Ongoing) and item.rule == "deadline.then":
            met[i] = replace(item, term=Ongoing(before))
    return [m for m in met if not (isinstance(m.term, During) and isinstance(m.term.piece, Number))]


def _with_year_of(item: Met, following: Met) -> Met:
    term, after = item.term, following.term
    if not isinstance(term, By | During) or not isinstance(after, By | During):
        return item
    piece, other = term.piece, after.piece
    if isinstance(piece, Number):
        piece = shared(piece, other)[0]
    if isinstance(piece, Dated) and isinstance(other, Dated):
        piece = with_year(piece, other.year)
    return replace(item, term=replace(term, piece=piece))
