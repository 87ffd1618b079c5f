"""`python -m pipeline.benchmarks.deadlines`: F1 of the deadlines, and of their last days beside dateparser and natasha.

The peers know no «до», no recurrence and no working days, so they are asked for one thing that they can give: the last
day of each deadline. Prikaz is also scored on everything: bounds, kind, recurrence, offset and the place in the text.
The phrases are the project's own, written before the grammar or against it; they show what breaks, not how rare it is.
"""

import argparse
import calendar
import datetime as dt
import re
import sys
import time
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors import pymorphy2_alias
from extractors.deadlines import Context, find_deadlines, find_deadlines_in_cell
from schemas.document import Deadline
from schemas.facts import Found

TABLE = Path("tests/data/deadlines.tsv")
Expected = tuple[int, int, str]
MARK = re.compile("[⟦⟧]")
DUE = re.compile(r"\.\.(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Case:
    """A phrase of the table: its text without marks, its context, and what is expected: start, end, value."""

    phrase: str
    text: str
    cell: bool
    context: Context
    expected: tuple[Expected, ...]

    def deadlines(self) -> tuple[Found[Deadline], ...]:
        find = find_deadlines_in_cell if self.cell else find_deadlines
        return find(self.text, 0, len(self.text), self.context)


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
    said = () if values == "none" else tuple(values.split(" | "))
    expected = tuple((*span, value) for span, value in zip(_spans(phrase), said, strict=True))
    return Case(phrase, MARK.sub("", phrase), mode == "cell", context, expected)


def _years(printed: str) -> tuple[int, ...]:
    return () if printed == "-" else tuple(int(year) for year in re.split("[-/]", printed))


def _spans(phrase: str) -> Iterator[tuple[int, int]]:
    """Where the marked parts stand in the text without marks."""
    for number, match in enumerate(re.finditer("⟦(.*?)⟧", phrase, re.DOTALL)):
        start = match.start() - 2 * number
        yield start, start + len(match[1])


@dataclass(frozen=True, slots=True)
class Score:
    """Found and right, found and wrong, missed; seconds for all."""

    right: int
    wrong: int
    missed: int
    seconds: float

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)
        return f"{precision:>9.3f}{recall:>9.3f}{f1:>9.3f}{self.seconds:>9.2f}"


def score(
    cases: tuple[Case, ...], find: Callable[[Case], set[Hashable]], want: Callable[[Case], set[Hashable]]
) -> Score:
    """The sets found and wanted, compared case by case."""
    begin = time.perf_counter()
    pairs = [(find(case), want(case)) for case in cases]
    seconds = time.perf_counter() - begin
    right = sum(len(got & wanted) for got, wanted in pairs)
    return Score(right, sum(len(g - w) for g, w in pairs), sum(len(w - g) for g, w in pairs), seconds)


def _all(case: Case) -> set[Hashable]:
    return {(fact.start, fact.end, say(fact.value)) for fact in case.deadlines()}


def _days(case: Case) -> set[Hashable]:
    return {fact.value.due.isoformat() for fact in case.deadlines() if fact.value.due}


def _wanted_days(case: Case) -> set[Hashable]:
    return {match[1] for _, _, value in case.expected if (match := DUE.search(value))}


def dateparser_days(case: Case) -> set[Hashable]:
    """What dateparser's search finds, told the document's date."""
    from dateparser.search import search_dates

    base = case.context.document_date or dt.date(2024, 1, 1)
    settings = {
        "RELATIVE_BASE": dt.datetime.combine(base, dt.time()),
        "PREFER_DAY_OF_MONTH": "last",
        "DATE_ORDER": "DMY",
    }
    found = search_dates(case.text, languages=["ru"], settings=settings) or []
    return {moment.date().isoformat() for _, moment in found}


def natasha_days() -> Callable[[Case], set[Hashable]]:
    """What natasha's DatesExtractor finds; a missing year is the document's, a month or a year means its last day."""
    pymorphy2_alias.install()
    from natasha import DatesExtractor, MorphVocab

    extractor = DatesExtractor(MorphVocab())

    def days(case: Case) -> set[Hashable]:
        year = (case.context.document_date or dt.date(2024, 1, 1)).year
        try:
            facts = [match.fact for match in extractor(case.text)]
        except KeyError as error:  # its table of months lacks some forms («к маю»)
            print(f"natasha не прочла фразу «{case.text}»: {error}", file=sys.stderr)
            return set()
        return {_last_day(fact.year or year, fact.month or 12, fact.day) for fact in facts}

    return days


def _last_day(year: int, month: int, day: int | None) -> str:
    return f"{year:04}-{month:02}-{day or calendar.monthrange(year, month)[1]:02}"


def main(table: Path = TABLE) -> None:
    cases = read_cases(table)
    finders = (("prikaz", _days), ("dateparser", dateparser_days), ("natasha", natasha_days()))
    print(f"{len(cases)} фраз, {sum(len(case.expected) for case in cases)} сроков")
    print(f"{'последний день':<28}{'точность':>9}{'полнота':>9}{'F1':>9}{'секунд':>9}")
    for name, find in finders:
        print(f"{name:<28}{score(cases, find, _wanted_days)}")
    everything = score(cases, _all, lambda case: set(case.expected))
    print(f"{'prikaz, всё и место в тексте':<28}{everything}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="F1 сроков рядом с dateparser и natasha")
    parser.add_argument("table", nargs="?", type=Path, default=TABLE, help="таблица фраз")
    main(parser.parse_args().table)
