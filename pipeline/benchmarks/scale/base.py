"""A large database: letters go the way of an import, then each is kept many times."""

import sqlite3
import time
from pathlib import Path

from pipeline.benchmarks.scale.letters import composed, store
from pipeline.store.connection import connect, transaction
from pipeline.store.save import tidy

STEP = 5000
"""Documents between two lines of the import's rate."""


def fill(path: Path, documents: int) -> None:
    """Stores what is missing up to `documents`, and prints how fast."""
    db = connect(path)
    db.execute("PRAGMA synchronous = OFF")
    have = _number(db, "count(*) FROM files")
    composing, stored, began = 0.0, have, time.process_time()
    for number in range(have, documents):
        start = time.process_time()
        text, document = composed(number)
        composing += time.process_time() - start
        store(db, number, text, document)
        now = number + 1
        if now == documents or now % STEP == 0:
            spent = time.process_time() - began - composing
            print(f"{now:>8} документов: {1000 * spent / (now - stored):.1f} мс на документ", flush=True)
            composing, stored, began = 0.0, now, time.process_time()
    tidy(db)
    db.execute("ANALYZE")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    print(f"уборка и сводки {time.process_time() - began:.1f} с")
    db.close()


def _numbered(*columns: str) -> dict[str, str]:
    return {column: f"{column} || :suffix" for column in columns}


MOVED = {
    # column: what it is in a copy; `:d` and `:a` are added to the ids of documents and assignments
    **dict.fromkeys(("document_id", "cited_document_id", "version_of_id", "reply_to_id"), "{column} + :d"),
    **dict.fromkeys(("assignment_id", "other_id"), "{column} + :a"),
    "file_sha256": "{column} || :suffix",
}
OWN = {
    # table: columns that are moved in it alone
    "files": {"sha256": "sha256 || :suffix"},
    "documents": {"id": "id + :d", **_numbered("number", "number_key", "reply_to_number", "reply_to_key")},
    "citations": _numbered("number", "number_key"),
    "assignments": {"id": "id + :a"},
}
COPIED = (
    # table, the rows that were imported
    ("files", "sha256 IN (SELECT file_sha256 FROM documents WHERE id <= :documents)"),
    ("documents", "id <= :documents"),
    ("pages", "file_sha256 IN (SELECT file_sha256 FROM documents WHERE id <= :documents)"),
    ("assignments", "id <= :assignments"),
    *((table, "document_id <= :documents") for table in (
        *("letterheads", "contacts", "document_parties", "citations", "attachments", "registrations"),
        *("initiative_mentions", "document_initiatives", "evidence", "document_lemmas"),
    )),
    *((table, "assignment_id <= :assignments") for table in (
        *("deadlines", "assignment_parties", "assignment_topics", "alignments", "duty_keys", "assignment_lemmas"),
    )),
)  # fmt: skip


def multiply(path: Path, copies: int) -> None:
    """Keeps what was imported `copies` times, under other numbers: a copy costs a tenth of an import."""
    db = connect(path)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA foreign_keys = OFF")
    there = _number(db, "count(*) FROM files") // _number(db, "count(*) FROM files WHERE sha256 NOT LIKE '%-%'")
    size = {table: _number(db, f"max(id) FROM {table}") // there for table in ("documents", "assignments")}
    for copy in range(there, copies):
        values = {**size, "d": copy * size["documents"], "a": copy * size["assignments"], "suffix": f"-{copy}"}
        with transaction(db):
            for table, rows in COPIED:
                db.execute(_copying(db, table, rows), values)
        print(f"копия {copy + 1} из {copies}", flush=True)
    db.close()


def _number(db: sqlite3.Connection, what: str) -> int:
    return int(db.execute(f"SELECT {what}").fetchone()[0])


def _copying(db: sqlite3.Connection, table: str, rows: str) -> str:
    names = [row["name"] for row in db.execute(f"PRAGMA table_info({table})")]
    own = OWN.get(table, {})
    kept = [name for name in names if name != "id" or name in own]
    moved = [own.get(name, MOVED.get(name, "{column}")).format(column=name) for name in kept]
    return f"INSERT INTO {table} ({', '.join(kept)}) SELECT {', '.join(moved)} FROM {table} WHERE {rows}"
