"""The archive against the database: is every original there and whole, and does the database know everything in it?"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import Archive
from pipeline.store.connection import read_only


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file of the archive or with the database, in Russian."""

    name: str
    text: str


CHECKS = (
    ("PRAGMA integrity_check", "База повреждена: восстановите её из копии (prikaz restore)"),
    ("PRAGMA foreign_key_check", "Строка ссылается на то, чего нет"),
)


def verify(db_path: Path) -> Iterator[Fault]:
    """Every fault that there is; reads every original."""
    with closing(read_only(db_path)) as db:
        for query, text in CHECKS:
            yield from (Fault(str(row[0]), text) for row in db.execute(query) if row[0] != "ok")
        known = dict(db.execute("SELECT sha256, name FROM files"))
        tried = {row[0] for row in db.execute("SELECT DISTINCT sha256 FROM run_files WHERE sha256 IS NOT NULL")}
    there = {}
    for path, sha256 in Archive(db_path.parent / "archive").contents():
        there[path.name.partition(".")[0]] = path
        if not path.name.startswith(sha256):
            yield Fault(str(path), "Подлинник изменился: его содержание не то, что было принято")
    for sha256 in known.keys() - there.keys():
        yield Fault(known[sha256], f"Подлинника нет в архиве ({sha256})")
    for sha256 in there.keys() - known.keys() - tried:
        yield Fault(str(there[sha256]), "Подлинник не прочитан: загрузка прервана, повторите её (prikaz import)")
