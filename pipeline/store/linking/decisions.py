"""What a person says of two names. It is kept by their keys, so it holds whatever is imported, and is done at once."""

import datetime as dt
import sqlite3
from typing import Literal

from pipeline.store.connection import transaction
from pipeline.store.linking.keys import Type
from pipeline.store.linking.names import rename
from pipeline.store.linking.settle import settle

DECIDE = """
INSERT INTO link_decisions (type, key, other_key, verdict, author, created) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (type, key, other_key) DO UPDATE
SET verdict = excluded.verdict, author = excluded.author, created = excluded.created
"""
ALIASES = "SELECT id FROM aliases WHERE type = ? AND key IN (?, ?)"


def decide(
    db: sqlite3.Connection,
    kind: Type,
    key: str,
    other: str,
    verdict: Literal["same", "different"],
    author: str | None = None,
) -> None:
    """Says that two names (by the keys of their aliases) are one, or are not; what was merged by a rule comes apart."""
    first, second = sorted((key, other))
    with transaction(db):
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        db.execute(DECIDE, (kind, first, second, verdict, author, now))
        _anew(db, kind, first, second)


def withdraw(db: sqlite3.Connection, kind: Type, key: str, other: str) -> None:
    """Takes a decision back: the rules decide again."""
    first, second = sorted((key, other))
    with transaction(db):
        aliases = [row[0] for row in db.execute(ALIASES, (kind, first, second))]
        db.execute("DELETE FROM link_decisions WHERE type = ? AND key = ? AND other_key = ?", (kind, first, second))
        rename(db, kind, settle(db, kind, aliases))


def apply_decisions(db: sqlite3.Connection) -> None:
    """Does what stands in the table, for decisions that were written there by hand."""
    for kind, key, other in db.execute("SELECT type, key, other_key FROM link_decisions").fetchall():
        _anew(db, kind, key, other)


def _anew(db: sqlite3.Connection, kind: Type, key: str, other: str) -> None:
    aliases = [row[0] for row in db.execute(ALIASES, (kind, key, other))]
    rename(db, kind, settle(db, kind, aliases))
