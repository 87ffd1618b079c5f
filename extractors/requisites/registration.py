"""Requisites 10 to 13 and 27: number, date and place of a document, what it answers, later registrations."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import TypeGuard

from extractors.dates import find_dates
from extractors.lines import close_up, fold, trim
from extractors.references.anchors import numbers_other
from extractors.segment import cues
from schemas.document import Registration, ReplyTo
from schemas.facts import Found, found
from schemas.layout import Block
from schemas.letter import Letter, Role, Section

_WORDS = r"(?:«\s?)?[\w«»]+(?:[ ]?[-–—/.:][ ]?\w+)*"  # 10-32/419, «742 - п», Пр-1134
_IN_BRACKETS = r"(?:[ ]?\(\w{1,6}\))?"  # 15(к)
_VALUE = rf"(?P<value>(?:[А-ЯЁ]{{1,6}}[ ](?=\d+[-/]))?{_WORDS}{_IN_BRACKETS})"  # «НР 15-2/10»
_NUMBER = re.compile(rf"(?:{cues.NUMBER_SIGN}\s*:?|^исх\.)\s*{_VALUE}", re.IGNORECASE | re.MULTILINE)
_WITHOUT_SIGN = re.compile(
    r"(?:(?:г\.?|года)?[ \t]+(?P<value>\d[\w/.\-–]*[-/][\w/.\-–]*)|\t\s*(?P<bare>\d{1,5}(?: ?-?[а-яё]{1,4})?))\s*$"
)
_REPLY = re.compile(rf"\bна\s*(?:ваш\w*\s+|(?:исх|вх)\.?\s*)*{cues.NUMBER_SIGN}[^\n]*(?:\n\s*от[^\n]*)?", re.IGNORECASE)
_SETTLEMENT = rf"{cues.TOWN}[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁа-яё]+)*"
_PLACE = re.compile(
    rf"(?<!\d)(?<!\d )\b{_SETTLEMENT}|(?:(?<=\t)|^){cues.FEDERAL_CITY}(?=\t|$)"
    r"|(?<=\t)[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁ][а-яё]+)?(?=\t)",  # «15.01.2024    Курган    № 10»
    re.MULTILINE,
)  # not the «г.» of «2024 г. Москва»
_BESIDE = re.compile(r"(?<=/)[^/]*$")
"""«Шупашкар хули / г. Чебоксары»: the Russian name stands behind the other one."""
_MEETING = re.compile(r"\s*(?:дата|время)\b", re.IGNORECASE)
_COLUMN = re.compile(r"[^\t\n]+")
_UP_TO_DAY = re.compile(r"\s*от(?=\s|\d|$)")
_FIRST_LINES = 4
_OTHER_ACT = re.compile(r"\b(?:приказ|распоряжени|постановлени|решени|закон|указ|письм|протокол)\w*\s", re.IGNORECASE)
"""«О внесении изменений в приказ министерства от 19.07.2012 № 243»."""
_APPROVED = re.compile(r"утвержд", re.IGNORECASE)
_Token = Found[dt.date] | Found[str]
NUMBER_PLACES: tuple[tuple[tuple[Role, ...], str], ...] = (
    (("registration", "kind", "title"), "number.head"),
    (("approval",), "number.approval"),
    (("letterhead",), "number.letterhead"),
    (("stamp",), "number.foot"),
)
DATE_PLACES: tuple[tuple[tuple[Role, ...], str], ...] = (
    (("registration", "kind"), "date.head"),
    (("place",), "date.place"),
    (("approval",), "date.approval"),
    (("title",), "date.title"),
    (("letterhead",), "date.letterhead"),
    (("stamp",), "date.foot"),
)


def find_number(letter: Letter) -> Found[str] | None:
    """The number without «№» and inner spaces: of the head, else of the approval, else under the signature."""
    for roles, rule in NUMBER_PLACES:
        if rule == "number.foot" and _has_day_in_head(letter):
            return None
        for start, end in _spans(letter, roles):
            approved = _APPROVED.search(letter.text, start, end) if rule == "number.approval" else None
            hit = _number(letter.text, approved.end() if approved else start, end, rule)
            if hit and (approved or rule != "number.approval"):
                return hit
    return None


def find_date(letter: Letter) -> Found[dt.date] | None:
    """The date of the document, from the places of its number; that of an approval where it has none of its own."""
    for roles, rule in DATE_PLACES:
        for start, end in _spans(letter, roles):
            approved = _APPROVED.search(letter.text, start, end) if rule == "date.approval" else None
            days = find_dates(letter.text, approved.end(), end) if approved else ()
            for day in (days or find_dates(letter.text, start, end))[:1]:
                return found(day.value, day.start, day.end, rule)
    return _date_of_meeting(letter)


def _date_of_meeting(letter: Letter) -> Found[dt.date] | None:
    """«Дата проведения: 12.03.2024», a day alone in the first lines of minutes."""
    first = [item for section in letter.of("body")[:1] for item in section.items[:_FIRST_LINES]]
    for item in first:
        text = letter.text[item.start : item.end]
        if _MEETING.match(text) or cues.is_stamp(text.strip()):
            for day in find_dates(letter.text, item.start, item.end)[:1]:
                return found(day.value, day.start, day.end, "date.meeting", 0.8)
    return _date_by_name(letter)


def _date_by_name(letter: Letter) -> Found[dt.date] | None:
    """«15.11.2023    ____ Зорин И.И.»: a memo has its day beside the name of who signs."""
    for section in letter.of("signature"):
        for column in _COLUMN.finditer(letter.text, section.start, section.end):
            for day in find_dates(letter.text, *column.span()) if cues.is_day(column[0].strip()) else ():
                return found(day.value, day.start, day.end, "date.signature", 0.8)
    return None


def find_place(letter: Letter) -> Found[str] | None:
    """The place of issue as printed: in a line of its own, or between day and number."""
    for section in letter.of("place"):
        column = letter.text[section.start : section.items[0].end].partition("\t")[0]
        name = _BESIDE.search(column)
        a, b = trim(letter.text, section.start + (name.start() if name else 0), section.start + len(column))
        return found(fold(letter.text[a:b]), a, b, "place.line")
    for section in letter.of("registration", "kind", "stamp"):
        match = _PLACE.search(letter.text, section.start, section.end)
        if match:
            return found(fold(match[0]), match.start(), match.end(), "place.registration")
    return None


def find_reply(letter: Letter) -> Found[ReplyTo] | None:
    """«на № 12/3 от 01.02.2024»; None where the line is blank."""
    for section in letter.of("registration", "letterhead", "addressee"):
        match = _REPLY.search(letter.text, section.start, section.end)
        if match is None:
            continue
        number = _number(letter.text, match.start(), match.end(), "reply.number")
        day = next(iter(find_dates(letter.text, match.start(), match.end())), None)
        if number or day:
            parts = [*(number.under("/number") if number else ()), *(day.under("/date") if day else ())]
            value = ReplyTo(number=number.value if number else None, date=day.value if day else None)
            return found(value, match.start(), match.end(), "reply.mark", parts=parts)
    return None


# --- stamps ------------------------------------------------------------------------------------------------------
def find_registrations(letter: Letter) -> tuple[Found[Registration], ...]:
    """Stamps under the signature and incoming stamps: days and numbers paired as they follow each other.

    The document's own number, printed again at the foot, is none.
    """
    tokens = [token for start, end in _stamp_lines(letter) for token in _tokens(letter.text, start, end)]
    own = find_number(letter)
    return tuple(r for r in _paired(tokens) if own is None or r.value.number != own.value)


def _stamp_lines(letter: Letter) -> Iterator[tuple[int, int]]:
    """The lines of stamps, but for frames of electronic signatures and for where the document has its own number."""
    taken = find_number(letter), find_date(letter)
    own = {f.start for f in taken if f and f.rule.endswith("foot")}
    for block in (item for section in letter.of("stamp") for item in section.items if isinstance(item, Block)):
        framed = cues.is_e_signature(letter.text[block.start : block.end])
        if not framed and not any(block.start <= at < block.end for at in own):
            yield from ((line.start, line.end) for line in block.lines)


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    """The days and numbers of a line, in their order: «5409» alone is a number too."""
    days = find_dates(text, start, end)
    number = _number(text, start, end, "stamp.number")
    if not days and number is None and cues.is_bare_number(text[start:end].strip()):
        a, b = trim(text, start, end)
        number = found(re.sub(r"\s", "", text[a:b]), a, b, "stamp.number")
    return sorted([*days, *([number] if number else [])], key=lambda token: token.start)


def _paired(tokens: Iterable[_Token]) -> Iterator[Found[Registration]]:
    """A day and a number that follow each other, in either order; a day alone at the end is none."""
    day: Found[dt.date] | None = None
    number: Found[str] | None = None
    for token in tokens:
        if _is_number(token):
            if number is not None:
                yield _registration(day, number)
                day = None
            number = token
        elif _is_day(token):
            if day is not None:
                yield _registration(day, number)
                number = None
            day = token
        if day and number:
            yield _registration(day, number)
            day = number = None
    if number:
        yield _registration(day, number)


def _is_number(token: _Token) -> TypeGuard[Found[str]]:
    return isinstance(token.value, str)


def _is_day(token: _Token) -> TypeGuard[Found[dt.date]]:
    return isinstance(token.value, dt.date)


def _registration(day: Found[dt.date] | None, number: Found[str] | None) -> Found[Registration]:
    parts = [*(number.under("/number") if number else ()), *(day.under("/date") if day else ())]
    value = Registration(number=number.value if number else None, date=day.value if day else None)
    return found(value, min(p.start for p in parts), max(p.end for p in parts), "stamp.line", parts=parts)


# --- pieces ------------------------------------------------------------------------------------------------------
def _spans(letter: Letter, roles: tuple[Role, ...]) -> Iterator[tuple[int, int]]:
    """Sections of these roles, without the line of the reply and without titles about another act."""
    for section in letter.of(*roles):
        if section.role == "letterhead":
            yield from _registered_beside(letter, section)
            continue
        if section.role == "stamp" and cues.is_registered(letter.text[section.start : section.end]):
            continue
        if section.role == "title" and _OTHER_ACT.search(letter.text, section.start, section.end):
            continue
        reply = _REPLY.search(letter.text, section.start, section.end)
        if reply is None:
            yield section.start, section.end
        else:
            yield section.start, reply.start()
            yield reply.end(), section.end


def _registered_beside(letter: Letter, section: Section) -> Iterator[tuple[int, int]]:
    """«241050, г. Лесной, пр. Мира, 33    от 03.06.2024 № 12»: columns of the letterhead that register the document."""
    for column in _COLUMN.finditer(letter.text, section.start, section.end):
        printed = column[0].strip()
        if cues.is_registration(printed) and not _REPLY.match(printed):
            yield column.span()


def _has_day_in_head(letter: Letter) -> bool:
    return any(find_dates(letter.text, a, b) for a, b in _spans(letter, ("registration",)))


def _number(text: str, start: int, end: int, rule: str) -> Found[str] | None:
    """A number behind its sign, or behind a day where the sign is missing; blanks give none."""
    for match in _NUMBER.finditer(text, start, end):
        value = _UP_TO_DAY.split(match["value"])[0]
        hit = _clean(text, match.start("value"), match.start("value") + len(value), rule)
        if hit and not numbers_other(text, match.start()):
            return hit
    return _unsigned(text, start, end) if rule == "number.head" else None


def _unsigned(text: str, start: int, end: int) -> Found[str] | None:
    """«15.03.2023 01-24/118»: a number without its sign at the end of a line with a day, or in a line of its own."""
    for line in re.finditer(r"[^\n]+", text[start:end]):
        at = start + line.start()
        if cues.is_compound_number(line[0].strip()):
            return _clean(text, at, at + len(line[0]), "number.unsigned")
        match = _WITHOUT_SIGN.search(close_up(line[0]))
        if match and find_dates(line[0]):
            start, end = match.span("value") if match["value"] else match.span("bare")
            return _clean(text, at + start, at + end, "number.unsigned")
    return None


def _clean(text: str, start: int, end: int, rule: str) -> Found[str] | None:
    start, end = trim(text, start, end, "_.,;«»")
    value = re.sub(r"\s+", "", text[start:end])
    return found(value, start, end, rule) if any(c.isdigit() for c in value) else None
