"""Duties of numbered items and bullets: a lead-in gives what it says to the items under it, and is none itself."""

from collections.abc import Iterator

from extractors.duties import orders
from extractors.duties.build import from_text
from extractors.duties.context import Carried, lead_in
from extractors.duties.items import Item
from extractors.duties.labels import labels
from extractors.duties.meeting import Meeting
from extractors.duties.relation import leads_in
from extractors.duties.scope import Scope
from extractors.duties.sentences import sentences
from extractors.lines import trim
from schemas.document import Assignment
from schemas.facts import Found


def item_duties(scope: Scope, meeting: Meeting, item: Item, carried: Carried) -> Iterator[Found[Assignment]]:
    """The duties of an item with a marker and of the items under it."""
    words = _words(scope, item)
    if (meeting.turns_away(words) and not item.children) or (item.children and orders.lists_no_orders(words)):
        return
    leads = bool(item.children) and (leads_in(words) or not _is_ordered(scope, item, carried))
    if leads and _children_order(scope, item):
        yield from _children(scope, meeting, item, _inner(scope, item, carried))
    elif leads and not orders.orders(words, scope.language):
        yield from _children(scope, meeting, item, carried)
    else:
        if meeting.decides and _is_ordered(scope, item, carried):
            yield _duty(scope, item, item.whole_end if leads else item.end, carried)
        if not leads:
            yield from _children(scope, meeting, item, carried)


def _children(scope: Scope, meeting: Meeting, item: Item, carried: Carried) -> Iterator[Found[Assignment]]:
    for child in item.children:
        yield from item_duties(scope, meeting, child, carried)


def _inner(scope: Scope, item: Item, carried: Carried) -> Carried:
    """What an item gives to those under it, with the labels below the last of them."""
    spans = ((item.start, item.end), *item.closing)
    marks = [mark for start, end in spans for mark in labels(scope.text, start, end)]
    context, case = scope.context, carried.case
    return lead_in(scope.setting, item.start, item.end, marks, context, marked=True, case=case).over(carried)


def _children_order(scope: Scope, item: Item) -> bool:
    """Items under a lead-in order by themselves, or complete its verb, or have the verb that «Отделу кадров:» lacks."""
    lead = _words(scope, item)
    bare = not orders.infinitives(lead, scope.language)
    return (
        (bare and any(_has_verb(scope, child) for child in item.children))
        or any(bool(child.children) or scope.opens_with_order(child.start, child.end) for child in item.children)
        or orders.completes(lead, scope.language)
    )


def _has_verb(scope: Scope, item: Item) -> bool:
    words = _words(scope, item)
    return orders.orders(words, scope.language) or _is_standing(scope, words)


def _is_standing(scope: Scope, words: str) -> bool:
    """In a regulation under «Секретарь комиссии:»: «извещает членов комиссии …»."""
    return scope.regulation and orders.starts_in_present(words, scope.language)


def _is_ordered(scope: Scope, item: Item, carried: Carried) -> bool:
    """Whether an item orders something, by itself or by what carries down to it."""
    words = _words(scope, item)
    if carried.verb or (carried.responsible and _is_standing(scope, words)):
        return True
    if any(mark.kind in ("deadline", "responsible") for mark in labels(scope.text, item.start, item.end)):
        return True
    if carried.ordering or scope.orders_by_nature():
        return orders.orders(words, scope.language) or scope.obliges(item.start, item.end)
    asks = scope.opens_with_order(item.start, item.end) or _has_request(scope, words)
    return asks or scope.obliges(item.start, item.end)


def _has_request(scope: Scope, words: str) -> bool:
    return any(orders.requests(words[a:b], scope.language) for a, b in sentences(words, 0, len(words)))


def _duty(scope: Scope, item: Item, end: int, carried: Carried) -> Found[Assignment]:
    number = (item.number, *_printed_number(scope.text, item)) if item.number else None
    return from_text(scope, item.start, end, number=number, carried=scope.addressed(carried), rule="duty.item")


def _printed_number(text: str, item: Item) -> tuple[int, int]:
    """«2.5» of «2.5. », «–» of a dash; the place of a dash that was lost is the first character of the item."""
    assert item.marker is not None
    end = trim(text, item.marker.start, item.marker.end, ".) ")[1]
    return item.marker.start, max(item.marker.start + 1, end)


def _words(scope: Scope, item: Item) -> str:
    return scope.text[item.start : item.end]
