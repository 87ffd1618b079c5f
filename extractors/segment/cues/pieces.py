"""Pieces of which the patterns of lines are composed."""

NUMBER_SIGN = r"(?:№|N[oо]?(?:\b\.?|(?=\d))|Nº)"

_DAY_OF_MONTH = r"«?[\s_]*\d{1,2}[\s_]*»?[\s_]*"  # 22, «23», « 4 »
_IN_DIGITS = r"[./]\s*\d{1,2}\s*[./]\s*\d{2,4}"  # .01.2024, /01/24
_IN_WORDS = r"[а-яё]{3,8}[\s_]+\d{4}"  # января 2024
_BY_HAND = r"\d{2}[\s_]+\d{4}"  # 01 _____ 2019
DAY = rf"(?:{_DAY_OF_MONTH}(?:{_IN_DIGITS}|{_IN_WORDS}|{_BY_HAND})|\d{{4}}-\d{{2}}-\d{{2}})"
BLANK = r"[_\s]{3,}"

FEDERAL_CITY = r"(?:Москва|МОСКВА|Санкт-Петербург|САНКТ-ПЕТЕРБУРГ|Севастополь|СЕВАСТОПОЛЬ)"
REGARDS = r"с\s+(?:\w+\s+)?уважением,?\s*"  # «С уважением, генеральный директор»

INITIALS = r"(?<![А-ЯЁа-яё])(?:[А-ЯЁ]\s?\.\s?(?:[А-ЯЁ]\s?[.,])?|[А-ЯЁ]\s?,\s?[А-ЯЁ]\s?\.)"
SURNAME = r"[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+)(?:-[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+))?"
_GIVEN = r"[А-ЯЁ][а-яё]+"
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:ич|(?:[оеё]в|ич|иш)на|[ -]?(?:оглы|кызы|уулу))"
NAME = (
    rf"(?:{INITIALS}\s?{SURNAME}|{SURNAME}\s{INITIALS}"  # И.И. Зорин, Зорин И.И.
    rf"|{SURNAME}\s{_GIVEN}\s{_PATRONYMIC}|{_GIVEN}\s{_PATRONYMIC}\s{SURNAME})"  # Зорин Иван Ильич, Иван Ильич Зорин
)
