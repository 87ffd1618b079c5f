"""When two names are one: keys that fold what printing makes different. Keys are compared, never shown."""

import re

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


def number_key(number: str | None) -> str:
    """Registration numbers are the same whatever their spaces, dashes and case.

    >>> number_key("742 – П")
    '742-п'
    """
    return "".join((number or "").translate(DASHES).lower().split())


def is_generic(name: str) -> bool:
    """Whether a body's name could be anyone's («Управление образования»): nothing proper in it, no quotes, no number.

    >>> is_generic("Отдел экономики"), is_generic("МБОУ СОШ № 6"), is_generic("Администрация города Светлого")
    (True, False, False)
    """
    rest = name.strip()[1:]
    return not any(c.isupper() or c.isdigit() or c in '«“„"' for c in rest)
