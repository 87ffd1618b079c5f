"""What a page holds before it is put into reading order: words with boxes, ruled tables, marks. Boxes are in points."""

from dataclasses import dataclass

from pipeline.readers.drafts import DraftTable
from schemas.layout import Box, Mark


@dataclass(frozen=True, slots=True)
class RawWord:
    """A word as printed on a page; `confidence` 0 to 1 (1 for digital text)."""

    text: str
    box: Box
    confidence: float = 1.0
    bold: bool = False
    read: str | None = None
    """What recognition read where `text` was repaired."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell of a ruled table and the words inside it, in reading order. A merged cell stands in each of its places."""

    box: Box
    words: tuple[RawWord, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A ruled table of one page. Its words are not among the page's words."""

    box: Box
    rows: tuple[tuple[RawCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Placing:
    """How a straightened page lies on the scan, `width` by `height` points.

    `matrix` (a, b, c, d, e, f) takes a point (x, y) of the straightened page to (ax + by + c, dx + ey + f) of the scan.
    Two pages side by side on one sheet are made one, the right below the left: what is below `fold` goes by `below`.
    """

    width: float
    height: float
    matrix: tuple[float, float, float, float, float, float]
    fold: float | None = None
    below: tuple[float, float, float, float, float, float] = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page of a PDF or a scan: everything that geometry needs to make blocks and tables of it."""

    number: int
    width: float
    height: float
    words: tuple[RawWord, ...]
    tables: tuple[RawTable, ...] = ()
    drafts: tuple[tuple[Box, DraftTable], ...] = ()
    """Tables that the reader itself made, and where they stand. Their words are not among the page's words."""
    marks: tuple[Mark, ...] = ()
    frames: tuple[Box, ...] = ()
    """Drawn rectangles that are no tables: a stamp of an electronic signature, a box around a note."""
    ocr: bool = False
    confidence: float = 1.0
    placing: Placing | None = None
    """Set for scans: boxes are those of the straightened page until `placed` takes them back to the scan."""
