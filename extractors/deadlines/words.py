"""The words terms are made of. Every pattern reads folded text: lower case, «е» for «ё», one dash, plain spaces."""

import re

DASHES = "‐‑‒–—−"
SPACES = "\u00a0\u2007\u202f"
FOLDS = str.maketrans(DASHES + SPACES + "ёЁіІ", "-" * len(DASHES) + " " * len(SPACES) + "ееii")


def fold(text: str) -> str:
    """The text as the patterns read it; offsets stay the same.

    >>> fold("В течение Отчётного – I квартала")
    'в течение отчетного - i квартала'
    """
    folded = text.translate(FOLDS)
    lower = folded.lower()
    if len(lower) == len(folded):
        return lower
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in folded)


# a space of a pattern: a term may go over one line end, never over an empty line or a table cell
SPACE = r"(?: +(?:\n *)?|\n *)"
END = r"(?![^\W_])"


def rule(pattern: str) -> re.Pattern[str]:
    """A compiled pattern of folded text, in which a space is any gap inside a paragraph (so " ?" may be none)."""
    return re.compile(pattern.replace(" ", SPACE))


# numerals, one number a line: the forms that stand before «дней», «недель», «раз», the stem of «…дневный» last
NUMERALS = """\
1 один одного одной одну одно
2 два две двух
3 три трех
4 четыре четырех
5 пять пяти
6 шесть шести
7 семь семи
8 восемь восьми
9 девять девяти
10 десять десяти
12 двенадцать двенадцати
14 четырнадцать четырнадцати
15 пятнадцать пятнадцати
20 двадцать двадцати
30 тридцать тридцати
40 сорок сорока
60 шестьдесят шестидесяти
90 девяноста девяносто
"""
NUMBERS = {form: int(line.split()[0]) for line in NUMERALS.splitlines() for form in line.split()[1:]}
NUMERAL_STEMS = [line.split()[-1] for line in NUMERALS.splitlines()]
"""«одно|дневный», «сорока|дневный»."""
NUMBER = rf"(?:\d{{1,3}}(?:-?(?:х|ти|и|ми|го|[уе]х))?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}){END}"
# «10 (десяти)», «3-х (трех)»
AMOUNT = rf"(?P<amount>{NUMBER})(?: ?\([а-я\s]+\))?"


def number_of(word: str) -> int:
    """The value of a cardinal in figures or in words.

    >>> number_of("3-х"), number_of("десяти")
    (3, 10)
    """
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else NUMBERS[word]


# a verb that orders; nouns in -ть and -ти («область», «печать», «деятельности») are none
INFINITIVE = (
    rf"(?!(?:печать|опять|девять|десять){END})(?:[а-я]{{2,}}(?:ать|ять|ить|еть|ыть|уть|оть)(?:ся)?|дать"
    rf"|[а-я]*(?:вести|нести|везти|брести|йти|идти|лечь|мочь|беречь)(?:сь)?|[а-я]+честь){END}"
)

# «в течение», misspelt or cut short
DURING = r"в теч(?:ени[еи]|\.)"

# ordinal days of a month in words: «до двадцать пятого декабря»
DAY_WORDS = [
    "первого",
    "второго",
    "третьего",
    "четвертого",
    "пятого",
    "шестого",
    "седьмого",
    "восьмого",
    "девятого",
    "десятого",
    "одиннадцатого",
    "двенадцатого",
    "тринадцатого",
    "четырнадцатого",
    "пятнадцатого",
    "шестнадцатого",
    "семнадцатого",
    "восемнадцатого",
    "девятнадцатого",
    "двадцатого",
]
DAY_NAMES = (
    {word: number for number, word in enumerate(DAY_WORDS, 1)}
    | {f"двадцать {word}": 20 + number for number, word in enumerate(DAY_WORDS[:9], 1)}
    | {"тридцатого": 30, "тридцать первого": 31}
)
DAY_NAME = "|".join(sorted(DAY_NAMES, key=len, reverse=True))

# ordinals of quarters, halves and decades; «П», «Ш» and «11» are what recognition makes of II and III
ORDINALS = {
    "i": 1, "1": 1, "перв": 1,
    "ii": 2, "2": 2, "11": 2, "п": 2, "втор": 2,
    "iii": 3, "3": 3, "111": 3, "ш": 3, "трет": 3,
    "iv": 4, "iу": 4, "4": 4, "четверт": 4,
}  # fmt: skip
ENDING = r"-?(?:о?го|[оыиау]?[йяюем])"  # «1-го», «2-й», «3-ая»
ORDINAL = r"(?:i{1,3}|i[vу]|п|ш|1{1,3}|[2-4]|(?:перв|втор|трет|четверт)[а-я]+)" + f"(?:{ENDING})?{END}"


def ordinal_of(word: str) -> int:
    """The value of an ordinal.

    >>> ordinal_of("iv"), ordinal_of("2-й"), ordinal_of("третья")
    (4, 2, 3)
    """
    match = re.match(r"i[vу]|i+|[пш](?![а-я])|1+|\d|перв|втор|трет|четверт", word)
    if match is None:
        raise ValueError(word)
    return ORDINALS[match[0]]


# weekdays: stems and their RRULE names
WEEKDAYS = {
    "понедельник": "MO",
    "вторник": "TU",
    "сред": "WE",
    "четверг": "TH",
    "пятниц": "FR",
    "суббот": "SA",
    "воскресень": "SU",
}
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})[а-я]{{0,3}}{END}"


def weekdays_of(words: str) -> tuple[str, ...]:
    """The RRULE names of the weekdays in a phrase, in its order.

    >>> weekdays_of("по понедельникам и четвергам")
    ('MO', 'TH')
    """
    return tuple(WEEKDAYS[stem] for stem in re.findall("|".join(WEEKDAYS), words))


# an hour: «18:00», «18.00 часов», «17 ч. 00 мин.», «10 часов»
HOURS = r"(?:час(?:ов|ам|а|у|\.)?|ч\.?)"
MINUTED = rf"(?:[01]?\d|2[0-4])[:.-][0-5]\d(?!\.?\d)(?: ?{HOURS})?"
ZONE = r"мск|по московскому времени|по местному времени|время московское|время местное"
CLOCK = (
    rf"(?:{MINUTED}|\d{{1,2}} ?{HOURS}(?: ?\d\d ?мин(?:ут|\.)?)?){END}"
    rf"(?: ?\(?(?:{ZONE}){END}\)?)?"
)
