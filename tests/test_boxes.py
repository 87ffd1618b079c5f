"""The box of a value lies on its printed words: on a PDF, and on a photograph that lies on its side."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import render, scan
from pipeline.benchmarks import boxes

SHORT = min(render.sources(render.LETTERS), key=lambda source: source.text.stat().st_size)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return dict(boxes.letters(SHORT, tmp_path_factory.mktemp("boxes"), scan.Wear()))


@pytest.mark.parametrize(("form", "most"), [("pdf", 100), ("jpeg, EXIF", 100)])
def test_value_is_printed_under_its_box(files: dict[str, Path], form: str, most: int) -> None:
    found = [boxes.verdict(value) for value in boxes.values(form, files[form], files["pdf"])[:most]]
    assert len(found) > 3
    assert [(each.value.found.path, each.value.found.text, each.under) for each in found if not each.right] == []


def test_box_beside_the_words_is_seen(files: dict[str, Path]) -> None:
    value = boxes.values("pdf", files["pdf"], files["pdf"])[0]
    x0, top, x1, bottom = value.found.bbox or (0, 0, 0, 0)
    for shift in ((0, 40), (-60, 0)):
        moved = (x0 + shift[0], top + shift[1], x1 + shift[0], bottom + shift[1])
        aside = replace(value, found=value.found.model_copy(update={"bbox": moved}))
        assert not boxes.verdict(aside).right


def test_piece_of_a_page_is_read_by_itself(files: dict[str, Path]) -> None:
    """As where the paper was turned, and the PDF cannot tell."""
    found = max(boxes.values("jpeg, EXIF", files["jpeg, EXIF"], None), key=lambda value: len(value.found.text))
    assert boxes.verdict(found).right
