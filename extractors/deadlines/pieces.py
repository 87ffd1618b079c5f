"""The pieces of the calendar a term is made of, and the days each has in a given year.

A piece has no context: its year may be missing (`None`), or count from the document's year (`THIS`, `NEXT`, `LAST`).
"""

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from extractors.dates import real_day

THIS, NEXT, LAST = 0, 1, -1


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, `None` where unknown; `inferred` when a part of them was not printed."""

    start: dt.date | None = None
    due: dt.date | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """«1 марта», «15.03.2024»."""

    day: int
    month: int
    year: int | None = None

    def interval(self, year: int) -> Interval:
        day = real_day(year, self.month, self.day)
        return Interval(day, day)


@dataclass(frozen=True, slots=True)
class Months:
    """`count` months from `month` on: a month, a season, a quarter, a half, a year."""

    month: int
    count: int = 1
    year: int | None = None

    def interval(self, year: int) -> Interval:
        last_year, last = divmod(year * 12 + self.month - 2 + self.count, 12)
        return Interval(dt.date(year, self.month, 1), _month_end(last_year, last + 1))


@dataclass(frozen=True, slots=True)
class Part:
    """«III декада марта», «вторая неделя мая», «первая половина июня»: the `number`-th `days` of a month.

    The last part goes on to the month's end; -1 is «последняя неделя».
    """

    number: int
    days: int
    month: int
    year: int | None = None

    def interval(self, year: int) -> Interval:
        end = _month_end(year, self.month)
        if self.number < 0:
            return Interval(end.replace(day=end.day - self.days + 1), end)
        first = end.replace(day=min((self.number - 1) * self.days + 1, end.day))
        last = self.number * self.days
        return Interval(
            first, end if last + self.days > end.day and self.days > 7 else end.replace(day=min(last, end.day))
        )


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """«2023-2024 учебный год»: from 1 September of `year` to 31 August of the next."""

    year: int | None = None
    month: int = 9

    def interval(self, year: int) -> Interval:
        return Interval(dt.date(year, 9, 1), dt.date(year + 1, 8, 31))


@dataclass(frozen=True, slots=True)
class Current:
    """«до конца месяца»: the week, month, quarter or half of the document's date, or the one `shift` after it."""

    unit: Literal["week", "month", "quarter", "half"]
    shift: int = 0


@dataclass(frozen=True, slots=True)
class Number:
    """A bare number, whose month or unit stands further on: «с 1 по 15 марта», «15 и 16 марта», «I, III кварталы»."""

    value: int


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that is printed without days: «осенние каникулы»."""


@dataclass(frozen=True, slots=True)
class Edge:
    """«конец марта», «начало учебного года»: one end of a piece."""

    side: Literal["start", "due"]
    piece: "Piece"


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day of one piece to the last of another."""

    first: "Piece"
    last: "Piece"


Dated = Day | Months | Part | SchoolYear
Piece = Dated | Current | Number | Vague | Edge | Span


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def of_kind(number: Number, other: Piece) -> Piece:
    """The number as a piece of its neighbour's kind: a day beside «16 марта», a quarter beside «III кварталы»."""
    match other:
        case Day():
            return replace(other, day=number.value)
        case Part():
            return replace(other, number=number.value)
        case Months(count=3 | 6):
            return replace(other, month=number.value * other.count - other.count + 1)
    return number


def with_year(piece: Piece, year: int | None) -> Piece:
    """The piece with a year in place of a missing one."""
    if isinstance(piece, Dated) and piece.year is None:
        return replace(piece, year=year)
    return piece
