"""Tables in a text: cells between tabs, bars or spaces, or HTML."""

import re
from collections.abc import Iterator, Sequence

from pipeline.readers.columns import ALONG
from pipeline.readers.drafts import DraftTable
from pipeline.readers.paragraphs import MARKER
from pipeline.readers.tables import HEADING, NUMBER, joined, text_table
from pipeline.readers.text_bars import barred_rows
from pipeline.readers.text_columns import spaced_rows


def tables_of(lines: Sequence[str]) -> Iterator[tuple[int, int, DraftTable]]:
    """The tables of a page: the line of each, the line after it and its rows."""
    at = 0
    while at < len(lines):
        found = table_at(lines, at)
        if found:
            yield at, found[1], found[0]
        at = found[1] if found else at + 1


def table_at(lines: Sequence[str], at: int) -> tuple[DraftTable, int] | None:
    """The table that begins at line `at`, and the line after it; an empty line (a page break) does not end it."""
    part = _part(lines, at)
    if not part:
        return None
    table, end = part
    while end < len(lines):
        start = end + 1 if not lines[end].strip() else end
        more = _part(lines, start, len(table.rows[0]))
        whole = joined(table, more[0]) if more else None
        if not more or not whole:
            break
        table, end = whole, more[1]
    return table, end


def _part(lines: Sequence[str], at: int, width: int = 0) -> tuple[DraftTable, int] | None:
    for reader in PARTS:
        found = reader(lines, at, width)
        if found:
            return found
    return None


def _tabbed(lines: Sequence[str], at: int, width: int) -> tuple[DraftTable, int] | None:
    """Lines of the same number of tabs, with lines of one cell (titles of sections) directly between them.

    A row may stand on several lines, where its cells have line breaks, and may have lost the tabs of its empty last
    cells.
    """
    end, count, continued = at, 0, bool(width)
    width = width or (lines[at].count("\t") + 1 if at < len(lines) else 0)
    rows: list[list[str]] = []
    sections = 0
    while end < len(lines) and lines[end].strip() and sections < 3:
        row, taken = _row(lines, end, width)
        kept = count and (_is_short(row, width) or _is_numbered_title(row, lines[end + 1 : end + 2], width))
        if len(row) not in (1, width) and not kept:
            break
        if len(row) == 1 and rows and len(rows[-1]) == width and CARRIED.match(row[0]):
            rows[-1][-1] = f"{rows[-1][-1]}\n{row[0]}".strip()
            end += taken
            continue
        sections, count = (sections + 1, count) if len(row) == 1 else (0, count + 1)
        rows.append(row if len(row) == 1 else [*row, *[""] * (width - len(row))])
        end += taken
    if end < len(lines) and lines[end].strip() and sections:
        rows, end = rows[:-sections], end - sections
    return (text_table(rows), end) if _is_table(rows, width, count, continued) else None


LINES_OF_A_ROW = 8
CARRIED = re.compile(r"[Оо]тв\.|[Оо]тветственн|\(|[а-яё]")
"""A line of one cell that goes on with the last cell above it: «Отв. Лукина Т.Д.», words in small letters."""


def _row(lines: Sequence[str], at: int, width: int) -> tuple[list[str], int]:
    """The cells of the row that begins at line `at`, and how many lines it takes: as many as make its tabs whole."""
    cells = _cells(lines[at])
    if not 1 < len(cells) < width:
        return cells, 1
    whole = cells
    for taken in range(1, min(LINES_OF_A_ROW, len(lines) - at)):
        more = _cells(lines[at + taken])
        if not lines[at + taken].strip() or len(more) >= width or NUMBER.fullmatch(more[0]):
            break
        whole = [*whole[:-1], f"{whole[-1]}\n{more[0]}".strip(), *more[1:]]
        if len(whole) >= width:
            return (whole, taken + 1) if len(whole) == width else (cells, 1)
    return cells, 1


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("\t")]


def _is_short(row: Sequence[str], width: int) -> bool:
    """A numbered row that lost the tabs of its empty last cells."""
    return 2 < len(row) < width and bool(NUMBER.fullmatch(row[0]))


def _is_numbered_title(row: Sequence[str], below: Sequence[str], width: int) -> bool:
    """The number and the title of a section, which have no tabs behind them, above a full row."""
    return (
        len(row) == 2 < width and bool(NUMBER.fullmatch(row[0])) and any(len(_cells(line)) == width for line in below)
    )


def _is_table(rows: Sequence[Sequence[str]], width: int, count: int, continued: bool) -> bool:
    """At least two full rows of three columns; gaps made of several tabs are no columns."""
    full = [row for row in rows if len(row) == width]
    filled = [column for column in range(width) if any(row[column] for row in full)]
    numbered = any(NUMBER.fullmatch(row[0]) for row in full)
    if continued:
        return bool(full) and not all(map(_is_signature, full))
    if width == 2:
        return count > 2 and _is_pairs(full)
    headed = bool(full) and (not full[0][0] or bool(HEADING.match(full[0][0])))
    if len(filled) < 3 or not (count > 1 or numbered or headed):
        return False
    return not all(ALONG.fullmatch(row[-1]) for row in full)


def _is_signature(row: Sequence[str]) -> bool:
    """A post and a name with nothing between them, below the table."""
    return bool(ALONG.fullmatch(row[-1])) and not any(row[1:-1]) and not NUMBER.fullmatch(row[0])


def _is_pairs(rows: Sequence[Sequence[str]]) -> bool:
    """Two columns: under a heading «№», or of texts that are no list, no form («Дата: …») and no signatures."""
    if HEADING.match(rows[0][0]):
        return True
    listed = any(MARKER.match(f"{row[0]} ") or row[0].endswith(":") or ALONG.fullmatch(row[1]) for row in rows)
    return all(all(row) for row in rows) and not listed


def _barred(lines: Sequence[str], at: int, width: int) -> tuple[DraftTable, int] | None:
    """Rows between bars; without bars at the edges at least two of as many cells."""
    found = barred_rows(lines, at) if at < len(lines) else None
    if not found or not found[0]:
        return None
    rows, end, edged = found
    alike = edged or len(rows[0]) in map(len, rows[1:])
    return (text_table(rows), end) if len(rows[0]) == width or (alike and len(rows) > 1) else None


def _tagged(lines: Sequence[str], at: int, width: int) -> tuple[DraftTable, int] | None:
    if at >= len(lines) or "<table" not in lines[at].lower():
        return None
    end = next((i + 1 for i in range(at, len(lines)) if "</table" in lines[i].lower()), len(lines))
    from lxml import html  # type: ignore[import-untyped]

    tables = html.fromstring("\n".join(lines[at:end])).xpath("descendant-or-self::table")
    trs = tables[0].xpath(".//tr") if tables else ()  # none: a tag that was never closed, «<tablet>»
    rows = [[" ".join(cell.text_content().split()) for cell in tr.xpath("./td|./th")] for tr in trs]
    rows = [row for row in rows if row]
    return (text_table(rows), end) if rows else None


def _spaced(lines: Sequence[str], at: int, width: int) -> tuple[DraftTable, int] | None:
    found = spaced_rows(lines, at) if at < len(lines) else None
    return (text_table(found[0]), found[1]) if found else None


PARTS = (_tagged, _barred, _tabbed, _spaced)
