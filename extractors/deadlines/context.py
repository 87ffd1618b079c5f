"""What a term takes from around it: the document's date, and the years of the heading it stands under."""

import datetime as dt
import re
from dataclasses import dataclass

from extractors.dates import MONTH_FORMS, month_of, year_of
from extractors.deadlines.words import END, fold, rule


@dataclass(frozen=True, slots=True)
class Context:
    """`years` are those of the table heading, else of the title; `school` says that they name one school year.

    `month` is that of a section «Сентябрь» in a plan by months, whose cells hold bare numbers of days.
    """

    document_date: dt.date | None = None
    years: tuple[int, ...] = ()
    school: bool = False
    month: int | None = None


# years of a heading: «на 2023-2024 гг.», «в 2019 году», «2023/24 учебный год», «на 2025»
YEARS = r"(?P<first>20\d\d)(?: ?[-/,и] ?(?P<last>20\d\d|\d\d(?= ?у[ч.])))?"
SCHOOL = r"(?: ?(?P<school>уч[а-я.]*|у\.) ?г)"
HEADING_YEARS = rule(rf"(?<![\d.№-]){YEARS}(?:{SCHOOL}| ?г(?:г|о|{END})|(?= ?(?:$|[«»\"(,;\n])))")
# the section of a plan by months: «СЕНТЯБРЬ», «Октябрь 2023 г.»
MONTH = rule(
    rf"(?:{'|'.join(form for forms in MONTH_FORMS for form in forms.split()[:1])})(?: 20\d\d(?: ?г(?:ода|\.)?)?)?"
)
# years of what is past or cited: «приказом от 12 мая 2017 г.», «за 2023 год», «об итогах 2023 года»
NOT_AHEAD = rule(r"(?:\d{1,2}[»\"]? [а-я]+|№|от|за|итог[а-я]*) ?$")


def context_of(document_date: dt.date | None, *headings: str | None) -> Context:
    """The context of a table or a text: the first of `headings` (nearest first) that names years gives them.

    >>> context_of(None, None, "План на 2023-2024 учебный год")
    Context(document_date=None, years=(2023, 2024), school=True, month=None)
    """
    folded = [fold(heading).strip() for heading in headings if heading]
    month = next((month_of(heading) for heading in folded if MONTH.fullmatch(heading)), None)
    for heading in folded:
        for match in HEADING_YEARS.finditer(heading):
            if not NOT_AHEAD.search(heading[: match.start()]):
                return Context(document_date, _years(match), match["school"] is not None, month)
    return Context(document_date, month=month)


def _years(match: re.Match[str]) -> tuple[int, ...]:
    first = int(match["first"])
    last = year_of(match["last"]) if match["last"] else first
    return tuple(range(first, max(first, last) + 1))
