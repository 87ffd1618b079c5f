"""Rows of a stream into blocks: where does a new paragraph begin?"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from pipeline.readers.columns import Interval
from pipeline.readers.drafts import DraftBlock, DraftLine
from pipeline.readers.rows import Row, line_from

Align = Literal["left", "center", "right"]

MARKER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]"  # «1.», «2.5.», «3)»
    r"|\d{1,2}(?:\.\d{1,2}){1,3}"  # «2.5»
    r"|[а-яё]\)"  # «а)»
    r"|[IVX]{1,5}\."  # «II.»
    r"|[-–—•▪●○·*])(?=[\s ])"  # a bullet
    r"|(?:\d{1,2}\.)+(?=[А-ЯЁ])"  # «1.Утвердить»
)
BULLET = re.compile(r"[-–—•▪●○·*] ")
ENDED = re.compile(r"[.;:!?…][»\")]?$")
CLAUSE_ENDED = re.compile(r"[.;:!?…,][»\")]?$")


@dataclass(frozen=True, slots=True)
class Measures:
    """Of a stream, in points: its margins, its usual gap between lines and height of a line."""

    left: float
    right: float
    gap: float
    height: float
    starts: Counter[int]

    @property
    def width(self) -> float:
        return self.right - self.left


def measured(rows: Sequence[Row], bounds: Interval) -> Measures:
    height = median(row.height for row in rows)
    gaps = sorted(b.box.top - a.box.bottom for a, b in zip(rows, rows[1:], strict=False))
    usual = gaps[len(gaps) // 3] if gaps else 0.0
    starts = Counter(round(row.box.x0 / 3) for row in rows)
    return Measures(*bounds, min(usual, 1.2 * height), height, starts)


def align_of(row: Row, m: Measures) -> Align | None:
    """None where the row fills the width."""
    before, after = row.box.x0 - m.left, m.right - row.box.x1
    if before < m.height and after < m.height:
        return None
    if before < m.height:
        return "left"
    if abs(before - after) < max(0.6 * m.height, 0.03 * m.width):
        return "center"
    return "right" if after < 2 and before > 0.3 * m.width else "left"


def _far(above: Row, below: Row, m: Measures) -> bool:
    return below.box.top - above.box.bottom > m.gap + 0.35 * min(above.height, below.height)


def _marked(above: Row, below: Row, m: Measures) -> bool:
    if not MARKER.match(below.text):
        return False
    if BULLET.match(below.text):
        return bool(CLAUSE_ENDED.search(above.text)) or bool(BULLET.match(above.text))
    return True


def _indented(above: Row, below: Row, m: Measures) -> bool:
    """A first line stands further in; not the hanging lines of a list item, nor lines that are all in the middle."""
    indent = below.box.x0 - m.left
    if not 0.7 * m.height < indent < 8 * m.height or align_of(below, m) == "center":
        return False
    step = below.box.x0 - above.box.x0
    if step > 0.7 * m.height:
        return not MARKER.match(above.text)
    return abs(step) < 2 and _short(above, below, m) and bool(CLAUSE_ENDED.search(above.text))


def _short(above: Row, below: Row, m: Measures) -> bool:
    """The first word below would have had room in the line above."""
    first = below.segments[0].words[0].box
    return m.right - above.box.x1 > first.x1 - first.x0 + 0.5 * m.height


def _finished(above: Row, below: Row, m: Measures) -> bool:
    """A short line that ends a sentence, and a capital letter at the margin."""
    start = below.text.lstrip("«\"(")[:1]
    wide = m.width > 24 * m.height and above.box.x0 < m.left + 0.4 * m.width
    return wide and (start.isupper() or start.isdigit()) and bool(ENDED.search(above.text)) and _short(above, below, m)


def _another_look(above: Row, below: Row, m: Measures) -> bool:
    if above.bold != below.bold:
        return True
    looks = align_of(above, m), align_of(below, m)
    return "center" in looks and looks in {("center", "left"), ("left", "center"), ("center", "right"), ("right", "center")}


def blocks_of(rows: Sequence[Row], bounds: Interval, page: int) -> list[DraftBlock]:
    """The rows of one column as blocks; a row with a tab (position and name) is a line like others."""
    if not rows:
        return []
    m = measured(rows, bounds)
    runs: list[list[Row]] = [[rows[0]]]
    for above, below in zip(rows, rows[1:], strict=False):
        if any(rule(above, below, m) for rule in BREAKS):
            runs.append([])
        runs[-1].append(below)
    return [_block(run, m, page) for run in runs]


def _block(rows: Sequence[Row], m: Measures, page: int) -> DraftBlock:
    lines: tuple[DraftLine, ...] = tuple(line_from(row.segments, page) for row in rows)
    aligns = [align for row in rows if (align := align_of(row, m))]
    align = max(set(aligns), key=aligns.count) if aligns else None
    return DraftBlock(lines, align=align, bold=all(row.bold for row in rows))


Rule = Callable[[Row, Row, Measures], bool]
BREAKS: tuple[Rule, ...] = (_far, _marked, _indented, _finished, _another_look)
"""A new block begins where any of these holds between two rows."""
