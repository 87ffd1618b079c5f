"""What keeps pages fast in large databases: tallies and copies that are never wrong, plans that read no whole table."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
import yaml

from pipeline.benchmarks.scale.pages import pages
from pipeline.benchmarks.scale.plans import scans
from pipeline.store.connection import connect
from pipeline.store.linking.decisions import decide
from pipeline.store.save import save, tidy
from tests.datasette_site import HOUSE, Get
from tests.letters import document, facts, layout

LARGE = {
    *("documents", "assignments", "deadlines", "assignment_parties", "document_parties", "evidence", "citations"),
    *("alignments", "parties", "organizations", "people", "aliases", "pages", "files", "assignment_topics"),
    *("letterheads", "contacts", "attachments", "registrations", "document_initiatives", "initiative_mentions"),
}
BY_REGION = ("documents", "assignments", "deadlines")
COPIES = """
    SELECT assignments.id FROM assignments JOIN documents ON documents.id = document_id
    WHERE (assignments.region_code, document_kind, document_date) IS NOT (documents.region_code, documents.kind, date)
    OR due IS NOT (SELECT min(due) FROM deadlines WHERE assignment_id = assignments.id)
    OR start IS NOT (SELECT min(start) FROM deadlines WHERE assignment_id = assignments.id)
    OR responsible IS NOT (SELECT group_concat(name, '; ') FROM (
        SELECT parties.name FROM assignment_parties JOIN parties ON parties.id = party_id
        WHERE assignment_id = assignments.id AND role = 'responsible' ORDER BY ordinal))
"""
REGIONS = """
    SELECT region_code FROM {table} AS own
    WHERE region_code IS NOT (SELECT region_code FROM assignments WHERE id = assignment_id)
"""
INITIATIVES = """
    SELECT document_id FROM document_initiatives AS own JOIN documents ON documents.id = document_id
    WHERE (own.region_code, document_date) IS NOT (documents.region_code, date)
"""
DUTIES = """
    SELECT id FROM parties WHERE duties <> (
        SELECT count(*) FROM assignment_parties WHERE party_id = parties.id AND role = 'responsible')
"""


def wrong_tallies(db: sqlite3.Connection) -> list[str]:
    """Names of tallies that do not say what their table holds."""
    names = [row[0] for row in db.execute("SELECT DISTINCT name FROM tallies")]
    return [name for name in names if _tallied(db, name) != _counted(db, *name.split("."))]


def _tallied(db: sqlite3.Connection, name: str) -> set[tuple[object, ...]]:
    query = "SELECT region_code, value, number FROM tallies WHERE name = ? AND number <> 0"
    return {tuple(row) for row in db.execute(query, (name,))}


def _counted(db: sqlite3.Connection, table: str, column: str) -> set[tuple[object, ...]]:
    region = "coalesce(region_code, '')" if table in BY_REGION else "''"
    value = {
        "month": f"coalesce(substr({'date' if table == 'documents' else 'due'}, 1, 7), '')",
        "media_type": "coalesce(media_type, '')",
        **{filled: f"nullif({filled} IS NOT NULL, 0)" for filled in ("deadline", "due", "responsible")},
    }.get(column, column)
    query = f"SELECT {region}, {value}, count(*) FROM {table} WHERE {value} IS NOT NULL GROUP BY 1, 2"
    return {tuple(row) for row in db.execute(query)}


def test_tallies_and_copies_follow_every_change(db: sqlite3.Connection) -> None:
    """Stored, stored anew with other facts, merged by a person, gone."""
    first, other = document(), document(number="80", date="2023-01-31", region="RU-TYU")
    fewer = other.model_copy(update={"assignments": other.assignments[:1], "region": None})
    steps = (
        lambda: save(db, facts("a.txt"), layout(), [first]),
        lambda: save(db, facts("b.txt"), layout("Другой"), [other]),
        lambda: _merge_two_bodies(db),
        lambda: save(db, facts("b.txt"), layout("Другой"), [fewer]),
        lambda: db.execute("DELETE FROM files WHERE name = 'a.txt'"),
        lambda: tidy(db),
    )
    for step in steps:
        step()
        assert wrong_tallies(db) == []
        assert db.execute(COPIES).fetchall() == db.execute(INITIATIVES).fetchall() == []
        for table in ("assignment_parties", "assignment_topics", "deadlines"):
            assert db.execute(REGIONS.format(table=table)).fetchall() == []
        assert db.execute(DUTIES).fetchall() == []
    assert db.execute("SELECT count(*) FROM loose").fetchone()[0] == 0


def _merge_two_bodies(db: sqlite3.Connection) -> None:
    keys = [row[0] for row in db.execute("SELECT key FROM aliases WHERE type = 'organization' ORDER BY id LIMIT 2")]
    decide(db, "organization", *keys, "same")


@pytest.mark.parametrize(
    "page",
    [
        *("documents", "assignments", "assignment_list", "deadlines", "deadline_calendar", "evidence", "files"),
        *("documents?region_code=RU-AMU", "assignment_list?region=Амурская+область", "assignment_list?region=ничья"),
        *("documents?kind=order", "assignments?type=task", "assignment_parties?role=responsible"),
        *("deadline_calendar?kind=by", "parties?type=person", "parties?type=nobody"),
    ],
)
def test_tables_are_counted_from_the_tallies(get: Get, folder: Path, page: str) -> None:
    """The page says what the tallies say, and that is right: had it counted for itself, it would say something else."""
    table, _, asked = page.partition("?")
    column, _, value = asked.replace("+", " ").partition("=")
    db = connect(folder / "letters.db")
    rows = db.execute(f"SELECT count(*) FROM {table} WHERE {column or 1} = ?", (value or 1,)).fetchone()[0]
    db.execute("UPDATE tallies SET number = number * 1000")
    said = get(f"/letters/{table}.json?{asked}").json()
    db.execute("UPDATE tallies SET number = number / 1000")
    assert said["filtered_table_rows_count"] == 1000 * rows
    facets = {name: facet["results"] for name, facet in said["facet_results"].items()}
    assert bool(rows) == any(facets.values())
    for name, found in facets.items():
        query = f"SELECT {name}, count(*) FROM {table} WHERE {column or 1} = ? AND {name} IS NOT NULL GROUP BY 1"
        right = {str(key): number for key, number in db.execute(query, (value or 1,))}
        counted = {str(one["value"]): one["count"] for one in found}
        assert counted == right or counted == {key: 1000 * number for key, number in right.items()}
    assert not rows or any(one["count"] % 1000 == 0 for found in facets.values() for one in found)
    db.close()


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [("assignment_parties", "region_code", "RU-AMU"), ("deadlines", "inferred", "0"), ("documents", "number", "80")],
)
def test_what_is_not_tallied_is_counted(get: Get, folder: Path, table: str, column: str, value: str) -> None:
    """Columns without a tally, or with one that does not say this."""
    db = sqlite3.connect(folder / "letters.db")
    rows = db.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", (value,)).fetchone()[0]
    db.close()
    assert get(f"/letters/{table}.json?{column}={value}").json()["filtered_table_rows_count"] == rows


WALKED = {
    # pages, and tables of which they read an index in its order, as far as a limit
    *(("/letters/load", "parties"), ("/letters/counterparts", "alignments")),
    # names of bodies are looked through for a part of them, INNs of letterheads for those that are not the body's
    *(("/deadlines.ics", "organizations"), ("/check", "letterheads")),
}


def test_no_page_reads_a_whole_large_table(folder: Path) -> None:
    """Whatever is asked of the database for a page, by Datasette, a ready question or a plugin."""
    metadata = yaml.safe_load((HOUSE / "metadata.yaml").read_text("utf-8"))
    found = asyncio.run(scans(folder, list(pages(metadata))))
    assert {(page, table) for page, table in found if table in LARGE} == WALKED


@pytest.mark.parametrize(
    "sql", ["select sum(length(title)) from citations as c", "select sum(length(name)) from people"]
)
def test_a_query_that_reads_a_whole_table_is_found(folder: Path, tmp_path: Path, sql: str) -> None:
    """Under another name, and in an index, too."""
    for part in ("letters.db", "plugins", "templates", "static"):
        (tmp_path / part).symlink_to(folder / part)
    metadata = yaml.safe_load((HOUSE / "metadata.yaml").read_text("utf-8"))
    metadata["databases"]["letters"]["queries"]["slow"] = {"sql": sql}
    (tmp_path / "metadata.yaml").write_text(yaml.safe_dump(metadata, allow_unicode=True), "utf-8")
    ((page, table),) = asyncio.run(scans(tmp_path, ["/letters/slow"]))
    assert (page, table) in {("/letters/slow", "citations"), ("/letters/slow", "people")}
