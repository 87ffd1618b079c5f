"""Dates, numbers and codes as recognised: the calendar and the check digit decide."""

import datetime as dt
import re

from pipeline.readers.image.similar import one_changed

_CONFUSED = "ОоOoDЗзIl|бВB"
_DIGITS = "0000033111688"
_TO_DIGITS = str.maketrans(_CONFUSED, _DIGITS)
_D = rf"[\d{re.escape(_CONFUSED)}]"
_DATE = re.compile(rf"([(«]?)({_D}{{2}})[.,]({_D}{{2}})[.,]({_D}{{4}}|{_D}{{2}})(г?\.?[)»,;:]*)")


def dated(text: str) -> str:
    """A day with letters read for digits or a comma for a dot, if the calendar has it.

    >>> dated("22.01.2O24"), dated("З1,О1.2023г."), dated("32.01.2024"), dated("O1.О2.ОЗ")
    ('22.01.2024', '31.01.2023г.', '32.01.2024', 'O1.О2.ОЗ')
    """
    match = _DATE.fullmatch(text)
    if not match or sum(character.isdigit() for character in text) < 4:
        return text
    day, month, year = (match[group].translate(_TO_DIGITS) for group in (2, 3, 4))
    return f"{match[1]}{day}.{month}.{year}{match[5]}" if _is_day(day, month, year) else text


def _is_day(day: str, month: str, year: str) -> bool:
    try:
        dt.date(int(year if len(year) == 4 else f"20{year}"), int(month), int(day))
    except ValueError:
        return False
    return True


_BETWEEN = (
    (re.compile(r"(?<=\d)[ОоOo](?=[\d/.-]*\d)"), "0"),
    (re.compile(r"(?<=\d)[Зз](?=\d)"), "3"),
    (re.compile(r"(?<=\d)[Il|](?=\d)"), "1"),
    (re.compile(r"(?<=\d)б(?=\d)"), "6"),
)


def digits_between(text: str) -> str:
    """A letter that stands for a digit between digits: «2О24», «10-З2/419» stays, its «З» may be a letter.

    >>> digits_between("2О24"), digits_between("4З-07"), digits_between("1l6"), digits_between("30-ОД")
    ('2024', '4З-07', '116', '30-ОД')
    """
    for pattern, digit in _BETWEEN:
        text = pattern.sub(digit, text)
    return text


_STROKES = re.compile(r"(?=.*[|lI!\[\]])[\d|lI!\[\]]{1,2}")
_UNITS = re.compile(
    r"(?:янва|февра|апре|ию[нл]|сентя|октя|ноя|дека)\w*[ья]\b|мая\b|(?:марта|августа)\b"  # «с | сентября»
    r"|год|раз\b|час|экз|рабоч|календарн"
)
_COUNTED = re.compile(r"(?:част|(?:под)?пункт|стать|абзац|приложени)[а-я]*", re.IGNORECASE)


def strokes(before: str, text: str, after: str) -> str:
    """Upright strokes where only a number can stand are ones; a part of a law may have a Roman number.

    >>> strokes("от", "|", "июля"), strokes("частью", "1]", "статьи"), strokes("части", "I", "статьи")
    ('1', '11', 'I')
    >>> strokes("", "|", "Утвердить"), strokes("с", "I", "сентября")
    ('|', '1')
    """
    told = _UNITS.match(after) or ("I" not in text and _COUNTED.fullmatch(before))
    return re.sub(r"\D", "1", text) if told and _STROKES.fullmatch(text) else text


_YEAR_GLUED = re.compile(r"(\d{4})(r{1,2})(\.?[,;:)]*)")
_YEAR_ALONE = re.compile(r"(r{1,2}|Г)(\.[,;:)]*)")
_ENDS_IN_YEAR = re.compile(r".*\d{4}$")


def year_mark(before: str, text: str) -> str:
    """«2022-2023rr.» is «2022-2023гг.».

    >>> year_mark("", "2022-2023rr."), year_mark("2024", "r."), year_mark("том", "r."), year_mark("2012", "Г.")
    ('2022-2023гг.', 'г.', 'r.', 'г.')
    """
    glued = _YEAR_GLUED.search(text)
    if glued:
        return text[: glued.start(2)] + "г" * len(glued[2]) + text[glued.end(2) :]
    alone = _YEAR_ALONE.fullmatch(text)
    return "г" * len(alone[1]) + alone[2] if alone and _ENDS_IN_YEAR.match(before) else text


_CODE = re.compile(rf"({_D}{{10,15}})([.,;)/]?.*)")
_LABEL = re.compile(r"ИНН|ОГРН|ОГРНИП", re.IGNORECASE)
_PAIRS = ("38", "17", "56", "68", "08", "06", "69", "09", "14", "27", "35")
SURE = 0.9


def checked_code(before: str, text: str, confidence: float) -> str:
    """INN or OGRN whose check digit fails, after its label: letters made digits, and, in a word that recognition was
    not sure of,
    the one change of a digit into a similar one after which the check digit holds."""
    match = _CODE.fullmatch(text)
    if not match or not _LABEL.search(before):
        return text
    digits = match[1].translate(_TO_DIGITS)
    if is_code(digits) or confidence >= SURE:
        return digits + match[2] if is_code(digits) else text
    fixed = {one for one in one_changed(digits, _PAIRS) if is_code(one)}
    return fixed.pop() + match[2] if len(fixed) == 1 else text


def is_code(digits: str) -> bool:
    """Whether it is an INN (10, 12 digits) or OGRN (13, 15) by its check digit."""
    from stdnum.ru import inn, ogrn

    return bool(inn.is_valid(digits) if len(digits) in (10, 12) else ogrn.is_valid(digits))
