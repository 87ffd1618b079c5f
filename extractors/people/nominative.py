"""The parts of a printed name made a `Person` in the nominative."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.language import Language
from extractors.people import patronymics
from extractors.people.declension import CASES, Case, Gender, Reading, looks_oblique, readings
from schemas.document import Person

_PARTICLE = re.compile(r"[ДО]['’](?=[А-ЯЁ])")


@dataclass(frozen=True, slots=True)
class Parts:
    """A name as printed. `given` and `patronymic` are words, or initials without their dots."""

    surname: str
    given: str | None = None
    patronymic: str | None = None


def person(parts: Parts, language: Language, case: Case | None = None) -> Person:
    """`Parts` in the nominative.

    Gender and case come from the patronymic where it is printed, else from `case`, which the context demands, as far as
    the form allows it. What stays open («Иванову И.И.» without a context) is read in the order of `declension.LIKELY`:
    a nominative of either gender, then the dative of a man.
    """
    surname, given, patronymic = (_ordinary(p) for p in (parts.surname, parts.given, parts.patronymic))
    father = patronymics.read(patronymic) if patronymic and len(patronymic) > 1 else None
    gender = father.gender if father else None
    cases = father.cases if father else CASES
    if given and not _is_initial(given):
        cases = _narrowed(cases, gender, readings(surname or "", "surname", language))
        reading = _choose(readings(given, "given", language), gender, cases, case)
        given, gender, case = reading.nominative, reading.gender, reading.case
    last = _surname(surname or "", gender, cases, case, language)
    return _assemble(last, given, father.nominative if father else patronymic)


def _narrowed(cases: tuple[Case, ...], gender: Gender | None, surnames: Iterable[Reading]) -> tuple[Case, ...]:
    """The cases in which the surname has a credible reading: «Алиевой» tells the case of «Севдой Гасан кызы»."""
    credible = {r.case for r in surnames if not r.rank[0] and gender in (None, r.gender)}
    return tuple(c for c in cases if c in credible) or cases


def _choose(
    candidates: Iterable[Reading], gender: Gender | None, cases: tuple[Case, ...], wanted: Case | None
) -> Reading:
    """The reading that agrees best with the gender, the possible cases and the wanted one, in this order."""

    forms = tuple(candidates)
    undeclined = not any(r.case == wanted and not r.rank[1] for r in forms)  # «на Худи А.С.»: no other accusative

    def disagreement(r: Reading) -> tuple[object, ...]:
        declined = bool(r.rank[1]) and not (wanted == r.case and (undeclined or r.case == "nomn"))
        dubious = declined or (bool(r.rank[0]) and looks_oblique(r.nominative))
        return (gender not in (None, r.gender), r.case not in cases, dubious, wanted not in (None, r.case), r.rank)

    return min(forms, key=disagreement)


def _surname(form: str, gender: Gender | None, cases: tuple[Case, ...], case: Case | None, language: Language) -> str:
    m = _PARTICLE.match(form)
    particle = m[0] if m else ""
    candidates = readings(form[len(particle) :], "surname", language)
    return particle + (_choose(candidates, gender, cases, case).nominative if candidates else form[len(particle) :])


def _ordinary(word: str | None) -> str | None:
    """«ИВАНОВ» is «Иванов», «САЛТЫКОВ-ЩЕДРИН» «Салтыков-Щедрин»; white space folded."""
    if word is None:
        return None
    folded = re.sub(r"\s+", " ", word)
    return re.sub(r"[А-ЯЁ]{2,}", lambda m: m[0].capitalize(), folded) if len(folded) > 2 else folded


def _is_initial(part: str) -> bool:
    return len(part) == 1 or part.lower() in ("дж", "дз") or ".-" in part


def _assemble(surname: str, given: str | None, patronymic: str | None) -> Person:
    given, patronymic = (f"{p}." if p and _is_initial(p) else p for p in (given, patronymic))
    initials = bool(given and given.endswith("."))
    rest = ("" if initials else " ").join(p for p in (given, patronymic) if p)
    return Person(name=f"{surname} {rest}".strip(), surname=surname, given=given, patronymic=patronymic)
