"""What a person changed outlives every reading: corrections are put over what was read, before it is stored.

A correction belongs to what was read, not to a place in a list. Its `key` is a JSON Pointer into the reading, in which
`+1` is an item that a person added; its `anchor` says what was read at each list item on the way. When the file is read
again, the items are looked for by it. A correction that finds none waits: its `path` is NULL, and it is never put
elsewhere. Otherwise `path` is where the value stands in the document as it is stored, `-` for an item that was removed.
"""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from pipeline.store.corrections.follow import Held, anchor, followed
from pipeline.store.corrections.tree import closed, opened, placed, put, walk
from schemas.document import Document

Facts = dict[str, Any]

CORRECTIONS = "SELECT * FROM corrections WHERE file_sha256 = ? AND ordinal = ? ORDER BY created, id"


def corrected(db: sqlite3.Connection, sha256: str, ordinal: int, document: Document) -> Document:
    """A document that was read, with its corrections; each correction is told where its value stands now."""
    rows = db.execute(CORRECTIONS, (sha256, ordinal)).fetchall()
    if not rows:
        return document
    content = document.model_dump(mode="json")
    former = reading(db, sha256, ordinal)
    twins: dict[str, str] = {}
    for row in rows:
        held = Held(key_of(row), json.loads(row["anchor"] or "[]"), json.loads(row["value"]))
        key = followed(held, former, content, twins)
        place = (key, anchor_text(content, key), key) if key else (held.key, row["anchor"], None)
        db.execute("UPDATE corrections SET key = ?, anchor = ?, path = ? WHERE id = ?", (*place, row["id"]))
    keep_reading(db, sha256, ordinal, content)
    return Document.model_validate(settled(db, sha256, ordinal, content).facts)


def regrouped(db: sqlite3.Connection, sha256: str, before: int, documents: Sequence[Document]) -> None:
    """Where a file is now another number of documents, corrections go with the one of their number, date and title.

    Those that find none wait (ordinal -1).
    """
    if before in (0, len(documents)):
        return
    heads = [head(document.model_dump(mode="json")) for document in documents]
    held = db.execute("SELECT ordinal, content FROM readings WHERE file_sha256 = ?", (sha256,)).fetchall()
    for table in ("corrections", "readings"):
        query = f"UPDATE {table} SET ordinal = ? WHERE file_sha256 = ? AND ordinal = ?"
        db.executemany(query, [(-2 - row["ordinal"], sha256, row["ordinal"]) for row in held])
    for row in held:
        same = [number for number, each in enumerate(heads) if each == head(json.loads(row["content"]))]
        place = (sha256, -2 - row["ordinal"])
        if len(same) == 1:
            db.execute("UPDATE readings SET ordinal = ? WHERE file_sha256 = ? AND ordinal = ?", (same[0], *place))
            db.execute("UPDATE corrections SET ordinal = ? WHERE file_sha256 = ? AND ordinal = ?", (same[0], *place))
        else:
            db.execute("DELETE FROM readings WHERE file_sha256 = ? AND ordinal = ?", place)
            waiting = "UPDATE corrections SET ordinal = -1, path = NULL WHERE file_sha256 = ? AND ordinal = ?"
            db.execute(waiting, place)


def head(content: Facts) -> tuple[Any, ...]:
    """By what a document of a file is known."""
    return tuple(content[field] for field in ("kind", "number", "date", "title"))


def reading(db: sqlite3.Connection, sha256: str, ordinal: int) -> Facts | None:
    """What was read of a document that has corrections, without them."""
    query = "SELECT content FROM readings WHERE file_sha256 = ? AND ordinal = ?"
    row = db.execute(query, (sha256, ordinal)).fetchone()
    return row and dict(json.loads(row["content"]))


def keep_reading(db: sqlite3.Connection, sha256: str, ordinal: int, content: Facts) -> None:
    query = "INSERT OR REPLACE INTO readings (file_sha256, ordinal, content) VALUES (?, ?, ?)"
    db.execute(query, (sha256, ordinal, json.dumps(content, ensure_ascii=False)))


def drop_reading(db: sqlite3.Connection, sha256: str, ordinal: int) -> None:
    """Forgets what was read of a document that has no corrections any more: its rows say it."""
    query = """DELETE FROM readings WHERE (file_sha256, ordinal) = (?, ?) AND NOT EXISTS (
        SELECT 1 FROM corrections WHERE (file_sha256, ordinal) = (readings.file_sha256, readings.ordinal))"""
    db.execute(query, (sha256, ordinal))


class Settled(NamedTuple):
    """A document with its corrections, and the path of everything in it by its key in the reading."""

    facts: Facts
    paths: dict[str, str]


def settled(db: sqlite3.Connection, sha256: str, ordinal: int, content: Facts) -> Settled:
    """Puts the corrections over what was read, in the order in which they were made, and notes their paths."""
    tree = opened({name: value for name, value in content.items() if name != "evidence"})
    rows = [row for row in db.execute(CORRECTIONS, (sha256, ordinal)) if row["path"] is not None]
    done = {row["id"]: put(tree, key_of(row), json.loads(row["value"])) for row in rows}
    paths = dict(walk(tree))
    for row in rows:
        path = placed(key_of(row), paths) if done[row["id"]] else None
        db.execute("UPDATE corrections SET path = ? WHERE id = ?", (path, row["id"]))
    evidence = [{**each, "path": paths[each["path"]]} for each in content["evidence"] if each["path"] in paths]
    return Settled({**closed(tree), "evidence": evidence}, paths)


def key_of(row: sqlite3.Row) -> str:
    """Of a row that another program wrote the path is the key."""
    return str(row["key"] or row["path"])


def anchor_text(content: Facts, key: str) -> str:
    """An anchor as it is stored."""
    return json.dumps(anchor(content, key), ensure_ascii=False)
