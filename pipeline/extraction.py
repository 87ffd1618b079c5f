"""Facts without a database: JSON Lines to the standard output, or a JSON file for each letter."""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path

from pipeline.archive import Archive, Kept
from pipeline.batch.pool import Work, Workers, processes
from pipeline.batch.source import Source
from pipeline.batch.sources import find_sources
from pipeline.batch.work import Failure, read_and_extract
from pipeline.errors import ReadError
from schemas.document import Document


def extract_paths(
    paths: Iterable[Path],
    output: Path | None,
    jobs: int,
    *,
    joined: bool = False,
    work: Work = read_and_extract,
    executor: Callable[[int], Executor] = processes,
) -> int:
    """Prints or writes the documents of every file, failures on standard error. Returns how many failed."""
    sources = list(find_sources(paths, joined=joined))
    names = file_names(sources)
    failed = 0
    with tempfile.TemporaryDirectory() as folder, Workers(min(jobs, len(sources) or 1), work, executor) as workers:
        originals = Archive(Path(folder))
        for (source, name, failure), outcome in workers.outcomes(_originals(originals, sources, names)):
            if isinstance(outcome, Failure) or outcome is None:
                failed += 1
                reason = outcome or failure
                print(f"{source.place}: {reason.error if reason else ''}", file=sys.stderr)
            else:
                _write(outcome.documents, output / name if output else None)
    return failed


def _originals(
    folder: Archive, sources: Sequence[Source], names: Sequence[str]
) -> Iterator[tuple[tuple[Source, str, Failure | None], Path | None]]:
    """Each source with the name of its result and a copy to read, or why it cannot be read."""
    for source, name in zip(sources, names, strict=True):
        try:
            kept: Kept = folder.keep(source)
        except (ReadError, OSError) as error:
            yield (source, name, Failure("open", str(error))), None
        else:
            yield (source, name, None), kept.path


def file_names(sources: Sequence[Source]) -> list[str]:
    """`<stem>.json` for each source; where stems meet, later ones have their whole name and then a number."""
    taken: Counter[str] = Counter()
    names = []
    for source in sources:
        stem = source.stem if not taken[source.stem] else source.name
        taken[stem] += 1
        names.append(f"{stem}.json" if taken[stem] == 1 else f"{stem}-{taken[stem]}.json")
    return names


def _write(documents: Sequence[Document], path: Path | None) -> None:
    """One document as an object, several as JSON Lines. A file appears whole or not at all."""
    lines = "".join(f"{document.model_dump_json()}\n" for document in documents)
    if path is None:
        sys.stdout.buffer.write(lines.encode())
        sys.stdout.flush()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.write_text(lines, "utf-8")
    new.replace(path)
