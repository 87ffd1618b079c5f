"""`python -m pipeline.benchmarks.scale --documents N --db FILE`: how fast pages are on a database of N documents.

The documents are those of the generator, without files; every duty, name and citation goes the way of an import. A
database that is there is filled up to N. Each page is asked twenty times through Datasette in this process, warm:
milliseconds of processor time, of all threads, so that other programs of the machine do not count, and of the clock.
Tables that a query of a page reads whole are listed at the end.
"""

import argparse
import asyncio
import sqlite3
from pathlib import Path

import yaml

from pipeline.benchmarks.page import write_section
from pipeline.benchmarks.scale.base import fill, multiply
from pipeline.benchmarks.scale.pages import pages
from pipeline.benchmarks.scale.plans import scans
from pipeline.benchmarks.scale.times import measure, table

HOUSE = Path(__file__).parents[3] / "datasette"
PARTS = ("plugins", "templates", "static", "metadata.yaml", "settings.json")
COUNTED = ("documents", "assignments", "deadlines", "evidence", "alignments")


def main(path: Path, documents: int, copies: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        if not (link := path.parent / part).exists():
            link.symlink_to(HOUSE / part)
    fill(path, documents)
    multiply(path, copies)
    metadata = yaml.safe_load((HOUSE / "metadata.yaml").read_text("utf-8"))
    db = sqlite3.connect(path)
    counts = ", ".join(f"{t} {db.execute(f'SELECT count(*) FROM {t}').fetchone()[0]:,}" for t in COUNTED)
    answers = asyncio.run(measure(path.parent, list(pages(metadata))))
    write_section("scale", f"{counts}, {path.stat().st_size / 1e6:.0f} MB.\n\n{table(answers)}")
    print(table(answers))
    for page, name in sorted(asyncio.run(scans(path.parent, list(pages(metadata))))):
        print(f"{page}: {name}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Время ответа на большой базе")
    parser.add_argument("--documents", type=int, default=10_000, help="сколько документов")
    parser.add_argument("--copies", type=int, default=1, help="сколько раз хранить каждый")
    parser.add_argument("--db", type=Path, required=True, help="база letters.db в отдельной папке")
    args = parser.parse_args()
    main(args.db, args.documents, args.copies)
