"""What new aliases mean for those they meet: who is one is decided anew among them, and mentions follow.

Only aliases that share a key are looked at, and theirs in turn: a document costs the same in a database of any size.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from pipeline.store.linking.aliases import TABLES, make_entity
from pipeline.store.linking.clusters import NEAR, SCORES, Clusters, Doubt, Pair, cluster
from pipeline.store.linking.keys import Key, Type

MEET = """
SELECT DISTINCT other.alias_id FROM alias_keys AS own
JOIN alias_keys AS other ON other.key = own.key AND (other.role <> 'near' OR own.role <> 'near')
WHERE own.alias_id = ? AND own.role <> 'near'
"""
NEARBY = f"""
SELECT DISTINCT other.alias_id FROM alias_keys AS own JOIN alias_keys AS other ON other.key = own.key
WHERE own.alias_id = ? AND own.role = 'near' AND other.role = 'near' LIMIT {NEAR}
"""
DECIDED = """
SELECT other.id, verdict FROM aliases AS own
JOIN link_decisions AS d ON d.type = own.type AND d.key = own.key
JOIN aliases AS other ON other.type = own.type AND other.key = d.other_key WHERE own.id = :alias
UNION
SELECT other.id, verdict FROM aliases AS own
JOIN link_decisions AS d ON d.type = own.type AND d.other_key = own.key
JOIN aliases AS other ON other.type = own.type AND other.key = d.key WHERE own.id = :alias
"""
TOGETHER = """
SELECT other.id FROM aliases AS own JOIN aliases AS other ON other.person_id = own.person_id WHERE own.id = :alias
UNION
SELECT other.id FROM aliases AS own JOIN aliases AS other ON other.organization_id = own.organization_id
WHERE own.id = :alias
UNION
SELECT other.id FROM aliases AS own JOIN aliases AS other ON other.initiative_id = own.initiative_id
WHERE own.id = :alias
"""
"""Those who are one now: they come apart where their reason has gone."""


def settle(db: sqlite3.Connection, kind: Type, touched: Iterable[int]) -> set[int]:
    """Puts the touched aliases, and whoever they meet, where they belong; returns what gained or lost an alias."""
    left, moved = set(touched), set()
    while left:
        group = _component(db, left.pop())
        left -= group
        moved |= _settle_group(db, kind, group)
    return moved


def _component(db: sqlite3.Connection, first: int) -> set[int]:
    """The alias and all that it meets, directly or through others."""
    found, waiting = {first}, [first]
    while waiting:
        alias = waiting.pop()
        met = {row[0] for row in db.execute(MEET, (alias,))} | {r[0] for r in db.execute(DECIDED, {"alias": alias})}
        met |= {row[0] for row in db.execute(TOGETHER, {"alias": alias})}
        waiting += met - found
        found |= met
    return found


def _settle_group(db: sqlite3.Connection, kind: Type, group: set[int]) -> set[int]:
    nearby = {row[0] for alias in group for row in db.execute(NEARBY, (alias,))} - group
    keys = {alias: _keys(db, alias) for alias in group | nearby}
    same, different = _decisions(db, group)
    clusters, doubts = cluster(keys, same, different)
    moved = _place(db, kind, clusters, group)
    _write_doubts(db, group, doubts)
    return moved


def _keys(db: sqlite3.Connection, alias: int) -> Sequence[Key]:
    query = "SELECT DISTINCT key, role, rule FROM alias_keys WHERE alias_id = ? ORDER BY key, role"
    return [Key(*row) for row in db.execute(query, (alias,))]


def _decisions(db: sqlite3.Connection, group: Collection[int]) -> tuple[set[Pair], set[Pair]]:
    said: dict[str, set[Pair]] = {"same": set(), "different": set()}
    for alias in group:
        for other, verdict in db.execute(DECIDED, {"alias": alias}):
            said[verdict].add((min(alias, other), max(alias, other)))
    return said["same"], said["different"]


def _place(db: sqlite3.Connection, kind: Type, clusters: Clusters, group: set[int]) -> set[int]:
    """Gives each cluster one entity: that of its first alias that another cluster has not taken."""
    marks = ", ".join("?" * len(group))
    query = f"SELECT id, {kind}_id AS entity, rule FROM aliases WHERE id IN ({marks}) ORDER BY id"
    aliases = {row["id"]: row for row in db.execute(query, sorted(group))}
    taken: dict[int, int] = {}
    moved: set[int] = set()
    for alias, row in aliases.items():
        leader = clusters.of(alias)
        if leader not in taken:
            free = row["entity"] not in taken.values()
            taken[leader] = row["entity"] if free else _own_entity(db, kind, alias)
        rule = clusters.rules.get(alias, "name")
        if taken[leader] != row["entity"]:
            moved |= {taken[leader], row["entity"]}
            point(db, kind, alias, taken[leader])
        if rule != row["rule"]:
            db.execute("UPDATE aliases SET rule = ?, score = ? WHERE id = ?", (rule, SCORES.get(rule, 1.0), alias))
    return moved


def _own_entity(db: sqlite3.Connection, kind: Type, alias: int) -> int:
    key, name = db.execute("SELECT key, name FROM aliases WHERE id = ?", (alias,)).fetchone()
    return make_entity(db, kind, key, {"name": name})


def _write_doubts(db: sqlite3.Connection, group: set[int], doubts: Sequence[Doubt]) -> None:
    db.executemany("DELETE FROM doubts WHERE alias_id = :a OR other_id = :a", [{"a": alias} for alias in group])
    own = [d for d in doubts if d.pair[0] in group or d.pair[1] in group]
    rows = [(*d.pair, d.rule, round(SCORES[d.rule] / 2 if d.rule in CERTAIN else SCORES[d.rule], 2)) for d in own]
    db.executemany("INSERT OR REPLACE INTO doubts (alias_id, other_id, rule, score) VALUES (?, ?, ?, ?)", rows)


CERTAIN = frozenset(
    ["person.initials", "organization.initials", "organization.abbreviation", "organization.short-name"]
)
"""Rules that join where there is one candidate; among several each is half as likely."""

POINT: Mapping[Type, tuple[str, ...]] = {
    "person": (
        "UPDATE document_parties SET person_id = :entity WHERE head_alias_id = :alias",
        "UPDATE assignment_parties SET person_id = :entity WHERE head_alias_id = :alias",
    ),
    "organization": (
        "UPDATE documents SET organization_id = :entity WHERE issuer_alias_id = :alias",
        """UPDATE letterheads SET organization_id = :entity
        WHERE document_id IN (SELECT id FROM documents WHERE issuer_alias_id = :alias)""",
        """UPDATE contacts SET organization_id = :entity
        WHERE document_id IN (SELECT id FROM documents WHERE issuer_alias_id = :alias)""",
        "UPDATE organizations SET parent_id = :entity WHERE parent_alias_id = :alias",
    ),
    "initiative": (
        """DELETE FROM document_initiatives
        WHERE document_id IN (SELECT document_id FROM initiative_mentions WHERE alias_id = :alias)""",
        """INSERT INTO document_initiatives (document_id, initiative_id)
        SELECT DISTINCT document_id, initiative_id FROM initiative_mentions JOIN aliases ON aliases.id = alias_id
        WHERE document_id IN (SELECT document_id FROM initiative_mentions WHERE alias_id = :alias)""",
    ),
}
PARTIES = tuple(
    f"UPDATE {t} SET party_id = :party WHERE alias_id = :alias" for t in ("document_parties", "assignment_parties")
)


def point(db: sqlite3.Connection, kind: Type, alias: int, entity: int) -> None:
    """Makes an alias stand for another entity, with every mention of it."""
    values = {"alias": alias, "entity": entity}
    db.execute(f"UPDATE aliases SET {kind}_id = :entity WHERE id = :alias", values)
    for statement in POINT[kind]:
        db.execute(statement, values)
    if kind != "initiative":
        party = {"alias": alias, "party": party_of(db, kind, entity)}
        for statement in PARTIES:
            db.execute(statement, party)


def party_of(db: sqlite3.Connection, kind: Type, entity: int) -> int:
    """The party of a person or body, made if there is none."""
    found = db.execute(f"SELECT id FROM parties WHERE {kind}_id = ?", (entity,)).fetchone()
    if found:
        return int(found[0])
    query = f"""INSERT INTO parties (type, name, key, {kind}_id)
        SELECT ?, name, key, id FROM {TABLES[kind]} WHERE id = ? RETURNING id"""
    return int(db.execute(query, (kind, entity)).fetchone()[0])
