"""What is printed on every page around the text: page numbers, running titles."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from pipeline.readers.rows import Row

EDGE = 0.12
"""The part of the page's height, at its top and bottom, where running lines stand."""
PAGE_NUMBER = re.compile(
    r"[-–—]? ?\d{1,4} ?[-–—]?|(?:стр(?:аница|\.)?|лист|с\.) ?№? ?\d+(?: ?из ?\d+)?|\d+ (?:из|/) ?\d+", re.IGNORECASE
)
NEVER = re.compile(r"приложени|утвержд|согласован", re.IGNORECASE)
"""Stamps at the head of annexes look alike on several pages and are no running titles."""


@dataclass(frozen=True, slots=True)
class Running:
    """Rows of a page by what they are."""

    header: tuple[Row, ...]
    text: tuple[Row, ...]
    footer: tuple[Row, ...]


def running_of(pages: Sequence[tuple[Sequence[Row], float]]) -> list[Running]:
    """The rows of each page (given with its height) parted into header, text and footer."""
    repeated = _repeated(pages)
    return [_parted(rows, height, repeated) for rows, height in pages]


def is_page_number(text: str) -> bool:
    return bool(PAGE_NUMBER.fullmatch(text.strip()))


def _parted(rows: Sequence[Row], height: float, repeated: set[tuple[str, int]]) -> Running:
    runs = [i for i, row in enumerate(rows) if is_page_number(row.text) or _key(row) in repeated]
    head = _from_edge(runs, range(len(rows)), lambda i: rows[i].box.bottom < EDGE * height)
    foot = _from_edge(runs, range(len(rows) - 1, -1, -1), lambda i: rows[i].box.top > (1 - EDGE) * height)
    if head + foot > len(rows):
        foot = 0
    last = len(rows) - foot
    return Running(tuple(rows[:head]), tuple(rows[head:last]), tuple(rows[last:]))


def _from_edge(runs: Collection[int], order: Iterable[int], near: Callable[[int], bool]) -> int:
    count = 0
    for i in order:
        if i not in runs or not near(i):
            break
        count += 1
    return count


def _repeated(pages: Sequence[tuple[Sequence[Row], float]]) -> set[tuple[str, int]]:
    """Keys of the first and last two rows that come back on another page at the same height."""
    keys = Counter(key for rows, _ in pages for key in {_key(row) for row in (*rows[:2], *rows[-2:])})
    return {key for key, count in keys.items() if count > 1 and len(key[0]) > 3 and not NEVER.match(key[0])}


def _key(row: Row) -> tuple[str, int]:
    return row.text, round(row.box.top / 4)
