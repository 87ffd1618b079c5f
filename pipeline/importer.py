"""The import of many files: find, keep, read, store, record. A failure is a row, and the next file goes on."""

import errno
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from pipeline.archive import Archive, Kept
from pipeline.batch.edition import edition
from pipeline.batch.lock import locked
from pipeline.batch.pool import Work, Workers, processes
from pipeline.batch.source import Source
from pipeline.batch.sources import find_sources
from pipeline.batch.stamps import remember, set_aside, unchanged, why_aside
from pipeline.batch.work import Failure, Outcome, Reading, read_and_extract
from pipeline.errors import ReadError
from pipeline.store.connection import connect
from pipeline.store.files import FileFacts, is_known
from pipeline.store.runs import FileResult, finish_run, record, start_run
from pipeline.store.save import save, see, tidy

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
"""Where a disk takes nothing more, every further file would fail: the run ends, and the next one goes on."""


class Watcher:
    """Whoever wants to know how an import goes; this one does not."""

    def waiting(self) -> None:
        """Another import has the database."""

    def started(self, run: int) -> None:
        """The import has this number among the runs."""

    def total(self, files: int) -> None:
        """So many files were found."""

    def done(self, result: FileResult) -> None:
        """A file is done."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A source and its content: in the archive now, or stored before. Or why it is not read."""

    source: Source
    sha256: str | None = None
    kept: Kept | None = None
    failure: Failure | None = None


def import_paths(
    db_path: Path,
    paths: Iterable[Path],
    jobs: int,
    watcher: Watcher | None = None,
    *,
    lasting: bool = True,
    joined: bool = False,
    work: Work = read_and_extract,
    executor: Callable[[int], Executor] = processes,
) -> tuple[FileResult, ...]:
    """Imports files, folders and archives into the database at `db_path`; what became of each, in order.

    `lasting` says whether the paths go on holding what they hold now (a folder that is emptied does not), `joined`
    whether numbered images of one name are the sheets of one letter. When this returns, everything is flushed to the
    disk. Raises sqlite3.Error where the database is no database or cannot be written, OSError where the archive cannot.
    """
    watcher = watcher or Watcher()
    archive = Archive(db_path.parent / "archive")
    with locked(db_path, watcher.waiting), closing(connect(db_path)) as db, _run(db) as run:
        watcher.started(run)
        archive.tidy()
        sources = list(find_sources(paths, joined=joined))
        watcher.total(len(sources))
        results = []
        with Workers(jobs, work, executor) as workers:
            for taken, outcome in workers.outcomes(_take(db, archive, sources, lasting)):
                if _is_empty_cover(taken.source, outcome):
                    continue
                result = _settle(db, taken, outcome, lasting)
                record(db, run, result)
                watcher.done(result)
                results.append(result)
        tidy(db)
    return tuple(results)


@contextmanager
def _run(db: sqlite3.Connection) -> Iterator[int]:
    """A run, which ends as interrupted where something ends it before its time.

    What is lost of it with the power is done again by the next one, so only its end waits for the disk.
    """
    run = start_run(db)
    db.execute("PRAGMA synchronous = NORMAL")
    try:
        yield run
        db.execute("PRAGMA synchronous = FULL")
        finish_run(db, run, "finished")
    except BaseException:
        with suppress(sqlite3.Error):  # the first error tells what is wrong
            finish_run(db, run, "interrupted")
        raise


def _take(
    db: sqlite3.Connection, archive: Archive, sources: Sequence[Source], lasting: bool
) -> Iterator[tuple[Taken, Path | None]]:
    """Each source with its content, and the path of the original where it must be read: a content is read once."""
    seen: set[str] = set()
    for source in sources:
        sha256 = unchanged(db, source, edition()) if lasting else None
        taken = Taken(source, sha256) if sha256 else _kept(archive, source)
        kept = taken.kept
        if kept is None or kept.sha256 in seen or is_known(db, kept.sha256, edition()):
            yield taken, None
        elif aside := why_aside(db, kept.sha256, edition()):
            yield replace(taken, failure=Failure("read", aside)), None
        else:
            seen.add(kept.sha256)
            yield taken, kept.path


def _kept(archive: Archive, source: Source) -> Taken:
    """The source with its original in the archive. Raises OSError where the archive takes nothing more."""
    try:
        kept = archive.keep(source)
    except ReadError as error:
        return Taken(source, failure=Failure("open", error.message))
    except OSError as error:
        if error.errno in FULL:
            raise
        return Taken(source, failure=Failure("open", f"Файл не копируется в архив: {error.strerror}"))
    return Taken(source, kept.sha256, kept)


def _is_empty_cover(source: Source, outcome: Outcome | None) -> bool:
    return source.cover and isinstance(outcome, Failure) and outcome.stage == "extract"


def _settle(db: sqlite3.Connection, taken: Taken, outcome: Outcome | None, lasting: bool) -> FileResult:
    """Stores what was read of a file, and says what became of it."""
    source, sha256, kept = taken.source, taken.sha256, taken.kept
    failure = outcome if isinstance(outcome, Failure) else taken.failure
    if isinstance(outcome, Reading) and kept:
        failure = _store(db, _facts(source, kept, outcome.media_type, lasting), outcome)
    elif not failure and sha256 and not is_known(db, sha256, edition()):
        failure = Failure("read", "Такой же файл уже встретился и не прочитан")
    if failure or sha256 is None:
        assert failure is not None
        if failure.deadly and sha256:
            set_aside(db, sha256, edition(), failure.error)
        return FileResult(source.place, "failed", sha256, failure.stage, failure.error, failure.seconds)
    if lasting and kept:
        see(db, source.place, sha256)
        remember(db, source.place, source.stamp)
    if isinstance(outcome, Reading):
        return FileResult(source.place, "imported", sha256, seconds=outcome.seconds)
    return FileResult(source.place, "unchanged", sha256)


def _facts(source: Source, kept: Kept, media_type: str | None, lasting: bool) -> FileFacts:
    path = source.place if lasting else None
    return FileFacts(kept.sha256, source.name, media_type, kept.bytes, edition(), path)


def _store(db: sqlite3.Connection, file: FileFacts, reading: Reading) -> Failure | None:
    """Stores a reading; a failure where its facts break the schema. A database out of order ends the import."""
    try:
        save(db, file, reading.layout, reading.documents)
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, ValidationError, UnicodeError) as error:
        return Failure("store", f"Не сохранено в базу: {error}", reading.seconds)
    return None
