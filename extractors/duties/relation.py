"""How a paragraph without a marker stands to the item before it."""

import re
from collections.abc import Callable

from extractors.duties.items import Item, Relation
from extractors.duties.labels import LabelKind, labels
from extractors.duties.paragraphs import Paragraph
from extractors.duties.scope import Scope

_COLON = re.compile(r"(?::|\b(?:ниже)?следующ(?:ее|его)\W*)\s*$", re.IGNORECASE)
_BULLETS = ("line", "dash", "letter")


def leads_in(words: str) -> bool:
    """Whether a list must follow: «… рекомендует:», «… сделать следующее»."""
    return bool(_COLON.search(words))


def relation(scope: Scope, paragraph: Paragraph, item: Item) -> Relation:
    """The relation of a paragraph without a marker to the open item, by the first of the rules that knows one."""
    return next((known for rule in RULES if (known := rule(scope, paragraph, item))), "same" if item.marker else "new")


def _label(scope: Scope, paragraph: Paragraph, item: Item) -> Relation | None:
    """«Срок: до 25.05.2020» goes on with its item or its prose, or closes the whole list."""
    first = labels(scope.text, paragraph.start, paragraph.end)[:1]
    leads = item.marker is None and leads_in(scope.text[item.start : item.end])
    if leads or not first or first[0].start - paragraph.start >= 3:
        return None
    return "above" if _closes_list(scope.text, item, first[0].kind) else "same"


def _capital(scope: Scope, paragraph: Paragraph, item: Item) -> Relation | None:
    """A capital begins something new, but in a list set off by semicolons («Утвердить: / Порядок …; / Состав …»)."""
    words = scope.text[paragraph.start : paragraph.end].strip()
    above = scope.text[item.start : item.end].rstrip()
    listed = above.endswith(";") if item.lost_dash() else item.marker is not None and words.endswith(";")
    return None if words[:1].islower() or listed else "new"


def _lost_dash(scope: Scope, paragraph: Paragraph, item: Item) -> Relation | None:
    """After a colon, or after another bullet that lost its dash."""
    above = scope.text[item.start : item.end].rstrip()
    if leads_in(above):
        return "under"
    return "beside" if item.lost_dash() and above.endswith((";", ".", ",")) else None


def _closes_list(text: str, item: Item, kind: LabelKind) -> bool:
    """Whether a label below this bullet holds for the whole list: none of the bullets has one of its kind."""
    if item.parent is None or item.marker is None or item.marker.kind not in _BULLETS:
        return False
    bullets = item.parent.children
    own = (mark.kind for bullet in bullets for mark in labels(text, bullet.start, bullet.end))
    return len(bullets) > 1 and kind not in own


RULES: tuple[Callable[[Scope, Paragraph, Item], Relation | None], ...] = (_label, _capital, _lost_dash)
