"""How often: «ежемесячно», «не реже двух раз в год», «каждые три дня», «по итогам квартала»."""

import re

from extractors.deadlines.recurrence.draft import Draft, Step
from extractors.deadlines.words import AMOUNT, END, number_of, rule

# units by stem: RRULE frequency and interval, months in one
UNITS: tuple[tuple[str, str | None, int, int], ...] = (
    ("час", "HOURLY", 1, 0),
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


def unit_of(word: str) -> tuple[str | None, int, int]:
    return next((frequency, step, months) for stems, frequency, step, months in UNITS if re.match(stems, word))


def _repeat(draft: Draft, unit: str, count: int, every: int, end: int) -> Step | None:
    """`count` times in `every` units, where no frequency is known yet."""
    if draft.every.frequency is not None:
        return None
    frequency, step, months = unit_of(unit)
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


def read_frequency(draft: Draft, text: str, position: int) -> Step | None:
    match = FREQUENCY.match(text, position)
    stem = match and re.search(ADVERB, match[0])
    return _repeat(draft, ADVERBS[stem[0]], 1, 1, match.end()) if match and stem else None


def read_times(draft: Draft, text: str, position: int) -> Step | None:
    match = TIMES.match(text, position)
    if not match:
        return None
    count = MULTIPLES[match["multiple"]] if match["multiple"] else number_of(match["amount"] or "1")
    return _repeat(draft, match["unit"], count, number_of(match["units"] or "1"), match.end())


def read_each(draft: Draft, text: str, position: int) -> Step | None:
    match = EACH.match(text, position) or RESULTS.match(text, position)
    return _repeat(draft, match["unit"], 1, number_of(match["amount"] or "1"), match.end()) if match else None
