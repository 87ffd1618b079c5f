"""The ways to open the database, and its schema: numbered SQL files, applied once each and in order."""

import sqlite3
from pathlib import Path

from pipeline.store.names import number_key
from pipeline.store.regions import fill_regions

MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_SECONDS = 60


def connect(path: Path | str) -> sqlite3.Connection:
    """The database at `path` (":memory:" too), made or brought up to date, with foreign keys on.

    Transactions are explicit (`with transaction(db)`). Raises sqlite3.DatabaseError where the file is no database.
    """
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    db.row_factory = sqlite3.Row
    db.create_function("number_key", 1, number_key, deterministic=True)
    try:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA journal_mode = WAL")
        migrate(db)
        fill_regions(db)
    except sqlite3.Error:
        db.close()
        raise
    return db


def read_only(path: Path) -> sqlite3.Connection:
    """The database at `path` as it is, whatever its schema. Raises sqlite3.OperationalError where there is none."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    return db


class transaction:  # noqa: N801 - reads as a statement: with transaction(db)
    """Everything inside happens or nothing does; the lock is taken at the start."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def __enter__(self) -> sqlite3.Connection:
        self.db.execute("BEGIN IMMEDIATE")
        return self.db

    def __exit__(self, kind: object, *_: object) -> None:
        self.db.execute("ROLLBACK" if kind else "COMMIT")


def migrate(db: sqlite3.Connection) -> None:
    """Apply the migrations that the database does not have yet; `user_version` counts those it has."""
    files = sorted(MIGRATIONS.glob("*.sql"))
    if version(db) == len(files):
        return
    with transaction(db):
        for number, file in enumerate(files[version(db) :], start=version(db) + 1):
            for statement in statements(file.read_text("utf-8")):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number}")


def version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def statements(script: str) -> list[str]:
    """The statements of a script, one by one: `executescript` would end the transaction."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
