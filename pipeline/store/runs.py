"""The journal: each import, and what became of each file in it."""

import datetime as dt
import sqlite3
from dataclasses import asdict, dataclass
from typing import Literal

from pipeline.store.connection import transaction

Status = Literal["imported", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of a file; a failed one says at which stage and, in Russian, why."""

    name: str
    status: Status
    sha256: str | None = None
    stage: str | None = None
    error: str | None = None
    seconds: float = 0.0


RUNS_IN_FULL = 7
"""Runs whose unchanged files are listed, this one too; of older ones they are counted only. What was imported or failed
stays: ten thousand unchanged files a night would be most of the database in a year."""

FORGET = """
DELETE FROM run_files WHERE +status = 'unchanged' AND run_id IN (SELECT id FROM runs WHERE id <= ? AND unchanged > 0)
"""


def start_run(db: sqlite3.Connection) -> int:
    """The id of a new run. Whoever holds the lock is the only one running: runs left open were interrupted."""
    with transaction(db):
        db.execute("UPDATE runs SET status = 'interrupted', finished = ? WHERE status = 'running'", (_now(),))
        query = "INSERT INTO runs (started, status) VALUES (?, 'running') RETURNING id"
        run = int(db.execute(query, (_now(),)).fetchone()[0])
        db.execute(FORGET, (run - RUNS_IN_FULL,))
        return run


def record(db: sqlite3.Connection, run: int, result: FileResult) -> None:
    with transaction(db):
        db.execute(
            """INSERT INTO run_files (run_id, name, sha256, status, stage, error, seconds)
            VALUES (:run, :name, :sha256, :status, :stage, :error, :seconds)""",
            {"run": run, **asdict(result)},
        )
        db.execute(f"UPDATE runs SET {result.status} = {result.status} + 1 WHERE id = ?", (run,))


def finish_run(db: sqlite3.Connection, run: int, status: Literal["finished", "interrupted"]) -> None:
    with transaction(db):
        db.execute("UPDATE runs SET status = ?, finished = ? WHERE id = ?", (status, _now(), run))


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
