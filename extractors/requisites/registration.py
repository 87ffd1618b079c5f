"""Requisites 10 to 13 and 27: the document's number, date and place, what it answers, and stamps of later registrations."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from extractors.dates import find_dates
from extractors.lines import close_up, fold, trim
from extractors.segment import cues
from schemas.document import Registration, ReplyTo
from schemas.facts import Found, found
from schemas.layout import Block
from schemas.letter import Letter, Role

_VALUE = r"(?P<value>[\wА-Яа-я«»]+(?:[ ]?[-–—/.:][ ]?[\wА-Яа-я]+)*(?:[ ]?\([\wА-Яа-я]{1,6}\))?)"
_NUMBER = re.compile(rf"{cues.NUMBER_SIGN}\s*:?\s*{_VALUE}", re.IGNORECASE)
_WITHOUT_SIGN = re.compile(r"(?:г\.?|года)?[ \t]+(?P<value>\d[\w/.\-–]*[-/][\w/.\-–]*)\s*$")
_REPLY = re.compile(rf"\bна\s*(?:ваш\w*\s+|исх\.?\s*)*{cues.NUMBER_SIGN}[^\n]*(?:\n\s*от[^\n]*)?", re.IGNORECASE)
_PLACE = re.compile(
    r"(?<!\d)(?<!\d )\b(?:г\.|город|пгт\.?|п\.|пос\.|с\.|рп\.?|ст\.)\s?[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁа-яё]+)*"
)
_APPROVED = re.compile(r"утвержд", re.IGNORECASE)
NUMBER_PLACES: tuple[tuple[tuple[Role, ...], str], ...] = (
    (("registration", "kind", "title"), "number.head"),
    (("approval",), "number.approval"),
    (("stamp",), "number.foot"),
)
DATE_PLACES: tuple[tuple[tuple[Role, ...], str], ...] = (
    (("registration", "kind"), "date.head"),
    (("place",), "date.place"),
    (("approval",), "date.approval"),
    (("title",), "date.title"),
    (("stamp",), "date.foot"),
)


def find_number(letter: Letter) -> Found[str] | None:
    """The registration number without «№» and inner spaces; the head first, then the approval, then under the signature."""
    for roles, rule in NUMBER_PLACES:
        if rule == "number.foot" and _has_day_in_head(letter):
            return None
        for start, end in _spans(letter, roles):
            hit = _number(letter.text, start, end, rule)
            if hit:
                return hit
    return None


def find_date(letter: Letter) -> Found[dt.date] | None:
    """The date of the document, from the same places as its number; that of an approval where it has none of its own."""
    for roles, rule in DATE_PLACES:
        for start, end in _spans(letter, roles):
            approved = _APPROVED.search(letter.text, start, end) if rule == "date.approval" else None
            days = find_dates(letter.text, approved.end() if approved else start, end) or find_dates(
                letter.text, start, end
            )
            if days:
                return found(days[0].value, days[0].start, days[0].end, rule)
    return _date_of_meeting(letter)


def _date_of_meeting(letter: Letter) -> Found[dt.date] | None:
    """«Дата проведения: 12.03.2024», a day alone in the first lines of minutes."""
    for section in letter.of("body")[:1]:
        for item in section.items[:4]:
            text = letter.text[item.start : item.end]
            if re.match(r"\s*(?:дата|время)\b", text, re.IGNORECASE) or cues.is_stamp(text.strip()):
                for day in find_dates(letter.text, item.start, item.end)[:1]:
                    return found(day.value, day.start, day.end, "date.meeting", 0.8)
    return None


def find_place(letter: Letter) -> Found[str] | None:
    """The place of issue as printed: in a line of its own, or between day and number."""
    for section in letter.of("place"):
        a, b = trim(letter.text, section.start, section.items[0].end)
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
            return found(value, match.start(), match.end(), "reply", parts=parts)
    return None


# --- stamps ------------------------------------------------------------------------------------------------------
def find_registrations(letter: Letter) -> tuple[Found[Registration], ...]:
    """Stamps under the signature and incoming stamps: days and numbers paired as they follow each other."""
    tokens = [token for start, end in _stamp_lines(letter) for token in _tokens(letter.text, start, end)]
    return tuple(_paired(tokens))


def _stamp_lines(letter: Letter) -> Iterator[tuple[int, int]]:
    taken = find_number(letter), find_date(letter)
    own = {f.start for f in taken if f and f.rule.endswith("foot")}
    for section in letter.of("stamp"):
        for item in section.items:
            text = letter.text[item.start : item.end]
            if (
                isinstance(item, Block)
                and not cues.is_e_signature(text)
                and not any(item.start <= at < item.end for at in own)
            ):
                yield from ((line.start, line.end) for line in item.lines)


def _tokens(text: str, start: int, end: int) -> list[Found[dt.date] | Found[str]]:
    days = find_dates(text, start, end)
    line = text[start:end].strip()
    numbers = [n for n in [_number(text, start, end, "stamp.number")] if n]
    if not days and not numbers and cues.is_bare_number(line):
        a, b = trim(text, start, end)
        numbers = [found(re.sub(r"\s", "", text[a:b]), a, b, "stamp.number")]
    return sorted([*days, *numbers], key=lambda token: token.start)


def _paired(tokens: Iterable[Found[dt.date] | Found[str]]) -> Iterator[Found[Registration]]:
    day: Found[dt.date] | None = None
    number: Found[str] | None = None
    for token in tokens:
        if isinstance(token.value, str):
            if number is not None:
                yield _registration(day, number)
                day = None
            number = token  # type: ignore[assignment]
        else:
            if day is not None:
                yield _registration(day, number)
                number = None
            day = token  # type: ignore[assignment]
        if day and number:
            yield _registration(day, number)
            day = number = None
    if number:
        yield _registration(day, number)


def _registration(day: Found[dt.date] | None, number: Found[str] | None) -> Found[Registration]:
    parts = [*(number.under("/number") if number else ()), *(day.under("/date") if day else ())]
    value = Registration(number=number.value if number else None, date=day.value if day else None)
    return found(value, min(p.start for p in parts), max(p.end for p in parts), "stamp", parts=parts)


# --- pieces ------------------------------------------------------------------------------------------------------
def _spans(letter: Letter, roles: tuple[Role, ...]) -> Iterator[tuple[int, int]]:
    """Sections of these roles, without the line of the reply."""
    for section in letter.of(*roles):
        reply = _REPLY.search(letter.text, section.start, section.end)
        if reply is None:
            yield section.start, section.end
        else:
            yield section.start, reply.start()
            yield reply.end(), section.end


def _has_day_in_head(letter: Letter) -> bool:
    return any(find_dates(letter.text, a, b) for a, b in _spans(letter, ("registration",)))


def _number(text: str, start: int, end: int, rule: str) -> Found[str] | None:
    """A number behind its sign, or behind a day where the sign is missing; blanks give none."""
    for match in _NUMBER.finditer(text, start, end):
        value = re.split(r"\s*от(?=\s|\d|$)", match["value"])[0]
        hit = _clean(text, match.start("value"), match.start("value") + len(value), rule)
        if hit:
            return hit
    if rule == "number.head":
        for line in re.finditer(r"[^\n]+", text[start:end]):
            at = _WITHOUT_SIGN.search(close_up(line[0]))
            if at and find_dates(line[0]):
                return _clean(
                    text,
                    start + line.start() + at.start("value"),
                    start + line.start() + at.end("value"),
                    "number.unsigned",
                )
    return None


def _clean(text: str, start: int, end: int, rule: str) -> Found[str] | None:
    start, end = trim(text, start, end, "_.,;«»")
    value = re.sub(r"\s+", "", text[start:end])
    return found(value, start, end, rule) if any(c.isdigit() for c in value) else None
