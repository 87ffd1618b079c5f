"""A letter set as a digital PDF (A4, Liberation Serif), as an office prints: no clock, so the same bytes every time."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from corpus.arrange import FOREIGN, MANY, Grid, columns, grid, is_wide, opens_annex
from corpus.shape import Piece

FACES = {
    "Serif": "LiberationSerif-Regular.ttf",
    "Serif-Bold": "LiberationSerif-Bold.ttf",
    "Other": "DejaVuSerif.ttf",  # Cyrillic beyond Russian
}
LEFT, RIGHT, TOP, BOTTOM = 30 * mm, 15 * mm, 20 * mm, 20 * mm
WIDTH = A4[0] - LEFT - RIGHT


def _style(name: str, **changes: object) -> ParagraphStyle:
    return ParagraphStyle(
        name, **{"fontName": "Serif", "fontSize": 13, "leading": 15.5, "alignment": TA_LEFT} | changes
    )


STYLES = {
    "head": _style("head", alignment=TA_CENTER, fontName="Serif-Bold", spaceAfter=4),
    "head-narrow": _style(
        "head-narrow", alignment=TA_CENTER, fontName="Serif-Bold", fontSize=11, leading=12.5, spaceAfter=4
    ),
    "contact": _style("contact", alignment=TA_CENTER, fontSize=10, leading=11.5, spaceAfter=3),
    "kind": _style(
        "kind", alignment=TA_CENTER, fontName="Serif-Bold", fontSize=15, leading=18, spaceBefore=10, spaceAfter=10
    ),
    "registration": _style("registration", spaceBefore=4, spaceAfter=4),
    "place": _style("place", alignment=TA_CENTER, spaceAfter=8),
    "addressee": _style("addressee", spaceAfter=6),
    "title": _style("title", rightIndent=WIDTH * 0.4, spaceBefore=8, spaceAfter=14),
    "salutation": _style("salutation", alignment=TA_CENTER, spaceAfter=10),
    "body": _style("body", alignment=TA_JUSTIFY, firstLineIndent=12.5 * mm, spaceAfter=3),
    "agreement": _style("agreement", spaceBefore=10, spaceAfter=4, keepWithNext=1),
    "mark": _style("mark", leftIndent=WIDTH * 0.55, spaceBefore=4, spaceAfter=6),
    "heading": _style("heading", alignment=TA_CENTER, fontName="Serif-Bold", spaceBefore=8, spaceAfter=8),
    "signed": _style("signed", alignment=TA_RIGHT),
    "name": _style("name", alignment=TA_RIGHT, spaceBefore=8),
    "stamp": _style("stamp", fontSize=8, leading=9.5, alignment=TA_CENTER),
    "executor": _style("executor", fontSize=10, leading=11.5, spaceBefore=14),
    "note": _style("note", fontSize=10, leading=11.5, spaceBefore=6),
    "cell": _style("cell", fontSize=10, leading=11.5),
    "cell-head": _style("cell-head", fontSize=10, leading=11.5, alignment=TA_CENTER),
    "cell-section": _style("cell-section", fontSize=10, leading=11.5, alignment=TA_CENTER, fontName="Serif-Bold"),
}
NARROW = {"mark": "addressee", "head": "head-narrow"}  # what a column of the letterhead does differently


def register_fonts() -> None:
    """:raises TTFError: (reportlab) where Debian's fonts-liberation or fonts-dejavu-core is absent."""
    for name, file in FACES.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, file))


def build(documents: Sequence[Sequence[Piece]], path: Path) -> None:
    """Writes the documents one after another, each from a new page."""
    register_fonts()
    template = BaseDocTemplate(str(path), pagesize=A4, invariant=1, title=path.stem, author="", lang="ru-RU")
    pages = [_page("upright", A4), _page("sideways", landscape(A4))]  # the first of them is that of the first page
    template.addPageTemplates(sorted(pages, key=lambda page: page.id != _turned(documents[0])))
    story: list[Flowable] = []
    for number, parts in enumerate(documents):
        if number:
            story += [NextPageTemplate(_turned(parts)), PageBreak()]
        story += _story(parts)
    template.build(story)


def _page(name: str, size: tuple[float, float]) -> PageTemplate:
    frame = Frame(LEFT, BOTTOM, size[0] - LEFT - RIGHT, size[1] - TOP - BOTTOM, 0, 0, 0, 0)
    return PageTemplate(name, [frame], onPage=_number, pagesize=size)


def _turned(parts: Sequence[Piece], place: int = 0) -> str:
    """The page that a document, or the annex that begins at a place of it, is printed on."""
    return "sideways" if is_wide(parts, place) else "upright"


def _number(canvas: Canvas, template: BaseDocTemplate) -> None:
    """Page numbers stand in the middle above, from the second page on (ГОСТ Р 7.0.97, 3.2)."""
    if template.page > 1:
        width, height = canvas._pagesize
        canvas.setFont("Serif", 12)
        canvas.drawCentredString(width / 2, height - 12 * mm, str(template.page))


def _story(parts: Sequence[Piece]) -> Iterator[Flowable]:
    left, right, rest = columns(parts)
    if left or right:
        yield _sides(
            [f for p in left for f in _flow(p, narrow=True)], [f for p in right for f in _flow(p, narrow=True)], 0.52
        )
        yield Spacer(1, 12)
    for place, piece in enumerate(rest):
        if opens_annex(rest, place):
            yield NextPageTemplate(_turned(rest, place))
            yield PageBreak()
        yield from _flow(piece)


def _flow(piece: Piece, narrow: bool = False) -> Iterator[Flowable]:
    if piece.rows:
        yield _table(grid(piece))
        yield Spacer(1, 8)
    elif piece.role in {"signature", "sides"}:
        yield _signature(piece)
    elif piece.role == "stamp":
        yield _stamp(piece)
    elif piece.role == "body":
        yield from (Paragraph(_markup(text), STYLES["body"]) for text in piece.paragraphs)
    else:
        yield Paragraph("<br/>".join(map(_markup, piece.lines)), _block_style(piece, narrow))


def _block_style(piece: Piece, narrow: bool) -> ParagraphStyle:
    return STYLES[NARROW.get(piece.role, piece.role) if narrow else piece.role]


def _markup(text: str) -> str:
    safe = escape(text.strip())
    return f'<font name="Other">{safe}</font>' if FOREIGN.search(text) else safe


def _sides(left: list[Flowable], right: list[Flowable], share: float, **bottom: str) -> Table:
    style = [("VALIGN", (0, 0), (-1, -1), bottom.get("valign", "TOP")), ("LEFTPADDING", (0, 0), (0, 0), 0)]
    style.append(("RIGHTPADDING", (1, 0), (1, 0), 0))
    return Table([[left, right]], [WIDTH * share, WIDTH * (1 - share)], style=style)


def _signature(piece: Piece) -> Flowable:
    post = Paragraph("<br/>".join(map(_markup, piece.lines)), STYLES["registration"])
    name = Paragraph(_markup(piece.right), STYLES["signed"])
    gap = 26 if piece.role == "signature" else 2
    return KeepTogether([Spacer(1, gap), _sides([post], [name], 0.55, valign="BOTTOM"), Spacer(1, 8)])


def _stamp(piece: Piece) -> Flowable:
    frame = [("BOX", (0, 0), (-1, -1), 1, "#1F3A93"), ("ROUNDEDCORNERS", [6, 6, 6, 6])]
    return Table([[Paragraph("<br/>".join(map(_markup, piece.lines)), STYLES["stamp"])]], [WIDTH * 0.42], style=frame)


RULES = (
    ("GRID", (0, 0), (-1, -1), 0.6, "black"),
    ("LINEBELOW", (0, "splitlast"), (-1, "splitlast"), 0.6, "black"),  # a row cut by the page's end is closed there
    ("LINEABOVE", (0, "splitfirst"), (-1, "splitfirst"), 0.6, "black"),
)


def _table(drawn: Grid) -> Table:
    across = {row for row, column, _, last in drawn.merged if column == 0 and last > 0}
    numbers = next((i for i, row in enumerate(drawn.rows[:3]) if row[:2] == ("1", "2")), 0)
    cells = [
        [Paragraph(_markup(text), STYLES[_cell_style(i, across, numbers, drawn.ruled)]) for text in row]
        for i, row in enumerate(drawn.rows)
    ]
    width = landscape(A4)[0] - LEFT - RIGHT if len(drawn.rows[0]) >= MANY else WIDTH
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), *(("SPAN", (b, a), (d, c)) for a, b, c, d in drawn.merged)]
    rules = RULES if drawn.ruled else ()
    return Table(cells, _widths(drawn, width), style=[*style, *rules], splitInRow=0 if drawn.merged else 1)


def _cell_style(row: int, across: set[int], numbers: int, ruled: bool) -> str:
    if row in across:
        return "cell-section"
    return "cell-head" if ruled and row <= numbers else "cell"


def _widths(drawn: Grid, width: float) -> list[float]:
    """Each column as wide as its longest word, the rest shared by how much text the columns hold."""
    across = {row for row, column, _, last in drawn.merged if column == 0 and last > 0}
    rows = [row for i, row in enumerate(drawn.rows) if i not in across] or drawn.rows
    texts = [" ".join(column) for column in zip(*rows, strict=True)]
    least = [max(pdfmetrics.stringWidth(word, "Serif", 10) for word in text.split() or [""]) + 13 for text in texts]
    share = [(len(text) + 1) ** 0.7 for text in texts]
    spare = max(0.0, width - sum(least))
    scale = min(1.0, width / sum(least))
    return [a * scale + spare * b / sum(share) for a, b in zip(least, share, strict=True)]
