"""The import of many files: find, keep, read, store, record. A failure is a row, and the next file goes on."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.archive import Archive, Kept
from pipeline.batch.edition import edition
from pipeline.batch.lock import locked
from pipeline.batch.pool import Work, Workers, processes
from pipeline.batch.source import Source
from pipeline.batch.sources import find_sources
from pipeline.batch.work import Failure, Outcome, Reading, read_and_extract
from pipeline.errors import ReadError
from pipeline.store.connection import connect
from pipeline.store.files import FileFacts, is_known
from pipeline.store.runs import FileResult, finish_run, record, start_run
from pipeline.store.save import save, see, tidy


class Watcher:
    """Whoever wants to know how an import goes; this one does not."""

    def waiting(self) -> None:
        """Another import has the database."""

    def total(self, files: int) -> None:
        """So many files were found."""

    def done(self, result: FileResult) -> None:
        """A file is done."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A source and its original in the archive, or why it could not be taken in."""

    source: Source
    kept: Kept | None
    failure: Failure | None = None


def import_paths(
    db_path: Path,
    paths: Iterable[Path],
    jobs: int,
    watcher: Watcher | None = None,
    *,
    lasting: bool = True,
    work: Work = read_and_extract,
    executor: Callable[[int], Executor] = processes,
) -> tuple[FileResult, ...]:
    """Imports files, folders and archives into the database at `db_path`; what became of each, in order.

    `lasting` says whether the paths go on holding what they hold now (a folder that is emptied does not). Raises
    sqlite3.Error where the database is no database or cannot be written.
    """
    watcher = watcher or Watcher()
    archive = Archive(db_path.parent / "archive")
    with locked(db_path, watcher.waiting), closing(connect(db_path)) as db, _run(db) as run:
        sources = list(find_sources(paths))
        watcher.total(len(sources))
        results = []
        with Workers(jobs, work, executor) as workers:
            for taken, outcome in workers.outcomes(_take(db, archive, sources)):
                if taken.source.cover and isinstance(outcome, Failure) and outcome.stage == "extract":
                    continue
                result = _settle(db, taken, outcome, lasting)
                record(db, run, result)
                watcher.done(result)
                results.append(result)
        tidy(db)
    return tuple(results)


@contextmanager
def _run(db: sqlite3.Connection) -> Iterator[int]:
    """A run, which ends as interrupted where something ends it before its time."""
    run = start_run(db)
    try:
        yield run
    except BaseException:
        finish_run(db, run, "interrupted")
        raise
    finish_run(db, run, "finished")


def _take(db: sqlite3.Connection, archive: Archive, sources: Sequence[Source]) -> Iterator[tuple[Taken, Path | None]]:
    """Each source with its original in the archive, and a path where it must be read: a content is read once."""
    seen: set[str] = set()
    for source in sources:
        try:
            kept = archive.keep(source)
        except ReadError as error:
            yield Taken(source, None, Failure("open", error.message)), None
        except OSError as error:
            yield Taken(source, None, Failure("open", f"Файл не копируется в архив: {error.strerror}")), None
        else:
            new = kept.sha256 not in seen and not is_known(db, kept.sha256, edition())
            seen.add(kept.sha256)
            yield Taken(source, kept), kept.path if new else None


def _settle(db: sqlite3.Connection, taken: Taken, outcome: Outcome | None, lasting: bool) -> FileResult:
    """Stores what was read of a file, and says what became of it."""
    place, kept = taken.source.place, taken.kept
    if kept is None or isinstance(outcome, Failure):
        failure = outcome if isinstance(outcome, Failure) else taken.failure
        assert failure is not None
        return _failed(taken, failure)
    if isinstance(outcome, Reading):
        failure = _store(db, _facts(taken.source, kept, outcome.media_type, lasting), outcome)
        imported = FileResult(place, "imported", kept.sha256, seconds=outcome.seconds)
        return _failed(taken, failure) if failure else imported
    if not is_known(db, kept.sha256, edition()):
        return _failed(taken, Failure("read", "Такой же файл уже встретился и не прочитан"))
    if lasting:
        see(db, place, kept.sha256)
    return FileResult(place, "unchanged", kept.sha256)


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


def _failed(taken: Taken, failure: Failure) -> FileResult:
    sha256 = taken.kept.sha256 if taken.kept else None
    return FileResult(taken.source.place, "failed", sha256, failure.stage, failure.error, failure.seconds)
