"""How alike two duties are: words by their lemmas, what the duty is about, its verb, and the letters of the wording.

The letters are compared by rapidfuzz. No counts of the whole database go in, so a score stays what it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from extractors.topics import actions, find_action, find_topics
from extractors.vocabulary import words
from pipeline.store.search import CYRILLIC, TOKEN, lemma

LIGHT = 0.5
"""What a word of every order («обеспечить», «образовательный») weighs beside one that says what is to be done."""

SAME = 0.42
"""From this score on two duties are shown as one; `benchmarks.alignment` says what it is worth."""

WEIGHTS = {"words": 0.35, "topics": 0.3, "action": 0.15, "letters": 0.2}
"""Chosen on the annotated pairs, by hand from a coarse grid."""
FORMULAS = frozenset(["control"])
"""Duties of these types are one whatever their words: who controls is what differs."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What two duties are compared by; `words` with their weights."""

    type: str
    words: frozenset[str]
    topics: frozenset[str]
    action: str | None

    @property
    def telling(self) -> frozenset[str]:
        """The words that say what is to be done."""
        return frozenset(word for word in self.words if word not in light())


@lru_cache(maxsize=100_000)
def duty(text: str, kind: str = "task") -> Duty:
    """
    >>> sorted(duty("Проведение мониторинга").words)
    ['мониторинг', 'провести']
    """
    lemmas = (lemma(word.lower()) for word in TOKEN.findall(text))
    verbs = actions()
    known = frozenset(verbs.get(word, word) for word in lemmas if CYRILLIC.fullmatch(word) and len(word) > 1)
    return Duty(kind, known, frozenset(t.slug for t in find_topics(text, lemma)), find_action(text, lemma))


@lru_cache(maxsize=1)
def light() -> frozenset[str]:
    return frozenset(words("light_words"))


def similarity(one: Duty, other: Duty) -> float:
    """From 0 to 1; the parts are weighed by `WEIGHTS`.

    >>> similarity(duty("Проведение мониторинга"), duty("провести мониторинг"))
    1.0
    """
    if one.type != other.type:
        return 0.0
    if one.type in FORMULAS:
        return 1.0
    parts = {
        "words": _overlap(one.words, other.words),
        "topics": _share(one.topics, other.topics),
        "action": float(one.action is not None and one.action == other.action),
        "letters": _letters(one, other),
    }
    return round(sum(WEIGHTS[name] * part for name, part in parts.items()), 3)


def _overlap(one: Iterable[str], other: Iterable[str]) -> float:
    """Twice the weight of what both have, over the weight of both (Dice)."""
    first, second = set(one), set(other)
    whole = _weight(first) + _weight(second)
    return 2 * _weight(first & second) / whole if whole else 0.0


def _weight(words: Iterable[str]) -> float:
    return sum(LIGHT if word in light() else 1.0 for word in words)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """What both have of what either has (Jaccard)."""
    return len(one & other) / len(one | other) if one or other else 0.0


def _letters(one: Duty, other: Duty) -> float:
    """The telling words letter by letter, whatever their order: «самодиагностика» and «диагностика» are near."""
    from rapidfuzz.fuzz import token_set_ratio

    return float(token_set_ratio(" ".join(sorted(one.telling)), " ".join(sorted(other.telling)))) / 100
