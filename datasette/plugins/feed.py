"""The deadlines as a calendar to subscribe to: /deadlines.ics?region=RU-AMU&organization=…&person=… (RFC 5545)."""

import asyncio
import hashlib
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from datasette import Response, hookimpl

from pipeline.site.access import DATABASE, may_read

READS = (
    *("documents", "assignments", "deadlines", "assignment_parties", "parties", "organizations", "regions"),
    *("assignment_list", "deadline_calendar"),
)

REMINDERS = (timedelta(days=-6, hours=-15), timedelta(hours=-15))
"""A week and a day before, at nine in the morning: an all-day event begins at midnight."""

SHORTEST_MONTH = 28

MOST = 1000
"""Events in one calendar: the coming ones first, then the repeated of the newest documents, then the latest past ones.
Programs choke on more."""

WRITTEN = 8 * MOST
"""Events that are kept as they were written last, of 2 KB each."""

BODIES = "SELECT id FROM organizations WHERE name LIKE '%' || :organization || '%'"
PARTIES = "SELECT rowid AS id FROM parties_fts WHERE parties_fts MATCH beginnings(:person)"
MANY_DOCUMENTS, MANY_DUTIES = 8_000, 40_000
"""From about here on a walk along the days of 800,000 deadlines costs less than to gather and sort what fits."""


class Filter(NamedTuple):
    """What may be asked: the duties that it leaves, the same as a condition on one duty, and whether they are many.

    Few are gathered; where they are many, walking along the days soon finds enough of them.
    """

    duties: str
    fits: str
    are_many: str


FILTERS = {
    # of a document that came several times only the first counts
    "organization": Filter(
        f"""SELECT assignments.id AS assignment_id FROM ({BODIES}) AS own
        CROSS JOIN documents ON organization_id = own.id AND version_of_id IS NULL
        CROSS JOIN assignments ON document_id = documents.id""",
        f"organization_id IN ({BODIES})",
        f"SELECT count(*) > {MANY_DOCUMENTS} FROM documents WHERE organization_id IN ({BODIES})",
    ),
    "person": Filter(
        f"""SELECT DISTINCT assignment_id FROM ({PARTIES}) AS own
        CROSS JOIN assignment_parties ON party_id = own.id AND role = 'responsible'
        CROSS JOIN assignments ON assignments.id = assignment_id
        CROSS JOIN documents ON documents.id = document_id AND version_of_id IS NULL""",
        f"""EXISTS (SELECT 1 FROM assignment_parties WHERE assignment_id = assignments.id
            AND role = 'responsible' AND party_id IN ({PARTIES}))""",
        f"SELECT sum(duties) > {MANY_DUTIES} FROM parties WHERE id IN ({PARTIES})",
    ),
}
IN_REGION = """
    (:region = '' OR region_code IN (SELECT code FROM regions WHERE code = :region OR name LIKE '%' || :region || '%'))
"""
OF_FEW = f"""
    WITH own AS ({{own}}),
    dated AS MATERIALIZED (SELECT id, due, recurrence, region_code FROM own CROSS JOIN deadlines USING (assignment_id))
    SELECT id FROM dated
    WHERE (due IS NOT NULL OR recurrence IS NOT NULL) AND {IN_REGION}
    ORDER BY CASE WHEN due >= date('now') THEN 1 WHEN due IS NULL THEN 2 ELSE 3 END,
        iif(due >= date('now'), julianday(due), -julianday(due)), id DESC
"""
"""`dated` is made before it is filtered: else SQLite reads all deadlines first, to see which can be left out."""

OF_MANY = " UNION ALL ".join(
    f"""
    SELECT * FROM (SELECT id FROM deadlines INDEXED BY {index} WHERE {part} AND {IN_REGION}
        AND EXISTS (SELECT 1 FROM assignments JOIN documents ON documents.id = document_id
            WHERE assignments.id = assignment_id AND version_of_id IS NULL AND {{fits}})
        ORDER BY {order} LIMIT :most)
    """
    for index, part, order in (
        ("deadlines_due", "due >= date('now')", "due"),
        ("deadlines_repeated", "due IS NULL AND recurrence IS NOT NULL", "id DESC"),
        ("deadlines_due", "due < date('now')", "due DESC"),
    )
)
DEADLINES = """
    SELECT calendar.*, documents.file_sha256, documents.ordinal AS document_ordinal, documents.title,
        assignments.ordinal, assignments.number AS item,
        (SELECT count(*) FROM deadlines WHERE assignment_id = calendar.assignment_id AND id <= chosen.id) AS nth
    FROM (SELECT * FROM ({chosen}) LIMIT :most) AS chosen
    CROSS JOIN deadline_calendar AS calendar ON calendar.deadline_id = chosen.id
    JOIN documents ON documents.id = calendar.document_id
    JOIN assignments ON assignments.id = calendar.assignment_id
"""
PARAMETERS = ("region", *FILTERS)


def deadlines(asked: Sequence[Filter], many: bool) -> str:
    """The query for what is asked; `many` says that it is looked for along the days."""
    of_many = OF_MANY.format(fits=" AND ".join(each.fits for each in asked) or "1")
    of_few = OF_FEW.format(own=" INTERSECT ".join(each.duties for each in asked))
    return DEADLINES.format(chosen=of_many if many else of_few)


async def are_many(db: Any, asked: Sequence[Filter], wanted: Mapping[str, str]) -> bool:
    """Of two filters nothing is known: what both leave may be very little."""
    if len(asked) != 1:
        return not asked
    return bool((await db.execute(asked[0].are_many, wanted)).single_value())


def label(row: Any) -> str:
    """The document as people name it: «№ 116 от 17.02.2023»."""
    number = f"№ {row['document_number']}" if row["document_number"] else "без номера"
    return f"{number} от {'.'.join(reversed(row['document_date'].split('-')))}" if row["document_date"] else number


def uid(row: Any) -> str:
    """The same for the same deadline of the same file, however often the file is read."""
    place = (row["file_sha256"], row["document_ordinal"], row["ordinal"], row["nth"])
    return hashlib.sha256("/".join(map(str, place)).encode()).hexdigest()[:32] + "@prikaz"


def repetition(row: Any) -> tuple[date | None, Any]:
    """The first day of a repeated deadline on or after its start (or the document's date), and its rule.

    «ежемесячно» from the 31st is the last day of each month: RFC 5545 would leave out the shorter ones.
    """
    from dateutil.rrule import rrulestr
    from icalendar import vRecur

    base = row["start"] or row["document_date"] or row["due"]
    if base is None:
        return None, None
    rule, moment = vRecur.from_ical(row["recurrence"]), datetime.fromisoformat(base)
    if rule["FREQ"] == ["MONTHLY"] and "BYMONTHDAY" not in rule and moment.day > SHORTEST_MONTH:
        rule["BYMONTHDAY"] = [-1]
    found = rrulestr(rule.to_ical().decode(), dtstart=moment).after(moment, inc=True)
    if row["due"] and "COUNT" not in rule:
        rule["UNTIL"] = [date.fromisoformat(row["due"])]
    return found and found.date(), rule


@lru_cache(maxsize=WRITTEN)
def written(row: Hashable, url: str) -> bytes:
    """An event as it stands in the calendar; its stamp says when it was first written so."""
    made = event(row, url, datetime.now(UTC))
    return bytes(made.to_ical()) if made is not None else b""


def event(row: Any, url: str, stamp: datetime) -> Any:
    """An all-day event with reminders; None where its day is not known."""
    from icalendar import Event

    day, rule = repetition(row) if row["recurrence"] else (date.fromisoformat(row["due"]), None)
    if day is None:
        return None
    made = Event()
    made.add("uid", uid(row))
    made.add("dtstamp", stamp)
    made.add("dtstart", day)
    made.add("dtend", day + timedelta(days=1))
    made.add("summary", summary(row))
    made.add("description", description(row, url))
    made.add("url", url)
    made.add("transp", "TRANSPARENT")
    if rule:
        made.add("rrule", rule)
    for before in REMINDERS:
        made.add_component(reminder(before, summary(row)))
    return made


def summary(row: Any) -> str:
    text = str(row["text"])
    return text if len(text) <= 120 else text[:119].rstrip() + "…"


def description(row: Any, url: str) -> str:
    parts = (
        row["text"],
        f"Срок: {row['deadline']}",
        row["responsible"] and f"Ответственные: {row['responsible']}",
        f"Документ: {label(row)}" + (f", пункт {row['item']}" if row["item"] else ""),
        row["organization"],
        row["region"],
        url,
    )
    return "\n".join(part for part in parts if part)


def reminder(before: timedelta, text: str) -> Any:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", before)
    alarm.add("description", text)
    return alarm


def calendar(rows: Iterable[Any], address: Callable[[Any], str]) -> bytes:
    """The calendar file; `address` gives the page of a document by its id."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//prikaz//deadlines//RU")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "Сроки поручений")
    made.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    head, end, tail = bytes(made.to_ical()).rpartition(b"END:VCALENDAR")
    return b"".join((head, *(written(row, address(row)) for row in rows), end, tail))


async def feed(datasette: Any, request: Any) -> Response:
    await may_read(datasette, request.actor, READS)
    db = datasette.get_database(DATABASE)
    wanted = {name: (request.args.get(name) or "").strip() for name in PARAMETERS}
    asked = [each for name, each in FILTERS.items() if wanted[name]]
    sql = deadlines(asked, await are_many(db, asked, wanted))
    rows = (await db.execute(sql, {**wanted, "most": MOST})).rows
    card = str(datasette.absolute_url(request, datasette.urls.path("/document/")))

    def address(row: Any) -> str:
        return f"{card}{row['document_id']}#assignment-{row['assignment_id']}"

    headers = {"content-disposition": "inline; filename=deadlines.ics", "x-content-type-options": "nosniff"}
    body = await asyncio.to_thread(calendar, rows, address)
    return Response(body, content_type="text/calendar; charset=utf-8", headers=headers)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/deadlines\.ics$", feed)]
