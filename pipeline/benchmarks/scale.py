"""`python -m pipeline.benchmarks.scale --documents N --db FILE`: how fast pages are on a database of N documents.

The documents are those of the generator, without files; every duty, name and citation goes the way of an import. A
database that is there is filled up to N. Each page is asked several times through Datasette in this process: median and
95th percentile in milliseconds. Steps of query plans that read a whole table are listed at the end.
"""

import argparse
import asyncio
import hashlib
import re
import sqlite3
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.store.connection import connect
from pipeline.store.files import FileFacts
from pipeline.store.save import save, tidy
from schemas.document import Document
from schemas.layout import Block, Layout, Line, Page

HOUSE = Path(__file__).parents[2] / "datasette"
PARTS = ("plugins", "templates", "static", "metadata.yaml", "settings.json")
TIMES = 7
LIMIT = 100.0
"""Milliseconds that a page may take."""
EDITION = "scale"

FILLED = {
    "q": "мониторинг",
    "region": "RU-AMU",
    "name": "Иванов",
    "initiative": "Школа",
    "date": "2024-03-01",
    "number": "15",
    "days": "14",
    "confidence": "0.7",
    "run": "1",
}
SEARCHES = ("мониторинг", "приказом", "10-32/419", '"дорожная карта"', "учёт отчёт", "иванову")


def fill(path: Path, documents: int) -> float:
    """Stores what is missing up to `documents`; documents a second."""
    from corpus.flood import compose

    db = connect(path)
    db.execute("PRAGMA synchronous = OFF")
    have = int(db.execute("SELECT count(*) FROM files").fetchone()[0])
    began = time.perf_counter()
    for seed in range(have, documents):
        text, gold = compose(seed)
        values = {name: gold[name] for name in Document.model_fields if name in gold}
        document = Document.model_validate({**values, "evidence": []})
        sha256 = hashlib.sha256(f"{seed}".encode()).hexdigest()
        save(db, FileFacts(sha256, f"{seed}.txt", "text/plain", len(text), EDITION), _layout(text), [document])
        if seed % 1000 == 999:
            print(
                f"{seed + 1} документов, {(seed + 1 - have) / (time.perf_counter() - began):.0f} в секунду", flush=True
            )
    rate = (documents - have) / (time.perf_counter() - began)
    began = time.perf_counter()
    tidy(db)
    db.execute("ANALYZE")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    print(f"уборка и сводки {time.perf_counter() - began:.1f} с")
    db.close()
    return rate


def _layout(text: str) -> Layout:
    line = Line(start=0, end=len(text), page=1)
    block = Block(start=0, end=len(text), page=1, lines=(line,))
    return Layout(text=text, pages=(Page(start=0, end=len(text), number=1),), items=(block,))


def pages(metadata: dict[str, Any]) -> Iterator[str]:
    """Every table, view and ready question, the questions empty and filled, and searches."""
    letters = metadata["databases"]["letters"]
    yield from ("/", "/letters")
    yield from (f"/letters/{name}" for name, about in letters["tables"].items() if not about.get("hidden"))
    for name, about in letters["queries"].items():
        yield f"/letters/{name}"
        if filled := "&".join(f"{p}={FILLED.get(p, '')}" for p in about.get("params", [])):
            yield f"/letters/{name}?{filled}"
    yield from (f"/letters/search?q={asked}" for asked in SEARCHES)
    yield from (f"/letters/{table}?_search={asked}" for table in ("documents", "assignments") for asked in SEARCHES[:2])
    yield from (f"/{page}/{n}" for page in ("document", "letters/documents") for n in (1, 100))


async def measure(folder: Path, asked: Sequence[str]) -> list[tuple[str, int, float, float]]:
    """Path, status, median and 95th percentile in milliseconds."""
    from datasette.app import Datasette

    site = Datasette([], config_dir=folder)
    found = []
    for path in asked:
        status, spent = 0, []
        for _ in range(TIMES):
            began = time.perf_counter()
            status = (await site.client.get(path)).status_code
            spent.append((time.perf_counter() - began) * 1000)
        found.append((path, status, statistics.median(spent), sorted(spent)[-1]))
    return found


SCAN = re.compile(r"^SCAN (?!CONSTANT|\(|json_each)(\w+)(?! VIRTUAL)")


def scans(path: Path, metadata: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The question and the step of its plan that reads a whole table without an index."""
    db = sqlite3.connect(path)
    for name in ("escape_fts", "document_label", "word", "day", "low_confidence"):
        db.create_function(name, -1, lambda *a: '"a"')
    for name, about in metadata["databases"]["letters"]["queries"].items():
        values = {p: FILLED.get(p, "") for p in about.get("params", [])}
        for row in db.execute(f"EXPLAIN QUERY PLAN {about['sql']}", values):
            if (step := SCAN.match(row[3])) and "INDEX" not in row[3]:
                yield name, step[0]


def main(path: Path, documents: int) -> None:
    import yaml

    path.parent.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        if not (link := path.parent / part).exists():
            link.symlink_to(HOUSE / part)
    rate = fill(path, documents)
    metadata = yaml.safe_load((HOUSE / "metadata.yaml").read_text("utf-8"))
    db = sqlite3.connect(path)
    counts = ", ".join(
        f"{t} {db.execute(f'SELECT count(*) FROM {t}').fetchone()[0]}" for t in ("documents", "assignments")
    )
    print(f"{counts}, {path.stat().st_size / 1e6:.0f} МБ, {rate:.0f} документов в секунду")
    results = asyncio.run(measure(path.parent, list(pages(metadata))))
    for asked, status, median, late in sorted(results, key=lambda r: -r[3]):
        print(f"{median:8.0f} {late:8.0f}  {status}  {asked}")
    print(f"дольше {LIMIT:.0f} мс: {sum(r[3] > LIMIT for r in results)} из {len(results)}")
    for name, step in sorted(set(scans(path, metadata))):
        print(f"{name}: {step}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Время ответа на большой базе")
    parser.add_argument("--documents", type=int, default=10_000, help="сколько документов")
    parser.add_argument("--db", type=Path, required=True, help="база letters.db в отдельной папке")
    args = parser.parse_args()
    main(args.db, args.documents)
