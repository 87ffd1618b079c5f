"""What there is to import: files, folders with all that is in them, and ZIP archives.

Names inside an archive are names only: nothing is ever unpacked to a path that an archive names.
"""

import os
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import ReadError

MAX_BYTES = 512 * 2**20
"""A larger file is no letter, but would fill the memory of a worker."""

MAX_MEMBERS = 20_000
MAX_UNPACKED = 8 * 2**30
"""What one archive may hold, in files and in bytes: more is a mistake or an attack."""

LITTER = re.compile(r"\.(?!\.?$)|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$|.*\.json$", re.IGNORECASE)
"""Names that programs leave beside people's files: hidden files, Word's lock files, folders' thumbnails, and our own
results and gold."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import. `place` is unique and printable; `open` raises ReadError where it cannot be read."""

    place: str
    name: str
    open: Callable[[], BinaryIO]

    @property
    def stem(self) -> str:
        return Path(self.name).stem

    @property
    def suffix(self) -> str:
        return Path(self.name).suffix.lower()


def find_sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Every file of the paths, folders in natural order. What cannot be read is a source that fails when opened."""
    for path in paths:
        if path.is_dir():
            yield from _folder(path)
        else:
            yield from _file(path)


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


def _folder(folder: Path) -> Iterator[Source]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: (natural(entry.name), entry.name))
    except OSError as error:
        yield _refused(folder, ReadError("unreadable", f"Папка не читается: {error.strerror}"))
        return
    for entry in entries:
        if LITTER.match(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(Path(entry.path))
        elif not entry.is_dir():
            yield from _file(Path(entry.path))


def _file(path: Path) -> Iterator[Source]:
    if path.suffix.lower() == ".zip":
        yield from _archive(path)
    else:
        yield Source(printable(path.absolute()), printable(path.name), partial(_open, path))


def _open(path: Path) -> BinaryIO:
    """The file's bytes. Raises ReadError where it is gone, not a plain file, or too large."""
    try:
        if not path.is_file():
            raise ReadError("missing", "Файла нет" if not path.exists() else "Это не обычный файл")
        if path.stat().st_size > MAX_BYTES:
            raise ReadError("too_large", f"Файл больше {MAX_BYTES // 2**20} МБ: разделите его на части")
        return path.open("rb")
    except OSError as error:
        raise ReadError("unreadable", f"Файл не открывается: {error.strerror}") from error


def _archive(path: Path) -> Iterator[Source]:
    """The files in a ZIP, or one source that fails where the archive is broken or too large."""
    try:
        members = [info for info in _zip(path).infolist() if not info.is_dir()]
        _check(members)
    except ReadError as error:
        yield _refused(path, error)
        return
    names = [(member_name(info), info) for info in members]
    for name, info in sorted(names, key=lambda pair: natural(pair[0])):
        if not any(LITTER.match(part) for part in name.split("/")):
            place = f"{printable(path.absolute())}/{printable(name)}"
            yield Source(place, printable(name.rsplit("/", 1)[-1]), partial(_open_member, path, info.filename))


def _zip(path: Path) -> zipfile.ZipFile:
    """The archive that is at `path` now, open."""
    with _open(path) as file:
        facts = os.fstat(file.fileno())
    try:
        return _opened(path, facts.st_ino, facts.st_size, facts.st_mtime_ns)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ReadError("damaged", "Архив повреждён: скопируйте его ещё раз") from error


@lru_cache(maxsize=1)
def _opened(path: Path, *_stamp: int) -> zipfile.ZipFile:
    """The last archive stays open for its next file, because opening a large one reads all its names."""
    return zipfile.ZipFile(path)


def _check(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS or sum(info.file_size for info in members) > MAX_UNPACKED:
        raise ReadError("too_large", "Архив слишком велик: распакуйте его и загрузите папку")


def _open_member(path: Path, name: str) -> BinaryIO:
    try:
        info = _zip(path).getinfo(name)
        if info.file_size > MAX_BYTES:
            raise ReadError("too_large", f"Файл больше {MAX_BYTES // 2**20} МБ")
        return _zip(path).open(info)  # type: ignore[return-value]  # an IO[bytes] is all that is needed
    except RuntimeError as error:
        raise ReadError("encrypted", "Архив защищён паролем: распакуйте его и загрузите папку") from error
    except (zipfile.BadZipFile, OSError, KeyError) as error:
        raise ReadError("damaged", "Файл в архиве повреждён") from error


def member_name(info: zipfile.ZipInfo) -> str:
    """The name as it was typed: Windows writes Russian names in code page 866 and does not say so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return info.filename


def _refused(path: Path, error: ReadError) -> Source:
    def fail() -> BinaryIO:
        raise error

    return Source(printable(path.absolute()), printable(path.name), fail)
