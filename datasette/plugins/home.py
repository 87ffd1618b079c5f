"""The figures of the home page and the links of the menu."""

from typing import Any

from datasette import Forbidden, NotFound, hookimpl

from pipeline.site.access import DATABASE, may_read
from pipeline.site.doubts import CHECKED

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
        (SELECT count(*) FROM (SELECT 1 FROM evidence AS e JOIN documents AS d ON d.id = e.document_id
            WHERE confidence < low_confidence() AND NOT {CHECKED.format(path="e.path")}
            LIMIT {MOST_DOUBTFUL})) AS doubtful,
        (SELECT count(*) FROM run_files WHERE status = 'failed'
            AND run_id = (SELECT max(id) FROM runs)) AS failed
"""


async def figures(datasette: Any, actor: Any) -> dict[str, int] | None:
    """The counts; None where there is no database yet or the reader may not see what is counted."""
    try:
        await may_read(datasette, actor, READS)
    except (Forbidden, NotFound):
        return None
    return dict((await datasette.get_database(DATABASE).execute(FIGURES)).first())


@hookimpl
def extra_template_vars(view_name: str, request: Any, datasette: Any) -> Any:
    async def counted() -> dict[str, Any]:
        if view_name != "index":
            return {}
        return {"figures": await figures(datasette, request.actor), "loaded": DATABASE in datasette.databases}

    return counted
