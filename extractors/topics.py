"""What a duty is about and what it does: topics by lemma rules, the verb whatever its form.

`vocabulary/topics.tsv` holds the rules, `vocabulary/actions.tsv` the verbs; both are meant to be edited. The lemma of a
lower-case word (е for ё) is asked of the `lemma` handed in.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.vocabulary import rows

Lemma = Callable[[str], str]
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
GAP = 3
"""Words that may stand between two words of a rule: «план внеурочных и иных мероприятий»."""
FIRST_WORDS = 12
"""Where the verb of a duty stands: after the dative that names who does it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the vocabulary: lemmas in order; one that ends in «*» is a beginning."""

    slug: str
    name: str
    lemmas: tuple[str, ...]

    @property
    def label(self) -> str:
        return f"{self.slug}: {'+'.join(self.lemmas)}"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic found: its code and name, the rule, the printed words that fit it."""

    slug: str
    name: str
    rule: str
    words: str


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(Rule(slug, name, tuple(rule.split("+"))) for slug, name, rule, _ in rows("topics"))


@cache
def actions() -> dict[str, str]:
    """Lemma to verb.

    >>> actions()["проведение"], actions()["проводить"]
    ('провести', 'провести')
    """
    return {form: verb for verb, forms, _ in rows("actions") for form in (verb, *forms.split())}


def find_topics(text: str, lemma: Lemma) -> tuple[Topic, ...]:
    """Each topic once, by the first of its rules that fits, in the vocabulary's order."""
    printed = WORD.findall(text)
    lemmas = [_plain(lemma, word) for word in printed]
    found: dict[str, Topic] = {}
    for first, rule in _candidates(lemmas):
        if rule.slug not in found and (places := _places(rule.lemmas, lemmas, first)):
            words = " … ".join(printed[place] for place in places)
            found[rule.slug] = Topic(rule.slug, rule.name, rule.label, words)
    order = list(dict.fromkeys(rule.slug for rule in rules()))
    return tuple(sorted(found.values(), key=lambda topic: order.index(topic.slug)))


def find_action(text: str, lemma: Lemma) -> str | None:
    """The verb of a duty, or None where it has none that the vocabulary knows («Вебинары»)."""
    known = actions()
    lemmas = (_plain(lemma, word) for word in WORD.findall(text)[:FIRST_WORDS])
    return next((known[word] for word in lemmas if word in known), None)


@cache
def _by_first() -> tuple[dict[str, list[Rule]], tuple[Rule, ...]]:
    """Rules by their first lemma, and those whose first lemma is a beginning."""
    exact: dict[str, list[Rule]] = {}
    for rule in rules():
        exact.setdefault(rule.lemmas[0], []).append(rule)
    return exact, tuple(rule for rule in rules() if rule.lemmas[0].endswith("*"))


def _candidates(lemmas: Sequence[str]) -> Iterator[tuple[int, Rule]]:
    exact, beginnings = _by_first()
    for place, word in enumerate(lemmas):
        yield from ((place, rule) for rule in exact.get(word, ()))
        yield from ((place, rule) for rule in beginnings if _fits(rule.lemmas[0], word))


def _places(wanted: Sequence[str], lemmas: Sequence[str], first: int) -> tuple[int, ...]:
    """Where the lemmas of a rule stand, the first of them at `first`; nothing where one is missing."""
    places = [first]
    for want in wanted[1:]:
        after = range(places[-1] + 1, min(len(lemmas), places[-1] + 2 + GAP))
        place = next((n for n in after if _fits(want, lemmas[n])), None)
        if place is None:
            return ()
        places.append(place)
    return tuple(places)


def _fits(want: str, word: str) -> bool:
    return word.startswith(want[:-1]) if want.endswith("*") else word == want


def _plain(lemma: Lemma, word: str) -> str:
    """The lemma of a word; with hyphens its last part changes («учебно-тренировочный»); in «PR-акция» «pr» counts."""
    *stems, last = word.lower().replace("ё", "е").split("-")
    if stems and stems[0].isascii() and stems[0].isalpha():
        return stems[0]
    return "-".join((*stems, lemma(last)))
