"""What Datasette counts over whole tables, from `tallies`: facets and numbers of rows cost the same in any database.

Datasette asks for both in SQL of its own, which `Letters.execute` recognises; whatever is filtered it counts itself.
"""

import re
from functools import cache
from typing import Any

from datasette import hookimpl
from datasette.database import Database, QueryInterrupted

DATABASE = "letters"

ROWS = {
    # table or view: the tally that counts each of its rows once
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
    *("aliases.type", "aliases.rule", "parties.type"),
}

COUNT = re.compile(r"select count\(\*\) from \[?(\w+)\]? ?")
FACET = re.compile(
    r"""\s*select\ \[?(?P<column>\w+)\]?\ as\ value,\ count\(\*\)\ as\ count\ from\ \(
    \s*select\ [^()]*?\ from\ \[?(?P<table>\w+)\]?\s*\)
    \s*where\ \S+\ is\ not\ null\s+group\ by\ \S+\ order\ by\ count\ desc,\ value\ limit\ (?P<limit>\d+)\s*""",
    re.VERBOSE,
)
"""Of a whole table: a filtered one has more behind its name."""

NUMBER = "SELECT coalesce(sum(number), 0) FROM tallies WHERE name = '{}'"
VALUES = """
    SELECT value, sum(number) AS count FROM tallies WHERE name = '{}' AND value <> '' GROUP BY value
    HAVING sum(number) > 0 ORDER BY count DESC, value LIMIT {}
"""
REGIONS = """
    SELECT regions.name AS value, sum(number) AS count FROM tallies JOIN regions ON code = region_code
    WHERE tallies.name = '{}' GROUP BY code HAVING sum(number) > 0 ORDER BY count DESC, value LIMIT {}
"""
PAIRS = "SELECT 2 * count(*) FROM alignments"


def tallied(sql: str) -> str:
    """The same from the tallies, where it asks for the rows or a facet of a whole table that has them.

    >>> tallied("select count(*) from [deadlines]")
    "SELECT coalesce(sum(number), 0) FROM tallies WHERE name = 'deadlines.kind'"
    >>> tallied("select count(*) from deadlines where kind = :p0")
    'select count(*) from deadlines where kind = :p0'
    """
    if found := COUNT.fullmatch(sql):
        return PAIRS if found[1] == "counterparts" else NUMBER.format(ROWS[found[1]]) if found[1] in ROWS else sql
    if found := FACET.fullmatch(sql):
        table, column, limit = found["table"], found["column"], found["limit"]
        if column == "region" and table in ROWS:
            return REGIONS.format(ROWS[table], limit)
        name = COLUMNS.get((table, column), f"{table}.{column}")
        return VALUES.format(name, limit) if name in {*TALLIED, *COLUMNS.values()} else sql
    return sql


class Letters(Database):
    """The database as Datasette reads it, with the tallies in place of counts."""

    async def execute(self, sql: str, *args: Any, **options: Any) -> Any:
        return await super().execute(tallied(sql), *args, **options)

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


@hookimpl
def startup(datasette: Any) -> None:
    """Whether a table may be seen is kept: Datasette copies all of metadata.yaml to say it, dozens of times a page."""
    datasette._table_permission_allows = cache(datasette._table_permission_allows)
    known = datasette.databases.get(DATABASE)
    if known is not None:
        datasette.remove_database(DATABASE)
        datasette.add_database(Letters(datasette, path=known.path, is_mutable=known.is_mutable), name=DATABASE)
