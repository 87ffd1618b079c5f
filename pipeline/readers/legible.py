"""Is a text layer what a person sees, or garbage of a broken encoding?"""

import re
from itertools import islice

from pipeline.readers.characters import alike, clean, dictionary

WORD = re.compile(r"[^\W\d_]{4,}")
BROKEN = re.compile(r"\ufffd|\(cid:\d+\)|[\ue000-\uf8ff]|[\x00-\x08\x0e-\x1f]")
ODD_LETTERS = re.compile(r"[À-ÿŒœŸ¡-¿†‡ˆ‰‹›]")
SAMPLE = 60
"""Words looked up: enough to tell prose from garbage."""
PRINTED, RECOGNISED = 0.4, 0.85
"""Of the words, the share that the dictionary knows at least: of what a program printed, and of what a scanner laid
over its picture: good ones have 0.9 and more, that of a careless scanner 0.7."""


def is_legible(text: str, share: float = PRINTED) -> bool:
    """Mostly words of Russian (or plain Latin words and figures), not code points that stand for nothing.

    >>> [is_legible(text) for text in ("Руководителям органов самоуправления", "Ðóêîâîäèòåëÿì", "Ццуьй шщрп жзэъ")]
    [True, False, False]
    """
    if len(BROKEN.findall(text)) > 0.05 * len(text) or len(ODD_LETTERS.findall(text)) > 0.2 * len(text):
        return False
    words = [match[0] for match in islice(WORD.finditer(alike(clean(text))), SAMPLE)]
    cyrillic = [word for word in words if "а" <= word[0].lower() <= "я"]
    if len(cyrillic) < 3:
        return True
    known = [word for word in cyrillic if dictionary().word_is_known(word)]
    return len(known) > share * len(cyrillic)
