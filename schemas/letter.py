"""A letter taken apart: which lines are the letterhead, whom it is sent to, what it orders, who signs.

The roles follow the requisites of ГОСТ Р 7.0.97: letterhead 01 to 08, kind 09, registration 10 to 12, place 13,
addressee 15, approval 16, title 17, body 18, enclosure 19, agreement 20 and visa 21 (one role, `visa`), signature 22,
executor 25, stamp 27 (and the frame of an electronic signature, 23, with 26 and 28 to 30). `copy` is «Копия: …» by the
addressee, `distribution` «Разослать: …» below the signature; an `annex` goes from its heading to the next one.
"""

from typing import Literal

from schemas.layout import Block, Frozen, Layout, Span, Table

Role = Literal[
    "letterhead",
    "kind",
    "registration",
    "place",
    "addressee",
    "copy",
    "approval",
    "title",
    "body",
    "enclosure",
    "signature",
    "executor",
    "distribution",
    "visa",
    "stamp",
    "annex",
]


class Section(Span):
    """Neighbouring blocks and tables of one role. Blocks of the layout are cut at lines where a role ends inside them.

    `heading` are the blocks at the start of an annex that name it (stamp, title); empty for other roles.
    """

    role: Role
    items: tuple[Block | Table, ...]
    heading: tuple[Block, ...] = ()


class Letter(Frozen):
    """One document of a file: the layout of the whole file and the sections of this document, in reading order."""

    layout: Layout
    sections: tuple[Section, ...]

    @property
    def text(self) -> str:
        return self.layout.text

    def of(self, *roles: Role) -> tuple[Section, ...]:
        """The sections of these roles, in reading order."""
        return tuple(s for s in self.sections if s.role in roles)
