"""Which part of a file's text is each of its documents."""

from collections.abc import Sequence
from itertools import pairwise

from schemas.document import Document
from schemas.layout import Layout


def document_texts(layout: Layout, documents: Sequence[Document]) -> tuple[str, ...]:
    """A document goes from the block where its first value was read to the next document; the first from the start.

    :returns: a text for each document; together they are the whole text.
    """
    starts = [0, *(_first(layout, document) for document in documents[1:]), len(layout.text)]
    return tuple(layout.text[start:end].strip() for start, end in pairwise(starts))


def _first(layout: Layout, document: Document) -> int:
    """The offset of the block or table that holds the document's first evidence."""
    pages = {page.number: page.start for page in layout.pages}
    offset = min((pages[e.page] + e.start for e in document.evidence), default=len(layout.text))
    return max((item.start for item in layout.items if item.start <= offset), default=offset)
