"""The 89 regions of Russia as letters name them: codes, name forms, cities, and the prefixes of their numbers.

`regions.tsv` has a line for each: ISO 3166-2:RU code (for the six that ISO does not list, `RU-` and the tax service's
number), name, federal district, tax code (first digits of an INN), telephone and postal prefixes, other names, cities.
"""

import re
from dataclasses import dataclass
from functools import cache

from extractors.vocabulary import rows


@dataclass(frozen=True, slots=True)
class Region:
    """One region. `postal_prefixes` are the first three digits of its post offices."""

    code: str
    name: str
    federal_district: str | None
    tax_code: str
    phone_codes: tuple[str, ...]
    postal_prefixes: frozenset[str]
    other_names: tuple[str, ...]
    cities: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.other_names)


def _postal(cell: str) -> frozenset[str]:
    """Three-digit prefixes of «101-135,189»."""
    bounds = [part.split("-") for part in cell.split(",") if part]
    return frozenset(str(n) for pair in bounds for n in range(int(pair[0]), int(pair[-1]) + 1))


@cache
def regions() -> tuple[Region, ...]:
    """Every region, in the file's order (by code).

    >>> len(regions()), regions()[3].name, sorted(regions()[3].postal_prefixes)
    (89, 'Амурская область', ['675', '676'])
    """
    _, *lines = rows("regions")
    return tuple(map(_region, lines))


def _region(cells: tuple[str, ...]) -> Region:
    code, name, district, tax, phones, posts, names, cities = cells
    phone_codes = tuple(phones.split(",")) if phones else ()
    other = tuple(names.split(";")) if names else ()
    return Region(code, name, district or None, tax, phone_codes, _postal(posts), other, tuple(cities.split(";")))


# how a word of a name is declined: the ending of the nominative, and what may stand in its place
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("область", r"обл(?:аст(?:ь|и|ью|ей|ям|ях)|\.)"),
    ("край", r"кра(?:й|я|ю|ем|е)"),
    ("Республика", r"(?:Респ(?:ублик(?:а|и|е|у|ой))?\b\.?)"),
    ("округ", r"округ(?:а|у|ом|е)?"),
    ("ая", r"(?:ая|ой|ую|ою)"),
    ("ое", r"(?:ое|ого|ому|ым|ом)"),
    ("ые", r"(?:ые|ых|ым|ыми)"),
    ("ие", r"(?:ие|их|им|ими)"),
    ("ый", r"(?:ый|ого|ому|ым|ом)"),
    ("ий", r"(?:ий|ого|его|ому|ему|им|ом|ем)"),
    ("ой", r"(?:ой|ого|ому|ым|ом)"),
    ("ия", r"(?:ия|ии|ию|ией)"),
    ("ел", r"(?:ел|ла|лу|лом|ле)"),
    ("ёл", r"(?:[её]л|ла|лу|лом|ле)"),
    ("ец", r"(?:ец|ь?ца|ь?цу|ь?цом|ь?цем|ь?це)"),
    ("а", r"(?:а|ы|и|е|у|ой|ей)"),
    ("я", r"(?:я|и|е|ю|ей)"),
    ("ы", r"(?:ы|ов|ам|ами|ах)?"),
    ("и", r"(?:и|ов|ев|ей|ам|ами|ах|ям|ях)?"),
    ("ь", r"(?:ь|и|я|ю|ью|ем|е)"),
    ("о", r"(?:о|а|у|ом|е)"),
    ("е", r"(?:е|я|ю|ем|а|у)"),
)
_INDECLINABLE = frozenset(["Саха", "Марий", "Эл", "Сочи", "Коми", "Гусь", "Оби", "Амуре", "Дону", "Кубани", "на"])


def _parts(word: str) -> tuple[str, str]:
    """What stays of a word in every case, and the pattern of what follows it."""
    if word in _INDECLINABLE or word.isupper():
        return word, ""
    for ending, forms in _ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)], forms
    return word, r"(?:а|у|ом|ем|е)?"


def _word(word: str) -> str:
    stem, forms = _parts(word)
    return _letters(stem) + forms


def _letters(stem: str) -> str:
    return re.escape(stem).replace("ё", "[её]").replace("Ё", "[ЕЁ]")


def declined(name: str) -> str:
    """A regular expression for a name in any case, upper or lower, over line ends and any dash.

    >>> bool(re.fullmatch(declined("Ямало-Ненецкий автономный округ"), "ЯМАЛО-НЕНЕЦКОГО\\nАВТОНОМНОГО ОКРУГА", re.I))
    True
    """
    pieces = re.findall(r"\w+|[–-]|[()]|\s+", name)
    patterns = {"–": r"\s?[-–—]\s?", "-": r"[-–—]", "(": r"\(", ")": r"\)"}
    return "".join(patterns.get(p) or (r"\s+" if p.isspace() else _word(p)) for p in pieces)


def plain(text: str) -> str:
    """Small letters, «е» for «ё»."""
    return text.lower().replace("ё", "е")


@cache
def stem_of(name: str) -> str:
    """The longest stem of a name: a text whose `plain` letters lack it has the name in no case.

    >>> stem_of("Орловская область"), stem_of("Республика Татарстан")
    ('орловск', 'татарстан')
    """
    return plain(max((_parts(word)[0] for word in re.findall(r"\w+", name)), key=len))


@cache
def name_patterns() -> tuple[tuple[Region, str, re.Pattern[str]], ...]:
    """Region, form of its name and the pattern for it; longer forms first: a part does not win over the whole."""
    forms = [(r, form) for r in regions() for form in r.names]
    forms.sort(key=lambda pair: -len(pair[1]))
    # an abbreviation is one only in capitals
    return tuple(
        (r, f, re.compile(rf"(?<!\w){declined(f)}(?!\w)", 0 if f.isupper() else re.IGNORECASE)) for r, f in forms
    )


@cache
def city_pattern() -> re.Pattern[str]:
    """Any city of the list, in any case."""
    names = sorted({city for r in regions() for city in r.cities}, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(declined(n) for n in names)})(?![\w-])", re.IGNORECASE)


@cache
def cities_like(printed: str) -> tuple[tuple[Region, str], ...]:
    """The regions that have a city of this (declined) name, with the name; several where it is ambiguous.

    >>> [(r.code, city) for r, city in cities_like("Свободного")]
    [('RU-AMU', 'Свободный')]
    """
    return tuple((region, city) for region, city, pattern in _city_patterns() if pattern.fullmatch(printed))


@cache
def _city_patterns() -> tuple[tuple[Region, str, re.Pattern[str]], ...]:
    """Every city of every region with the pattern of its forms: more of them than `re` keeps compiled."""
    return tuple((r, city, re.compile(declined(city), re.IGNORECASE)) for r in regions() for city in r.cities)


@cache
def adjective_patterns() -> tuple[tuple[Region, re.Pattern[str]], ...]:
    """Adjectives of regions in names («Костромской центр»); of a district («Кировский район») they tell nothing."""
    named = ((r, r.name.split()) for r in regions())
    return tuple(
        (
            r,
            re.compile(
                rf"(?<![\w-]){_letters(parts[0][:-2])}(?:ий|ой|ая|ое|ого|ую)(?![\w-])(?!\s+{_DISTRICT})", re.IGNORECASE
            ),
        )
        for r, parts in named
        if parts[-1] in ("область", "край")
    )


_DISTRICT = (
    r"(?:муниципальн\w+\s+|городско\w+\s+)?"
    r"(?:район|округ|сельсовет|сельск|поселени|улиц|ул\.|проспект|тракт|шоссе|бульвар|област|кра[йяюе]|автономн)"
)
