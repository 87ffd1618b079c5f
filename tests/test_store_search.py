import sqlite3
from collections.abc import Iterator

import pytest

from pipeline.store.connection import connect
from pipeline.store.save import save
from pipeline.store.search import TOKEN, escape_query, lemmatize
from tests.letters import document, facts, layout

TEXT = "Приказом № 10-32/419 утверждён отчёт школ о мониторинге. Филоновой Л.В. направить 5 экз. стали_марки «Сталь-3»."


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    connection = connect(":memory:")
    save(connection, facts("a.txt"), layout(TEXT), [document(title="О проведении мониторинга школ")])
    save(connection, facts("b.txt"), layout("Постановление о лесах"), [document(title="О лесах", number="7-п")])
    yield connection
    connection.close()


def found(db: sqlite3.Connection, asked: str, table: str = "documents") -> list[int]:
    query = f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ? ORDER BY rowid"
    return [row[0] for row in db.execute(query, (escape_query(asked),))]


@pytest.mark.parametrize(
    "asked",
    [
        "приказ",
        "ПРИКАЗАМИ",
        "отчет",
        "отчёты",
        "утвердить школа",
        "10-32/419",
        "№ 10-32/419",
        "Филонова",
        "филоновой",
        '"отчётом школы"',
        '"отчётом школы',
        "мониторин*",
        "сталь",
        "стать",
        "сталь-3",
        "приказ (утверждён)",
    ],
)
def test_found_in_any_form(db: sqlite3.Connection, asked: str) -> None:
    assert found(db, asked) == [1]


ABSENT = ("распоряжение", '"школа отчёт"', "10-32/418", "", "№", '"', "*", "«»", "приказ NOT школа")
SYNTAX = ("лес AND школа", "a:b", "^лес", "-лес", "лес)", "NEAR(лес", "'; DROP TABLE documents")


@pytest.mark.parametrize("asked", ABSENT)
def test_not_found_and_no_error(db: sqlite3.Connection, asked: str) -> None:
    assert found(db, asked) == []


@pytest.mark.parametrize("asked", SYNTAX)
def test_syntax_is_only_text(db: sqlite3.Connection, asked: str) -> None:
    assert found(db, asked) in ([], [2])


def test_assignments_are_found_too(db: sqlite3.Connection) -> None:
    assert found(db, "руководитель", "assignments") == [1, 3]


def test_printed_forms_are_marked(db: sqlite3.Connection) -> None:
    query = "SELECT highlight(documents_fts, 2, '[', ']') FROM documents_fts WHERE documents_fts MATCH ?"
    (marked,) = db.execute(query, (escape_query("школа мониторинг"),)).fetchone()
    assert "отчёт [школ] о [мониторинге]." in marked


@pytest.mark.parametrize("text", [TEXT, "mp_center@example.ru, тел. 8(4162) 226-274", "", "Ёлки—палки…\n\tОб  учёте"])
def test_lemmas_keep_the_places_of_words(text: str) -> None:
    assert len(TOKEN.findall(lemmatize(text))) == len(TOKEN.findall(text))
    assert TOKEN.split(lemmatize(text)) == TOKEN.split(text)
