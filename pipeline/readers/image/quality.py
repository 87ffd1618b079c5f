"""How far a recognised page can be trusted."""

import re
from collections.abc import Iterable

from pipeline.readers.image.dictionary import is_known
from pipeline.readers.image.recognize import Seen

NONSENSE_SHARE = 0.35
FEW_WORDS = 8
_WORD = re.compile(r"[А-Яа-яЁё]{4,}")


def dictionary_share(texts: Iterable[str]) -> float | None:
    """Which part of the letters in Russian words of four letters and more stands in dictionary words; None without such
    words."""
    words = [word for text in texts for word in _WORD.findall(text)]
    total = sum(map(len, words))
    return sum(len(word) for word in words if is_known(word)) / total if total else None


def page_confidence(words: Iterable[Seen]) -> float:
    """Mean confidence of the words weighted by length, times the dictionary's share where the page has enough words to
    tell."""
    seen = tuple(words)
    letters = sum(len(word.text) for word in seen)
    if not letters:
        return 0.0
    mean = sum(word.confidence * len(word.text) for word in seen) / letters
    share = dictionary_share(word.text for word in seen)
    return round(mean if share is None else mean * min(1.0, share / 0.9), 3)


def is_nonsense(words: Iterable[Seen]) -> bool:
    """Whether so few of the words are Russian that the page was not read at all (noise, a picture, a page upside
    down)."""
    texts = [word.text for word in words]
    share = dictionary_share(texts)
    return len(texts) >= FEW_WORDS and (share is None or share < NONSENSE_SHARE)
