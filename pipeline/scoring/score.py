"""One predicted document against its gold: every scalar is right, wrong, missing or spurious.

Gold may say under `ambiguous` what two careful readers would read differently, as JSON Pointers: a value that is not
scored, a list that is not scored, or a list member that may be there or not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.scoring.pairs import Json, folded, pairs

UNSCORED = frozenset({"ambiguous", "notes", "evidence"})


@dataclass(frozen=True, slots=True)
class Count:
    """How many values were right, spurious and missed. A wrong value is both spurious and missed."""

    right: int = 0
    spurious: int = 0
    missed: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.spurious + other.spurious, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """Share of what was read that is right; `None` where nothing was read."""
        return _share(self.right, self.right + self.spurious)

    @property
    def recall(self) -> float | None:
        """Share of what is in gold that was read right; `None` where gold has nothing."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        return _share(2 * self.right, 2 * self.right + self.spurious + self.missed)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar of the contract: `field` without indices, `pointer` into gold («+» before a predicted index)."""

    field: str
    pointer: str
    gold: Json
    predicted: Json

    @property
    def verdict(self) -> Literal["right", "wrong", "missing", "spurious"]:
        if folded(self.gold) == folded(self.predicted):
            return "right"
        if self.predicted is None:
            return "missing"
        return "spurious" if self.gold is None else "wrong"

    @property
    def count(self) -> Count:
        return COUNTS[self.verdict]


COUNTS = {
    "right": Count(right=1),
    "wrong": Count(spurious=1, missed=1),
    "missing": Count(missed=1),
    "spurious": Count(spurious=1),
}


@dataclass(frozen=True, slots=True)
class Score:
    """Every scored scalar of a document, right and wrong."""

    leaves: tuple[Leaf, ...]

    @property
    def fields(self) -> dict[str, Count]:
        """Counts by field, in the order the fields were met."""
        counts: dict[str, Count] = {}
        for leaf in self.leaves:
            counts[leaf.field] = counts.get(leaf.field, Count()) + leaf.count
        return counts

    @property
    def total(self) -> Count:
        return sum((leaf.count for leaf in self.leaves), Count())

    @property
    def mistakes(self) -> tuple[Leaf, ...]:
        return tuple(leaf for leaf in self.leaves if leaf.verdict != "right")


def score(predicted: Mapping[str, Json], gold: Mapping[str, Json]) -> Score:
    """Scores a predicted document, as the contract's JSON, against gold.

    >>> score({"kind": "order", "number": "5"}, {"kind": "order", "number": "6"}).total
    Count(right=1, spurious=1, missed=1)
    """
    ambiguous = gold.get("ambiguous") or ()
    pointers = frozenset(p for p in ambiguous if isinstance(p, str)) if isinstance(ambiguous, Sequence) else frozenset()
    return Score(tuple(_walk(_scored(gold), _scored(predicted), "", "", pointers)))


def score_file(predicted: Sequence[Mapping[str, Json]], gold: Sequence[Mapping[str, Json]]) -> Score:
    """The documents of one file, paired by number, date and title."""
    parts = (
        score(predicted[j] if j is not None else {}, gold[i] if i is not None else {})
        for i, j in pairs(gold, predicted, "documents", least=0.0)
    )
    return merged(parts)


def _scored(document: Mapping[str, Json]) -> Mapping[str, Json]:
    return {key: value for key, value in document.items() if key not in UNSCORED}


def _walk(gold: Json, predicted: Json, field: str, pointer: str, skip: frozenset[str]) -> Iterator[Leaf]:
    """The leaves of two values side by side; null against null is no leaf."""
    if pointer in skip or (gold is None and predicted is None):
        return
    if _is_list(gold) or _is_list(predicted):
        yield from _list(gold or (), predicted or (), field, pointer, skip)
    elif isinstance(gold, Mapping) or isinstance(predicted, Mapping):
        ours, theirs = _mapping(gold), _mapping(predicted)
        for key in dict.fromkeys((*ours, *theirs)):
            yield from _walk(ours.get(key), theirs.get(key), f"{field}.{key}".lstrip("."), f"{pointer}/{key}", skip)
    else:
        yield Leaf(field, pointer, gold, predicted)


def _list(gold: Json, predicted: Json, field: str, pointer: str, skip: frozenset[str]) -> Iterator[Leaf]:
    ours, theirs = _members(gold), _members(predicted)
    for i, j in pairs(ours, theirs, field.rpartition(".")[2]):
        place = f"{pointer}/{i}" if i is not None else f"{pointer}/+{j}"
        yield from _walk(ours[i] if i is not None else None, theirs[j] if j is not None else None, field, place, skip)


def _is_list(value: Json) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _members(value: Json) -> Sequence[Json]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else (value,)


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def merged(scores: Iterable[Score]) -> Score:
    """One score over many documents."""
    return Score(tuple(leaf for score in scores for leaf in score.leaves))
