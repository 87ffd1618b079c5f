"""How alike two duties are: words by their lemmas, what the duty is about, its verb, and the letters of the wording.

The letters are compared by rapidfuzz. No counts of the whole database go in, so a score stays what it was.
"""

from dataclasses import dataclass
from functools import lru_cache

from extractors.topics import Topic, actions, find_action, find_topics
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
    """What two duties are compared by; `telling` words say what is to be done, `letters` are these in a line."""

    type: str
    words: frozenset[str]
    telling: frozenset[str]
    letters: str
    topics: tuple[Topic, ...]
    slugs: frozenset[str]
    action: str | None


@lru_cache(maxsize=100_000)
def duty(text: str, kind: str = "task") -> Duty:
    """
    >>> sorted(duty("Проведение мониторинга").words)
    ['мониторинг', 'провести']
    """
    lemmas = (lemma(word.lower()) for word in TOKEN.findall(text))
    verbs = actions()
    known = frozenset(verbs.get(word, word) for word in lemmas if CYRILLIC.fullmatch(word) and len(word) > 1)
    telling = known - light()
    topics = find_topics(text, lemma)
    slugs = frozenset(topic.slug for topic in topics)
    return Duty(kind, known, telling, " ".join(sorted(telling)), topics, slugs, find_action(text, lemma))


@lru_cache(maxsize=1)
def light() -> frozenset[str]:
    return frozenset(words("light_words"))


def similarity(one: Duty, other: Duty, least: float = 0.0) -> float:
    """From 0 to 1; the parts are weighed by `WEIGHTS`. What cannot reach `least` is 0, at less cost.

    >>> similarity(duty("Проведение мониторинга"), duty("провести мониторинг"))
    1.0
    """
    if one.type != other.type:
        return 0.0
    if one.type in FORMULAS:
        return 1.0
    score = (
        WEIGHTS["words"] * _overlap(one, other)
        + WEIGHTS["topics"] * _share(one.slugs, other.slugs)
        + WEIGHTS["action"] * (one.action is not None and one.action == other.action)
    )
    if score + WEIGHTS["letters"] < least:
        return 0.0
    return round(score + WEIGHTS["letters"] * _letters(one, other), 3)


def _overlap(one: Duty, other: Duty) -> float:
    """Twice the weight of the words that both have, over the weight of both (Dice)."""
    whole = _weight(one.words, one.telling) + _weight(other.words, other.telling)
    return 2 * _weight(one.words & other.words, one.telling & other.telling) / whole if whole else 0.0


def _weight(words: frozenset[str], telling: frozenset[str]) -> float:
    return LIGHT * (len(words) - len(telling)) + len(telling)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """What both have of what either has (Jaccard)."""
    return len(one & other) / len(one | other) if one or other else 0.0


def _letters(one: Duty, other: Duty) -> float:
    """The telling words letter by letter, whatever their order: «самодиагностика» and «диагностика» are near."""
    from rapidfuzz.fuzz import token_set_ratio

    return float(token_set_ratio(one.letters, other.letters)) / 100
