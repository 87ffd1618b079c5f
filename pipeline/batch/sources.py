"""What there is to import: files, folders with all that is in them, and files that hold files."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pipeline.batch.budget import MAX_DEPTH, Budget, whole
from pipeline.batch.mails import mail_parts, outlook_parts
from pipeline.batch.sheets import together
from pipeline.batch.source import LITTER, Source, natural, printable, refused, source_at
from pipeline.batch.tars import tar_members
from pipeline.batch.zips import zip_members
from pipeline.errors import ReadError

Container = Callable[[Source, Budget], list[Source]]
TAR = (".tar", ".tgz", ".tar.gz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz")
CONTAINERS: tuple[tuple[tuple[str, ...], Container], ...] = (
    ((".zip",), zip_members),
    (TAR, tar_members),
    ((".eml",), mail_parts),
    ((".msg",), outlook_parts),
)
"""How names of files that hold files end, and who opens them: a DOCX is a ZIP too, and a letter."""

TOO_DEEP = ReadError("unknown_type", f"Архивов друг в друге больше {MAX_DEPTH}: распакуйте их и загрузите папку")


def find_sources(paths: Iterable[Path], *, joined: bool = False) -> Iterator[Source]:
    """Every file of the paths, folders in natural order. What cannot be read is a source that fails when opened.

    `joined` says that numbered images of one name are the sheets of one letter.
    """
    return together(_files(paths)) if joined else _files(paths)


def _files(paths: Iterable[Path]) -> Iterator[Source]:
    for path in paths:
        yield from _folder(path) if path.is_dir() else _unfolded(source_at(path), whole(), 0)


def _folder(folder: Path) -> Iterator[Source]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: (natural(entry.name), entry.name))
    except OSError as error:
        reason = ReadError("unreadable", f"Папка не читается: {error.strerror}")
        yield refused(printable(folder.absolute()), folder.name, reason)
        return
    for entry in entries:
        if LITTER.match(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(Path(entry.path))
        elif not entry.is_dir():
            yield from _unfolded(source_at(Path(entry.path)), whole(), 0)


def _unfolded(source: Source, budget: Budget, depth: int) -> Iterator[Source]:
    """The source, or the files inside it, to a limited depth."""
    name = source.name.lower()
    container = next((container for endings, container in CONTAINERS if name.endswith(endings)), None)
    if container is None:
        yield source
        return
    try:
        if depth == MAX_DEPTH:
            raise TOO_DEEP
        inner = container(source, budget)
    except ReadError as error:
        yield refused(source.place, source.name, error)
        return
    for member in inner:
        yield from _unfolded(member, budget, depth + 1)
