"""Words in the dative, as those whom a letter is sent to and those who are charged are named."""

import re

from extractors.language import Language
from extractors.legal_forms import is_legal_form
from extractors.lines import WORD, in_capitals
from extractors.segment import cues

_LONGEST_IN_CAPITALS = 60


def is_dative(text: str, language: Language) -> bool:
    """Whether a line begins with a word in the dative that can be no nominative: «Директорам школ», «И.К. Горину»."""
    word = WORD.search(re.sub(rf"^{cues.INITIALS}\s?", "", text))
    if word is None or word.start() > 1 or not text[:1].isupper() or is_legal_form(word[0]):
        return False
    if in_capitals(text) and len(text) > _LONGEST_IN_CAPITALS:
        return False
    parses = [p for p in language.parses(word[0].lower()) if p.tag.POS in ("NOUN", "ADJF", "PRTF", "NPRO")]
    return any("datv" in p.tag for p in parses) and not any("nomn" in p.tag or "gent" in p.tag for p in parses)


def is_genitive(word: str, language: Language) -> bool:
    """Whether a word is a genitive that can be no nominative: «Краснодара», «Верхней», not «Лесная»."""
    tags = [p.tag for p in language.parses(word.lower())]
    return any("gent" in tag for tag in tags) and not any("nomn" in tag for tag in tags)
