"""Where the pieces of a letter stand: what goes side by side, where an annex begins, how a table is drawn."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.shape import Piece

MANY = 6  # columns: such a table stands on a page turned sideways
SIDE_BY_SIDE = {"head", "contact", "registration", "addressee", "agreement", "mark"}
FOREIGN = re.compile("[Ґ-ӿ]")  # Cyrillic letters that Russian does not have: the other half of a bilingual letterhead


def columns(parts: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...], tuple[Piece, ...]]:
    """Left column, right column, the rest: a letterhead beside an addressee, two languages, two marks side by side."""
    top = next((i for i, piece in enumerate(parts) if piece.role not in SIDE_BY_SIDE), 0)
    lead = tuple(parts[:top])
    languages = [bool(FOREIGN.search(piece.text)) for piece in lead if piece.role in {"head", "contact"}]
    if len(set(languages)) < 2 and not any(piece.role in {"addressee", "mark"} for piece in lead):
        return (), (), tuple(parts)
    right = tuple(piece for piece in lead if _is_right(piece, languages))
    return tuple(piece for piece in lead if piece not in right), right, tuple(parts[top:])


def _is_right(piece: Piece, languages: Sequence[bool]) -> bool:
    """Addressees and marks stand right, and so does the second language of a letterhead."""
    if piece.role in {"head", "contact"}:
        return bool(FOREIGN.search(piece.text)) != languages[0]
    return piece.role in {"addressee", "mark"}


def opens_annex(parts: Sequence[Piece], place: int) -> bool:
    """A mark after the signature, or the first heading there without a mark: the annex begins on a new page."""
    before = [piece.role for piece in parts[:place]]
    if "signature" not in before:
        return False
    marked = {"mark", "heading"} & set(before[before.index("signature") :])
    return (parts[place].role == "mark" and before[-1] != "mark") or (parts[place].role == "heading" and not marked)


def is_wide(parts: Sequence[Piece], place: int = 0) -> bool:
    """Does the document, or the annex that begins here, hold a table for a page turned sideways?"""
    end = next((i for i in range(place + 1, len(parts)) if opens_annex(parts, i)), len(parts))
    return any(len(piece.rows[0]) >= MANY for piece in parts[place:end] if piece.rows)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as drawn: full rows, and merged areas as (first row, first column, last row, last column)."""

    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...]
    ruled: bool


def grid(piece: Piece) -> Grid:
    """Joins rows cut by a page break; a row with one text heads all columns; equal cells are merged where told."""
    numbered = piece.rows[0][0].startswith("№")
    rows: list[tuple[str, ...]] = []
    for row in piece.rows:
        if rows and numbered and not row[0]:
            rows[-1] = tuple(f"{a} {b}".strip() for a, b in zip(rows[-1], row, strict=True))
        else:
            rows.append(row)
    ruled = not all(row[-1].startswith(("-", "–")) for row in rows)
    merged = (*_across(rows), *(area for column in piece.merged for area in _down(rows, column))) if ruled else ()
    return Grid(tuple(rows), merged, ruled)


def _across(rows: Sequence[tuple[str, ...]]) -> list[tuple[int, int, int, int]]:
    return [(i, 0, i, len(row) - 1) for i, row in enumerate(rows) if row[0] and not any(row[1:])]


def _down(rows: Sequence[tuple[str, ...]], column: int) -> list[tuple[int, int, int, int]]:
    """Runs of equal cells of a column."""
    runs = [list(run) for _, run in groupby(range(len(rows)), key=lambda row: rows[row][column])]
    return [(run[0], column, run[-1], column) for run in runs if len(run) > 1]
