"""A letter set as DOCX: the same pieces as on paper, with Word's own tables, alignment and sections; no clock."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from corpus.arrange import columns, grid, is_wide, opens_annex
from corpus.shape import Piece

EPOCH = dt.datetime(2020, 1, 1)
PAGE = (Mm(210), Mm(297))


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks; lengths in millimetres, sizes in points."""

    align: Any = ALIGN.LEFT
    size: float = 13
    bold: bool = False
    first: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 4


LOOKS: Mapping[str, Look] = {
    "head": Look(ALIGN.CENTER, bold=True),
    "contact": Look(ALIGN.CENTER, 10),
    "kind": Look(ALIGN.CENTER, 15, bold=True, before=10, after=10),
    "registration": Look(),
    "place": Look(ALIGN.CENTER, after=8),
    "addressee": Look(after=6),
    "agreement": Look(before=10),
    "title": Look(right=65, before=8, after=14),
    "salutation": Look(ALIGN.CENTER, after=10),
    "body": Look(ALIGN.JUSTIFY, first=12.5, after=3),
    "mark": Look(left=90, before=4, after=6),
    "heading": Look(ALIGN.CENTER, bold=True, before=8, after=8),
    "stamp": Look(ALIGN.CENTER, 8),
    "executor": Look(size=10, before=14),
    "note": Look(size=10, before=6),
    "cell": Look(size=10, after=0),
    "side": Look(after=0),
    "name": Look(ALIGN.RIGHT, after=0),
}


def build(documents: Sequence[Sequence[Piece]], path: Path) -> None:
    """Writes the documents one after another, each in a section of its own."""
    word = Document()
    style = word.styles["Normal"]
    style.font.name = "Liberation Serif"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Liberation Serif")
    for number, parts in enumerate(documents):
        _turn(word.add_section(WD_SECTION.NEW_PAGE) if number else word.sections[0], is_wide(parts))
        _write(word, parts)
    properties = word.core_properties
    properties.created = properties.modified = EPOCH
    properties.author = properties.last_modified_by = properties.comments = ""
    _save(word, path)


def _turn(section: Any, sideways: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = PAGE[::-1] if sideways else PAGE
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)


def _write(word: Any, parts: Sequence[Piece]) -> None:
    left, right, rest = columns(parts)
    if left or right:
        _two_columns(word, left, right)
    for place, piece in enumerate(rest):
        if opens_annex(rest, place):
            _turn(word.add_section(WD_SECTION.NEW_PAGE), is_wide(rest, place))
        _add(word, piece)


def _add(where: Any, piece: Piece) -> None:
    """Adds a piece to a document or to a cell."""
    if piece.rows:
        _table(where, piece)
    elif piece.right:
        _sides(where, piece)
    elif piece.role == "stamp":
        frame = where.add_table(1, 1, style="Table Grid")
        _fill(frame.cell(0, 0), "\n".join(piece.lines), "stamp")
    elif piece.role == "body":
        for text in piece.paragraphs:
            _paragraph(where, text, "body")
    else:
        _paragraph(where, "\n".join(line.strip() for line in piece.lines), piece.role)


def _paragraph(where: Any, text: str, role: str) -> None:
    _shape(where.add_paragraph(), text, LOOKS[role])


def _shape(paragraph: Any, text: str, look: Look) -> None:
    run = paragraph.add_run(text)
    run.bold, run.font.size = look.bold, Pt(look.size)
    form = paragraph.paragraph_format
    form.alignment, form.first_line_indent = look.align, Mm(look.first)
    form.left_indent, form.right_indent = Mm(look.left), Mm(look.right)
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)


def _fill(cell: Any, text: str, role: str) -> None:
    _shape(cell.paragraphs[0], text, LOOKS[role])


def _two_columns(word: Any, left: Sequence[Piece], right: Sequence[Piece]) -> None:
    table = word.add_table(1, 2)
    for cell, parts in zip(table.rows[0].cells, (left, right), strict=True):
        for piece in parts:
            role = "addressee" if piece.role == "mark" else piece.role
            _paragraph(cell, "\n".join(line.strip() for line in piece.lines), role)
        if parts:
            cell._tc.remove(cell.paragraphs[0]._p)


def _sides(where: Any, piece: Piece) -> None:
    """A post at the left and a name at the right: a table without rules, as offices draw it."""
    if piece.role == "signature":
        _paragraph(where, "", "side")
    table = where.add_table(1, 2)
    _fill(table.cell(0, 0), "\n".join(line.strip() for line in piece.lines), "side")
    _fill(table.cell(0, 1), piece.right, "name")


def _table(where: Any, piece: Piece) -> None:
    drawn = grid(piece)
    table = where.add_table(len(drawn.rows), len(drawn.rows[0]))
    table.style = "Table Grid" if drawn.ruled else "Normal Table"
    for top, left, bottom, right in drawn.merged:
        table.cell(top, left).merge(table.cell(bottom, right))
    covered = {
        (row, column)
        for top, left, bottom, right in drawn.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    for i, texts in enumerate(drawn.rows):
        for (j, text), cell in zip(enumerate(texts), table.row_cells(i), strict=True):
            if (i, j) not in covered:
                _fill(cell, text, "cell")


def _save(word: Any, path: Path) -> None:
    """Packs again with a fixed time of day, since a ZIP keeps the time of each member."""
    packed = io.BytesIO()
    word.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
