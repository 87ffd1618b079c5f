"""The files in a ZIP archive. Their names are names only: nothing is unpacked to a path that an archive names."""

import os
import zipfile
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import IO

from pipeline.batch.source import LITTER, Source, check_size, member, natural, open_file, refused_file
from pipeline.errors import ReadError

MAX_MEMBERS = 20_000
MAX_UNPACKED = 8 * 2**30
"""What one archive may hold, in files and in bytes: more is a mistake or an attack."""


def zip_members(path: Path) -> Iterator[Source]:
    """The files in natural order, or one source that fails where the archive is broken or too large."""
    try:
        infos = [info for info in _zip(path).infolist() if not info.is_dir()]
        if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise ReadError("too_large", "Архив слишком велик: распакуйте его и загрузите папку")
    except ReadError as error:
        yield refused_file(path, error)
        return
    names = ((_name(info), info.filename) for info in infos)
    for name, written in sorted(names, key=lambda pair: natural(pair[0])):
        if not any(LITTER.match(part) for part in name.split("/")):
            yield member(path, name, partial(_open, path, written))


def _zip(path: Path) -> zipfile.ZipFile:
    """The archive that is at `path` now, open."""
    with open_file(path) as file:
        facts = os.fstat(file.fileno())
    try:
        return _opened(path, facts.st_ino, facts.st_size, facts.st_mtime_ns)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ReadError("damaged", "Архив повреждён: скопируйте его ещё раз") from error


@lru_cache(maxsize=1)
def _opened(path: Path, *_stamp: int) -> zipfile.ZipFile:
    """The last archive stays open for its next file, because opening a large one reads all its names."""
    return zipfile.ZipFile(path)


def _open(path: Path, name: str) -> IO[bytes]:
    try:
        archive = _zip(path)
        check_size(archive.getinfo(name).file_size)
        return archive.open(name)
    except RuntimeError as error:
        raise ReadError("encrypted", "Архив защищён паролем: распакуйте его и загрузите папку") from error
    except (zipfile.BadZipFile, OSError, KeyError) as error:
        raise ReadError("damaged", "Файл в архиве повреждён") from error


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was typed: Windows writes Russian names in code page 866 and does not say so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return info.filename
