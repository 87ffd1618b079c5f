"""Names of bodies from the genitive back to the nominative."""

import re

from extractors.inflection import nominative
from extractors.language import Language

# «Минпросвещения», «Минобрнауки»: the second part is a genitive for good; «Минздрава», «Минтруда» are declined
_SYLLABIC = re.compile(r"(?:Мин|Деп|Ком|Гор|Обл|Упр|Рай)[а-яё]+(?:ия|и|ы|ства)(?!\w)")
_DECLINED = re.compile(r"(?P<name>Мин(?!истер)[а-яё]+[бвгджзклмнпрстфхцчшщ])а(?!\w)|(?P<soft>Мин[а-яё]+о)я(?!\w)")


def in_nominative(phrase: str, language: Language) -> str:
    """The name of a body printed in the genitive.

    >>> in_nominative("Минпросвещения России", Language()), in_nominative("Минздрава России", Language())
    ('Минпросвещения России', 'Минздрав России')
    """
    if match := _DECLINED.match(phrase):
        return (match["name"] or match["soft"] + "й") + phrase[match.end() :]
    syllabic = _SYLLABIC.match(phrase)
    if syllabic and not language.morph.word_is_known(syllabic[0].lower()):
        return phrase
    return nominative(phrase, language, "gent")
