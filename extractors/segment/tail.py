"""Roles of the lines from the text down: enclosures, signatures, executor, stamps, visas, distribution, annexes."""

from collections.abc import Callable, Sequence

from extractors.lines import Row
from extractors.segment import cues
from extractors.segment.below import (
    annex,
    enclosure_goes_on,
    executor,
    executor_below_label,
    executor_goes_on,
    executor_in_text,
    executor_with_post,
    place_and_day,
    stamp_of_receiver,
    table_or_heading,
    visa_goes_on,
)
from extractors.segment.seen import Stage, Tail
from extractors.segment.signatures import name_first, name_with_day, signature
from schemas.letter import Role

Rule = Callable[[Tail], Sequence[Role]]
"""The roles of the rows from here that a rule knows; empty where it knows none."""


def tail_roles(rows: Sequence[Row], minutes: bool = False) -> list[Role]:
    """Roles of the rows from the first row of the text to the end of the document."""
    tail = Tail(rows, minutes)
    while tail.at < len(rows):
        unknown: Sequence[Role] = ("annex",) if tail.stage == "annex" else ("body",)
        tail.roles.extend(next((roles for rule in STAGES[tail.stage] if (roles := rule(tail))), unknown))
    return tail.roles


def _line(role: Role, cue: Callable[[str], bool]) -> Rule:
    """A rule that gives `role` to a line of which `cue` is true."""
    return lambda tail: (role,) if tail.text() and cue(tail.text()) else ()


def _first_line(role: Role, cue: Callable[[str], bool]) -> Rule:
    """The same, at the start of a block only."""
    return lambda tail: (role,) if tail.here.first and tail.text() and cue(tail.text()) else ()


def _enclosure(tail: Tail) -> Sequence[Role]:
    """«Приложение: форма на 1 л.» at the start of a block, or below a line that ends a sentence."""
    begins = tail.here.first or tail.text(-1).rstrip().endswith((".", "!"))
    return ("enclosure",) if begins and tail.text() and cues.starts_enclosure(tail.text()) else ()


def _continues(*roles: Role) -> Rule:
    """A line inside the block of a line of these roles; a distribution list goes on after «;» and with numbers."""

    def rule(tail: Tail) -> Sequence[Role]:
        if tail.here.table is not None or tail.previous not in roles:
            return ()
        listed = tail.previous == "distribution" and (
            tail.text(-1).endswith((";", ",")) or cues.starts_item(tail.text())
        )
        return (tail.previous,) if listed or not tail.here.first else ()

    return rule


STAGES: dict[Stage, tuple[Rule, ...]] = {
    "text": (
        _enclosure,
        _line("enclosure", cues.announces_enclosure),
        enclosure_goes_on,
        signature,
        name_first,
        name_with_day,
        annex,
        _first_line("stamp", cues.starts_e_signature),
        executor_in_text,
        executor_goes_on,
    ),
    "signed": (
        visa_goes_on,
        executor_below_label,
        executor_with_post,
        signature,
        _first_line("enclosure", cues.starts_enclosure),
        executor,
        _line("distribution", cues.starts_distribution),
        _line("stamp", cues.is_e_signature),
        annex,
        _line("visa", cues.starts_visa),
        _line("stamp", cues.is_stamp),
        place_and_day,
        stamp_of_receiver,
        enclosure_goes_on,
        _continues("distribution", "visa", "stamp", "signature", "enclosure"),
        table_or_heading,
    ),
    "annex": (_line("executor", cues.names_executor), executor_goes_on),
}
