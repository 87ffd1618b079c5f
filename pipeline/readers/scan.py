"""Reading scans: the frames of an image file and the pages of a PDF without text, as raw pages for geometry."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.readers.raw import RawPage


def read_image(path: Path) -> Iterator[RawPage]:
    """Every page of a TIFF, JPEG, PNG, BMP or WEBP; ReadError `missing`, `damaged`, `too_large`, `no_tool` or `timeout`."""
    from pipeline.readers.image import source
    from pipeline.readers.image.page import read_sheet

    for sheet in source.image_sheets(path):
        yield read_sheet(sheet)


def read_pdf_page(path: Path, number: int) -> RawPage:
    """Page `number` (from 1) of a PDF as an image; the same errors as `read_image`."""
    from pipeline.readers.image import source
    from pipeline.readers.image.page import read_sheet

    return read_sheet(source.pdf_sheet(path, number))
