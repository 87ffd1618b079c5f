"""Full-text search that knows Russian forms: texts are indexed by lemmas, and questions are asked in lemmas."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

TOKEN = re.compile(r"[^\W_]+")
"""A token as SQLite's `unicode61` tokenizer cuts it, so that lemmas keep the places of the printed words."""

CYRILLIC = re.compile(r"[а-яё]+")
ASKED = re.compile(r'"([^"]*)"?|([^\s"]+)')
"""A phrase in quotes (a closing one may be forgotten), or a word."""


def lemmatize(text: str) -> str:
    """The text with each word replaced by its lemma (lower case, е for ё); numbers, signs and the count of words stay.

    >>> lemmatize("Приказом № 10-32/419 утверждён план")
    'приказ № 10-32/419 утвердить план'
    """
    return TOKEN.sub(lambda found: lemma(found[0].lower()), text)


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """The lemma of a lower-case word; a word with other than Russian letters is its own.

    A word that the dictionary does not have is rather a surname than an adjective: «Филоновой» is of «Филонов».
    """
    if not CYRILLIC.fullmatch(word):
        return word
    parses = _morph().parse(word)
    surnames = () if parses[0].is_known else (p for p in parses if "Surn" in p.tag)
    normal = next(iter(surnames), parses[0]).normal_form
    return (normal if CYRILLIC.fullmatch(normal) else word).replace("ё", "е")


def parses(word: str) -> "list[Parse]":
    """The readings of a lower-case word, the likeliest first."""
    found: list[Parse] = _morph().parse(word)
    return found


@cache
def _morph() -> "MorphAnalyzer":
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def escape_query(user_text: str) -> str:
    """What a user typed as an FTS5 query: all the words, in any form; "phrases" in quotes; `благо*` by its beginning.

    >>> escape_query('приказа 10-32/419 "Школы Минпросвещения" благо*')
    '"приказ" AND "10-32/419" AND "школа минпросвещение" AND "благо"*'
    """
    terms = (_phrase(phrase) if phrase else _word(word) for phrase, word in ASKED.findall(user_text))
    return " AND ".join(filter(None, terms)) or '""'


def escape_beginnings(user_text: str) -> str:
    """Part of a name as an FTS5 query: each of its words is the beginning of one.

    >>> escape_beginnings("Учёбы № 6")
    '"учебы"* AND "6"*'
    """
    return " AND ".join(f'"{word}"*' for word in TOKEN.findall(user_text.lower().replace("ё", "е"))) or '""'


def _phrase(asked: str) -> str | None:
    """The words side by side, quoted so that nothing in them is FTS5 syntax; None where there is no word."""
    return f'"{lemmatize(asked)}"' if TOKEN.search(asked) else None


def _word(asked: str) -> str | None:
    """One word: its beginning with `*`, else each lemma that one of its forms is indexed by."""
    if asked.endswith("*") and TOKEN.search(asked):
        return f'"{asked.rstrip("*").lower().replace("ё", "е")}"*'
    if not CYRILLIC.fullmatch(asked.lower()):
        return _phrase(asked)
    lemmas = " OR ".join(f'"{lemma}"' for lemma in _askings(asked.lower()))
    return f"({lemmas})" if " OR " in lemmas else lemmas


@lru_cache(maxsize=10_000)
def _askings(word: str) -> tuple[str, ...]:
    """The lemmas of a word's forms: «стали» is of «сталь» and of «стать», and indexed as only one of them."""
    forms = {form.word for parse in _morph().parse(word) for form in parse.lexeme}
    return tuple(sorted({lemma(word), *map(lemma, forms)}))
