"""A file to import, wherever it lies: on the disk or inside another file."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline.errors import ReadError

MAX_BYTES = 512 * 2**20
"""A larger file is no letter, but would fill the memory of a worker."""

LITTER = re.compile(r"\.(?!\.?$)|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$|.*\.json$", re.IGNORECASE)
"""Names that programs leave beside people's files: hidden files, Word's lock files, folders' thumbnails, and our own
results and gold."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import. `place` is unique and printable; `open` raises ReadError where it cannot be read."""

    place: str
    name: str
    open: Callable[[], IO[bytes]]

    @property
    def stem(self) -> str:
        return Path(self.name).stem

    @property
    def suffix(self) -> str:
        return Path(self.name).suffix.lower()


def open_file(path: Path) -> IO[bytes]:
    """A file's bytes. Raises ReadError where it is gone, not a plain file, or too large."""
    try:
        if not path.is_file():
            raise ReadError("missing", "Файла нет" if not path.exists() else "Это не обычный файл")
        check_size(path.stat().st_size)
        return path.open("rb")
    except OSError as error:
        raise ReadError("unreadable", f"Файл не открывается: {error.strerror}") from error


def check_size(size: int) -> None:
    """Raises ReadError for more bytes than a letter has."""
    if size > MAX_BYTES:
        raise ReadError("too_large", f"Файл больше {MAX_BYTES // 2**20} МБ: разделите его на части")


def source_at(path: Path) -> Source:
    """A file on the disk."""
    return Source(printable(path.absolute()), printable(path.name), lambda: open_file(path))


def member(container: Path, name: str, opener: Callable[[], IO[bytes]]) -> Source:
    """A file called `name` inside the file at `container`."""
    return Source(f"{printable(container.absolute())}/{printable(name)}", printable(name.rsplit("/", 1)[-1]), opener)


def refused(place: str, name: str, error: ReadError) -> Source:
    """A source that fails when it is opened."""

    def fail() -> IO[bytes]:
        raise error

    return Source(place, printable(name), fail)


def refused_file(path: Path, error: ReadError) -> Source:
    return refused(printable(path.absolute()), path.name, error)


def natural(name: str) -> list[tuple[bool, int, str]]:
    """A key that puts «2.pdf» before «10.pdf», and figures before letters.

    >>> sorted(["а.pdf", "10.pdf", "2.pdf", "1 а.pdf"], key=natural)
    ['1 а.pdf', '2.pdf', '10.pdf', 'а.pdf']
    """
    parts = filter(None, re.split(r"([0-9]+)", name))
    return [(False, int(part), "") if part[0] in "0123456789" else (True, 0, part.lower()) for part in parts]


def printable(path: str | Path) -> str:
    r"""A name as text: bytes that are no UTF-8 and control characters are escaped.

    >>> printable("a\nb\udcff")
    'a\\nb\\xff'
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
