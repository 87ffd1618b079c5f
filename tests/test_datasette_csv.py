"""CSV that a spreadsheet opens without running what letters say."""

import csv
import io
from pathlib import Path

import pytest

from pipeline.store.connection import connect
from tests.datasette_site import Get, build, client, plugin

FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1", " =1", '=HYPERLINK("http://a";"б")\nи\n-2+3')


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    folder: Path = build(tmp_path_factory.mktemp("site"))
    db = connect(folder / "letters.db")
    for place, formula in enumerate(FORMULAS):
        db.execute(
            "INSERT INTO attachments (document_id, number, title, sheets) VALUES (1, ?, ?, -5)", (place, formula)
        )
    db.close()
    return client(folder)


@pytest.mark.parametrize("query", ["", "?_dl=1", "?_stream=1", "?_labels=on"])
def test_no_cell_of_a_table_is_a_formula(get: Get, query: str) -> None:
    rows = list(csv.DictReader(io.StringIO(get(f"/letters/attachments.csv{query}").text, newline="")))
    assert {f"'{formula}" for formula in FORMULAS} <= {row["title"] for row in rows}
    assert {row["sheets"] for row in rows} == {"2", "-5"}
    assert all(not row["title"].startswith(("=", "+", "-", "@", "\t", " ")) for row in rows)


@pytest.mark.parametrize("path", ["/letters.csv?sql=select+'%3D1'+as+a", "/letters.csv?sql=select+'%3D1'+as+a&_dl=1"])
def test_other_ways_to_csv(get: Get, path: str) -> None:
    assert get(path).text.split() == ["a", "'=1"]


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_pieces_are_put_together(size: int) -> None:
    whole = 'a,b\r\n"=1,\n2",-3\r\n"ё ""=2""",=4\r\n'.encode()
    rows = plugin("spreadsheets").Rows()
    pieces = [whole[i : i + size] for i in range(0, len(whole), size)]
    made = b"".join(rows.take(piece, number == len(pieces)) for number, piece in enumerate(pieces, start=1))
    assert made.decode() == 'a,b\r\n"\'=1,\n2",-3\r\n"ё ""=2""",\'=4\r\n'


def test_errors_are_left_alone(get: Get) -> None:
    assert get("/letters/nowhere.csv").status_code == 404
