"""One page image from pixels to a raw page: the order of the steps."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.readers.image import prepare, quality
from pipeline.readers.image.blanks import blanks, with_blanks
from pipeline.readers.image.cells import CellWords, sorted_in
from pipeline.readers.image.pieces import missed_cells, russian_words
from pipeline.readers.image.recognize import Seen, orientation, recognise, tesseract
from pipeline.readers.image.repair import repaired
from pipeline.readers.image.rulings import Grid, Rulings, rulings
from pipeline.readers.image.sheet import Matrix, Pixels, Sheet, moved
from pipeline.readers.raw import RawCell, RawPage, RawTable, RawWord
from schemas.layout import Box


@dataclass(frozen=True, slots=True)
class Reading:
    """A page after recognition, still in pixels of `sheet`."""

    sheet: Sheet
    drawn: Rulings
    words: tuple[Seen, ...]

    @property
    def is_nonsense(self) -> bool:
        return quality.is_nonsense(self.words)


def read_sheet(sheet: Sheet) -> RawPage:
    """A page image as a raw page; without words where it is blank or nothing sensible could be read."""
    tesseract()
    sheet = prepare.resized(sheet)
    if prepare.is_blank(_grey(sheet), sheet.dpi):
        return RawPage(sheet.number, sheet.width, sheet.height, (), ocr=True)
    reading = _read(_upright(sheet))
    return _raw_page(reading)


def _grey(sheet: Sheet) -> Pixels:
    """The page in grey, cleaned, ready for recognition."""
    grey = prepare.despeckled(prepare.even(prepare.brightest(sheet.pixels)))
    return prepare.without_edges(grey, sheet.dpi)


def _upright(sheet: Sheet) -> Sheet:
    """The sheet turned so that its lines run from left to right; upside down is noticed only after reading."""
    if not prepare.is_sideways(sheet.pixels):
        return sheet
    turn = orientation(_grey(sheet), sheet.dpi)
    return prepare.quarter_turned(sheet, turn) if turn else sheet


def _read(sheet: Sheet) -> Reading:
    """The page as it stands; turned and read again where that gave nonsense and tesseract says that it is turned."""
    reading = _recognised(prepare.level(sheet))
    if not reading.is_nonsense:
        return reading
    turn = orientation(_grey(sheet), sheet.dpi)
    return _recognised(prepare.level(prepare.quarter_turned(sheet, turn))) if turn else reading


def _recognised(sheet: Sheet) -> Reading:
    """Lines found, erased, and the page recognised once."""
    grey = _grey(sheet)
    drawn = rulings(prepare.darkest(sheet.pixels), sheet.dpi)
    framed = _erased(grey, drawn.ink)
    left_out = blanks(framed, sheet.dpi)
    clean = _erased(framed, left_out.ink)
    words: Sequence[Seen] = recognise(clean, sheet.dpi)
    if not quality.is_nonsense(words):
        words = [*words, *missed_cells(clean, drawn.tables, words, sheet.dpi)]
        words = with_blanks(russian_words(clean, words, sheet.dpi), left_out.boxes, sheet.dpi)
    return Reading(sheet, drawn, tuple(words))


def _erased(grey: Pixels, mask: Pixels) -> Pixels:
    return np.asarray(np.where(mask > 0, np.uint8(255), grey), dtype=np.uint8)


def _raw_page(reading: Reading) -> RawPage:
    sheet = reading.sheet
    to_points = sheet.to_points
    if reading.is_nonsense:
        return RawPage(sheet.number, sheet.width, sheet.height, (), ocr=True, confidence=0.0)
    grids = reading.drawn.tables
    tables, rest = sorted_in(grids, repaired(reading.words))
    return RawPage(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        words=tuple(_raw_word(word, to_points) for word in rest),
        tables=tuple(_raw_table(grid, cells, to_points) for grid, cells in zip(grids, tables, strict=True)),
        frames=tuple(moved(frame, to_points) for frame in reading.drawn.frames),
        ocr=True,
        confidence=quality.page_confidence(reading.words),
    )


def _raw_word(word: Seen, to_points: Matrix) -> RawWord:
    return RawWord(word.text, moved(word.box, to_points), round(word.confidence, 3), read=word.read)


def _raw_table(grid: Grid, cells: CellWords, to_points: Matrix) -> RawTable:
    def raw_cell(cell: Box) -> RawCell:
        return RawCell(moved(cell, to_points), tuple(_raw_word(word, to_points) for word in cells.get(cell, [])))

    return RawTable(moved(grid.box, to_points), tuple(tuple(raw_cell(cell) for cell in row) for row in grid.rows))
