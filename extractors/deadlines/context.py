"""What a term takes from around it: the document's date, and the years of the heading it stands under."""

import datetime as dt
import re
from dataclasses import dataclass

from extractors.deadlines.words import fold


@dataclass(frozen=True, slots=True)
class Context:
    """`years` are those of the table heading, else of the title; `school` says that they name one school year."""

    document_date: dt.date | None = None
    years: tuple[int, ...] = ()
    school: bool = False


# years of a heading: «на 2023-2024 гг.», «в 2019 году», «2023/24 учебный год»; the year of a cited act («от … 2017 г.») is none
SPAN = r"(?P<first>20\d\d)(?: ?[-/,и] ?(?P<last>20\d\d|\d\d(?=[ \n]*уч)))?"
HEADING_YEARS = re.compile(rf"(?<![\d.№]){SPAN}[ \n]*(?P<unit>уч[а-я.]*[ \n]*г|г)")
CITED = re.compile(r"(?:\d{1,2}[ \n]+[а-я]+|\d\.)[ \n]*$")


def context_of(document_date: dt.date | None, *headings: str | None) -> Context:
    """The context of a table or a text: the first of `headings` (nearest first) that names years gives them.

    >>> context_of(None, "План на 2023-2024 учебный год")
    Context(document_date=None, years=(2023, 2024), school=True)
    """
    for heading in headings:
        for match in HEADING_YEARS.finditer(fold(heading or "")):
            if not CITED.search(fold(heading or "")[: match.start()]):
                return Context(document_date, _years(match), match["unit"].startswith("уч"))
    return Context(document_date)


def _years(match: re.Match[str]) -> tuple[int, ...]:
    first = int(match["first"])
    last = int(match["last"] or first)
    return tuple(range(first, max(first, last if last > 99 else first // 100 * 100 + last) + 1))
