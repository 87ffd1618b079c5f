"""Noun phrases of posts, bodies and groups: their heads, and from any case to the nominative."""

from extractors.inflection.heads import Head, find_head, head_in, is_abbreviation, is_agency
from extractors.inflection.phrases import nominative

__all__ = ["Head", "find_head", "head_in", "is_abbreviation", "is_agency", "nominative"]
