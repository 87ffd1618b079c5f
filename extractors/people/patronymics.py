"""Patronymics: the one part of a name whose ending tells gender and case for certain.

>>> read("Витальевне")
Patronymic(nominative='Витальевна', gender='femn', cases=('datv', 'loct'))
"""

import re
from dataclasses import dataclass

from extractors.people.declension import CASES, Case, Gender

_MASCULINE = re.compile(r"(?P<stem>[А-ЯЁ][а-яё-]{2,}ич)(?P<ending>|а|у|ем|е)")
_FEMININE = re.compile(r"(?P<stem>[А-ЯЁ][а-яё-]*(?:[оеё]в|ич|иш)н)(?P<ending>а|ы|е|у|ой|ою)")
#: «Вагиф Гасан оглы»: the word after the father's name tells the gender, nothing is declined.
TURKIC: dict[str, Gender] = {
    "оглы": "masc",
    "оглу": "masc",
    "уулу": "masc",
    "улы": "masc",
    "кызы": "femn",
    "гызы": "femn",
    "кизи": "femn",
}
_TURKIC = re.compile(rf"(?P<father>[А-ЯЁ][а-яё]+)(?P<gap>[ -])(?P<word>{'|'.join(TURKIC)})", re.IGNORECASE)
_MASCULINE_CASES: dict[str, tuple[Case, ...]] = {
    "": ("nomn",),
    "а": ("gent", "accs"),
    "у": ("datv",),
    "ем": ("ablt",),
    "е": ("loct",),
}
_FEMININE_CASES: dict[str, tuple[Case, ...]] = {
    "а": ("nomn",),
    "ы": ("gent",),
    "е": ("datv", "loct"),
    "у": ("accs",),
    "ой": ("ablt",),
    "ою": ("ablt",),
}


@dataclass(frozen=True, slots=True)
class Patronymic:
    """The nominative, and the cases the printed form can stand in."""

    nominative: str
    gender: Gender
    cases: tuple[Case, ...]


def read(form: str) -> Patronymic | None:
    """A patronymic in ordinary case («Гасан оглы» with its second word), or None."""
    if m := _TURKIC.fullmatch(form):
        return Patronymic(form, TURKIC[m["word"].lower()], CASES)
    if m := _MASCULINE.fullmatch(form):
        return Patronymic(m["stem"], "masc", _MASCULINE_CASES[m["ending"]])
    if m := _FEMININE.fullmatch(form):
        return Patronymic(m["stem"] + "а", "femn", _FEMININE_CASES[m["ending"]])
    return None
