"""When two names are one: keys that fold what printing makes different. Keys are compared, never shown."""

import re
from functools import cache, lru_cache

from extractors.gazetteer import adjective_patterns
from extractors.vocabulary import words

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
QUOTES = str.maketrans(dict.fromkeys("«»“”„\"'‘’", " "))
INITIAL_GAP = re.compile(r"(?<=\.)\s+(?=\w\.)")
"""Between two initials: «С. В.» is «С.В.»."""


def fold(name: str) -> str:
    """Case, ё, dashes, quotes and runs of white space do not tell names apart.

    >>> fold("ГАОУ ДПО  «Учёба – детям»") == fold('ГАОУ ДПО "Учеба - детям"')
    True
    """
    return " ".join(name.translate(DASHES).translate(QUOTES).lower().replace("ё", "е").split())


def person_key(name: str) -> str:
    """
    >>> person_key("Семёнов П. А.")
    'семенов п.а.'
    """
    return INITIAL_GAP.sub("", fold(name))


def number_key(number: str | None) -> str | None:
    """Registration numbers are the same whatever their spaces, dashes, quotes and case, е for ё; None is no number.

    >>> number_key("742 – П")
    '742-п'
    """
    return "".join(fold(number or "").split()) or None


@lru_cache(maxsize=50_000)
def is_generic(name: str) -> bool:
    """Whether a body's name could be anyone's: no quotes, no proper word, no abbreviation but of a class.

    >>> [is_generic(name) for name in ("Отдел экономики", "МБОУ СОШ № 6", "Администрация города Светлого", "СОИРО")]
    [True, True, False, False]
    """
    if re.search('[«“„"]', name) or any(pattern.search(name) for _, pattern in adjective_patterns()):
        return False
    first, *rest = re.findall(r"[^\W\d_]+", name) or [""]
    proper = [word for word in rest if word[0].isupper()]
    capitals = [first] if len(first) > 1 and first.isupper() else []
    return all(_of_class().fullmatch(word) for word in proper + capitals)


@cache
def _of_class() -> re.Pattern[str]:
    """Legal forms and classes of bodies in capitals: «МБОУ», «СОШ», «ОМСУ»."""
    classes = map(re.escape, words("class_abbreviations"))
    return re.compile("|".join((*words("legal_forms"), *classes)))
