"""The comparison of regions and the wall calendar."""

import re
from datetime import date
from typing import Any

import pytest

from pipeline.site import tiles
from pipeline.store.connection import connect
from tests.datasette_letters import HOSTILE
from tests.datasette_site import Get, build, client, plugin, visible


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    folder = build(tmp_path_factory.mktemp("site"))
    db = connect(folder / "letters.db")
    db.execute("INSERT OR IGNORE INTO alignments (assignment_id, other_id, score) VALUES (1, 4, 0.8)")
    db.close()
    return client(folder)


def test_map_has_every_region_once_and_no_two_in_one_place(get: Get) -> None:
    codes = {row["code"] for row in get("/letters/regions.json?_shape=array&_size=max").json()}
    places = tiles.places()
    assert set(places) == codes
    assert len(places) == len(set(places.values())) == 89


def test_labels_of_the_map_differ(get: Get) -> None:
    rows = get("/letters/regions.json?_shape=array&_size=max").json()
    labels = [tiles.short(row["code"], row["name"]) for row in rows]
    assert sorted(label for label in labels if labels.count(label) > 1) == []


def duty(region: str, due: str | None, topics: str | None = None, start: str | None = None) -> dict[str, Any]:
    return {"id": 1, "document_id": 1, "text": "т", "region": region, "due": due, "start": start, "topics": topics}


def test_matrix_by_topics_and_by_months() -> None:
    matrix = plugin("comparison").matrix
    duties = [duty("A", "2024-02-20", "учёт; отчёт"), duty("B", "2024-01-05", "учёт"), duty("A", None)]
    found = matrix(duties, ["A", "B"])
    assert [(name, [len(cell.duties) for cell in cells]) for name, cells in found] == [
        ("учёт", [1, 1]),
        ("отчёт", [1, 0]),
        ("без темы", [1, 0]),
    ]
    assert found[0][1][0].span == ("2024-02-20", "2024-02-20")
    plain = [duty("A", "2024-02-20"), duty("B", "2024-01-05"), duty("B", None)]
    assert [name for name, _ in matrix(plain, ["A", "B"])] == ["2024-01", "2024-02", "без даты"]


def test_time_line_places_bars() -> None:
    duties = [duty("A", "2024-03-31", start="2024-01-01"), duty("B", "2024-02-15"), duty("B", None)]
    ticks, bars = plugin("comparison").time_line(duties)
    assert ticks[0] == (0.0, "01.2024")
    (bar,) = bars["A"]
    assert (bar.left, 80 < bar.width <= 100) == (0.0, True)
    assert len(bars["B"]) == 1
    assert plugin("comparison").time_line([duty("A", None)]) == ([], {})


def test_page_shows_matrix_line_pairs_and_map(get: Get) -> None:
    html = get("/compare").text
    said = visible(html)
    for words in ("Амурская область", "1 поручение 20.03.2099", "1 поручение 20.11.2024", "Тюменская область: 1"):
        assert words in said, words
    assert html.count("<rect") == 89 + 2
    assert "<mark>" in html
    for link in ("/document/1#assignment-1", "/document/2#assignment-4", "/letters/documents?region_code=RU-AMU"):
        assert link in html, link


@pytest.mark.parametrize("measure", ["documents", "assignments", "deadline", "responsible", "overdue", "nonsense"])
def test_each_measure(get: Get, measure: str) -> None:
    said = get(f"/compare?initiative=1&measure={measure}").text
    figure = {"documents": "1", "assignments": "3", "deadline": "33", "responsible": "67", "overdue": "0"}.get(
        measure, "1"
    )
    assert f"Амурская область: {figure}</title>" in said


@pytest.mark.parametrize(
    "query", ["region=RU-AMU", "region=XX&region='", "initiative=999", "initiative=x", "initiative=1&region=RU-TYU", ""]
)
def test_any_choice_answers(get: Get, query: str) -> None:
    response = get(f"/compare?{query}")
    assert response.status_code == 200
    assert HOSTILE not in response.text


def test_calendar_shows_the_month(get: Get) -> None:
    html = get("/calendar?month=2024-11").text
    assert "Сроки: ноябрь 2024" in visible(html)
    assert re.search(r'datetime="2024-11-20".*?/document/2#assignment-4', html, re.DOTALL)
    assert html.count("<td") == 35
    assert "В этом месяце сроков нет" in get("/calendar?month=2024-11&region=RU-AMU").text
    assert "Сроки: март 2099" in visible(get("/calendar?of=03&year=2099&region=RU-AMU").text)
    assert "/calendar?month=2099-03" in get("/calendar?month=2030-01").text


@pytest.mark.parametrize("month", ["", "x", "2024-13", "0000-01", "9999-12", "2024-02-30", "1-1"])
def test_calendar_takes_any_month(get: Get, month: str) -> None:
    assert get(f"/calendar?month={month}").status_code == 200


def test_weeks_are_whole() -> None:
    found = plugin("month").weeks(date(2024, 2, 1))
    assert (found[0][0], found[-1][-1]) == (date(2024, 1, 29), date(2024, 3, 3))
    assert {len(week) for week in found} == {7}
