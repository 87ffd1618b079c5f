"""Letterhead or addressee: above the text both are names of bodies, and stand in either order."""

import re
from itertools import takewhile

from extractors.lines import WORD, in_capitals
from extractors.segment import cues
from extractors.segment.dative import is_dative
from extractors.segment.seen import Head

_TO_A_LIST = re.compile(r"^(?:по\s+списку|согласно\s+списку|всем\s|по\s+рассылке|в\s+[А-ЯЁ])", re.IGNORECASE)
_CODES = re.compile(r"(?:ОКПО|ОГРН|ИНН)\b")
_BRACKETED = re.compile(r"\s*\([^()]*\)")
"""«ФЕДЕРАЛЬНАЯ СЛУЖБА ПО НАДЗОРУ (Роснадзор)»"""
_LABEL = re.compile(r"^(?:кому|адресат)\s*:", re.IGNORECASE)
LONGEST_ADDRESSEE = 160
_INITIAL_ENDS = re.compile(r"(?<![А-ЯЁа-яё])[А-ЯЁ]\.$")
_FULL_NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?: [А-ЯЁ][а-яё]+){2}")
"""«Зориной Инне Ильиничне», in whatever case."""
_RIGHT = 0.45
"""A block that begins beyond this part of the page's width stands at the right."""
_BESIDE_CENTRE = 0.58
"""Its middle lies beyond this part: that of a short centred line («шестой созыв») does not."""


def is_letterhead(head: Head) -> bool:
    """The name of a body in capitals, or the contacts below it, wherever they stand in the head of a letter."""
    if head.headed or head.seen("title"):
        return False
    capitals = in_capitals(_above_contacts(head)) and not is_dative(head.text(), head.language)
    other = head.previous == "letterhead" and is_in_other_language(head)
    if head.row().first and (capitals or other or _CODES.match(head.text())):
        return True
    return head.previous == "letterhead" and cues.is_contact(head.block_text())


def is_in_other_language(head: Head) -> bool:
    """The name of the body as the republic writes it: «Удмурт Элькунысь уксё ужъя министерство»."""
    unknown = [word for word in WORD.findall(head.block_text()) if not head.language.knows(word.lower())]
    return cues.names_body(head.block_text()) and len(unknown) > 1


def _above_contacts(head: Head) -> str:
    """The lines of the block down to the address: a scan does not show that the name above it is bold."""
    named = "\n".join(takewhile(lambda line: not cues.is_contact(line), head.block_text().split("\n")))
    return _BRACKETED.sub("", named) or named


def is_addressee(head: Head) -> bool:
    """«Кому: …», «Директорам школ», or what stands where an addressee does: below the number, at the right."""
    text = head.text()
    if cues.is_kind(text):
        return False
    if _LABEL.match(text):
        return True
    if head.seen("kind", "title"):
        return _is_late_addressee(head)
    if not head.row().first:
        if head.previous in ("addressee", "copy"):
            return head.previous == "addressee"
        if head.previous not in ("registration", "approval"):
            return False
    return _names_addressee(head) or _stands_as_addressee(head)


def _names_addressee(head: Head) -> bool:
    """«Руководителям учреждений»; «По списку» below the number."""
    text = head.text()
    return (bool(_TO_A_LIST.match(text)) and head.seen("registration")) or is_dative(text, head.language)


def _stands_as_addressee(head: Head) -> bool:
    """«Министерство спорта» below the number, or beside the letterhead."""
    if cues.is_prose(head.block_text()) or is_letterhead(head) or cues.is_contact(head.text()):
        return False
    if head.previous in ("addressee", "copy"):
        return False  # «Ответ на запрос»: below an addressee it must look like one
    return head.seen("registration") or (_at_right(head) and head.seen("letterhead"))


def _is_late_addressee(head: Head) -> bool:
    """Below the heading: short blocks in the dative, one after another («Начальникам районных станций»).

    At the right, beside the letterhead and the heading, they may be long.
    """
    if not head.row().first:
        return head.previous == "addressee"
    follows = not head.seen("addressee") or head.previous == "addressee"
    return follows and (not is_running(head) or _at_right(head)) and is_dative(head.text(), head.language)


def is_running(head: Head) -> bool:
    """A block too long for an addressee, or one that ends like a sentence; the stop of an initial ends none."""
    whole = head.block_text().strip()
    return len(whole) >= LONGEST_ADDRESSEE or (whole[-1:] in ".:;," and not _INITIAL_ENDS.search(whole))


def _at_right(head: Head) -> bool:
    block = head.row().block
    if block.box is None:
        return False
    width = head.layout.pages[block.page - 1].width
    middle = (block.box.x0 + block.box.x1) / 2
    return width is not None and block.box.x0 > _RIGHT * width and middle > _BESIDE_CENTRE * width


def may_be_addressee(head: Head) -> bool:
    """A block below an addressee that goes on with it: a name, a body, contacts, small letters or a dative."""
    text, block = head.text(), head.block_text()
    if is_running(head) and not cues.is_contact(block) and not is_dative(text, head.language):
        return False
    person = cues.is_name(text) or cues.starts_with_name(text) or bool(_FULL_NAME.fullmatch(text))
    named = person or cues.names_body(block) or cues.is_contact(block)
    goes_on = text[:1].islower() or text[:1] in "(«" or text.lower().startswith("копи")
    return named or goes_on or is_dative(text, head.language)
