"""Facts from rows and back, and corrections: what a person sets stays, whatever is read again."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.store.connection import connect
from pipeline.store.corrections import desk
from pipeline.store.facts import facts_of
from pipeline.store.files import FileFacts
from pipeline.store.names import person_key
from pipeline.store.save import save, tidy
from schemas.document import Document
from tests.datasette_letters import LETTER, ORDER, hostile, layout, letter, order

CORPUS = sorted(
    path for path in (Path(__file__).parents[1] / "corpus" / "letters").glob("*.json") if ".layout" not in path.name
)


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    made = connect(":memory:")
    for number, (text, document) in enumerate(((ORDER, order()), (LETTER, letter()), hostile())):
        save(made, FileFacts(f"{number}" * 64, f"{number}.txt", "text/plain", 1, "test"), layout(text), [document])
    yield made
    made.close()


def dump(db: sqlite3.Connection) -> list[Any]:
    """Everything that the database says of its documents, with their ids and those of their assignments."""
    ids = [row[0] for row in db.execute("SELECT id FROM documents ORDER BY id")]
    duties = [tuple(row) for row in db.execute("SELECT id, document_id, ordinal FROM assignments ORDER BY id")]
    return [[(each, facts_of(db, each)) for each in ids], duties]


def test_rows_make_the_same_rows(db: sqlite3.Connection) -> None:
    before = dump(db)
    for document in (1, 2, 3):
        rewrite(db, document)
    assert dump(db) == before


def rewrite(db: sqlite3.Connection, document: int) -> None:
    facts = facts_of(db, document)
    desk.rewrite(db, document, facts, {n: n for n in range(len(facts["assignments"]))})


@pytest.mark.skipif(not CORPUS, reason="нет писем corpus/letters")
def test_every_letter_of_the_corpus_makes_the_same_rows() -> None:
    db, read = connect(":memory:"), []
    for number, path in enumerate(CORPUS):
        content = json.loads(path.read_text("utf-8"))
        golds = content if isinstance(content, list) else [content]
        fields = [{name: gold[name] for name in Document.model_fields if name in gold} for gold in golds]
        file = FileFacts(f"{number:064}", path.name, "text/plain", 1, "test")
        save(db, file, layout("текст"), [Document.model_validate(gold) for gold in fields])
        read += [Document.model_validate(gold) for gold in fields]
    tidy(db)
    before = dump(db)
    for (document, facts), gold in zip(before[0], read, strict=True):
        assert names(facts) == names(as_json(gold)), document
    for (document,) in db.execute("SELECT id FROM documents").fetchall():
        rewrite(db, document)
    assert dump(db) == before


def names(facts: dict[str, Any]) -> list[str]:
    """Whoever a document names, as it names them."""
    parties = [*facts["addressees"], *facts["distribution"], *facts["signatories"], facts["executor"], facts["control"]]
    parties += [doer for duty in facts["assignments"] for doer in duty["responsible"]]
    heads = [party.get("person") for party in parties if party]
    return [person_key(each["name"]) for each in (*parties, *heads, facts["issuer"]) if each and each["name"]]


def set_value(db: sqlite3.Connection, document: int, path: str, value: Any) -> None:
    shown = desk.value_at(facts_of(db, document), path)
    desk.correct(db, document, [desk.Change(path, value, shown)], "Архивист")


@pytest.mark.parametrize(
    ("document", "path", "value"),
    [
        (1, "/number", "10-32/420"),
        (1, "/number", None),
        (1, "/kind", "directive"),
        (1, "/date", "2025-02-18"),
        (1, "/region", "RU-TYU"),
        (1, "/issuer/name", "Управление культуры администрации города Заречного"),
        (1, "/issuer/phones/0", "8 (111) 111-11-11"),
        (1, "/assignments/0/text", "Директорам школ провести учёт"),
        (1, "/assignments/0/deadlines/0/due", "2099-03-21"),
        (1, "/assignments/0/responsible/0/name", "директора лицеев"),
        (1, "/signatories/0/position", "И.о. начальника управления"),
        (1, "/references/0/number", "81"),
        (2, "/reply_to", {"number": "5", "date": "2024-11-01"}),
        (2, "/executor", {"name": "Петрова А.И."}),
    ],
)
def test_correction_shows_at_once_outlives_a_reading_and_is_undone(
    db: sqlite3.Connection, document: int, path: str, value: Any
) -> None:
    set_value(db, document, path, value)
    said = desk.value_at(facts_of(db, document), path)
    assert said == value or (isinstance(value, dict) and value.items() <= said.items())
    corrected = dump(db)
    text, read = {1: (ORDER, order()), 2: (LETTER, letter())}[document]
    save(db, FileFacts(str(document - 1) * 64, "anew.txt", "text/plain", 1, "newer"), layout(text), [read])
    tidy(db)
    assert dump(db)[0] == corrected[0]
    (made,) = db.execute("SELECT id FROM corrections").fetchone()
    desk.undo(db, document, made)
    assert desk.value_at(facts_of(db, document), path) == desk.value_at(as_json(read), path)
    assert db.execute("SELECT count(*) FROM corrections").fetchone()[0] == 0


def as_json(document: Document) -> dict[str, Any]:
    return document.model_dump(mode="json")


def test_a_correction_changes_the_comparison_at_once(db: sqlite3.Connection) -> None:
    tables = ("region_comparison", "initiative_topics", "initiative_months")

    def compared() -> list[list[tuple[Any, ...]]]:
        tidy(db)
        return [sorted(map(tuple, db.execute(f"SELECT * FROM {table}")), key=repr) for table in tables]

    before = compared()
    set_value(db, 1, "/region", "RU-TYU")
    assert db.execute("SELECT count(*) FROM stale_comparisons").fetchone()[0] == 0
    corrected = compared()
    assert corrected != before
    everything = "SELECT DISTINCT initiative_id, region_code FROM document_initiatives WHERE region_code IS NOT NULL"
    db.execute(f"INSERT INTO stale_comparisons {everything}")
    assert compared() == corrected


def test_a_corrected_number_ties_a_reply_to_its_letter(db: sqlite3.Connection) -> None:
    asked, answer = db.execute("SELECT number, date FROM documents WHERE id = 1").fetchone(), "/reply_to"
    set_value(db, 2, answer, {"number": "99", "date": asked["date"]})
    tied = "SELECT reply_to_id FROM documents WHERE id = 2"
    assert db.execute(tied).fetchone()[0] is None
    set_value(db, 1, "/number", "99")
    assert db.execute(tied).fetchone()[0] == 1
    set_value(db, 1, "/number", asked["number"])
    assert db.execute(tied).fetchone()[0] is None


def test_who_and_when_and_what_was_read_are_kept(db: sqlite3.Connection) -> None:
    for number in ("1", "2"):
        set_value(db, 1, "/number", number)
    (row,) = db.execute("SELECT * FROM corrections").fetchall()
    assert (row["path"], row["value"], row["was"], row["author"]) == ("/number", '"2"', '"10-32/419"', "Архивист")
    assert row["created"] >= f"{date.today()}"


def test_second_of_two_people_is_told(db: sqlite3.Connection) -> None:
    set_value(db, 1, "/number", "7")
    with pytest.raises(desk.StaleError):
        desk.correct(db, 1, [desk.Change("/number", "8", "10-32/419")], "Другой")
    assert facts_of(db, 1)["number"] == "7"


@pytest.mark.parametrize(
    ("path", "value"), [("/date", "31.02.2025"), ("/kind", "poem"), ("/assignments/9/text", "x"), ("/kind", None)]
)
def test_nonsense_changes_nothing(db: sqlite3.Connection, path: str, value: Any) -> None:
    before = dump(db)
    with pytest.raises(desk.RefusedError):
        set_value(db, 1, path, value)
    assert dump(db) == before
    assert db.execute("SELECT count(*) FROM corrections").fetchone()[0] == 0


def test_ids_and_what_hangs_on_them_stay(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE notes (assignment_id INTEGER REFERENCES assignments (id) ON DELETE CASCADE, text TEXT)")
    db.execute("INSERT INTO notes VALUES (1, 'важно')")
    db.execute("INSERT OR REPLACE INTO alignments (assignment_id, other_id, score) VALUES (1, 4, 0.9)")
    db.execute("UPDATE documents SET version_of_id = 1, reply_to_id = 3 WHERE id = 2")
    db.execute("UPDATE documents SET reply_to_id = 2 WHERE id = 1")
    set_value(db, 1, "/assignments/0/text", "Директорам школ провести учёт")
    ties = db.execute("SELECT version_of_id, reply_to_id FROM documents WHERE id < 3 ORDER BY id").fetchall()
    assert [tuple(row) for row in ties] == [(None, 2), (1, 3)]
    assert db.execute("SELECT text FROM assignments WHERE id = 1").fetchone()[0] == "Директорам школ провести учёт"
    assert db.execute("SELECT count(*) FROM alignments WHERE (assignment_id, other_id) = (1, 4)").fetchone()[0] == 1
    assert [tuple(row) for row in db.execute("SELECT * FROM notes")] == [(1, "важно")]


def test_corrected_words_are_found(db: sqlite3.Connection) -> None:
    set_value(db, 1, "/title", "О пожарной безопасности")
    query = "SELECT rowid FROM documents_fts WHERE documents_fts MATCH 'пожарный'"
    assert [row[0] for row in db.execute(query)] == [1]
