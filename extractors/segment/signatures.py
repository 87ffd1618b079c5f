"""Signatures: a post over some lines and a name, or a name alone, where no text goes on below."""

import re
from collections.abc import Callable, Sequence

from extractors.segment import cues
from extractors.segment.seen import Tail
from schemas.letter import Role

_POST_LINES = 6
"""A post over a name takes at most so many lines («Первый заместитель / председателя комитета»)."""
_LONGEST_POST = 400
_FULL_LINE = 60
"""A longer line above is one of a paragraph, not «С уважением,»."""
_ABBREVIATIONS = re.compile(r"\b(?:[А-Яа-я]{1,3}\.\s?)+")
_SENTENCE = re.compile(r"[.!?]\s|;\s(?![А-ЯЁ«])|:\s*$")


def signature_roles(tail: Tail) -> list[Role]:
    """The roles of the rows from here that are one signature: a post over some lines and a name, [] if none.

    The frame of an electronic signature may stand between them, and may hold the only name.
    """
    if not cues.starts_post(tail.text()) or cues.starts_item(tail.text()) or _goes_on(tail):
        return []
    roles: list[Role] = []
    words: list[str] = []
    while len(words) < _POST_LINES and (row := tail.row(len(roles))) is not None and row.table is None:
        text = tail.text(len(roles))
        if words and _in_frame(tail, len(roles)):
            roles.append("stamp")
            continue
        if words and (cues.starts_item(text) or len("\n".join(words)) > _LONGEST_POST):
            break
        words.append(text)
        roles.append("signature")
        if _is_signing("\n".join(words)):
            return roles
    return roles[: roles.index("stamp") + roles.count("stamp")] if "stamp" in roles else []


def _goes_on(tail: Tail) -> bool:
    """«… Контроль – главный / инженер Зорин И.И.»: small letters inside a paragraph of the text."""
    inside = not tail.here.first and tail.previous == "body" and len(tail.text(-1)) > _FULL_LINE
    return inside and tail.text()[:1].islower() and "\t" not in tail.text()


def _in_frame(tail: Tail, ahead: int) -> bool:
    """A row of a block that is the frame of an electronic signature."""
    row = tail.row(ahead)
    same = [other.text for other in tail.rows if row is not None and other.item == row.item]
    return any(cues.is_e_signature(text) for text in same) and not cues.starts_post(same[0])


def _is_signing(joined: str) -> bool:
    """A post and a name, not a sentence that ends in a name."""
    match = cues.post_and_name(joined)
    return match is not None and not _SENTENCE.search(_ABBREVIATIONS.sub("", match["post"]))


# --- rules -------------------------------------------------------------------------------------------------------
def signature(tail: Tail) -> Sequence[Role]:
    """«Министр / А.Н. Лебедева», where no text goes on below."""
    roles = signature_roles(tail)
    return roles if roles and not _text_goes_on(tail, len(roles)) else ()


def _text_goes_on(tail: Tail, count: int) -> bool:
    """Below a true signature, and those after it, there are no items, no decisions of a meeting, no «приказываю»."""
    if _decides_below(tail, count):
        return True
    ahead = count
    while tail.row(ahead) is not None:
        more = len(signature_roles(tail.signed(ahead)))
        if not more:
            return _is_text(tail, tail.text(ahead))
        ahead += more
    return False


def _is_text(tail: Tail, text: str) -> bool:
    item = cues.starts_item(text) and not tail.seen("signature")
    return item or cues.starts_protocol(text) or cues.ends_in_order(text)


def _decides_below(tail: Tail, ahead: int) -> bool:
    """Whether these are names at the head of minutes: «РЕШИЛИ:», «СЛУШАЛИ:» further down, before any annex."""
    if not tail.minutes or tail.seen("signature"):
        return False
    while tail.row(ahead) is not None and not cues.starts_annex(tail.text(ahead)):
        if cues.starts_decision(tail.text(ahead)):
            return True
        ahead += 1
    return False


def name_first(tail: Tail) -> Sequence[Role]:
    """«И.И. Иванов / министр»: a name before its post, or a name alone at the very end of the text."""
    alone = tail.here.first and cues.is_name(tail.text()) and not tail.seen("signature")
    if not alone or not _ends_text(tail) or _decides_below(tail, 1):
        return ()
    below = tail.text(1)
    post_below = cues.starts_post(below) and not cues.post_and_name(below)
    return ("signature", "signature") if post_below else ("signature",)


def _ends_text(tail: Tail) -> bool:
    """Whether below this line there is nothing, a table, or what stands under a signature."""
    row, below = tail.row(1), tail.text(1)
    if row is None or row.table is not None:
        return True
    if cues.has_phone(below) or cues.starts_item(below):
        return False
    return any(cue(below) for cue in _BELOW_SIGNATURE) or (cues.is_name(below) and cues.has_phone(tail.text(2)))


def name_with_day(tail: Tail) -> Sequence[Role]:
    """«15.11.2023    ____ Зорин И.И.»: the foot of a memo, that has its day and no post."""
    day, _, name = tail.text().partition("\t")
    signed = tail.here.first and cues.is_day(day.strip()) and cues.is_name(name.strip())
    return ("signature",) if signed and not tail.seen("signature") and _ends_text(tail) else ()


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
