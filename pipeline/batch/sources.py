"""What there is to import: files, folders with all that is in them, and files that hold files."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pipeline.batch.mails import mail_parts
from pipeline.batch.source import LITTER, Source, natural, printable, refused, refused_file, source_at
from pipeline.batch.zips import zip_members
from pipeline.errors import ReadError

CONTAINERS: dict[str, Callable[[Path], Iterator[Source]]] = {".zip": zip_members, ".eml": mail_parts}
NESTED = ReadError("unknown_type", "Архив внутри архива или письма: распакуйте его и загрузите папку")


def find_sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Every file of the paths, folders in natural order. What cannot be read is a source that fails when opened."""
    for path in paths:
        yield from _folder(path) if path.is_dir() else _file(path)


def _folder(folder: Path) -> Iterator[Source]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: (natural(entry.name), entry.name))
    except OSError as error:
        yield refused_file(folder, ReadError("unreadable", f"Папка не читается: {error.strerror}"))
        return
    for entry in entries:
        if LITTER.match(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(Path(entry.path))
        elif not entry.is_dir():
            yield from _file(Path(entry.path))


def _file(path: Path) -> Iterator[Source]:
    """The file, or the files in it; those that hold files themselves are refused."""
    members = CONTAINERS.get(path.suffix.lower())
    if members is None:
        yield source_at(path)
        return
    for source in members(path):
        is_nested = source.suffix in CONTAINERS and source.place != printable(path.absolute())
        yield refused(source.place, source.name, NESTED) if is_nested else source
