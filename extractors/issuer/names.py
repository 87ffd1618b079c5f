"""Names of bodies from the genitive back to the nominative."""

import re

from extractors.inflection import nominative
from extractors.language import Language

# «приказ Минтруда России и Минздрава России»: a second body after «и»
_JOINT = re.compile(r"(\s+и\s+|,\s+)(?=(?:Мин|Рос|Федеральн)[а-яё]+\s)")


def in_nominative(phrase: str, language: Language) -> str:
    """The name of a body, or of several, printed in the genitive.

    >>> language = Language()
    >>> in_nominative("Минпросвещения России", language), in_nominative("Минтруда России и Минздрава России", language)
    ('Минпросвещения России', 'Минтруд России и Минздрав России')
    """
    parts = _JOINT.split(phrase)
    return "".join(nominative(part, language, "gent") if i % 2 == 0 else part for i, part in enumerate(parts))
