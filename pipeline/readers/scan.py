"""Reading scans: the frames of an image file and the pages of a PDF without text, as raw pages for geometry.

A page that takes too long or is nonsense comes without words and with confidence 0; a blank one without words and with
confidence 1.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.readers.raw import RawPage

if TYPE_CHECKING:
    from pipeline.readers.image.sheet import Sheet


def read_image(path: Path) -> Iterator[RawPage]:
    """Every page of a TIFF, JPEG, PNG, BMP or WEBP.

    Raises ReadError `missing`, `damaged`, `too_large`, `no_tool`, and `timeout` where no page at all was read in time.
    """
    from pipeline.readers.image import source

    late: ReadError | None = None
    done = 0
    for sheet in source.image_sheets(path):
        page, error = _read(sheet)
        late, done = late or error, done + (error is None)
        yield page
    if late and not done:
        raise late


def read_pdf_page(path: Path, number: int) -> RawPage:
    """Page `number` (from 1) of a PDF as an image. Raises ReadError `missing`, `damaged`, `no_tool`."""
    from pipeline.readers.image import source

    return _read(source.pdf_sheet(path, number))[0]


def _read(sheet: "Sheet") -> tuple[RawPage, ReadError | None]:
    """The page; without words, and with the error, where it was not read in time."""
    from pipeline.readers.image.page import bare, read_sheet

    try:
        return read_sheet(sheet), None
    except ReadError as error:
        if error.code != "timeout":
            raise
        return bare(sheet, confidence=0.0), error
