"""The box of a value lies on its printed words: on a PDF, and on a tilted photograph that lies on its side."""

from dataclasses import replace

import pytest

from corpus import render, scan
from pipeline.benchmarks import boxes

SHORT = min(render.sources(render.LETTERS), key=lambda source: source.text.stat().st_size)

Files = dict[str, boxes.Shown]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    shown = boxes.letters(SHORT, tmp_path_factory.mktemp("boxes"), scan.Wear(200, tilt=True))
    return {file.form: file for file in shown}


@pytest.mark.parametrize("form", ["pdf", "jpeg, EXIF"])
def test_value_is_printed_under_its_box(files: Files, form: str) -> None:
    found = [boxes.verdict(value) for value in boxes.values(files[form])]
    assert len(found) > 3
    assert [(each.value.found.path, each.value.found.text, each.under) for each in found if not each.right] == []


def test_box_beside_the_words_is_seen(files: Files) -> None:
    value = boxes.values(files["pdf"])[0]
    x0, top, x1, bottom = value.found.bbox or (0, 0, 0, 0)
    for shift in ((0, 40), (-60, 0)):
        moved = (x0 + shift[0], top + shift[1], x1 + shift[0], bottom + shift[1])
        aside = replace(value, found=value.found.model_copy(update={"bbox": moved}))
        assert not boxes.verdict(aside).right


def test_tilt_of_the_paper_is_counted(files: Files) -> None:
    """The boxes of the photograph are on the tilted lines, no longer on those of the PDF."""
    level = replace(files["jpeg, EXIF"], turns=(0.0,))
    assert not all(boxes.verdict(value).right for value in boxes.values(level))
