"""The originals, by content: `ab/abcd….pdf`. What is here was written whole and flushed, and is never written again."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline.batch.source import BROKEN, Source
from pipeline.errors import ReadError

CHUNK = 2**20
NEW = ".new-"
"""How names of files begin that are being written."""

SUFFIX = re.compile(r"\.\w{1,8}")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Kept:
    """An original in the archive."""

    sha256: str
    path: Path
    bytes: int


@dataclass(frozen=True, slots=True)
class Archive:
    """The folder of originals."""

    folder: Path

    def keep(self, source: Source) -> Kept:
        """Copies the source here unless its content is here. Raises ReadError where it cannot be read to its end."""
        try:
            with source.open() as stream:
                kept = self._find(_digest(stream), source)
            if kept:
                return kept
            with source.open() as stream:
                return self._write(stream, source)
        except BROKEN as error:
            raise ReadError("damaged", "Файл в архиве повреждён") from error

    def find(self, sha256: str) -> Path | None:
        """The original with this content; None for what is no digest, whoever wrote it."""
        found = (self.folder / sha256[:2]).glob(f"{sha256}*") if SHA256.fullmatch(sha256) else iter(())
        return next(found, None)

    def contents(self) -> Iterator[tuple[Path, str]]:
        """Every original, and the digest of what it holds now."""
        for path in sorted(self.folder.glob("??/*")):
            with path.open("rb") as stream:
                yield path, _digest(stream)

    def adopt(self, path: Path) -> bool:
        """Takes in an original of another archive, unless it is here."""
        with path.open("rb") as stream:
            sha256 = _digest(stream)
        source = Source(str(path), path.name, lambda: path.open("rb"))
        return not self._find(sha256, source) and bool(self.keep(source))

    def tidy(self) -> None:
        """Deletes what an import that was ended had not written to its end. For whoever is the only one writing."""
        for unfinished in self.folder.glob(f"{NEW}*"):
            unfinished.unlink()

    def _path(self, sha256: str, source: Source) -> Path:
        suffix = source.suffix if SUFFIX.fullmatch(source.suffix) else ""
        return self.folder / sha256[:2] / (sha256 + suffix)

    def _find(self, sha256: str, source: Source) -> Kept | None:
        path = self._path(sha256, source)
        return Kept(sha256, path, path.stat().st_size) if path.exists() else None

    def _write(self, stream: IO[bytes], source: Source) -> Kept:
        """Writes beside its place, flushes, and moves there at once; the name is that of the bytes written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=NEW)
        try:
            with open(handle, "wb") as file:  # noqa: PTH123 - the open handle, not a path
                sha256 = _digest(stream, file)
                file.flush()
                os.fsync(handle)
            path = self._path(sha256, source)
            path.parent.mkdir(exist_ok=True)
            Path(name).replace(path)
            _flush_folder(path.parent)
            return Kept(sha256, path, path.stat().st_size)
        finally:
            Path(name).unlink(missing_ok=True)


def _digest(stream: IO[bytes], copy: IO[bytes] | None = None) -> str:
    """SHA-256 of what is left of a stream, copied on the way."""
    sha256 = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        sha256.update(chunk)
        if copy:
            copy.write(chunk)
    return sha256.hexdigest()


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
