"""What is printed on every page around the text: page numbers, running titles."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipeline.readers.rows import Row

EDGE = 0.12
"""The part of the page's height, at its top and bottom, where running lines stand."""
PAGE_NUMBER = re.compile(
    r"[-–—]? ?\d{1,3} ?[-–—]?|(?:стр(?:аница|\.)?|лист|с\.) ?№? ?\d+(?: ?из ?\d+)?|\d+ (?:из|/) ?\d+", re.IGNORECASE
)
COUNTED = re.compile(r"(стр\w*\.?|лист\w*|из|/) ?№? ?\d+", re.IGNORECASE)
"""What changes in a running line from page to page: «Страница 2 из 5»."""
NEVER = re.compile(
    r"приложени|утвержд|согласован"  # stamps at the heads of annexes look alike
    r"|приказ|распоряжен|постановлен|решени|протокол"  # kinds of documents: several in one file
    r"|исп(?:\.|олнитель)|тел|\(?\d|(?-i:[А-ЯЁ][а-яё]+ (?:[А-ЯЁ]\.|[А-ЯЁ][а-яё]+ [А-ЯЁ]))",  # executors of letters
    re.IGNORECASE,
)
FEW = 2
"""Running lines are not more; a letterhead that comes back, in a file of several letters, is."""


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
    """Keys of the first and last rows that come back on another page at the same height.

    What the first page begins with is its letterhead, and heads the other letters of the file too.
    """
    keys = Counter(key for rows, _ in pages for key in set(map(_key, rows)))
    heads = [row for rows, _ in pages for row in _coming_back(rows, keys)]
    feet = [row for rows, _ in pages for row in _coming_back(rows[::-1], keys)]
    first = {_key(row) for row in pages[0][0] if not COUNTED.search(row.text)} if pages else set()
    return {_key(row) for row in heads if _key(row) not in first} | set(map(_key, feet))


def _coming_back(rows: Sequence[Row], keys: Mapping[tuple[str, int], int]) -> list[Row]:
    back = takewhile(lambda row: keys[_key(row)] > 1 or is_page_number(row.text), rows)
    found = [row for row in back if not is_page_number(row.text)]
    return [row for row in found if _may_run(row)] if len(found) <= FEW else []


def _may_run(row: Row) -> bool:
    """Names of offices in capitals head letters, not pages."""
    return len(row.text) > 3 and not row.text.isupper() and not NEVER.match(row.text)


def _key(row: Row) -> tuple[str, int]:
    return COUNTED.sub(r"\1", row.text), round(row.box.top / 4)
