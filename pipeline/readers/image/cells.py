"""Words put into the cells of ruled tables by their place."""

from collections.abc import Sequence

from pipeline.readers.image.recognize import Seen
from pipeline.readers.image.rulings import Grid
from schemas.layout import Box

CellWords = dict[Box, list[Seen]]


def sorted_in(grids: Sequence[Grid], words: Sequence[Seen]) -> tuple[list[CellWords], list[Seen]]:
    """For each table its words by cell, line by line; and the words outside tables, in their order."""
    tables: list[CellWords] = [{} for _ in grids]
    rest: list[Seen] = []
    for word in words:
        home = _home(grids, word.box)
        if home is None:
            rest.append(word)
        else:
            tables[home[0]].setdefault(home[1], []).append(word)
    return [{cell: in_lines(held) for cell, held in table.items()} for table in tables], rest


def _home(grids: Sequence[Grid], box: Box) -> tuple[int, Box] | None:
    """The table and the cell that the middle of a word stands in."""
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    for at, grid in enumerate(grids):
        if grid.box.x0 <= x <= grid.box.x1 and grid.box.top <= y <= grid.box.bottom:
            return next(((at, cell) for row in grid.rows for cell in row if _holds(cell, x, y)), None)
    return None


def _holds(cell: Box, x: float, y: float) -> bool:
    return cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom


def in_lines(words: Sequence[Seen]) -> list[Seen]:
    """Words line by line from the top, each line from the left."""
    lines: list[list[Seen]] = []
    for word in sorted(words, key=lambda word: (word.box.top + word.box.bottom) / 2):
        middle = (word.box.top + word.box.bottom) / 2
        if lines and lines[-1][0].box.top <= middle <= lines[-1][0].box.bottom:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [word for line in lines for word in sorted(line, key=lambda word: word.box.x0)]
