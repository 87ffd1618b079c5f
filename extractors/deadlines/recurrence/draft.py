"""What is known of a recurrence while it is read, component by component."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from extractors.deadlines.pieces import Piece
from extractors.deadlines.rules import Every


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a recurrence so far; `pieces` become its months and days, or its bounds."""

    every: Every
    pieces: tuple[Piece, ...] = ()

    def but(self, **changes: object) -> "Draft":
        return Draft(replace(self.every, **changes), self.pieces)  # type: ignore[arg-type]


Step = tuple[Draft, int]
"""What is known now, and the end of what was read."""

Component = Callable[[Draft, str, int], Step | None]
"""Reads on from a position of folded text; None where nothing of its kind stands there, or does not fit."""
