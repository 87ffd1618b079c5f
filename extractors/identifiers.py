"""ИНН, КПП, ОГРН and ОКПО of a letterhead: a label and a number propose, the check digit decides.

Labels and numbers come in pairs («ИНН/КПП 2801033178/280101001»), glued («ОГРН1037200575653»), or with spaces inside.
"""

import re
from collections.abc import Callable, Iterator

from stdnum.ru import inn, ogrn

from schemas.facts import Found, found


def is_kpp(digits: str) -> bool:
    """Tax office (4), reason (2), number (3): `NNNNPPXXX`."""
    return bool(re.fullmatch(r"\d{4}[\dA-Z]{2}\d{3}", digits)) and digits[:4] != "0000"


def is_okpo(digits: str) -> bool:
    """Eight or ten digits; the last is the weighted sum of the others modulo 11, with a second set of weights for 10.

    >>> is_okpo("41707668"), is_okpo("41707669")
    (True, False)
    """
    if not re.fullmatch(r"\d{8}|\d{10}", digits):
        return False
    figures = [int(d) for d in digits[:-1]]
    check = _weighted(figures, 1)
    return (check if check < 10 else _weighted(figures, 3) % 10) == int(digits[-1])


def _weighted(figures: list[int], first: int) -> int:
    return sum((first - 1 + i) % 10 * f + f for i, f in enumerate(figures)) % 11


CHECKS: dict[str, Callable[[str], bool]] = {
    "инн": inn.is_valid,
    "кпп": is_kpp,
    "огрн": ogrn.is_valid,
    "огрнип": ogrn.is_valid,
    "окпо": is_okpo,
}
FIELDS = {"инн": "inn", "кпп": "kpp", "огрн": "ogrn", "огрнип": "ogrn", "окпо": "okpo"}

_LABEL = r"(?:ИНН|КПП|ОГРНИП|ОГРН|ОКПО)"
_LABELS = rf"(?P<labels>{_LABEL}(?:\s*[/,\\;|]\s*{_LABEL})*)"
_NUMBER = r"\d(?:[ ]?\d){7,14}"
_NUMBERS = rf"(?P<numbers>{_NUMBER}(?:\s*[/,\\;|]\s*{_NUMBER})*)"
_PATTERN = re.compile(rf"(?<![А-ЯЁа-яё]){_LABELS}[ \t]*[:№\-–]?\s*{_NUMBERS}", re.IGNORECASE)


def find_identifiers(text: str, start: int = 0, end: int | None = None) -> tuple[Found[tuple[str, str]], ...]:
    """Field (`inn`, `kpp`, `ogrn`, `okpo`) and digits of each number whose check digit holds, in order.

    >>> [f.value for f in find_identifiers("ОКПО 44715645/ ОГРН1037200575653")]
    [('okpo', '44715645'), ('ogrn', '1037200575653')]
    """
    stop = len(text) if end is None else end
    return tuple(f for match in _PATTERN.finditer(text, start, stop) for f in _checked(match))


def _checked(match: re.Match[str]) -> Iterator[Found[tuple[str, str]]]:
    labels = re.findall(_LABEL, match["labels"], re.IGNORECASE)
    numbers = re.finditer(_NUMBER, match["numbers"])
    for label, number in zip(labels, numbers, strict=False):
        start = match.start("numbers") + number.start()
        printed = next((p for p in _prefixes(number[0]) if CHECKS[label.lower()](p.replace(" ", ""))), None)
        if printed:
            value = (FIELDS[label.lower()], printed.replace(" ", ""))
            yield found(value, start, start + len(printed), "identifier.label")


def _prefixes(number: str) -> Iterator[str]:
    """A row of digits and its beginnings up to a space, longest first: another number may follow after one."""
    while number:
        yield number
        number = number.rpartition(" ")[0]
