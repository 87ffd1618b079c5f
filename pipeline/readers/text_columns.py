"""Tables of a text whose columns are set by spaces, with rows parted by empty lines, by rules or only by numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.readers.columns import ALONG, merged
from pipeline.readers.tables import NUMBER

GAP = 2
"""Spaces: the narrowest gap between two columns."""
DRIFT = 6
"""Characters: how far a program that prints a page as text moves a cell that is wider than its column."""
COLUMNS = 3
"""Fewer columns are a letterhead, a list of names or signatures."""
TITLE = 2
"""Lines: the longest title of a section inside a table."""
CHUNK = re.compile(r"\S+(?: \S+)*")
REGISTERED = re.compile(r"(?:№|\bN)\s*[\d_]|\b\d{1,2}(?:\.\d\d\.|\s+[а-я]+\s+)\d{4}")
"""«3 июня 2014 г.   Москва   № 57» heads no table."""
RULE = re.compile(r"^\s*[-–—─━=_]{3,}(?:\s+[-–—─━=_]{3,})*\s*$")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a line holds of a cell, and in which column."""

    text: str
    span: Span
    column: int


@dataclass
class _Row:
    lines: list[int]
    title: bool = False
    merged: frozenset[int] = frozenset()
    """Columns without a rule above: their cells go on from the row before."""


@dataclass
class _Region:
    """The lines of a table as far as they are read. `gaps` tells before which lines stands a space or a rule."""

    columns: list[Span]
    cells: dict[int, tuple[Cell, ...]] = field(default_factory=dict)
    """The chunks of each line with their columns; of a title the one chunk, whatever its columns."""
    titles: set[int] = field(default_factory=set)
    gaps: dict[int, str] = field(default_factory=dict)

    def text(self, line: int, column: int | None) -> str:
        """What a line has in a column; None: all of it."""
        return " ".join(cell.text for cell in self.cells[line] if column is None or cell.column == column)


def spaced_rows(lines: Sequence[str], at: int) -> tuple[list[list[str]], int] | None:
    """The cells of the table that begins at line `at`, row by row, and the line after it; a title is a row of one cell.

    A cell without a rule above holds the text of the cell that it goes on from.
    """
    if len(_spans(lines[at])) < COLUMNS or REGISTERED.search(lines[at]):
        return None
    region = _region(lines, at)
    done: list[list[str]] = []
    for row in _rows(region):
        columns = [None] if row.title else range(len(region.columns))
        above = dict(enumerate(done[-1])) if done else {}
        cells = ["\n".join(filter(None, (region.text(line, n) for line in row.lines))) for n in columns]
        done.append([above.get(n, "") if n in row.merged else cell for n, cell in enumerate(cells)])
    full = sum(len(list(filter(None, cells))) >= COLUMNS for cells in done)
    return (done, max(region.cells) + 1) if len(region.columns) >= COLUMNS and full > 1 else None


def _spans(line: str) -> list[Span]:
    """Where the chunks of a line stand that wide gaps part; a rule has none, and tabs are no gaps."""
    return [] if RULE.match(line) or "\t" in line else [match.span() for match in CHUNK.finditer(line)]


def _region(lines: Sequence[str], at: int) -> _Region:
    """The lines from `at` that keep to the columns of its heading, with the titles between them."""
    region, gap = _Region(_spans(lines[at])), ""
    heading = True
    for here in range(at, len(lines)):
        spans = _spans(lines[here])
        if here in region.cells:
            continue
        if not spans:
            gap = lines[here] if lines[here].strip() else gap or " "
            continue
        over = len(spans) == 1 and len(_touched(spans[0], region.columns)) > 1
        heading = heading and not (gap or over or _numbered(lines[here], spans))
        if heading:
            region.columns = merged([*region.columns, *spans], GAP)
        title = _title(lines, here, region.columns, gap)
        taken = title or _line(lines[here], here, region.columns, gap)
        if not taken:
            break
        if gap:
            region.gaps[here] = gap
        region.cells |= taken
        if title:
            region.titles.update(title)
        else:
            region.columns = _widened(region.columns, taken[here])
        gap = ""
    return region


def _line(line: str, at: int, columns: Sequence[Span], gap: str) -> dict[int, tuple[Cell, ...]]:
    """The line in its columns, empty where it has none; the first of a row has several cells and is no signature."""
    cells = _cells(line, columns)
    if gap and (len(cells) < 2 or _is_signature(line)):
        return {}
    return {at: cells} if cells else {}


def _is_signature(line: str) -> bool:
    chunks = [_cut(line, span) for span in _spans(line)]
    return len(chunks) == 2 and bool(ALONG.fullmatch(chunks[1])) and not NUMBER.fullmatch(chunks[0])


def _title(lines: Sequence[str], at: int, columns: Sequence[Span], gap: str) -> dict[int, tuple[Cell, ...]]:
    """The lines of a title that a row of the table follows; empty where there is none.

    It stands over several columns; or, below a gap or away from the edges of columns, over any one, where that row has
    a number.
    """
    start, over = _spans(lines[at])[0][0], len(_touched(_spans(lines[at])[0], columns)) > 1
    apart = bool(gap) or all(abs(left - start) > 1 for left, _ in columns)
    for end in range(at + 1, min(at + TITLE, len(lines)) + 1):
        if len(_spans(lines[end - 1])) != 1 or not (over or apart):
            return {}
        below = next((i for i in range(end, len(lines)) if _spans(lines[i])), len(lines) - 1)
        if _begins_row(lines[below], columns) and (over or _numbered(lines[below], _spans(lines[below]))):
            return {i: (Cell(lines[i].strip(), _spans(lines[i])[0], 0),) for i in range(at, end)}
    return {}


def _begins_row(line: str, columns: Sequence[Span]) -> bool:
    cells = _cells(line, columns)
    full = len(cells) >= COLUMNS or (len(cells) == 2 and bool(NUMBER.fullmatch(cells[0].text)))
    return full and not _is_signature(line)


def _cells(line: str, columns: Sequence[Span]) -> tuple[Cell, ...]:
    """The chunks of a line in their columns, a row of column numbers by their order; empty where one bridges several.

    Running text too has a space near a gutter or two: only behind a number may a chunk go on over more columns.
    """
    spans = _spans(line)
    if len(spans) == len(columns) and all(_cut(line, span).isdigit() for span in spans):
        return tuple(Cell(_cut(line, span), span, n) for n, span in enumerate(spans))
    done: list[Cell] = []
    for span in spans:
        touched = _touched(span, columns) or [_nearest(span, columns)]
        if len(spans) == len(touched) == 2 and done and NUMBER.fullmatch(done[0].text):
            touched = touched[:1]  # the number and the title of a section
        numbered = bool(done and NUMBER.fullmatch(done[0].text))
        parts = _parted(line, span, [columns[n] for n in touched], DRIFT if numbered else 0)
        if not parts or (len(parts) > 2 and not numbered):
            return ()
        done += [Cell(_cut(line, part).strip(), part, n) for part, n in zip(parts, touched, strict=True)]
    return tuple(done)


def _touched(span: Span, columns: Sequence[Span]) -> list[int]:
    return [n for n, (left, right) in enumerate(columns) if left < span[1] and span[0] < right]


def _nearest(span: Span, columns: Sequence[Span]) -> int:
    """For a chunk that stands in a gutter."""
    return min(range(len(columns)), key=lambda n: max(columns[n][0] - span[1], span[0] - columns[n][1]))


def _parted(line: str, span: Span, columns: Sequence[Span], drift: int) -> list[Span]:
    """The parts of a chunk in its columns, which may stand one space apart. Empty where no space lies between two.

    `drift`: how many characters the space may stand away from the gutter.
    """
    spaces = [_space(line, left, right, drift) for (_, left), (right, _) in pairwise(columns)]
    if sorted({span[0], *spaces}) != [span[0], *spaces]:
        return []
    starts, ends = [span[0], *(space + 1 for space in spaces)], [*spaces, span[1]]
    return list(zip(starts, ends, strict=True))


def _space(line: str, left: int, right: int, drift: int) -> int:
    """Where the space between two columns stands in a line, else the last one a little before it; -1: there is none."""
    space = line.rfind(" ", left - 1, right + 1)
    return space if space >= 0 else line.rfind(" ", left - 1 - drift, right + 1)


def _widened(columns: Sequence[Span], cells: Sequence[Cell]) -> list[Span]:
    """The columns with these cells, where the gutters stay."""
    wider = list(columns)
    for cell in cells:
        a, b = wider[cell.column]
        wider[cell.column] = (min(a, cell.span[0]), max(b, cell.span[1]))
    return wider if len(merged(wider, GAP)) == len(columns) else list(columns)


def _numbered(line: str, spans: Sequence[Span]) -> bool:
    return bool(NUMBER.fullmatch(_cut(line, spans[0])))


def _cut(line: str, span: Span) -> str:
    return line[span[0] : span[1]]


def _rows(region: _Region) -> list[_Row]:
    """The lines in rows: parted where a gap or a number in the first column says so."""
    first = {i: region.text(i, 0) for i in region.cells}
    numbered = sum(bool(NUMBER.fullmatch(text)) for text in first.values()) > 1
    gapped = len(region.gaps) > 1
    rows: list[_Row] = []
    for i in region.cells:
        title = i in region.titles
        if title and rows and rows[-1].title and i not in region.gaps:
            rows[-1].lines.append(i)
        elif not rows or title or rows[-1].title or _starts(first, rows[-1], i, region, gapped, numbered):
            rows.append(_Row([i], title, _unruled(region.gaps.get(i, ""), region.columns)))
        else:
            rows[-1].lines.append(i)
    return rows


def _starts(first: dict[int, str], above: _Row, at: int, region: _Region, gapped: bool, numbered: bool) -> bool:
    has_number = any(NUMBER.fullmatch(first[i]) for i in above.lines)
    if numbered and (has_number or NUMBER.fullmatch(first[at])):
        return bool(NUMBER.fullmatch(first[at]))
    full = first[at][:1].isdigit() and len(region.cells[at]) >= COLUMNS  # «1 сентября», not a cell that goes on
    return at in region.gaps if gapped else full or first[at][:1].isupper()


def _unruled(rule: str, columns: Sequence[Span]) -> frozenset[int]:
    """The columns that a broken rule leaves out; an empty line and a whole rule leave out none."""
    drawn = [match.span() for match in re.finditer(r"\S+", rule)]
    if not drawn:
        return frozenset()
    return frozenset(n for n, (a, b) in enumerate(columns) if not any(x < b and a < y for x, y in drawn))
