"""The date and the number by which a document is cited: «от 31.01.2023 №80», «№ 12 от 1 марта 2024 г.», «273-ФЗ»."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.dates import find_dates
from schemas.facts import Found

# --- pieces of a number --------------------------------------------------------------------------------------------
_SIGN = r"(?:№\s?№?|N[oо]?\.?(?=[\s\d]))"
_CHUNK = r"[А-ЯЁа-яёA-Za-z0-9]+"
# «742 - п», «273 - ФЗ»: around a dash with spaces only letters that are no preposition go on
_LETTERS_AFTER = r"\s?[-–—]\s?(?!(?:о|об|в|во|на|и|с|по|за|к|для|от|не|а)\b)[А-ЯЁа-яё]{1,5}\b"
# «612 пр», «14 ОД»: letters of a register behind a space
_REGISTER = r"(?:(?<=\d)\s(?:пр|рп|пп|од|осн|орг|лс|ПР|РП|ПП|ОД)\b|(?<=[IVX])\s[А-ЯЁ]{2,3}\b)?"
_NUMBER = rf"{_CHUNK}(?:{_LETTERS_AFTER}|[-–/.]{_CHUNK}|\s?/\s?{_CHUNK}|[-–]\s?\d+\b)*{_REGISTER}"
_NUMBERED = re.compile(rf"{_SIGN}\s*(?P<number>{_NUMBER})(?:\s\((?:с|вх|исх)[^)]*\))?")
_AFTER_DATE = re.compile(rf"[\s,]*(?:за\s+|исх\.?\s*|вх\.?\s*)?{_SIGN}\s*(?P<number>{_NUMBER})")
_LAW_AFTER_DATE = re.compile(r"[\s,]*(?P<number>\d{1,4}\s?[-–]\s?(?:ФЗ|ФКЗ))\b")
_LAW = re.compile(r"(?<![\w-])(?P<number>\d{1,4}\s?[-–]\s?(?:ФЗ|ФКЗ))\b")
_FROM_BEFORE = re.compile(r"(?<!\w)(?:от|датирован\w+)\s*$", re.IGNORECASE)
_BRACKET_BEFORE = re.compile(r"\s*\(\s*(?:протокол|приказ|распоряжени|постановлени|решени)\w*\s*$", re.IGNORECASE)
_DATE_LENGTH = 40
_HELD_BEFORE = re.compile(
    r"(?<!\w)(?:состоявш|провед[её]нн|прошедш|принят|утвержд[её]нн|заседани|совещани|подписанн)\w*\s*(?:в\s+[^,.;]{3,30}\s)?$",
    re.IGNORECASE,
)
# what is numbered beside documents: «СОШ № 5», «приложение № 2»
_OTHER_NUMBERED = re.compile(
    r"(?:школ\w*|СОШ|ООШ|НОШ|гимнази\w*|лице\w*|сад\w*|приложени\w*|пункт\w*|форм\w*|таблиц\w*|разде\w*|участ\w*|"
    r"колледж\w*|училищ\w*|больниц\w*|поликлиник\w*|задач\w*|этап\w*|[А-Я]{1,3}ОУ|«[А-ЯЁ]{1,6}|вопрос\w*|район\w*|\bдом\w{0,3}|МКД\)?|интернат\w*|п/п)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date, a number or both; `start` includes «от» and «№». `held`: the date of a meeting («состоявшегося …»)."""

    start: int
    end: int
    date: dt.date | None = None
    number: str | None = None
    date_span: tuple[int, int] | None = None
    number_span: tuple[int, int] | None = None
    held: bool = False


def find_anchors(text: str, start: int, end: int) -> tuple[Anchor, ...]:
    """Every date after «от» (or beside a number) and every numbered thing in `text[start:end]`, in order."""
    anchors = list(_dated(text, start, end))
    for pattern in (_NUMBERED, _LAW):
        for match in pattern.finditer(text, start, end):
            free = all(match.end() <= a.start or match.start() >= a.end for a in anchors)
            if free and _is_document_number(text, match):
                anchors.append(_numbered(text, start, match))
    return tuple(sorted(anchors, key=lambda a: a.start))


def _dated(text: str, start: int, end: int) -> Iterator[Anchor]:
    for day in find_dates(text, start, end):
        from_word = _FROM_BEFORE.search(text, start, day.start)
        first = from_word.start() if from_word else day.start
        number = _number_after(text, day.end, end) or _number_before(text, start, first)
        if number:
            first, last = min(first, number.start()), max(day.end, number.end("number"))
            yield Anchor(first, last, day.value, _tidy(number["number"]), (day.start, day.end), number.span("number"))
        elif from_word or (held := _HELD_BEFORE.search(text, start, day.start)):
            yield Anchor(first, day.end, day.value, None, (day.start, day.end), None, not from_word and bool(held))


def _numbered(text: str, start: int, match: re.Match[str]) -> Anchor:
    day = _day_before_bracket(text, start, match.start())
    return Anchor(
        match.start(),
        match.end("number"),
        day.value if day else None,
        _tidy(match["number"]),
        (day.start, day.end) if day else None,
        match.span("number"),
    )


def _day_before_bracket(text: str, start: int, position: int) -> Found[dt.date] | None:
    """«на заседании комиссии 17 апреля 2025 г. (протокол № 2)»: the date right before the bracket."""
    bracket = _BRACKET_BEFORE.search(text, start, position)
    days = find_dates(text, max(start, bracket.start() - _DATE_LENGTH), bracket.start()) if bracket else ()
    return next((day for day in days if bracket and not text[day.end : bracket.start()].strip()), None)


def _number_after(text: str, position: int, end: int) -> re.Match[str] | None:
    return _AFTER_DATE.match(text, position, end) or _LAW_AFTER_DATE.match(text, position, end)


def _number_before(text: str, start: int, position: int) -> re.Match[str] | None:
    """«№ 12» right before «от …»."""
    for match in _NUMBERED.finditer(text, max(start, position - 60), position):
        if not text[match.end() : position].strip(" ,\n") and _is_document_number(text, match):
            return match
    return None


def _is_document_number(text: str, match: re.Match[str]) -> bool:
    return any(c.isdigit() for c in match["number"]) and not numbers_other(text, match.start())


def numbers_other(text: str, place: int) -> bool:
    """Whether the number at `place` is that of a school, an annex, an item: «СОШ № 5», «приложение № 2»."""
    return bool(_OTHER_NUMBERED.search(text[max(0, place - 30) : place]))


def _tidy(number: str) -> str:
    """Without inner spaces: «742 - п» is «742-п»."""
    return re.sub(r"\s+", "", number).rstrip(".-–/")
