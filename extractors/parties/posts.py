"""The post that stands beside a name: its case, its nominative, the ranks and clauses around it."""

import re

from extractors.inflection import head_in, nominative
from extractors.language import Language
from extractors.parties.cuts import RANKS
from extractors.parties.items import POLITE, SUBSTANTIVES
from extractors.people import Case
from extractors.people.declension import LIKELY, in_dictionary

_ALSO_POSTS = frozenset({"референт", "советник", "юрист"})


def is_clause(words: str, language: Language) -> bool:
    """Whether words behind a name begin with a participle that is no post."""
    first = re.match(r"[а-яё]+", words)
    known = in_dictionary(first[0], language) if first else ()
    participle = any(p.tag.POS == "PRTF" for p in known) and not any("NOUN" in p.tag for p in known)
    return participle and not any(p.normal_form in SUBSTANTIVES for p in known)


def post_in_nominative(post: str, case: Case | None, language: Language) -> str:
    """A post in the nominative; a rank printed under it is put after a comma."""
    parts = re.split(r"\s*[,\n]\s*", post)
    heads = (head_in(part, case or "nomn", language) for part in parts[1:])
    rank = next((i for i, head in enumerate(heads, 1) if head and head.noun.normal_form in RANKS), None)
    if len(parts) == 1 and _is_military(post, case, language):
        return ""  # «полковник Ким В.В.»: a rank is no post
    if rank is None:
        return nominative(" ".join(post.split()), language, case, singular=True)
    halves = (" ".join(parts[:rank]), " ".join(parts[rank:]))
    return ", ".join(nominative(half, language, case, singular=True) for half in halves)


def _is_military(post: str, case: Case | None, language: Language) -> bool:
    """One word, and a rank that is no post elsewhere."""
    head = head_in(post, case or "nomn", language)
    return head is not None and len(post.split()) == 1 and head.noun.normal_form in RANKS - _ALSO_POSTS


def before_polite(text: str, start: int, end: int) -> int:
    """Where the words before a name end without «г-же», «господину»."""
    m = re.search(rf"\b{POLITE}\s*$", text[start:end])
    return start + m.start() if m else end


def post_case(post: str, language: Language, case: Case | None) -> Case | None:
    """The case that a post beside a name stands in: a singular head decides."""
    for candidate in sorted(LIKELY, key=lambda c: c != case):
        head = head_in(post, candidate, language)
        if head and head.number == "sing":
            return candidate
    return case
