"""Documents that hang together: versions of one document, and letters that answer letters."""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache

from pipeline.store.names import fold, number_key

SAME_DAY = "SELECT id, kind, number, version_of_id FROM documents WHERE date = ? AND organization_id = ? ORDER BY id"
REPLIES = "SELECT id, organization_id, reply_to_number, reply_to_date, reply_to_id FROM documents WHERE {where}"
TO_DATE = REPLIES.format(where="reply_to_date = ?")
OF_FILE = REPLIES.format(where="file_sha256 = ? AND reply_to_date IS NOT NULL")
ANSWERED = "SELECT id, number, organization_id FROM documents WHERE date = ? AND version_of_id IS NULL ORDER BY id"

Place = tuple[str | None, int | None]
"""The date and the body of a document."""


def mark_versions(db: sqlite3.Connection, places: Iterable[Place]) -> None:
    """Of a body's documents of one day, kind and number the first is the document, the others are its versions."""
    for date, body in set(places):
        first: dict[tuple[str, str], int] = {}
        for row in db.execute(SAME_DAY, (date, body)).fetchall():
            key = (row["kind"], number_key(row["number"]))
            of = first.setdefault(key, row["id"]) if row["number"] else row["id"]
            version_of = of if of != row["id"] else None
            if version_of != row["version_of_id"]:
                db.execute("UPDATE documents SET version_of_id = ? WHERE id = ?", (version_of, row["id"]))


def resolve_replies(db: sqlite3.Connection, sha256: str, dates: Iterable[str | None]) -> None:
    """Links the letters of a file to those they answer, and to the letters of these dates whatever answers them."""
    replies = db.execute(OF_FILE, (sha256,)).fetchall()
    for date in sorted({date for date in dates if date}):
        replies += db.execute(TO_DATE, (date,)).fetchall()
    answered = cache(lambda date: db.execute(ANSWERED, (date,)).fetchall())
    for reply in replies:
        meant = _answered(answered(reply["reply_to_date"]), reply)
        if meant != reply["reply_to_id"]:
            db.execute("UPDATE documents SET reply_to_id = ? WHERE id = ?", (meant, reply["id"]))


def _answered(of_day: Sequence[sqlite3.Row], reply: sqlite3.Row) -> int | None:
    """The one document of that day with that number by another body; None where there are several."""
    number = number_key(fold(reply["reply_to_number"] or ""))
    found = [
        row["id"]
        for row in of_day
        if number_key(row["number"]) == number
        and row["number"]
        and (row["organization_id"] is None or row["organization_id"] != reply["organization_id"])
    ]
    return found[0] if len(found) == 1 else None
