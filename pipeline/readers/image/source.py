"""Where page images come from: the frames of an image file, the pages of a PDF. Sizes are checked before anything is
decoded."""

import math
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from pipeline.errors import ReadError
from pipeline.readers.image.sheet import Matrix, Pixels, Sheet

MAX_PIXELS = 120_000_000
"""A3 at 600 dpi has 70 million."""
MOST_SCANS = 300
"""Pages: to read more takes longer than a file may."""
DPI = 300.0
SANE_DPI = (70.0, 1300.0)
SANE_INCHES = (3.0, 34.0)
"""The shorter and longer side of paper that comes with a letter: from a slip to A0's short side."""
A4_INCHES = (8.27, 11.69)
PDF_DPI = (150.0, 400.0)

BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, TypeError, LookupError, struct.error)
"""What Pillow raises of a damaged image."""

MISSING = "Файл не найден. Проверьте путь."
DAMAGED = "Изображение повреждено: отсканируйте или сохраните его заново"
TOO_LARGE = f"{{}} больше {MAX_PIXELS // 1_000_000} млн точек: сканируйте с разрешением 300 точек на дюйм"
"""Whoever shows a reason names the file: here it is known by its name in the archive only."""


def image_sheets(path: Path) -> Iterator[Sheet]:
    """Every frame of an image file; ReadError `missing`, `damaged` or `too_large`."""
    try:
        with Image.open(path) as image:
            check_scans(getattr(image, "n_frames", 1))
            for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
                yield _frame_sheet(frame, number)
    except FileNotFoundError as error:
        raise ReadError("missing", MISSING) from error
    except Image.DecompressionBombError as error:
        raise ReadError("too_large", TOO_LARGE.format("Изображение")) from error
    except BROKEN as error:
        raise ReadError("damaged", DAMAGED) from error


def check_scans(pages: int) -> None:
    """Raises ReadError `too_large` at once, not after the time that a file may take."""
    if pages > MOST_SCANS:
        raise ReadError("too_large", f"Сканированных страниц {pages}, читается до {MOST_SCANS}: разделите файл")


def _frame_sheet(frame: Image.Image, number: int) -> Sheet:
    """One frame, its EXIF orientation applied, in RGB or grey."""
    if frame.width * frame.height > MAX_PIXELS:
        raise ReadError("too_large", TOO_LARGE.format(f"Страница {number}"))
    resolution = frame.info.get("dpi")
    upright = ImageOps.exif_transpose(frame)
    return sheet_of(_plain(upright), number, sane_dpi(resolution, upright.width, upright.height))


def _plain(image: Image.Image) -> Pixels:
    """RGB or grey pixels on white paper, whatever the mode."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    if image.mode.startswith(("I", "F")):
        deep = np.asarray(image, dtype=np.float64)
        return np.asarray(deep * (255 / max(deep.max(), 1)), dtype=np.uint8)
    return np.asarray(image.convert("L" if image.mode in ("1", "L") else "RGB"))


def sane_dpi(resolution: Any, width: int, height: int) -> float:
    """The resolution that the file states if it makes a sheet of paper, else the one that makes it A4.

    >>> sane_dpi((300, 300), 2480, 3508), round(sane_dpi((72, 72), 3024, 4032))
    (300.0, 366)
    """
    stated = float(resolution[0]) if isinstance(resolution, tuple) and resolution[0] else 0.0
    if SANE_DPI[0] <= stated <= SANE_DPI[1]:
        shorter, longer = sorted((width / stated, height / stated))
        if SANE_INCHES[0] <= shorter and longer <= SANE_INCHES[1]:
            return stated
    shorter, longer = sorted((width, height))
    return max(shorter / A4_INCHES[0], longer / A4_INCHES[1])


def sheet_of(pixels: Pixels, number: int, dpi: float) -> Sheet:
    height, width = pixels.shape[:2]
    scale = 72 / dpi
    to_page: Matrix = (scale, 0.0, 0.0, 0.0, scale, 0.0)
    return Sheet(pixels, dpi, number, width * scale, height * scale, to_page)


def pdf_sheet(path: Path, number: int) -> Sheet:
    """Page `number` (from 1) of a PDF, drawn at the resolution of the scan it holds, else at 300 dpi."""
    import pypdfium2 as pdfium

    try:
        with pdfium.PdfDocument(path) as document:
            page = document[number - 1]
            dpi = _page_dpi(page)
            drawn = page.render(scale=dpi / 72, rev_byteorder=True).to_numpy()
            pixels: Pixels = np.ascontiguousarray(drawn[..., :3])
            return sheet_of(pixels, number, dpi)
    except FileNotFoundError as error:
        raise ReadError("missing", MISSING) from error
    except pdfium.PdfiumError as error:
        raise ReadError("damaged", f"Страница {number} повреждена: сохраните или скачайте файл заново") from error


def _page_dpi(page: Any) -> float:
    """The resolution of the image that covers the page, within what recognition can use; less on a huge sheet."""
    width, height = page.get_size()
    dpi = min(max(_scan_dpi(page) or DPI, PDF_DPI[0]), PDF_DPI[1])
    return float(min(dpi, 72 * math.sqrt(MAX_PIXELS / (width * height))))


def _scan_dpi(page: Any) -> float | None:
    import pypdfium2.raw as raw

    area = page.get_width() * page.get_height()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > 0.8 * area:
            return float(72 * max(item.get_px_size()) / max(right - left, top - bottom))
    return None
