"""The tree of items: which bullet stands under which number, which paragraph goes on with which item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Literal

from extractors.duties.paragraphs import BARE_NUMBER, Marker, Paragraph

Relation = Literal["same", "under", "beside", "above", "new"]
"""A paragraph without a marker goes on with the open item, is a bullet under it or beside it that lost its dash, closes
the item above it («Срок: …» after the last bullet), or is new."""
_UNPRINTED = ("line", "dash")
_RANK = {"dotted": 0, "paren": 1, "letter": 2, "line": 3, "dash": 4}


@dataclass
class Item:
    """A numbered item, a bullet or a plain paragraph, its continuation paragraphs and the items under it.

    `number` is the contract's: «2.5», «3.1» for the first bullet under 3; null for prose.
    """

    marker: Marker | None
    number: str | None
    spans: list[tuple[int, int]]
    parent: Item | None = None
    children: list[Item] = field(default_factory=list)
    closing: list[tuple[int, int]] = field(default_factory=list)
    """Paragraphs of labels below its bullets that hold for all of them."""

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    @property
    def whole_end(self) -> int:
        """The end with everything under it."""
        return self.children[-1].whole_end if self.children else self.end

    def lost_dash(self) -> Item | None:
        """The nearest bullet without its dash: this item or one it stands under."""
        return next((item for item in (self, *self.ancestors()) if item.marker and item.marker.kind == "line"), None)

    def ancestors(self) -> Iterator[Item]:
        item = self.parent
        while item is not None:
            yield item
            item = item.parent


def grow(text: str, paragraphs: Iterable[Paragraph], relation: Callable[[Paragraph, Item], Relation]) -> list[Item]:
    """The top items of a run of paragraphs. `relation` says how one without a marker stands to the open item."""
    top: list[Item] = []
    open_items: list[Item] = []
    run = list(paragraphs)
    for paragraph, following in zip_longest(run, run[1:]):
        marker = paragraph.marker or _lost_stop(text, paragraph, following, top)
        if marker is None and open_items:
            how = relation(paragraph, open_items[-1])
            if _joins(paragraph, open_items[-1], how):
                continue
            marker = Marker("line", (), paragraph.start, paragraph.start) if how in ("under", "beside") else None
            parent = _owner(open_items[-1], how)
        else:
            parent = _parent(open_items, marker) or _numbered_above(top, marker) if marker else None
        siblings = parent.children if parent else top
        number = _number(marker, parent, siblings) if marker else None
        item = Item(marker, number, [(max(paragraph.start, marker.end if marker else 0), paragraph.end)], parent)
        siblings.append(item)
        open_items = [*_path(parent), item]
    return top


def _joins(paragraph: Paragraph, item: Item, how: Relation) -> bool:
    """Puts the paragraph to the item it goes on with, or to that whose list it closes; False where it is neither."""
    owner = item.parent if how == "above" else None
    if how == "same":
        item.spans.append((paragraph.start, paragraph.end))
    elif owner:
        owner.closing.append((paragraph.start, paragraph.end))
    return how == "same" or owner is not None


def _lost_stop(text: str, paragraph: Paragraph, following: Paragraph | None, top: list[Item]) -> Marker | None:
    """«5 Преподавателю-организатору …» after item 4, or «1 …» before «2 …»: a number that lost its full stop."""
    match = BARE_NUMBER.match(text, paragraph.start, paragraph.end)
    if match is None:
        return None
    last = top[-1].number if top else None
    after = BARE_NUMBER.match(text, following.start, following.end) if following else None
    first = match[1] == "1" and after is not None and after[1] == "2"
    if first or (last and last.isdigit() and int(match[1]) == int(last) + 1):
        return Marker("dotted", (match[1],), match.start(1), match.end())
    return None


def _owner(item: Item, how: Relation) -> Item | None:
    """Under which item a bullet that lost its dash stands: the open one, or that of the bullets beside it."""
    if how == "under":
        return item if item.marker else None
    return (item.lost_dash() or item).parent if how == "beside" else None


def _path(item: Item | None) -> list[Item]:
    return [*reversed(list(item.ancestors())), item] if item else []


def _parent(open_items: list[Item], marker: Marker) -> Item | None:
    """The deepest open item that this marker can stand under; that of the dash above for a dash."""
    for item in reversed(open_items):
        if item.marker is None:
            continue
        if item.marker.kind == marker.kind == "dash":
            return item.parent
        if _is_under(marker, item.marker):
            return item
    return None


def _numbered_above(top: list[Item], marker: Marker) -> Item | None:
    """«2.» for «2.2.» behind a paragraph without a number, which stands beside «2.1.»."""
    numbered = next((item for item in reversed(top) if item.marker), None)
    beside = numbered.children[-1].marker if numbered and numbered.children else None
    return numbered if beside and len(marker.parts) > 1 and marker.parts[:-1] == beside.parts[:-1] else None


def _is_under_number(marker: Marker, other: Marker) -> bool:
    """Whether a number of several parts begins with another: «2.2.1» with «2.2»."""
    return len(marker.parts) > len(other.parts) > 0 and marker.parts[: len(other.parts)] == other.parts


def _is_under(marker: Marker, other: Marker) -> bool:
    if marker.kind == "dotted" and other.kind in ("dotted", "paren"):
        return _is_under_number(marker, other)
    return _RANK[marker.kind] > _RANK[other.kind]


def _number(marker: Marker, parent: Item | None, siblings: list[Item]) -> str | None:
    """As printed («2.5», «а»); «2)» and the second dash under item 3 are 3.2 (contract)."""
    if marker.kind in ("dotted", "letter"):
        return ".".join(marker.parts)
    own = marker.parts[0] if marker.parts else str(sum(_is_unprinted(item) for item in siblings) + 1)
    if parent is not None and parent.number:
        return f"{parent.number}.{own}"
    return own if marker.parts else None


def _is_unprinted(item: Item) -> bool:
    """A bullet, which is counted where a number would be printed."""
    return item.marker is not None and item.marker.kind in _UNPRINTED
