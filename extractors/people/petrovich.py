"""pytrovich inflects a nominative into any case: used to verify candidates."""

from functools import cache, lru_cache

from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

_CASES = {
    "gent": Case.GENITIVE,
    "datv": Case.DATIVE,
    "accs": Case.ACCUSATIVE,
    "ablt": Case.INSTRUMENTAL,
    "loct": Case.PREPOSITIONAL,
}
_GENDERS = {"masc": Gender.MALE, "femn": Gender.FEMALE}
_PARTS = {"surname": NamePart.LASTNAME, "given": NamePart.FIRSTNAME, "patronymic": NamePart.MIDDLENAME}


@cache
def _maker() -> PetrovichDeclinationMaker:
    return PetrovichDeclinationMaker()


@lru_cache(maxsize=50_000)
def inflect(nominative: str, part: str, gender: str, case: str) -> str:
    """The form of a name's part in `case`; the nominative itself for «nomn».

    >>> inflect("Лисина", "surname", "femn", "datv")
    'Лисиной'
    """
    if case == "nomn":
        return nominative
    return str(_maker().make(_PARTS[part], _GENDERS[gender], _CASES[case], nominative))
