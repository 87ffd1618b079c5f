"""Letters without end: composed from the grammar of the genre, each with its exact gold."""

from corpus.flood.compose import compose

__all__ = ["compose"]
