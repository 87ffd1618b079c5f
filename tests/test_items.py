"""Items without markers: what a paragraph below an item belongs to, seen by the numbers and texts of the duties."""

from collections.abc import Callable

import pytest

from extractors.document import extract
from extractors.language import Language
from schemas.layout import Layout

ORDER = "КОМИТЕТ ФИНАНСОВ\n\nПРИКАЗ\n\n04.06.2021 № 8\n\nО бюджете\n\nприказываю:\n\n{}\n\nПредседатель комитета\tН.Н. Лобов"

PARAGRAPHS = [
    (
        "bullets that lost their dashes",
        "1. Руководителям школ:\n\nпровести осмотр;\n\nпредставить отчёт.\n\n2. Отделу кадров подготовить списки.",
        [("1.1", "провести осмотр"), ("1.2", "представить отчёт"), ("2", "Отделу кадров подготовить списки")],
    ),
    (
        "a label goes on with its item",
        "1. Провести осмотр.\n\nСрок: до 1 июля 2021 г.\n\n2. Представить отчёт.",
        [("1", "Провести осмотр"), ("2", "Представить отчёт")],
    ),
    (
        "a capital begins a new paragraph",
        "1. Провести осмотр\n\nПредставить отчёт до 1 июля 2021 г.",
        [("1", "Провести осмотр"), (None, "Представить отчёт до 1 июля 2021 г.")],
    ),
    (
        "small letters go on with the item over the end of a block",
        "1. Провести осмотр школьных\n\nзданий и котельных.",
        [("1", "Провести осмотр школьных зданий и котельных")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in PARAGRAPHS], ids=[case[0] for case in PARAGRAPHS])
def test_paragraphs_without_markers(
    body: str, expected: list[tuple[str | None, str]], layout: Callable[[str], Layout], language: Language
) -> None:
    (document,) = extract(layout(ORDER.format(body)), language)
    assert [(duty.number, duty.text) for duty in document.assignments] == expected
