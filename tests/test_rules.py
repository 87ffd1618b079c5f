"""Every rule that evidence may name has a letter that needs it: one of the corpus, or a row of `data/rules.tsv`."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractors.document import extract
from extractors.language import Language
from pipeline.readers.text import read_text
from schemas.layout import Layout

ROOT = Path(__file__).parents[1]
TABLE = [
    line.replace("\\n", "\n").replace("\\t", "\t").split("\t", 1)
    for line in (ROOT / "tests" / "data" / "rules.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def declared() -> Iterator[str]:
    """The names of rules in the code: text like «deadline.until» that is no name of a vocabulary."""
    for module in (ROOT / "extractors").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and re.fullmatch(r"[a-z_]+\.(?!tsv)[a-z_]+", str(node.value)):
                yield str(node.value)


@pytest.mark.parametrize(("rule", "marked"), TABLE, ids=[rule for rule, _ in TABLE])
def test_a_rule_reads_its_phrase(rule: str, marked: str, layout: Callable[[str], Layout], language: Language) -> None:
    before, phrase, after = re.split("[⟦⟧]", marked)
    (document,) = extract(layout(before + phrase + after), language)
    assert phrase in [evidence.text for evidence in document.evidence if evidence.rule == rule]


def test_every_rule_has_a_letter_that_needs_it(language: Language) -> None:
    letters = sorted((ROOT / "corpus" / "letters").glob("*.txt"))
    documents = (document for path in letters for document in extract(read_text(path), language))
    used = {evidence.rule for document in documents for evidence in document.evidence}
    named = set(declared())
    assert sorted(used - named) == []
    assert sorted(named - used) == sorted(rule for rule, _ in TABLE)
