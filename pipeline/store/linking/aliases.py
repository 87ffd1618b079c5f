"""Aliases as rows: a name in its context is found by its key, or made with an entity of its own."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.store.linking.keys import Key, Type

TABLES: Mapping[Type, str] = {"person": "people", "organization": "organizations", "initiative": "initiatives"}


def find_or_make(
    db: sqlite3.Connection, kind: Type, key: str, keys: Iterable[Key], values: Mapping[str, Any]
) -> tuple[int, int, bool]:
    """The alias, what it stands for, and whether it is new. `values` are the columns of a new entity."""
    found = db.execute(f"SELECT id, {kind}_id FROM aliases WHERE type = ? AND key = ?", (kind, key)).fetchone()
    if found:
        return int(found[0]), int(found[1]), False
    entity = make_entity(db, kind, key, values)
    alias = db.execute(
        f"INSERT INTO aliases (type, key, name, {kind}_id, rule, score) VALUES (?, ?, ?, ?, 'name', 1) RETURNING id",
        (kind, key, values["name"], entity),
    ).fetchone()[0]
    add_keys(db, alias, keys)
    return int(alias), entity, True


def make_entity(db: sqlite3.Connection, kind: Type, key: str, values: Mapping[str, Any]) -> int:
    row = {**values, "key": _free(db, TABLES[kind], key)}
    columns, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    query = f"INSERT INTO {TABLES[kind]} ({columns}) VALUES ({marks}) RETURNING id"
    return int(db.execute(query, row).fetchone()[0])


def _free(db: sqlite3.Connection, table: str, key: str) -> str:
    """The key, or with a number where an entity that was split keeps it."""
    number, free = 1, key
    while db.execute(f"SELECT 1 FROM {table} WHERE key = ?", (free,)).fetchone():
        number, free = number + 1, f"{key} #{number + 1}"
    return free


def add_keys(db: sqlite3.Connection, alias: int, keys: Iterable[Key], document: int | None = None) -> bool:
    """Adds keys, those of a letterhead for as long as some letterhead says them; whether any is new."""
    is_new = False
    for key in dict.fromkeys(keys):
        values = (alias, key.key, key.role, key.rule)
        is_new |= db.execute(KEY, (*values, document is None)).rowcount > 0
        if document is not None:
            db.execute(SAID, (document, *values))
    return is_new


KEY = "INSERT OR IGNORE INTO alias_keys (alias_id, key, role, rule, lasting) VALUES (?, ?, ?, ?, ?)"
SAID = """
INSERT INTO letterhead_keys (document_id, alias_key_id)
SELECT ?, id FROM alias_keys WHERE alias_id = ? AND key = ? AND role = ? AND rule = ?
"""
