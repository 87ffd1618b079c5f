"""The letters of the corpus are read as their gold says, and every value of them knows its rule and its place."""

from pathlib import Path

import pytest

from extractors.document import extract
from extractors.language import Language
from pipeline.evaluate import gold_documents
from pipeline.explain import TITLES, explanations
from pipeline.readers.text import read_text
from pipeline.scoring.score import score_file

LETTERS = sorted((Path(__file__).parents[1] / "corpus" / "letters").glob("*.txt"))
RULE = TITLES.index("Правило")


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_letter_is_read_as_its_gold_says(path: Path, language: Language) -> None:
    documents = extract(read_text(path), language)
    read = [document.model_dump(mode="json") for document in documents]
    mistakes = score_file(read, gold_documents(path.with_suffix(".json"))).mistakes
    assert not mistakes
    assert [row for document in documents for row in explanations(document) if not row[RULE]] == []
