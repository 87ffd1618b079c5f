"""The dictionary of Russian word forms (pymorphy3), asked whether recognition read a word."""

import re
from functools import lru_cache
from pathlib import Path

from pipeline.readers.characters import dictionary
from pipeline.readers.image.similar import one_changed

UNSURE = 0.85
"""Words recognised with more confidence are left as they are: an unknown word is more often rare than misread."""
SHORTEST = 5
LATIN_NAMES = frozenset(
    line.split("\t")[0]
    for line in Path(__file__).with_name("latin_names.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
_CONFUSED = (
    "шщ", "ин", "пл", "пн", "ий", "ес", "ос", "оа", "вз", "тг", "гт", "жх", "ци", "цп", "ьы", "вн", "бо", "ус", "чг",
    "дл", "щц",
)  # fmt: skip
_LONG = re.compile("[а-яё]{8,}")
_WORD = re.compile(r"([«(\"]*)([а-яё]+)([.,;:)»\"]*)")


@lru_cache(maxsize=100_000)
def is_known(word: str) -> bool:
    """Whether the word is in the dictionary, whatever its capitals."""
    return bool(dictionary().word_is_known(word.lower()))


def is_plain(text: str) -> bool:
    """Whether a word is print, however unsure recognition is of what a seal or a signature lies on: the dictionary has
    it, or it is so long that no strokes give it.

    >>> is_plain("средства,"), is_plain("муниципальноге"), is_plain("Мые"), is_plain("щшлои")
    (True, True, False, False)
    """
    letters = text.strip("«».,:;()")
    return len(letters) >= SHORTEST and (is_known(letters) or bool(_LONG.fullmatch(letters)))


def is_latin_name(text: str) -> bool:
    """Whether a word, punctuation aside, is one of the Latin names of Russian letters."""
    return text.strip("«»(),.;:").upper() in LATIN_NAMES


def corrected(text: str, confidence: float) -> str:
    """A word that recognition was unsure of and no dictionary has: the one known word that one similar letter makes of
    it.

    Only in small letters: a capital may begin a name, which no dictionary must know.

    >>> corrected("Миннросвещения", 0.4), corrected("резудьтатов»", 0.4), corrected("обучаюшихся,", 0.4)
    ('Миннросвещения', 'результатов»', 'обучающихся,')
    """
    match = _WORD.fullmatch(text)
    if not match or confidence >= UNSURE or len(match[2]) < SHORTEST or is_known(match[2]):
        return text
    known = {word for word in one_changed(match[2], _CONFUSED) if is_known(word)}
    return match[1] + known.pop() + match[3] if len(known) == 1 else text
