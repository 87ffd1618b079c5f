"""Roles of the lines above the text: letterhead, addressee, kind, registration, place, approval, title."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extractors.language import Language
from extractors.lines import Row, close_up, in_capitals
from extractors.segment import cues
from schemas.layout import Layout
from schemas.letter import Role

_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
_TO_A_LIST = re.compile(r"^(?:по\s+списку|согласно\s+списку|всем\s|по\s+рассылке|в\s+[А-ЯЁ])", re.IGNORECASE)
_LABEL = re.compile(r"^(?:кому|адресат)\s*:", re.IGNORECASE)


@dataclass
class Head:
    """What was seen on the way down the head of one letter."""

    rows: Sequence[Row]
    layout: Layout
    language: Language
    roles: list[Role] = field(default_factory=list)

    def seen(self, role: Role) -> bool:
        return role in self.roles

    @property
    def previous(self) -> Role | None:
        return self.roles[-1] if self.roles else None

    def row(self) -> Row:
        return self.rows[len(self.roles)]

    def text(self) -> str:
        return close_up(self.row().text)

    def block_text(self) -> str:
        block = self.row().block
        return self.layout.text[self.row().start : block.end]


def head_roles(rows: Sequence[Row], layout: Layout, language: Language) -> list[Role]:
    """Roles of the rows from the top down to the first row of the text, which is not among them."""
    head = Head(rows, layout, language)
    while len(head.roles) < len(rows):
        role = next((role for role, cue in RULES if cue(head)), None) or _continued(head)
        if role == "body":
            break
        head.roles.append(role)
    return head.roles


def _continued(head: Head) -> Role:
    """The role of a line that says nothing itself: that of the lines before it."""
    row, previous = head.row(), head.previous
    if not row.first and previous in ("letterhead", "addressee", "title", "approval", "stamp"):
        return previous
    if previous == "kind" and in_capitals(head.text()):
        return "kind"
    if not row.first and previous == "kind":
        return "title" if _goes_on(head) else "kind"
    if _is_letterhead(head):
        return "letterhead"
    if previous == "distribution" and (not row.first or head.rows[len(head.roles) - 1].text.rstrip().endswith(":")):
        return "distribution"
    if previous == "addressee" and len(head.block_text()) < 160:
        return "addressee" if _may_be_addressee(head) else "title"
    if previous in ("title", "kind") and _goes_on(head):
        return "title"
    if head.seen("title") or head.seen("addressee"):
        return "body"
    return "letterhead" if not (head.seen("kind") and head.seen("registration")) else "body"


def _may_be_addressee(head: Head) -> bool:
    """A block below an addressee that goes on with it: a name, a body, contacts, words in small letters or in the dative."""
    text = head.text()
    named = (
        cues.is_name(text)
        or cues.starts_with_name(text)
        or cues.names_body(head.block_text())
        or cues.is_contact(head.block_text())
    )
    return (
        named
        or text[:1].islower()
        or text[:1] in "(«"
        or text.lower().startswith("копи")
        or is_dative(text, head.language)
    )


def _is_letterhead(head: Head) -> bool:
    """The name of a body in capitals, or the contacts below it, wherever they stand among the head parts of a letter."""
    if head.seen("kind") or head.seen("title"):
        return False
    text = head.text()
    capitals = in_capitals(head.block_text()) and not is_dative(text, head.language)
    return (capitals and head.row().first) or (head.previous == "letterhead" and cues.is_contact(head.block_text()))


def _goes_on(head: Head) -> bool:
    """Whether the line goes on with the heading above it: in small letters, or in a block of short lines."""
    text = head.text()
    return text[:1].islower() or text[:1] in "«(" or (not head.row().first and not cues.is_prose(head.block_text()))


def _in_approval(head: Head) -> bool:
    if head.previous != "approval":
        return cues.starts_approval(head.text()) and not head.seen("kind")
    text = head.text()
    return not cues.is_kind(text) and (
        cues.starts_approval(text)
        or not head.row().first
        or cues.is_name(text)
        or cues.starts_post(text)
        or cues.is_registration(text)
        or text.startswith("_")
    )


def _is_kind(head: Head) -> bool:
    return cues.is_kind(head.text()) and not (head.seen("kind") and head.previous == "title")


def _is_registration(head: Head) -> bool:
    """A line of day and number; inside a heading («О внесении изменений в приказ / от … № …») it goes on with the heading."""
    return cues.is_registration(head.text()) and (head.row().first or head.previous != "title")


def _is_place(head: Head) -> bool:
    text, row = head.text(), head.row()
    if cues.is_place(text):
        return head.seen("kind") or head.seen("registration")
    alone = row.first and row.last and head.previous == "registration" and head.seen("kind")
    return alone and cues.may_be_city(text) and not head.seen("place")


def _is_title(head: Head) -> bool:
    text = head.text()
    if head.seen("title") or not cues.starts_title(text) or cues.is_name(text):
        return False
    return head.row().first or head.previous in ("registration", "kind", "place", "letterhead", "addressee")


def _is_addressee(head: Head) -> bool:
    text = head.text()
    if cues.is_kind(text):
        return False
    if _LABEL.match(text):
        return True
    if head.seen("kind") or head.seen("title"):
        return _is_late_addressee(head)
    if head.previous in ("addressee", "distribution") and not head.row().first:
        return head.previous == "addressee"
    if not head.row().first and head.previous not in ("registration", "approval"):
        return False
    if (_TO_A_LIST.match(text) and head.seen("registration")) or is_dative(text, head.language):
        return True
    if cues.is_prose(head.block_text()) or _is_letterhead(head):
        return False
    return (head.seen("registration") and not cues.is_contact(text)) or (
        _at_right(head) and not cues.is_contact(text) and head.seen("letterhead")
    )


def _is_late_addressee(head: Head) -> bool:
    """Under the heading of an instruction: a short block in the dative that is no sentence («Начальникам районных станций»)."""
    if head.previous == "addressee":
        return not head.row().first
    whole = head.block_text().strip()
    return (
        head.row().first
        and not head.seen("addressee")
        and len(whole) < 160
        and whole[-1:] not in ".:;,"
        and is_dative(head.text(), head.language)
    )


def _at_right(head: Head) -> bool:
    row = head.row()
    if row.block.box is None:
        return False
    width = head.layout.pages[row.block.page - 1].width
    return width is not None and row.block.box.x0 > 0.45 * width


def _starts_text(head: Head) -> bool:
    """The first line of the text: a salutation, a usual first word, an order, the agenda of a meeting, an item, a paragraph."""
    row, text = head.row(), head.text()
    if row.table is not None or cues.is_salutation(text) or cues.ends_in_order(text) or cues.is_edition_note(text):
        return True
    if not row.first and head.previous not in ("registration", "kind", "place"):
        return False
    if in_capitals(text) and not cues.ends_in_order(text):
        return False
    if cues.starts_preamble(text) or (cues.starts_protocol(text) and head.seen("kind")):
        return True
    started = head.seen("kind") or head.seen("registration") or head.seen("title") or head.seen("addressee")
    return (started and cues.starts_item(text)) or (
        cues.is_prose(head.block_text()) and not cues.starts_title(text) and _is_sentence(head)
    )


def _is_sentence(head: Head) -> bool:
    """Running text rather than a long name of a body: it has a verb, or ends like a sentence."""
    text = head.block_text().rstrip()
    return text.endswith((".", ":", ";", "!")) or any(
        parse.tag.POS in ("VERB", "INFN")
        for word in _WORD.findall(text)[:40]
        for parse in head.language.parses(word.lower())[:1]
    )


def is_dative(text: str, language: Language) -> bool:
    """Whether the line begins with a noun, an adjective or a name in the dative and in no nominative reading."""
    word = _WORD.search(re.sub(rf"^{cues.INITIALS}\s?", "", text))
    if word is None or word.start() > 1 or not text[:1].isupper() or (in_capitals(text) and len(text) > 60):
        return False
    parses = [p for p in language.parses(word[0].lower()) if p.tag.POS in ("NOUN", "ADJF", "PRTF", "NPRO")]
    return any("datv" in p.tag for p in parses) and not any("nomn" in p.tag or "gent" in p.tag for p in parses)


RULES: tuple[tuple[Role, Callable[[Head], bool]], ...] = (
    ("approval", _in_approval),
    ("stamp", lambda head: cues.is_registered(head.text()) and not head.seen("title")),
    ("stamp", lambda head: cues.is_e_signature(head.text())),
    ("registration", lambda head: _is_registration(head) or cues.is_labelled(head.text())),
    ("kind", _is_kind),
    ("place", _is_place),
    ("body", _starts_text),
    ("title", _is_title),
    ("distribution", lambda head: cues.is_copy(head.text()) and not head.seen("title")),
    ("addressee", _is_addressee),
)
