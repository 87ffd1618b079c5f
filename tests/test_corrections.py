"""Corrections follow what they correct through new readings, or wait; they never land on something else."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from pipeline.store.connection import connect
from pipeline.store.corrections import desk
from pipeline.store.facts import facts_of
from pipeline.store.files import FileFacts
from pipeline.store.save import save, tidy
from schemas.document import Assignment, Document, Person
from tests.datasette_letters import ORDER, layout, order

SHA256 = "0" * 64
FONDS, REPORT, FORM = order().assignments


def duty(text: str, **fields: Any) -> Assignment:
    return Assignment(source="body", type="task", text=text, **fields)


NEW = duty("Начальникам отделов подготовить помещения")


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    made = connect(":memory:")
    read(made, order())
    yield made
    made.close()


def read(db: sqlite3.Connection, *documents: Document) -> None:
    """The file is read, with this outcome."""
    save(db, FileFacts(SHA256, "приказ.txt", "text/plain", 1, "test"), layout(ORDER), documents)
    tidy(db)


def holding(*duties: Assignment) -> Document:
    """The order with these duties; evidence of the duties alone."""
    found = [e for e in order().evidence if not e.path.startswith("/assignments")]
    texts = [e for e in order().evidence if e.path.count("/") == 2 and e.path.startswith("/assignments")]
    paths = {each.text: index for index, each in enumerate(duties)}
    kept = [e.model_copy(update={"path": f"/assignments/{paths[e.text]}"}) for e in texts if e.text in paths]
    return order().model_copy(update={"assignments": duties, "evidence": (*found, *kept)})


def set_value(db: sqlite3.Connection, path: str, value: Any) -> None:
    shown = desk.value_at(facts_of(db, 1), path)
    desk.correct(db, 1, [desk.Change(path, value, shown)], "Архивист")


def duties(db: sqlite3.Connection) -> list[tuple[str, str | None]]:
    """The text and the first day of each duty."""
    held = facts_of(db, 1)["assignments"]
    return [(each["text"], each["deadlines"][0]["due"] if each["deadlines"] else None) for each in held]


def paths(db: sqlite3.Connection) -> list[str | None]:
    return [row["path"] for row in db.execute("SELECT path FROM corrections ORDER BY id")]


def dues(*given: tuple[Assignment, str | None]) -> list[tuple[str, str | None]]:
    return [(each.text, due) for each, due in given]


CORRECTED = "2099-04-01"


@pytest.mark.parametrize(
    ("reading", "found"),
    [
        ((NEW, FONDS, REPORT, FORM), [(NEW, None), (FONDS, CORRECTED), (REPORT, None), (FORM, None)]),
        ((REPORT, FORM, FONDS), [(REPORT, None), (FORM, None), (FONDS, CORRECTED)]),
        ((FONDS,), [(FONDS, CORRECTED)]),
    ],
)
def test_correction_goes_with_its_duty(
    db: sqlite3.Connection, reading: Sequence[Assignment], found: list[tuple[Assignment, str | None]]
) -> None:
    set_value(db, "/assignments/0/deadlines/0/due", CORRECTED)
    read(db, holding(*reading))
    assert duties(db) == dues(*found)
    place = [each for each, _ in found].index(FONDS)
    assert paths(db) == [f"/assignments/{place}/deadlines/0/due"]


def test_correction_goes_with_a_duty_read_a_little_better(db: sqlite3.Connection) -> None:
    set_value(db, "/assignments/0/deadlines/0/due", CORRECTED)
    better = FONDS.model_copy(update={"text": "Директорам школ провести пересчет фондов"})
    read(db, holding(NEW, better, REPORT))
    assert duties(db) == dues((NEW, None), (better, CORRECTED), (REPORT, None))


def test_correction_waits_where_its_duty_is_gone_and_comes_back_with_it(db: sqlite3.Connection) -> None:
    set_value(db, "/assignments/0/deadlines/0/due", CORRECTED)
    read(db, holding(NEW, REPORT))
    assert duties(db) == dues((NEW, None), (REPORT, None))
    assert paths(db) == [None]
    read(db, holding(REPORT, FONDS))
    assert duties(db) == dues((REPORT, None), (FONDS, CORRECTED))
    assert paths(db) == ["/assignments/1/deadlines/0/due"]


def test_duty_that_is_only_like_another_is_not_taken_for_it(db: sqlite3.Connection) -> None:
    spring, autumn = duty("Представить отчёт о проверке до мая"), duty("Представить отчёт о проверке до июня")
    read(db, holding(spring, autumn))
    set_value(db, "/assignments/0/number", "7")
    read(db, holding(autumn))
    assert [each["number"] for each in facts_of(db, 1)["assignments"]] == [None]
    assert paths(db) == [None]


@pytest.mark.parametrize(
    ("reading", "numbers"),
    [((NEW, REPORT, REPORT), [None, "2", "7"]), ((REPORT,), ["2"]), ((REPORT, REPORT, REPORT), ["2", "2", "2"])],
)
def test_equal_duties_are_told_apart_by_their_order(
    db: sqlite3.Connection, reading: Sequence[Assignment], numbers: list[str | None]
) -> None:
    read(db, holding(REPORT, REPORT))
    set_value(db, "/assignments/1/number", "7")
    read(db, holding(*reading))
    assert [each["number"] for each in facts_of(db, 1)["assignments"]] == numbers


def test_what_was_removed_stays_removed_and_the_others_are_read_anew(db: sqlite3.Connection) -> None:
    set_value(db, "/assignments/0", None)
    assert duties(db) == dues((REPORT, None), (FORM, None))
    longer = FORM.model_copy(update={"text": "Утвердить форму отчёта о пересчёте фондов школьных библиотек"})
    read(db, holding(NEW, FONDS, REPORT, longer))
    assert duties(db) == dues((NEW, None), (REPORT, None), (longer, None))
    found = {row["path"]: row["text"] for row in db.execute("SELECT path, text FROM evidence WHERE path LIKE '/a%'")}
    assert found == {"/assignments/1": REPORT.text}


def test_ids_stay_with_their_duties(db: sqlite3.Connection) -> None:
    before = {row["text"]: row["id"] for row in db.execute("SELECT text, id FROM assignments")}
    set_value(db, "/assignments/0", None)
    after = {row["text"]: row["id"] for row in db.execute("SELECT text, id FROM assignments")}
    assert after == {text: number for text, number in before.items() if text != FONDS.text}
    (made,) = db.execute("SELECT id FROM corrections").fetchone()
    desk.undo(db, 1, made)
    assert duties(db) == dues((FONDS, "2099-03-20"), (REPORT, None), (FORM, None))


def test_added_person_is_corrected_and_taken_away(db: sqlite3.Connection) -> None:
    set_value(db, "/signatories/1", {"name": "Петрова А.И."})
    set_value(db, "/signatories/1/position", "Заместитель")
    set_value(db, "/signatories/0", None)
    assert [(p["name"], p["position"]) for p in facts_of(db, 1)["signatories"]] == [("Петрова А.И.", "Заместитель")]
    read(db, order())
    assert [p["name"] for p in facts_of(db, 1)["signatories"]] == ["Петрова А.И."]
    set_value(db, "/signatories/0", None)
    assert facts_of(db, 1)["signatories"] == []
    assert paths(db) == ["/signatories/-"]


def test_added_person_whom_the_program_finds_too_stands_once(db: sqlite3.Connection) -> None:
    set_value(db, "/signatories/1", {"name": "Петрова А.И."})
    set_value(db, "/signatories/1/position", "Заместитель")
    people = (Person(name="Петрова А.И.", phone="5-55"), *order().signatories)
    read(db, order().model_copy(update={"signatories": people}))
    held = facts_of(db, 1)["signatories"]
    assert [(p["name"], p["position"]) for p in held] == [
        ("Петрова А.И.", "Заместитель"),
        ("Веткина О.И.", "Начальник управления"),
    ]
    assert paths(db) == ["/signatories/0", "/signatories/0/position"]


def test_added_things_inside_an_added_duty(db: sqlite3.Connection) -> None:
    set_value(db, "/assignments/3", {"source": "body", "type": "task", "text": "Проверить кровлю"})
    set_value(db, "/assignments/3/deadlines/0", {"text": "до 1 мая", "kind": "by", "due": "2025-05-01"})
    read(db, holding(NEW, FONDS))
    assert duties(db)[-1] == ("Проверить кровлю", "2025-05-01")
    set_value(db, "/assignments/2", None)
    assert db.execute("SELECT count(*) FROM corrections").fetchone()[0] == 0
    assert db.execute("SELECT count(*) FROM readings").fetchone()[0] == 0


def test_undo_of_one_leaves_the_others(db: sqlite3.Connection) -> None:
    set_value(db, "/assignments/0/text", "Директорам школ провести учёт")
    set_value(db, "/assignments/1", None)
    set_value(db, "/number", "7")
    (made,) = db.execute("SELECT id FROM corrections WHERE path = '/assignments/-'").fetchone()
    desk.undo(db, 1, made)
    assert [text for text, _ in duties(db)] == ["Директорам школ провести учёт", REPORT.text, FORM.text]
    assert facts_of(db, 1)["number"] == "7"


def test_corrections_go_with_their_document_where_a_file_is_taken_apart_otherwise(db: sqlite3.Connection) -> None:
    other = order().model_copy(update={"number": "5", "title": "О другом", "evidence": ()})
    set_value(db, "/place", "г. Заречный")
    read(db, other, order())
    assert [tuple(row) for row in db.execute("SELECT number, place FROM documents ORDER BY ordinal")] == [
        ("5", None),
        ("10-32/419", "г. Заречный"),
    ]
    read(db, other)
    assert [row["place"] for row in db.execute("SELECT place FROM documents")] == [None]
    assert paths(db) == [None]
    (made,) = db.execute("SELECT id FROM corrections").fetchone()
    desk.forget(db, made)
    assert paths(db) == []
    with pytest.raises(KeyError):
        desk.forget(db, made)
