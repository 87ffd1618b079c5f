"""What was seen on the way down a letter: the rows, and the roles of those already passed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractors.language import Language
from extractors.lines import Row
from extractors.segment import cues
from schemas.layout import Layout
from schemas.letter import Role

Stage = Literal["text", "signed", "annex"]


@dataclass
class Head:
    """The way from the top of a letter to the first line of its text."""

    rows: Sequence[Row]
    layout: Layout
    language: Language
    roles: list[Role] = field(default_factory=list)

    def seen(self, *roles: Role) -> bool:
        """Whether any of these roles was given above."""
        return any(role in self.roles for role in roles)

    @property
    def previous(self) -> Role | None:
        return self.roles[-1] if self.roles else None

    @property
    def headed(self) -> bool:
        """Whether the kind stands above in Russian: beside the column of a republic's language it is still to come."""
        kinds = (row.text for row, role in zip(self.rows, self.roles, strict=False) if role == "kind")
        return any(not cues.is_kind_of_republic(text) for text in kinds)

    def row(self) -> Row:
        return self.rows[len(self.roles)]

    def text(self) -> str:
        return self.row().text

    def above(self) -> str:
        """The words of the line above; empty on the first."""
        return self.rows[len(self.roles) - 1].text if self.roles else ""

    def below(self) -> str:
        """The words of the line below; empty on the last."""
        return self.rows[len(self.roles) + 1].text if len(self.roles) + 1 < len(self.rows) else ""

    def block_text(self) -> str:
        """The rest of the block from this line on."""
        return self.layout.text[self.row().start : self.row().block.end]


@dataclass
class Tail:
    """The way from the first line of the text to the end."""

    rows: Sequence[Row]
    minutes: bool = False
    """Minutes name their chairman and secretary above as well: the signature stands below the last decision."""
    roles: list[Role] = field(default_factory=list)

    @property
    def at(self) -> int:
        return len(self.roles)

    @property
    def previous(self) -> Role:
        return self.roles[-1] if self.roles else "body"

    @property
    def here(self) -> Row:
        return self.rows[self.at]

    @property
    def stage(self) -> Stage:
        """Whether the signature, or an annex, has been passed."""
        if self.seen("annex"):
            return "annex"
        return "signed" if self.seen("signature") or self.seen("stamp") else "text"

    def row(self, ahead: int) -> Row | None:
        """The row so many further down; None beyond the first and the last."""
        index = self.at + ahead
        return self.rows[index] if 0 <= index < len(self.rows) else None

    def text(self, ahead: int = 0) -> str:
        """The words of a line, empty for a table and beyond the end."""
        row = self.row(ahead)
        return row.text if row and row.table is None else ""

    def seen(self, role: Role) -> bool:
        return role in self.roles

    def signed(self, count: int) -> "Tail":
        """The way as it would be if so many rows from here were signatures."""
        more: list[Role] = ["signature"] * count
        return Tail(self.rows, self.minutes, [*self.roles, *more])
