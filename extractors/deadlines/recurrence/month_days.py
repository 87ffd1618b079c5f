"""Days of a month: «до 5 числа», «1 и 15 числа», «последний рабочий день квартала»."""

import re

from extractors.deadlines.recurrence.draft import Draft, Step
from extractors.deadlines.recurrence.frequency import UNIT, unit_of
from extractors.deadlines.recurrence.weekdays import WORKDAYS
from extractors.deadlines.words import DAY_NAME, DAY_NAMES, END, ENDING, rule

BY_DAY = r"(?:(?:в срок,? |вплоть )?(?:до|не ?позднее|не позже|к|по) |в срок )?"
# «1 и 15 числа», «до 5, 15 и 25 числа»
OTHER_DAYS = rf"(?P<others>(?:\d{{1,2}}(?: ?{ENDING})?(?:, ?| и ))*)"
REPORTED = (
    rf"(?:,? ?(?:следующ[а-я]+ за|после) (?:отчетн[а-я]+|окончани[а-я]+)"
    rf"(?: (?P<after>(?:месяц|квартал|полугоди|год|период)[а-я]*){END})?)"
)
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


def read_day_of_month(draft: Draft, text: str, position: int) -> Step | None:
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


def read_last_day(draft: Draft, text: str, position: int) -> Step | None:
    match = LAST_DAY.match(text, position)
    if not match or not (match["unit"] or draft.every.frequency):
        return None
    if draft.every.frequency is None:
        frequency, step, _ = unit_of(match["unit"])
        draft = draft.but(frequency=frequency, interval=step)
    if match["working"]:
        return draft.but(weekdays=WORKDAYS, position=-1), match.end()
    return draft.but(days=(-1,)), match.end()
