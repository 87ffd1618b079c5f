"""One letter in several image files: `name_1.tif`, `name_2.tif`, or a folder of `1.jpg`, `2.jpg`, put together."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import PurePath
from typing import IO

from pipeline.batch.source import Source, Stamp, check_size
from pipeline.errors import ReadError

IMAGES = frozenset({".tif", ".tiff", ".jpg", ".jpeg", ".png", ".bmp", ".webp"})
NUMBERED = re.compile(r"(.*?)[\s_-]*\(?[0-9]{1,4}\)?")
"""A name with the number of its sheet at its end."""


def together(sources: Iterable[Source]) -> Iterator[Source]:
    """The sources in their order; numbered images of one name in one folder are one source, a PDF of the images."""
    for letter, group in groupby(sources, key=_letter_of):
        sheets = list(group)
        if letter is None or len(sheets) == 1:
            yield from sheets
        else:
            name = f"{letter[1] or PurePath(letter[0]).name}.pdf"
            yield Source(sheets[0].place, name, partial(_as_pdf, sheets), _stamp(sheets))


def _letter_of(source: Source) -> tuple[str, str] | None:
    """The folder and the name that the sheets of a letter share; None for what is no numbered image."""
    match = NUMBERED.fullmatch(source.stem) if source.suffix in IMAGES else None
    return (str(PurePath(source.place).parent), match[1]) if match else None


def _stamp(sheets: Sequence[Source]) -> Stamp | None:
    stamps = [sheet.stamp for sheet in sheets if sheet.stamp]
    if len(stamps) < len(sheets):
        return None
    sizes, written, changed = zip(*((one.bytes, one.mtime_ns, one.ctime_ns) for one in stamps), strict=True)
    return Stamp(sum(sizes), max(written), max(changed))


def _as_pdf(sheets: Sequence[Source]) -> IO[bytes]:
    """The images as they are, each on a page; the same images give the same bytes. Raises ReadError."""
    import img2pdf

    images = [_content(sheet) for sheet in sheets]
    check_size(sum(map(len, images)))
    rotation = img2pdf.Rotation.ifvalid
    try:
        return io.BytesIO(img2pdf.convert(images, layout_fun=_page, rotation=rotation, nodate=True))
    except (OSError, ValueError, img2pdf.ImageOpenError, img2pdf.PdfTooLargeError) as error:
        raise ReadError("damaged", f"Из изображений не складывается письмо: {error}") from error


def _content(sheet: Source) -> bytes:
    """The image; without transparency, which no scan needs and no page of a PDF/A has."""
    from PIL import Image, UnidentifiedImageError

    with sheet.open() as stream:
        content = stream.read()
    try:
        with Image.open(io.BytesIO(content)) as image:
            if not image.has_transparency_data:
                return content
            plain = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA")).convert("RGB")
            resolution = {"dpi": image.info["dpi"]} if "dpi" in image.info else {}
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ReadError("damaged", f"Изображение повреждено и не читается: {sheet.name}") from error
    file = io.BytesIO()
    plain.save(file, "PNG", **resolution)
    return file.getvalue()


def _page(width: int, height: int, resolution: tuple[float, float]) -> tuple[float, float, float, float]:
    """The size of a page, and of its image, in points."""
    from pipeline.readers.image.source import sane_dpi

    scale = 72 / sane_dpi(resolution, width, height)
    return (width * scale, height * scale) * 2
