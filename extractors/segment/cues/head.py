"""Cues of the requisites above the text: registration 10 to 12, kind 09, place 13, approval 16, title 17."""

import re

from extractors.lines import in_capitals
from extractors.segment.cues.pieces import BLANK, DAY, FEDERAL_CITY, NUMBER_SIGN, TOWN
from extractors.segment.cues.signature import starts_post
from extractors.vocabulary import any_of

# --- registration ------------------------------------------------------------------------------------------------
_ANNOUNCED = r"(?:от\s+|дата\s*:?\s*|рег\.?\s*|исх\.?\s*|регистрационный\s+номер\s*:?\s*)*"  # «от …», «Исх. № …»
_YEAR_MARK = r"(?:\s*(?:20(?:\d\d|_+)\s?)?(?:г\.?|года|й\.|йыл|ел))?"  # also «от ______ 2018 г.», «2023 й.» in Bashkir
_NUMBER_OR_BLANK = rf"{NUMBER_SIGN}\s*:?\s*[\w«»()/.\-–—_ ]{{0,40}}"
_REGISTRATION = re.compile(
    rf"^{_ANNOUNCED}(?:{DAY}{_YEAR_MARK})?[\s,_]*(?:(?<=_ )20\d\d\s?г\.?\s*)?"  # «от 17.02.2023 г.», «_____ 2024 г.»
    rf"(?:(?:исх|рег)?\.?\s*{_NUMBER_OR_BLANK}\s*)?"  # «№ 116-п», «№ ____», «Исх. № 412»
    rf"(?:(?:от\s*)?(?:{DAY}|{BLANK}){_YEAR_MARK})?$",  # the day behind the number
    re.IGNORECASE,
)
_SENT = re.compile(rf"^исх\.?\s*[\w/.\-–]{{1,20}}\s+от\s+{DAY}{_YEAR_MARK}$", re.IGNORECASE)
"""«исх. 204 от 11.03.2024»"""
_UNSIGNED = re.compile(rf"^{DAY}{_YEAR_MARK}\s*\t\s*\d{{1,5}}(?: ?-?[а-яё]{{1,4}})?$", re.IGNORECASE)
"""«03.03.2026    171 пр»: the number stands at the other edge without its sign."""
_HAS_NUMBER_OR_DAY = re.compile(rf"{NUMBER_SIGN}\s*[\w_]|{DAY}|_{{3,}}", re.IGNORECASE)
_HAS_DAY = re.compile(DAY, re.IGNORECASE)
_DAY_ALONE = re.compile(rf"^(?:от\s+)?{DAY}{_YEAR_MARK}$", re.IGNORECASE)
_COMPOUND_NUMBER = re.compile(r"\d{1,3}(?:[-/.]\w{1,6})*[-/](?=\w*\d)\w{1,6}")
_SETTLEMENT = rf"(?:{TOWN}[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁ]?[а-яё]+)*|{FEDERAL_CITY})"
_PLACE_BESIDE = re.compile(rf"(?:^|(?<=\s)){_SETTLEMENT},?(?=\s*$|\s+№|\s+[«\d]|\s+от\s)")
_BESIDE = re.compile(rf"\t|\s(?=на\s+{NUMBER_SIGN})", re.IGNORECASE)
"""Between two registrations in one line: a wide gap, or the reply line behind the number."""
_REPLY = re.compile(rf"^на\s*(?:ваш\w*\s+|(?:исх|вх)\.?\s*)*{NUMBER_SIGN}", re.IGNORECASE)
_LONGEST_REPLY = 90
_SECTION_SIGN = re.compile(r"^[§&]\s?\d{1,2}\.?$")
_SENDING = re.compile(
    r"^(?:переда[лн]\w*|приня[лт]\w*|передача|при[её]м(?!н)\w*|(?:дата\s+и\s+)?время(?:\s+(?:передачи|при[её]ма))?)\s*:",
    re.IGNORECASE,
)


def is_registration(text: str) -> bool:
    """«22.01.2024 № 10-32/419», «от 17.02.2023», «на № ____ от ____»; a place or another may stand beside."""
    if not _HAS_NUMBER_OR_DAY.search(text):
        return False
    parts = _BESIDE.split(text)
    own = [part.strip() for part in parts if part.strip() and not may_be_city(part.strip())]
    if len(parts) > 1 and own and all(is_registration(part) for part in own):
        return True
    without_place = _PLACE_BESIDE.sub("", text).strip(" \t,")
    registered = (
        _REGISTRATION.match(text)
        or _REGISTRATION.match(without_place)
        or _UNSIGNED.match(without_place)
        or _SENT.match(text)
    )
    return bool(registered) or is_reply(text)


def has_place(text: str) -> bool:
    """«от 14 марта 2023 года    г. Иваново»: a place stands beside."""
    return bool(_PLACE_BESIDE.search(text))


def has_day(text: str) -> bool:
    """A day anywhere in the line, in figures or with the name of its month."""
    return bool(_HAS_DAY.search(text))


def is_day(text: str) -> bool:
    """«от 08.05.2018», «22 января 2024 года»: a day and nothing else."""
    return bool(_DAY_ALONE.match(text))


def is_compound_number(text: str) -> bool:
    """«15-Исх-7142», «01-24/118»: a number without its sign, made of several parts."""
    return bool(_COMPOUND_NUMBER.fullmatch(text))


def is_reply(text: str) -> bool:
    """«на № 12/3 от 01.02.2024», «На Ваш № …»."""
    return bool(_REPLY.match(text)) and len(text) < _LONGEST_REPLY


def is_section_sign(text: str) -> bool:
    """«§ 1» above the title of an order on personnel; recognition and typists make «& 1» of it."""
    return bool(_SECTION_SIGN.match(text))


def is_labelled(text: str) -> bool:
    """«Передана: 12.03.2024», «Время: 10:15»: a line of the form of a telephone message, which is no addressee."""
    return bool(_SENDING.match(text))


# --- kind --------------------------------------------------------------------------------------------------------
_OTHER_LANGUAGES = "ӘІҢҒҮҰҚӨҺҖӐӖӲЎЏЉЊЋҪҠҘҜÖҔҤӢӮ"
"""Capital letters that the languages of the republics have besides the Russian ones: «БОЕРЫК ПРИКАЗ»."""
_KIND = re.compile(rf"^(?:[А-ЯЁ{_OTHER_LANGUAGES}«»\-\s]*\s)?{any_of('kinds')}(?![а-яё])", re.IGNORECASE)
_KIND_ALONE = re.compile(
    rf"^{any_of('kinds')}\s*(?:\([^()]*\))?\s*(?:{NUMBER_SIGN}.*|от\s+{DAY}.*|\.)?$", re.IGNORECASE
)
_VALUE = (
    r"[\w«»/.\-–—_()]{1,30}(?: ?[-–—/] ?[\w()]{1,10}| [а-я]{1,3}\b| \d[\w/\-]{0,15}){0,2}"  # 742 - п, 14 пр, НР 15-2
    rf"(?:\s+{_SETTLEMENT})?"  # 87 г. Москва
)
_DATED = rf"от\s+{DAY}{_YEAR_MARK}"
_KIND_IN_A_LINE = re.compile(
    rf"^(?:[А-ЯЁ][а-яё]+\s+)?{any_of('kinds')}\s[^\n]{{0,160}}?(?:{_DATED}[\s,]*{NUMBER_SIGN}\s*{_VALUE}"
    rf"|{NUMBER_SIGN}\s*{_VALUE}\s+{_DATED})(?:\.?\s*(?<!\w)[«\"]?Об?о?\s.*)?$",
    re.IGNORECASE,
)
_REGULATION = re.compile(
    r"^(?:Положение\s+об?|(?:Должностная\s+)?[Ии]нструкция\s+[а-я]|(?:Порядок|Регламент|Правила|Алгоритм|Обязанности)\s+[а-я])(?!.*[.;,]$)"
)
_MEETING = re.compile(r"(?:заседани|совещани|собрани)я\b", re.IGNORECASE)
_KIND_OF_REPUBLIC = re.compile(any_of("kinds_of_republics"), re.IGNORECASE)


def is_kind(text: str) -> bool:
    """«ПРИКАЗ», «ПРОТОКОЛ № 3», «ПОСТАНОВЛЕНИЕ администрации города», «БОЕРЫК ПРИКАЗ», «Приказ» or «КАРАР» alone.

    Also «Письмо Минсельхоза РФ от 05.11.2014 № 21-07/3350 «О сведениях»», as published texts are headed.
    """
    if _KIND_OF_REPUBLIC.fullmatch(text) or (text[:1].isupper() and _KIND_IN_A_LINE.match(text)):
        return True
    match = _KIND.match(text)
    return match is not None and (bool(_KIND_ALONE.match(text)) or in_capitals(match[0]))


def names_regulation(text: str) -> bool:
    """«Положение о наставничестве», «Порядок приёма документов»: the heading of a regulation in ordinary case."""
    return bool(_REGULATION.match(text))


def is_kind_of_republic(text: str) -> bool:
    """«ХУШУ», «БИРИКЭЭС» alone: the Russian heading is still to come."""
    return bool(_KIND_OF_REPUBLIC.fullmatch(text))


def is_minutes(text: str) -> bool:
    """The heading of minutes: «ПРОТОКОЛ № 3»."""
    return "протокол" in text.lower()


def names_meeting(text: str) -> bool:
    """«Заседания комиссии …», «Совещания …»: what minutes are of."""
    return bool(_MEETING.match(text))


# --- place -------------------------------------------------------------------------------------------------------
_OTHER_NAME = r"[А-ЯЁ][^\W\d_]+(?: [^\W\d_]+)?\s*/\s*"  # «Шупашкар хули / г. Чебоксары»
_MARKED = r"\t\s*(?:проект|для служебного пользования|дсп|экз\.?.*)"
_PLACE = re.compile(rf"^(?:{_OTHER_NAME})?{TOWN} ?[А-ЯЁ][\w-]+(?:[ -][\w-]+){{0,3}}\.?(?i:{_MARKED})?$")
_TOWN_SHORT = re.compile(r"[гГспа]\.|(?:пгт|пос|рп)\b")
_STREET = re.compile(r"(?:ул|пр|просп|пер|пл|наб|б-р|мкр|улица|проспект)\b", re.IGNORECASE)
_FEDERAL_CITY = re.compile(rf"^{FEDERAL_CITY}$", re.IGNORECASE)
_BARE_CITY = re.compile(r"^[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*(?: [А-ЯЁ][а-яё]+){0,2}$")


def is_place(text: str) -> bool:
    """«г. Свободный», «с. Усть-Цильма», «Москва»."""
    return bool(_PLACE.match(text) or _FEDERAL_CITY.match(text))


def is_town(text: str) -> bool:
    """«г. Воронеж»: with the short word for a town or a village."""
    return bool(_TOWN_SHORT.match(text)) and is_place(text)


def is_street(text: str) -> bool:
    """«ул. Мира, 5»: an address goes on."""
    return bool(_STREET.match(text))


def may_be_city(text: str) -> bool:
    """One to three words with capitals and nothing else: «Великий Новгород» where a place is expected."""
    return bool(_BARE_CITY.match(text)) and not starts_post(text)


# --- approval and title ------------------------------------------------------------------------------------------
_APPROVED = r"УТВЕРЖДАЮ|УТВЕРЖД[ЕЁ]Н[ОАЫ]?|Утверждаю|Утвержд[её]н[оаы]?"
_AGREED = r"СОГЛАСОВАНО|Согласовано|СОГЛАСОВАН[АЫ]?|ПРИНЯТ[ОАЫ]?|РАССМОТРЕНО"
_APPROVAL = re.compile(rf"^«?(?:{_APPROVED}|{_AGREED})\b")
_TITLE = re.compile(r"^(?:[Г┌⌐\[|]\s+)?[«\"]{0,2}\s*(?:О|Об|ОБ|Обо|ОБО|По\s+вопрос(?:у|ам))\s+[«\"]?[А-ЯЁа-яёA-Z]")


def starts_approval(text: str) -> bool:
    """«УТВЕРЖДАЮ», «УТВЕРЖДЕНО приказом…», «СОГЛАСОВАНО»: requisites 16 and 20."""
    return bool(_APPROVAL.match(text))


def starts_title(text: str) -> bool:
    """«О реализации…», «ОБ УТВЕРЖДЕНИИ…», «По вопросу…», also behind the corner of its place; no «О.В. Ким»."""
    return bool(_TITLE.match(text))
