"""Documents that hang together: versions of one document, and letters that answer letters."""

import sqlite3
from collections.abc import Iterable

from pipeline.store.citations import Number

SAME = """
SELECT id, kind, version_of_id FROM documents WHERE date = ? AND number_key IS ? AND organization_id = ? ORDER BY id
"""
REPLIES = "SELECT id, organization_id, reply_to_key, reply_to_date, reply_to_id FROM documents WHERE {where}"
TO_NUMBER = REPLIES.format(where="reply_to_date = ? AND reply_to_key = ?")
OF_FILE = REPLIES.format(where="file_sha256 = ? AND reply_to_date IS NOT NULL")
ANSWERED = "SELECT id, organization_id FROM documents WHERE date = ? AND number_key = ? AND version_of_id IS NULL"

Place = tuple[str | None, str | None, int | None]
"""The date of a document, the key of its number and its body."""


def mark_versions(db: sqlite3.Connection, places: Iterable[Place]) -> None:
    """Of a body's documents of one day, kind and number the first is the document, the others are its versions."""
    for date, number, body in set(places):
        first: dict[str, int] = {}
        for row in db.execute(SAME, (date, number, body)).fetchall():
            of = first.setdefault(row["kind"], row["id"]) if number else row["id"]
            version_of = of if of != row["id"] else None
            if version_of != row["version_of_id"]:
                db.execute("UPDATE documents SET version_of_id = ? WHERE id = ?", (version_of, row["id"]))


def resolve_replies(db: sqlite3.Connection, sha256: str, numbers: Iterable[Number]) -> None:
    """Links the letters of a file to those they answer, and to the letters of these numbers whatever answers them."""
    replies = db.execute(OF_FILE, (sha256,)).fetchall()
    for number in set(numbers):
        replies += db.execute(TO_NUMBER, number).fetchall()
    for reply in replies:
        meant = _answered(db.execute(ANSWERED, (reply["reply_to_date"], reply["reply_to_key"])), reply)
        if meant != reply["reply_to_id"]:
            db.execute("UPDATE documents SET reply_to_id = ? WHERE id = ?", (meant, reply["id"]))


def _answered(candidates: Iterable[sqlite3.Row], reply: sqlite3.Row) -> int | None:
    """The one document of that day and number by another body; None where there are several."""
    found = [
        row["id"]
        for row in candidates
        if row["organization_id"] is None or row["organization_id"] != reply["organization_id"]
    ]
    return found[0] if len(found) == 1 else None
