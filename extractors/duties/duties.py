"""Every duty of a letter, with what context carries down to it: the deadline and the responsible of lead-ins and parents."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from extractors.aliases import find_aliases
from extractors.annexes import annex_title
from extractors.deadlines import Context, find_deadlines, find_deadlines_in_cell
from extractors.duties import orders
from extractors.duties.items import Item, grow
from extractors.duties.labels import Label, labels, text_end
from extractors.duties.paragraphs import Paragraph, paragraphs, quoted_wording
from extractors.duties.sentences import sentences
from extractors.duties.tables import Header, TableRow, duty_rows, header
from extractors.language import Language
from extractors.lines import close_up, fold, trim
from extractors.parties import SelfControl, appointees, controller, leading_parties, parties, recipients
from schemas.document import Assignment, Deadline, Kind, Party, Person
from schemas.facts import Found, Trace, found
from schemas.layout import Table
from schemas.letter import Letter, Section

Source = Literal["body", "annex", "table"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rest of the letter says that duties need."""

    kind: Kind
    document_date: date | None
    title: str | None
    addressees: tuple[Found[Party], ...]
    signatories: tuple[Found[Person], ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """What a lead-in or a parent gives to the items under it; `verb` is the text of a lead-in that the items complete."""

    deadlines: tuple[Found[Deadline], ...] = ()
    responsible: tuple[Found[Party], ...] = ()
    verb: str = ""
    ordering: bool = False


def find_assignments(letter: Letter, setting: Setting, language: Language) -> tuple[Found[Assignment], ...]:
    """All duties in document order: of the text, then of the annexes and their tables."""
    return tuple(
        duty for section in letter.of("body", "annex") for duty in SectionReader(letter, section, setting, language).read()
    )
