"""A copy of the database with its originals in one file, made while the database is in use, and the way back."""

import re
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pipeline.archive import Archive
from pipeline.batch.lock import locked
from pipeline.store.connection import read_only

DATABASE = "letters.db"
"""The database's name in a copy; the originals lie beside it under `archive/`."""

NAME = re.compile(r"letters\.db|archive/[0-9a-f]{2}/[0-9a-f]{64}(\.\w{1,8})?")
"""What a copy holds."""


class NoBackup(Exception):  # noqa: N818 - says what it is
    """The file is no copy, or there is something where it would go; the message is Russian."""


def backup(db: Path, target: Path) -> int:
    """Writes the database as it is now, and every original that it knows, into a TAR; returns how many originals.

    The copy appears whole or not at all. Originals are never changed or deleted, so those of the moment are all there.
    """
    unfinished = target.with_name(f".{target.name}.new")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".prikaz-") as folder:
        copy = Path(folder, DATABASE)
        copy_database(db, copy)
        try:
            with tarfile.open(unfinished, "w") as tar:
                tar.add(copy, DATABASE)
                count = sum(_add(tar, db.parent, path) for path in _originals(db.parent))
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    return count


def copy_database(db: Path, copy: Path) -> None:
    """SQLite's own copying, which sees one moment of the database whoever writes."""
    with closing(read_only(db)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")


def _originals(folder: Path) -> Iterator[Path]:
    return (path for path in sorted((folder / "archive").glob("??/*")) if path.is_file())


def _add(tar: tarfile.TarFile, folder: Path, path: Path) -> int:
    tar.add(path, str(path.relative_to(folder)))
    return 1


def restore(source: Path, db: Path) -> int:
    """Unpacks a copy to where there is no database yet; returns how many originals came. Raises NoBackup.

    Nothing is unpacked but what a copy holds, and every original gets the name of what it really contains.
    """
    with locked(db, lambda: None):
        if db.exists():
            raise NoBackup(f"База {db} уже есть: назовите другую или уберите её")
        try:
            with tarfile.open(source) as tar, tempfile.TemporaryDirectory(dir=db.parent, prefix=".prikaz-") as folder:
                return _settle(_unpacked(tar, Path(folder)), db)
        except tarfile.TarError as error:
            raise NoBackup(f"Файл {source} — не копия базы или повреждён") from error


def _unpacked(tar: tarfile.TarFile, folder: Path) -> Path:
    for member in tar:
        stream = tar.extractfile(member) if NAME.fullmatch(member.name) else None
        if stream:
            path = folder / member.name
            path.parent.mkdir(parents=True, exist_ok=True)
            with stream, path.open("wb") as file:
                shutil.copyfileobj(stream, file)
    return folder


def _settle(folder: Path, db: Path) -> int:
    """Moves what was unpacked to its place, the database last."""
    copy, archive = folder / DATABASE, Archive(db.parent / "archive")
    if not copy.is_file():
        raise NoBackup("В файле нет базы: это не копия, сделанная командой prikaz backup")
    count = sum(archive.adopt(path) for path in _originals(folder))
    copy.replace(db)
    return count
