"""Cues of what stands below the text: enclosures 19, visas 21, distribution, annexes, stamps 27."""

import re

from extractors.lines import fold
from extractors.segment.cues.head import is_registration
from extractors.segment.cues.pieces import NUMBER_SIGN
from extractors.vocabulary import any_of

_ENCLOSURE = re.compile(r"^приложени[ея]\s*(?:на\s+\d|\d+\s*:|(?:к письму\s*)?:|[-–—]\s)", re.IGNORECASE)
_ANNEX_WORD = rf"прил(?:ожени[ея]|\.)\s*(?:{NUMBER_SIGN}\s*)?"
_ANNEX_NUMBER = r"\d+(?:\.\d+)*"
_ANNEX = re.compile(
    rf"^{_ANNEX_WORD}(?:(?:{_ANNEX_NUMBER}|[IVX]+|[А-Я])?\.?\s*$"  # Приложение, Приложение № 2, Прил. А
    rf"|(?:{_ANNEX_NUMBER})?[\s,]*(?:к|утвержд))",  # Приложение 1 к приказу, Приложение, утверждённое …
    re.IGNORECASE,
)
_APPROVED = re.compile(r"^УТВЕРЖД[ЕЁ]Н[ОАЫ]?\b", re.IGNORECASE)
_COPY = re.compile(r"^копи[яи]\s*[:–—-]", re.IGNORECASE)
_DISTRIBUTION = re.compile(
    r"^(?:(?:разослать|рассылка|разослано|(?:список|реестр|лист|указатель|расч[её]т)\s+рассылки)\b|копи[яи]\s*:)",
    re.IGNORECASE,
)
_VISA = re.compile(rf"^{any_of('visas')}", re.IGNORECASE)

_BY_NUMBER = r"регистрационный\s+(?:№|N|номер)|вх(?:од)?\.?\s*(?:№|N|-|\d{1,2}\.\d\d\.)"
_INCOMING = rf"{_BY_NUMBER}|входящий|поступил[оа]?\s+\d|получено\s+\d"
_REGISTERED = re.compile(rf"^(?:{_INCOMING}|зарегистрирован[оа]?(?:\s+(?:в\s+)?[А-ЯЁ\d]|$))", re.IGNORECASE)
_ENCLOSURE_LINE = re.compile(r"^приложени[ея]\s*:\s*(?:(?:на\s+)?\d+\s*л\b.*)?$", re.IGNORECASE)
_BY_STATE = re.compile(r"^ЗАРЕГИСТРИРОВАН[ОА]?(?:\s+В\s+РЕЕСТРЕ)?$")
_BLANK_DAY = re.compile(r"^[«“]?[_\s]{2,}[»”]?[_\s]*(?:20_*\d*)?\s*(?:г\.?|года)?$")
_BARE_NUMBER = re.compile(r"^(?!\d{1,2}$)(?:№\s*)?[\w.\-–]{1,12}(?:[-/.–][\w.\-–]+)*$")


def starts_enclosure(text: str) -> bool:
    """«Приложение: на 3 л. в 1 экз.», «Приложения: 1. …»."""
    return bool(_ENCLOSURE.match(text))


def announces_enclosure(text: str) -> bool:
    """«Приложения:», «Приложение: 3 л. в 1 экз.»: a line that says nothing else, and goes on with no sentence."""
    return bool(_ENCLOSURE_LINE.match(text))


def starts_annex(text: str) -> bool:
    """«Приложение № 1», «Приложение к приказу …»: the stamp above an annex."""
    return bool(_ANNEX.match(text)) and not starts_enclosure(text)


def starts_approved(text: str) -> bool:
    """«УТВЕРЖДЕНО приказом …» above an annex."""
    return bool(_APPROVED.match(text))


def starts_distribution(text: str) -> bool:
    """«Разослать: …», «Список рассылки», «Копия: …»."""
    return bool(_DISTRIBUTION.match(text))


def is_copy(text: str) -> bool:
    """«Копия: …» below the addressee: whom the letter is sent to for knowledge only."""
    return bool(_COPY.match(text))


def starts_visa(text: str) -> bool:
    """«Визы:», «Согласовано:», «С приказом ознакомлены:», «Разработчик:», «Копия верна»."""
    return bool(_VISA.match(text))


def is_registered(text: str) -> bool:
    """«Зарегистрировано в Минюсте России …», «Вх. № …»: a registration by another body."""
    return bool(_REGISTERED.match(text))


def is_registered_by_state(text: str) -> bool:
    """«ЗАРЕГИСТРИРОВАНО», «ЗАРЕГИСТРИРОВАНО В РЕЕСТРЕ»: the word of a stamp in its own line."""
    return bool(_BY_STATE.match(text))


def is_bare_number(text: str) -> bool:
    """«02-02-01-01-6312/2023», «5409»: the number of a stamp without its sign."""
    return bool(_BARE_NUMBER.match(fold(text))) and any(c.isdigit() for c in text) and "__" not in text


def is_stamp(text: str) -> bool:
    """A line of a registration stamp: a bare day, a bare number with digits, «Вх. № …», «__» _____ 2019»."""
    return is_registered(text) or is_registration(text) or bool(_BLANK_DAY.match(text)) or is_bare_number(text)
