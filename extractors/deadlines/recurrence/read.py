"""A recurrence as a whole: which components it may have, in which order they are tried, and what they make."""

from dataclasses import replace

from extractors.deadlines.pieces import Day, Months, Piece, Span
from extractors.deadlines.recurrence.bounds import read_beginning, read_clock, read_event, read_piece
from extractors.deadlines.recurrence.draft import Component, Draft, Step
from extractors.deadlines.recurrence.frequency import read_each, read_frequency, read_times
from extractors.deadlines.recurrence.month_days import read_day_of_month, read_last_day
from extractors.deadlines.recurrence.weekdays import read_but_weekends, read_nth_weekday, read_weekdays
from extractors.deadlines.rules import Every
from extractors.deadlines.words import rule

# policy: what a recurrence may consist of, in the order of trying; one that begins without a frequency needs one next
COMPONENTS: tuple[Component, ...] = (
    read_frequency,
    read_times,
    read_each,
    read_nth_weekday,
    read_last_day,
    read_weekdays,
    read_but_weekends,
    read_day_of_month,
    read_piece,
    read_clock,
    read_event,
    read_beginning,
)
SEPARATOR = rule(r"\)? ?[,(-]? ?(?:и )?")
MOST = 5
"""Components of one recurrence."""


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
