"""Which tables the queries of a page read whole: by the plans of SQLite."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

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
