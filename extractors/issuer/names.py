"""Names of bodies from the genitive back to the nominative."""

import re

from extractors.inflection import nominative
from extractors.language import Language

# «Минпросвещения», «Минобрнауки»: the second part is a genitive for good; «Минздрава», «Минтруда» are declined
_SYLLABIC = re.compile(r"(?:Мин|Деп|Ком|Гор|Обл|Упр|Рай)[а-яё]+(?:ия|и|ы|ства)(?!\w)")
_DECLINED = re.compile(r"(?P<name>Мин(?!истер)[а-яё]+[бвгджзклмнпрстфхцчшщ])а(?!\w)|(?P<soft>Мин[а-яё]+о)я(?!\w)")


# «приказ Минтруда России и Минздрава России»: a second body after «и»
_JOINT = re.compile(r"(\s+и\s+|,\s+)(?=(?:Мин|Рос|Федеральн)[а-яё]+\s|Министерств)")


def in_nominative(phrase: str, language: Language) -> str:
    """The name of a body, or of several, printed in the genitive.

    >>> language = Language()
    >>> in_nominative("Минпросвещения России", language), in_nominative("Минтруда России и Минздрава России", language)
    ('Минпросвещения России', 'Минтруд России и Минздрав России')
    """
    parts = _JOINT.split(phrase)
    return "".join(_one(part, language) if i % 2 == 0 else part for i, part in enumerate(parts))


def _one(phrase: str, language: Language) -> str:
    if match := _DECLINED.match(phrase):
        return (match["name"] or match["soft"] + "й") + phrase[match.end() :]
    syllabic = _SYLLABIC.match(phrase)
    if syllabic and not language.morph.word_is_known(syllabic[0].lower()):
        return phrase
    return nominative(phrase, language, "gent")
