"""DOCX: paragraphs, tables, tables that only arrange the page, headers, text boxes."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from pipeline.errors import ReadError
from pipeline.readers.drafts import DraftBlock, DraftPage, DraftTable, Kind, assembled, line_of
from pipeline.readers.geometry import STAMP
from pipeline.readers.paragraphs import ENDED, MARKER
from pipeline.readers.running import is_page_number
from pipeline.readers.text import tidy
from pipeline.readers.word_numbers import numbering_of, qn
from pipeline.readers.word_paragraphs import Paragraph, Styles, boxes_of, paragraph_of
from pipeline.readers.word_tables import Grid, grid_of, is_arrangement, is_entries, signature_lines, table_of
from schemas.layout import Layout

SHORT = 70
"""Characters: a longer paragraph is prose and stands alone."""
OTHER = "Файл не документ Word. Сохраните его как DOCX или PDF."
CONTAINERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:smartTag")}

Piece = Paragraph | DraftTable | DraftBlock | None
"""What stands in a flow: None is an empty space between blocks."""

BROKEN = (KeyError, OSError, EOFError, RuntimeError, BadZipFile, SyntaxError, zlib.error)
"""What is raised of a damaged DOCX; RuntimeError where it says that it has a password or an unknown packing."""


def read_word(path: Path) -> Layout:
    """The layout of a DOCX: one page without a size. Raises ReadError `damaged`, `unknown_type`."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with ZipFile(path) as archive:
            if "word/document.xml" not in archive.namelist():
                raise ReadError("unknown_type", OTHER)
        document = docx.Document(str(path))
    except ValueError as error:
        raise ReadError("unknown_type", OTHER) from error
    except (*BROKEN, PackageNotFoundError) as error:
        raise ReadError("damaged", "Файл DOCX повреждён. Откройте его в Word и сохраните заново.") from error
    return assembled([DraftPage(1, tuple(_items(document)))])


def _items(document: Any) -> Iterator[DraftBlock | DraftTable]:
    styles = Styles(document.styles.element, numbering_of(document))
    section = document.sections[0] if len(document.sections) else None
    first = section is not None and section.different_first_page_header_footer
    if section is not None:
        header = section.first_page_header if first else section.header
        yield from _running(header, styles, "header")
    yield from grouped(flow(document.element.body, styles))
    if section is not None:
        yield from _running(section.first_page_footer if first else section.footer, styles, "footer")


def _running(part: Any, styles: Styles, kind: Kind) -> Iterator[DraftBlock | DraftTable]:
    """The header of the first page is text (a letterhead lives there), unless it is a page number; a footer is none."""
    if part.is_linked_to_previous:
        return
    for item in grouped(flow(part._element, styles)):
        if isinstance(item, DraftTable):
            yield item
        elif kind == "footer" or is_page_number(" ".join(line.text for line in item.lines)):
            yield DraftBlock(item.lines, kind, item.align, item.bold)
        else:
            yield item


def flow(parent: Any, styles: Styles) -> Iterator[Piece]:
    """What stands in a body, a header, a cell or a text box, in order."""
    for child in parent:
        if child.tag == qn("w:p"):
            for box in boxes_of(child):
                yield None
                yield from flow(box, styles)
                yield None
            paragraph = paragraph_of(child, styles)
            yield paragraph if paragraph.lines else None
        elif child.tag == qn("w:tbl"):
            yield from _table(child, styles)
        elif child.tag in CONTAINERS:
            yield from flow(child, styles)


def _table(tbl: Any, styles: Styles) -> Iterator[Piece]:
    grid = grid_of(tbl, lambda cell: tuple(flow(cell, styles)))
    if not grid.rows:
        return
    yield None
    if len(grid.rows[0]) == 1 and len(grid.rows) == 1:
        yield from _framed(grid)
    elif is_arrangement(tbl, styles, grid) and not is_entries(grid):
        yield from _arranged(grid)
    else:
        yield table_of(grid)
    yield None


def _framed(grid: Grid) -> Iterator[Piece]:
    """One cell is a frame: the stamp of an electronic signature, or just text."""
    blocks = list(grouped(grid.rows[0][0].flow))
    stamp = STAMP.search(
        " ".join(line.text for block in blocks if isinstance(block, DraftBlock) for line in block.lines)
    )
    for block in blocks:
        yield (
            DraftBlock(block.lines, "stamp", block.align, block.bold)
            if stamp and isinstance(block, DraftBlock)
            else block
        )


def _arranged(grid: Grid) -> Iterator[Piece]:
    """A table without borders: a signature or a date with a number is read along the row, the rest column by column."""
    columns: list[list[Piece]] = [[] for _ in grid.rows[0]]
    for row in grid.rows:
        along = signature_lines(row)
        if along:
            yield from _columns(columns)
            columns = [[] for _ in grid.rows[0]]
            yield DraftBlock(tuple(line_of(line) for line in along))
            continue
        for column, cell in enumerate(row):
            if column == 0 or cell is not row[column - 1]:
                columns[column] += [*cell.flow, None]
    yield from _columns(columns)


def _columns(columns: Iterable[Sequence[Piece]]) -> Iterator[Piece]:
    for column in columns:
        yield from column
        yield None


def grouped(pieces: Iterable[Piece]) -> Iterator[DraftBlock | DraftTable]:
    """Blocks: short paragraphs of one look that follow each other without a space are lines of one block."""
    run: list[Paragraph] = []
    for piece in pieces:
        if run and not (isinstance(piece, Paragraph) and _goes_on(run[-1], piece)):
            yield _block(run)
            run = []
        if isinstance(piece, Paragraph):
            run.append(piece)
        elif piece is not None:
            yield piece
    if run:
        yield _block(run)


def _goes_on(above: Paragraph, below: Paragraph) -> bool:
    if any(p.listed or p.prose or max(map(len, p.lines)) > SHORT for p in (above, below)) or below.spaced:
        return False
    if len(above.lines) > 1 and len(below.lines) > 1:
        return False
    ended = ENDED.search(above.lines[-1]) or MARKER.match(below.lines[0])
    same = (above.align, above.bold, above.indents) == (below.align, below.bold, below.indents)
    return same and not ended


def _block(run: Sequence[Paragraph]) -> DraftBlock:
    lines = tuple(line_of(tidy(line)) for paragraph in run for line in paragraph.lines)
    return DraftBlock(lines, align=run[0].align, bold=all(paragraph.bold for paragraph in run))
