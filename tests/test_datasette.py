"""The workplace in Datasette: every page answers, speaks Russian, and a letter's text never acts."""

import doctest
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.datasette_letters import HOSTILE
from tests.datasette_site import HOUSE, Get, client, plugin, visible

METADATA = yaml.safe_load((HOUSE / "metadata.yaml").read_text("utf-8"))
LETTERS = METADATA["databases"]["letters"]
TABLES = [name for name, about in LETTERS["tables"].items() if not about.get("hidden")]
QUERIES = list(LETTERS["queries"])


ENGLISH = re.compile(
    r"\b(rows?|table|view|query|search|next|page|export|advanced|apply|column|sort|facets?|custom|this data|home|"
    r"links from|suggested|menu|powered|database|error|not found|returning|results?|show|hide|edit|download|"
    r"records?)\b",
    re.IGNORECASE,
)


def test_every_column_has_a_title(folder: Path) -> None:
    db = sqlite3.connect(folder / "letters.db")
    names = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE '%fts%'"
    shown = {name for (name,) in db.execute(names)} - {n for n, a in LETTERS["tables"].items() if a.get("hidden")}
    assert shown == set(TABLES)
    for table in TABLES:
        columns = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
        about = LETTERS["tables"][table]
        assert set(about["columns"]) == columns, table
        assert set(about.get("shown", [])) | set(about.get("facets", [])) <= columns, table
        assert about["title"], table


@pytest.mark.parametrize("path", sorted((HOUSE / "plugins").glob("*.py")), ids=lambda path: path.stem)
def test_examples_of_the_plugins(path: Path) -> None:
    assert doctest.testmod(plugin(path.stem)).failed == 0


PAGES = ["/", "/letters", *(f"/letters/{name}" for name in TABLES + QUERIES)]
RECORDS = ["/letters/documents/1", "/letters/assignments/1", "/document/1", "/document/2", "/letters?sql=select+1"]


@pytest.mark.parametrize("path", PAGES + RECORDS)
def test_page_answers_in_russian(get: Get, path: str) -> None:
    response = get(path)
    assert response.status_code == 200
    assert '<html lang="ru">' in response.text
    assert ENGLISH.findall(visible(response.text).replace("test.rule", "")) == []


@pytest.mark.parametrize("name", TABLES)
def test_table_has_its_title(get: Get, name: str) -> None:
    assert f"<h1>{LETTERS['tables'][name]['title']}</h1>" in get(f"/letters/{name}").text


@pytest.mark.parametrize("name", QUERIES)
def test_query_has_its_title_and_takes_words(get: Get, name: str) -> None:
    """A ready question answers with its parameters empty, and with anything in them."""
    about = LETTERS["queries"][name]
    assert f"<h1>{about['title']}</h1>" in get(f"/letters/{name}").text
    assert set(about.get("params", [])) == set(about.get("parameters", {}))
    filled = "&".join(f"{parameter}=10-32/419 \"'*" for parameter in about.get("params", []))
    assert get(f"/letters/{name}.json?{filled}").json()["error"] is None


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nothing", 404, "Страница не найдена"),
        ("/letters/nothing", 404, "Такой таблицы нет"),
        ("/letters/documents/99", 404, "Такой записи нет"),
        ("/document/99", 404, "Такой записи нет"),
        ("/document/1/page/1.png", 404, "Такой записи нет"),
        ("/letters/documents?_sort=nothing", 500, "По этому столбцу сортировать нельзя"),
        ("/letters?sql=select+*+from+nowhere", 400, "В запросе названа таблица, которой нет"),
    ],
)
def test_errors_are_told_in_russian(get: Get, path: str, status: int, said: str) -> None:
    response = get(path)
    assert response.status_code == status
    assert said in response.text


@pytest.mark.parametrize(
    ("table", "asked", "found"),
    [
        ("documents", "приказ", [1]),
        ("documents", "приказом", [1]),
        ("documents", "школьная библиотека", [1]),
        ("documents", "пересчет", [1]),
        ("documents", "пересчёта", [1]),
        ("documents", "10-32/419", [1]),
        ("documents", "44-02", [2]),
        ("documents", '"живой книги"', [2]),
        ("documents", 'NEAR( "', []),
        ("assignments", "сведениями", [4]),
    ],
)
def test_search_box_knows_russian(get: Get, table: str, asked: str, found: list[int]) -> None:
    rows = get(f"/letters/{table}.json", params={"_search": asked, "_shape": "array"}).json()
    assert [row["id"] for row in rows] == found


@pytest.mark.parametrize("asked", ["УЧЕТЕ", "учёте", "Учёте"])
def test_filter_folds_case_and_yo(get: Get, asked: str) -> None:
    rows = get("/letters/documents.json", params={"title__contains": asked, "_shape": "array"}).json()
    assert [row["id"] for row in rows] == [1]


def test_home_counts(get: Get) -> None:
    said = visible(get("/").text)
    for figure in ("3 документа", "2 региона", "5 поручений", "1 поручение с истёкшим сроком", "1 значение к проверке"):
        assert figure in said


def test_home_without_a_database(tmp_path: Path) -> None:
    for part in ("plugins", "templates", "static", "metadata.yaml", "settings.json"):
        (tmp_path / part).symlink_to(HOUSE / part)
    ask = client(tmp_path)
    assert "Документов пока нет" in ask("/").text
    assert ask("/document/1").status_code == ask("/deadlines.ics").status_code == 404


def test_codes_are_shown_as_words(get: Get) -> None:
    html = get("/letters/documents").text
    assert "приказ" in html
    assert ">order<" not in html
    assert get("/letters/documents.json?_shape=array").json()[0]["kind"] in ("order", "letter", "other")


def test_rows_lead_to_the_document(get: Get) -> None:
    assert 'href="/document/1#assignment-1"' in get("/letters/assignment_list").text
    assert 'href="/document/1"' in get("/letters/documents").text
    assert 'href="/document/1"' in get("/letters/documents/1").text
    assert 'href="/document/2#assignment-4"' in get("/letters/overdue?date=2025-01-01").text


def test_overdue_counts_from_the_day_asked(get: Get) -> None:
    (row,) = get("/letters/overdue.json?date=2024-11-25&_shape=objects").json()["rows"]
    assert (row["Поручение"], row["Дней прошло"]) == ("направить сведения", 5)


def test_hostile_text_is_only_text(get: Get) -> None:
    paths = ["/document/3", "/letters/documents", "/letters/documents/3", "/letters/assignment_list", "/letters/search"]
    for path in [*paths, "/letters/load", "/letters/evidence", "/letters/without_deadline"]:
        html = get(path).text
        assert HOSTILE not in html, path
        assert "<img src=x" not in html, path
        assert 'href="javascript:' not in html, path
        assert '"><script>' not in html, path


def test_pages_forbid_foreign_scripts(get: Get) -> None:
    for path in ("/", "/document/3", "/nothing", "/letters/documents.json"):
        headers = get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "script" not in headers["content-security-policy"]  # own files only, nothing inline
    assert not re.search(r"<script(?![^>]* src=)|\son\w+=", get("/document/1").text)


def test_csv_is_plain_data(get: Get) -> None:
    lines = get("/letters/documents.csv?_col=number&_col=date&id=1").text.split()
    assert lines == ["id,number,date", "1,10-32/419,2025-02-17"]


def denied(table: str) -> dict[str, Any]:
    return {"databases": {"letters": {**LETTERS, "tables": {**LETTERS["tables"], table: {"allow": False}}}}}


@pytest.mark.parametrize("table", ["documents", "people", "evidence", "files"])
def test_page_respects_permissions(folder: Path, table: str) -> None:
    ask = client(folder, metadata={**METADATA, **denied(table)})
    assert ask("/document/2").status_code == 403
    assert "У вас нет прав" in ask("/document/2").text or "Доступ закрыт" in ask("/document/2").text
    own = {"documents", "files"}
    assert ask("/document/2/file").status_code == (403 if table in own else 200)
    assert ask("/document/2/page/1.png").status_code == (403 if table in own else 200)


def test_home_hides_figures_from_those_who_may_not_read(folder: Path) -> None:
    ask = client(folder, metadata={**METADATA, "databases": {"letters": {**LETTERS, "allow": False}}})
    assert "У вас нет прав на просмотр документов" in ask("/").text
    assert "3 документа" not in visible(ask("/").text)
    assert ask("/deadlines.ics").status_code == 403
