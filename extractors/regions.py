"""The region of a document: that of the body that issued it, by everything the letterhead tells.

Each kind of evidence names regions with a weight; the heaviest sum wins, and a draw is `None`. The name of a region
in the name of the body outweighs the city it sits in. Federal bodies and their territorial offices have no region.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from extractors.contacts import find_phones
from extractors.gazetteer import (
    Region,
    adjective_patterns,
    cities_like,
    city_pattern,
    name_patterns,
    plain,
    regions,
    stem_of,
)
from extractors.language import Language
from extractors.vocabulary import words
from schemas.document import Organization
from schemas.facts import Found, found
from schemas.letter import Letter, Role

_QUOTED = re.compile(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|\"[^\"]*\"")
_FEDERAL = re.compile("|".join(f"(?:{entry})" for entry in words("federal")), re.IGNORECASE)
#: universities and schools of the Federation belong to the place where they stand
_EDUCATIONAL = re.compile(r"^(?:федеральное\s+\w+\s+\w+\s+образовательное|ФГ[БАК]ОУ)\b", re.IGNORECASE)
_NAMED_AFTER = re.compile(r"\bимени .*$", re.IGNORECASE)
_CITY_WORD = re.compile(r"(?<!\w)(?:г|гор|город(?:а|е|у|ом)?|городско\w+ округ\w*)\.?\s*$", re.IGNORECASE)
#: «администрация Волгограда», «мэрия Архангельска»: a city without its word, in the name of its own body
_CITY_BODY = re.compile(
    r"(?<!\w)(?:администраци[яи]|мэри[яи]|мэра?|дум[аы]|глав[аы]|муниципалитета?)\s+$", re.IGNORECASE
)
_OF_TERRITORY = re.compile(r"\s+(?:[а-яё]+\s+){0,2}(?:район|округ|поселени|сельсовет|област|кра[яй])", re.IGNORECASE)
_INDEX = re.compile(r"(?<![\d-])\d{6}(?![\d-])")

Clue = tuple[Region, float, int, int]
"""A region, how much it weighs, and the place in the text that says so."""


def find_region(letter: Letter, issuer: Found[Organization] | None, language: Language) -> Found[str] | None:
    """The code of the issuer's region; `None` for federal bodies and where nothing or contradicting things tell it."""
    if issuer and is_federal(issuer.value):
        return None
    sums: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, int, int, str]] = {}
    for name, rule in RULES:
        for region, weight, start, end in _heaviest(rule(letter, issuer)):
            sums[region.code] += weight
            best[region.code] = max(best.get(region.code, (0.0, 0, 0, "")), (weight, -start, end, name))
    ranked = sorted(sums, key=lambda code: -sums[code])
    if not ranked or (len(ranked) > 1 and sums[ranked[0]] - sums[ranked[1]] < 0.5):
        return None
    weight, start, end, name = best[ranked[0]]
    return found(ranked[0], -start, end, name, min(1.0, 0.5 + weight / 40))


def _heaviest(clues: Iterator[Clue]) -> Iterator[Clue]:
    """The heaviest clue for each region: what is printed twice does not count twice."""
    heaviest: dict[str, Clue] = {}
    for clue in sorted(clues, key=lambda c: c[1]):
        heaviest[clue[0].code] = clue
    return iter(heaviest.values())


def is_federal(organization: Organization) -> bool:
    """Whether the body, or the one above it, is one of the Federation; its universities are of their regions.

    >>> is_federal(Organization(name="УМВД России по Тюменской области"))
    True
    """
    names = [name for name in (organization.name, organization.parent) if name]
    if any(_EDUCATIONAL.match(name) for name in names):
        return False
    return any(_FEDERAL.search(_NAMED_AFTER.sub("", _QUOTED.sub("", name)).strip()) for name in names)


# --- what names a region -------------------------------------------------------------------------------------------
def mentions(text: str, start: int, end: int, weight: float, owner: bool = False) -> Iterator[Clue]:
    """Regions named in `text[start:end]`; of forms at one place the longest counts.

    «Москва» is a mere place, «город Москва» a region; in the name of a body (`owner`) «Москвы» is one too.
    """
    taken: list[tuple[int, int]] = []
    letters = plain(text[start:end])
    for region, form, pattern in name_patterns():
        for match in pattern.finditer(text, start, end) if stem_of(form) in letters else ():
            if form == "Москва" and not (owner and match[0].lower() == "москвы") and not _after_city_word(text, match):
                continue
            if all(match.end() <= a or match.start() >= b for a, b in taken):
                taken.append(match.span())
                yield region, weight, *match.span()


def _after_city_word(text: str, match: re.Match[str]) -> bool:
    return bool(_CITY_WORD.search(text[max(0, match.start() - 20) : match.start()]))


def _of_city(text: str, match: re.Match[str]) -> bool:
    """«администрация Волгограда», not «администрация Заречного района»."""
    before = text[max(0, match.start() - 20) : match.start()]
    return bool(_CITY_BODY.search(before)) and not _OF_TERRITORY.match(text, match.end())


def cities(text: str, start: int, end: int, weight: float, bare: bool = False) -> Iterator[Clue]:
    """Regions of the cities after «г.», or anywhere where `bare`; regions that share a name share its weight."""
    for match in city_pattern().finditer(text, start, end):
        if bare or _after_city_word(text, match) or _of_city(text, match):
            homes = cities_like(match[0])
            for region, _ in homes:
                yield region, weight / len(homes), *match.span()


def _parts(issuer: Found[Organization] | None, *paths: str) -> Iterator[tuple[int, int]]:
    if issuer:
        yield from (
            (t.start, t.end) for t in issuer.traces if t.path in paths or any(t.path.startswith(p + "/") for p in paths)
        )


def _in_name(letter: Letter, issuer: Found[Organization] | None) -> Iterator[Clue]:
    for start, end in _parts(issuer, "/name", "/parent", "/short_name"):
        yield from mentions(letter.text, start, end, 20, owner=True)
        yield from cities(letter.text, start, end, 4)
        for region, pattern in adjective_patterns():
            yield from ((region, 5, *m.span()) for m in pattern.finditer(letter.text, start, end))


def _in_letterhead(letter: Letter, issuer: Found[Organization] | None) -> Iterator[Clue]:
    """Names over the body («АМУРСКАЯ ОБЛАСТЬ»), outside of the address and what `_in_name` has seen."""
    seen = list(_parts(issuer, "/name", "/parent", "/address"))
    for section in letter.of("letterhead", "kind"):
        for clue in (
            *mentions(letter.text, section.start, section.end, 8),
            *cities(letter.text, section.start, section.end, 2),
        ):
            if not any(a <= clue[2] < b for a, b in seen):
                yield clue


def _by_identifier(letter: Letter, issuer: Found[Organization] | None) -> Iterator[Clue]:
    """The tax office in the first digits of ИНН and КПП; digits 4 and 5 of ОГРН."""
    for path, first in (("/inn", 0), ("/kpp", 0), ("/ogrn", 3)):
        for start, end in _parts(issuer, path):
            code = re.sub(r"\D", "", letter.text[start:end])[first : first + 2]
            yield from ((r, 3, start, end) for r in regions() if r.tax_code == code)


def _by_address(letter: Letter, issuer: Found[Organization] | None) -> Iterator[Clue]:
    for start, end in _parts(issuer, "/address"):
        yield from mentions(letter.text, start, end, 6)
        yield from cities(letter.text, start, end, 2, bare=True)


def _by_index(letter: Letter, issuer: Found[Organization] | None) -> Iterator[Clue]:
    """The post office: it also tells an okrug from the region that it lies in."""
    for start, end in _parts(issuer, "/address"):
        for index in _INDEX.finditer(letter.text, start, end):
            yield from ((r, 4, *index.span()) for r in regions() if index[0][:3] in r.postal_prefixes)


def _by_phone(letter: Letter, issuer: Found[Organization] | None) -> Iterator[Clue]:
    """Area codes of the letterhead and of the executor."""
    executors = (f for s in letter.of("executor") for f in find_phones(letter.text, s.start, s.end))
    for start, end in (*_parts(issuer, "/phones"), *((f.start, f.end) for f in executors)):
        digits = re.sub(r"\D", "", letter.text[start:end])
        digits = digits[1:] if len(digits) > 10 else digits
        if len(digits) >= 10:
            matched = [(len(code), r) for r in regions() for code in r.phone_codes if digits.startswith(code)]
            longest = max((length for length, _ in matched), default=0)
            homes = [r for length, r in matched if length == longest]
            yield from ((r, 2 / len(homes), start, end) for r in homes)


def _by_section(weight: float, *roles: Role) -> Callable[[Letter, Found[Organization] | None], Iterator[Clue]]:
    """Evidence from sections of these roles."""

    def rule(letter: Letter, issuer: Found[Organization] | None) -> Iterator[Clue]:
        for section in letter.of(*roles):
            yield from mentions(letter.text, section.start, section.end, weight)
            yield from cities(letter.text, section.start, section.end, weight / 2)

    return rule


def _often_named(letter: Letter, issuer: Found[Organization] | None) -> Iterator[Clue]:
    """The region that the text names most often."""
    clues = [c for s in letter.of("body") for c in mentions(letter.text, s.start, s.end, 0.7)]
    counts: dict[str, int] = defaultdict(int)
    for clue in clues:
        counts[clue[0].code] += 1
    top = [code for code, count in counts.items() if count == max(counts.values())]
    yield from (next(c for c in clues if c[0].code == code) for code in top[:1] if len(top) == 1)


RULES: tuple[tuple[str, Callable[[Letter, Found[Organization] | None], Iterator[Clue]]], ...] = (
    ("region.name", _in_name),
    ("region.letterhead", _in_letterhead),
    ("region.identifier", _by_identifier),
    ("region.address", _by_address),
    ("region.index", _by_index),
    ("region.phone", _by_phone),
    ("region.place", _by_section(3, "place", "registration")),
    ("region.signature", _by_section(4, "signature", "approval")),
    ("region.title", _by_section(1.5, "title", "addressee")),
    ("region.text", _often_named),
)
