"""Tables of a text whose columns are set by spaces, with rows parted by empty lines, by rules or only by numbers."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.readers.columns import ALONG
from pipeline.readers.tables import NUMBER

GAP = 2
"""Spaces: the narrowest gap between two columns."""
COLUMNS = 3
"""Fewer columns are a letterhead, a list of names or signatures."""
TITLE = 2
"""Lines: the longest title of a section inside a table."""
CHUNK = re.compile(r"\S+(?: \S+)*")
RULE = re.compile(r"^\s*[-–—─━=_]{3,}(?:\s+[-–—─━=_]{3,})*\s*$")

Span = tuple[int, int]
WHOLE: Span = (0, sys.maxsize)


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
    taken: list[int] = field(default_factory=list)
    titles: set[int] = field(default_factory=set)
    gaps: dict[int, str] = field(default_factory=dict)


def spaced_rows(lines: Sequence[str], at: int) -> tuple[list[list[str]], int] | None:
    """The cells of the table that begins at line `at`, row by row, and the line after it; a title is a row of one cell.

    A cell without a rule above holds the text of the cell that it goes on from.
    """
    if len(_spans(lines[at])) < COLUMNS:
        return None
    region = _region(lines, at)
    done: list[list[str]] = []
    for row in _rows(lines, region):
        cells = [_text(lines, row, column) for column in ([WHOLE] if row.title else region.columns)]
        above = dict(enumerate(done[-1])) if done else {}
        done.append([above.get(n, "") if n in row.merged else cell for n, cell in enumerate(cells)])
    full = sum(len(list(filter(None, cells))) >= COLUMNS for cells in done)
    return (done, region.taken[-1] + 1) if len(region.columns) >= COLUMNS and full > 1 else None


def _text(lines: Sequence[str], row: _Row, column: Span) -> str:
    return "\n".join(filter(None, (_cut(lines[line], column).strip() for line in row.lines)))


def _spans(line: str) -> list[Span]:
    """Where the chunks of a line stand that wide gaps part; a rule has none, and tabs are no gaps."""
    return [] if RULE.match(line) or "\t" in line else [match.span() for match in CHUNK.finditer(line)]


def merged(spans: Sequence[Span]) -> list[Span]:
    """Columns: what the spans cover, in parts at least a gap apart."""
    done: list[Span] = []
    for left, right in sorted(spans):
        if done and left - done[-1][1] < GAP:
            done[-1] = (done[-1][0], max(done[-1][1], right))
        else:
            done.append((left, right))
    return done


def _region(lines: Sequence[str], at: int) -> _Region:
    """The lines from `at` that leave the same gutters free, with the titles between them."""
    region, gap = _Region(_spans(lines[at]), [at]), ""
    here = at + 1
    while here < len(lines):
        spans = _spans(lines[here])
        if not spans:
            gap = lines[here] if lines[here].strip() else gap or " "
            here += 1
            continue
        end = here + 1 if _fits(lines[here], region.columns, gap) else _title_end(lines, here, region.columns)
        if end is None:
            break
        if gap:
            region.gaps[here] = gap
        if end > here + 1 or not _fits(lines[here], region.columns, gap):
            region.titles.update(range(here, end))
        else:
            region.columns = merged([*region.columns, *spans])
        region.taken += range(here, end)
        here, gap = end, ""
    return region


def _fits(line: str, columns: Sequence[Span], gap: str) -> bool:
    """Whether a line leaves the gutters free; the first of a row has more than one cell and is no signature."""
    spans = _spans(line)
    if len(merged([*columns, *spans])) < len(columns) or (gap and len(spans) < 2):
        return False
    return not (gap and len(spans) == 2 and ALONG.fullmatch(_cut(line, spans[1])) and not _numbered(line, spans))


def _title_end(lines: Sequence[str], at: int, columns: Sequence[Span]) -> int | None:
    """Where the title of a section ends that a row of the table follows; None where there is none."""
    for end in range(at + 1, min(at + TITLE, len(lines)) + 1):
        if len(_spans(lines[end - 1])) != 1:
            return None
        below = next((i for i in range(end, len(lines)) if _spans(lines[i])), None)
        if below is not None and _begins_row(lines[below], columns):
            return end
    return None


def _begins_row(line: str, columns: Sequence[Span]) -> bool:
    spans = _spans(line)
    full = len(spans) >= COLUMNS or (len(spans) == 2 and _numbered(line, spans))
    return full and _fits(line, columns, " ")


def _numbered(line: str, spans: Sequence[Span]) -> bool:
    return bool(NUMBER.fullmatch(_cut(line, spans[0])))


def _cut(line: str, span: Span) -> str:
    return line[span[0] : span[1]]


def _rows(lines: Sequence[str], region: _Region) -> list[_Row]:
    """The lines in rows: parted where a gap or a number in the first column says so."""
    first = {i: lines[i][: region.columns[0][1]].strip() for i in region.taken}
    numbered = sum(bool(NUMBER.fullmatch(text)) for text in first.values()) > 1
    gapped = len(region.gaps) > 1
    rows: list[_Row] = []
    for i in region.taken:
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
    return at in region.gaps if gapped else first[at][:1].isupper()


def _unruled(rule: str, columns: Sequence[Span]) -> frozenset[int]:
    """The columns that a broken rule leaves out; an empty line and a whole rule leave out none."""
    drawn = [match.span() for match in re.finditer(r"\S+", rule)]
    if not drawn:
        return frozenset()
    return frozenset(n for n, (a, b) in enumerate(columns) if not any(x < b and a < y for x, y in drawn))
