"""Is all well with the nightly imports? For people and for monitoring."""

import datetime as dt
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pipeline.store.connection import read_only

LEAST_FREE = 2**30
"""Bytes: with less a night of scans may fill the disk."""

LAST = "SELECT started, finished, status, imported, unchanged, failed FROM runs ORDER BY id DESC LIMIT 1"


def status(db_path: Path, hours: float, now: dt.datetime) -> tuple[str, tuple[str, ...]]:
    """The last run in a line, and what is wrong, if anything. Raises sqlite3.Error where the database is none."""
    with closing(read_only(db_path)) as db:
        last = db.execute(LAST).fetchone()
    return _line(last), tuple(_troubles(db_path, last, hours, now))


def _line(last: sqlite3.Row | None) -> str:
    if last is None:
        return "Загрузок не было"
    counts = "загружено {imported}, без изменений {unchanged}, не загружено {failed}".format(**dict(last))
    return f"Последняя загрузка {last['started']}: {counts}"


def _troubles(db_path: Path, last: sqlite3.Row | None, hours: float, now: dt.datetime) -> Iterator[str]:
    if last is None or now - dt.datetime.fromisoformat(last["started"]) > dt.timedelta(hours=hours):
        yield f"За последние {hours:g} ч загрузок не было"
    if last is not None and last["status"] == "interrupted":
        yield "Последняя загрузка прервана: повторите её (prikaz import)"
    free = shutil.disk_usage(db_path.parent).free
    if free < LEAST_FREE:
        yield f"На диске осталось {free // 2**20} МБ"
