"""The layer of words: the words of a layout as OCRmyPDF's own kind of reading, given to it instead of a recogniser."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from ocrmypdf import hookimpl, ocr
from ocrmypdf.api import get_plugin_manager
from ocrmypdf.builtin_plugins.null_ocr import NullOcrEngine
from ocrmypdf.exceptions import ExitCodeException
from ocrmypdf.hocrtransform import Baseline, BoundingBox, OcrClass, OcrElement
from PIL import Image

from pipeline.errors import ReadError
from pipeline.readers.lettering import DESCENT
from pipeline.searchable.standing import Printed, Standing
from schemas.layout import Box, union

if TYPE_CHECKING:
    from ocrmypdf._options import OcrOptions

POINTS = 72
"""Dots an inch of the page that OCRmyPDF is shown: a pixel of it is a point, the unit of the boxes."""


def with_words(pages: Path, standing: Sequence[Standing], done: Path) -> None:
    """Writes `pages` with the words of some of them on these, as a PDF/A where what the pages hold can be in one.

    Raises ReadError `damaged`.
    """
    plugins = get_plugin_manager([])
    plugins.pluggy_manager.register(Known(standing))
    numbers = ",".join(str(page.number) for page in standing)
    try:
        ocr(
            pages, done, plugin_manager=plugins, pages=numbers, mode="redo", output_type="auto",
            pdfa_backend="internal", optimize=0, jobs=1, use_threads=True, progress_bar=False,
        )  # fmt: skip
    except ExitCodeException as error:
        raise ReadError("damaged", f"Копия с текстом не получилась: {error}") from error


def is_pdfa(path: Path) -> bool:
    """Whether OCRmyPDF found nothing against declaring the file a PDF/A."""
    with pikepdf.open(path) as pdf, pdf.open_metadata() as told:
        return bool(told.pdfa_status)


class Known:
    """A plugin of OCRmyPDF that recognises nothing: what stands on the pages is known."""

    def __init__(self, standing: Sequence[Standing]) -> None:
        self.pages = {page.number: page for page in standing}

    @hookimpl
    def get_ocr_engine(self) -> NullOcrEngine:
        pages = self.pages

        class Engine(NullOcrEngine):
            @staticmethod
            def generate_ocr(input_file: Path, options: "OcrOptions", page_number: int = 0) -> tuple[OcrElement, str]:
                """The words of a page, which is counted from 0 here."""
                return _element(pages[page_number + 1]), ""

        return Engine()

    @hookimpl
    def rasterize_pdf_page(self, output_file: Path, pageno: int) -> Path:
        """An empty page as large as the scan: nobody looks at it."""
        page = self.pages[pageno]
        Image.new("1", (round(page.width), round(page.height)), 1).save(output_file, dpi=(POINTS, POINTS))
        return output_file


def _element(page: Standing) -> OcrElement:
    box = BoundingBox(0, 0, page.width, page.height)
    lines = [_line(line, page.slope) for line in page.lines]
    return OcrElement(OcrClass.PAGE, box, dpi=POINTS, page_number=page.number - 1, children=lines)


def _line(words: Sequence[Printed], slope: float) -> OcrElement:
    """A line that begins at the height of its first word and falls by its slope."""
    parts = [OcrElement(OcrClass.WORD, _bounds(box), text=text) for text, box in words]
    whole, first = union(box for _, box in words), words[0][1]
    assert whole is not None
    box = BoundingBox(whole.x0, first.top, whole.x1, first.bottom)
    return OcrElement(OcrClass.LINE, box, children=parts, baseline=Baseline(slope, -DESCENT * box.height))


def _bounds(box: Box) -> BoundingBox:
    return BoundingBox(box.x0, box.top, box.x1, box.bottom)
