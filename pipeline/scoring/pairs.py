"""Which member of a predicted list is which member of the gold list.

Members are paired by likeness, the likest first; members with nothing in common stay alone. Likeness counts what tells
members of a list apart (an assignment by its text and number, a party by its name), never what most of them share.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"

LEAST = 0.4  # below this two members are two things, not one thing read wrongly
WORDING = frozenset({"", "name", "text", "title", "section"})  # compared by wording; all others are equal or not
NAMED = {"name": 3, "text": 1}
TELLING: Mapping[str, Mapping[str, int]] = {
    "assignments": {"text": 6, "number": 2, "source": 1, "section": 1},
    "deadlines": {"text": 2, "due": 2, "start": 1, "kind": 1},
    "references": {"number": 2, "date": 2, "title": 1, "issuer": 1, "kind": 1},
    "attachments": {"number": 1, "title": 2, "sheets": 1},
    "registrations": {"number": 2, "date": 1},
    "documents": {"number": 3, "date": 2, "title": 2, "kind": 1},
}


def folded(value: Json) -> Json:
    """A scalar as it is compared: strings NFC with runs of white space as one space.

    >>> folded("П Р И К А З\\n  № 5 ")
    'П Р И К А З № 5'
    """
    return " ".join(unicodedata.normalize("NFC", value).split()) if isinstance(value, str) else value


@lru_cache(maxsize=50_000)
def _trigrams(text: str) -> frozenset[str]:
    padded = f"  {text.casefold()} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


def likeness(one: Json, other: Json, key: str = "") -> float:
    """0 to 1: the share of common letter triples for wording, 1 or 0 for the rest."""
    one, other = folded(one), folded(other)
    if one == other:
        return 1.0
    if key not in WORDING or not isinstance(one, str) or not isinstance(other, str):
        return 0.0
    a, b = _trigrams(one), _trigrams(other)
    return 2 * len(a & b) / (len(a) + len(b))


def member_likeness(one: Json, other: Json, name: str) -> float:
    """Likeness of two members of the list `name`: the weighted mean over the keys that either of them fills."""
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return likeness(one, other)
    weights = TELLING.get(name, NAMED)
    filled = {key: weight for key, weight in weights.items() if (one.get(key), other.get(key)) != (None, None)}
    alike = sum(weight * likeness(one.get(key), other.get(key), key) for key, weight in filled.items())
    return alike / sum(filled.values()) if filled else 1.0


def pairs(
    gold: Sequence[Json], predicted: Sequence[Json], name: str, least: float = LEAST
) -> tuple[tuple[int | None, int | None], ...]:
    """Indices (gold, predicted) of the members that are the same thing; `None` beside a member that stands alone.

    Equal likeness is settled by the order of the lists, so rows with equal text pair first with first.
    """
    likes = [(member_likeness(g, p, name), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted)]
    mates: dict[int, int] = {}
    taken: set[int] = set()
    for like, i, j in sorted(likes, key=lambda x: (-x[0], abs(x[1] - x[2]), x[1], x[2])):
        if like >= least and i not in mates and j not in taken:
            mates[i] = j
            taken.add(j)
    alone = tuple((None, j) for j in range(len(predicted)) if j not in taken)
    return (*((i, mates.get(i)) for i in range(len(gold))), *alone)
