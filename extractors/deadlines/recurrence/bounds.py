"""From when and until when: days and periods, hours, events («ежемесячно в течение учебного года»)."""

from extractors.deadlines import ranges
from extractors.deadlines.pieces import Day, Months, Span
from extractors.deadlines.recurrence.draft import Draft, Step
from extractors.deadlines.recurrence.month_days import BY_DAY, REPORTED
from extractors.deadlines.words import CLOCK, DURING, END, rule

BY_CLOCK = rule(rf"(?:до|не позднее|к|в) ?(?:\d{{1,2}}(?:[:.]\d\d)? и )?{CLOCK}")
# «еженедельно, до закрытия контракта»: an end without a day
BY_EVENT = rule(rf"до [а-я]+[нт]ия(?: [а-я]+(?:[аяй]|ов){END})?")
OPERATOR = rule(rf"{BY_DAY}(?:{DURING} (?:всего )?|в |на протяжении (?:всего )?|весь )?")
REPORT_YEAR = rule(rf" года{REPORTED}")


def read_clock(draft: Draft, text: str, position: int) -> Step | None:
    match = BY_CLOCK.match(text, position)
    return (draft, match.end()) if match else None


def read_piece(draft: Draft, text: str, position: int) -> Step | None:
    """A day or a period: its months and days where the recurrence is yearly, else its bounds."""
    operator = OPERATOR.match(text, position)
    read = ranges.read_between(text, position) or ranges.read_range(text, operator.end() if operator else position)
    if not read or (not isinstance(read[0], Day | Months | Span) and draft.every.frequency is None):
        return None
    piece, end = read
    report = REPORT_YEAR.match(text, end)
    if report and draft.every.frequency is None:
        draft = draft.but(frequency="YEARLY")
    return Draft(draft.every, (*draft.pieces, piece)), report.end() if report else end


def read_event(draft: Draft, text: str, position: int) -> Step | None:
    match = BY_EVENT.match(text, position) if draft.every.frequency is not None else None
    return (draft, match.end()) if match else None


def read_beginning(draft: Draft, text: str, position: int) -> Step | None:
    read = ranges.read_since(text, position)
    return (draft.but(bounds=read[0], end="start"), read[1]) if read else None
