"""Roles of the lines above the text: letterhead, addressee, kind, registration, place, approval, title."""

from collections.abc import Callable, Sequence

from extractors.language import Language
from extractors.lines import WORD, Row, in_capitals
from extractors.segment import cues
from extractors.segment.addressee import (
    LONGEST_ADDRESSEE,
    is_addressee,
    is_in_other_language,
    is_letterhead,
    is_running,
    may_be_addressee,
)
from extractors.segment.dative import is_dative, is_genitive
from extractors.segment.seen import Head
from schemas.layout import Layout
from schemas.letter import Role

_FIRSTWORDS = 40
_FULL = 0.4
"""Of the longest line of a paragraph, the share that its first line has at least."""


def head_roles(rows: Sequence[Row], layout: Layout, language: Language) -> list[Role]:
    """Roles of the rows from the top down to the first row of the text, which is not among them."""
    head = Head(rows, layout, language)
    while len(head.roles) < len(rows):
        role = next((role for role, cue in RULES if cue(head)), None) or _continued(head)
        if role == "body":
            break
        head.roles.append(role)
    return head.roles


# --- registration, kind, place, title ----------------------------------------------------------------------------
def _in_approval(head: Head) -> bool:
    """«УТВЕРЖДАЮ», and below it the post, the name and the day of who approves."""
    text = head.text()
    if head.previous != "approval":
        return cues.starts_approval(text) and not head.seen("kind")
    return (not cues.is_kind(text) or text[0].islower()) and (not head.row().first or _approves(text))


def _approves(text: str) -> bool:
    own = (cues.starts_approval, cues.is_name, cues.starts_post, cues.is_registration)
    return text.startswith("_") or any(cue(text) for cue in own)


def _is_stamp(head: Head) -> bool:
    """«Зарегистрировано в Минюсте …» above the heading, the frame of an electronic signature anywhere."""
    text = head.text()
    registered = cues.is_registered(text) or _is_day_of_stamp(head) or _in_frame_of_stamp(head)
    by_state = text.startswith(("Зарегистрирован", "Регистрационный"))  # below the title where a site prints it
    return cues.is_e_signature(text) or (registered and (not head.seen("title") or by_state))


def _in_frame_of_stamp(head: Head) -> bool:
    """«МИНИСТЕРСТВО ЮСТИЦИИ … / ЗАРЕГИСТРИРОВАНО / Регистрационный № 4821»: every line of the block."""
    row = head.row()
    lines = [other.text for other in head.rows if other.item == row.item and row.table is None]
    return any(map(cues.is_registered_by_state, lines)) and not any(map(cues.is_kind, lines))


def _is_day_of_stamp(head: Head) -> bool:
    """«Вх. № 1187» and below it «от 08.05.2018»."""
    above = head.above()
    return cues.is_registered(above) and not cues.has_day(above) and cues.is_day(head.text())


def _is_registration(head: Head) -> bool:
    """A line of day and number; inside a heading («О внесении изменений в приказ / от … № …») it goes on with that."""
    text = head.text()
    if cues.is_labelled(text) or cues.is_section_sign(text) or _is_unsigned_number(head):
        return True
    alone = head.row().first or head.previous != "title" or cues.has_place(text)
    return cues.is_registration(text) and alone


def _is_unsigned_number(head: Head) -> bool:
    """«15-Исх-7142» in a line of its own above the day or below it."""
    beside = cues.is_day(head.below()) or cues.is_day(head.above())
    return beside and cues.is_compound_number(head.text()) and not head.seen("title", "addressee")


def _is_kind(head: Head) -> bool:
    listed = head.text().lower() == "перечень" and head.below().startswith("поручений")
    if listed or (not head.roles and cues.names_regulation(head.text())):
        return True
    return cues.is_kind(head.text()) and not (head.seen("kind") and head.previous == "title")


def _is_place(head: Head) -> bool:
    """«г. Воронеж» under kind, number or the name of the body; «Великий Новгород» right under the registration."""
    text, row = head.text(), head.row()
    if head.previous == "addressee" and not row.first:
        return False
    if cues.is_place(text):
        return head.seen("kind", "registration") or _is_below_name(head)
    alone = row.last and head.previous == "registration" and head.seen("kind")
    return alone and cues.may_be_city(text) and not head.seen("place")


def _is_below_name(head: Head) -> bool:
    """«МБУ «Музей» / г. Воронеж», not within an address: «394000 / г. Воронеж / ул. Мира»."""
    named = head.previous == "letterhead" and not cues.is_contact(head.above())
    alone = named and cues.is_town(head.text()) and not cues.is_street(head.below())
    return alone and not is_genitive(WORD.findall(head.text())[-1], head.language)


def _is_title(head: Head) -> bool:
    """«О проведении смотра», once, at the start of a block or right below the requisites it follows."""
    text = head.text()
    if (head.seen("title") and not _is_second(head)) or not cues.starts_title(text) or cues.is_name(text):
        return False
    if text.startswith("По") and is_running(head):
        return False  # «По вопросу подвоза сообщаем следующее.»
    return head.row().first or head.previous in ("registration", "kind", "place", "letterhead", "addressee")


def _is_second(head: Head) -> bool:
    """«ПРОТОКОЛ / совещания / 17.07.2024 № 14 / г. Курган / О ходе ремонта»: below what the kind goes on with."""
    passed = list(zip(head.rows, head.roles, strict=False))
    minutes = any(role == "kind" and cues.is_minutes(row.text) for row, role in passed)
    titled = any(role == "title" and cues.starts_title(row.text) for row, role in passed)
    return (minutes or not titled) and head.row().first and head.previous in ("registration", "place")


def _is_copy(head: Head) -> bool:
    """«Копия: …» below the addressee."""
    return cues.is_copy(head.text()) and not head.seen("title")


# --- the first line of the text ----------------------------------------------------------------------------------
def _starts_text(head: Head) -> bool:
    """A salutation, a usual first word, an order, the agenda of a meeting, an item, a paragraph."""
    row, text = head.row(), head.text()
    if row.table is not None or any(cue(text) for cue in _SURE_TEXT):
        return True
    if in_capitals(text):
        return False
    if head.previous == "title" and text[:1].isupper() and (cues.starts_preamble(text) or in_capitals(head.above())):
        return True
    if not (row.first or head.previous in ("registration", "kind", "place")):
        return False
    heading = head.previous == "kind" and text[:1].islower()  # «ПЕРЕЧЕНЬ ПОРУЧЕНИЙ / по итогам поездки»
    if (cues.starts_preamble(text) and not heading) or _starts_minutes(head):
        return True
    started = head.seen("kind", "registration", "title", "addressee")
    item = cues.starts_item(text) and (started or _is_sentence(head))
    return item or _leads_to_items(head) or _is_paragraph(head)


def _leads_to_items(head: Head) -> bool:
    """«Секретарь комиссии:» under the heading of a regulation, bullets below it; «Директорам школ:» is none."""
    text = head.text()
    leads = text.endswith(":") and head.seen("kind") and cues.starts_item(head.below())
    return leads and not is_dative(text, head.language)


def _starts_minutes(head: Head) -> bool:
    """«Секретарь – Белая О.О.» below a heading, «Присутствовали:» also without one; «Участникам отбора:» is none."""
    text = head.text()
    announced = text.endswith(":") and not is_dative(text, head.language)
    return cues.starts_protocol(text) and (head.seen("kind") or announced)


def _is_paragraph(head: Head) -> bool:
    """Prose whose first line is full: a short one is of a letterhead, whatever follows in its block."""
    text = head.block_text()
    full = len(head.text()) > _FULL * max(map(len, text.split("\n")))
    return full and cues.is_prose(text) and not cues.starts_title(head.text()) and _is_sentence(head)


def _is_sentence(head: Head) -> bool:
    """Running text rather than a long name of a body: it has a verb, or ends like a sentence."""
    text = head.block_text().rstrip()
    ended = text.endswith((".", ":", ";", "!")) and not (cues.names_body(head.text()) and cues.is_contact(text))
    return ended or any(
        parse.tag.POS in ("VERB", "INFN")
        for word in WORD.findall(text)[:_FIRSTWORDS]
        for parse in head.language.parses(word.lower())[:1]
    )


_SURE_TEXT: tuple[Callable[[str], bool], ...] = (cues.is_salutation, cues.ends_in_order, cues.is_edition_note)


# --- lines that say nothing themselves ---------------------------------------------------------------------------
def _continued(head: Head) -> Role:
    """The role of a line that says nothing itself: that of the lines before it."""
    return next(role for rule in CONTINUATIONS if (role := rule(head)))


def _same_block(head: Head) -> Role | None:
    same = head.previous in ("letterhead", "addressee", "title", "approval", "stamp") and not head.row().first
    return head.previous if same else None


def _below_kind(head: Head) -> Role | None:
    """«ПОСТАНОВЛЕНИЕ / ГЛАВЫ АДМИНИСТРАЦИИ», «ПЛАН / мероприятий по подготовке»."""
    if head.previous == "kind" and in_capitals(head.text()):
        return "kind" if head.headed or not cues.names_body(head.text()) else "letterhead"
    if head.previous == "kind" and not head.row().first:
        return "title" if _goes_on(head) else "kind"
    return None


def _letterhead(head: Head) -> Role | None:
    return "letterhead" if is_letterhead(head) else None


def _other_column(head: Head) -> Role | None:
    """«ТАТАРСТАН РЕСПУБЛИКАСЫ / РАЙОН КОМИТЕТЫ» below the Russian column, its kind and its number."""
    other = head.previous == "registration" and in_capitals(head.block_text()) and is_in_other_language(head)
    return "letterhead" if other and not head.seen("title", "addressee") else None


def _below_copy(head: Head) -> Role | None:
    """The lines of «Копия:», also in a block of their own behind its colon."""
    if head.previous != "copy":
        return None
    above = head.rows[len(head.roles) - 1].text.rstrip()
    return "copy" if not head.row().first or above.endswith(":") else None


def _below_addressee(head: Head) -> Role | None:
    if head.previous != "addressee" or len(head.block_text()) >= LONGEST_ADDRESSEE:
        return None
    if may_be_addressee(head):
        return "addressee"
    text = is_running(head) or (head.seen("title") and head.text()[:1].isupper())
    return "body" if text else "title"


def _below_title(head: Head) -> Role | None:
    return "title" if head.previous in ("title", "kind") and _goes_on(head) else None


def _goes_on(head: Head) -> bool:
    """Whether the line goes on with the heading above it: in small letters, a meeting, in a block of short lines."""
    text = head.text()
    return (
        text[:1].islower()
        or text[:1] in "«("
        or cues.names_meeting(text)
        or (not head.row().first and not cues.is_prose(head.block_text()))
    )


def _nothing_else(head: Head) -> Role:
    """Above kind, number, heading and addressee an unknown line is the letterhead's, below them it is the text."""
    below = head.seen("title", "addressee") or (head.headed and head.seen("registration"))
    return "body" if below else "letterhead"


CONTINUATIONS: tuple[Callable[[Head], Role | None], ...] = (
    _same_block,
    _below_kind,
    _letterhead,
    _other_column,
    _below_copy,
    _below_addressee,
    _below_title,
    _nothing_else,
)
RULES: tuple[tuple[Role, Callable[[Head], bool]], ...] = (
    ("approval", _in_approval),
    ("stamp", _is_stamp),
    ("registration", _is_registration),
    ("kind", _is_kind),
    ("place", _is_place),
    ("body", _starts_text),
    ("title", _is_title),
    ("copy", _is_copy),
    ("addressee", is_addressee),
)
