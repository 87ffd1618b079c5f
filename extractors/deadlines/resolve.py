"""From pieces of the calendar to days: which year is meant, and where an interval begins and ends.

A missing year is that of the heading, else of the document; a day that would then lie far behind the document's date
(«до 20 января» in a letter of December) is the next one after it.
"""

import datetime as dt
from dataclasses import replace
from typing import assert_never

from extractors.deadlines.context import Context
from extractors.deadlines.pieces import (
    Current,
    Dated,
    Day,
    Edge,
    Interval,
    Months,
    Number,
    Part,
    Piece,
    SchoolYear,
    Span,
    Vague,
    of_kind,
    with_year,
)
from extractors.workdays import add_months

# a term this far behind the document's date was meant for the next year; a shorter way back is a late letter
STALE = dt.timedelta(days=92)
# from June on «учебный год» is the coming one
SCHOOL_TURN = 6
# «в течение года» in the plan of a school year is that year
WHOLE_YEAR = Months(1, 12)
WEEK = dt.timedelta(days=7)


def interval(piece: Piece, context: Context) -> Interval:
    """First and last day of a piece; unknown ends are `None`."""
    match piece:
        case Day() | Months() | Part() | SchoolYear():
            return _dated(piece, context)
        case Current():
            return _current(piece, context)
        case Edge():
            return _edge(piece, context)
        case Span():
            return _span(piece, context)
        case Vague() | Number():
            return Interval()
    assert_never(piece)


def _dated(piece: Dated, context: Context) -> Interval:
    if piece.year is not None and piece.year >= 100:
        return piece.interval(piece.year)
    if context.school and piece == WHOLE_YEAR:
        piece = SchoolYear()
    year = _missing_year(piece, context)
    whole = piece.interval(year) if year else Interval()
    return replace(whole, inferred=True)


def _missing_year(piece: Dated, context: Context) -> int | None:
    """The year of a piece that has none, or one that counts from the document's."""
    date = context.document_date
    if piece.year is not None:
        base = _school_year(date) if isinstance(piece, SchoolYear) and date else date and date.year
        return base + piece.year if base else None
    if isinstance(piece, SchoolYear):
        return _missing_school_year(context)
    years = tuple(y for y in _heading_years(piece, context) if not (isinstance(piece, Day) and _stale(piece, y, date)))
    if years:
        return next((y for y in years if not _past(piece, y, date)), years[0])
    if date is None:
        return None
    return date.year + 1 if _stale(piece, date.year, date) else date.year


def _heading_years(piece: Dated, context: Context) -> tuple[int, ...]:
    """The years a piece may fall in; a school year gives its autumn months the first year and the rest the second."""
    if not context.school or not context.years:
        return context.years
    return (context.years[0],) if piece.month >= 9 else (context.years[0] + 1,)


def _past(piece: Dated, year: int, date: dt.date | None) -> bool:
    due = piece.interval(year).due
    return bool(date and due and due < date)


def _stale(piece: Dated, year: int, date: dt.date | None) -> bool:
    due = piece.interval(year).due
    return bool(date and due and due < date - STALE)


def _school_year(date: dt.date) -> int:
    return date.year if date.month >= SCHOOL_TURN else date.year - 1


def _missing_school_year(context: Context) -> int | None:
    if context.years and (context.school or len(context.years) == 2):
        return context.years[0]
    return _school_year(context.document_date) if context.document_date else None


def _current(piece: Current, context: Context) -> Interval:
    """The unit that holds the document's date, or the one after it; in a plan by months, the section's month."""
    date = context.document_date
    if piece.unit == "month" and context.month:
        return interval(Months(context.month), context)
    if date is None:
        return Interval(inferred=True)
    if piece.unit == "week":
        monday = date - dt.timedelta(days=date.weekday()) + piece.shift * WEEK
        return Interval(monday, monday + dt.timedelta(days=6), True)
    count = {"month": 1, "quarter": 3, "half": 6}[piece.unit]
    first = dt.date(date.year, (date.month - 1) // count * count + 1, 1)
    start = add_months(first, count * piece.shift)
    return Interval(start, add_months(start, count) - dt.timedelta(days=1), True)


def _edge(piece: Edge, context: Context) -> Interval:
    whole = interval(piece.piece, context)
    if piece.side == "start" and isinstance(piece.piece, SchoolYear) and piece.piece.year is None:
        whole = _coming(whole, context)
    return replace(whole, start=None) if piece.side == "due" else replace(whole, due=None)


def _coming(year: Interval, context: Context) -> Interval:
    """«к началу учебного года»: of the one that begins after the document, in the year of the heading."""
    date = context.document_date
    if context.school or len(context.years) > 1 or date is None or year.start is None or year.start >= date:
        return year
    return replace(SchoolYear(year.start.year + 1).interval(year.start.year + 1), inferred=True)


def _span(piece: Span, context: Context) -> Interval:
    first, last = shared(piece.first, piece.last)
    begins = interval(first, context)
    if begins.start and isinstance(last, Dated) and last.year is None:
        last = with_year(last, begins.start.year + (_starts(last) < _starts(first)))
    ends = interval(last, context)
    inferred = begins.inferred or ends.inferred
    if begins.start and ends.due and begins.start > ends.due:  # a misprint: neither end is sure
        return Interval(inferred=inferred)
    return Interval(begins.start, ends.due, inferred)


def shared(first: Piece, last: Piece) -> tuple[Piece, Piece]:
    """Two neighbours of a span, each with what was printed at the other: «с 1 по 15 марта», «ноябрь - май 2025»."""
    if isinstance(first, Number):
        first = of_kind(first, last)
    if isinstance(first, Dated) and isinstance(last, Dated) and first.year is None and last.year is not None:
        return with_year(first, last.year - (_starts(last) < _starts(first)) if last.year >= 100 else last.year), last
    return first, last


def _starts(piece: Piece) -> tuple[int, int]:
    """What orders two pieces of one year."""
    match piece:
        case Day():
            return piece.month, piece.day
        case Part():
            return piece.month, piece.number * piece.days
        case Months() | SchoolYear():
            return piece.month, 0
    return 0, 0
