"""A letter full of HTML, script, SQL, templates and formulas is only text: on every page and in every export."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.store.connection import connect
from pipeline.store.corrections import desk
from pipeline.store.facts import facts_of
from schemas.document import (
    Assignment,
    Attachment,
    Deadline,
    Document,
    Evidence,
    Organization,
    Party,
    Person,
    Reference,
    Registration,
    ReplyTo,
)
from tests.datasette_letters import layout
from tests.datasette_site import HOUSE, Visitor, build, store

LETTERS = yaml.safe_load((HOUSE / "metadata.yaml").read_text("utf-8"))["databases"]["letters"]
NAMES = [name for name, about in LETTERS["tables"].items() if not about.get("hidden")] + list(LETTERS["queries"])
EVIL = (
    *("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</textarea></option></title><svg onload=alert(1)>"),
    *("'); DROP TABLE documents; --", "{{ 7 * 7 }}{% raise %}", "=HYPERLINK(\"http://evil.example\")", "@SUM(1)*cmd|' /C calc'!A0"),
    *("+1+cmd", "-2+3", "\tTAB=1", "BEGIN:VEVENT\nEND:VCALENDAR\r\nX:1", "javascript:alert(1)", "⟦<b>⟧", "%s ${7*7} ' OR 1=1"),
)  # fmt: skip


def text(number: int) -> str:
    return EVIL[number % len(EVIL)]


def letter(shift: int) -> Document:
    """A letter whose every text is one of the evil ones."""
    t = [" ".join(text(shift + n).split()) for n in range(len(EVIL))]
    party = Party(type="organization", name=t[0], text=t[1], position=t[2])
    person = Person(name=t[3], position=t[4], phone=t[5], email=t[6])
    task = Assignment(
        number=t[7], section=t[8], source="body", type="task", text=t[9] + " отчёт", objective=t[10], audience=t[11],
        outcome=t[12], deadlines=(Deadline(text=t[13], kind="on", due=date(2024, 3, 5)),), responsible=(party,),
    )  # fmt: skip
    return Document(
        kind="order", number=t[1], date=date(2024, 3, 1), place=t[2], title=t[3], region=("RU-AMU", "RU-TYU")[shift % 2],
        issuer=Organization(name=f"Школа {t[4]}", short_name=t[5], parent=t[6], address=t[7], websites=(t[11],), emails=(t[8],)),
        reply_to=ReplyTo(number=t[9], date=date(2024, 1, 1)), addressees=(party,), distribution=(party,),
        signatories=(person,), executor=person, control=party, initiatives=("Живая книга",),
        references=(Reference(kind="law", issuer=t[10], title=t[0], number=t[1]),),
        attachments=(Attachment(number=t[2], title=t[3]),), registrations=(Registration(number=t[4], date=date(2024, 3, 2)),),
        assignments=(task,),
        evidence=(
            Evidence(path="/number", page=1, bbox=None, start=0, end=3, text=t[1], confidence=0.1, rule="r"),
            Evidence(path=f"/assignments/0/{t[0]}", page=1, bbox=None, start=0, end=3, text=t[1], confidence=0.1, rule=t[0]),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = build(tmp_path_factory.mktemp("site"))
    db = connect(made / "letters.db")
    for shift in range(len(EVIL)):
        body = f"{shift}\n" + "\n".join(EVIL)
        store(db, made, f"{text(shift)}.txt", body.encode(), layout(body), letter(shift))
        row = (text(shift), text(shift + 1))
        db.execute("INSERT INTO run_files (run_id, name, status, stage, error, seconds) VALUES (1, ?, 'failed', 'read', ?, 1)", row)  # fmt: skip
    for number in range(4, 8):
        shown = facts_of(db, number)["place"]
        desk.correct(db, number, [desk.Change("/place", " ".join(text(number).split()), shown)], text(number))
    db.close()
    return made


@pytest.fixture(scope="module")
def visitor(folder: Path) -> Visitor:
    return Visitor(folder)


class Elements(HTMLParser):
    """What a browser would make of a page: foreign elements and acting attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.acting: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        own = tag == "script" and (given.get("src") or "").startswith(("/static/", "/-/static/"))
        if (tag in ("script", "iframe", "object", "embed", "base", "form") and not own) and not (
            tag == "form" and (given.get("action") or "").startswith("/")
        ):
            self.acting.append(f"<{tag} {given}>")
        if tag == "img" and not (given.get("src") or "").startswith("/document/"):
            self.acting.append(f"<img {given}>")
        links = [value or "" for name, value in attrs if name in ("href", "src", "action", "xlink:href")]
        self.acting += [link for link in links if re.match(r"\s*(javascript|data|vbscript):", link, re.IGNORECASE)]
        self.acting += [f"{name}={value}" for name, value in attrs if name.startswith("on")]


def pages() -> Iterator[str]:
    yield from (f"/letters/{name}" for name in NAMES)
    yield from (
        "/",
        "/letters",
        "/dashboards",
        "/dashboards?region=RU-AMU",
        "/compare",
        "/calendar?month=2024-03",
        "/check",
    )
    yield from (f"/document/{number}" for number in range(3, 9))
    yield from (f"/check?document={n}&path={path}" for n in (4, 5) for path in ("/title", "/issuer", "/assignments/0"))
    for name in ("documents", "assignments", "organizations", "parties", "citations"):
        yield f"/letters/{name}/1"
    for evil in EVIL[:8]:
        yield f"/letters/search?q={evil}"
        yield f"/letters/documents?title={evil}&_search={evil}&_facet=title"
        yield f"/compare?initiative={evil}&region={evil}"
        yield f"/calendar?month={evil}&region={evil}"


def test_no_page_acts(visitor: Visitor) -> None:
    found = {}
    for path in pages():
        response = visitor.get(path)
        assert response.status_code in (200, 400, 404), path
        parser = Elements()
        parser.feed(response.text)
        if parser.acting:
            found[path] = parser.acting
    assert found == {}


def test_no_cell_of_a_table_is_a_formula(visitor: Visitor) -> None:
    for name in NAMES:
        response = visitor.get(f"/letters/{name}.csv?_labels=on")
        assert response.headers["content-type"].startswith("text/plain"), name
        cells = [cell for row in csv.reader(io.StringIO(response.text)) for cell in row]
        wrong = [cell for cell in cells if cell[:1] in "=+-@\t\r" and not re.fullmatch(r"-?[\d.]*", cell)]
        assert wrong == [], name


def test_no_cell_of_a_book_is_a_formula(visitor: Visitor) -> None:
    for name in NAMES:
        with zipfile.ZipFile(io.BytesIO(visitor.get(f"/letters/{name}.xlsx").content)) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet, name
        assert "hyperlink" not in sheet, name


def test_programs_get_plain_json(visitor: Visitor) -> None:
    for path in (*(f"/letters/{name}.json" for name in NAMES), "/bring.json"):
        response = visitor.get(path)
        assert response.headers["content-type"].startswith("application/json"), path
        assert response.json() is not None


def test_calendar_holds_each_deadline_and_nothing_that_letters_wrote(visitor: Visitor, folder: Path) -> None:
    import vobject

    feed = visitor.get("/deadlines.ics").text
    (calendar,) = list(vobject.readComponents(feed))
    db = connect(folder / "letters.db")
    (dated,) = db.execute("SELECT count(*) FROM deadlines WHERE due IS NOT NULL OR recurrence IS NOT NULL").fetchone()
    db.close()
    assert len(calendar.vevent_list) == dated
    assert not hasattr(calendar, "x")
    assert not [event for event in calendar.vevent_list if hasattr(event, "x")]


def test_names_of_files_make_no_paths_and_no_headers(visitor: Visitor) -> None:
    for number in range(4, 4 + len(EVIL)):
        response = visitor.get(f"/document/{number}/file")
        assert response.headers["content-type"] == "application/octet-stream"
        assert set(response.headers) <= {
            *("content-disposition", "content-security-policy", "content-type", "x-content-type-options"),
            *("cache-control", "referrer-policy", "content-length", "last-modified", "etag", "vary"),
        }


def test_tables_are_still_there(folder: Path) -> None:
    db = connect(folder / "letters.db")
    rows: list[Any] = db.execute("SELECT count(*) FROM documents").fetchall()
    made = db.execute("SELECT count(*) FROM corrections").fetchone()[0]
    db.close()
    assert tuple(rows[0]) == (3 + len(EVIL),)
    assert made == 4
