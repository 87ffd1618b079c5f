"""The figures of regions on an initiative: reckoned anew only where a document came or went."""

import sqlite3

STALE = "SELECT initiative_id FROM stale_initiatives WHERE initiative_id IN (SELECT id FROM initiatives)"

FIGURES = """
WITH duties AS MATERIALIZED (
    SELECT *, julianday(due) - julianday(document_date) AS days FROM initiative_duties
    WHERE initiative_id = :initiative AND region_code IS NOT NULL
),
ranked AS (
    SELECT region_code, days,
        row_number() OVER (PARTITION BY region_code ORDER BY days) AS place,
        count(*) OVER (PARTITION BY region_code) AS whole
    FROM duties WHERE days >= 0
)
INSERT INTO initiative_regions (
    initiative_id, region_code, documents, assignments, with_deadline, with_responsible, with_person,
    median_days, first_due, last_due
)
SELECT :initiative, region_code, count(DISTINCT document_id), count(assignment_id), count(due),
    coalesce(sum(has_responsible), 0), coalesce(sum(has_person), 0),
    (SELECT avg(days) FROM ranked
        WHERE ranked.region_code = duties.region_code AND place IN ((whole + 1) / 2, (whole + 2) / 2)),
    min(due), max(due)
FROM duties GROUP BY region_code
"""
"""A deadline before the document's own date is a misprint or a year misread: it counts for no median."""

TOPICS = """
INSERT INTO initiative_region_topics (initiative_id, region_code, topic_id, assignments)
SELECT initiative_id, region_code, topic_id, assignments FROM initiative_topics
WHERE initiative_id = :initiative AND region_code IS NOT NULL
"""


def refresh_comparison(db: sqlite3.Connection) -> None:
    """Reckons the figures of the initiatives whose documents changed."""
    for (initiative,) in db.execute(STALE).fetchall():
        for table in ("initiative_regions", "initiative_region_topics"):
            db.execute(f"DELETE FROM {table} WHERE initiative_id = ?", (initiative,))
        db.execute(FIGURES, {"initiative": initiative})
        db.execute(TOPICS, {"initiative": initiative})
    db.execute("DELETE FROM stale_initiatives")
