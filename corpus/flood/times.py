"""Deadlines: a phrase of the table `times` filled with days, and what it means by the contract."""

import calendar
import datetime as dt
from dataclasses import dataclass

from corpus.flood.dice import Dice, Row
from extractors.workdays import add_workdays
from schemas.document import Deadline

MONTHS = {
    "nomn": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "gent": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "loct": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
}
FORMS = {case: tuple(words.split()) for case, words in MONTHS.items()}
QUARTERS = ("I", "II", "III", "IV")
DAYS = ("{d:02}.{m:02}.{y}", "{d} {month} {y} года", "{d:02}.{m:02}.{y}", "{d:02}.{m:02}.{y}г.", "{d} {month} {y} г.")
"""How a day is printed; the missing space before «г.» is a fault of the printer."""


@dataclass(frozen=True)
class When:
    """What a deadline counts from: the act's date, its name in the genitive, and the year of its heading."""

    day: dt.date
    act: str
    year: int


def printed_day(dice: Dice, day: dt.date, form: str | None = None) -> str:
    return (form or dice.choice(DAYS)).format(d=day.day, m=day.month, y=day.year, month=FORMS["gent"][day.month - 1])


def deadline(dice: Dice, when: When, place: str) -> tuple[str, tuple[Deadline, ...]]:
    """A phrase and its gold for `place`: `front` of the verb, `end` of the item, `label` «Срок:», `cell` of a table."""
    row = dice.row("times", lambda row: _fits(row, place, when))
    slots = _slots(dice, when)
    parts = [part.format(**slots.words) for part in row["pattern"].split("|")]
    pairs = zip(parts, row["meaning"].split("|"), strict=True)
    return ", ".join(parts), tuple(_value(text.rstrip(","), meaning, slots, when) for text, meaning in pairs)


def _value(text: str, meaning: str, slots: "Slots", when: When) -> Deadline:
    kind, *rest = meaning.split()
    return _MEANINGS[kind](text, rest, slots, when)


def _fits(row: Row, place: str, when: When) -> bool:
    asked = row["place"]
    in_place = asked == place or asked == "any" or (place == "label" and asked == "end")
    return in_place and (when.day.month < 10 or "bare" not in row["meaning"])


@dataclass(frozen=True)
class Slots:
    """The words of one phrase, and the days behind them."""

    words: dict[str, str | int]
    first: dt.date
    last: dt.date
    bare: dt.date
    months: tuple[int, int]
    quarter: int
    year: int
    number: int
    within: tuple[int, int]


def _slots(dice: Dice, when: When) -> Slots:
    first = when.day + dt.timedelta(days=dice.randint(10, 120))
    last = first + dt.timedelta(days=dice.randint(5, 90))
    begin = when.day if when.year == when.day.year else dt.date(when.year, 1, 1)
    bare = begin + dt.timedelta(days=dice.randint(7, max(8, (dt.date(when.year, 12, 28) - begin).days)))
    form = dice.choice(DAYS)
    month = dice.randint(1, 11)
    month2, quarter, number = dice.randint(month + 1, 12), dice.randint(1, 4), dice.randint(2, 25)
    day1 = dice.randint(1, 14)
    day2 = dice.randint(day1 + 1, 28)
    words: dict[str, str | int] = {
        "d1": day1,
        "d2": day2,
        "mm": f"{month:02}",
        "time": dice.choice(("12:00", "17.00", "18 часов")),
        "day": printed_day(dice, first),
        "from": printed_day(dice, first, form),
        "to": printed_day(dice, last, form),
        "bare": f"{bare.day} {FORMS['gent'][bare.month - 1]}",
        "month": FORMS["nomn"][month - 1],
        "Month": FORMS["nomn"][month - 1].capitalize(),
        "month_loct": FORMS["loct"][month - 1],
        "month_gent": FORMS["gent"][month - 1],
        "month2": FORMS["nomn"][month2 - 1],
        "in": "во" if quarter == 2 else "в",
        "Quarter": QUARTERS[quarter - 1],
        "quarter": quarter,
        "year": when.year,
        "next": when.year + 1,
        "n": number,
        "act": when.act,
    }
    return Slots(words, first, last, bare, (month, month2), quarter, when.year, number, (day1, day2))


def month_span(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _by(text: str, rest: list[str], slots: Slots, when: When) -> Deadline:
    ends = {
        "bare": slots.bare,
        "year_end": dt.date(slots.year, 12, 31),
        "month_end": month_span(slots.year, slots.months[0], slots.months[0])[1],
    }
    return Deadline(text=text, kind="by", due=ends.get(rest[0], slots.first), inferred=rest == ["bare"])


def _from(text: str, rest: list[str], slots: Slots, when: When) -> Deadline:
    return Deadline(text=text, kind="period", start=slots.first)


def _on(text: str, rest: list[str], slots: Slots, when: When) -> Deadline:
    return Deadline(text=text, kind="on", start=slots.first, due=slots.first)


def _period(text: str, rest: list[str], slots: Slots, when: When) -> Deadline:
    year, (month, month2), quarter = slots.year, slots.months, slots.quarter
    spans = {
        "days": (slots.first, slots.last),
        "within": (dt.date(year, month, slots.within[0]), dt.date(year, month, slots.within[1])),
        "bare_within": (dt.date(year, month, slots.within[0]), dt.date(year, month, slots.within[1])),
        "decade1": (dt.date(year, month, 1), dt.date(year, month, 10)),
        "decade3": (dt.date(year, month, 21), month_span(year, month, month)[1]),
        "month": month_span(year, month, month),
        "next_month": month_span(year, month2, month2),
        "bare_month": month_span(year, month, month),
        "months": month_span(year, month, month2),
        "quarter": month_span(year, quarter * 3 - 2, quarter * 3),
        "year": month_span(year, 1, 12),
        "bare_year": month_span(year, 1, 12),
        "school": (dt.date(year, 9, 1), dt.date(year + 1, 8, 31)),
        "half1": month_span(year, 1, 6),
        "half2": month_span(year, 7, 12),
    }
    start, due = spans[rest[0]]
    return Deadline(text=text, kind="period", start=start, due=due, inferred=rest[0].startswith("bare"))


def _recurring(text: str, rest: list[str], slots: Slots, when: When) -> Deadline:
    return Deadline(text=text, kind="recurring", recurrence=rest[0].format(n=slots.number))


def _ongoing(text: str, rest: list[str], slots: Slots, when: When) -> Deadline:
    return Deadline(text=text, kind="ongoing")


def _relative(text: str, rest: list[str], slots: Slots, when: When) -> Deadline:
    known = "known" in rest
    due = add_workdays(when.day, slots.number) if known else None
    offset = rest[0].format(n=slots.number)
    working = "working" in rest
    return Deadline(text=text, kind="relative", due=due, offset=offset, working_days=working, inferred=known)


_MEANINGS = {
    "by": _by,
    "from": _from,
    "on": _on,
    "period": _period,
    "recurring": _recurring,
    "ongoing": _ongoing,
    "relative": _relative,
}
