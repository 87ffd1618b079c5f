"""Names that may be one: a person says so in the browser, and takes it back."""

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from pipeline.store.connection import connect
from pipeline.store.save import save, tidy
from tests.datasette_site import Visitor, build, visible
from tests.letters import document, facts, layout

SHORT, FULL, OTHER = "Котов П.А.", "Котов Пётр Алексеевич", "Котов Павел Андреевич"


def person(name: str) -> dict[str, Any]:
    surname, given, patronymic = name.replace(".", ". ").split()
    return {"name": name, "surname": surname, "given": given, "patronymic": patronymic}


def site(folder: Path, *names: str) -> Path:
    """A site with a document for each name of a signatory."""
    build(folder)
    db = connect(folder / "letters.db")
    for n, name in enumerate(names):
        save(db, facts(name), layout(name), [document(number=str(n), signatories=[person(name)])])
    tidy(db)
    db.close()
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return site(tmp_path / "site", SHORT, FULL, OTHER)


def people(folder: Path) -> set[str]:
    """The names of the people called Котов."""
    db = sqlite3.connect(folder / "letters.db")
    found = {row[0] for row in db.execute("SELECT name FROM people WHERE surname = 'Котов'")}
    db.close()
    return found


def buttons(page: str, verdict: str) -> list[dict[str, str]]:
    """The fields of each form with a button of that verdict."""
    forms = re.findall(r'<form method="post" action="/names">.*?</form>', page)
    chosen = [form for form in forms if f'value="{verdict}"' in form]
    return [dict(re.findall(r'name="(type|key|other_key)" value="([^"]*)"', form)) for form in chosen]


def test_a_doubt_is_decided_and_taken_back(folder: Path) -> None:
    visitor = Visitor(folder)
    assert people(folder) == {SHORT, FULL, OTHER}
    page = visitor.get("/names").text
    assert {FULL, OTHER} <= set(re.findall("|".join((FULL, OTHER)), visible(page)))
    (same,) = [form for form in buttons(page, "same") if "алексеевич" in form["key"] + form["other_key"]]
    assert visitor.post("/names", {**same, "verdict": "same"}).status_code == 303
    assert people(folder) == {FULL, OTHER}
    (back,) = buttons(visitor.get("/names").text, "withdraw")
    visitor.post("/names", {**back, "verdict": "withdraw"})
    assert people(folder) == {SHORT, FULL, OTHER}


def test_what_a_rule_joined_comes_apart(tmp_path: Path) -> None:
    folder = site(tmp_path / "site", SHORT, FULL)
    visitor = Visitor(folder)
    assert people(folder) == {FULL}
    (merged,) = [form for form in buttons(visitor.get("/names").text, "different") if "котов" in form["key"]]
    visitor.post("/names", {**merged, "verdict": "different"})
    assert people(folder) == {SHORT, FULL}


@pytest.mark.parametrize(
    "sent", [{}, {"type": "x", "key": "a", "other_key": "b", "verdict": "same"}, {"type": "person"}]
)
def test_what_no_button_says_is_refused(folder: Path, sent: dict[str, str]) -> None:
    assert Visitor(folder).post("/names", sent).status_code == 404
