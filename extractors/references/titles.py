"""The title of a cited document: in quotes or with «О …» beside its date and number."""

import re

from extractors.lines import fold, trim
from schemas.facts import Found, found

_QUOTED = r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|\"[^\"]+\"|“[^”]+”"
_BRACKETS = r"(?:\s*\([^()]*(?:\([^()]*\)[^()]*)*\))*"  # «(в ред. от …)», «(далее – Закон)»
_ONE_CLOSED = r"«(?:О|Об)\s[^«»]*«[^«»]*»"  # «О программе «Образование» closes two with one
_QUOTED_AFTER = re.compile(rf"{_BRACKETS}[\s,]*(?P<title>{_QUOTED}|{_ONE_CLOSED})")
_BARE_AFTER = re.compile(r"\s+(?P<title>(?:О|Об|Обо)\s(?:[^«»,;.()\n\t]|«[^«»]*»|\n)+)")
_QUOTED_INSIDE = re.compile(rf"(?P<title>{_QUOTED})[\s,]*$")
_QUESTION = re.compile(r"\s*(?P<title>по\s+вопрос(?:у|ам)\s(?:«[^«»]*»|[^«»,;.()])+)")
_ABOUT = re.compile(r"[«\"“]\s*(?:О|Об|Обо|ОБ)\s")


def title_after(text: str, position: int, end: int) -> Found[str] | None:
    """«… № 273-ФЗ «Об образовании в Российской Федерации»», «… № 12 О мерах по …,»."""
    match = _QUOTED_AFTER.match(text, position, end) or _BARE_AFTER.match(text, position, end)
    return _as_title(match, "title.after") if match else None


def title_inside(text: str, start: int, end: int) -> Found[str] | None:
    """«Федеральный закон «Об образовании…» от …»: between word and date; the name of a body in quotes is none."""
    match = _QUOTED_INSIDE.search(text, start, end)
    return _as_title(match, "title.inside") if match and _ABOUT.match(match["title"]) else None


def question(text: str, start: int, end: int) -> Found[str] | None:
    """«решение … по вопросу реализации …»: what a meeting decided on, at `start`."""
    match = _QUESTION.match(text, start, end)
    return _as_title(match, "title.question") if match else None


def _as_title(match: re.Match[str], rule: str) -> Found[str]:
    start, end = match.span("title")
    if match["title"][0] in '«"“':
        start, end = start + 1, end - (match["title"].count("«") == match["title"].count("»"))
    start, end = trim(match.string, start, end)
    return found(fold(match.string[start:end]), start, end, rule)
