"""People in running text: «И.О. Фамилия», «Фамилия И.О.», full names in any order.

Two searches: clusters of initials, which take the word at the left or at the right for a surname, and patronymics,
which take the words around them. A word is judged by the dictionary: «Ректор Ю.В. Борзунова» is not «Ректор Ю.В.».
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extractors.language import Language
from extractors.legal_forms import is_legal_form
from extractors.people import patronymics
from extractors.people.declension import Case, in_dictionary, readings
from extractors.people.nominative import Parts, person
from extractors.vocabulary import words
from schemas.document import Person
from schemas.facts import Found, found

_CAPITAL = "[А-ЯЁ]"
_WORD = rf"(?:{_CAPITAL}[а-яё]+|{_CAPITAL}{{2,}})"
_PARTICLE = r"(?:(?:фон дер|де ла|фон|ван|де|дель|ди|да)\s|[ДО]['’])"
_SURNAME = rf"{_PARTICLE}?{_WORD}(?:-{_WORD}|-[а-яё]{{4,}})?"
_INITIAL = rf"{_CAPITAL}(?:ж|\.-{_CAPITAL}(?=\.))?"  # Дж., Ц.-Д.
#: Initials as printed and as recognition leaves them: «Ю.В.», «Ю. В.», «Ю.В», «Ю,В.», «Ю .В.», «Ю.»
_DOTTED = rf"(?P<given>{_INITIAL})(?: ?[.,] {{0,2}}(?P<patronymic>{_INITIAL})(?: ?\.|(?![\w-]))| ?\.)"
_CLUSTER = re.compile(rf"(?<!{_CAPITAL})(?<![.«\"-]){_DOTTED}")
#: «Иванов И О», «Иванов ИО» have no dots: only after a sure surname.
_BARE = re.compile(rf"(?P<surname>{_SURNAME}) (?P<given>{_CAPITAL}) ?(?P<patronymic>{_CAPITAL})(?:\.|(?![\w«-]))(?!\w)")
_GAP = r"[ ]{0,3}\n?[ ]{0,3}"
_BEFORE = re.compile(rf"(?<![\w-])(?P<surname>{_SURNAME}){_GAP}$")
_AFTER = re.compile(rf"{_GAP}(?P<surname>{_SURNAME})(?![\w-])")
_FOLLOWING = re.compile(rf"{_GAP}(?P<cluster>{_DOTTED})")
_CAPITALISED = re.compile(rf"(?<![\w-]){_SURNAME}(?:[ -](?:{'|'.join(patronymics.TURKIC)})(?!\w))?(?!\w)")
#: A name that is part of another name: a school's, a street's.
_NAMED_AFTER = re.compile(
    r"(?:\b(?:им\.|имени)(?:\s+[\w.]+){0,5}?|\b(?:ул|пр|просп|пер|пл|наб|бул|б-р)\.|\b(?:улиц|проспект|переул|площад(?:[ьи]|ью)\b|набережн)\w*)\s*$",
    re.IGNORECASE,
)
_STREET_AFTER = re.compile(r"[ ]*(?:ул|пер|пл|просп)\.")
#: «администрации района Заозёрский О.А. Лобову»: the word before the initials is the name of a place.
_PLACE_BEFORE = re.compile(r"\b(?:район|округ|город|пос[её]л|сел)[а-яё]*\s+[А-ЯЁ][а-яё]+(?:[иыо]й|[ая]я|[ое]е)\s*$")
_SEAL = re.compile(r"(?<![^\t\n])М\. ?П\.(?![^\t\n])")
"""«М.П.» alone in its line or column: the place of a seal."""
_WINDOW = 80


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    parts: Parts
    rule: str


def find_people(
    text: str, start: int, end: int, language: Language, case: Case | None = None
) -> tuple[Found[Person], ...]:
    """The people named in `text[start:end]`, nominative, in order. `case` is what the context demands of them."""
    full = list(_full_names(text, start, end, language))
    taken = [(n.start, n.end) for n in full]
    short = [n for n in _with_initials(text, start, end, language) if not _overlaps(n, taken)]
    names = sorted(full + short, key=lambda n: n.start)
    return tuple(
        found(person(n.parts, language, case or _case_before(text, start, n.start)), n.start, n.end, n.rule)
        for n in names
        if not _NAMED_AFTER.search(text, max(start, n.start - _WINDOW), n.start)
        and not _STREET_AFTER.match(text, n.end, end)
    )


_CASE_BEFORE: tuple[tuple[re.Pattern[str], Case], ...] = (
    (re.compile(r"\b(?:возл\w+|контроль)[^.;]*\sна\s+$", re.IGNORECASE), "accs"),
    (re.compile(r"\b(?:поруч|рекоменд|предлож|предлаг)\w+\s+$", re.IGNORECASE), "datv"),
    (re.compile(r"\b(?:обяза|назнач|прос|прош)\w+\s+$", re.IGNORECASE), "accs"),
    (re.compile(r"\bк\s+$"), "datv"),
    (re.compile(r"\b(?:у|от|для)\s+$"), "gent"),
)


def _case_before(text: str, start: int, name: int) -> Case | None:
    """The case that the words just before a name demand, where they demand one."""
    before = text[max(start, name - _WINDOW) : name]
    return next((case for pattern, case in _CASE_BEFORE if pattern.search(before)), None)


def _overlaps(name: _Name, taken: list[tuple[int, int]]) -> bool:
    return any(name.start < e and s < name.end for s, e in taken)


# -- full names


def _full_names(text: str, start: int, end: int, language: Language) -> Iterator[_Name]:
    tokens = list(_CAPITALISED.finditer(text, start, end))
    free = start
    for i, token in enumerate(tokens):
        if token.start() < free or not _is_patronymic(tokens, i, language):
            continue
        for rule, order in _ORDERS:
            places = {part: i + step for part, step in order.items()}
            if _is_name(text, tokens, places, free, language):
                run = sorted(places.values())
                parts = Parts(**{part: tokens[at][0] for part, at in places.items()})
                free = tokens[run[-1]].end()
                yield _Name(tokens[run[0]].start(), free, parts, rule)
                break


#: Where surname and given name stand from the patronymic.
_ORDERS: tuple[tuple[str, dict[str, int]], ...] = (
    ("person.surname_given_patronymic", {"surname": -2, "given": -1, "patronymic": 0}),
    ("person.given_patronymic_surname", {"surname": 1, "given": -1, "patronymic": 0}),
)


def _is_name(text: str, tokens: list[re.Match[str]], places: dict[str, int], free: int, language: Language) -> bool:
    run = sorted(places.values())
    if run[0] < 0 or run[-1] >= len(tokens) or tokens[run[0]].start() < free:
        return False
    gaps = (text[tokens[a].end() : tokens[b].start()] for a, b in pairwise(run))
    given, surname = tokens[places["given"]][0], tokens[places["surname"]][0]
    return (
        all(re.fullmatch(r"[ ]{1,3}|[ ]*\n[ ]*", gap) for gap in gaps)
        and not patronymics.read(_ordinary(given))
        and surname_likeness(given, language) >= 0
        and surname_likeness(surname, language) >= 0
    )


def _is_patronymic(tokens: list[re.Match[str]], at: int, language: Language) -> bool:
    """«Основной» ends as a patronymic, but the dictionary knows better; so does the surname «Головне Илье Кузьмичу»."""
    word = _ordinary(tokens[at][0])
    if not patronymics.read(word):
        return False
    known = in_dictionary(word, language)
    if any("Patr" in p.tag for p in known):
        return True
    following = [_ordinary(token[0]) for token in tokens[at + 1 : at + 3]]
    surname = len(following) > 1 and _is_given(following[0], language) and bool(patronymics.read(following[1]))
    return not surname and (not known or any("Surn" in p.tag for p in known))


def _is_given(word: str, language: Language) -> bool:
    return any("Name" in p.tag for p in in_dictionary(word, language))


# -- initials


def _with_initials(text: str, start: int, end: int, language: Language) -> Iterator[_Name]:
    free = start
    for cluster in _CLUSTER.finditer(text, start, end):
        seen = cluster.start() < free or _SEAL.match(text, cluster.start())
        name = None if seen else _around(text, free, end, cluster, language)
        if name:
            free = name.end
            yield name
    for m in _BARE.finditer(text, start, end):
        if surname_likeness(m["surname"], language) == 2:
            parts = Parts(m["surname"], m["given"], m["patronymic"])
            yield _Name(m.start(), m.end(), parts, "person.surname_bare_initials")


def _around(text: str, free: int, end: int, cluster: re.Match[str], language: Language) -> _Name | None:
    """The surname at the side that looks more like one; of equals the one on the same line, then the left one."""
    left = _BEFORE.search(text[max(free, cluster.start() - _WINDOW) : cluster.start()])
    right = _AFTER.match(text, cluster.end(), end)
    needed = 0 if cluster["patronymic"] else 1
    sides = [
        (likeness, "\n" not in m[0], side, m)
        for side, m in ((1, left), (0, right))
        if m and (likeness := surname_likeness(m["surname"], language)) >= needed
    ]
    if not sides:
        return None
    _, _, at_left, m = max(sides, key=lambda s: s[:3])
    if len(sides) > 1 and right and _PLACE_BEFORE.search(text[max(free, cluster.start() - _WINDOW) : cluster.start()]):
        at_left, m = 0, right
    elif len(sides) > 1 and left and _begins_list(text, end, cluster, sides[0][0], language):
        at_left, m = 1, left
    parts = Parts(m["surname"], cluster["given"], cluster["patronymic"])
    if at_left:
        return _Name(cluster.start() - len(m[0]), cluster.end(), parts, "person.surname_initials")
    return _Name(cluster.start(), m.end(), parts, "person.initials_surname")


def _begins_list(text: str, end: int, cluster: re.Match[str], likeness: int, language: Language) -> bool:
    """«Дзюба С.И. Шкурко Н.Ф.»: the names of a list have one order, and its last initials tell which.

    `likeness` is that of the word before the first initials.
    """
    last, after = cluster, _AFTER.match(text, cluster.end(), end)
    followed = 0
    while after and (following := _FOLLOWING.match(text, after.end(), end)):
        last, followed = following, followed + 1
        after = _AFTER.match(text, last.end("cluster"), end)
    return followed > 0 and (after is None or surname_likeness(after["surname"], language) < likeness)


@lru_cache(maxsize=50_000)
def surname_likeness(word: str, language: Language) -> int:
    """2 a surname by the dictionary or by its ending, 1 an unknown word, 0 a common word, -1 never a surname."""
    ordinary = _ordinary(word)
    if word.isupper() and _is_abbreviation(word):
        return -1
    known = [p for p in in_dictionary(ordinary, language) if p.tag.POS != "ADJS"]  # «Кедрова» is no «кедровый»
    if {p.normal_form for p in known} & _NEVER or ordinary.lower() in _NEVER:
        return -1
    if any("Surn" in p.tag for p in known):
        return 2
    if known and not any(p.tag.POS in ("NOUN", "ADJF") for p in known):
        return 0 if ordinary.endswith("ло") else -1  # «Решетило К.Я.»
    if not known:
        likeliest = next(iter(readings(ordinary, "surname", language)), None)
        return 2 if likeliest and not likeliest.rank[0] else 1
    return 0


def _is_abbreviation(word: str) -> bool:
    """«ГБУК», «СОШ», «ООО» in capitals: a legal form, a class, or without a vowel."""
    return word in _CLASSES or not re.search("[АЕЁИОУЫЭЮЯ]", word) or is_legal_form(word)


def _ordinary(word: str) -> str:
    return re.sub(r"[А-ЯЁ]{2,}", lambda m: m[0].capitalize(), word)


_CLASSES = frozenset(words("class_abbreviations"))
_NEVER = frozenset(words("not_surnames") + words("posts") + words("body_nouns"))
