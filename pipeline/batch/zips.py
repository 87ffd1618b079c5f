"""The files in a ZIP archive."""

import zipfile
from functools import lru_cache, partial
from typing import IO

from pipeline.batch.budget import Budget
from pipeline.batch.source import BROKEN, Source, check_size, members, seekable
from pipeline.errors import ReadError

OPEN = 4
"""Archives kept open for their next file, for opening a large one reads all its names: those nested in one another."""


def zip_members(source: Source, budget: Budget) -> list[Source]:
    """Raises ReadError where the archive is broken or too large."""
    archive = _zip(source)
    infos = [info for info in archive.infolist() if not info.is_dir()]
    budget.spend(len(infos), sum(info.file_size for info in infos), archive.start_dir)
    return members(source, ((_name(info), partial(_open, source, info)) for info in infos))


def _zip(source: Source) -> zipfile.ZipFile:
    try:
        return _opened(source)
    except (*BROKEN, OSError, ValueError) as error:
        raise ReadError("damaged", "Архив повреждён: скопируйте его ещё раз") from error


@lru_cache(maxsize=OPEN)
def _opened(source: Source) -> zipfile.ZipFile:
    return zipfile.ZipFile(seekable(source))


def _open(source: Source, info: zipfile.ZipInfo) -> IO[bytes]:
    check_size(info.file_size)
    try:
        return _zip(source).open(info)
    except RuntimeError as error:
        raise ReadError("encrypted", "Архив защищён паролем: распакуйте его и загрузите папку") from error
    except (*BROKEN, OSError) as error:
        raise ReadError("damaged", "Файл в архиве повреждён") from error


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was typed: Windows writes Russian names in code page 866 and does not say so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return info.filename
