"""The calendar of deadlines: what RFC 5545 asks, and what calendars of people need."""

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from pipeline.store.search import escape_beginnings
from tests.datasette_site import Get, build, plugin

STAMP = datetime(2025, 3, 1, tzinfo=UTC)


def events(get: Get, query: str = "") -> list[Any]:
    from icalendar import Calendar

    response = get(f"/deadlines.ics{query}")
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def row(**changes: Any) -> dict[str, Any]:
    given = {
        "file_sha256": "ab" * 32,
        "document_ordinal": 0,
        "ordinal": 0,
        "nth": 1,
        "start": None,
        "due": "2025-04-15",
        "recurrence": None,
        "deadline": "до 15.04.2025",
        "text": "Представить отчёт",
        "responsible": "Смирнова А.П.",
        "document_number": "116",
        "document_date": "2025-02-17",
        "item": "2.1",
        "organization": None,
        "region": None,
    }
    return given | changes


def stored(row: dict[str, Any]) -> sqlite3.Row:
    """The row as the database gives it."""
    db = sqlite3.connect(":memory:")
    db.row_factory = sqlite3.Row
    columns = ", ".join(f":{name} AS {name}" for name in row)
    return cast(sqlite3.Row, db.execute(f"SELECT {columns}", row).fetchone())


def test_events_are_whole_days_with_reminders(get: Get) -> None:
    (event,) = events(get, "?region=RU-TYU")
    assert event["summary"] == "направить сведения"
    assert event["dtstart"].dt == date(2024, 11, 20)
    assert event["dtend"].dt == date(2024, 11, 21)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [
        timedelta(days=-7, hours=9),
        timedelta(hours=-15),
    ]
    assert event["url"].endswith("/document/2#assignment-4")
    assert "Документ: № 44-02 от 14.11.2024" in event["description"]


@pytest.mark.parametrize(
    ("query", "summaries"),
    [
        ("", ["направить", "Директорам", "Смирновой"]),
        ("?region=RU-AMU", ["Директорам", "Смирновой"]),
        ("?region=амурская", ["Директорам", "Смирновой"]),
        ("?person=смирнова", ["Смирновой"]),
        ("?person=директора+школ&region=RU-AMU", ["Директорам"]),
        ("?organization=Управление", ["Директорам", "Смирновой"]),
        ("?organization=никто", []),
    ],
)
def test_filters(get: Get, query: str, summaries: list[str]) -> None:
    assert sorted(event["summary"].split()[0] for event in events(get, query)) == sorted(summaries)


@pytest.mark.parametrize(
    ("printed", "start", "due", "first", "rule"),
    [
        ("FREQ=MONTHLY", None, None, date(2025, 2, 17), "FREQ=MONTHLY"),
        ("FREQ=MONTHLY;BYMONTHDAY=5", None, None, date(2025, 3, 5), "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", None, None, date(2025, 3, 1), "FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=3"),
        ("FREQ=MONTHLY", "2025-01-31", None, date(2025, 1, 31), "FREQ=MONTHLY;BYMONTHDAY=-1"),
        (
            "FREQ=MONTHLY;INTERVAL=3",
            "2025-01-15",
            "2025-12-31",
            date(2025, 1, 15),
            "FREQ=MONTHLY;UNTIL=20251231;INTERVAL=3",
        ),
    ],
)
def test_repeated_deadline_begins_on_a_day_of_its_rule(
    printed: str, start: str | None, due: str | None, first: date, rule: str
) -> None:
    made = plugin("feed").event(row(recurrence=printed, start=start, due=due), "https://example.org/", STAMP)
    assert made["dtstart"].dt == first
    assert made["rrule"].to_ical().decode() == rule


def test_repeated_deadline_of_an_undated_document_is_left_out() -> None:
    undated = row(recurrence="FREQ=MONTHLY", due=None, document_date=None)
    assert plugin("feed").event(undated, "https://example.org/", STAMP) is None


def test_text_breaks_nothing() -> None:
    """Line ends, commas and semicolons of a letter are escaped, long lines folded at 75 octets, lines end in CRLF."""
    text = "Отчёт, сводка; план\r\nBEGIN:VEVENT\nконец " + "длинный " * 40
    body = plugin("feed").calendar([stored(row(text=text))], lambda _: "https://example.org/1")
    lines = body.split(b"\r\n")
    assert lines.count(b"BEGIN:VEVENT") == 1
    assert max(map(len, lines)) <= 75
    assert b"\n" not in body.replace(b"\r\n", b"")


def test_an_event_is_written_anew_where_something_in_it_changed() -> None:
    feed = plugin("feed")

    def written(**changes: Any) -> bytes:
        return bytes(feed.calendar([stored(row(**changes))], lambda _: "https://example.org/1"))

    first = written()
    assert written() == first
    for changes in ({"text": "Представить сведения"}, {"due": "2025-04-16"}, {"responsible": "Котова И.И."}):
        assert written(**changes) != first
    assert feed.calendar([stored(row())], lambda _: "https://example.org/2") != first
    assert feed.written.cache_info().hits == 1


def test_uid_is_the_place_in_the_file() -> None:
    uid = plugin("feed").uid
    assert uid(row()) == uid(row(text="Исправлено", due="2025-05-01"))
    assert len({uid(row()), uid(row(nth=2)), uid(row(ordinal=1)), uid(row(document_ordinal=1))}) == 4


def test_where_there_are_too_many_past_ones_are_left_out(tmp_path: Path) -> None:
    feed, nothing = plugin("feed"), {"region": "", "organization": "", "person": ""}
    db = sqlite3.connect(build(tmp_path) / "letters.db")
    db.row_factory = sqlite3.Row
    found = [list(db.execute(feed.deadlines([], True), {**nothing, "most": most})) for most in (1, 2, 9)]
    db.close()
    coming, repeated, past = found[2]
    assert (coming["due"], repeated["recurrence"], past["due"]) == ("2099-03-20", "FREQ=MONTHLY", "2024-11-20")
    assert found[:2] == [[coming], [coming, repeated]]


@pytest.mark.parametrize(
    ("asked", "many"),
    [
        ({"organization": "Управление"}, 2),
        ({"person": "Смирнова"}, 1),
        ({"person": "директора", "region": "RU-AMU"}, 1),
    ],
)
def test_what_many_have_is_found_along_the_days_too(tmp_path: Path, asked: dict[str, str], many: int) -> None:
    """The two ways give the same; which is gone depends on how many duties there are."""
    feed, wanted = plugin("feed"), {"region": "", "organization": "", "person": "", "most": 9, **asked}
    db = sqlite3.connect(build(tmp_path) / "letters.db")
    db.create_function("beginnings", 1, escape_beginnings)
    filters = [each for name, each in feed.FILTERS.items() if wanted[name]]
    few, along = (list(db.execute(feed.deadlines(filters, way), wanted)) for way in (False, True))
    db.close()
    assert few == along
    assert len(few) == many


def test_calendar_without_events_is_valid(get: Get) -> None:
    from icalendar import Calendar

    made = Calendar.from_ical(get("/deadlines.ics?region=RU-SE").content)
    assert (made["version"], made["method"], made["x-wr-calname"]) == ("2.0", "PUBLISH", "Сроки поручений")


def test_another_library_reads_the_calendar(get: Get) -> None:
    """vobject shares no code with the library that writes: components, dates, rules and alarms are as it knows them."""
    vobject = pytest.importorskip("vobject")
    made = vobject.readOne(get("/deadlines.ics").text)
    made.validate(raiseException=True)
    by_start = {event.dtstart.value: event for event in made.vevent_list}
    (single,) = [event for day, event in by_start.items() if day == date(2024, 11, 20)]
    assert (single.summary.value, single.dtend.value) == ("направить сведения", date(2024, 11, 21))
    assert [alarm.trigger.value for alarm in single.valarm_list] == [timedelta(days=-7, hours=9), timedelta(hours=-15)]
    (monthly,) = [event for event in made.vevent_list if hasattr(event, "rrule")]
    months = list(monthly.getrruleset(addRDate=True)[:3])
    assert [day.month for day in months] == [2, 3, 4]
    assert len({event.uid.value for event in made.vevent_list}) == len(made.vevent_list) == 3
