"""Duties of running text: sentences that ask or order."""

from collections.abc import Iterator
from itertools import pairwise

from extractors.deadlines import find_deadlines
from extractors.duties import orders
from extractors.duties.build import from_text
from extractors.duties.context import NOTHING, Carried, lead_in, stated_responsible
from extractors.duties.items import Item
from extractors.duties.labels import labels
from extractors.duties.meeting import Meeting, decision_prefix
from extractors.duties.relation import leads_in
from extractors.duties.scope import Scope
from extractors.duties.sentences import sentences
from extractors.parties import leading_parties
from extractors.segment.dative import is_dative
from schemas.document import Assignment
from schemas.facts import Found


def paragraph_duties(
    scope: Scope, meeting: Meeting, item: Item, charged: Carried, *, leads: bool
) -> Iterator[Found[Assignment]]:
    """The duties of a paragraph without a marker. `leads` says that items follow, to which it may lead in.

    `charged` has whom the line above it names.
    """
    words = scope.text[item.start : item.end]
    if meeting.turns_away(words) or not meeting.decides:
        return
    start = item.start + decision_prefix(words)
    for a, b in _spans(scope, start, item.end, leads):
        if _orders(scope, a, b):
            yield from_text(scope, a, b, number=None, carried=scope.addressed(charged), rule="duty.sentence")


def _spans(scope: Scope, start: int, end: int, leads: bool) -> list[tuple[int, int]]:
    """The parts that may order: sentences, but for the lead-in; a paragraph of an order that begins with one is one,
    but for sentences that order somebody else.
    """
    if leads and leads_in(scope.text[start:end]):
        return list(sentences(scope.text, start, end))[:-1]
    if scope.orders_by_nature() and scope.opens_with_order(start, end):
        approves = orders.order_type(scope.text[start:end]) == "approval"
        begins = (a for a, b in sentences(scope.text, start, end) if a == start or _is_another(scope, a, b, approves))
        edges = [*begins, end]
        return list(pairwise(edges))
    return _labelled_sentences(scope.text, start, end)


def _is_another(scope: Scope, start: int, end: int, approves: bool) -> bool:
    """«… обеспечить явку. Отделу кадров подготовить …»: the sentence begins with whom it orders, or is the control.

    Behind «Утвердить …» (`approves`) any order is another.
    """
    if orders.order_type(scope.text[start:end]) == "control":
        return scope.opens_with_order(start, end)
    if approves:
        return orders.orders(scope.text[start:end], scope.language)
    return bool(stated_responsible(scope.setting, start, end, ())) and scope.opens_with_order(start, end)


def _labelled_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentences, each with the labels behind it: «Сформировать реестр. Срок – до 20.05.2025.» is one."""
    joined: list[tuple[int, int]] = []
    for a, b in sentences(text, start, end):
        first = labels(text, a, b)[:1]
        if joined and first and first[0].start - a < 2:
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return joined


def _orders(scope: Scope, start: int, end: int) -> bool:
    if scope.is_quoted(start):
        return False
    if scope.orders_by_nature() and scope.opens_with_order(start, end):
        return True
    first, last = next(sentences(scope.text, start, end), (start, end))  # a label may follow
    due = orders.warns(scope.text[start:end]) and bool(find_deadlines(scope.text, start, end, scope.context))
    return due or orders.requests(scope.text[first:last], scope.language) or scope.obliges(start, end)


def carried_by(scope: Scope, item: Item) -> Carried:
    """What the last sentence of a paragraph gives to the items below: «До 1 мая просим руководителей:», «РЕШЕНО:»."""
    first = item.start + decision_prefix(scope.text[item.start : item.end])
    if first >= item.end:
        return Carried(ordering=True)
    start, end = list(sentences(scope.text, first, item.end))[-1]
    return lead_in(scope.setting, start, end, labels(scope.text, start, end), scope.context, marked=False)


def named_alone(scope: Scope, item: Item) -> Carried:
    """Whom a line names above what is asked of them: «Главам районов / Прошу представить …»."""
    text, setting = scope.text, scope.setting
    if not is_dative(text[item.start : item.end], scope.language):
        return NOTHING
    named, stop = leading_parties(text, item.start, item.end, scope.language, aliases=setting.aliases, case="datv")
    return Carried(responsible=named) if named and not text[stop : item.end].strip(" \n)") else NOTHING
