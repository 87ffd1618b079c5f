"""The tile map: a square for each of the 89 regions, roughly where it lies."""

import re
from typing import Any, NamedTuple

GRID = """
.   .   .   MUR .   .   .   .   .   .   .   .   .   .   .   .   CHU
.   SPE LEN KR  ARK NEN .   YAN .   .   .   .   .   SA  MAG KAM .
KGD PSK NGR VLG KO  .   KHM .   .   KYA .   .   .   .   .   .   .
.   SMO TVE YAR KOS KIR PER SVE TYU TOM .   IRK BU  ZAB AMU KHA SAK
BRY KLU MOS MOW IVA NIZ ME  UD  CHE KGN OMS NVS KEM KK  TY  YEV PRI
.   ORL TUL RYA VLA MO  CU  TA  BA  ORE .   ALT AL  .   .   .   .
.   KRS LIP TAM PNZ ULY SAM .   .   .   .   .   .   .   .   .   .
.   BEL VOR VGG SAR .   .   .   .   .   .   .   .   .   .   .   .
95  90  93  94  ROS KL  AST .   .   .   .   .   .   .   .   .   .
92  91  AD  KDA STA KC  KB  SE  IN  CE  DA  .   .   .   .   .   .
"""
"""Codes without `RU-`, west to east and north to south."""

SHORT = {
    # what the first letters of a name do not tell
    "MOW": "Мск",
    "MOS": "МО",
    "SPE": "СПб",
    "LEN": "ЛО",
    "YEV": "ЕАО",
    "KHM": "ХМАО",
    "YAN": "ЯНАО",
    "NEN": "НАО",
    "93": "ДНР",
    "94": "ЛНР",
    "KC": "КЧР",
    "KB": "КБР",
    "NGR": "НвгО",
    "NVS": "НСО",
    "ALT": "АлтК",
    "SA": "Якут",
    "KDA": "Куб",
}
GENERAL = re.compile(r"\b(Республика|область|край|автономн\w+|округ|Северная)\b|[–(].*")
LEVELS = 5


class Tile(NamedTuple):
    """A region on the map. `level` goes from 0 (nothing) to LEVELS; `value` is what is written."""

    code: str
    name: str
    short: str
    column: int
    row: int
    value: Any
    level: int


def places() -> dict[str, tuple[int, int]]:
    """The column and row of each region.

    >>> len(places()), places()["RU-KGD"]
    (89, (0, 2))
    """
    rows = [line.split() for line in GRID.strip().splitlines()]
    return {f"RU-{code}": (x, y) for y, row in enumerate(rows) for x, code in enumerate(row) if code != "."}


def short(code: str, name: str) -> str:
    """A label of at most four letters.

    >>> short("RU-AMU", "Амурская область"), short("RU-MOW", "Москва"), short("RU-TA", "Республика Татарстан")
    ('Амур', 'Мск', 'Тата')
    """
    return SHORT.get(code.removeprefix("RU-")) or GENERAL.sub("", name).strip()[:4]


def level(value: float | None, most: float) -> int:
    """
    >>> [level(value, 10) for value in (None, 0, 1, 6, 10)]
    [0, 0, 1, 3, 5]
    """
    if not value or not most:
        return 0
    return max(1, min(LEVELS, round(LEVELS * value / most)))


def tiles(names: dict[str, str], values: dict[str, float | None]) -> list[Tile]:
    """All regions with their values."""
    most = max((value for value in values.values() if value), default=0)
    return [
        Tile(code, names[code], short(code, names[code]), x, y, values.get(code), level(values.get(code), most))
        for code, (x, y) in sorted(places().items(), key=lambda item: (item[1][1], item[1][0]))
        if code in names
    ]
