"""Chance with a memory: everything drawn comes from one seeded generator and the tables beside it.

A table is a file of tab-separated columns. Its column `use` keeps wording apart: `work` is for everyday letters, `test`
for held-out ones, which nobody reads while rules are written. A table without that column serves both.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

Row = Mapping[str, str]
T = TypeVar("T")
VOCABULARY = Path(__file__).with_name("vocabulary")
REGIONS = Path(__file__).parents[2] / "extractors" / "vocabulary" / "regions.tsv"


@cache
def table(path: Path) -> tuple[Row, ...]:
    """The rows of a table, comments left out."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    return tuple(dict(zip(columns, (cell.strip() for cell in line.split("\t")), strict=True)) for line in lines[1:])


class Dice(random.Random):
    """A seeded generator that knows which wording it may use.

    >>> Dice(1).row("units") == Dice(1).row("units")
    True
    """

    def __init__(self, seed: int, held_out: bool = False) -> None:
        super().__init__(f"{seed}/{held_out}")
        self.use = "test" if held_out else "work"

    def often(self, share: float) -> bool:
        return self.random() < share

    def rows(self, name: str, fits: Callable[[Row], bool] = lambda row: True) -> tuple[Row, ...]:
        rows = table(VOCABULARY / f"{name}.tsv")
        return tuple(row for row in rows if row.get("use", self.use) == self.use and fits(row))

    def row(self, name: str, fits: Callable[[Row], bool] = lambda row: True) -> Row:
        return self.choice(self.rows(name, fits))

    def weighted(self, choices: Sequence[tuple[int, T]]) -> T:
        """One of (weight, value)."""
        return self.choices([value for _, value in choices], [weight for weight, _ in choices])[0]

    def digits(self, count: int) -> str:
        return "".join(str(self.randrange(10)) for _ in range(count))


def capital(text: str) -> str:
    """The first letter large: «отделу экономики» at the start of an item."""
    return text[:1].upper() + text[1:]
