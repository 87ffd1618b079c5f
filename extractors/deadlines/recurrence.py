"""Recurring terms: a frequency and, in any order around it, days, weekdays, months, hours and bounds.

«ежеквартально до 5 числа месяца, следующего за отчётным» · «еженедельно по пятницам» · «ежегодно в апреле-мае» ·
«не реже одного раза в квартал» · «последний рабочий день месяца» · «ежемесячно в течение учебного года».
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from extractors.deadlines.pieces import Day, Months, Piece, Span
from extractors.deadlines.ranges import read_between, read_range, read_since
from extractors.deadlines.rules import Every
from extractors.deadlines.words import (
    AMOUNT,
    CLOCK,
    DAY_NAME,
    DAY_NAMES,
    DURING,
    END,
    ENDING,
    WEEKDAY,
    number_of,
    ordinal_of,
    rule,
    weekdays_of,
)

# units by stem: RRULE frequency and interval, months in one
UNITS: tuple[tuple[str, str | None, int, int], ...] = (
    ("день|дня|дней|сут", "DAILY", 1, 0),
    ("недел", "WEEKLY", 1, 0),
    ("месяц", "MONTHLY", 1, 1),
    ("квартал", "MONTHLY", 3, 3),
    ("полуго|полгод", "MONTHLY", 6, 6),
    ("год|лет", "YEARLY", 1, 12),
    ("четверт|семестр|триместр|смен", None, 1, 0),
)
UNIT = rf"(?P<unit>{'|'.join(stems for stems, *_ in UNITS)})[а-я]*{END}"
ADVERBS = {"ежедневн": "день", "еженедельн": "недел", "ежемесячн": "месяц", "ежеквартальн": "квартал", "ежегодн": "год"}
ADVERB = "|".join(ADVERBS)
# «дважды в год»
MULTIPLES = {"дважды": 2, "трижды": 3, "единожды": 1}
BY_DAY = r"(?:(?:в срок,? |вплоть )?(?:до|не ?позднее|не позже|к|по) |в срок )?"
# «1 и 15 числа», «до 5, 15 и 25 числа»
OTHER_DAYS = rf"(?P<others>(?:\d{{1,2}}(?: ?{ENDING})?(?:, ?| и ))*)"
REPORTED = (
    rf"(?:,? ?(?:следующ[а-я]+ за|после) (?:отчетн[а-я]+|окончани[а-я]+)"
    rf"(?: (?P<after>(?:месяц|квартал|полугоди|год|период)[а-я]*){END})?)"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a recurrence so far; `pieces` become its months and days, or its bounds."""

    every: Every
    pieces: tuple[Piece, ...] = ()

    def but(self, **changes: object) -> "Draft":
        return Draft(replace(self.every, **changes), self.pieces)  # type: ignore[arg-type]


Step = tuple[Draft, int]
Component = Callable[[Draft, str, int], "Step | None"]


def _unit(word: str) -> tuple[str | None, int, int]:
    return next((frequency, step, months) for stems, frequency, step, months in UNITS if re.match(stems, word))


def _repeat(draft: Draft, unit: str, count: int, every: int, end: int) -> Step | None:
    """`count` times in `every` units, where no frequency is known yet."""
    if draft.every.frequency is not None:
        return None
    frequency, step, months = _unit(unit)
    if count > 1 and months and months * every % count == 0:
        return draft.but(frequency="MONTHLY", interval=months * every // count), end
    if count > 1 and months == 1:
        return draft.but(frequency="WEEKLY", interval=2 if count == 2 else 1), end
    return draft.but(frequency=frequency or "", interval=step * every), end


FREQUENCY = rule(rf"(?:{ADVERB})о{END}|(?:в|на) (?:{ADVERB})[а-я]+ (?:режиме|основе|порядке){END}")
TIMES = rule(
    r"(?:не (?:реже|менее),? (?:чем )?)?"
    rf"(?:(?:{AMOUNT} ?)?(?:раза? (?:в )?|р\. ?в |р(?:аз|\.)?/)|(?P<multiple>{'|'.join(MULTIPLES)}) (?:в )?)"
    rf"(?:каждый |течение )?(?:(?P<units>\d+|два|две|двух|три|трех|пять|пяти) )?(?:учебн[а-я]+ )?{UNIT}"
)
EACH = rule(rf"кажд[а-я]+ (?:{AMOUNT} )?{UNIT}")
RESULTS = rule(rf"по (?:итогам(?: каждого)?|(?:окончании|завершении) каждого) (?P<amount>){UNIT}(?! \d)")


def _frequency(draft: Draft, text: str, position: int) -> Step | None:
    match = FREQUENCY.match(text, position)
    stem = match and re.search(ADVERB, match[0])
    return _repeat(draft, ADVERBS[stem[0]], 1, 1, match.end()) if match and stem else None


def _times(draft: Draft, text: str, position: int) -> Step | None:
    match = TIMES.match(text, position)
    if not match:
        return None
    count = MULTIPLES[match["multiple"]] if match["multiple"] else number_of(match["amount"] or "1")
    return _repeat(draft, match["unit"], count, number_of(match["units"] or "1"), match.end())


def _each(draft: Draft, text: str, position: int) -> Step | None:
    match = EACH.match(text, position) or RESULTS.match(text, position)
    return _repeat(draft, match["unit"], 1, number_of(match["amount"] or "1"), match.end()) if match else None


DAY_OF_MONTH = rule(
    rf"(?:с (?P<from>\d{{1,2}})(?:-?го)? по |{BY_DAY}{OTHER_DAYS})"
    rf"(?:(?P<day>\d{{1,2}})(?: ?{ENDING})?|(?P<name>{DAY_NAME}))"
    rf" (?P<working>рабочего дня|числ[оау]{END})"
    rf"(?: (?:(?:каждого|любого|следующего|(?:перв|втор|треть|последн)[а-я]+|отчетного) )*"
    rf"(?P<unit>месяца|квартала){END}"
    rf"(?: (?:каждого |отчетного )?(?P<of>квартала|полугодия|года){END})?)?{REPORTED}?"
)
LAST_DAY = rule(
    rf"(?:{BY_DAY}|в )последн[а-я]+ (?P<working>рабоч[а-я]+ )?(?:день|дня|число|числа){END}"
    rf"(?: (?:каждого |отчетного )?{UNIT})?"
)


def _day_of_month(draft: Draft, text: str, position: int) -> Step | None:
    match = DAY_OF_MONTH.match(text, position)
    last = match and (match["day"] or DAY_NAMES[match["name"]])
    days = [int(day) for day in re.findall(r"\d+", f"{match['others'] or ''} {last}")] if match else []
    if not match or not all(1 <= day <= 31 for day in days):
        return None
    after = match["after"] or match["of"] or match["unit"]
    if after and draft.every.frequency is None:
        draft = draft.but(
            frequency="MONTHLY", interval={"к": 3, "п": 6 if after.startswith("полу") else 1, "г": 12}.get(after[0], 1)
        )
    if match["working"].startswith("рабоч"):
        return draft.but(weekdays=WORKDAYS, position=days[-1]), match.end()
    if draft.every.frequency == "WEEKLY":  # «два раза в месяц, до 15 и 30 числа»
        draft = draft.but(frequency="MONTHLY", interval=1)
    return draft.but(days=tuple(range(int(match["from"]), days[-1] + 1)) if match["from"] else tuple(days)), match.end()


def _last_day(draft: Draft, text: str, position: int) -> Step | None:
    match = LAST_DAY.match(text, position)
    if not match or not (match["unit"] or draft.every.frequency):
        return None
    if draft.every.frequency is None:
        frequency, step, _ = _unit(match["unit"])
        draft = draft.but(frequency=frequency, interval=step)
    if match["working"]:
        return draft.but(weekdays=WORKDAYS, position=-1), match.end()
    return draft.but(days=(-1,)), match.end()


ON_WEEKDAYS = rule(rf"по (?=[а-я]+[ая]м{END}){WEEKDAY}(?:(?:,| и) ?{WEEKDAY})*|кажд[а-я]+ {WEEKDAY}(?: и {WEEKDAY})?")
NTH_WEEKDAY = rule(
    r"(?:в |каждый |каждую )?(?P<which>перв|втор|трет|четверт|последн)[а-я]+"
    rf" (?P<name>{WEEKDAY})(?P<month> (?:каждого )?месяца{END})?"
)
BY_WEEKDAY = rule(rf"(?:до|не позднее|в|во|к)? ?(?:{CLOCK} ?(?:каждой |каждого )?)?{WEEKDAY}(?:(?:,| и) ?{WEEKDAY})*")
WORKDAYS = ("MO", "TU", "WE", "TH", "FR")
ON_WORKDAYS = rule(rf"по (?:будн[а-я]+(?: дням)?|рабочим дням){END}")


def _weekdays(draft: Draft, text: str, position: int) -> Step | None:
    known = draft.every.frequency
    match = ON_WEEKDAYS.match(text, position) or (BY_WEEKDAY.match(text, position) if known == "WEEKLY" else None)
    if known in (None, "DAILY", "WEEKLY") and (workdays := ON_WORKDAYS.match(text, position)):
        return draft.but(frequency="WEEKLY", weekdays=WORKDAYS), workdays.end()
    if not match or known not in (None, "WEEKLY") or draft.every.weekdays:
        return None
    return draft.but(frequency="WEEKLY", weekdays=weekdays_of(match[0])), match.end()


BUT_WEEKENDS = rule(
    rf"кроме (?:субб?от[а-я]* и воскресен[а-я]+|выходных(?: дней| и (?:нерабочих )?праздничных(?: дней)?)?){END}"
)


def _but_weekends(draft: Draft, text: str, position: int) -> Step | None:
    """«ежедневно, кроме выходных дней»."""
    match = BUT_WEEKENDS.match(text, position) if draft.every.frequency == "DAILY" else None
    return (draft.but(frequency="WEEKLY", weekdays=WORKDAYS), match.end()) if match else None


def _nth_weekday(draft: Draft, text: str, position: int) -> Step | None:
    match = NTH_WEEKDAY.match(text, position)
    if not match or not (match["month"] or draft.every.frequency == "MONTHLY"):
        return None
    which = -1 if match["which"] == "последн" else ordinal_of(match["which"])
    frequency = draft.every.frequency or "MONTHLY"
    return draft.but(frequency=frequency, weekdays=(f"{which}{weekdays_of(match['name'])[0]}",)), match.end()


BY_CLOCK = rule(rf"(?:до|не позднее|к|в) ?(?:\d{{1,2}}(?:[:.]\d\d)? и )?{CLOCK}")
# «еженедельно, до закрытия контракта»: an end without a day
BY_EVENT = rule(rf"до [а-я]+[нт]ия(?: [а-я]+(?:[аяй]|ов){END})?")
OPERATOR = rule(rf"{BY_DAY}(?:{DURING} (?:всего )?|в |на протяжении (?:всего )?|весь )?")
REPORT_YEAR = rule(rf" года{REPORTED}")


def _clock(draft: Draft, text: str, position: int) -> Step | None:
    match = BY_CLOCK.match(text, position)
    return (draft, match.end()) if match else None


def _piece(draft: Draft, text: str, position: int) -> Step | None:
    """A day or a period: its months and days where the recurrence is yearly, else its bounds."""
    operator = OPERATOR.match(text, position)
    read = read_between(text, position) or read_range(text, operator.end() if operator else position)
    if not read or (not isinstance(read[0], Day | Months | Span) and draft.every.frequency is None):
        return None
    piece, end = read
    report = REPORT_YEAR.match(text, end)
    if report and draft.every.frequency is None:
        draft = draft.but(frequency="YEARLY")
    return Draft(draft.every, (*draft.pieces, piece)), report.end() if report else end


def _event(draft: Draft, text: str, position: int) -> Step | None:
    match = BY_EVENT.match(text, position) if draft.every.frequency is not None else None
    return (draft, match.end()) if match else None


def _since(draft: Draft, text: str, position: int) -> Step | None:
    read = read_since(text, position)
    return (draft.but(bounds=read[0], end="start"), read[1]) if read else None


# policy: what a recurrence may consist of, in the order of trying; one that begins without a frequency needs one next
COMPONENTS: tuple[Component, ...] = (
    _frequency,
    _times,
    _each,
    _nth_weekday,
    _last_day,
    _weekdays,
    _but_weekends,
    _day_of_month,
    _piece,
    _clock,
    _event,
    _since,
)
SEPARATOR = rule(r"\)? ?[,(-]? ?(?:и )?")
MOST = 5


def read_every(text: str, position: int) -> tuple[Every, int] | None:
    """The recurrence printed at `position` of folded text, and its end."""
    step = _component(Draft(Every(None)), text, position)
    end = None
    for _ in range(MOST):
        if step is None:
            break
        draft, here = step
        if draft.every.frequency is not None:
            end = here, draft
        step = _next(draft, text, here)
    return (_finish(end[1]), _closed(text, position, end[0])) if end else None


def _closed(text: str, start: int, end: int) -> int:
    """The end with the bracket that closes one opened inside."""
    opened = text.count("(", start, end) > text.count(")", start, end)
    return end + 1 if opened and text[end : end + 1] == ")" else end


def _component(draft: Draft, text: str, position: int) -> Step | None:
    return next((step for component in COMPONENTS if (step := component(draft, text, position))), None)


def _next(draft: Draft, text: str, position: int) -> Step | None:
    """The component after a comma, a dash or in brackets; two pieces never follow each other without a frequency."""
    separator = SEPARATOR.match(text, position)
    if not separator or separator.end() == position:
        return None
    step = _component(draft, text, separator.end())
    if not step or (step[0].every.frequency is None and draft.every.frequency is None):
        return None
    return step


def _finish(draft: Draft) -> Every:
    """The pieces as months and days of a yearly recurrence, or as bounds."""
    every = replace(draft.every, frequency=draft.every.frequency or None)
    months = tuple(dict.fromkeys(month for piece in draft.pieces for month in _months(piece)))
    if months and (every.frequency == "YEARLY" or (every.interval > 1 and len(draft.pieces) > 1)):
        days = {piece.day for piece in draft.pieces if isinstance(piece, Day)}
        # an RRULE has no place for «до 1 марта и 15 сентября»: of two days none is kept
        return replace(every, frequency="YEARLY", interval=1, months=months, days=tuple(days) if len(days) == 1 else ())
    if not draft.pieces:
        return every
    return replace(every, bounds=draft.pieces[0], end="due" if isinstance(draft.pieces[0], Day) else None)


def _months(piece: Piece) -> tuple[int, ...]:
    """The months of a year a piece covers; a whole year is no choice of months."""
    match piece:
        case Day():
            return (piece.month,)
        case Months() if piece.count < 12:
            return tuple(range(piece.month, piece.month + piece.count))
        case Span(Months() as first, Months() as last) if last.count < 12 and first.month <= last.month:
            return tuple(range(first.month, last.month + last.count))
    return ()
