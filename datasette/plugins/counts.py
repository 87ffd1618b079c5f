"""What Datasette counts, at a cost that does not grow: facets and numbers of rows come from `tallies` or have a limit.

Datasette asks for both in SQL of its own, which `Letters.execute` recognises. Whole tables, and what they have of one
region or of one value of a facet, are read from the tallies; what is filtered otherwise is counted up to
`MOST_COUNTED`, facets as long as `facet_time_limit_ms` allows; of what a search finds in a table the last `MOST_FOUND`
are looked at.
"""

import re
from functools import cache
from typing import Any

from datasette import hookimpl
from datasette.database import Database, QueryInterrupted

from pipeline.site.access import DATABASE

ROWS = {
    # table or view: the tally that counts each of its rows once
    "documents": "documents.kind",
    "assignments": "assignments.type",
    "assignment_list": "assignments.type",
    "deadlines": "deadlines.kind",
    "deadline_calendar": "deadlines.kind",
    "assignment_parties": "assignment_parties.role",
    "document_parties": "document_parties.role",
    "assignment_topics": "assignment_topics.topic_id",
    "evidence": "evidence.rule",
    "aliases": "aliases.type",
    "parties": "parties.type",
    "files": "files.ocr",
}
COLUMNS = {
    # columns of a view that stand in a table under another name
    ("assignment_list", "type"): "assignments.type",
    ("assignment_list", "document_kind"): "assignments.document_kind",
    ("deadline_calendar", "kind"): "deadlines.kind",
}
TALLIED = {
    *("assignments.type", "assignments.source", "deadlines.kind", "deadlines.inferred", "assignment_parties.role"),
    *("assignment_parties.inferred", "document_parties.role", "document_parties.inferred", "evidence.rule"),
    *("aliases.type", "aliases.rule", "parties.type", "assignments.document_kind", "documents.kind"),
    *("files.media_type", "files.ocr"),
}

NUMBERS = {name for name in TALLIED if name.endswith((".inferred", ".ocr"))}
"""What is asked for as text, and tallied as a number."""
REGIONAL = {"documents", "assignments", "assignment_list", "deadlines", "deadline_calendar"}
"""Whose tallies are kept by region."""

MOST_COUNTED, MOST_FOUND = 10_000, 2_000

OF_VALUE = r"""(?: where "(?P<by>\w+)" = :p0)?"""
COUNT = re.compile(rf"select count\(\*\) from \[?(?P<table>\w+)\]?{OF_VALUE} ?")
FACET = re.compile(
    r"\s*select \[?(?P<column>\w+)\]? as value, count\(\*\) as count from \(\s*select [^()]*? from \[?(?P<table>\w+)\]?"
    + OF_VALUE
    + r"\s*\)\s*where \S+ is not null\s+group by \S+ order by count desc, value limit (?P<limit>\d+)\s*"
)
FILTERED = re.compile(r"select count\(\*\) (from (?:\w+ where .*|initiative_duties|counterparts) ?)", re.DOTALL)
SEARCH = re.compile(r"select rowid from (\w+) where \1 match escape_fts\(:search\)")

NUMBER = "SELECT coalesce(sum(number), 0) FROM tallies WHERE name = '{}' AND {}"
VALUES = """
    SELECT value, sum(number) AS count FROM tallies WHERE name = '{}' AND value <> '' AND {} GROUP BY value
    HAVING sum(number) > 0 ORDER BY count DESC, value LIMIT {}
"""
REGIONS = """
    SELECT {} AS value, sum(number) AS count FROM tallies JOIN regions ON code = region_code
    WHERE tallies.name = '{}' AND {} GROUP BY code HAVING sum(number) > 0 ORDER BY count DESC, value LIMIT {}
"""
NAMES = {"region": "regions.name", "region_code": "code"}
OF_REGION = "region_code = (SELECT code FROM regions WHERE {} = :p0)"


def tallied(sql: str) -> str:
    """The same, from the tallies or with a limit.

    >>> tallied("select count(*) from [deadlines]")
    "SELECT coalesce(sum(number), 0) FROM tallies WHERE name = 'deadlines.kind' AND 1"
    >>> tallied("select count(*) from deadlines where due = :p0")
    'select count(*) from (select 1 from deadlines where due = :p0 limit 10001)'
    """
    sql = SEARCH.sub(rf"\g<0> order by rowid desc limit {MOST_FOUND}", sql)
    if (found := COUNT.fullmatch(sql)) and (place := chosen(found["table"], found["by"])):
        return NUMBER.format(*place)
    if found := FILTERED.fullmatch(sql):
        return f"select count(*) from (select 1 {found[1].rstrip()} limit {MOST_COUNTED + 1})"
    found = FACET.fullmatch(sql)
    return facet(found) if found else sql


def chosen(table: str, by: str | None) -> tuple[str, str] | None:
    """The tally in which each row of the table with the wanted value of `by` counts once, and the condition on it."""
    if by is None:
        return (ROWS[table], "1") if table in ROWS else None
    if by in NAMES:
        return (ROWS[table], OF_REGION.format(NAMES[by])) if table in REGIONAL else None
    return (own, "tallies.value = :p0") if (own := tally(table, by)) in TALLIED - NUMBERS else None


def tally(table: str, column: str) -> str:
    return COLUMNS.get((table, column), f"{table}.{column}")


def facet(asked: re.Match[str]) -> str:
    """The values of a column, of all rows, of a region's, or of those with one value in a column."""
    table, column, by, own = asked["table"], asked["column"], asked["by"], tally(asked["table"], asked["column"])
    place = chosen(table, by)
    if place and column in NAMES and table in REGIONAL:
        return REGIONS.format(NAMES[column], *place, asked["limit"])
    if place and own in TALLIED and (by is None or by in NAMES or by == column):
        return VALUES.format(own, place[1], asked["limit"])
    return asked[0]


NAME_OF = "select name from sqlite_master where type in ('table', 'view') and name = ? collate nocase"
"""What Datasette asks before it says whether a table may be seen."""


def once(name: str) -> Any:
    """A method of Database that describes a table, asked once for each: a page asks hundreds of times."""
    ask = getattr(Database, name)

    async def asked(self: "Letters", table: str) -> Any:
        if (name, table) not in self.known:
            self.known[name, table] = await ask(self, table)
        return self.known[name, table]

    return asked


class Letters(Database):
    """The database as Datasette reads it, with what says the same in less time. The schema is that of the start."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.known: dict[tuple[str, str], Any] = {}

    primary_keys = once("primary_keys")
    fts_table = once("fts_table")
    table_columns = once("table_columns")
    table_column_details = once("table_column_details")
    foreign_keys_for_table = once("foreign_keys_for_table")

    async def execute(self, sql: str, params: Any = None, **options: Any) -> Any:
        if sql != NAME_OF:
            return await super().execute(tallied(sql), params, **options)
        found = self.known.get((sql, params[0])) or await super().execute(sql, params, **options)
        if found.rows:
            self.known[sql, params[0]] = found
        return found

    async def table_counts(self, limit: int = 10) -> dict[str, int | None]:
        """The rows of every table that readers see, in one query; None for all where that takes too long."""
        tables, hidden = await self.table_names(), set(await self.hidden_table_names())
        shown = [table for table in tables if table not in hidden]
        counts = ", ".join(f"({tallied(f'select count(*) from [{table}]')})" for table in shown)
        try:
            row = (await self.execute(f"SELECT {counts}", custom_time_limit=limit * len(shown))).rows[0]
        except QueryInterrupted:
            row = [None] * len(shown)
        return {**dict.fromkeys(tables), **dict(zip(shown, row, strict=True))}


MAPPED = 2**31
"""Bytes of a database that are read as memory (SQLite's most is 64 KiB less): pages need not be copied one by one."""


@hookimpl
def prepare_connection(conn: Any) -> None:
    conn.execute(f"PRAGMA mmap_size = {MAPPED}")


@hookimpl
def startup(datasette: Any) -> None:
    """Whether a table may be seen is kept: Datasette copies all of metadata.yaml to say it, dozens of times a page."""
    datasette._table_permission_allows = cache(datasette._table_permission_allows)
    known = datasette.databases.get(DATABASE)
    if known is not None:
        datasette.remove_database(DATABASE)
        datasette.add_database(Letters(datasette, path=known.path, is_mutable=known.is_mutable), name=DATABASE)
