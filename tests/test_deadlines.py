"""Deadlines against `data/deadlines.tsv`: what is marked in each phrase, and the values it has."""

from pathlib import Path

import pytest

from extractors.deadlines import find_deadlines, find_deadlines_in_cell
from pipeline.benchmarks.deadlines import Case, read_cases, say

CASES = read_cases(Path(__file__).parent / "data" / "deadlines.tsv")


@pytest.mark.parametrize("case", CASES, ids=[f"{n}:{case.phrase}" for n, case in enumerate(CASES, 1)])
def test_phrase(case: Case) -> None:
    find = find_deadlines_in_cell if case.cell else find_deadlines
    facts = find(case.text, 0, len(case.text), case.context)
    assert [(fact.start, fact.end, say(fact.value)) for fact in facts] == list(case.expected)
