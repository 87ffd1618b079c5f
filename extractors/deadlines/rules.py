"""Terms: what is made of pieces and operators. Each knows the `Deadline` it is in a context."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, Protocol

from extractors.deadlines.context import Context
from extractors.deadlines.pieces import Day, Edge, Interval, Piece
from extractors.deadlines.resolve import interval
from extractors.workdays import add_months, add_workdays
from schemas.document import Deadline

ONE_DAY = dt.timedelta(days=1)


class Term(Protocol):
    """A term as it was understood; `printed` is its text."""

    def deadline(self, printed: str, context: Context) -> Deadline: ...


@dataclass(frozen=True, slots=True)
class By:
    """An end: «до», «не позднее», «к» or «по» a piece.

    «До марта» ends before March begins, «не позднее марта» and «по март» when it ends, «к марту» on its first day.
    """

    operator: Literal["before", "not_after", "towards"]
    piece: Piece

    def deadline(self, printed: str, context: Context) -> Deadline:
        whole = interval(self.piece, context)
        return Deadline(text=printed, kind="by", due=self._due(whole), inferred=whole.inferred)

    def _due(self, whole: Interval) -> dt.date | None:
        if isinstance(self.piece, Edge):
            return whole.due or whole.start
        if self.operator == "not_after" or isinstance(self.piece, Day):
            return whole.due
        first = whole.start
        return first - ONE_DAY if first and self.operator == "before" else first


@dataclass(frozen=True, slots=True)
class ByEvent:
    """«до начала отопительного сезона»: an end whose day the document does not tell."""

    def deadline(self, printed: str, context: Context) -> Deadline:
        return Deadline(text=printed, kind="by", inferred=False)


@dataclass(frozen=True, slots=True)
class During:
    """A bare piece or one after «в течение»: a day is `on`, anything longer a `period`."""

    piece: Piece

    def deadline(self, printed: str, context: Context) -> Deadline:
        whole = interval(self.piece, context)
        kind: Literal["on", "period"] = "on" if isinstance(self.piece, Day) else "period"
        return Deadline(text=printed, kind=kind, start=whole.start, due=whole.due, inferred=whole.inferred)


@dataclass(frozen=True, slots=True)
class Since:
    """«с 1 сентября 2024 года»: a beginning without an end; `ongoing` with «постоянно»."""

    piece: Piece
    ongoing: bool = False

    def deadline(self, printed: str, context: Context) -> Deadline:
        whole = interval(self.piece, context)
        kind: Literal["ongoing", "period"] = "ongoing" if self.ongoing else "period"
        return Deadline(text=printed, kind=kind, start=whole.start, inferred=whole.inferred)


@dataclass(frozen=True, slots=True)
class Ongoing:
    """«постоянно», «по отдельному графику»; after «далее» it begins the day after what stands before it."""

    after: "Term | None" = None

    def deadline(self, printed: str, context: Context) -> Deadline:
        before = self.after and self.after.deadline("", context)
        start = before.due + ONE_DAY if before and before.due else None
        return Deadline(text=printed, kind="ongoing", start=start, inferred=start is not None)


@dataclass(frozen=True, slots=True)
class Every:
    """A recurrence: the frequency, the parts of the RRULE after it, and the bounds where they are printed.

    `end` is the one bound there is, where there is one: «с 1 марта 2024 года», «до 1 марта 2025 года».
    """

    frequency: str | None
    interval: int = 1
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekdays: tuple[str, ...] = ()
    position: int | None = None
    bounds: Piece | None = None
    end: Literal["start", "due"] | None = None

    @property
    def rrule(self) -> str | None:
        """The RRULE of RFC 5545, `None` where the unit is no unit of the calendar («раз в четверть»)."""
        parts = (
            ("FREQ", self.frequency or ""),
            ("INTERVAL", str(self.interval) if self.interval > 1 else ""),
            ("BYMONTH", ",".join(map(str, self.months))),
            ("BYMONTHDAY", ",".join(map(str, self.days))),
            ("BYDAY", ",".join(self.weekdays)),
            ("BYSETPOS", str(self.position or "")),
        )
        return ";".join(f"{name}={value}" for name, value in parts if value) if self.frequency else None

    def deadline(self, printed: str, context: Context) -> Deadline:
        whole = interval(self.bounds, context) if self.bounds else Interval()
        return Deadline(
            text=printed,
            kind="recurring",
            start=None if self.end == "due" else whole.start,
            due=None if self.end == "start" else whole.due,
            recurrence=self.rrule,
            inferred=whole.inferred,
        )


@dataclass(frozen=True, slots=True)
class Within:
    """A term counted from a base: `count` units; `base` is a printed day, or the document's own date (`own`).

    `before` counts back: «за 10 дней до начала».
    """

    count: int
    unit: Literal["D", "W", "M", "Y", "H", "MIN"]
    working: bool = False
    base: Piece | None = None
    own: bool = False
    before: bool = False

    @property
    def offset(self) -> str:
        """Weeks are given in days, as clerks count them."""
        if self.unit == "W":
            return f"P{7 * self.count}D"
        if self.unit in ("H", "MIN"):
            return f"PT{self.count}{self.unit[0]}"
        return f"P{self.count}{self.unit}"

    def deadline(self, printed: str, context: Context) -> Deadline:
        base = interval(self.base, context) if self.base else Interval(due=context.document_date, inferred=True)
        known = base.due if self.own or self.base else None
        due = self._from(known) if known else None
        return Deadline(
            text=printed,
            kind="relative",
            due=due,
            offset=self.offset,
            working_days=self.working,
            inferred=due is not None and (base.inferred or self.own),
        )

    def _from(self, base: dt.date) -> dt.date:
        count = -self.count if self.before else self.count
        match self.unit:
            case "D" if self.working:
                return add_workdays(base, count)
            case "M" | "Y":
                return add_months(base, count * (12 if self.unit == "Y" else 1))
            case "H" | "MIN":
                return base + dt.timedelta(days=-(-count // (24 if self.unit == "H" else 24 * 60)))
        return base + dt.timedelta(days=count * (7 if self.unit == "W" else 1))
