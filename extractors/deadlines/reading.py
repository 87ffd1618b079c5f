"""How the pieces of the calendar are printed: «1 марта», «II-III кварталы», «2023/24 уч. год», «третья декада мая»."""

import re
from collections.abc import Callable
from typing import Literal, TypeVar

from extractors.dates import MONTH_FORMS, SHORT_MONTHS, match_date, month_of, real_day, year_of
from extractors.deadlines.pieces import (
    LAST,
    NEXT,
    THIS,
    Current,
    Day,
    Edge,
    Months,
    Number,
    Part,
    Piece,
    SchoolYear,
    Span,
    Vague,
)
from extractors.deadlines.words import DAY_NAME, DAY_NAMES, END, ENDING, ORDINAL, ordinal_of, rule

# a year: printed, of two digits before «г.», or told from the document's («т.г.», «текущего года»)
YEAR_WORD = rf" ?(?:годах|годов|года|году|годы|год|г\. ?г\.|гг\.?|г\.?){END}"
RELATIVE = (
    (THIS, rf"[тс]\. ?г(?:\.|{END})|(?:текущ|эт|настоящ|с|нынешн)[ео]го (?:календарного )?года{END}"),
    (NEXT, rf"(?:следующего|будущего|очередного) года{END}"),
    (LAST, rf"(?:прошлого|предыдущего|предшествующего|истекшего) года{END}"),
)
ENTIRE = r"(?![\d:]|[.,]\d)"  # no hour, sum or longer number
PRINTED = rf"(?P<year>(?:19|20)\d\d){ENTIRE}(?:{YEAR_WORD})?"
SHORT = rf"(?P<short>\d\d)(?= ?г)(?:{YEAR_WORD})"
YEAR = rf"(?:,? ?(?:{PRINTED}|{SHORT}|{'|'.join(f'(?P<r{i}>{p})' for i, (_, p) in enumerate(RELATIVE))}))?"

WORD = (
    rf"(?P<word>{'|'.join(form for forms in MONTH_FORMS for form in forms.split())}|{SHORT_MONTHS}"
    rf"|(?:янв|фев|февр|апр|авг|сен|сент|окт|ноя|нояб|дек)){END}(?: месяце?{END})?"
)
DAY = rf"(?P<day>0?[1-9]|[12]\d|3[01])(?:{ENDING})?(?: ?\([а-я]+ого\))?"
QUOTED_DAY = r"[«\"“„] ?(?P<day>\d{1,2}) ?[»\"”“]"
NAMED_DAY = rf"(?P<name>{DAY_NAME})"
# «II-III кварталы»: one ordinal or two
ORDINALS = rf"(?P<first>{ORDINAL})(?: ?- ?(?P<last>{ORDINAL}))?"
HALF = rf"(?:полугоди[а-я]+|п/г|полуг\.?|пол\.){END}"
SCHOOL = rf"(?:уч(?:ебн[а-я]+|\.)? ?(?:год[а-я]*|гг?\.?)|у\. ?г\.|у/г){END}"
EDGES: tuple[tuple[Literal["start", "due"], str], ...] = (
    ("due", r"кон(?:ец|ца|цу|це)|окончани[яеюи]|завершени[яеюи]|истечени[яею]"),
    ("start", r"начал[оауе]"),
)
Built = Callable[[re.Match[str]], "Piece | None"]
OfYear = TypeVar("OfYear", Months, Part)


def _year(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("year") or groups.get("short"):
        return year_of(groups.get("year") or groups["short"])
    return next((value for i, (value, _) in enumerate(RELATIVE) if groups.get(f"r{i}")), None)


def _day(match: re.Match[str]) -> Piece | None:
    month = month_of(match["word"])
    return Day(int(match["day"]), month, _year(match)) if real_day(2024, month, int(match["day"])) else None


def _named_day(match: re.Match[str]) -> Piece | None:
    return Day(DAY_NAMES[" ".join(match["name"].split())], month_of(match["word"]), _year(match))


def _dotted_day(match: re.Match[str]) -> Piece | None:
    day, month = int(match["day"]), int(match["month"])
    return Day(day, month, _year(match)) if real_day(2024, month, day) else None


def _two(match: re.Match[str], make: Callable[[int], OfYear], most: int) -> Piece | None:
    """The piece of one ordinal, or the span of two."""
    numbers = [ordinal_of(match[name]) for name in ("first", "last") if match[name]]
    if max(numbers) > most:
        return None
    return make(numbers[0]) if len(numbers) == 1 else Span(make(numbers[0]), make(numbers[1]))


def _quarter(match: re.Match[str]) -> Piece | None:
    return _two(match, lambda n: Months(n * 3 - 2, 3, _year(match)), 4)


def _half(match: re.Match[str]) -> Piece | None:
    return _two(match, lambda n: Months(n * 6 - 5, 6, _year(match)), 2)


def _school_half(match: re.Match[str]) -> Piece | None:
    """«I полугодие 2023-2024 уч. года»: September to December, then January to the end of August."""
    first, last = int(match["from"]), year_of(match["to"])
    if last != first + 1 or ordinal_of(match["first"]) not in (1, 2):
        return None
    return Months(9, 4, first) if ordinal_of(match["first"]) == 1 else Months(1, 8, last)


PARTS = {"декад": (10, 3), "недел": (7, 5), "половин": (15, 2)}


def _part(match: re.Match[str]) -> Piece | None:
    days, most = PARTS[match["part"]]
    return _two(match, lambda n: Part(n, days, month_of(match["word"]), _year(match)), most)


def _last_part(match: re.Match[str]) -> Piece | None:
    days, most = PARTS[match["part"]]
    return Part(most if match["part"] == "декад" else -1, days, month_of(match["word"]), _year(match))


def _month(match: re.Match[str]) -> Piece | None:
    return Months(month_of(match["word"]), 1, _year(match))


def _years(match: re.Match[str]) -> Piece | None:
    first = int(match["first"])
    last = year_of(match["last"]) if match["last"] else first
    if last < first:
        return None
    whole = Months(1, 12, first)
    return whole if last == first else Span(whole, Months(1, 12, last))


def _school(match: re.Match[str]) -> Piece | None:
    first = int(match["first"])
    last = year_of(match["last"])
    return SchoolYear(first) if last == first + 1 else None


def _season(match: re.Match[str]) -> Piece | None:
    return Months({"вес": 3, "лет": 6, "осе": 9}[match["season"][:3]], 3, _year(match))


def _current(match: re.Match[str]) -> Piece | None:
    units: dict[str, Literal["week", "month", "quarter", "half"]] = {
        "н": "week",
        "м": "month",
        "к": "quarter",
        "п": "half",
    }
    return Current(units[match["unit"][0]], NEXT if (match["which"] or "").startswith(("след", "буд")) else THIS)


def _this_year(match: re.Match[str]) -> Piece | None:
    which = match["which"] or ""
    shift = {"": None, "сл": NEXT, "бу": NEXT, "но": NEXT, "оч": NEXT}.get(which[:2], THIS)
    return SchoolYear(shift) if match["school"] else Months(1, 12, shift)


WHICH = r"(?:(?P<which>текущ|эт|настоящ|нынешн|следующ|будущ|нов|очередн)[а-я]+ (?:календарн[а-я]+ )?)?"

SEASONS = r"лет[оа]м?|весн[аыуе]|весной|осен[ьи]|осенью|(?:летн|осенн|весенн)[а-я]+ период[а-я]*"

# policy: the first that reads wins, so what is longer stands before what is a part of it
RULES: tuple[tuple[str, Built], ...] = (
    (rf"{QUOTED_DAY} ?{WORD}{YEAR}", _day),
    (rf"{DAY} ?{WORD}{YEAR}", _day),
    (rf"{NAMED_DAY} {WORD}{YEAR}", _named_day),
    (rf"{ORDINALS} ?(?P<part>декад|недел|половин)[а-я]+ {WORD}{YEAR}", _part),
    (rf"последн[а-я]+ (?P<part>декад|недел)[а-я]+ {WORD}{YEAR}", _last_part),
    (rf"{ORDINALS} ?(?:квартал[а-я]*|кв\.?){END}{YEAR}", _quarter),
    (rf"(?P<first>{ORDINAL}) ?{HALF} ?(?P<from>20\d\d) ?[-/] ?(?P<to>20\d\d|\d\d),? ?{SCHOOL}", _school_half),
    (rf"{ORDINALS} ?{HALF}{YEAR}", _half),
    (rf"(?P<first>20\d\d) ?[-/] ?(?P<last>20\d\d|\d\d)(?:-?[а-я]{{1,3}})?,? ?{SCHOOL}", _school),
    (rf"(?P<first>(?:19|20)\d\d) ?(?:-|и|,) ?(?P<last>(?:19|20)\d\d){YEAR_WORD}", _years),
    (rf"(?P<first>(?:19|20)\d\d)(?P<last>)(?:{ENDING})?{YEAR_WORD}", _years),
    (rf"{WORD}{YEAR}", _month),
    (rf"(?P<day>\d\d)\.(?P<month>0[1-9]|1[0-2])(?:\.(?= ?(?:-|текущ|[тс]\.)))?{ENTIRE}{YEAR}", _dotted_day),
    (rf"(?P<season>{SEASONS}){END}{YEAR}", _season),
    (rf"{WHICH}(?P<unit>недел[иья]|месяц[ае]?|квартал[ае]?|полугоди[яею]){END}", _current),
    (rf"{WHICH}(?P<school>{SCHOOL})", _this_year),
    (rf"{WHICH}(?P<school>)год[ау]?{END}(?!,? (?:(?:со?|после){END}|обучени))", _this_year),
    (rf"(?:(?:осенн|зимн|весенн|летн)[а-я]+ )?каникул[а-я]*{END}{YEAR}", lambda match: Vague()),
)  # fmt: skip
# only where everything printed is a term: «2024», «2023-2024», «03.2024»
BARE_RULES: tuple[tuple[str, Built], ...] = (
    (r"(?P<first>20\d\d) ?- ?(?P<last>20\d\d)(?![-./\d])", _years),
    (r"(?P<first>20\d\d)(?P<last>)(?![-./\d])", _years),
    (
        r"(?P<month>0[1-9]|1[0-2])\.(?P<year>20\d\d)(?![-./\d])",
        lambda match: Months(int(match["month"]), 1, _year(match)),
    ),
)
COMPILED = tuple((rule(pattern), build) for pattern, build in RULES)
COMPILED_BARE = tuple((rule(pattern), build) for pattern, build in BARE_RULES)
EDGE_RULES = tuple((side, rule(rf"(?:{words}) ")) for side, words in EDGES)
NUMBER = rule(rf"(?P<day>0?[1-9]|[12]\d|3[01])(?:{ENDING})?(?![^\W_]|[.:,/]\d)")
ROMAN = rule(rf"i{{1,3}}v?{END}")


def read_piece(text: str, position: int, bare: bool = False) -> tuple[Piece, int] | None:
    """The piece of the calendar printed at `position` of folded text, and its end.

    >>> read_piece("ii квартал 2024 года", 0)
    (Months(month=4, count=3, year=2024), 20)
    """
    date = match_date(text, position)
    if date:
        return Day(date[0].day, date[0].month, date[0].year), date[1]
    for side, pattern in EDGE_RULES:
        edge = pattern.match(text, position)
        inner = edge and read_piece(text, edge.end(), bare)
        if inner:
            return Edge(side, inner[0]), inner[1]
    for pattern, build in COMPILED + (COMPILED_BARE if bare else ()):
        match = pattern.match(text, position)
        piece = match and build(match)
        if match and piece:
            return piece, match.end()
    return None


def read_number(text: str, position: int) -> tuple[Number, int] | None:
    """A bare number: it means something only before what has a month or a unit."""
    match = NUMBER.match(text, position)
    if match:
        return Number(int(match["day"])), match.end()
    roman = ROMAN.match(text, position)
    return (Number(ordinal_of(roman[0])), roman.end()) if roman else None
