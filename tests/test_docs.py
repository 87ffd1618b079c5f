"""What the documentation shows is what the program does."""

from pathlib import Path

import pytest

from pipeline.docs import PAGES, ROOT, current


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_generated_parts_are_current(page: Path) -> None:
    text = page.read_text("utf-8")
    assert current(text) == text, "run: python -m pipeline.docs"


@pytest.mark.parametrize("page", [*PAGES, ROOT / "docs" / "archivists.md"], ids=lambda p: str(p.relative_to(ROOT)))
def test_pictures_and_pages_linked_to_exist(page: Path) -> None:
    import re

    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
