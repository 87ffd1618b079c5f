"""Corrections follow what they correct: its place in a new reading is found by what was read there before."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from rapidfuzz.fuzz import ratio

Facts = dict[str, Any]

SIMILAR = 90.0
"""Percent (rapidfuzz): the same words with a character read otherwise."""

IDENTITY = {
    # list: the fields by which an item that a person added is known when the program finds it too
    "assignments": ("text",),
    "deadlines": ("start", "due", "recurrence"),
    "references": ("number", "date"),
    "attachments": ("number", "title"),
    "registrations": ("number", "date"),
}


def anchor(content: Facts, key: str) -> list[list[Any]]:
    """What was read at each list item on the way to a key: its mark, which of the equal ones it is, how many there are.

    >>> anchor({"a": ["x", "y", "x"]}, "/a/2"), anchor({"number": "7"}, "/number")
    ([['x', 1, 2]], [])
    """
    place: Any = content
    made: list[list[Any]] = []
    for part in key.split("/")[1:]:
        if isinstance(place, list):
            if not part.isdigit() or int(part) >= len(place):
                break
            marks = [mark(item) for item in place]
            index = int(part)
            made.append([marks[index], marks[:index].count(marks[index]), marks.count(marks[index])])
            place = place[index]
        else:
            place = place.get(part) if isinstance(place, dict) else None
    return made


def mark(item: Any) -> str:
    """By what an item is known: what was printed, or its fields.

    >>> mark({"text": "до 1 мая", "due": "2024-05-01"}), mark({"number": "7", "date": None, "title": "О"}), mark("а")
    ('до 1 мая', '7 О', 'а')
    """
    if not isinstance(item, dict):
        return str(item)
    fields = (item.get(name) for name in ("number", "date", "name", "title"))
    return str(item.get("text") or " ".join(filter(None, fields)))


class Held(NamedTuple):
    """A correction as it was kept: where, at what, and the value."""

    key: str
    anchor: list[list[Any]]
    value: Any


def followed(held: Held, former: Facts | None, content: Facts, twins: dict[str, str]) -> str | None:
    """The key of a correction in a new reading; None where what it corrected is not there.

    `twins` gathers the keys of added items that are now read, with the index of what was read.
    """
    anchors, parts = iter(held.anchor), held.key.split("/")[1:]
    key, was, place, old = "", "", content, former
    for number, part in enumerate(parts):
        was, step = f"{was}/{part}", part
        if isinstance(place, list) and part.startswith("+"):
            if number == len(parts) - 1 and (twin := _twin(place, held.value, parts[number - 1])):
                twins[was] = twin
            if was not in twins:
                return "/".join((key, *parts[number:]))
            step = twins[was]
        elif isinstance(place, list):
            found = _found(place, old, next(anchors, [part]))
            if found is None:
                return None
            step = found
        elif not isinstance(place, dict) or part not in place:
            return None
        key, place, old = f"{key}/{step}", _inside(place, step), _inside(old, part)
    return key


def _inside(place: Any, part: str) -> Any:
    if isinstance(place, list):
        return place[int(part)] if part.isdigit() and int(part) < len(place) else None
    return place.get(part) if isinstance(place, dict) else None


def _twin(place: Sequence[Any], value: Any, name: str) -> str | None:
    """The index of the one item of a list that is what a person added."""
    fields = IDENTITY.get(name, ("name",))

    def known(item: Any) -> Any:
        return [item.get(field) for field in fields] if isinstance(item, dict) else item

    same = [index for index, item in enumerate(place) if known(item) == known(value)]
    return str(same[0]) if len(same) == 1 else None


def _found(place: Sequence[Any], old: Any, held: Sequence[Any]) -> str | None:
    """The index of the item that an anchor means: the same mark, as often as before, or the one mark like it.

    >>> _found(["б", "а"], ["а"], ["а", 0, 1]), _found(["а", "а"], ["а"], ["а", 0, 1])
    ('1', None)
    >>> was = ["представить отчёт до мая", "представить отчёт до июня"]
    >>> _found(["представить отчет до мая"], was, [was[0], 0, 1]), _found(was[1:], was, [was[0], 0, 1])
    ('0', None)
    """
    if len(held) == 1:  # another program wrote only the index
        return held[0] if held[0].isdigit() and int(held[0]) < len(place) else None
    own, rank, count = held
    marks, before = [mark(item) for item in place], [mark(item) for item in old] if isinstance(old, list) else [own]
    equal = [index for index, each in enumerate(marks) if each == own]
    if equal:
        return str(equal[rank]) if len(equal) == count else None
    like = [index for index, each in enumerate(marks) if each not in before and _alike(each, own)]
    if len(like) != 1 or any(_alike(marks[like[0]], each) for each in before if each not in (own, *marks)):
        return None
    return str(like[0])


def _alike(one: str, other: str) -> bool:
    return bool(ratio(one, other) >= SIMILAR)
