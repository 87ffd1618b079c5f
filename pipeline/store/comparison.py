"""The figures of regions on an initiative: reckoned anew only for a region whose documents on it came or went."""

import sqlite3

STALE = """
SELECT initiative_id AS initiative, region_code AS region FROM stale_comparisons
WHERE initiative_id IN (SELECT id FROM initiatives)
"""

FIGURES = """
WITH duties AS MATERIALIZED (
    SELECT *, julianday(due) - julianday(document_date) AS days FROM initiative_duties
    WHERE initiative_id = :initiative AND region_code = :region
),
ranked AS (
    SELECT days, row_number() OVER (ORDER BY days) AS place, count(*) OVER () AS whole FROM duties WHERE days >= 0
)
INSERT INTO initiative_regions (
    initiative_id, region_code, documents, assignments, with_deadline, with_responsible, with_person,
    median_days, first_due, last_due
)
SELECT :initiative, region_code, count(DISTINCT document_id), count(assignment_id), count(due),
    coalesce(sum(has_responsible), 0), coalesce(sum(has_person), 0),
    (SELECT avg(days) FROM ranked WHERE place IN ((whole + 1) / 2, (whole + 2) / 2)),
    min(due), max(due)
FROM duties GROUP BY region_code
"""
"""A deadline before the document's own date is a misprint or a year misread: it counts for no median."""

TOPICS = """
INSERT INTO initiative_region_topics (initiative_id, region_code, topic_id, assignments, first_due, last_due)
SELECT initiative_id, duties.region_code, topic_id, count(DISTINCT duties.assignment_id), min(due), max(due)
FROM initiative_duties AS duties JOIN assignment_topics ON assignment_topics.assignment_id = duties.assignment_id
WHERE initiative_id = :initiative AND duties.region_code = :region GROUP BY topic_id
"""

MONTHS = """
INSERT INTO initiative_region_months (initiative_id, region_code, month, assignments, documents)
SELECT initiative_id, duties.region_code, strftime('%Y-%m', deadlines.due) AS month,
    count(DISTINCT duties.assignment_id), count(DISTINCT duties.document_id)
FROM initiative_duties AS duties
JOIN deadlines ON deadlines.assignment_id = duties.assignment_id AND deadlines.due IS NOT NULL
WHERE initiative_id = :initiative AND duties.region_code = :region GROUP BY month
"""

NAMES = """
UPDATE initiative_regions AS figures SET
    topics = (SELECT group_concat(name, '; ') FROM (
        SELECT topics.name FROM initiative_region_topics AS own JOIN topics ON topics.id = own.topic_id
        WHERE own.initiative_id = figures.initiative_id AND own.region_code = figures.region_code ORDER BY topics.name
    )),
    missing_topics = (SELECT group_concat(name, '; ') FROM (
        SELECT DISTINCT topics.name FROM initiative_region_topics AS other JOIN topics ON topics.id = other.topic_id
        WHERE other.initiative_id = figures.initiative_id AND NOT EXISTS (
            SELECT 1 FROM initiative_region_topics AS own WHERE own.initiative_id = figures.initiative_id
            AND own.region_code = figures.region_code AND own.topic_id = other.topic_id
        ) ORDER BY topics.name
    ))
WHERE initiative_id = ?
"""
"""Its topics, and those that the others have and it has not."""

TABLES = ("initiative_regions", "initiative_region_topics", "initiative_region_months")


def refresh_comparison(db: sqlite3.Connection) -> None:
    """Reckons the figures of the regions whose documents on an initiative changed, and who has which topics."""
    stale = [dict(row) for row in db.execute(STALE)]
    for table in TABLES:
        db.executemany(f"DELETE FROM {table} WHERE (initiative_id, region_code) = (:initiative, :region)", stale)
    for statement in (FIGURES, TOPICS, MONTHS):
        db.executemany(statement, stale)
    db.executemany(NAMES, [(initiative,) for initiative in sorted({row["initiative"] for row in stale})])
    db.execute("DELETE FROM stale_comparisons")
