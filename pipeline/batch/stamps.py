"""What spares reading: files that are as they were when they were last seen, and contents that end workers."""

import sqlite3
import time
from dataclasses import astuple

from pipeline.batch.source import Source, Stamp
from pipeline.store.connection import transaction

SETTLED_NS = 2 * 10**9
"""A file changed less than this ago may change again within one tick of the disk's clock: it has no stamp."""

UNCHANGED = """
SELECT sources.file_sha256 FROM stamps
JOIN sources ON sources.path = stamps.path JOIN files ON files.sha256 = sources.file_sha256
WHERE stamps.path = ? AND stamps.bytes = ? AND mtime_ns = ? AND ctime_ns = ? AND edition = ?
"""


def unchanged(db: sqlite3.Connection, source: Source, edition: str) -> str | None:
    """The content that this place has held since this edition of the program stored it; None where that is unknown."""
    if source.stamp is None:
        return None
    found = db.execute(UNCHANGED, (source.place, *astuple(source.stamp), edition)).fetchone()
    return found and str(found[0])


def remember(db: sqlite3.Connection, place: str, stamp: Stamp | None) -> None:
    """Notes how the file was before it was read. The place is among `sources`."""
    if stamp and time.time_ns() - max(stamp.mtime_ns, stamp.ctime_ns) > SETTLED_NS:
        with transaction(db):
            db.execute("INSERT OR REPLACE INTO stamps VALUES (?, ?, ?, ?)", (place, *astuple(stamp)))


def set_aside(db: sqlite3.Connection, sha256: str, edition: str, error: str) -> None:
    """Notes that this edition of the program does not survive a content, and why."""
    with transaction(db):
        db.execute("INSERT OR REPLACE INTO set_aside VALUES (?, ?, ?)", (sha256, edition, error))


def why_aside(db: sqlite3.Connection, sha256: str, edition: str) -> str | None:
    """Why this edition does not try a content again; None where it does."""
    query = "SELECT error FROM set_aside WHERE file_sha256 = ? AND edition = ?"
    found = db.execute(query, (sha256, edition)).fetchone()
    return found and str(found[0])
