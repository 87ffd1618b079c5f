"""People: found in text, and brought to the nominative whatever case they are printed in."""

import re

from extractors.language import Language
from extractors.people.declension import Case, is_known, readings
from extractors.people.find import find_people, surname_likeness
from extractors.people.nominative import Parts, person
from schemas.document import Person

__all__ = ["Case", "find_people", "nominative_person"]

_WORDS = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ]{2,}(?:-[А-ЯЁ]{2,})?")


def nominative_person(text: str, language: Language, case: Case | None = None) -> Person | None:
    """The person whose name is `text` and nothing else; None where it does not look like one name.

    Beside what `find_people` finds, a lone surname and a surname with a given name count.
    """
    people = find_people(text, 0, len(text), language, case)
    if people:
        return people[0].value if len(people) == 1 else None
    words = text.split()
    if not 1 <= len(words) <= 2 or not all(_WORDS.fullmatch(w) for w in words):
        return None
    surname, given = _surname_and_given(words, language)
    return person(Parts(surname, given), language, case) if surname_likeness(surname, language) == 2 else None


def _surname_and_given(words: list[str], language: Language) -> tuple[str, str | None]:
    """«Людмила Филонова» and «Филонова Людмила»: the given name is the one that the dictionary knows as such."""
    if len(words) == 1:
        return words[0], None
    first, second = words
    is_given = any(is_known(r.nominative, "given", r.gender, language) for r in readings(first, "given", language))
    return (second, first) if is_given else (first, second)
