"""The pages of a scan as a PDF that can become a PDF/A."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import img2pdf
import numpy as np
import pikepdf
from PIL import Image

from pipeline.readers import PDF, format_of
from pipeline.readers.image.sheet import Pixels, Sheet
from pipeline.readers.image.source import image_sheets, pdf_sheet
from pipeline.searchable.standing import Standing
from schemas.layout import Page

QUALITY = 90
"""Of the JPEG that a page becomes; the original stays as it is."""


def as_they_are(original: Path, pages: Sequence[Page], pdf: Path) -> list[Page]:
    """Writes the pages of a PDF, without slide transitions. Those that were recognised want words."""
    with pikepdf.open(original) as scan:
        for page in scan.pages:
            if "/Trans" in page:
                del page["/Trans"]
        scan.save(pdf)
    return [page for page in pages if page.ocr]


def as_images(original: Path, pages: Sequence[Page], pdf: Path) -> list[Page]:
    """Writes the pages as images of the sizes that they were read with. All want words."""
    sizes = iter([(page.width, page.height) * 2 for page in pages])
    frames = [_compressed(sheet.pixels) for sheet in _sheets(original, pages)]
    with pdf.open("wb") as file:
        img2pdf.convert(frames, layout_fun=lambda *_: next(sizes), outputstream=file)
    return list(pages)


def turned(pdf: Path, standing: Sequence[Standing]) -> None:
    """Turns the pages of a PDF upright."""
    with pikepdf.open(pdf, allow_overwriting_input=True) as scan:
        for page in standing:
            scan.pages[page.number - 1].rotate(page.turn, relative=True)
        scan.save(pdf)


def _sheets(original: Path, pages: Sequence[Page]) -> Iterable[Sheet]:
    return (
        (pdf_sheet(original, page.number) for page in pages) if format_of(original) is PDF else image_sheets(original)
    )


def _compressed(pixels: Pixels) -> bytes:
    """A black and white page as it is, any other as a JPEG."""
    image = Image.fromarray(pixels)
    file = io.BytesIO()
    if pixels.ndim == 2 and np.isin(pixels, (0, 255)).all():
        image.convert("1").save(file, "PNG")
    else:
        image.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()
