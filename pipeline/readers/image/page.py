"""One page image from pixels to a raw page: the order of the steps."""

from dataclasses import dataclass

import numpy as np

from pipeline.readers.image import prepare, quality
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
    erased = np.where(drawn.ink > 0, np.uint8(255), grey)
    return Reading(sheet, drawn, recognise(erased, sheet.dpi))


def _raw_page(reading: Reading) -> RawPage:
    sheet = reading.sheet
    to_points = sheet.to_points
    if reading.is_nonsense:
        return RawPage(sheet.number, sheet.width, sheet.height, (), ocr=True, confidence=0.0)
    words = repaired(reading.words)
    tables, rest = _tables(reading.drawn.tables, words)
    return RawPage(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        words=tuple(_raw_word(word, to_points) for word in rest),
        tables=tuple(_raw_table(grid, cells, to_points) for grid, cells in tables),
        frames=tuple(moved(frame, to_points) for frame in reading.drawn.frames),
        ocr=True,
        confidence=quality.page_confidence(reading.words),
    )


def _raw_word(word: Seen, to_points: Matrix) -> RawWord:
    return RawWord(word.text, moved(word.box, to_points), word.confidence)


CellWords = dict[Box, list[Seen]]


def _tables(
    grids: tuple[Grid, ...], words: tuple[Seen, ...]
) -> tuple[list[tuple[Grid, CellWords]], list[Seen]]:
    """The words of each table by cell, and the words outside tables."""
    tables: list[tuple[Grid, CellWords]] = [(grid, {}) for grid in grids]
    rest: list[Seen] = []
    for word in words:
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
        home = next(((cells, cell) for grid, cells in tables if (cell := _cell_at(grid, x, y))), None)
        if home is None:
            rest.append(word)
        else:
            home[0].setdefault(home[1], []).append(word)
    return tables, rest


def _cell_at(grid: Grid, x: float, y: float) -> Box | None:
    if not (grid.box.x0 <= x <= grid.box.x1 and grid.box.top <= y <= grid.box.bottom):
        return None
    return next(
        (cell for row in grid.rows for cell in row if cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom), None
    )


def _raw_table(grid: Grid, cells: CellWords, to_points: Matrix) -> RawTable:
    def raw_cell(cell: Box) -> RawCell:
        words = tuple(_raw_word(word, to_points) for word in _in_lines(cells.get(cell, [])))
        return RawCell(moved(cell, to_points), words)

    return RawTable(moved(grid.box, to_points), tuple(tuple(raw_cell(cell) for cell in row) for row in grid.rows))


def _in_lines(words: list[Seen]) -> list[Seen]:
    """The words of a cell line by line from the top, each line from the left."""
    lines: list[list[Seen]] = []
    for word in sorted(words, key=lambda word: (word.box.top + word.box.bottom) / 2):
        middle = (word.box.top + word.box.bottom) / 2
        if lines and lines[-1][0].box.top <= middle <= lines[-1][0].box.bottom:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [word for line in lines for word in sorted(line, key=lambda word: word.box.x0)]
