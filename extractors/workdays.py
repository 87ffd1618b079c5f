"""Counting days: working days by the Russian production calendar, weeks and months by the calendar.

A term begins on the day after its base (Civil Code, article 191); one of months ends on the same day of the last month.
"""

import calendar
import datetime as dt
from functools import cache
from typing import Protocol

DAY = dt.timedelta(days=1)


class WorkCalendar(Protocol):
    """What is asked of the `holidays` library."""

    def is_working_day(self, key: dt.date) -> bool: ...


@cache
def _russia() -> WorkCalendar:
    import holidays

    calendar_of_russia: WorkCalendar = holidays.country_holidays("RU")
    return calendar_of_russia


def is_workday(day: dt.date) -> bool:
    """Whether Russia works on `day`, transferred days included.

    >>> is_workday(dt.date(2024, 4, 27)), is_workday(dt.date(2024, 4, 29))
    (True, False)
    """
    return _russia().is_working_day(day)


def add_workdays(base: dt.date, count: int) -> dt.date:
    """The `count`-th working day after `base` (before it where `count` is negative).

    >>> add_workdays(dt.date(2024, 4, 25), 5)
    datetime.date(2024, 5, 6)
    """
    day, step = base, DAY if count > 0 else -DAY
    for _ in range(abs(count)):
        day += step
        while not is_workday(day):
            day += step
    return day


def add_months(base: dt.date, count: int) -> dt.date:
    """The same day `count` months later, or the last day of that month.

    >>> add_months(dt.date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(base.year * 12 + base.month - 1 + count, 12)
    return dt.date(year, month + 1, min(base.day, calendar.monthrange(year, month + 1)[1]))
