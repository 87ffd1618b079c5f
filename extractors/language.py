"""The one place where language models are loaded.

`Language()` gives the dictionary of word forms (pymorphy3) at once; natasha's neural models are read when prose is
first analysed, and come out as a spaCy `Doc`, so that rules are spaCy matchers or plain patterns, whichever is clearer.
"""

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import pymorphy3
from pymorphy3.analyzer import Parse

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extractors.prose import Prose


class Language:
    """Russian: forms of words, and the analysis of prose.

    >>> [parse.normal_form for parse in Language().parses("приказом")]
    ['приказ']
    """

    def __init__(self) -> None:
        self.morph = pymorphy3.MorphAnalyzer()
        self.parses = lru_cache(maxsize=100_000)(self._parses)
        self.knows = lru_cache(maxsize=100_000)(self._knows)

    def _parses(self, word: str) -> tuple[Parse, ...]:
        return tuple(self.morph.parse(word))

    def _knows(self, word: str) -> bool:
        """Whether the dictionary itself has the form `word`, written in small letters."""
        return bool(self.morph.word_is_known(word))

    @cached_property
    def _prose(self) -> "Prose":
        from extractors.prose import Prose

        return Prose()

    def analyse(self, text: str) -> "Doc":
        """Sentences, tokens, lemmas, parts of speech, syntax and names of `text`; `doc.text == text`."""
        return self._prose(text)
