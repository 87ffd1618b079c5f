"""The dashboards: what a bar counts is what it leads to."""

import re
from html import unescape
from pathlib import Path

import pytest

from pipeline.store.connection import connect
from tests.datasette_letters import HOSTILE
from tests.datasette_site import Get, build, client, plugin, visible


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    return client(filled(build(tmp_path_factory.mktemp("site"))))


def filled(folder: Path) -> Path:
    """The site with a page that was recognised."""
    db = connect(folder / "letters.db")
    db.execute(
        "UPDATE pages SET ocr = 1, confidence = 0.83 WHERE file_sha256 = (SELECT file_sha256 FROM documents WHERE id = 2)"
    )
    db.close()
    return folder


def panels(html: str) -> dict[str, list[tuple[str, str, int]]]:
    """The bars of each panel by its title: name, address, what is counted."""
    found = {}
    for title, body in re.findall(
        r"<h2 id=\"panel-\d+\">(.*?)</h2>(.*?)</section>", html.replace("<wbr>", ""), re.DOTALL
    ):
        bars = re.findall(r'<a href="([^"]+)"><span class="label">(.*?)</span> <span class="value">(.*?)</span>', body)
        found[title] = [(unescape(name), unescape(link), int(value)) for link, name, value in bars]
    return found


SUBJECTS = {
    "Документы по месяцам": ["02.2025", "11.2024"],
    "Сроки по месяцам": ["03.2099", "11.2024"],
    "Регионы, документов": ["Амурская область", "Тюменская область"],
    "Виды документов": ["иной документ", "письмо", "приказ"],
    "Ответственные, поручений": ["Смирнова А.П.", "директора школ"],
    "Темы, поручений": ["Отчёты и сведения"],
    "Качество распознавания, страниц": ["80–90 %"],
    "Чего не прочитано, документов": ["дата"],
}


def test_every_subject_has_its_bars(get: Get) -> None:
    found = panels(get("/dashboards").text)
    assert list(found) == list(SUBJECTS)
    for title, names in SUBJECTS.items():
        assert set(names) <= {name for name, _, _ in found[title]}, title


def counted(get: Get, link: str) -> int:
    """The rows that a reader finds behind a link."""
    path, query = link.split("?")
    return len(get(f"{path}.json?{query}&_shape=array").json())


@pytest.mark.parametrize("region", ["", "RU-AMU", "RU-TYU"])
def test_bar_leads_to_what_it_counts(get: Get, region: str) -> None:
    found = [bar for bars in panels(get(f"/dashboards?region={region}").text).values() for bar in bars]
    assert len(found) > 5
    assert [(name, link, value) for name, link, value in found if counted(get, link) != value] == []


def test_region_counts_its_own(get: Get) -> None:
    found = panels(get("/dashboards?region=RU-AMU").text)
    assert [name for name, _, _ in found["Виды документов"]] == ["приказ"]
    assert found["Темы, поручений"][0][2] == 2
    assert found["Качество распознавания, страниц"] == []


@pytest.mark.parametrize("query", ["region=XX", "region='", f"region={HOSTILE}", "region=RU-MOW"])
def test_any_region_answers(get: Get, query: str) -> None:
    response = get(f"/dashboards?{query}")
    assert response.status_code == 200
    assert HOSTILE not in response.text
    assert "Сводки" in visible(response.text)


def test_figures_are_counted_in_indexes(tmp_path: Path) -> None:
    db = connect(tmp_path / "letters.db")
    db.create_function("word", 2, lambda column, code: code)
    for panel in plugin("dashboards").PANELS:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {panel.sql.replace('{of}', '1')}")]
        assert [
            step
            for step in plan
            if re.match(r"SCAN (documents|deadlines|assignment_\w+|pages)\b(?! USING COVERING)", step)
        ] == []
    db.close()
