"""Deadlines against `data/deadlines.tsv`: what is marked in each phrase, and the values it has."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.deadlines import Context, context_of, distinct, find_deadlines, find_deadlines_in_cell
from pipeline.benchmarks.deadlines import Case, read_cases, say

DATA = Path(__file__).parent / "data"
CASES = read_cases(DATA / "deadlines.tsv")
WORDS = read_cases(DATA / "deadline_words.tsv")
DATE = dt.date(2024, 2, 5)


@pytest.mark.parametrize("case", CASES, ids=[f"{n}:{case.phrase}" for n, case in enumerate(CASES, 1)])
def test_phrase(case: Case) -> None:
    found = [(fact.start, fact.end, say(fact.value)) for fact in case.deadlines()]
    assert found == list(case.expected)


@pytest.mark.parametrize("case", CASES, ids=[f"{n}:{case.phrase}" for n, case in enumerate(CASES, 1)])
def test_printed_text_is_kept(case: Case) -> None:
    """The same inside a longer text: offsets count from its beginning, and the value's text is what stands there."""
    before, after = "1. Утвердить план.\n\n", "\n\nИсп. Петрова А.В."
    text = before + case.text + after
    find = find_deadlines_in_cell if case.cell else find_deadlines
    for fact in find(text, len(before), len(before) + len(case.text), case.context):
        assert fact.value.text == " ".join(text[fact.start : fact.end].split())
        assert fact.rule.startswith("deadline.")


@pytest.mark.parametrize("case", WORDS, ids=[f"{n}:{case.phrase}" for n, case in enumerate(WORDS, 1)])
def test_words(case: Case) -> None:
    found = [(fact.start, fact.end, say(fact.value)) for fact in case.deadlines()]
    assert found == list(case.expected)


def test_enough_phrases() -> None:
    assert len(CASES) >= 400


@pytest.mark.parametrize(
    ("headings", "years", "school"),
    [
        ((None, "О плане на 2024 год"), (2024,), False),
        (("План на 2023-2024 гг.", "О плане на 2022 год"), (2023, 2024), False),
        (("План работы на 2023/24 уч. год", None), (2023, 2024), True),
        (("План мероприятий", "Об итогах 2023 года и задачах на 2024 год"), (2024,), False),
        (("утверждён приказом от 12 мая 2017 г. № 5", "О мерах"), (), False),
        (("О мониторинге за 2023 год",), (), False),
        (("План работы на 2023/24 у.г.",), (2023, 2024), True),
        (("План на 2024 г",), (2024,), False),
        (("План на 2024 (проект)",), (2024,), False),
        (("План работы на 2024",), (2024,), False),
        (("План-2024",), (), False),
        (("Приложение к приказу № 2023 г. Лесной",), (), False),
        (("Выписка из протокола от 2023 г.",), (), False),
    ],
)
def test_years_of_headings(headings: tuple[str | None, ...], years: tuple[int, ...], school: bool) -> None:
    assert context_of(DATE, *headings) == Context(DATE, years, school)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("8", "on 2023-09-08..2023-09-08 inferred"),
        ("15-17", "period 2023-09-15..2023-09-17 inferred"),
        ("до 25", "by ..2023-09-25 inferred"),
        ("не позднее 15", "by ..2023-09-15 inferred"),
        ("к 7", "by ..2023-09-07 inferred"),
        ("до 05", "by ..2023-09-05 inferred"),
        ("30", "on 2023-09-30..2023-09-30 inferred"),
        ("25-30", "period 2023-09-25..2023-09-30 inferred"),
        ("до 25 числа", "by ..2023-09-25 inferred"),
        ("в течение месяца", "period 2023-09-01..2023-09-30 inferred"),
        ("20.09.2023", "on 2023-09-20..2023-09-20"),
        ("до конца месяца", "by ..2023-09-30 inferred"),
    ],
)
def test_plan_by_months(cell: str, value: str) -> None:
    context = context_of(dt.date(2023, 8, 25), "Сентябрь", "План на 2023 год")
    (fact,) = find_deadlines_in_cell(cell, 0, len(cell), context)
    assert (say(fact.value), fact.value.text) == (value, cell)


MONTHS = [
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
]


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS, 1)))
def test_a_section_names_its_month(number: int, name: str) -> None:
    for heading in (name, name.upper(), f"{name} 2023 г.", f"{name} 2023 года"):
        assert context_of(DATE, heading, "План на 2023 год").month == number


def test_one_value_is_one_deadline() -> None:
    text = "Провести сверку, срок: 19.01.2024; Срок: до 19 января 2024 года."
    assert [fact.value.text for fact in find_deadlines(text, 0, len(text), Context(DATE))] == ["до 19 января 2024 года"]
    twice = find_deadlines(text, 0, len(text), Context(DATE)) * 2
    assert len(distinct(twice)) == 1


# all that is printed in the table, and what may stand between
WORDS = sorted(
    {word for case in CASES for word in case.text.split()} | set("()-–«»,;.\n\t") | {"45", "30.02.2024", "5-я"}
)


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from(["", " "]), st.sampled_from([None, DATE]))
@settings(max_examples=400, deadline=None)
def test_any_row_of_words_is_read(words: list[str], glue: str, date: dt.date | None) -> None:
    """Nothing that can be printed raises, and every deadline stands where it says."""
    text = (glue or " ").join(words)
    for find in (find_deadlines, find_deadlines_in_cell):
        for fact in find(text, 0, len(text), Context(date, (2023, 2024), bool(glue), 2 if glue else None)):
            assert 0 <= fact.start < fact.end <= len(text)
            assert fact.value.text == " ".join(text[fact.start : fact.end].split())
            assert fact.value.start is None or fact.value.due is None or fact.value.start <= fact.value.due


def test_nothing_is_inferred_from_nothing() -> None:
    """Without a document's date and a heading a missing year stays missing."""
    (fact,) = find_deadlines_in_cell("до 1 марта", 0, 10, Context())
    assert (fact.value.due, fact.value.inferred) == (None, True)
