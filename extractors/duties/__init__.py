"""Duties: what a document orders, whom, by when."""

from extractors.duties.duties import find_assignments

__all__ = ["find_assignments"]
