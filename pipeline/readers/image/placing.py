"""Boxes of a layout taken back from the straightened pages, where reading order is found, to the pages as they were
scanned."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

from pipeline.readers.image.sheet import moved
from pipeline.readers.raw import Placing, RawPage
from schemas.layout import Block, Box, Cell, Layout, Line, Mark, Page, Table, Word

Boxed = TypeVar("Boxed", Word, Line, Cell, Mark)


def placed(layout: Layout, pages: Sequence[RawPage]) -> Layout:
    """The layout with the boxes and page sizes of the scan; itself where no page was straightened."""
    placings = {page.number: page.placing for page in pages if page.placing}
    return Placer(layout, placings).placed() if placings else layout


class Placer:
    """Moves the boxes of one layout, each by the placing of the page that its text stands on."""

    def __init__(self, layout: Layout, placings: dict[int, Placing]) -> None:
        self.layout = layout
        self.placings = placings
        self.starts = [page.start for page in layout.pages]

    def placed(self) -> Layout:
        return self.layout.model_copy(
            update={
                "pages": tuple(self._page(page) for page in self.layout.pages),
                "items": tuple(self._item(item) for item in self.layout.items),
                "words": tuple(self._part(word, word.page) for word in self.layout.words),
                "marks": tuple(self._part(mark, mark.page) for mark in self.layout.marks),
            }
        )

    def _page(self, page: Page) -> Page:
        placing = self.placings.get(page.number)
        return page.model_copy(update={"width": placing.width, "height": placing.height}) if placing else page

    def _item(self, item: Block | Table) -> Block | Table:
        box = self._box(item.box, item.page)
        if isinstance(item, Block):
            return item.model_copy(
                update={"box": box, "lines": tuple(self._part(line, line.page) for line in item.lines)}
            )
        rows = tuple(tuple(self._part(cell, self._page_at(cell.start)) for cell in row) for row in item.rows)
        return item.model_copy(update={"box": box, "rows": rows})

    def _part(self, part: Boxed, page: int) -> Boxed:
        return part.model_copy(update={"box": self._box(part.box, page)})

    def _box(self, box: Box | None, page: int) -> Box | None:
        placing = self.placings.get(page)
        if box is None or placing is None:
            return box
        is_below = placing.fold is not None and (box.top + box.bottom) / 2 > placing.fold
        return moved(box, placing.below if is_below else placing.matrix)

    def _page_at(self, offset: int) -> int:
        """The page of a cell: a table may go on over several."""
        return self.layout.pages[max(bisect_right(self.starts, offset) - 1, 0)].number
