"""Rows of a stream into blocks: where does a new paragraph begin?"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.lines import BEFORE_NUMBER
from pipeline.readers.columns import Interval
from pipeline.readers.drafts import Align, DraftBlock, DraftLine
from pipeline.readers.rows import Row, line_from

MARKER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]"  # «1.», «2.5.», «3)»
    r"|\d{1,2}(?:\.\d{1,2}){1,3}"  # «2.5»
    r"|[а-яё]\)"  # «а)»
    r"|[IVX]{1,5}\."  # «II.»
    r"|[-–—•▪●○·*])(?=[\s ])"  # a bullet
    r"|(?:\d{1,2}\.)+(?=[А-ЯЁ])"  # «1.Утвердить»
)
BULLET = re.compile(r"[-–—•▪●○·*] ")
BARE = re.compile(r"\d+(?:\.\d+)+ ")
CITING = re.compile(rf"(?:{BEFORE_NUMBER}|,)$", re.IGNORECASE)
"""How a line ends that goes on with a number: «в соответствии с пунктом», «пункты 1,»."""
ENDED = re.compile(r"[.;:!?…][»\")]?$")
CLAUSE_ENDED = re.compile(r"[.;:!?…,][»\")]?$")
SURE = 7
"""Gaps: with more of them a wide one may be the spacing of the lines, with fewer it parts blocks."""
LARGER = 1.2
"""A line of letters larger by this factor, at another edge, is another requisite."""


def starts_item(above: str, below: str) -> bool:
    """Whether a line starts a list item, and not with a number or a dash that belongs to the line above.

    >>> starts_item("внести в приказ изменение: пункт", "5.4 признать"), starts_item("план;", "- список")
    (False, True)
    """
    if not MARKER.match(below) or CITING.search(above):
        return False
    if BULLET.match(below) or BARE.match(below):
        return bool(CLAUSE_ENDED.search(above)) or bool(BULLET.match(above))
    return True


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

    @property
    def is_wide(self) -> bool:
        """Whether it is the text of a page, not a column."""
        return self.width > 24 * self.height


def measured(rows: Sequence[Row], bounds: Interval) -> Measures:
    height = median(row.height for row in rows)
    gaps = sorted(gap_between(a, b, height) for a, b in pairwise(rows))
    usual = gaps[len(gaps) // 3] if gaps else 0.0
    starts = Counter(round(row.box.x0 / 3) for row in rows)
    widest = 1.2 if len(gaps) > SURE else 0.6
    return Measures(*bounds, min(usual, widest * height), height, starts)


def gap_between(above: Row, below: Row, height: float) -> float:
    """The empty space between two rows; recognised words are taken to be `height` high, whatever letters they have."""
    halves = sum(row.height if row.printed else height for row in (above, below)) / 2
    return below.middle - above.middle - halves


def place_of(row: Row, m: Measures) -> Align | None:
    """Where one row stands in its column; None where it fills the width."""
    before, after = row.box.x0 - m.left, m.right - row.box.x1
    if before < 0.3 * m.height:
        return None if after < m.height else "left"
    shared = before < 6 * m.height and m.starts[round(row.box.x0 / 3)] > 2
    if abs(before - after) < max(0.6 * m.height, 0.03 * m.width) and not shared:
        return "center"
    return "right" if after < 2 and before > 0.3 * m.width else "left"


def align_of(rows: Sequence[Row], m: Measures) -> Align | None:
    """What the rows of a block have in common: their left edge, middle or right edge."""
    if len(rows) == 1:
        return place_of(rows[0], m)
    edges: tuple[tuple[Align, list[float]], ...] = (
        ("left", [row.box.x0 for row in rows[1:]]),
        ("center", [row.box.x0 + row.box.x1 for row in rows]),
        ("right", [row.box.x1 for row in rows]),
    )
    spreads = [(max(places) - min(places), align) for align, places in edges]
    least, align = min(spreads, key=lambda spread: spread[0]) if len(rows) > 2 else (spreads[1][0], "center")
    if len(rows) == 2 and (abs(rows[0].box.x0 - rows[1].box.x0) < m.height / 3 or least > m.height):
        return "left"
    return align if least < m.height else None


def _far(above: Row, below: Row, m: Measures) -> bool:
    height = min(above.height, below.height)
    return gap_between(above, below, m.height) > max(m.gap, 0.2 * height) + 0.35 * height


def _marked(above: Row, below: Row, m: Measures) -> bool:
    return starts_item(above.text, below.text)


def _indented(above: Row, below: Row, m: Measures) -> bool:
    """A first line stands further in; not the hanging lines of a list item, nor lines that are all in the middle. Below
    another first line one begins with a capital where the line above had room («Служебная записка», «от 5 мая»)."""
    indent = below.box.x0 - m.left
    step = below.box.x0 - above.box.x0
    narrower = above.box.x1 - below.box.x1 > 0.7 * step > 2  # by as much at the right
    if abs(step) > 2 and _same_middle(above, below) and (narrower or below.box.x1 < m.right - m.height):
        return False
    if not 0.7 * m.height < indent < 8 * m.height or place_of(below, m) == "center":
        return False
    if step > 0.7 * m.height:
        return not _hangs(above, below)
    if abs(step) >= 2:
        return False
    if not _short(above, below, m):
        return bool(ENDED.search(above.text))
    return bool(CLAUSE_ENDED.search(above.text)) or (m.is_wide and below.text[:1].isupper())


def _hangs(above: Row, below: Row) -> bool:
    """Whether a line goes on with an item under its first word; behind a full stop nowhere else."""
    words = above.segments[0].words
    under = len(words) > 1 and abs(words[1].box.x0 - below.box.x0) < 3
    return bool(MARKER.match(above.text)) and (under or not ENDED.search(above.text))


def _same_middle(above: Row, below: Row) -> bool:
    return abs(above.box.x0 + above.box.x1 - below.box.x0 - below.box.x1) < min(above.height, below.height)


def _short(above: Row, below: Row, m: Measures) -> bool:
    """The first word below would have had room in the line above."""
    first = below.segments[0].words[0].box
    return m.right - above.box.x1 > first.x1 - first.x0 + 0.5 * m.height


def _finished(above: Row, below: Row, m: Measures) -> bool:
    """A short line that ends a sentence, and a capital letter at the margin."""
    start = below.text.lstrip('«"(')[:1]
    wide = m.is_wide and above.box.x0 < m.left + 0.4 * m.width
    return wide and (start.isupper() or start.isdigit()) and bool(ENDED.search(above.text)) and _short(above, below, m)


def _another_look(above: Row, below: Row, m: Measures) -> bool:
    if above.bold != below.bold:
        return True
    a, b, near = above.box, below.box, m.height / 2
    if abs(a.x0 - b.x0) < near or abs(a.x1 - b.x1) < near or _same_middle(above, below):
        return False
    if above.printed and below.printed and max(above.height, below.height) > LARGER * min(above.height, below.height):
        return True
    places = {place_of(above, m), place_of(below, m)}
    return "center" in places and bool(places & {"left", "right"})


def blocks_of(rows: Sequence[Row], bounds: Interval, page: int) -> list[DraftBlock]:
    """The rows of one column as blocks; a row with a tab (position and name) is a line like others."""
    if not rows:
        return []
    m = measured(rows, bounds)
    runs: list[list[Row]] = [[rows[0]]]
    for above, below in pairwise(rows):
        if any(rule(above, below, m) for rule in BREAKS):
            runs.append([])
        runs[-1].append(below)
    return [_block(run, m, page) for run in runs]


def _block(rows: Sequence[Row], m: Measures, page: int) -> DraftBlock:
    lines: tuple[DraftLine, ...] = tuple(line_from(row.segments, page) for row in rows)
    return DraftBlock(lines, align=align_of(rows, m), bold=all(row.bold for row in rows))


Rule = Callable[[Row, Row, Measures], bool]
BREAKS: tuple[Rule, ...] = (_far, _marked, _indented, _finished, _another_look)
"""A new block begins where any of these holds between two rows."""
