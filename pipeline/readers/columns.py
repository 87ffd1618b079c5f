"""Rows of a page into streams: the running text over the full width, and the columns of a letterhead or of two stamps.

A zone of columns is a run of rows whose segments leave a gutter free from top to bottom. A date beside a number and a
position beside a name are not columns: they are read along the row, with a tab. Columns of entries (names and posts,
numbered rows) are a table without rules.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from pipeline.readers.rows import Row, cut_at, row_of

Interval = tuple[float, float]
Edge = TypeVar("Edge", int, float)

GUTTER = 8.0
"""Points: the narrowest gutter between two columns."""
NEAR = 0.8
"""In line heights: rows nearer than this go on one block."""
FAR = 6.0
"""In line heights: a zone of columns does not reach over a larger empty space."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Rows to be read from top to bottom. `bounds`: the left and right of the column; None: the text of the page."""

    rows: tuple[Row, ...]
    bounds: Interval | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """Streams side by side, from left to right."""

    streams: tuple[Stream, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """Rows of a table that has no rules: for each entry the printed rows in each column."""

    rows: tuple[tuple[tuple[Row, ...], ...], ...]


_INITIALS = r"[А-ЯЁ]\. ?(?:[А-ЯЁ]\.)?"
_SURNAME = r"[А-ЯЁ][А-Яа-яё]+(?:-[А-ЯЁ][А-Яа-яё]+)?"
_NAME = rf"(?:{_INITIALS} ?{_SURNAME}|{_SURNAME} {_INITIALS}|{_SURNAME} {_SURNAME} {_SURNAME}(?:вич|вна|чна))"
_SCRIBBLE = r"(?:[^\sа-яё]{1,4} )*"  # what recognition makes of a signature by hand before the name
_DATE = r"(?:от )?(?:«? ?_*\d{1,2} ?»? ?[ \d.]*|\d{1,2} [а-я]+)[. _]*\d{2,4}(?: ?г(?:\.|ода)?)?"
_NUMBER = r"(?:№|N|Nо) ?\S*(?: ?- ?\S+)?"
_PLACE = r"(?:г|с|п|пос|пгт|рп|ст|д)\. ?[А-ЯЁ][\w -]+"
ALONG = re.compile(rf"{_SCRIBBLE}/?{_NAME}/?|{_DATE}|{_NUMBER}|{_PLACE}|{_DATE} {_NUMBER}|_{{3,}}")
"""What stands at the right of a row that is read along: a signatory's name or its line, a date, a number, a place."""
DAY = re.compile(_DATE)
NUMBERED = re.compile(rf"{_NUMBER}|{_PLACE}")
"""What stands beside the day of a registration: a number, a place."""
LISTED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]|[а-я]\)|[-–—•·]")
"""What stands at the left of an item with a hanging indent."""
ITEM = re.compile(
    r"\d{1,2}(?:\.\d{1,2})*[.)] |(?:глубоко)?уважаем|п ?р ?и ?к ?а ?з ?ы ?в ?а ?ю|постановляет"
    r"|приложение(?: ?(?:№|N) ?\d+| к .+)?$",
    re.IGNORECASE,
)
"""A list, a salutation, an ordering word, the stamp of an annex: the columns are over."""
NUMBER = re.compile(r"\d+(?:\.\d+)*[.)]?")
NUMBER_HEAD = re.compile(r"(?:№|N|п/п|п\.п\.?| )+")
BESIDE = re.compile(r"(?:на|исх\.?|рег\.?)? ?(?:№|N )|от [\d«]|[«_\d]+[». ]|[«\"]?Об? ", re.IGNORECASE)
"""Number, date and title: what the column of a letterhead ends with."""
DASH = re.compile(r"[-–—](?: |$)")


def streams_of(rows: Sequence[Row], bounds: Interval) -> list[Stream | Columns | Entries]:
    """What a page holds from top to bottom; `bounds` are the left and right of its text."""
    done: list[Stream | Columns | Entries] = []
    plain: list[Row] = []
    at = 0
    while at < len(rows):
        zone = _zone(rows, at, bounds)
        along = _trimmed(zone) if zone else [rows[at]]
        if not zone or _along(along) or _is_lone(zone, plain):
            plain += along
            at += len(along)
            continue
        if _signs_above(zone):
            plain.append(rows[at])
            at += 1
            continue
        zone = _kept(zone, len(along))
        at += len(zone)
        above = _pulled(plain, zone)
        plain = plain[: len(plain) - len(above)]
        done += [Stream(tuple(plain))] if plain else []
        plain = []
        columns = _split(above + zone)
        going_on = _going_on(columns, rows[at:])
        at += len(going_on)
        done.append(_with_first(columns, going_on))
    return done + ([Stream(tuple(plain))] if plain else [])


def _zone(rows: Sequence[Row], at: int, bounds: Interval) -> list[Row]:
    """The rows from `at` that have a gutter in common; empty where no columns start."""
    if not _starts(rows, at):
        return []
    zone = [rows[at]]
    free = merged(_intervals(zone))
    for row in rows[at + 1 :]:
        far = row.box.top - max(r.box.bottom for r in zone) > FAR * row.height
        row = cut_at(row, _gutters(free))
        wider = merged(free + _intervals([row]))
        if far or len(wider) < 2 or _is_over(row, bounds) or _is_between(row, zone, free) or _registers(row, free):
            break
        zone.append(row)
        free = wider
    return zone


def _signs_above(zone: Sequence[Row]) -> bool:
    """Whether the first row is a post and a name over a space, and below it stand an executor and a stamp."""
    if len(zone) < 2 or len(zone[0].segments) != 2 or not re.fullmatch(_NAME, zone[0].segments[1].text.strip()):
        return False
    return zone[1].box.top - zone[0].box.bottom > NEAR * zone[0].height


def _going_on(columns: Columns | Entries, below: Sequence[Row]) -> tuple[Row, ...]:
    """The rows right below the first column that go on with it and are wider: the last line of a title."""
    if isinstance(columns, Entries):
        return ()
    last, height = columns.streams[0].rows[-1], columns.streams[0].rows[-1].height
    ends = max(row.box.bottom for stream in columns.streams[1:] for row in stream.rows)
    found: list[Row] = []
    for row in below:
        near = row.box.top - last.box.bottom <= NEAR * height and row.box.top >= ends - height
        if not near or abs(row.box.x0 - last.box.x0) > height / 4 or not row.text[:1].islower():
            break
        found.append(row)
        last = row
    return tuple(found)


def _with_first(columns: Columns | Entries, rows: tuple[Row, ...]) -> Columns | Entries:
    if not rows or isinstance(columns, Entries):
        return columns
    first, *others = columns.streams
    return Columns((Stream((*first.rows, *rows), first.bounds), *others))


def _is_over(row: Row, bounds: Interval) -> bool:
    """Whether a row says that the columns are over: the text begins, or a heading in the middle of the page."""
    centred = abs(row.box.x0 + row.box.x1 - bounds[0] - bounds[1]) < row.height and row.box.x0 > bounds[0] + row.height
    return len(row.segments) == 1 and (centred or bool(ITEM.match(row.text)))


def _registers(row: Row, columns: Sequence[Interval]) -> bool:
    """«29 января 2024 г.    № 15    с. Лесное» under both columns: day, number and place over the whole width."""
    day, *others = [segment.text.strip() for segment in row.segments]
    over = row.box.x0 <= columns[0][1] and row.box.x1 >= columns[-1][0]
    return over and bool(others) and bool(DAY.fullmatch(day)) and all(map(NUMBERED.fullmatch, others))


def _is_between(row: Row, zone: Sequence[Row], columns: Sequence[Interval]) -> bool:
    """Whether a row below a space stands in a gutter: a heading over the middle of the columns."""
    spaced = row.box.top - max(r.box.bottom for r in zone) > NEAR * row.height
    return spaced and len(row.segments) == 1 and not any(a < row.box.x1 and row.box.x0 < b for a, b in columns)


def _is_lone(zone: Sequence[Row], plain: Sequence[Row]) -> bool:
    """Whether the only wide gap stands alone, or inside a paragraph: a justified line, not columns."""
    if sum(len(row.segments) > 1 for row in (*_pulled(plain, zone), *zone)) > 1:
        return False
    near = bool(plain) and zone[0].box.top - plain[-1].box.bottom <= NEAR * zone[0].height
    return len(zone) == 1 or (near and len(merged(_intervals([*zone, plain[-1]]))) < 2)


def _starts(rows: Sequence[Row], at: int) -> bool:
    row = rows[at]
    if len(row.segments) > 1:
        return True
    below = rows[at + 1] if at + 1 < len(rows) else None
    return bool(below and below.box.top < row.box.bottom - 1 and len(merged(_intervals([row, below]))) > 1)


def _trimmed(zone: list[Row]) -> list[Row]:
    """Without the rows at the end that only the first column has."""
    first = merged(_intervals(zone))[0]
    last = max((i for i, row in enumerate(zone) if row.box.x1 > first[1]), default=len(zone) - 1)
    return zone[: last + 1]


def _kept(zone: list[Row], ended: int) -> list[Row]:
    """The zone with what stands under its first column after the others end at `ended`: «на № … от …», the title."""
    for i in range(ended, len(zone)):
        near = zone[i].box.top - zone[i - 1].box.bottom <= NEAR * zone[i].height
        if not near and not BESIDE.match(zone[i].text) and not _is_centred(zone[i], zone[:i]):
            return zone[:i]
    return zone


def _is_centred(row: Row, above: Sequence[Row]) -> bool:
    """Whether a row stands in the middle of a column whose lines do: the address below the name of a body."""
    boxes = [r.segments[0].box for r in (*above[-2:], row)]
    middles = [(box.x0 + box.x1) / 2 for box in boxes]
    ragged = max(box.x0 for box in boxes) - min(box.x0 for box in boxes) > row.height / 4
    return len(boxes) > 2 and ragged and max(middles) - min(middles) < row.height / 4


def _pulled(plain: Sequence[Row], zone: Sequence[Row]) -> list[Row]:
    """The last of the rows above that belong to the zone: a letterhead begins above the addressee, or comes close to
    him."""
    pulled: list[Row] = []
    free = merged(_intervals(zone))
    below = zone[0]
    for whole in reversed(plain):
        row = cut_at(whole, _gutters(free))
        wider = merged(free + _intervals([row]))
        if below.box.top - row.box.bottom > NEAR * below.height:
            break
        if len(wider) < 2:
            return []
        pulled.append(row)
        free, below = wider, row
    return pulled[::-1]


def _along(zone: Sequence[Row]) -> bool:
    columns = merged(_intervals(zone))
    labels = [segment.text for row in zone for segment in row.segments if segment.box.x0 <= columns[0][1]]
    if all(label.endswith(":") for label in labels):  # «Приложение:    1. Форма на 2 л.»
        return True
    firsts = [row.segments[0].text for row in zone if len(row.segments) > 1]
    if firsts and all(map(LISTED.fullmatch, firsts)):
        return True
    parts = [segment for row in zone for segment in row.segments if segment.box.x0 >= columns[-1][0]]
    return all(ALONG.fullmatch(part.text.strip()) for part in parts)


def _split(zone: Sequence[Row]) -> Columns | Entries:
    columns = merged(_intervals(zone))
    starts = _dashed(zone) if len(columns) == 2 else _numbered(zone, columns)
    if len(starts) < 2:
        return Columns(tuple(Stream(_column(zone, bounds), bounds) for bounds in columns))
    cuts = sorted({0, *starts, len(zone)})
    runs = [zone[a:b] for a, b in pairwise(cuts)]
    return Entries(tuple(tuple(_column(run, bounds) for bounds in columns) for run in runs))


def _dashed(zone: Sequence[Row]) -> list[int]:
    """Where entries begin whose second column begins with a dash: «Иванов И.И. | – директор школы»."""
    starts = [i for i, row in enumerate(zone) if len(row.segments) == 2 and DASH.match(row.segments[1].text)]
    return starts if starts[:1] == [0] else []


def _numbered(zone: Sequence[Row], columns: Sequence[Interval]) -> list[int]:
    """Where entries begin whose first column holds nothing but numbers under its heading."""
    first = [(i, row.segments[0].text) for i, row in enumerate(zone) if row.segments[0].box.x0 <= columns[0][1]]
    if not all(NUMBER.fullmatch(text) or NUMBER_HEAD.fullmatch(text) for _, text in first):
        return []
    return [i for i, text in first if NUMBER.fullmatch(text)]


def _column(zone: Iterable[Row], bounds: Interval) -> tuple[Row, ...]:
    inside = ([s for s in row.segments if bounds[0] <= s.box.x0 <= bounds[1]] for row in zone)
    return tuple(row_of(segments) for segments in inside if segments)


def _intervals(rows: Iterable[Row]) -> list[Interval]:
    return [(segment.box.x0, segment.box.x1) for row in rows for segment in row.segments]


def merged(intervals: Iterable[tuple[Edge, Edge]], gutter: float = GUTTER) -> list[tuple[Edge, Edge]]:
    """Disjoint intervals at least a gutter apart.

    >>> merged([(0, 50), (40, 60), (90, 100)])
    [(0, 60), (90, 100)]
    """
    done: list[tuple[Edge, Edge]] = []
    for left, right in sorted(intervals):
        if done and left - done[-1][1] < gutter:
            done[-1] = (done[-1][0], max(done[-1][1], right))
        else:
            done.append((left, right))
    return done


def _gutters(columns: Sequence[Interval]) -> list[Interval]:
    return [(a[1], b[0]) for a, b in pairwise(columns)]
