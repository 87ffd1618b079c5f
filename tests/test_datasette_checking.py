"""Checking and correcting over the web: the queue, the forms, two people at once."""

import html
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from pipeline.site.forms import form_of
from tests.datasette_letters import HOSTILE, ORDER, layout, order
from tests.datasette_site import Visitor, build, store, visible


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return build(tmp_path / "site")


@pytest.fixture
def visitor(folder: Path) -> Visitor:
    return Visitor(folder)


def form(visitor: Visitor, document: int, path: str) -> dict[str, str]:
    """The fields of the form as the page shows them."""
    page = visitor.get("/check", params={"document": document, "path": path}).text
    body = re.search(r'<form class="check".*?</form>', page, re.DOTALL)
    assert body
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', body[0]))
    inputs = dict(re.findall(r'<input id="f\d+" type="\w+" name="([^"]+)" value="([^"]*)"', body[0]))
    areas = dict(re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', body[0]))
    choices = re.findall(r'<select [^>]*name="([^"]+)"(.*?)</select>', body[0], re.DOTALL)
    chosen = {name: "".join(re.findall(r'value="([^"]*)" selected', inner)) for name, inner in choices}
    return {name: html.unescape(value) for name, value in {**hidden, **inputs, **areas, **chosen}.items()}


def send(visitor: Visitor, document: int, path: str, action: str = "save", **fields: str) -> Any:
    given = {f"field:{name}" if name != "value" else "field:": value for name, value in fields.items()}
    return visitor.post("/check", {**form(visitor, document, path), **given, "action": action})


def card(visitor: Visitor, document: int) -> str:
    return visible(visitor.get(f"/document/{document}").text)


def rows(folder: Path, query: str) -> list[Any]:
    db = sqlite3.connect(folder / "letters.db")
    found = db.execute(query).fetchall()
    db.close()
    return found


def test_queue_tells_what_is_doubtful_and_why(visitor: Visitor) -> None:
    said = visible(visitor.get("/check").text)
    for doubt in (
        "Регистрационный номер прочитано неуверенно",
        "Подпись не прочитано: подпись",
        "Дата не прочитано: дата",
    ):
        assert doubt in said


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE deadlines SET due = '2001-01-01' WHERE assignment_id = 1",
            "Срок поручения 1 срок раньше даты документа",
        ),
        ("UPDATE deadlines SET start = '2100-01-01' WHERE assignment_id = 1", "срок кончается раньше, чем начинается"),
        ("INSERT INTO registrations (document_id, number, date) VALUES (1, '1', '2020-01-01')", "поступил раньше, чем"),
        ("UPDATE documents SET date = '2999-01-01' WHERE id = 1", "дата ещё не наступила"),
        ("UPDATE documents SET kind = 'letter' WHERE id = 1", "не прочитано: адресат"),
    ],
)
def test_contradictions_are_doubts(folder: Path, statement: str, said: str) -> None:
    db = sqlite3.connect(folder / "letters.db")
    db.execute(statement)
    db.commit()
    db.close()
    assert said in visible(Visitor(folder).get("/check").text)


def test_value_is_corrected_and_remembered(folder: Path, visitor: Visitor) -> None:
    assert send(visitor, 1, "/number", value="10-32/420").status_code == 303
    assert "10-32/420 исправлено" in card(visitor, 1).replace(" без входа,", "").replace(
        "  ", " "
    ) or "10-32/420" in card(visitor, 1)
    assert rows(folder, "SELECT path, value, was FROM corrections") == [("/number", '"10-32/420"', '"10-32/419"')]
    assert "Регистрационный номер прочитано неуверенно" not in visible(visitor.get("/check").text)
    assert "0 значений к проверке" in visible(visitor.get("/").text)


def test_value_is_accepted_as_it_is(folder: Path, visitor: Visitor) -> None:
    response = send(visitor, 1, "/number")
    assert response.headers["location"].startswith("/check?")
    assert rows(folder, "SELECT value, was FROM corrections") == [('"10-32/419"', '"10-32/419"')]
    assert "проверено" in card(visitor, 1)


def test_absence_is_accepted_too(folder: Path, visitor: Visitor) -> None:
    send(visitor, 3, "/date")
    send(visitor, 3, "/signatories/0")
    assert rows(folder, "SELECT path, value FROM corrections ORDER BY path") == [
        ("/date", "null"),
        ("/signatories", "[]"),
    ]
    said = visible(visitor.get("/check").text)
    assert "не прочитано: дата" not in said
    assert "не прочитано: подпись" not in said


@pytest.mark.parametrize(
    ("document", "path", "fields", "query", "found"),
    [
        (1, "/kind", {"value": "directive"}, "SELECT kind FROM documents WHERE id = 1", "directive"),
        (1, "/date", {"value": "2025-02-18"}, "SELECT date FROM documents WHERE id = 1", "2025-02-18"),
        (1, "/region", {"value": "RU-TYU"}, "SELECT region_code FROM documents WHERE id = 1", "RU-TYU"),
        (3, "/signatories/0", {"name": "Петрова А.И.", "position": "Директор"}, "SELECT given FROM people WHERE surname = 'Петрова'", "А."),
        (1, "/signatories/0", {"name": "Петрова А.И."}, "SELECT patronymic FROM people WHERE surname = 'Петрова'", "И."),
        (1, "/signatories/1", {"name": "Ким О.О."}, "SELECT count(*) FROM document_parties WHERE document_id = 1 AND role = 'signatory'", 2),
        (1, "/addressees/0", {"name": "Школа № 5"}, "SELECT type FROM parties WHERE name = 'Школа № 5'", "organization"),
        (1, "/addressees/0", {"name": "Ким О.О.", "type": "person"}, "SELECT surname FROM people WHERE name = 'Ким О.О.'", "Ким"),
        (1, "/assignments/0", {"text": "Провести учёт", "number": "1.1"}, "SELECT text || number FROM assignments WHERE id = 1", "Провести учёт1.1"),
        (1, "/assignments/0/deadlines/0", {"due": "2099-04-01"}, "SELECT due FROM deadlines WHERE assignment_id = 1", "2099-04-01"),
        (1, "/assignments/2/deadlines/0", {"due": "2099-05-01"}, "SELECT due FROM deadlines WHERE assignment_id = 3", "2099-05-01"),
        (1, "/attachments/0", {"sheets": "7"}, "SELECT sheets FROM attachments WHERE document_id = 1", 7),
        (3, "/issuer", {"name": "Школа № 5"}, "SELECT name FROM organizations WHERE name = 'Школа № 5'", "Школа № 5"),
    ],
)  # fmt: skip
def test_each_kind_of_value(
    folder: Path, visitor: Visitor, document: int, path: str, fields: dict[str, str], query: str, found: Any
) -> None:
    assert send(visitor, document, path, **fields).status_code == 303
    assert rows(folder, query) == [(found,)]


def test_item_leaves_its_list_and_the_marks_of_the_others_stay_right(folder: Path, visitor: Visitor) -> None:
    assert send(visitor, 1, "/assignments/0", "remove").status_code == 303
    text, document = ORDER, order()
    for reading in ("first", "again"):
        page = visitor.get("/document/1").text
        marks = dict(re.findall(r'data-paths="(/assignments/\d)"[^>]*>([^<]*)</span>', page))
        assert marks["/assignments/0"].endswith(" представлять отчёт"), reading
        assert marks["/assignments/1"] == "Утвердить форму отчёта"
        assert "/assignments/2" not in page
        reimport(folder, text, document)


def reimport(folder: Path, text: str, document: Any) -> None:
    from pipeline.store.connection import connect

    db = connect(folder / "letters.db")
    store(db, folder, "приказ 10-32.txt", text.encode(), layout(text), document)
    db.close()


def test_correction_outlives_a_reading_and_is_undone(folder: Path, visitor: Visitor) -> None:
    send(visitor, 1, "/number", value="7")
    reimport(folder, ORDER, order())
    assert rows(folder, "SELECT number FROM documents WHERE id = 1") == [("7",)]
    undo(folder, visitor)
    assert rows(folder, "SELECT number FROM documents WHERE id = 1") == [("10-32/419",)]
    assert rows(folder, "SELECT count(*) FROM corrections") == [(0,)]


def undo(folder: Path, visitor: Visitor) -> None:
    (made,) = rows(folder, "SELECT max(id) FROM corrections")
    assert visitor.post("/check", {"document": "1", "correction": str(made[0]), "action": "undo"}).status_code == 303


def test_second_of_two_people_sees_what_the_first_did(folder: Path, visitor: Visitor) -> None:
    old = form(visitor, 1, "/number")
    send(visitor, 1, "/number", value="7")
    response = visitor.post("/check", {**old, "field:": "8", "action": "save"})
    assert response.status_code == 409
    assert "значение изменилось: теперь здесь «7»" in response.text
    assert rows(folder, "SELECT number FROM documents WHERE id = 1") == [("7",)]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/date", {"value": "вчера"}),
        ("/kind", {"value": "poem"}),
        ("/kind", {"value": ""}),
        ("/region", {"value": "RU-XX"}),
    ],
)
def test_nonsense_is_told(folder: Path, visitor: Visitor, path: str, fields: dict[str, str]) -> None:
    response = send(visitor, 1, path, **fields)
    assert response.status_code == 409
    assert "Так записать нельзя" in response.text
    assert rows(folder, "SELECT count(*) FROM corrections") == [(0,)]


@pytest.mark.parametrize("path", ["/evidence/0", "/nothing", "", "/text"])
def test_what_has_no_form_cannot_be_set(visitor: Visitor, path: str) -> None:
    assert visitor.get("/check", params={"document": 1, "path": path or "x"}).status_code == 404
    sent = {"document": "1", "path": path, "field:": "x", "action": "save"}
    assert visitor.post("/check", sent).status_code == 404 or path
    assert visitor.get("/check", params={"document": 99, "path": "/number"}).status_code == 404


def test_hostile_values_are_only_text(folder: Path, visitor: Visitor) -> None:
    send(visitor, 1, "/title", value=HOSTILE)
    for path in ("/check", "/check?document=1&path=/title", "/document/1", "/check?document=3&path=/number"):
        page = visitor.get(path).text
        assert HOSTILE not in page
        assert "<img src=x" not in page


def test_author_is_who_logged_in(folder: Path) -> None:
    editor = Visitor(folder, {"editor": "editor"})
    editor.login("editor", "editoreditor")
    send(editor, 1, "/number", value="7")
    assert rows(folder, "SELECT author FROM corrections") == [("Editor",)]
    assert "Editor" in card(editor, 1)


def test_every_path_of_evidence_has_a_form() -> None:
    """What the letters of the corpus are marked with can be corrected."""
    golds = (Path(__file__).parents[1] / "corpus" / "letters").glob("*.json")
    paths: set[str] = set()
    for gold in golds:
        paths |= set(re.findall(r'"path": "(/[^"]*)"', gold.read_text("utf-8")))
    without = {re.sub(r"\d+", "#", path) for path in paths if form_of(path) is None}
    assert json.dumps(sorted(without)) == "[]"


def test_correction_without_a_place_is_shown_and_forgotten(folder: Path, visitor: Visitor) -> None:
    send(visitor, 1, "/assignments/0/deadlines/0", due="2099-04-01")
    read = order()
    reimport(folder, ORDER, read.model_copy(update={"assignments": read.assignments[1:], "evidence": ()}))
    said = visible(visitor.get("/check").text)
    assert re.search(r"не к чему приложить 1 .* приказ 10-32.txt Срок поручения 1 2099-03-20 2099-04-01 Забыть", said)
    assert "не к чему приложить" in card(visitor, 1)
    (made,) = rows(folder, "SELECT id FROM corrections")
    assert visitor.post("/check", {"correction": str(made[0]), "action": "forget"}).status_code == 303
    assert "не к чему приложить" not in visitor.get("/check").text
    assert visitor.post("/check", {"correction": str(made[0]), "action": "forget"}).status_code == 404


def test_ready_question_lists_no_checked_value(visitor: Visitor) -> None:
    assert "10-32/419" in visible(visitor.get("/letters/to_check").text)
    send(visitor, 1, "/number")
    assert "Ничего не найдено" in visible(visitor.get("/letters/to_check").text)


def test_second_item_left_empty_changes_nothing(folder: Path, visitor: Visitor) -> None:
    assert send(visitor, 1, "/signatories/1").status_code == 303
    assert rows(folder, "SELECT count(*) FROM corrections") == [(0,)]


FILLING = {
    "/addressees/": {"name": "Школа № 5"},
    "/signatories/": {"name": "Ким О.О."},
    "/distribution/": {"name": "Школа № 6"},
    "/attachments/": {"title": "Список школ"},
    "/initiatives/": {"value": "Точка роста"},
    "/registrations/": {"number": "15"},
    "/references/": {"number": "7", "kind": "law"},
    "/assignments/": {"text": "Проверить кровлю"},
    "/place": {"value": "г. Заречный"},
    "/reply_to": {"number": "8"},
    "/executor": {"name": "Пак И.И."},
    "/control": {"name": "Ким О.О.", "type": "person"},
}


def test_whatever_the_card_offers_to_add_is_added_and_stays(folder: Path, visitor: Visitor) -> None:
    offered = re.findall(r'/check\?document=1&amp;path=([^"]+)">(?!✎)', visitor.get("/document/1").text)
    paths = [html.unescape(path).replace("%2F", "/") for path in offered]
    added = [path for path in paths if "/assignments/" not in path or path.count("/") == 2]
    assert {re.sub(r"\d+$", "", path) for path in added} == set(FILLING)
    for path in added:
        assert send(visitor, 1, path, **FILLING[re.sub(r"\d+$", "", path)]).status_code == 303, path
    reimport(folder, ORDER, order())
    said = card(visitor, 1)
    for fields in FILLING.values():
        assert next(iter(fields.values())) in said
