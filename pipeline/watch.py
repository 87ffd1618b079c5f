"""A folder that letters are dropped into: each is imported when it is complete, and moved out of the way."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipeline.batch.source import LITTER, Stamp, natural, printable, stamp_of
from pipeline.importer import import_paths
from pipeline.store.runs import FileResult

PAUSE_SECONDS = 2.0
"""A file is complete when its size and time are the same after a pause."""

DONE, FAILED = "done", "failed"

Importer = Callable[[Sequence[Path]], Sequence[FileResult]]


def watch_folder(folder: Path, db: Path, jobs: int) -> None:
    """Imports whatever comes into the folder, until Ctrl+C or SIGTERM (a KeyboardInterrupt)."""
    print(f"Жду письма в папке {folder} (остановить: Ctrl+C)", flush=True)
    for _ in rounds(folder, lambda paths: import_paths(db, paths, jobs, lasting=False)):
        time.sleep(PAUSE_SECONDS)


def rounds(folder: Path, importer: Importer) -> Iterator[None]:
    """Looks into the folder again and again; what has not changed since the last look is imported and moved."""
    before: dict[Path, Stamp] = {}
    while True:
        now = stamps(folder)
        ready = {path: stamp for path, stamp in now.items() if before.get(path) == stamp}
        if ready:
            _import(folder, ready, importer)
        before = {path: stamp for path, stamp in now.items() if path not in ready}
        yield


def stamps(folder: Path) -> dict[Path, Stamp]:
    """The files waiting in the folder, in natural order."""
    paths = sorted(folder.iterdir(), key=lambda path: natural(path.name))
    found = ((path, stamp_of(path)) for path in paths if not LITTER.match(path.name))
    return {path: stamp for path, stamp in found if stamp}


def _import(folder: Path, ready: dict[Path, Stamp], importer: Importer) -> None:
    """Imports the files and moves each; one that was written anew meanwhile stays for the next look."""
    results = importer(list(ready))
    for failure in (result for result in results if result.status == "failed"):
        print(f"{failure.name}: {failure.error}", file=sys.stderr, flush=True)
    for path, stamp in ready.items():
        if stamp_of(path) == stamp:
            move(path, folder / (FAILED if any(_is_of(path, r) and r.status == "failed" for r in results) else DONE))


def _is_of(path: Path, result: FileResult) -> bool:
    """Whether a result is of this file, or of one inside it (an archive)."""
    place = printable(path.absolute())
    return result.name == place or result.name.startswith(f"{place}/")


def move(path: Path, folder: Path) -> Path:
    """Moves a file into a folder, under a new name where that one is taken; returns where it is."""
    folder.mkdir(exist_ok=True)
    target, number = folder / path.name, 1
    while target.exists():
        number += 1
        target = folder / f"{path.stem}-{number}{path.suffix}"
    return path.rename(target)
