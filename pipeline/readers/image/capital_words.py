"""Initials and abbreviations in capitals as recognised."""

import re

from pipeline.readers.characters import dictionary

_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXY03", "АВСЕНКМОРТХУОЗ")
_INITIALS = re.compile(r"([ABCEHKMOPTXYА-ЯЁ])\.([ABCEHKMOPTXYА-ЯЁ])(\.?)\.?([,;:)]*\.?)")
_AS_DIGITS = re.compile(r"(?=.*[А-ЯЁ])[А-ЯЁ03]\.[А-ЯЁ03]\.[,;:)]*")
_GLUED = re.compile(r"([(«]*[А-ЯЁ])([А-ЯЁ])(\.[,;:)]*)")


_TWO_STROKES = re.compile(r"([(«]*[А-ЯЁ])\.[ЛИ][ТГ]\.([,;:)]*)")


def initials(before: str, text: str, after: str = "") -> str:
    """Initials are Russian; between them stands a dot.

    >>> initials("Мирошниченко", "C.B.,"), initials("Мирошниченко", "СВ."), initials("Правительства", "РФ.")
    ('С.В.,', 'С.В.', 'РФ.')
    >>> initials("Устьянцевой", "3.И."), initials("(Бразинскас", "М.А..)."), initials("(Седых", "ИЛ.)")
    ('З.И.', 'М.А.).', 'И.Л.)')
    >>> initials("", "Н.Н", "Мальцев"), initials("Цой", "С.П,"), initials("пункт", "А.1"), initials("", "С.П")
    ('Н.Н.', 'С.П.,', 'А.1', 'С.П')
    >>> initials("", "ПП.", "Останин"), initials("подготовки", "(С.ЛТ.", "Седых)"), initials("", "РФ.", "Закон")
    ('П.П.', '(С.П.', 'РФ.')
    """
    if _TWO_STROKES.fullmatch(text) and (_is_surname(before) or _is_surname(after)):
        return _TWO_STROKES.sub(r"\1.П.\2", text)  # «П» has two strokes, and is read as «ЛТ»
    match = _INITIALS.fullmatch(text)
    if match:
        last = match[3] or ("." if _is_surname(before) or _is_surname(after) else "")
        return f"{match[1]}.{match[2]}{last}{match[4]}".translate(_TO_CYRILLIC)
    if _AS_DIGITS.fullmatch(text) and before.lstrip("(«")[:1].isupper():
        return text.translate(_TO_CYRILLIC)
    glued = _GLUED.fullmatch(text)
    return f"{glued[1]}.{glued[2]}{glued[3]}" if glued and (_is_surname(before) or _is_surname(after)) else text


def _is_surname(text: str) -> bool:
    name = text.strip("(«»),.;:")
    told = name.endswith(("ых", "их")) or any("Surn" in parse.tag for parse in dictionary().parse(name))
    return name[:1].isupper() and len(name) > 2 and told


def town(text: str, after: str) -> str:
    """«Г.» before the name of a town that is nobody's is «г.».

    >>> town("Г.", "Кемерово"), town("Г.", "Пушкин"), town("Г.", "Иванов")
    ('г.', 'Г.', 'Г.')
    """
    tags = [parse.tag for parse in dictionary().parse(after.strip(".,;:"))] if text == "Г." and after else []
    is_town = any("Geox" in tag for tag in tags) and not any("Surn" in tag for tag in tags)
    return "г." if is_town else text


_SCHOOLS = re.compile(r"([(«]*)[0OoОо]{2}([.,;:)»]*)")
_COUNTED = re.compile(r"\d|коп|час|мин|руб|сек")


def organisations(before: str, text: str, after: str) -> str:
    """«00» that counts nothing is «ОО» (образовательные организации).

    >>> organisations("руководители", "00", ""), organisations("10", "00", "часов")
    ('ОО', '00')
    """
    match = _SCHOOLS.fullmatch(text)
    if not match or _COUNTED.search(before[-1:]) or _COUNTED.match(after):
        return text
    return f"{match[1]}ОО{match[2]}"


_MONTHS = re.compile(r"янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|час|мин")


def cornered(before: str, text: str, after: str) -> str:
    """A title may stand between corners of thin lines, the first of which is read as «Г»: «ГО стоимости».

    >>> cornered("Москва", "ГО", "стоимости"), cornered("", "ГОб", "утверждении"), cornered("глава", "ГО", "вправе")
    ('О', 'Об', 'ГО')
    >>> cornered("", "ГО", "город")
    'ГО'
    """
    begins = text in ("ГО", "ГОб") and not before.islower() and after[:1].islower()
    return text[1:] if begins and "loct" in _cases(after) else text


def about(text: str, after: str) -> str:
    """«06» before a small letter that names no month is «об», «O6» is «Об»; «0» before what somebody speaks of is «о».

    >>> about("06", "отдельных"), about("06", "марта"), about("O6", "утверждении")
    ('об', '06', 'Об')
    >>> about("0", "наличии"), about("0", "баллов"), about("ОО", "подготовке"), about("ОО", "города")
    ('о', '0', 'О', 'ОО')
    """
    if not after[:1].islower() or _MONTHS.match(after):
        return text
    return _OF.get(text, text) if _is_spoken_of(after) else _ABOUT.get(text, text)


_ABOUT = {"06": "об", "O6": "Об", "О6": "Об"}
_OF = _ABOUT | {"0": "о", "ОО": "О"}


def _is_spoken_of(text: str) -> bool:
    """Whether a word stands in the prepositional case, and in no case that is counted."""
    cases = _cases(text)
    return "loct" in cases and not cases & {"nomn", "gent"}


def _cases(text: str) -> set[str | None]:
    return {parse.tag.case for parse in dictionary().parse(text.rstrip(".,;:"))}


_PERIOD = re.compile(r"квартал|полугоди")
_ROMAN = {
    "Т": "I",
    "Г": "I",
    "|": "I",
    "l": "I",
    "П": "II",
    "Ш": "III",
    "ТУ": "IV",
    "ГУ": "IV",
    "1У": "IV",
    "IУ": "IV",
    "ТV": "IV",
}


def period(text: str, after: str) -> str:
    """The number of a quarter or a half-year is Roman: «Во П квартале» is «Во II квартале».

    >>> period("П", "квартале"), period("П", "отдел")
    ('II', 'П')
    """
    return _ROMAN.get(text, text) if _PERIOD.match(after) else text


_PAIRS = re.compile("LI|JI|JL")
_LETTERS = {"LI": "Ц", "JI": "Л", "JL": "Л"}
_CAPITALS = re.compile(r"[А-ЯЁ]+[.,;:)»]*")
_COUNT = re.compile(r"\d{1,3}")


def two_strokes(before: str, text: str) -> str:
    """Letters of two strokes read as two: «MOLI» is «МОЦ», «на 3 JI.» is «на 3 л.».

    >>> two_strokes("для", "MOLI,"), two_strokes("3", "JI."), two_strokes("для", "SMS"), two_strokes("", "COLI")
    ('МОЦ,', 'л.', 'SMS', 'СОШ')
    """
    russian = _PAIRS.sub(lambda pair: _LETTERS[pair[0]], text).translate(_TO_CYRILLIC)
    if not _PAIRS.search(text) or not _CAPITALS.fullmatch(russian):
        return text
    return russian.lower() if _COUNT.fullmatch(before) else russian.replace("СОЦ", "СОШ")  # a school: «Ш» has three
