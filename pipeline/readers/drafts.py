"""What readers build before there is a text: tokens, lines, blocks, tables; `assembled` makes the `Layout` of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pipeline.readers.characters import alike, clean, is_cut, is_fragment, rejoined
from schemas.layout import Block, Box, Cell, Layout, Line, Mark, Page, Table, Word, union

Kind = Literal["text", "header", "footer", "stamp"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Token:
    """A printed word (formats without boxes: a whole line). `gap` is what stands between it and the token before it."""

    text: str
    page: int = 1
    box: Box | None = None
    confidence: float = 1.0
    gap: str = " "


@dataclass(frozen=True, slots=True)
class DraftLine:
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        return "".join(t.text if i == 0 else t.gap + t.text for i, t in enumerate(self.tokens))

    @property
    def box(self) -> Box | None:
        return union(token.box for token in self.tokens)


@dataclass(frozen=True, slots=True)
class DraftBlock:
    lines: tuple[DraftLine, ...]
    kind: Kind = "text"
    align: Align | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class DraftCell:
    """A cell. The same object in several places of the rows is a merged cell."""

    lines: tuple[DraftLine, ...] = ()
    box: Box | None = None

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class DraftTable:
    rows: tuple[tuple[DraftCell, ...], ...]
    box: Box | None = None
    edges: tuple[float, ...] = ()
    """Where its columns begin and the last one ends, in points; empty for formats without boxes."""


@dataclass(frozen=True, slots=True)
class DraftPage:
    number: int
    items: tuple[DraftBlock | DraftTable, ...]
    width: float | None = None
    height: float | None = None
    marks: tuple[Mark, ...] = ()
    ocr: bool = False
    confidence: float = 1.0


def line_of(text: str, page: int = 1) -> DraftLine:
    """A line of a format without boxes."""
    return DraftLine((Token(text, page),))


def assembled(pages: Sequence[DraftPage]) -> Layout:
    """The layout of the pages in their order: the one place where text is made."""
    writer = _Writer()
    done = [writer.page(page) for page in pages]
    return Layout(
        text=alike("".join(writer.parts)),
        pages=tuple(done),
        items=tuple(writer.items),
        words=tuple(writer.words),
        marks=tuple(writer.marks),
    )


@dataclass
class _Writer:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    items: list[Block | Table] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def page(self, page: DraftPage) -> Page:
        first = len(self.items)
        for item in page.items:
            self.item(item, page.number)
        written = self.items[first:]
        start = written[0].start if written else self.length
        self.marks += [_placed(mark, written, start) for mark in page.marks]
        size = {"width": page.width, "height": page.height}
        return Page(start=start, end=self.length, number=page.number, ocr=page.ocr, confidence=page.confidence, **size)

    def item(self, item: DraftBlock | DraftTable, page: int) -> None:
        if self.items:
            self.write("\n\n")
        self.items.append(self.table(item, page) if isinstance(item, DraftTable) else self.block(item, page))

    def block(self, block: DraftBlock, page: int) -> Block:
        start = self.length
        lines = self.lines(block.lines, page)
        look = {"kind": block.kind, "align": block.align, "bold": block.bold}
        box = union(line.box for line in lines)
        return Block.model_validate(
            {"start": start, "end": self.length, "page": page, "box": box, "lines": lines, **look}
        )

    def table(self, table: DraftTable, page: int) -> Table:
        start = self.length
        written: dict[int, Cell] = {}
        rows = []
        for number, row in enumerate(table.rows):
            if number:
                self.write("\n")
            rows.append(tuple(self.cell(cell, page, written, column == 0) for column, cell in enumerate(row)))
        return Table(start=start, end=self.length, page=page, box=table.box, rows=tuple(rows))

    def cell(self, cell: DraftCell, page: int, written: dict[int, Cell], first: bool) -> Cell:
        if id(cell) not in written:
            if not first:
                self.write("\t")
            start = self.length
            self.lines(uncut(cell.lines), page)
            written[id(cell)] = Cell(start=start, end=self.length, box=cell.box)
        return written[id(cell)]

    def lines(self, lines: Sequence[DraftLine], page: int) -> tuple[Line, ...]:
        done = []
        for number, line in enumerate(without_breaks(lines)):
            if number:
                self.write("\n")
            start = self.length
            for index, token in enumerate(line.tokens):
                self.token(token, index == 0)
            done.append(Line(start=start, end=self.length, page=page, box=line.box))
        return tuple(done)

    def token(self, token: Token, first: bool) -> None:
        if not first:
            self.write(token.gap)
        text = clean(token.text)
        if token.box and text.strip():
            span = {"start": self.length, "end": self.length + len(text)}
            self.words.append(Word(**span, page=token.page, box=token.box, confidence=token.confidence))
        self.write(text)


def without_breaks(lines: Sequence[DraftLine]) -> list[DraftLine]:
    """The lines with words broken at line ends put together: the rest of the word moves up to the line it starts on.

    Both halves stay tokens with boxes of their own and nothing between them.
    """
    done: list[DraftLine] = []
    for line in lines:
        joined = _joined(done[-1], line) if done else None
        if joined:
            done[-1:] = joined
        elif line.tokens:
            done.append(line)
    return done


def uncut(lines: Sequence[DraftLine]) -> list[DraftLine]:
    """The lines of a cell, with words too wide for it put together: the first half stands alone."""
    done: list[DraftLine] = []
    for line in lines:
        first = line.tokens[0].text if line.tokens else ""
        above = done[-1].tokens[0].text if done and len(done[-1].tokens) == 1 else ""
        if is_cut(above, first) and (len(line.tokens) == 1 or is_fragment(first) or is_fragment(above)):
            done[-1] = DraftLine((*done[-1].tokens, replace(line.tokens[0], gap=""), *line.tokens[1:]))
        else:
            done.append(line)
    return done


def _joined(above: DraftLine, below: DraftLine) -> list[DraftLine] | None:
    last, first = above.tokens[-1], below.tokens[0] if below.tokens else None
    head, space, rest = first.text.partition(" ") if first else ("", "", "")
    left = rejoined(last.text.rstrip(" "), head)
    if left is None or first is None:
        return None
    up = DraftLine((*above.tokens[:-1], replace(last, text=left), replace(first, text=head, gap="")))
    stays = ((replace(first, text=rest),) if space else ()) + below.tokens[1:]
    return [up, DraftLine(stays)] if stays else [up]


def _placed(mark: Mark, items: Sequence[Block | Table], start: int) -> Mark:
    """The mark with its empty span at the end of the last item that begins above the mark's middle."""
    middle = (mark.box.top + mark.box.bottom) / 2
    above = [item.end for item in items if item.box and item.box.top <= middle]
    at = max(above, default=start)
    return mark.model_copy(update={"start": at, "end": at})
