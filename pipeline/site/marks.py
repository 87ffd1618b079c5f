"""The marks of a document page: the stretches of its text and the boxes on its pages that values were read from."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

Row = dict[str, Any]


class Piece(NamedTuple):
    """A stretch of a page's text with the evidence that covers it, the narrowest last."""

    text: str
    evidence: tuple[Row, ...]

    @property
    def own(self) -> tuple[str, ...]:
        """The paths of the narrowest values here: several where they are read from the same words."""
        inner = self.evidence[-1]
        return tuple(row["path"] for row in self.evidence if extent(row) == extent(inner))


def pieces(text: str, evidence: Sequence[Row]) -> list[Piece]:
    """A page's text cut wherever a value begins or ends."""
    edges = {0, len(text), *(edge for row in evidence for edge in (row["start"], row["end"]))}
    cuts = sorted(edge for edge in edges if edge <= len(text))
    widest_first = sorted(evidence, key=lambda row: (row["start"] - row["end"], row["path"].count("/")))
    return [
        Piece(text[start:end], tuple(row for row in widest_first if row["start"] <= start and end <= row["end"]))
        for start, end in pairwise(cuts)
    ]


def laid_out(card: Row) -> list[Row]:
    """The pages of the file that belong to this document, each with its boxes (the largest first) and marked text."""
    by_page = {n: list(rows) for n, rows in groupby(card["evidence"], itemgetter("page"))}
    first, last = (min(by_page), max(by_page)) if by_page and card["neighbours"] else (1, len(card["pages"]))
    pages = [page for page in card["pages"] if first <= page["number"] <= last]
    for page in pages:
        found = by_page.get(page["number"], [])
        page["pieces"] = pieces(page["text"], found)
        page["boxes"] = boxes(found)
    return pages


def extent(row: Row) -> tuple[int, int]:
    return row["start"], row["end"]


def boxes(evidence: Sequence[Row]) -> list[Row]:
    """The boxes to draw on a page, the largest first; values read from the same words share one."""
    placed = sorted((row for row in evidence if row["x0"] is not None), key=lambda row: (*corners(row), row["path"]))
    shared = [list(rows) for _, rows in groupby(placed, corners)]
    deepest = [max(rows, key=lambda row: row["path"].count("/")) for rows in shared]
    drawn = [{**one, "own": [row["path"] for row in rows]} for one, rows in zip(deepest, shared, strict=True)]
    return sorted(drawn, key=area, reverse=True)


corners = itemgetter("x0", "top", "x1", "bottom")


def group_of(path: str) -> str:
    """The colour of a mark: what kind of value it is."""
    if path.startswith("/assignments/"):
        parts = path.split("/")
        return parts[3] if len(parts) > 3 and parts[3] in ("deadlines", "responsible") else "assignments"
    head = path.split("/")[1]
    parties = ("addressees", "signatories", "executor", "control", "distribution")
    return "references" if head == "references" else "parties" if head in parties else "requisites"


def area(row: Row) -> float:
    return float((row["x1"] - row["x0"]) * (row["bottom"] - row["top"]))
