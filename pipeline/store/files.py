"""What the database knows of files: by content (`files`) and by the place where a content was seen (`sources`)."""

import sqlite3
from dataclasses import dataclass

from schemas.layout import Layout


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file as it was taken in. `edition` is that of the program; `path` the place it was seen at."""

    sha256: str
    name: str
    media_type: str | None
    bytes: int
    edition: str
    path: str | None = None


def is_known(db: sqlite3.Connection, sha256: str, edition: str) -> bool:
    """Whether this content was stored by this edition of the program."""
    query = "SELECT 1 FROM files WHERE sha256 = ? AND edition = ?"
    return db.execute(query, (sha256, edition)).fetchone() is not None


def replaced_by(db: sqlite3.Connection, sha256: str, path: str | None) -> str | None:
    """The content that `sha256` replaces at `path`: seen there before, and nowhere else."""
    query = """
        SELECT file_sha256 FROM sources AS old WHERE path = ? AND file_sha256 <> ?
        AND NOT EXISTS (SELECT 1 FROM sources WHERE file_sha256 = old.file_sha256 AND path <> old.path)
    """
    found = db.execute(query, (path, sha256)).fetchone()
    return found and str(found[0])


def is_at(db: sqlite3.Connection, path: str, sha256: str) -> bool:
    """Whether this content was last seen at `path`."""
    query = "SELECT 1 FROM sources WHERE path = ? AND file_sha256 = ?"
    return db.execute(query, (path, sha256)).fetchone() is not None


def mark_source(db: sqlite3.Connection, path: str | None, sha256: str) -> None:
    """Remembers that this content was seen at `path`; a place that does not last (None) is not remembered."""
    if path is not None:
        db.execute("INSERT OR REPLACE INTO sources (path, file_sha256) VALUES (?, ?)", (path, sha256))


def upsert_file(db: sqlite3.Connection, file: FileFacts, layout: Layout) -> None:
    """The row of a file: its first name stays, what was read is new."""
    ocr = any(page.ocr for page in layout.pages)
    db.execute(
        """INSERT INTO files (sha256, name, media_type, bytes, pages, ocr, edition) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (sha256) DO UPDATE SET pages = excluded.pages, ocr = excluded.ocr, edition = excluded.edition""",
        (file.sha256, file.name, file.media_type, file.bytes, len(layout.pages), ocr, file.edition),
    )
