"""Days as Russian documents print them: 22.01.2024, «23» января 2019 г., « 23 » 01 _____ 2019 г., 2024-01-22.

A pattern proposes, `datetime.date` decides (31.02 is no date), and what stands around it must not make it a part of a
number: `18.04-01-1937/2023`, `1.2.2024.5`, «специальность 09.02.07» are none. A span includes the «г.» or «года».
"""

import datetime as dt
import re
from collections.abc import Iterator

from schemas.facts import Found, found

# month words: the forms that a period takes, a date only the first two («22 январь 2024»); three letters tell the month
MONTH_FORMS = (
    "январь января январе январю",
    "февраль февраля феврале февралю",
    "март марта марте марту",
    "апрель апреля апреле апрелю",
    "май мая мае маю",
    "июнь июня июне июню",
    "июль июля июле июлю",
    "август августа августе августу",
    "сентябрь сентября сентябре сентябрю",
    "октябрь октября октябре октябрю",
    "ноябрь ноября ноябре ноябрю",
    "декабрь декабря декабре декабрю",
)
SHORT_MONTHS = r"(?:янв|февр?|мар|апр|июн|июл|авг|сент?|окт|нояб?|дек)\."
PREFIXES = {form[:3]: number for number, forms in enumerate(MONTH_FORMS, 1) for form in forms.split()}


def month_of(word: str) -> int:
    """The number of a month word in any form, letter-spaced or abbreviated.

    >>> month_of("М а я"), month_of("сент."), month_of("Марта")
    (5, 9, 3)
    """
    return PREFIXES[word.replace(" ", "").lower()[:3]]


def year_of(digits: str) -> int:
    """A year of four digits, or of two: 00 to 39 are of this century, 40 to 99 of the last.

    >>> year_of("22"), year_of("98"), year_of("20 24")
    (2022, 1998, 2024)
    """
    year = int(re.sub(r"\D", "", digits))
    if year >= 100:
        return year
    return year + (2000 if year < 40 else 1900)


# gaps: a date may break over one line end, never over an empty line or a table cell; forms have underscores and tabs
GAP = r"[ ]*(?:\n[ ]*)?"
FILL = r"[ _]*(?:\n[ _]*)?"
FORM = r"[ \t_]*(?:\n[ _]*)?"
OPEN, CLOSE = r"""[«"“„<]{1,2}""", r"""[»"”“>]{1,2}"""

# parts of a date
DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
MONTH = r"(?P<month>0?[1-9]|1[0-2])"
WORD = (
    "(?P<word>"
    + "|".join(" ?".join(form) for forms in MONTH_FORMS for form in forms.split()[:2])
    + rf"|{SHORT_MONTHS})(?![^\W_])"
)
YEAR = r"(?P<year>(?:19|20)\d\d)"
YEAR_WORD = rf"{GAP}(?:г ?о ?д ?[ау]|год|гг?\.|гг?)(?![^\W_])"
SHORT_YEAR = rf"(?P<short>\d\d(?={YEAR_WORD}))"
FORM_YEAR = rf"(?:(?P<year>(?:19|20)[ _]{{0,4}}\d\d)|{SHORT_YEAR})"
TAIL = rf"(?:{YEAR_WORD})?"
DOT = r"(?: ?\. ?|,(?=\d))"

QUOTED = rf"{OPEN}{FILL}{DAY}{FILL}{CLOSE}"
QUOTED_MONTH = rf"(?:{WORD}|\.?{FORM}{MONTH}\.?)"  # «13» 02.2024
NUMBER = rf"(?<![^\W_])(?<![.,]){DAY}(?:-?го|-?ое?|-?е)?"

# surroundings: not inside a number, a word or a longer row of dotted numbers; «до01.12.2022» lost its space only
BEFORE = r"(?:(?<![^\W_])|(?<=до)|(?<=от)|(?<=по))(?<!\d[./,])(?<!\+)"
# after a hyphen only as the end of a range: «01.03.2024-15.03.2024», «15-20.01.2024»
NO_RANGE = r"(?<!(?<!\.\d{4})(?<!г\.)(?<!г)(?<!\d\d\.)(?<!\W\d\d)(?<!\W\d)(?<!^\d\d)(?<!^\d)-)"
MONTH_BEGINS = "(?:янв|фев|мар|апр|ма[йя]|ию[нл]|авг|сен|окт|ноя|дек)"  # «7 февраля 2024 г.-22 марта 2024 г.»
AFTER = rf"(?![^\W_])(?![./,]\d)(?![-/]\d+(?!\d?[.]\d|\d|[ ]?{MONTH_BEGINS}))(?!-[^\W\d])"
# codes of trades and specialities look like dates of two-digit years: «специальность 09.02.07 «…»»
CODE = re.compile(
    r"(?:специальност|професси|направлени[ею] подготовки|код[уа]?\b|ОКВЭД|версии?)[^.;\n]{0,40}$", re.IGNORECASE
)
# a number of an item, of a law's part, of a contract: «пункт 10.11.12», «№ 01.02.24»
ITEM = re.compile(r"(?:\bпп?\.|пункт\w*|раздел(?:а|у|ом|е|ы|ов|ам|ами|ах)?|ст\.|стать\w+|№|\bN) ?$", re.IGNORECASE)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# policy: at one place the first of these that gives a real day wins
RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("date.quoted", _compile(rf"{QUOTED}{FORM}{QUOTED_MONTH}{FORM}{FORM_YEAR}(?:{FILL}{YEAR_WORD})?{AFTER}")),
    ("date.word", _compile(rf"{NUMBER}{FILL}(?:{CLOSE}{FILL})?{WORD},?{FILL}(?:{YEAR}|{SHORT_YEAR}){TAIL}{AFTER}")),
    ("date.dotted", _compile(rf"{BEFORE}{NO_RANGE}{DAY}{DOT}{MONTH}{DOT}{YEAR}{TAIL}{AFTER}")),
    ("date.short", _compile(rf"{BEFORE}{NO_RANGE}(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<short>\d\d){TAIL}{AFTER}")),
    ("date.short_year", _compile(rf"{BEFORE}{NO_RANGE}{DAY}{DOT}{MONTH}{DOT}{SHORT_YEAR}{TAIL}{AFTER}")),
    ("date.slashed", _compile(rf"{BEFORE}(?<!-){DAY}/{MONTH}/{YEAR}{TAIL}{AFTER}")),
    ("date.dashed", _compile(rf"{BEFORE}(?<!-)(?P<day>\d\d)-(?P<month>\d\d)-{YEAR}{TAIL}{AFTER}")),
    ("date.iso", _compile(rf"{BEFORE}(?<!-){YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?![-\w/])")),
)


def _month(match: re.Match[str]) -> int:
    groups = match.groupdict()
    return month_of(groups["word"]) if groups.get("word") else int(groups["month"])


def _year(match: re.Match[str]) -> int:
    groups = match.groupdict()
    return year_of(groups.get("year") or groups["short"])


def real_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, or `None` where the calendar has none."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def match_date(text: str, position: int) -> tuple[dt.date, int, str] | None:
    """The date printed at `position`: the day, its end and the rule's name; `None` where none begins there."""
    for name, pattern in RULES:
        match = pattern.match(text, position)
        day = match and real_day(_year(match), _month(match), int(match["day"]))
        if match and day and not _is_code(text, match, name):
            return day, match.end(), name
    return None


def _is_code(text: str, match: re.Match[str], name: str) -> bool:
    before = text[max(0, match.start() - 60) : match.start()]
    return bool(ITEM.search(before)) or (name == "date.short" and bool(CODE.search(before)))


# every date begins with a digit or a quote: other places are not tried
BEGINNING = re.compile(rf"{OPEN}{FILL}\d|(?<!\d)\d")


def find_dates(text: str, start: int = 0, end: int | None = None) -> tuple[Found[dt.date], ...]:
    """Every full date of `text[start:end]`, in order, without overlaps.

    >>> [(day.value.isoformat(), day.start, day.end) for day in find_dates("от «23» января 2019 г. № 44-02")]
    [('2019-01-23', 3, 22)]
    """
    return tuple(_dates(text, start, len(text) if end is None else end))


def _dates(text: str, start: int, end: int) -> Iterator[Found[dt.date]]:
    done = start
    for beginning in BEGINNING.finditer(text, start, end):
        match = match_date(text, beginning.start()) if beginning.start() >= done else None
        if match and match[1] <= end:
            day, done, rule = match
            yield found(day, beginning.start(), done, rule)
