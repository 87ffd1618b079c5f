"""The figures of the home page and the links of the menu."""

from typing import Any

from datasette import Forbidden, hookimpl

DATABASE = "letters"
READS = ("documents", "assignments", "deadlines", "evidence", "regions", "run_files", "corrections")

MOST_DOUBTFUL = 1000
"""More doubtful values than these are not counted."""

FIGURES = f"""
    SELECT
        (SELECT coalesce(sum(number), 0) FROM tallies WHERE name = 'documents.kind') AS documents,
        (SELECT count(*) FROM regions WHERE EXISTS (
            SELECT 1 FROM documents WHERE region_code = regions.code)) AS regions,
        (SELECT coalesce(sum(number), 0) FROM tallies WHERE name = 'assignments.type') AS assignments,
        (SELECT count(DISTINCT assignment_id) FROM deadlines
            WHERE due BETWEEN date('now') AND date('now', '+14 days')) AS soon,
        (SELECT coalesce(sum(number), 0) FROM tallies
            WHERE name = 'assignments.month' AND value > '' AND value < strftime('%Y-%m', 'now'))
            + (SELECT count(*) FROM assignments
            WHERE due >= date('now', 'start of month') AND due < date('now')) AS overdue,
        (SELECT count(*) FROM (SELECT 1 FROM evidence JOIN documents ON documents.id = document_id
            WHERE confidence < low_confidence() AND NOT EXISTS (SELECT 1 FROM corrections AS c
                WHERE (c.file_sha256, c.ordinal) = (documents.file_sha256, documents.ordinal)
                AND (c.path = evidence.path OR substr(evidence.path, 1, length(c.path) + 1) = c.path || '/'
                    OR rtrim(c.path, 'abcdefghijklmnopqrstuvwxyz_') = evidence.path || '/'))
            LIMIT {MOST_DOUBTFUL})) AS doubtful,
        (SELECT count(*) FROM run_files WHERE status = 'failed'
            AND run_id = (SELECT max(id) FROM runs)) AS failed
"""


async def figures(datasette: Any, actor: Any) -> dict[str, int] | None:
    """The counts; None where there is no database yet or the reader may not see what is counted."""
    if DATABASE not in datasette.databases:
        return None
    try:
        for table in READS:
            needed = [("view-table", (DATABASE, table)), ("view-database", DATABASE), "view-instance"]
            await datasette.ensure_permissions(actor, needed)
    except Forbidden:
        return None
    return dict((await datasette.get_database(DATABASE).execute(FIGURES)).first())


@hookimpl
def extra_template_vars(view_name: str, request: Any, datasette: Any) -> Any:
    async def counted() -> dict[str, Any]:
        if view_name != "index":
            return {}
        return {"figures": await figures(datasette, request.actor), "loaded": DATABASE in datasette.databases}

    return counted
