"""The short name that the text itself introduces: «Комитет … Ленинградской области (далее – комитет)»."""

import re

from extractors.lines import fold
from schemas.facts import Found, found
from schemas.letter import Letter

_HEREAFTER = re.compile(
    r"\(\s*далее\s*(?:по\s+тексту\s*)?(?:[-–—:]\s*|именуем\w+\s*)?(?P<short>[^()]{2,80})\)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")


def short_name_in_text(letter: Letter, name: str) -> Found[str] | None:
    """What stands after «далее –» right behind the name, in whatever case the name is there."""
    for section in letter.of("title", "body"):
        for match in _HEREAFTER.finditer(letter.text, section.start, section.end):
            if _ends_with(letter.text[section.start : match.start()], name):
                return found(fold(match["short"]), *match.span("short"), "short_name.hereafter")
    return None


def _ends_with(text: str, name: str) -> bool:
    """Whether the last words of `text` are those of `name`, endings aside."""
    wanted = _WORD.findall(name)
    return (
        len(wanted) > 0
        and all(map(_alike, wanted, _WORD.findall(text)[-len(wanted) :]))
        and len(_WORD.findall(text)) >= len(wanted)
    )


def _alike(one: str, other: str) -> bool:
    """Whether two words differ in their endings at most.

    >>> _alike("Комитет", "комитета"), _alike("области", "образования")
    (True, False)
    """
    length = max(3, min(len(one), len(other)) - 3)
    return one[:length].lower() == other[:length].lower()
