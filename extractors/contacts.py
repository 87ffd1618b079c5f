"""Telephones, e-mails and sites, as printed.

A telephone needs a label («тел.», «факс»), an area code in brackets, or a leading +7 or 8; after one of these a list
of short numbers goes on («тел. (4162) 22-62-62, 22-62-60»). Everything that is part of an e-mail, a link or an
identifier is none.
"""

import re
from collections.abc import Iterator

from extractors.identifiers import find_identifiers
from schemas.facts import Found, found

# --- pieces ------------------------------------------------------------------------------------------------------
_DASH = r"[-–—]"
_GAP = rf"(?:[ ]?{_DASH}[ ]?|[ ])?"
_COUNTRY = rf"(?:\+[ ]?7|8){_GAP}"
_AREA = r"\([ ]?\d(?:[ -]?\d){2,5}[ ]?\)"
# five to seven digits, grouped in any way («226-262», «39-02-27», «22-3-22», «22 62 62»)
_SHORT = rf"\d(?:(?:[ ]?{_DASH}[ ]?|[ ])?\d){{4,6}}"
# in a list after another number six digits in a row may be a postal index
_GROUPED = (
    r"(?=\d(?:[ –-]*\d){4})"
    rf"(?:\d{{1,3}}(?:[ ]?{_DASH}[ ]?\d{{1,3}}){{1,3}}|\d{{2,3}}(?:[ ]\d{{2,3}}){{1,2}}|\d{{5}}|\d{{7}})"
)
_INNER = r"\d{1,6}(?:-\d{1,4})*(?:[ ]*,[ ]*\d{2,6})*"  # «доб. 101, 102»
_EXTENSION = rf"(?:[ ]?,?[ ]?\(?[ ]?(?:доб|вн|внутр)(?:\.|авочный|енний)?[ ]*(?:№[ ]*)?:?[ ]*{_INNER}[ ]?\)?)?"
_LABEL = (
    r"(?:тел(?:ефон)?ы?|факс|т[./][ ]?ф(?:акс)?|т[.:]|ф[.:]|моб(?:ильный)?|сот|"  # of two («тел./факс») the nearer one
    r"(?:при[её]мн(?:ая|ой)|канцелярия)(?=[ ]*[.:/]|\s*[\d(+])"  # no «КАНЦЕЛЯРИЯ ГУБЕРНАТОРА»
    r"|раб(?:очий)?)(?![а-яё])[ ]*[.:]*"  # no «РАБОТНИКОВ»
)
_END = r"(?!\w)(?![-.]\d)(?!/\d(?![\d-]{4}))"  # «22-33-44/22-33-45», no «1937/2023»

_WITH_CODE = rf"(?:{_COUNTRY}{_AREA}|{_AREA}){_GAP}(?:{_SHORT})"
_WITH_PREFIX = rf"{_COUNTRY}\d{{3,5}}{_GAP}(?:{_SHORT})"
_DASHED_CODE = rf"\d{{3,5}}{_DASH}(?:\d{{1,3}}{_DASH}\d{{2}}{_DASH}\d{{2}})"
_LONG = rf"{_WITH_CODE}|{_WITH_PREFIX}|{_DASHED_CODE}|7?\d{{10}}"
_ANY = rf"(?:{_LONG}|{_SHORT})"

_UNLABELLED = re.compile(rf"(?<![\w/.-])(?:{_WITH_CODE}|{_WITH_PREFIX}){_EXTENSION}{_END}", re.IGNORECASE)
_LABELLED = re.compile(rf"(?<!\w){_LABEL}[ \n]*(?P<phone>{_ANY}{_EXTENSION}){_END}", re.IGNORECASE)
_NEXT = re.compile(
    rf"[ ]*(?:[,;]|/|\bи\b)\s*(?:{_LABEL}\s*)?(?P<phone>(?:{_LONG}|{_GROUPED}){_EXTENSION}){_END}", re.IGNORECASE
)

_EMAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[^\W\d_]{2,}", re.IGNORECASE)
_ZONE = r"(?:ru|рф|su|com|org|net|info|pro|edu|gov|club|online|site|tatar|moscow|москва|дети|xn--[\w-]+|me|io|uz|by|kz)"
_LINK = re.compile(
    rf"(?:https?://|www\.)[^\s<>«»\"”,;()]+|(?<![\w@./-])(?:[\w-]+\.)+{_ZONE}(?![\w@-])(?:/[^\s<>«»\"”,;()]*)?",
    re.IGNORECASE,
)
_LABEL_WORDS = re.compile(
    rf"(?<!\w)(?:{_LABEL}|e-?mail|эл(?:ектронная)?\.?[ ]*почта|сайт|адрес[ ]сайта|http|www|"
    r"ИНН|КПП|ОГРН|ОКПО|ОКОГУ|БИК|р/с|л/с)",
    re.IGNORECASE,
)


def find_emails(text: str, start: int = 0, end: int | None = None) -> tuple[Found[str], ...]:
    """E-mail addresses as printed.

    >>> [e.value for e in find_emails("<http://amur-iro.ru>, e-mail: amurippk@yandex.ru.")]
    ['amurippk@yandex.ru']
    """
    stop = len(text) if end is None else end
    return tuple(
        found(m[0].rstrip("."), m.start(), m.start() + len(m[0].rstrip(".")), "email.words")
        for m in _EMAIL.finditer(text, start, stop)
    )


def find_websites(text: str, start: int = 0, end: int | None = None) -> tuple[Found[str], ...]:
    """Links and bare site names as printed, without brackets around them and without the stop after them.

    >>> [w.value for w in find_websites("<http://amur-iro.ru>, e-mail: amurippk@yandex.ru; www.школа-5.рф.")]
    ['http://amur-iro.ru', 'www.школа-5.рф']
    """
    stop = len(text) if end is None else end
    taken = [(e.start, e.end) for e in find_emails(text, start, stop)]
    return tuple(_websites(text, start, stop, taken))


def _websites(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> Iterator[Found[str]]:
    for match in _LINK.finditer(text, start, end):
        value = match[0].rstrip(".,;:!?")
        if _free(match.start(), match.end(), taken):
            yield found(value, match.start(), match.start() + len(value), "website.link")


def find_phones(text: str, start: int = 0, end: int | None = None) -> tuple[Found[str], ...]:
    """Telephone and fax numbers as printed, with their extension, in order and each once.

    >>> [p.value for p in find_phones("тел./факс (4162) 226-262, тел. (4162) 226-260")]
    ['(4162) 226-262', '(4162) 226-260']
    """
    stop = len(text) if end is None else end
    taken = [
        (f.start, f.end) for find in (find_emails, find_websites, find_identifiers) for f in find(text, start, stop)
    ]
    phones: dict[str, Found[str]] = {}
    position = start
    while match := _first(text, position, stop, taken):
        phones.setdefault(" ".join(match[2].split()), found(" ".join(match[2].split()), match[0], match[1], match[3]))
        position = match[1]
    return tuple(phones.values())


_Match = tuple[int, int, str, str]


def _first(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> _Match | None:
    """The next number from `start`: one that goes on a list right there, a labelled one, or one with its code."""
    following = (
        _NEXT.match(text, start, end)
        if (start and text[start - 1].isalnum()) or text[start - 1 : start] == ")"
        else None
    )
    candidates = [
        _spanned(m, "phone", rule)
        for m, rule in ((following, "phone.list"), (_LABELLED.search(text, start, end), "phone.label"))
        if m
    ]
    candidates += [_spanned(m, 0, "phone.code") for m in [_UNLABELLED.search(text, start, end)] if m]
    candidates.sort(key=lambda c: (c[0], -c[1]))
    for candidate in candidates:
        if _free(candidate[0], candidate[1], taken):
            return candidate
    return _first(text, candidates[0][1], end, taken) if candidates else None


def _spanned(match: re.Match[str], group: int | str, rule: str) -> _Match:
    return match.start(group), match.end(group), match[group], rule


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return all(end <= a or start >= b for a, b in taken)


def is_contact_line(text: str) -> bool:
    """Whether a line of a letterhead tells how to reach the body, or its numbers, rather than who it is."""
    return bool(_LABEL_WORDS.search(text) or find_emails(text) or find_websites(text) or find_phones(text))


def contact_start(text: str, start: int, end: int) -> int:
    """Where in `text[start:end]` the first label, number or link begins; `end` where there is none."""
    starts = [m.start() for m in [_LABEL_WORDS.search(text, start, end)] if m]
    starts += [f.start for find in (find_phones, find_emails, find_websites) for f in find(text, start, end)]
    return min(starts, default=end)
