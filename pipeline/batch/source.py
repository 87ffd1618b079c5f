"""A file to import, wherever it lies: on the disk or inside another file."""

import io
import lzma
import os
import re
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import IO

from pipeline.errors import ReadError

MAX_BYTES = 512 * 2**20
"""A larger file is no letter, but would fill the memory of a worker."""

LITTER = re.compile(r"\.(?!\.?$)|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$|.*\.json$", re.IGNORECASE)
"""Names that programs leave beside people's files: hidden files, Word's lock files, folders' thumbnails, and our own
results and gold."""


BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError)
"""What is raised where a file inside an archive does not read to its end."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What changes when a file is written; the second time cannot be set by hand."""

    bytes: int
    mtime_ns: int
    ctime_ns: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import. `place` is unique and printable; `open` raises ReadError where it cannot be read.

    `stamp` is that of the file on the disk that it is, or is inside of. A `cover` is the text of a mail that has
    attachments: where nothing is found in it, nothing is missed.
    """

    place: str
    name: str
    open: Callable[[], IO[bytes]]
    stamp: Stamp | None = None
    cover: bool = False

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
    return Source(printable(path.absolute()), printable(path.name), lambda: open_file(path), stamp_of(path))


def stamp_of(path: Path) -> Stamp | None:
    """None for what is no plain file, or is gone."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return Stamp(facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns) if S_ISREG(facts.st_mode) else None


def members(container: Source, files: Iterable[tuple[str, Callable[[], IO[bytes]]]]) -> list[Source]:
    """The files inside a container, by name in natural order, without litter; of equal names the later are numbered.

    Their names are names only: nothing is ever written to a path that a container names.
    """
    wanted = [(name, opener) for name, opener in files if not any(map(LITTER.match, name.split("/")))]
    met: Counter[str] = Counter()
    found = []
    for name, opener in sorted(wanted, key=lambda file: natural(file[0])):
        met[name] += 1
        place = f"{container.place}/{printable(name)}" + (f" ({met[name]})" if met[name] > 1 else "")
        found.append(Source(place, printable(name.rsplit("/", 1)[-1]), opener, container.stamp))
    return found


def seekable(source: Source) -> IO[bytes]:
    """The bytes of a source to jump about in: the file itself, or a nameless copy of what lies inside another."""
    stream = source.open()
    if type(stream) in (io.BufferedReader, io.BytesIO):
        return stream
    with stream:
        copy: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - the caller has it
        shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy


def refused(place: str, name: str, error: ReadError) -> Source:
    """A source that fails when it is opened."""

    def fail() -> IO[bytes]:
        raise error

    return Source(place, printable(name), fail)


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
