"""`python -m pipeline.benchmarks.growth --db FILE`: what a new document costs in databases of 1,000 to 100,000.

Letters of the generator, as in `benchmarks.scale`; the largest database keeps the middle one ten times. Of the next 200
letters the first 50 warm the caches; milliseconds of processor time of a document: linking (names, versions, citations,
replies), the search for counterparts of its duties, and all that its import costs without reading.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline.benchmarks.page import write_section
from pipeline.benchmarks.scale.base import fill, multiply
from pipeline.benchmarks.scale.letters import composed, store
from pipeline.store import rows, save
from pipeline.store.connection import connect
from pipeline.store.parties import Names

SIZES = ((1_000, 1), (10_000, 1), (10_000, 10))
"""Documents that are imported, and how often each is kept."""
WARMING, MEASURED = 50, 150

STAGES: tuple[tuple[str, Any, str], ...] = (
    *(("linking", Names, name) for name in ("_find", "settle")),
    *(("linking", save, name) for name in ("mark_versions", "resolve_citations", "resolve_replies")),
    ("linking", save, "refresh_organizations"),
    ("counterparts", rows, "align"),
)
"""Which part of an import, and where its function stands."""


@contextmanager
def timed() -> Iterator[dict[str, float]]:
    """Seconds of processor time that each part of an import took."""
    spent: dict[str, float] = defaultdict(float)

    def clocked(part: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return work(*given, **named)
            finally:
                spent[part] += time.process_time() - began

        return run

    with ExitStack() as stack:
        for part, owner, name in STAGES:
            stack.enter_context(patch.object(owner, name, clocked(part, getattr(owner, name))))
        yield spent


def cost(path: Path, first: int) -> dict[str, float]:
    """Milliseconds of a document, by part; the letters from number `first` on are stored, and tidied."""
    db = connect(path)
    save.tidy(db)
    letters = [(number, *composed(number)) for number in range(first, first + WARMING + MEASURED)]
    with timed() as spent:
        for place, (number, text, document) in enumerate(letters):
            if place == WARMING:
                spent.clear()
                began = time.process_time()
            store(db, number, text, document)
        spent["all"] = time.process_time() - began
    began = time.process_time()
    save.tidy(db)
    tidying = time.process_time() - began
    db.close()
    return {**{part: 1000 * seconds / MEASURED for part, seconds in spent.items()}, "tidying": 1000 * tidying}


def main(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines, first = [], 0
    for documents, copies in SIZES:
        fill(path, documents)
        multiply(path, copies)
        first = max(first, documents)
        found = cost(path, first)
        first += WARMING + MEASURED
        size = f"{documents * copies:,}"
        parts = " | ".join(f"{found[part]:.1f}" for part in ("linking", "counterparts", "all"))
        lines.append(f"| {size} | {parts} | {found['tidying']:.0f} |")
        print(lines[-1], flush=True)
    head = "| documents in the database | linking, ms | counterparts, ms | all, ms | tidying after 200, ms |"
    write_section("growth", "\n".join((head, "| --- | --- | --- | --- | --- |", *lines)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Во что обходится новый документ")
    parser.add_argument("--db", type=Path, required=True, help="база letters.db в отдельной папке; её создаст проверка")
    main(parser.parse_args().db)
