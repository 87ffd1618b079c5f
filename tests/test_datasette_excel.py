"""Rows as an Excel book."""

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import pytest

from tests.datasette_letters import HOSTILE
from tests.datasette_site import Get, plugin


def parts(content: bytes) -> tuple[str, str]:
    """The sheet and the texts of a book."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize("text", ["=1+1", "+7", "-1+1", "@SUM(A1)", "=HYPERLINK(1)", "http://example.org", "\t=1"])
def test_text_is_no_formula_and_no_link(text: str) -> None:
    sheet, texts = parts(plugin("excel").book(["Столбец"], [[text]]))
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert text.strip() in texts


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-02-20", datetime(2024, 2, 20)),
        ("20.02.2024", datetime(2024, 2, 20)),
        ("31.02.2024", None),
        ("до 20.02.2024", None),
        ("10-32/419", None),
    ],
)
def test_only_dates_are_days(value: str, day: datetime | None) -> None:
    assert plugin("excel").as_day(value) == day


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/letters/documents.xlsx?_labels=on", ["Заголовок", "приказ", "Амурская область", "10-32/419"]),
        ("/letters/overdue.xlsx?date=2025-01-01", ["Крайний день", "направить сведения"]),
        ("/letters/regions.xlsx", ["Федеральный округ"]),
        ("/letters/corrections.xlsx", ["Кто исправил"]),
    ],
)
def test_book_speaks_russian(get: Get, path: str, said: list[str]) -> None:
    response = get(path)
    assert response.status_code == 200
    assert response.headers["content-disposition"].startswith("attachment; filename=")
    _, texts = parts(response.content)
    assert [word for word in said if word not in texts] == []


def test_long_and_hostile_texts_are_kept_as_text() -> None:
    rows: list[list[Any]] = [[HOSTILE], ["я" * 40_000], [None], [0.5], [7]]
    sheet, texts = parts(plugin("excel").book(["Столбец"], rows))
    assert "&lt;script&gt;" in texts
    assert max(map(len, re.findall("я+", texts))) == 32_767
    assert "<v>0.5</v>" in sheet


def test_pages_offer_the_book(get: Get) -> None:
    assert "documents.xlsx" in get("/letters/documents").text
    assert "overdue.xlsx" in get("/letters/overdue?date=2025-01-01").text
