"""Roles of the lines from the text down: enclosure marks, signatures, executor, stamps, visas, distribution, annexes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extractors.lines import Row, close_up, fold, in_capitals
from extractors.segment import cues
from schemas.letter import Role

_POST_LINES = 6
"""A post over a name takes at most so many lines («Первый заместитель / председателя комитета»)."""
_SHORT = 90
_ANNEX_EXECUTOR = re.compile(rf"^исп(?:\.|олнитель)\s*:?\s*{cues.NAME}", re.IGNORECASE)


@dataclass
class Tail:
    """What was seen on the way from the first line of the text to the end."""

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

    def row(self, ahead: int = 0) -> Row | None:
        index = self.at + ahead
        return self.rows[index] if 0 <= index < len(self.rows) else None

    def text(self, ahead: int = 0) -> str:
        row = self.row(ahead)
        return close_up(row.text) if row and row.table is None else ""

    def seen(self, role: Role) -> bool:
        return role in self.roles

    def take(self, role: Role, count: int = 1) -> None:
        self.roles.extend([role] * count)


def tail_roles(rows: Sequence[Row], minutes: bool = False) -> list[Role]:
    """Roles of the rows from the first row of the text to the end of the document."""
    tail = Tail(rows, minutes)
    while tail.at < len(rows):
        stage = _STAGES[_stage(tail)]
        if not any(rule(tail) for rule in stage):
            tail.take("annex" if tail.seen("annex") else "body")
    return tail.roles


def _stage(tail: Tail) -> str:
    return "annex" if tail.seen("annex") else "signed" if tail.seen("signature") or tail.seen("stamp") else "text"


# --- signatures --------------------------------------------------------------------------------------------------
def signature_roles(tail: Tail) -> list[Role]:
    """The roles of the rows from here that are one signature: a post over some lines and a name, [] if none.

    The frame of an electronic signature may stand between them, and may hold the only name.
    """
    row = tail.row()
    if row is None or row.table is not None or not cues.starts_post(tail.text()) or cues.starts_item(tail.text()):
        return []
    roles: list[Role] = []
    words: list[str] = []
    while len(words) < _POST_LINES and (last := tail.row(len(roles))) is not None and last.table is None:
        text = tail.text(len(roles))
        if words and _in_frame(tail, len(roles)):
            roles.append("stamp")
            continue
        if words and (cues.starts_item(text) or len("\n".join(words)) > 400):
            break
        words.append(text)
        roles.append("signature")
        joined = "\n".join(words)
        if cues.post_and_name(joined) and _is_signing(joined):
            return roles
    return roles[: roles.index("stamp") + roles.count("stamp")] if "stamp" in roles else []


def _in_frame(tail: Tail, ahead: int) -> bool:
    """A row of a block that is the frame of an electronic signature."""
    row = tail.row(ahead)
    if row is None or row.table is not None:
        return False
    same = [other for other in tail.rows if other.item == row.item]
    return any(cues.is_e_signature(close_up(other.text)) for other in same) and not cues.starts_post(
        close_up(same[0].text)
    )


def _is_signing(joined: str) -> bool:
    """A post and a name, not a sentence that ends in a name."""
    match = cues.post_and_name(joined)
    return match is not None and not re.search(
        r"[.;!?]\s|:\s*$", re.sub(r"\b(?:[А-Яа-я]{1,3}\.\s?)+", "", match["post"])
    )


def _signature(tail: Tail) -> bool:
    roles = signature_roles(tail)
    if not roles or _text_goes_on(tail, len(roles)):
        return False
    tail.roles.extend(roles)
    return True


def _text_goes_on(tail: Tail, count: int) -> bool:
    """After a true signature there are no items, no decisions of a meeting, no «приказываю»."""
    if tail.minutes and not tail.seen("signature") and _decides_below(tail, count):
        return True
    ahead = count
    while (row := tail.row(ahead)) is not None:
        inner = Tail(tail.rows, tail.minutes, [*tail.roles, *(["signature"] * ahead)])
        more = len(signature_roles(inner))
        if not more:
            text = tail.text(ahead)
            return (
                cues.starts_protocol(text)
                or cues.ends_in_order(text)
                or (cues.starts_item(text) and not tail.seen("signature") and row.table is None)
            )
        ahead += more
    return False


def _decides_below(tail: Tail, ahead: int) -> bool:
    """«РЕШИЛИ:», «СЛУШАЛИ:» further down, before any annex."""
    while (row := tail.row(ahead)) is not None and not cues.starts_annex(tail.text(ahead)):
        if row.table is None and cues.starts_decision(tail.text(ahead)):
            return True
        ahead += 1
    return False


_BELOW_SIGNATURE: tuple[Callable[[str], bool], ...] = (
    cues.starts_post,
    cues.starts_executor,
    cues.is_stamp,
    cues.starts_annex,
    cues.starts_approved,
    cues.is_e_signature,
    cues.starts_distribution,
    cues.starts_visa,
)


def _name_first(tail: Tail) -> bool:
    """«И.И. Иванов, министр» — a name before the post, or a name alone at the very end of the text."""
    text, after = tail.text(), tail.text(1)
    row = tail.row()
    if row is None or not row.first or not cues.is_name(text) or tail.previous == "signature":
        return False
    if cues.has_phone(after) or cues.starts_item(after):
        return False
    last = tail.row(1) is None or tail.row(1).table is not None  # type: ignore[union-attr]
    ends = last or any(cue(after) for cue in _BELOW_SIGNATURE) or (cues.is_name(after) and cues.has_phone(tail.text(2)))
    if not ends or tail.seen("signature"):
        return False
    tail.take("signature", 2 if cues.starts_post(after) and not cues.post_and_name(after) else 1)
    return True


# --- single lines ------------------------------------------------------------------------------------------------
def _line(role: Role, cue: Callable[[str], bool]) -> Callable[[Tail], bool]:
    """A rule that gives `role` to a line of which `cue` is true."""

    def rule(tail: Tail) -> bool:
        text = tail.text()
        if not text or not cue(text):
            return False
        tail.take(role)
        return True

    rule.__name__ = f"{role}:{cue.__name__}"
    return rule


def _first_line(role: Role, cue: Callable[[str], bool]) -> Callable[[Tail], bool]:
    """The same, at the start of a block only."""
    rule = _line(role, cue)

    def first(tail: Tail) -> bool:
        row = tail.row()
        return row is not None and row.first and rule(tail)

    return first


def _executor(tail: Tail) -> bool:
    """«Исп. …», or a bare name with a phone in its line or the next, and the lines of phone and e-mail that follow."""
    text = tail.text()
    if cues.starts_executor(text):
        tail.take("executor")
        return True
    row = tail.row()
    bare = cues.is_name(text) or cues.is_surname(text) or bool(re.match(rf"^{cues.NAME}[\s,(]", text))
    if row is not None and bare and _has_contact(tail, row):
        tail.take("executor")
        return True
    if tail.previous == "executor" and _belongs_to_executor(tail, text):
        tail.take("executor")
        return True
    return False


def _has_contact(tail: Tail, row: Row) -> bool:
    """A phone or an e-mail in this line, in the next one, or further down in its block."""
    same = [other.text for other in tail.rows[tail.at :] if other.item == row.item]
    return any(cues.has_phone(text) or "@" in text for text in (*same, tail.text(1)))


def _belongs_to_executor(tail: Tail, text: str) -> bool:
    row = tail.row()
    assert row is not None
    if cues.is_stamp(text) and not cues.has_phone(text):
        return False
    return (
        cues.has_phone(text)
        or cues.is_name(text)
        or "@" in text
        or (not row.first and len(text) < _SHORT and not cues.starts_visa(text) and not cues.starts_distribution(text))
    )


def _continues(*roles: Role) -> Callable[[Tail], bool]:
    """A line inside the block of a line of these roles; a distribution list goes on after «;»."""

    def rule(tail: Tail) -> bool:
        row = tail.row()
        if row is None or row.table is not None or tail.previous not in roles:
            return False
        if row.first and not (tail.previous == "distribution" and tail.text(-1).endswith((";", ","))):
            return False
        tail.take(tail.previous)
        return True

    return rule


def _enclosure_goes_on(tail: Tail) -> bool:
    """Numbered enclosures, or short lines, under «Приложение:»."""
    row = tail.row()
    if tail.previous != "enclosure" or row is None or row.table is not None:
        return False
    text = tail.text()
    listed = re.match(r"^(?:\d+[.)]|[-–—])\s", text) or re.search(r"\d+\s*(?:л\.|лист|экз)", text)
    if not (listed or not row.first) or signature_roles(tail):
        return False
    tail.take("enclosure")
    return True


def _visa_goes_on(tail: Tail) -> bool:
    """Names, posts and blank days under «Визы:», «Согласовано:», «С приказом ознакомлены:»."""
    text = tail.text()
    if tail.previous != "visa" or not text or cues.starts_distribution(text) or cues.starts_executor(text):
        return False
    if not (
        cues.is_name(text)
        or cues.starts_post(text)
        or cues.is_stamp(text)
        or cues.has_phone(text)
        or (re.search(cues.NAME, text) and len(text) < _SHORT)
        or text.startswith("_")
    ):
        return False
    tail.take("visa")
    return True


def _table_or_heading(tail: Tail) -> bool:
    """After the signature, a table, a paragraph or a heading that is none of the requisites begins an annex."""
    row = tail.row()
    if row is None or (row.table is None and not fold(row.text)):
        return False
    tail.take("annex")
    return True


def _annex(tail: Tail) -> bool:
    row = tail.row()
    text = tail.text()
    if row is None or not (
        cues.starts_annex(text)
        or (cues.starts_approved(text) and (in_capitals(text.split()[0]) or tail.seen("signature")))
    ):
        return False
    if not row.first and not cues.starts_annex(text):
        return False
    if _stage(tail) == "text" and not row.first:
        return False
    tail.take("annex")
    return True


def _place_and_day(tail: Tail) -> bool:
    """Under the signature of a decree or a law: «г. Петрозаводск / 26 июня 2024 года / № 41»."""
    if not cues.is_place(tail.text()) or not cues.is_registration(tail.text(1)):
        return False
    tail.take("stamp")
    return True


def _late_executor(tail: Tail) -> bool:
    if not _ANNEX_EXECUTOR.match(tail.text()):
        return False
    tail.take("executor")
    return True


_STAGES: dict[str, tuple[Callable[[Tail], bool], ...]] = {
    "text": (
        _first_line("enclosure", cues.starts_enclosure),
        _enclosure_goes_on,
        _signature,
        _name_first,
        _annex,
        _first_line("stamp", cues.is_e_signature),
    ),
    "signed": (
        _visa_goes_on,
        _signature,
        _first_line("enclosure", cues.starts_enclosure),
        _executor,
        _line("distribution", cues.starts_distribution),
        _line("stamp", cues.is_e_signature),
        _annex,
        _line("visa", cues.starts_visa),
        _line("stamp", cues.is_stamp),
        _place_and_day,
        _enclosure_goes_on,
        _continues("distribution", "visa", "stamp", "signature", "enclosure"),
        _table_or_heading,
    ),
    "annex": (_late_executor,),
}
