"""`python -m pipeline.benchmarks.deadlines`: F1 of the deadlines beside dateparser's and natasha's dates, in one run."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.deadlines import Context
from schemas.document import Deadline

Expected = tuple[int, int, str]
MARK = re.compile("[⟦⟧]")


@dataclass(frozen=True, slots=True)
class Case:
    """A phrase of the table: its text without marks, its context, and what is expected: start, end, value as written."""

    phrase: str
    text: str
    cell: bool
    context: Context
    expected: tuple[Expected, ...]


def say(deadline: Deadline) -> str:
    """A deadline in the table's notation.

    >>> say(Deadline(text="до 1 марта", kind="by", due=dt.date(2024, 3, 1), inferred=True))
    'by ..2024-03-01 inferred'
    """
    bounds = f"{deadline.start or ''}..{deadline.due or ''}"
    parts = (
        deadline.kind,
        bounds if bounds != ".." else "",
        deadline.recurrence,
        deadline.offset,
        "working" if deadline.working_days else "",
        "inferred" if deadline.inferred else "",
    )
    return " ".join(part for part in parts if part)


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a table of phrases; its header says what the columns are."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    return tuple(_case(*row) for row in rows)


def _case(mode: str, date: str, years: str, phrase: str, values: str) -> Case:
    phrase = phrase.replace("\\n", "\n")
    context = Context(None if date == "-" else dt.date.fromisoformat(date), _years(years), "/" in years)
    marked = tuple(_spans(phrase))
    said = () if values == "none" else tuple(values.split(" | "))
    expected = tuple((*span, value) for span, value in zip(marked, said, strict=True))
    return Case(phrase, MARK.sub("", phrase), mode == "cell", context, expected)


def _years(printed: str) -> tuple[int, ...]:
    return () if printed == "-" else tuple(int(year) for year in re.split("[-/]", printed))


def _spans(phrase: str) -> Iterator[tuple[int, int]]:
    """Where the marked parts stand in the text without marks."""
    for number, match in enumerate(re.finditer("⟦(.*?)⟧", phrase, re.DOTALL)):
        start = match.start() - 2 * number
        yield start, start + len(match[1])
