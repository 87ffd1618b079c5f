"""Days of a week: «по пятницам», «по рабочим дням», «кроме выходных», «второй вторник месяца»."""

from extractors.deadlines.recurrence.draft import Draft, Step
from extractors.deadlines.words import CLOCK, END, WEEKDAY, ordinal_of, rule, weekdays_of

ON_WEEKDAYS = rule(rf"по (?=[а-я]+[ая]м{END}){WEEKDAY}(?:(?:,| и) ?{WEEKDAY})*|кажд[а-я]+ {WEEKDAY}(?: и {WEEKDAY})?")
NTH_WEEKDAY = rule(
    r"(?:в |каждый |каждую )?(?P<which>перв|втор|трет|четверт|последн)[а-я]+"
    rf" (?P<name>{WEEKDAY})(?P<month> (?:каждого )?месяца{END})?"
)
BY_WEEKDAY = rule(rf"(?:до|не позднее|в|во|к)? ?(?:{CLOCK} ?(?:каждой |каждого )?)?{WEEKDAY}(?:(?:,| и) ?{WEEKDAY})*")
WORKDAYS = ("MO", "TU", "WE", "TH", "FR")
ON_WORKDAYS = rule(rf"по (?:будн[а-я]+(?: дням)?|рабочим дням){END}")


def read_weekdays(draft: Draft, text: str, position: int) -> Step | None:
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


def read_but_weekends(draft: Draft, text: str, position: int) -> Step | None:
    """«ежедневно, кроме выходных дней»."""
    match = BUT_WEEKENDS.match(text, position) if draft.every.frequency == "DAILY" else None
    return (draft.but(frequency="WEEKLY", weekdays=WORKDAYS), match.end()) if match else None


def read_nth_weekday(draft: Draft, text: str, position: int) -> Step | None:
    match = NTH_WEEKDAY.match(text, position)
    if not match or not (match["month"] or draft.every.frequency == "MONTHLY"):
        return None
    which = -1 if match["which"] == "последн" else ordinal_of(match["which"])
    frequency = draft.every.frequency or "MONTHLY"
    return draft.but(frequency=frequency, weekdays=(f"{which}{weekdays_of(match['name'])[0]}",)), match.end()
