"""The contract: what is extracted from a letter. The published JSON Schema is generated from these models.

Dates are ISO 8601; absent values are null, absent lists empty; text has runs of white space folded to one space.
"""

import datetime as dt
from typing import Literal

from pydantic import Field

from schemas.layout import Frozen

Kind = Literal[
    "letter",
    "order",
    "directive",
    "resolution",
    "decision",
    "protocol",
    "instruction",
    "plan",
    "memo",
    "other",
]
ReferenceKind = Literal[Kind, "law", "programme"]


class Organization(Frozen):
    """A body as its letterhead names it: `name` in full and nominative; the check digits of codes hold."""

    name: str | None = None
    short_name: str | None = None
    parent: str | None = None
    inn: str | None = None
    kpp: str | None = None
    ogrn: str | None = None
    okpo: str | None = None
    address: str | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()


class Person(Frozen):
    """A person, nominative. `name` is «Фамилия И.О.» or the full name; initials end in a dot."""

    name: str
    surname: str | None = None
    given: str | None = None
    patronymic: str | None = None
    position: str | None = None
    phone: str | None = None
    email: str | None = None


class Party(Frozen):
    """Whoever receives, must do or oversees something. A group is a class of people or bodies («руководители ОО»)."""

    type: Literal["person", "organization", "group"]
    name: str
    text: str
    position: str | None = None
    person: Person | None = None
    inferred: bool = False


class ReplyTo(Frozen):
    """The document answered: «на № … от …»."""

    number: str | None = None
    date: dt.date | None = None


class Reference(Frozen):
    """A document cited by its date or number (a programme by its title)."""

    kind: ReferenceKind
    issuer: str | None = None
    date: dt.date | None = None
    number: str | None = None
    title: str | None = None


class Attachment(Frozen):
    """An annex or enclosure, with how many sheets and copies."""

    number: str | None = None
    title: str | None = None
    sheets: int | None = None
    copies: int | None = None


class Registration(Frozen):
    """A stamp of a later registration (an incoming stamp)."""

    number: str | None = None
    date: dt.date | None = None


class Deadline(Frozen):
    """When a duty is due. `recurrence` is an RFC 5545 RRULE, `offset` an ISO 8601 duration."""

    text: str
    kind: Literal["by", "on", "period", "recurring", "ongoing", "relative"]
    start: dt.date | None = None
    due: dt.date | None = None
    recurrence: str | None = None
    offset: str | None = None
    working_days: bool | None = None
    inferred: bool = False


class Recipient(Frozen):
    """Whom or where something must be delivered to."""

    party: Party | None = None
    email: str | None = None
    address: str | None = None


class Assignment(Frozen):
    """The smallest numbered item, bullet, table row or sentence that orders something."""

    number: str | None = None
    section: str | None = None
    source: Literal["body", "annex", "table"]
    type: Literal["task", "approval", "appointment", "control"]
    text: str
    deadlines: tuple[Deadline, ...] = ()
    responsible: tuple[Party, ...] = ()
    recipient: Recipient | None = None
    objective: str | None = None
    audience: str | None = None
    outcome: str | None = None


class Evidence(Frozen):
    """The place a value was read from.

    `path` is a JSON Pointer into the document; `start` and `end` are offsets in the text of `page` (from 1); `bbox` is
    [x0, top, x1, bottom] in points from the page's top left, null for formats without pages.
    """

    path: str
    page: int = Field(ge=1)
    bbox: tuple[float, float, float, float] | None = None
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    confidence: float = Field(ge=0, le=1)
    rule: str


class Document(Frozen):
    """One letter, order or act."""

    kind: Kind
    number: str | None = None
    date: dt.date | None = None
    place: str | None = None
    title: str | None = None
    region: str | None = None
    issuer: Organization | None = None
    reply_to: ReplyTo | None = None
    addressees: tuple[Party, ...] = ()
    distribution: tuple[Party, ...] = ()
    signatories: tuple[Person, ...] = ()
    executor: Person | None = None
    control: Party | None = None
    references: tuple[Reference, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    registrations: tuple[Registration, ...] = ()
    initiatives: tuple[str, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    evidence: tuple[Evidence, ...] = ()
