"""Tables of a text whose cells stand between bars: with bars at the edges or without, with rules, in drawn frames."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.readers.marks import BREAK
from pipeline.readers.tables import HEADING, NUMBER

DRAWN = str.maketrans("│┃║─━═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╟╫╢╙╨╜╓╥╖", "|||---" + "+" * 36)
"""Frames drawn with lines, as legal databases print their tables."""
RULE = re.compile(r"[+|]?(?:\s*:?[-=]{2,}:?\s*[+|])+(?:\s*:?[-=]{2,}:?\s*)?")
BROKEN_RULE = re.compile(r"[+|](?:(?: +|-{2,})[+|])*-{2,}[+|](?:(?: +|-{2,})[+|])*")
"""«|    +------+    |»: the cells without a rule go on below it."""
TITLE = 2
"""Lines: the longest title of a section between two rows."""
LONGEST_TITLE = 110
"""Characters of a line of it."""

PAIRS = 3
"""Lines: fewer of two cells are contacts, «тел. 2-14-15 | school@example.ru»."""


@dataclass
class _Bars:
    """The rows as far as they are read, the lines of each cell; a merged cell is the same list in several rows."""

    leading: bool
    trailing: bool
    framed: bool
    """Whether rules part the rows, so that the lines between two of them are one row."""
    rows: list[list[list[str]]] = field(default_factory=list)
    merged: frozenset[int] | None = frozenset()
    """Below a rule the columns that it leaves out; None where there is no rule above."""

    def add(self, line: str) -> None:
        if RULE.fullmatch(line) or BROKEN_RULE.fullmatch(line):
            parts = re.split(r"[+|]", line)[1:-1]
            self.merged = frozenset(n for n, part in enumerate(parts) if part.isspace())
            return
        cells = self._cells(line)
        if not self._goes_on(cells):
            above = self.rows[-1] if self.rows else []
            kept = self.merged or frozenset() if len(above) == len(cells) else frozenset()
            self.rows.append([above[n] if n in kept else [] for n in range(len(cells))])
        for cell, text in zip(self.rows[-1], cells, strict=True):
            cell.extend([text] if text else [])
        self.merged = None

    def _cells(self, line: str) -> list[str]:
        cells = cells_of(line)[self.leading and line.startswith("|") :]
        over = len(cells) > len(self.rows[0]) if self.rows else False
        return cells[:-1] if (self.trailing or over) and not cells[-1] and len(cells) > 1 else cells

    def _goes_on(self, cells: Sequence[str]) -> bool:
        """Whether a line goes on with the row above: no rule parts them, and it has no number of its own."""
        if not self.framed or self.merged is not None or len(cells) != len(self.rows[-1]):
            return False
        return not (NUMBER.fullmatch(cells[0]) and self.rows[-1][0])


def barred_rows(lines: Sequence[str], at: int) -> tuple[list[list[str]], int, bool] | None:
    """The cells of the rows between bars from line `at`, the line after them, and whether bars stand at both edges.

    The title of a section, which may have no bars, is a row of one cell.
    """
    if not _begins(lines, at):
        return None
    taken, end = _taken(lines, at)
    first = next((line for line in taken if not RULE.fullmatch(line)), "")
    rules = sum("+" in line and bool(RULE.fullmatch(line)) for line in taken)
    bars = _Bars(first.startswith("|"), first.endswith("|"), framed=rules > 1)
    for line in taken:
        bars.add(line)
    if all(len(row) == 1 for row in bars.rows):
        return None  # the frame of an electronic signature
    return [["\n".join(cell) for cell in row] for row in bars.rows], end, bars.leading and bars.trailing


def _begins(lines: Sequence[str], at: int) -> bool:
    """Whether cells stand here, or right below a rule. Two without bars at the edges are so in three lines at least."""
    if _is_rule(lines[at]):
        return not all(map(_is_rule, lines[at + 1 : at + 2]))
    cells = cells_of(_drawn(lines[at]))
    three = [cells_of(_drawn(line)) for line in lines[at : at + PAIRS + 1] if not _is_rule(line)][:PAIRS]
    return len(cells) > 2 or (len(cells) == 2 and len(three) == PAIRS and all(len(c) == 2 and all(c) for c in three))


def _is_rule(line: str) -> bool:
    return bool(RULE.fullmatch(_drawn(line)))


def _taken(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """The lines of the table, without empty ones, and the line after it."""
    taken, end = [_drawn(lines[at])], at + 1
    while more := _ahead(lines, end, taken[0].count("|")):
        taken += [_drawn(line) for line in lines[end:more] if line.strip()]
        end = more
    return taken, end


def _ahead(lines: Sequence[str], at: int, bars: int) -> int:
    """The line after the next one of the table, which may stand below an empty line or a title; 0: it is over."""
    above: list[str] = []
    for here in range(at, min(at + TITLE + 3, len(lines))):
        line = _drawn(lines[here])
        if _is_barred(line):
            return here + 1 if _follows(line, above, bars) else 0
        above.append(line)
        if sum(map(bool, above)) > TITLE or len(line) > LONGEST_TITLE:
            return 0
    return 0


def _follows(line: str, above: Sequence[str], bars: int) -> bool:
    """Whether a line of bars goes on with the table below these lines without any: none, empty ones, a title."""
    cell = next(filter(None, cells_of(line)), "")
    title, gap = any(above), not all(above)
    if title and gap:
        return bool(NUMBER.fullmatch(cell))
    return not gap or (line.count("|") == bars and not HEADING.match(cell))


def cells_of(line: str) -> list[str]:
    """The texts between the bars of a line.

    >>> cells_of("1 | Осмотр |")
    ['1', 'Осмотр', '']
    """
    return [BREAK.sub("\n", cell).strip() for cell in line.split("|")]


def _drawn(line: str) -> str:
    return line.translate(DRAWN).strip()


def _is_barred(line: str) -> bool:
    return "|" in line or bool(RULE.fullmatch(line))
