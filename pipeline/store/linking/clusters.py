"""Which of some aliases are one: a pure function of their keys and of what people decided, whatever their order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pipeline.store.linking.keys import Key

SCORES = {
    "decision": 1.0,
    "organization.ogrn": 1.0,
    "organization.inn": 1.0,
    "organization.expanded": 0.95,
    "organization.short-name": 0.95,
    "initiative.form": 0.95,
    "person.initials": 0.9,
    "organization.abbreviation": 0.9,
    "organization.initials": 0.85,
    "person.other-body": 0.6,
    "person.other-surname": 0.4,
}
"""How sure each rule is. They are orders of trust, set by hand, not measured shares."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two aliases that may be one; a person should say."""

    pair: Pair
    rule: str


@dataclass(slots=True)
class Clusters:
    """Union of aliases by id that never joins what was decided to be different; `rules` say why."""

    different: frozenset[Pair]
    leader: dict[int, int]
    rules: dict[int, str] = field(default_factory=dict)

    def of(self, alias: int) -> int:
        while self.leader[alias] != alias:
            alias = self.leader[alias]
        return alias

    def members(self, alias: int) -> tuple[int, ...]:
        return tuple(sorted(a for a in self.leader if self.of(a) == self.of(alias)))

    def join(self, one: int, other: int, rule: str) -> bool:
        """Joins two; False where somebody said that they, or any of theirs, are different."""
        first, second = sorted((self.of(one), self.of(other)))
        if first == second:
            return True
        apart = ((a, b) for a in self.members(first) for b in self.members(second))
        if any((min(pair), max(pair)) in self.different for pair in apart):
            return False
        self.leader[second] = first
        self.rules[second] = rule
        return True


def cluster(
    keys: Mapping[int, Sequence[Key]], same: Iterable[Pair] = (), different: Iterable[Pair] = ()
) -> tuple[Clusters, tuple[Doubt, ...]]:
    """:param keys: of each alias, by its id; :param same: pairs decided to be one; :param different: not to be."""
    clusters = Clusters(frozenset(different), {alias: alias for alias in sorted(keys)})
    for one, other in same:
        clusters.join(one, other, "decision")
    groups = _groups(keys)
    doubts: list[Doubt] = []
    for role, step in STEPS:
        for key in sorted(groups, key=lambda k: (-len(k), k)):  # «Ершова А.П.» tells more than «Ершова А.»
            if role in groups[key]:
                doubts += step(clusters, groups[key])
    open_ = {d.pair: d for d in doubts if clusters.of(d.pair[0]) != clusters.of(d.pair[1])}
    return clusters, tuple(open_[pair] for pair in sorted(open_) if pair not in clusters.different)


Group = Mapping[str, Sequence[tuple[int, str]]]
"""Who has one key, by role: alias and rule."""


def _groups(keys: Mapping[int, Sequence[Key]]) -> dict[str, dict[str, list[tuple[int, str]]]]:
    groups: dict[str, dict[str, list[tuple[int, str]]]] = defaultdict(lambda: defaultdict(list))
    for alias in sorted(keys):
        for key in keys[alias]:
            groups[key.key][key.role].append((alias, key.rule))
    return groups


def _same(clusters: Clusters, group: Group) -> Iterator[Doubt]:
    first, *others = group["same"]
    for alias, rule in others:
        clusters.join(first[0], alias, rule)
    yield from ()


def _short(clusters: Clusters, group: Group) -> Iterator[Doubt]:
    """The short ones are one another; they are the full one where there is only one."""
    shorts, fulls = group["short"], group.get("full", ())
    for alias, rule in shorts[1:]:
        clusters.join(shorts[0][0], alias, rule)
    bodies = {clusters.of(alias): (alias, rule) for alias, rule in fulls}
    for own, short in {clusters.of(alias): alias for alias, _ in reversed(shorts)}.items():
        if own in bodies:
            continue
        if len(bodies) == 1:
            ((alias, rule),) = bodies.values()
            clusters.join(alias, short, rule)
        for alias, rule in bodies.values():
            yield Doubt(_pair(alias, short), rule)


def _near(clusters: Clusters, group: Group) -> Iterator[Doubt]:
    for (one, rule), (other, _) in combinations(group["near"][:NEAR], 2):
        yield Doubt(_pair(one, other), rule)


NEAR = 8
"""More who are near each other than this tell nothing of any two."""

STEPS = (("same", _same), ("short", _short), ("near", _near))
"""The policy, in order."""


def _pair(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)
