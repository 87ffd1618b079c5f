"""The deadlines of a month on a wall calendar, /calendar?month=2024-02."""

import calendar
import re
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from datasette import Response, hookimpl

from pipeline.site.access import DATABASE, may_read

READS = ("documents", "assignments", "deadlines", "assignment_parties", "parties", "regions", "deadline_calendar")
MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь", "июль"),
    *("август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
MONTH = re.compile(r"(\d{4})-(\d\d)")
IN_A_DAY = 4

ONCE = """
    NOT EXISTS (SELECT 1 FROM assignments JOIN documents ON documents.id = document_id
        WHERE assignments.id = assignment_id AND version_of_id IS NOT NULL)
"""
"""Of a document that came several times only the first counts."""
DUE = f"""
    WITH days AS (
        SELECT due, assignment_id, count(*) OVER day AS number, row_number() OVER (day ORDER BY assignment_id) AS place
        FROM deadlines WHERE due BETWEEN :first AND :last AND (:region = '' OR region_code = :region)
            AND {ONCE}
        WINDOW day AS (PARTITION BY due)
    )
    SELECT days.due, days.number, assignments.id, assignments.document_id, assignments.text, regions.name AS region
    FROM days JOIN assignments ON assignments.id = days.assignment_id
    LEFT JOIN regions ON regions.code = assignments.region_code
    WHERE place <= {IN_A_DAY} ORDER BY days.due, place
"""
"""The first duties of each day, and how many it has."""

NEAREST = """
    SELECT max(due) FROM deadlines WHERE due < :first UNION ALL SELECT min(due) FROM deadlines WHERE due > :last
"""


def month_of(asked: str | None, today: date) -> date:
    """The first day of the month asked for, or of today's.

    >>> month_of("2024-02", date(2025, 5, 9)), month_of("2024-13", date(2025, 5, 9))
    (datetime.date(2024, 2, 1), datetime.date(2025, 5, 1))
    """
    found = MONTH.fullmatch(asked or "")
    if found and 1 <= int(found[2]) <= 12 and 1 <= int(found[1]) <= 9998:
        return date(int(found[1]), int(found[2]), 1)
    return today.replace(day=1)


def last_day(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def weeks(first: date) -> list[list[date]]:
    """The weeks of a month, Monday to Sunday, with the days of its neighbours."""
    start = first - timedelta(days=first.weekday())
    count = ((last_day(first) - start).days // 7) + 1
    return [[start + timedelta(days=7 * week + day) for day in range(7)] for week in range(count)]


async def month_page(datasette: Any, request: Any) -> Response:
    await may_read(datasette, request.actor, READS)
    db = datasette.get_database(DATABASE)
    today = date.today()
    parts = f"{request.args.get('year') or ''}-{request.args.get('of') or ''}"
    first, region = month_of(request.args.get("month") or parts, today), request.args.get("region") or ""
    bounds = {"first": first.isoformat(), "last": last_day(first).isoformat()}
    by_day = defaultdict(list)
    for row in await db.execute(DUE, {**bounds, "region": region}):
        by_day[row["due"]].append(dict(row))
    before, after = [row[0] for row in await db.execute(NEAREST, bounds)]
    context = {
        "title": f"{MONTHS[first.month - 1]} {first.year}",
        "first": first,
        "region": region,
        "today": today,
        "months": MONTHS,
        "weekdays": WEEKDAYS,
        "weeks": weeks(first),
        "by_day": by_day,
        "total": sum(due[0]["number"] for due in by_day.values()),
        "before": f"{first - timedelta(days=1):%Y-%m}",
        "after": f"{last_day(first) + timedelta(days=1):%Y-%m}",
        "nearest": [(day[:7], f"{MONTHS[int(day[5:7]) - 1]} {day[:4]}") for day in (before, after) if day],
        "regions": [dict(row) for row in await db.execute("SELECT code, name FROM regions ORDER BY name")],
    }
    return Response.html(await datasette.render_template("month.html", context, request=request))


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/calendar$", month_page)]
