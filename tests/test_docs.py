"""What the documentation shows is what the program does."""

import re
from pathlib import Path

import pytest

from pipeline.docs import PAGES, ROOT, current


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_generated_parts_are_current(page: Path) -> None:
    text = page.read_text("utf-8")
    assert current(text) == text, "run: python -m pipeline.docs"


def test_every_table_has_an_example_that_runs() -> None:
    from pipeline.docs import described

    db, texts = described()
    assert set(texts) >= {"documents", "assignment_list"}
    for name, text in texts.items():
        db.execute(text["example"])
        assert re.search(rf"\b{name}\b", text["example"])


@pytest.mark.parametrize("page", [*PAGES, ROOT / "docs" / "archivists.md"], ids=lambda p: str(p.relative_to(ROOT)))
def test_pictures_and_pages_linked_to_exist(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
