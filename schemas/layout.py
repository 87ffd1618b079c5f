"""What a reader makes of a file: one canonical text, and where each part of it stands.

Every offset in the project points into `Layout.text`, which never changes once it is made. The text is NFC, has no soft
hyphens and no no-break spaces, line-end hyphenation is undone, and look-alike Latin and Cyrillic letters are put right.
Inside it an empty line separates blocks, "\\n" the lines of a block and the rows of a table, "\\t" the cells of a row.
"""

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Base of everything that flows between rooms: immutable, and strict about unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Box(Frozen):
    """A rectangle in points (1/72 inch) from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


def union(boxes: Iterable[Box | None]) -> Box | None:
    """The smallest box around all; None when there is none."""
    some = [box for box in boxes if box]
    if not some:
        return None
    return Box(
        x0=min(b.x0 for b in some),
        top=min(b.top for b in some),
        x1=max(b.x1 for b in some),
        bottom=max(b.bottom for b in some),
    )


class Span(Frozen):
    """Characters `start` to `end` (exclusive) of the canonical text."""

    start: int
    end: int


class Word(Span):
    """A printed word. `confidence` is the recognition's, 0 to 1; 1 where the file holds text."""

    page: int
    box: Box | None = None
    confidence: float = 1.0


class Line(Span):
    """A printed line of one block."""

    page: int
    box: Box | None = None


class Block(Span):
    """Lines that belong together: a paragraph, a heading, an addressee, a column of the letterhead.

    A block stays on one page and in one column. `kind` tells the running text from what stands around it: `header` and
    `footer` of a page (page numbers, running titles), a `stamp` (a frame of an electronic signature or registration).
    """

    kind: Literal["text", "header", "footer", "stamp"] = "text"
    page: int
    box: Box | None = None
    lines: tuple[Line, ...]
    align: Literal["left", "center", "right"] | None = None
    bold: bool = False


class Cell(Span):
    """A cell of a table. A merged cell stands in each of its rows and columns with the same offsets."""

    box: Box | None = None


class Table(Span):
    """A table: every row has the same number of cells; a table that goes on over pages is one table, split rows joined.

    `page` is the page of its first row.
    """

    page: int
    box: Box | None = None
    rows: tuple[tuple[Cell, ...], ...]


class Mark(Span):
    """Something on the page that is not text: a seal, a signature by hand, a hand-written date. Its span is empty."""

    kind: Literal["seal", "signature", "handwriting", "code"]
    page: int
    box: Box


class Page(Span):
    """A page and its part of the text. `ocr` is true where the text was recognised from an image; size in points."""

    number: int
    width: float | None = None
    height: float | None = None
    ocr: bool = False
    confidence: float = 1.0


class Layout(Frozen):
    """A file as read. Formats without pages (text, DOCX) have one page without a size, and no boxes.

    `words` are in the order of their offsets, and empty for formats without pages. `items` are the blocks and tables in
    reading order, and their offsets grow.
    """

    text: str
    pages: tuple[Page, ...]
    items: tuple[Block | Table, ...]
    words: tuple[Word, ...] = ()
    marks: tuple[Mark, ...] = ()
