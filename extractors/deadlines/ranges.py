"""Pieces joined to spans: «с 1 по 15 марта», «сентябрь-октябрь 2024», «август сентябрь 2023» whose dash is lost."""

import re

from extractors.dates import MONTH_FORMS
from extractors.deadlines.pieces import Day, Months, Number, Piece, Span
from extractors.deadlines.reading import read_number, read_piece
from extractors.deadlines.words import CLOCK, END, rule

Read = tuple[Piece, int]

FROM = rule(r"(?:(?:в|на) (?:период|сроки?) )?со? ")
SINCE = rule(r"(?:начиная )?со? |не ранее ")
TO = rule(r",? (?:по|до) ")
DASH = rule(r" ?- ?")
# on one line only: days below each other are a list
LOST_DASH = re.compile(r" +(?=[а-я\d])")
# «5, 10 и 17 мая»
LISTED = rule(rf"\d{{1,2}}(?:(?: ?, ?| и )\d{{1,2}})+ (?:{'|'.join(forms.split()[1] for forms in MONTH_FORMS)})")
LEADING_CLOCK = rule(rf"{CLOCK},? ?")
INCLUSIVE = rule(rf",? ?\(?включительно{END}\)?")


def _end(text: str, position: int) -> int:
    inclusive = INCLUSIVE.match(text, position)
    return inclusive.end() if inclusive else position


def read_point(text: str, position: int, bare: bool = False) -> Read | None:
    """A piece, with an hour before it where it is a day: «12:00 15 марта»."""
    return read_timed(text, position) or read_piece(text, position, bare)


def read_timed(text: str, position: int) -> Read | None:
    """A day with its hour before it: «12:00 15 марта», «22 часа 15 мая»."""
    clock = LEADING_CLOCK.match(text, position)
    timed = read_piece(text, clock.end()) if clock else None
    return timed if timed and isinstance(timed[0], Day) else None


def read_listed(text: str, position: int) -> Read | None:
    """The first number of «5, 10 и 17 мая»: a day whose month stands further on."""
    return read_number(text, position) if LISTED.match(text, position) else None


def read_between(text: str, position: int, bare: bool = False) -> Read | None:
    """«с … по …» (also «в период с … по …»)."""
    begin = FROM.match(text, position)
    first = begin and (read_point(text, begin.end(), True) or read_number(text, begin.end()))
    to = first and TO.match(text, first[1])
    last = to and read_point(text, to.end(), bare)
    return (Span(first[0], last[0]), _end(text, last[1])) if first and last and _fit(first[0], last[0]) else None


def read_since(text: str, position: int) -> Read | None:
    """«с 1 сентября 2024 года», «начиная с 2025 года»."""
    begin = SINCE.match(text, position)
    return read_piece(text, begin.end()) if begin else None


def read_range(text: str, position: int, bare: bool = False) -> Read | None:
    """A piece, or two with a dash between them (or with none, for two months: the printer lost it)."""
    first = read_piece(text, position, bare) or read_number(text, position)
    if not first:
        return None
    for joint in (DASH, LOST_DASH):
        match = joint.match(text, first[1])
        last = match and read_piece(text, match.end(), bare)
        if last and _fit(first[0], last[0]) and (joint is DASH or _lost(first[0], last[0])):
            return Span(first[0], last[0]), _end(text, last[1])
    return None if isinstance(first[0], Number) else first


def _fit(first: Piece, last: Piece) -> bool:
    """Whether two pieces can be the ends of one span: a bare number needs a day after it, and is less."""
    if isinstance(first, Number):
        return isinstance(last, Day) and first.value < last.day
    return True


def _lost(first: Piece, last: Piece) -> bool:
    """Whether a dash was lost between two days or two months: the second comes later, and only it need have a year."""
    match first, last:
        case Day(), Day():
            return first.year == last.year and (first.month, first.day) < (last.month, last.day)
        case Months(count=1), Months(count=1):
            return first.year is None
    return False
