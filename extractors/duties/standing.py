"""Standing duties of regulations: «Отдел представляет отчёт ежеквартально», «Руководители обязаны вести журнал»."""

import re

from spacy.tokens import Token

from extractors.language import Language
from extractors.vocabulary import words

_REGULATION = re.compile(r"^(?:положение|порядок|регламент|инструкция|правила|административный\s+регламент|методика|механизм|схема|алгоритм)\b", re.IGNORECASE)
_PRESENT = re.compile(r"[а-яё]+(?:ет|ёт|ит|ют|ут|ят|ат)(?:ся)?\b|\bобязан[аы]?\b|\bдолж(?:ен|на|но|ны)\b", re.IGNORECASE)
_NO_DUTY = frozenset(words("states"))
_MUST = frozenset(("обязанный", "должный", "обязать", "обязан", "должен"))


def is_regulation(heading: str | None) -> bool:
    """Whether an annex or a document by this heading sets standing duties: «Положение о…», «Порядок …»."""
    return bool(heading and _REGULATION.match(heading.strip(" «\"")))


def duty_holder(text: str, start: int, end: int, language: Language) -> tuple[int, int] | None:
    """The subject that a verb in the present tense obliges: its span, or None where the sentence obliges nobody.

    The subject is a post, a body or a class of them (syntax by natasha); verbs that state («является», «включает») oblige to nothing.
    """
    if not _PRESENT.search(text, start, end):
        return None
    for token in language.analyse(text[start:end]):
        if token.dep_ in ("nsubj", "nsubj:pass") and _is_holder(token) and _obliges(token.head) and token.i < token.head.i:
            first, last = token.left_edge, token.right_edge
            last_end = min(last.idx + len(last), token.head.idx)
            return start + first.idx, start + last_end
    return None


def _is_holder(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return any(lemma in _lemmas(name) for name in ("posts", "body_nouns", "group_nouns"))


def _lemmas(name: str) -> tuple[str, ...]:
    return words(name)


def _obliges(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if lemma in _MUST:
        return True
    return verb.pos_ == "VERB" and "Tense=Pres" in str(verb.morph) and "Person=3" in str(verb.morph) and "Voice=Pass" not in str(verb.morph) and lemma not in _NO_DUTY
