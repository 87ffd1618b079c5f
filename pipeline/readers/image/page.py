"""One page image from pixels to a raw page: the order of the steps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.readers.image import prepare, quality
from pipeline.readers.image.apart import apart
from pipeline.readers.image.blanks import Blanks, blanks, with_blanks
from pipeline.readers.image.blots import Blot
from pipeline.readers.image.capitals import sized
from pipeline.readers.image.cells import CellWords, sorted_in
from pipeline.readers.image.colour import coloured, coloured_things, without_scribbles
from pipeline.readers.image.dust import without_dust
from pipeline.readers.image.lines import whole_lines
from pipeline.readers.image.markers import with_numbers
from pipeline.readers.image.pen import by_hand, is_filled, unmarked, without_writing, written
from pipeline.readers.image.pieces import missed_cells, missed_lines, net_words, russian_words
from pipeline.readers.image.recognize import Seen, orientation, recognise, tesseract
from pipeline.readers.image.repair import repaired
from pipeline.readers.image.rulings import Grid, Rulings, overlaps, rulings, within
from pipeline.readers.image.seals import seals, without_legends
from pipeline.readers.image.shapes import with_bullets, with_dashes, without_strokes
from pipeline.readers.image.sheet import Matrix, Pixels, Sheet, after, inverse, moved
from pipeline.readers.raw import Placing, RawCell, RawPage, RawTable, RawWord
from schemas.layout import Box, Mark

LETTERHEAD = 0.25
"""The part of a page in which a ring is an emblem between columns, not a seal on lines."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A page after recognition, still in pixels of `sheet`."""

    sheet: Sheet
    drawn: Rulings
    words: tuple[Seen, ...]
    blots: tuple[Blot, ...] = ()

    @property
    def is_nonsense(self) -> bool:
        return quality.is_nonsense(self.words)


def read_sheet(sheet: Sheet) -> RawPage:
    """A page image as a raw page; without words where it is blank or nothing sensible could be read."""
    tesseract()
    sheet = prepare.resized(sheet)
    if prepare.is_blank(sheet.pixels, sheet.dpi):
        return bare(sheet, confidence=1.0)
    return _raw_page(_read(_upright(sheet)))


def bare(sheet: Sheet, confidence: float) -> RawPage:
    """A page without words, with its place on the scan."""
    height, width = sheet.pixels.shape[:2]
    scale = 72 / sheet.dpi
    pixels = inverse(sheet.to_points)
    placing = Placing(
        sheet.width,
        sheet.height,
        after(sheet.to_page, pixels),
        None if sheet.fold is None else sheet.fold * scale,
        after(sheet.below_to_page, pixels),
    )
    return RawPage(sheet.number, width * scale, height * scale, (), ocr=True, confidence=confidence, placing=placing)


def _grey(sheet: Sheet) -> Pixels:
    """The page in grey, cleaned, ready for recognition."""
    grey = prepare.despeckled(prepare.even(prepare.without_colour(sheet.pixels)))
    return without_dust(prepare.without_edges(grey, sheet.dpi), prepare.coloured_places(sheet.pixels), sheet.dpi)


def _upright(sheet: Sheet) -> Sheet:
    """The sheet turned so that its lines run from left to right; upside down is noticed only after reading."""
    if not prepare.is_sideways(sheet.pixels):
        return sheet
    turn = orientation(_grey(sheet), sheet.dpi)
    return prepare.quarter_turned(sheet, turn) if turn else sheet


def _read(sheet: Sheet) -> Reading:
    """The page as it stands; turned and read again where that gave nonsense and tesseract says that it is turned."""
    reading = _recognised(_straight(sheet))
    if not reading.is_nonsense:
        return reading
    turn = orientation(_grey(sheet), sheet.dpi)
    return _recognised(_straight(prepare.quarter_turned(sheet, turn))) if turn else reading


def _straight(sheet: Sheet) -> Sheet:
    """The sheet level, two pages on it put under one another."""
    return prepare.unfolded(prepare.level(sheet))


def _recognised(sheet: Sheet) -> Reading:
    """Lines found, erased, and the page recognised once."""
    grey = _grey(sheet)
    ink = coloured(sheet.pixels)
    drawn = _drawn(grey, ink, sheet.dpi)
    framed = _erased(grey, drawn.ink)
    left_out = blanks(framed, sheet.dpi)
    clean = _erased(framed, left_out.ink)
    rings = seals(clean, sheet.dpi)
    columns = apart(clean, sheet.dpi, [ring.box for ring in rings if ring.box.top > LETTERHEAD * clean.shape[0]])
    words = columns.back(recognise(columns.pixels, sheet.dpi))
    if quality.is_nonsense(words):
        return Reading(sheet, drawn, words)
    seen = [*words, *missed_cells(clean, drawn.tables, words, sheet.dpi)]
    seen += missed_lines(clean, seen, sheet.dpi)
    seen = net_words(clean, with_bullets(clean, seen, sheet.dpi), sheet.dpi)
    seen = with_dashes(clean, without_strokes(russian_words(clean, seen, sheet.dpi), sheet.dpi), sheet.dpi)
    seen, marks = _without_writing(clean, without_legends(seen, rings), left_out, sheet.dpi)
    marks = [*rings, *(mark for mark in marks if not any(within(mark.box, ring.box) for ring in rings))]
    if ink is None:
        return Reading(sheet, drawn, tuple(sized(seen, clean)), tuple(marks))
    in_colour, blots = coloured_things(_erased(ink, drawn.ink), seen, sheet.dpi)
    seen = sized([*without_scribbles(seen, blots, clean, ink), *in_colour], clean)
    marks = [mark for mark in marks if mark.kind != "seal" or not any(overlaps(mark.box, blot.box) for blot in blots)]
    return Reading(sheet, drawn, tuple(seen), (*marks, *blots))


def _without_writing(
    clean: Pixels, seen: Sequence[Seen], left_out: Blanks, dpi: float
) -> tuple[list[Seen], list[Blot]]:
    """The printed words, with blanks where nothing, or a hand, filled the place; and what was written in black."""
    on_lines = by_hand(seen, left_out.filled, dpi)
    seen = [word for word in seen if word not in on_lines]
    marks = written(clean, seen, dpi)
    marks += unmarked(on_lines, marks)
    filled = [line for line in left_out.filled if is_filled(line, marks)]
    return whole_lines(with_blanks(without_writing(seen, marks), (*left_out.boxes, *filled), dpi)), marks


def _drawn(grey: Pixels, ink: Pixels | None, dpi: float) -> Rulings:
    """Tables and frames, black and coloured apart: a seal over a table must not add lines to it."""
    black = rulings(grey, dpi)
    if ink is None:
        return black
    other = rulings(ink, dpi)
    frames = [frame for frame in other.frames if not any(overlaps(frame, known) for known in black.frames)]
    tables = [table for table in other.tables if not any(overlaps(table.box, known.box) for known in black.tables)]
    return Rulings((*black.tables, *tables), (*black.frames, *frames), black.ink | other.ink)


def _erased(grey: Pixels, mask: Pixels) -> Pixels:
    return np.asarray(np.where(mask > 0, np.uint8(255), grey), dtype=np.uint8)


def _raw_page(reading: Reading) -> RawPage:
    sheet = reading.sheet
    if reading.is_nonsense:
        return bare(sheet, confidence=0.0)
    to_points = sheet.to_points
    grids = reading.drawn.tables
    tables, rest = sorted_in(grids, repaired(reading.words))
    tables = [with_numbers(grid, cells) for grid, cells in zip(grids, tables, strict=True)]
    return replace(
        bare(sheet, quality.page_confidence(reading.words)),
        words=tuple(_raw_word(word, to_points) for word in rest),
        tables=tuple(_raw_table(grid, cells, to_points) for grid, cells in zip(grids, tables, strict=True)),
        marks=tuple(_mark(blot, sheet) for blot in reading.blots),
        frames=tuple(moved(frame, to_points) for frame in reading.drawn.frames),
    )


def _mark(blot: Blot, sheet: Sheet) -> Mark:
    return Mark(start=0, end=0, kind=blot.kind, page=sheet.number, box=moved(blot.box, sheet.to_points))


def _raw_word(word: Seen, to_points: Matrix) -> RawWord:
    return RawWord(word.text, moved(word.box, to_points), round(word.confidence, 3), read=word.read)


def _raw_table(grid: Grid, cells: CellWords, to_points: Matrix) -> RawTable:
    def raw_cell(cell: Box) -> RawCell:
        return RawCell(moved(cell, to_points), tuple(_raw_word(word, to_points) for word in cells.get(cell, [])))

    return RawTable(moved(grid.box, to_points), tuple(tuple(raw_cell(cell) for cell in row) for row in grid.rows))
