"""State programmes cited by their title through the act that approved them."""

import re
from collections.abc import Iterator

from extractors.lines import fold
from schemas.document import Reference
from schemas.facts import Found, Trace, found

_LEVEL = r"(?:государственн|муниципальн|национальн|федеральн|региональн|областн|краев|республиканск|ведомственн)\w+"
_TITLE = r"«(?P<title>[^«»]*(?:«[^«»]*»[^«»]*)*)»"
_PROGRAMME = re.compile(
    rf"(?<!\w){_LEVEL}\s+(?:целев\w+\s+)?программ\w*\s[^«».;]{{0,120}}{_TITLE}[^.;]{{0,40}}утвержд[её]нн", re.IGNORECASE
)


def find_programmes(text: str, start: int, end: int) -> Iterator[Found[Reference]]:
    """«Государственной программы Российской Федерации «Развитие образования», утверждённой постановлением …»."""
    for match in _PROGRAMME.finditer(text, start, end):
        first, last = match.span("title")
        reference = Reference(kind="programme", title=fold(match["title"]))
        yield found(
            reference,
            match.start(),
            last + 1,
            "reference.programme",
            parts=[Trace("/title", first, last, "title.quoted")],
        )
