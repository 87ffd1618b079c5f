"""`python -m pipeline.benchmarks.scale --documents N --db FILE`: how fast pages are on a database of N documents.

The documents are those of the generator, without files; every duty, name and citation goes the way of an import. A
database that is there is filled up to N. Each page is asked twenty times through Datasette in this process, warm:
milliseconds of processor time, of all threads, so that other programs of the machine do not count, and of the clock.
Tables that a query of a page reads whole are listed at the end.
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
from typing import Any, NamedTuple

from pipeline.benchmarks.page import write_section
from pipeline.store.connection import connect, transaction
from pipeline.store.files import FileFacts
from pipeline.store.save import save, tidy
from schemas.document import Document, Evidence
from schemas.layout import Block, Layout, Line, Page

HOUSE = Path(__file__).parents[2] / "datasette"
PARTS = ("plugins", "templates", "static", "metadata.yaml", "settings.json")
WARMING, TIMES = 5, 20
"""How often a page is asked before it is measured: each of Datasette's threads reads the schema; and measured."""
LIMIT = 100.0
"""Milliseconds that a page may take."""
EDITION = "scale"
SHORT = 7
"""Fewer duties make a letter short."""
STEP = 5000
"""Documents between two lines of the import's rate."""

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
    "party": "1",
    "topic": "monitoring",
    "least": "0.5",
}
SEARCHED = ("documents", "assignments", "assignment_list")
FILTERED = (
    "/letters/assignment_list?region=Амурская+область",
    "/letters/assignment_list?type=control",
    "/letters/deadline_calendar?region_code=RU-AMU",
    "/letters/documents?region_code=RU-AMU&kind=order",
    "/letters/deadlines?kind=recurring",
)
"""What facets lead to."""
SEARCHES = ("мониторинг", "приказом", "10-32/419", '"дорожная карта"', "учёт отчёт", "иванову")


def fill(path: Path, documents: int) -> None:
    """Stores what is missing up to `documents`, and prints how fast."""
    db = connect(path)
    db.execute("PRAGMA synchronous = OFF")
    have = int(db.execute("SELECT count(*) FROM files").fetchone()[0])
    composing, stored, began = 0.0, have, time.process_time()
    for number in range(have, documents):
        start = time.process_time()
        text, document = composed(number)
        composing += time.process_time() - start
        sha256 = hashlib.sha256(f"{number}".encode()).hexdigest()
        save(db, FileFacts(sha256, f"{number}.txt", "text/plain", len(text), EDITION), layout(text), [document])
        if number + 1 in (documents, *range(0, documents, STEP)):
            spent = time.process_time() - began - composing
            print(f"{number + 1:>8} документов: {1000 * spent / (number + 1 - stored):.1f} мс на документ", flush=True)
            composing, stored, began = 0.0, number + 1, time.process_time()
    tidy(db)
    db.execute("ANALYZE")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    print(f"уборка и сводки {time.process_time() - began:.1f} с")
    db.close()


def _numbered(*columns: str) -> dict[str, str]:
    return {column: f"{column} || :suffix" for column in columns}


MOVED = {
    # column: what it is in a copy; `:d` and `:a` are added to the ids of documents and assignments
    **dict.fromkeys(("document_id", "cited_document_id", "version_of_id", "reply_to_id"), "{column} + :d"),
    **dict.fromkeys(("assignment_id", "other_id"), "{column} + :a"),
    "file_sha256": "{column} || :suffix",
}
OWN = {
    # table: columns that are moved in it alone
    "files": {"sha256": "sha256 || :suffix"},
    "documents": {"id": "id + :d", **_numbered("number", "number_key", "reply_to_number", "reply_to_key")},
    "citations": _numbered("number", "number_key"),
    "assignments": {"id": "id + :a"},
}
COPIED = (
    # table, the rows that were imported
    ("files", "sha256 IN (SELECT file_sha256 FROM documents WHERE id <= :documents)"),
    ("documents", "id <= :documents"),
    ("pages", "file_sha256 IN (SELECT file_sha256 FROM documents WHERE id <= :documents)"),
    ("assignments", "id <= :assignments"),
    *((table, "document_id <= :documents") for table in (
        *("letterheads", "contacts", "document_parties", "citations", "attachments", "registrations"),
        *("initiative_mentions", "document_initiatives", "evidence", "document_lemmas"),
    )),
    *((table, "assignment_id <= :assignments") for table in (
        *("deadlines", "assignment_parties", "assignment_topics", "alignments", "duty_keys", "assignment_lemmas"),
    )),
)  # fmt: skip


def multiply(path: Path, copies: int) -> None:
    """Keeps what was imported `copies` times, under other numbers: a copy costs a tenth of an import."""
    db = connect(path)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA foreign_keys = OFF")
    files = int(db.execute("SELECT count(*) FROM files WHERE sha256 NOT LIKE '%-%'").fetchone()[0])
    there = int(db.execute("SELECT count(*) FROM files").fetchone()[0]) // files
    size = {
        table: int(db.execute(f"SELECT max(id) FROM {table}").fetchone()[0]) // there
        for table in ("documents", "assignments")
    }
    for copy in range(there, copies):
        values = {**size, "d": copy * size["documents"], "a": copy * size["assignments"], "suffix": f"-{copy}"}
        with transaction(db):
            for table, rows in COPIED:
                db.execute(_copying(db, table, rows), values)
        print(f"копия {copy + 1} из {copies}", flush=True)
    db.close()


def _copying(db: sqlite3.Connection, table: str, rows: str) -> str:
    names = [row["name"] for row in db.execute(f"PRAGMA table_info({table})")]
    own = OWN.get(table, {})
    kept = [name for name in names if name != "id" or name in own]
    moved = [own.get(name, MOVED.get(name, "{column}")).format(column=name) for name in kept]
    return f"INSERT INTO {table} ({', '.join(kept)}) SELECT {', '.join(moved)} FROM {table} WHERE {rows}"


def composed(number: int) -> tuple[str, Document]:
    """Letter `number` of the generator; a short one has the duties of another too, so that ten are the mean."""
    from corpus.flood import compose

    text, gold = compose(2 * number)
    if len(gold["assignments"]) < SHORT:
        gold["assignments"] += compose(2 * number + 1)[1]["assignments"]
    values = {name: gold[name] for name in Document.model_fields if name in gold}
    document = Document.model_validate({**values, "evidence": []})
    return text, document.model_copy(update={"evidence": tuple(_evidence(document, text, number))})


def _evidence(document: Document, text: str, number: int) -> Iterator[Evidence]:
    """A place for every value that was printed; one of fifty is read with little confidence."""
    printed = [("/number", document.number, "number"), ("/title", document.title, "title")]
    for n, duty in enumerate(document.assignments):
        printed.append((f"/assignments/{n}", duty.text, f"duty.{duty.source}"))
        printed += [
            (f"/assignments/{n}/deadlines/{k}", d.text, f"deadline.{d.kind}") for k, d in enumerate(duty.deadlines)
        ]
        printed += [
            (f"/assignments/{n}/responsible/{k}", p.text, f"party.{p.type}") for k, p in enumerate(duty.responsible)
        ]
    for n, (path, words, rule) in enumerate(printed):
        start = text.find(words) if words else -1
        confidence = 0.6 if (number + n) % 50 == 0 else 1.0
        if start >= 0 and words:
            yield Evidence(
                path=path, page=1, bbox=(56.0, 56.0, 540.0, 70.0), start=start, end=start + len(words), text=words,
                confidence=confidence, rule=rule,
            )  # fmt: skip


def layout(text: str) -> Layout:
    line = Line(start=0, end=len(text), page=1)
    block = Block(start=0, end=len(text), page=1, lines=(line,))
    return Layout(text=text, pages=(Page(start=0, end=len(text), number=1),), items=(block,))


def pages(metadata: dict[str, Any]) -> Iterator[str]:
    """Every table, view and ready question, the questions empty and filled, and searches."""
    letters = metadata["databases"]["letters"]
    yield from (
        "/",
        "/letters",
        "/dashboards",
        "/dashboards?region=RU-AMU",
        "/check",
        "/bring",
        "/names",
        "/deadlines.ics",
        "/deadlines.ics?region=RU-AMU",
        "/deadlines.ics?organization=Министерство+просвещения",
        "/deadlines.ics?person=Ведущий+консультант",
    )
    yield from ("/calendar", "/calendar?month=2024-02", "/calendar?month=2024-02&region=RU-AMU")
    yield from (
        "/compare",
        "/compare?initiative=1",
        "/compare?initiative=1&measure=deadline",
        "/compare?measure=overdue",
        "/compare?initiative=1&measure=overdue",
    )
    yield from (f"/letters/{name}" for name, about in letters["tables"].items() if not about.get("hidden"))
    for name, about in letters["queries"].items():
        yield f"/letters/{name}"
        wanted = [parameter for parameter in about.get("params", []) if parameter in FILLED]
        yield from (f"/letters/{name}?{parameter}={FILLED[parameter]}" for parameter in wanted)
        if len(wanted) > 1:
            yield f"/letters/{name}?" + "&".join(f"{parameter}={FILLED[parameter]}" for parameter in wanted)
    yield from (f"/letters/search?q={asked}" for asked in SEARCHES)
    yield from (f"/letters/{table}?_search={asked}" for table in SEARCHED for asked in SEARCHES)
    yield from FILTERED
    yield from (f"/{page}/{n}" for page in ("document", "letters/documents") for n in (1, 100, 1000))


class Answer(NamedTuple):
    """A page and its times in milliseconds: of the processor (median, 95th percentile), of the clock (95th)."""

    path: str
    status: int
    median: float
    late: float
    waited: float


async def measure(folder: Path, asked: Sequence[str]) -> list[Answer]:
    from datasette.app import Datasette

    site = Datasette([], config_dir=folder)
    found = []
    for path in asked:
        status, spent, waited = 0, [], []
        for _ in range(WARMING + TIMES):
            began, clock = time.process_time(), time.perf_counter()
            status = (await site.client.get(path)).status_code
            spent.append(1000 * (time.process_time() - began))
            waited.append(1000 * (time.perf_counter() - clock))
        warm, passed = sorted(spent[WARMING:]), sorted(waited[WARMING:])
        found.append(Answer(path, status, statistics.median(warm), warm[-2], passed[-2]))
    return found


SCAN = re.compile(r"SCAN (?!CONSTANT|\()(\w+)(?!.* VIRTUAL)")
HARMLESS = re.compile(
    # what Datasette writes itself: a page of rows in the order of their ids, facets that end when their time is over,
    # labels of no rows; numbers of rows, which SQLite counts without reading them
    r"^select .* limit \d+$| as value, count\(\*\) as count from |^select .* in \(\)$"
    r"|^SELECT (?:\(select count\(\*\) from \[\w+\]\)|\(SELECT coalesce.*?\)|, )+$|^select count\(\*\) from \w+ ?$",
    re.DOTALL,
)
NAMED = re.compile(r"\b(\w+) AS (\w+)\b", re.IGNORECASE)


async def scans(folder: Path, asked: Sequence[str]) -> set[tuple[str, str]]:
    """Pages, without what is filled in, and the tables that one of their queries reads whole, or in an index."""
    from datasette.app import Datasette
    from datasette.database import Database

    site, execute = Datasette([], config_dir=folder), Database.execute
    queries: dict[str, tuple[str, Any]] = {}

    async def noted(self: Any, sql: str, params: Any = None, **options: Any) -> Any:
        if self.name == "letters" and not re.match(r"PRAGMA|.*sqlite_master", sql, re.DOTALL):
            queries.setdefault(sql.strip(), (path.partition("?")[0], params))
        return await execute(self, sql, params, **options)

    Database.execute = noted
    try:
        for path in asked:
            await site.client.get(path)
    finally:
        Database.execute = execute
    found = set()
    for sql, (page, params) in queries.items():
        if not HARMLESS.search(sql):
            tables = {alias: table for table, alias in NAMED.findall(sql)}
            plan = await Database.execute(site.get_database("letters"), f"EXPLAIN QUERY PLAN {sql}", params)
            steps = [row["detail"] for row in plan.rows]
            whole = [step for step in steps if " INDEX " not in step or " COVERING INDEX " in step]
            found |= {(page, tables.get(name, name)) for step in whole for name in SCAN.findall(step)}
    return found


def main(path: Path, documents: int, copies: int) -> None:
    import yaml

    path.parent.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        if not (link := path.parent / part).exists():
            link.symlink_to(HOUSE / part)
    fill(path, documents)
    multiply(path, copies)
    metadata = yaml.safe_load((HOUSE / "metadata.yaml").read_text("utf-8"))
    db = sqlite3.connect(path)
    tables = ("documents", "assignments", "deadlines", "evidence", "alignments")
    counts = ", ".join(f"{t} {db.execute(f'SELECT count(*) FROM {t}').fetchone()[0]:,}" for t in tables)
    answers = asyncio.run(measure(path.parent, list(pages(metadata))))
    write_section("scale", f"{counts}, {path.stat().st_size / 1e6:.0f} MB.\n\n{table(answers)}")
    print(table(answers))
    for page, name in sorted(asyncio.run(scans(path.parent, list(pages(metadata))))):
        print(f"{page}: {name}")


def table(answers: Sequence[Answer]) -> str:
    """The slowest first."""
    rows = [
        f"| `{a.path}` | {a.median:.0f} | {a.late:.0f} | {a.waited:.0f} |"
        for a in sorted(answers, key=lambda a: (-a.late, a.path))
    ]
    slow, late = sum(a.late > LIMIT for a in answers), sum(a.waited > LIMIT for a in answers)
    over = f"{slow} of {len(answers)} pages over {LIMIT:.0f} ms of processor time, {late} by the clock."
    return "\n".join((over, "", "| page | median | 95 % | 95 % by the clock |", "| --- | --- | --- | --- |", *rows))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Время ответа на большой базе")
    parser.add_argument("--documents", type=int, default=10_000, help="сколько документов")
    parser.add_argument("--copies", type=int, default=1, help="сколько раз хранить каждый")
    parser.add_argument("--db", type=Path, required=True, help="база letters.db в отдельной папке")
    args = parser.parse_args()
    main(args.db, args.documents, args.copies)
