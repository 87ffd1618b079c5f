"""An import as the command line runs it: with a progress bar, a log, a report, on this machine or on many."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import closing
from pathlib import Path

from pipeline.batch.cluster import Cluster
from pipeline.batch.pool import processes
from pipeline.importer import import_paths
from pipeline.journal import Log, Watchers, write_report
from pipeline.report import Bar, print_documents
from pipeline.store.connection import connect
from pipeline.store.runs import FileResult


def import_and_report(
    db_path: Path,
    paths: Sequence[Path],
    jobs: int,
    scheduler: str | None,
    report: Path | None,
    log: Path | None,
    *,
    joined: bool = False,
) -> tuple[FileResult, ...]:
    """Imports, prints what was found, and writes log and report however it ends. Raises what `import_paths` raises."""
    lines = Log(log) if log else None
    with Bar() as bar:
        watchers = Watchers([bar, *([lines] if lines else [])])
        try:
            results = _import(db_path, paths, jobs, scheduler, watchers, joined)
        except BaseException as error:
            if lines:
                lines.finish(str(error) or type(error).__name__)
            raise
    with closing(connect(db_path)) as db:
        print_documents(db, results)
        if report and watchers.run is not None:
            write_report(db, watchers.run, report)
    if lines:
        lines.finish()
    return results


def _import(
    db_path: Path, paths: Sequence[Path], jobs: int, scheduler: str | None, watchers: Watchers, joined: bool
) -> tuple[FileResult, ...]:
    """By processes of this machine, or by those of the scheduler's machines."""
    executor: Callable[[int], Executor] = processes
    if scheduler:
        cluster = Cluster(scheduler)
        jobs, executor = cluster.processes, lambda _: cluster
    return import_paths(db_path, paths, jobs, watchers, joined=joined, executor=executor)
