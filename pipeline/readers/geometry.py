"""From words with boxes to blocks and tables in reading order."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.readers.columns import Columns, Entries, Interval, Stream, streams_of
from pipeline.readers.drafts import DraftBlock, DraftCell, DraftLine, DraftPage, DraftTable, Kind, assembled
from pipeline.readers.image.placing import placed
from pipeline.readers.lettering import on_lines
from pipeline.readers.paragraphs import blocks_of
from pipeline.readers.raw import RawCell, RawPage, RawTable, RawWord
from pipeline.readers.rows import Row, line_from, lines_of, rows_of
from pipeline.readers.running import Running, running_of
from pipeline.readers.tables import joined_pages
from schemas.layout import Box, Layout, union

STAMP = re.compile(
    r"электронн\w+ (?:цифров\w+ )?подпис|сертификат|\bЭП\b|\bЭЦП\b"  # mark of an electronic signature
    r"|\bвх(?:\.|од\w+|одящий)|зарегистрирован|поступил|получен"  # stamp of arrival
    r"|копия верна|подлинник|контрол",  # certification, control
    re.IGNORECASE,
)
"""What a stamp's frame holds."""
CONTACT = re.compile(r"\b(?:тел|факс|ОГРН|ОКПО|ИНН)\b|@|\bwww\.|^\d{6},", re.IGNORECASE)
APPROVAL = re.compile(r"утвержд|соглас|приложен|принят", re.IGNORECASE)
"""Headings in capitals that begin no letterhead."""
SPECKS = frozenset("|¦‹›<>\\~`'‚‘’^*_")
SCRAP = 0.4
LATIN = re.compile(r"[^\w]?[A-Za-z]{1,2}[^\w]?")
"""A letter or two: of a Roman number or a name recognition is surer."""
MANY = 60
"""Words: a frame around more is a border of the page."""

Item = DraftBlock | DraftTable


def compose(pages: Sequence[RawPage]) -> Layout:
    """One layout of all pages: columns in order, running lines apart, tables joined over page breaks.

    Pages that were straightened for recognition get their boxes back on the scan as it is.
    """
    return placed(assembled(drafted(pages)), pages)


def drafted(pages: Sequence[RawPage]) -> list[DraftPage]:
    pages = [_on_lines(page) for page in pages]
    framed = [_framed(page) for page in pages]
    rows = [(rows_of(words), page.height) for page, (words, _) in zip(pages, framed, strict=True)]
    runs = running_of(rows)
    return joined_pages([_page(p, run, stamps) for p, run, (_, stamps) in zip(pages, runs, framed, strict=True)])


def _on_lines(page: RawPage) -> RawPage:
    """A recognised page with its words, those of table cells too, in the boxes of their fonts."""
    if not page.ocr:
        return page
    cells = {cell.box: replace(cell, words=on_lines(cell.words)) for t in page.tables for row in t.rows for cell in row}
    tables = [replace(t, rows=tuple(tuple(cells[cell.box] for cell in row) for row in t.rows)) for t in page.tables]
    return replace(page, words=on_lines(page.words), tables=tuple(tables))


def _page(page: RawPage, run: Running, stamps: Sequence[DraftBlock]) -> DraftPage:
    header = [_running(row, "header", page.number) for row in run.header]
    footer = [_running(row, "footer", page.number) for row in run.footer]
    items = _with_stamps(_body(page, run.text), stamps)
    return DraftPage(
        number=page.number,
        items=(*header, *items, *footer),
        width=page.width,
        height=page.height,
        marks=page.marks,
        ocr=page.ocr,
        confidence=page.confidence,
    )


def _running(row: Row, kind: Kind, page: int) -> DraftBlock:
    return DraftBlock((line_from(row.segments, page),), kind)


def _body(page: RawPage, rows: Sequence[Row]) -> list[Item]:
    """Text and tables from top to bottom: a table parts the rows above it from those below."""
    bounds = _bounds(page, rows)
    items: list[Item] = []
    left = list(rows)
    tables = [*((table.box, _table(table, page.number)) for table in page.tables), *page.drafts]
    for box, table in sorted(tables, key=lambda placed: placed[0].top):
        middle = (box.top + box.bottom) / 2
        above = [row for row in left if (row.box.top + row.box.bottom) / 2 < middle]
        items += _text(above, bounds, page.number)
        items.append(table)
        left = left[len(above) :]
    return items + _text(left, bounds, page.number)


def _bounds(page: RawPage, rows: Sequence[Row]) -> Interval:
    boxes = [*(row.box for row in rows), *(table.box for table in page.tables), *(box for box, _ in page.drafts)]
    return (min((b.x0 for b in boxes), default=0.0), max((b.x1 for b in boxes), default=page.width))


def _text(rows: Sequence[Row], bounds: Interval, page: int) -> list[Item]:
    items: list[Item] = []
    for stream in streams_of(rows, bounds):
        if isinstance(stream, Stream):
            items += blocks_of(stream.rows, bounds, page)
        elif isinstance(stream, Columns):
            items += _columns([blocks_of(s.rows, s.bounds or bounds, page) for s in stream.streams])
        else:
            items.append(_entries(stream, page))
    return items


def _columns(columns: Sequence[Sequence[DraftBlock]]) -> list[DraftBlock]:
    """From left to right; of a letterhead in two languages first the heads of all columns, then what is below them."""
    heads = [list(takewhile(_is_head, blocks)) for blocks in columns]
    if not all(heads):
        heads = [[] for _ in columns]
    rest = [blocks[len(head) :] for blocks, head in zip(columns, heads, strict=True)]
    return [block for blocks in (*heads, *rest) for block in blocks]


def _is_head(block: DraftBlock) -> bool:
    """Whether it names an office in capitals or tells where to reach it."""
    lines = [line.text for line in block.lines]
    capitals = any(line.isupper() and len(line) > 4 and not APPROVAL.match(line) for line in lines)
    return capitals or any(CONTACT.search(line) for line in lines)


def _entries(entries: Entries, page: int) -> DraftTable:
    rows = tuple(tuple(_rows_cell(cell, page) for cell in row) for row in entries.rows)
    return DraftTable(rows, union(cell.box for row in rows for cell in row))


def _rows_cell(rows: Sequence[Row], page: int) -> DraftCell:
    lines: tuple[DraftLine, ...] = tuple(line_from(row.segments, page) for row in rows)
    return DraftCell(lines, union(row.box for row in rows))


def _table(table: RawTable, page: int) -> DraftTable:
    cells: dict[Box, DraftCell] = {}
    rows = [tuple(cells.setdefault(c.box, _cell(c, page)) for c in row) for row in table.rows]
    edges = sorted({round(cell.box.x0) for row in table.rows for cell in row} | {round(table.box.x1)})
    return DraftTable(tuple(rows), table.box, tuple(map(float, edges)))


def _cell(cell: RawCell, page: int) -> DraftCell:
    return DraftCell(lines_of(cell.words, page), cell.box)


def _framed(page: RawPage) -> tuple[list[RawWord], list[DraftBlock]]:
    """The words outside stamps, and a block for each stamp. A frame around other text says nothing of it."""
    words, stamps = [word for word in page.words if _on(page, word.box) and not _is_speck(word)], []
    for frame in sorted(page.frames, key=lambda f: (f.x1 - f.x0) * (f.bottom - f.top)):
        inside = [word for word in words if contains(frame, word.box)]
        lines = lines_of(inside, page.number) if len(inside) < MANY else ()
        if STAMP.search(" ".join(line.text for line in lines)):
            words = [word for word in words if not contains(frame, word.box)]
            stamps.append(DraftBlock(lines, kind="stamp"))
    return words, stamps


def _on(page: RawPage, box: Box) -> bool:
    return 0 <= (box.x0 + box.x1) / 2 <= page.width and 0 <= (box.top + box.bottom) / 2 <= page.height


def _is_speck(word: RawWord) -> bool:
    """What recognition makes of dirt, of writing and of the edges of seals."""
    if word.confidence < SCRAP and LATIN.fullmatch(word.text):
        return True
    sure = word.confidence == 1 or any(map(str.isalnum, word.text))
    return not sure and (word.confidence < 0.5 or word.text in SPECKS)


def contains(frame: Box, box: Box) -> bool:
    """Whether the middle of `box` lies in `frame`."""
    return frame.x0 <= (box.x0 + box.x1) / 2 <= frame.x1 and frame.top <= (box.top + box.bottom) / 2 <= frame.bottom


def _with_stamps(items: list[Item], stamps: Sequence[DraftBlock]) -> list[Item]:
    """Each stamp after the last item that begins above the stamp's end."""
    done = list(items)
    for stamp in stamps:
        box = union(line.box for line in stamp.lines)
        tops = [(_top(item) or 0.0) for item in done]
        at = max((i + 1 for i, top in enumerate(tops) if box and top < box.bottom), default=0)
        done.insert(at, stamp)
    return done


def _top(item: Item) -> float | None:
    box = item.box if isinstance(item, DraftTable) else union(line.box for line in item.lines)
    return box.top if box else None
