"""What a person, body or initiative is called that has several names: the fullest of them."""

import sqlite3
from collections.abc import Iterable

from pipeline.store.linking.aliases import TABLES
from pipeline.store.linking.keys import Type

FULLEST = """
UPDATE {table} SET name = coalesce((
    SELECT name FROM aliases WHERE {kind}_id = {table}.id
    ORDER BY {order}, id LIMIT 1
), name) WHERE id = ?
"""
PARTY = "UPDATE parties SET name = (SELECT name FROM {table} WHERE id = {kind}_id) WHERE {kind}_id = ?"
ORDER: dict[Type, str] = {
    "person": "length(name) DESC",
    "organization": "length(name) DESC",
    "initiative": "length(name)",
}
"""A slogan adds words to an initiative's name, initials take letters from a person's."""


def rename(db: sqlite3.Connection, kind: Type, entities: Iterable[int]) -> None:
    """Sets the names of what gained or lost aliases; a person's parts are read off the full name."""
    for entity in sorted(entities):
        db.execute(FULLEST.format(table=TABLES[kind], kind=kind, order=ORDER[kind]), (entity,))
        if kind == "person":
            _set_parts(db, entity)
        if kind != "initiative":
            db.execute(PARTY.format(table=TABLES[kind], kind=kind), (entity,))


def _set_parts(db: sqlite3.Connection, person: int) -> None:
    name = db.execute("SELECT name FROM people WHERE id = ?", (person,)).fetchone()[0]
    surname, *rest = name.replace(".", ". ").split()
    given, patronymic = (*rest, None, None)[:2]
    values = (surname, given, patronymic, person)
    db.execute("UPDATE people SET surname = ?, given = ?, patronymic = ? WHERE id = ?", values)
