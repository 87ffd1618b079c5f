"""PDF: the text layer where it is sound, recognition of the page's image where it is not. Page by page."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import ReadError
from pipeline.readers.characters import BULLETS
from pipeline.readers.frames import frames_of
from pipeline.readers.geometry import compose, contains
from pipeline.readers.grids import boxes_of, grid_of, is_table
from pipeline.readers.legible import PRINTED, RECOGNISED, is_legible
from pipeline.readers.raw import RawPage, RawWord
from schemas.layout import Box, Layout

STRAY = 40
"""A page that is one image and has fewer characters of text has no text layer."""
WHOLE = 0.6
"""The part of a page that an image covers when the page is a scan."""

_BULLETS = str.maketrans(BULLETS)

ENCRYPTED = "Файл защищён паролем. Снимите пароль и загрузите файл снова."
DAMAGED = "Файл PDF повреждён. Сохраните или скачайте его заново."


def read_pdf(path: Path) -> Layout:
    """Raises ReadError `encrypted`, `damaged`, `too_large`."""
    return compose(list(_pages(path)))


def _pages(path: Path) -> Iterator[RawPage]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        pdf = pdfplumber.open(path)
        pages = _listed(pdf)
        with pdf:
            _check_scans(path, len(pages))
            for page in pages:
                yield raw_page(page, path)
                page.close()
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise ReadError("encrypted", ENCRYPTED) from error
        raise ReadError("damaged", DAMAGED) from error


def _listed(pdf: Any) -> list[Any]:
    """The pages; where there are none the file is closed, and ReadError raised."""
    cause = None
    try:
        pages: list[Any] = pdf.pages
    except Exception as error:  # the libraries raise whatever they meet in a broken tree of pages
        pages, cause = [], error
    if not pages:
        pdf.stream.close()  # `pdf.close()` lists the pages
        raise ReadError("damaged", DAMAGED) from cause
    return pages


def _check_scans(path: Path, pages: int) -> None:
    """Counts the pages without text of a long file, fifty times faster than reading them."""
    from pipeline.readers.image.source import MOST_SCANS, check_scans

    if pages <= MOST_SCANS:
        return
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as pdf:
            check_scans(sum(page.get_textpage().count_chars() < STRAY for page in pdf))
    except pypdfium2.PdfiumError as error:
        raise ReadError("damaged", DAMAGED) from error


def raw_page(page: Any, path: Path) -> RawPage:
    """The page by its text layer, or by recognition where the layer is missing or garbage."""
    scanned = _is_scan(page)
    words = [_word(word) for word in _shown(page, scanned).extract_words(return_chars=True, **_upwards(page.chars))]
    letters = sum(len(word.text) for word in words)
    bare = letters < STRAY if scanned else not letters and bool(page.images)
    read = " ".join(word.text for word in words)
    if bare or _is_sideways(page.chars) or not is_legible(read, RECOGNISED if scanned else PRINTED):
        from pipeline.readers.scan import read_pdf_page

        return read_pdf_page(path, page.page_number)
    return _digital(page, words)


def _is_scan(page: Any) -> bool:
    area = float(page.width * page.height)
    return any((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) > WHOLE * area for i in page.images)


def _is_sideways(chars: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the page's text runs along its side, as of a wide table put on an upright page."""
    return sum(not char["upright"] for char in chars) > 0.8 * len(chars) > 0


def _upwards(chars: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """How to read letters that stand on their side: the heads of narrow columns run upwards."""
    turned = [char["matrix"][1] > 0 for char in chars if not char["upright"]]
    return {"char_dir_rotated": "btt", "line_dir_rotated": "ltr"} if sum(turned) * 2 > len(turned) else {}


def _shown(page: Any, scanned: bool) -> Any:
    """The page without white letters; over a scan they are the layer that a recogniser laid there."""
    if scanned or not any(map(_is_white, page.chars)):
        return page
    return page.filter(lambda thing: not _is_white(thing))


def _digital(page: Any, words: Sequence[RawWord]) -> RawPage:
    grids = boxes_of(page)
    tables = tuple(grid_of(cells, words) for cells in grids if is_table(cells))
    lone = [Box(x0=c[0], top=c[1], x1=c[2], bottom=c[3]) for cells in grids if not is_table(cells) for c in cells]
    return RawPage(
        number=page.page_number,
        width=float(page.width),
        height=float(page.height),
        words=tuple(word for word in words if not any(contains(table.box, word.box) for table in tables)),
        tables=tables,
        frames=(*lone, *frames_of(page)),
    )


def _word(word: Mapping[str, Any]) -> RawWord:
    box = Box(x0=word["x0"], top=word["top"], x1=word["x1"], bottom=word["bottom"])
    return RawWord(word["text"].translate(_BULLETS), box, bold="bold" in word["chars"][0]["fontname"].lower())


def _is_white(thing: Mapping[str, Any]) -> bool:
    """White letters on white paper, put there for machines. Black is (0,), (0, 0, 0) or (0, 0, 0, 1)."""
    color = thing.get("non_stroking_color")
    if thing.get("object_type") != "char" or not isinstance(color, tuple | list):
        return False
    if len(color) == 4:
        return not any(color)
    return bool(color) and all(isinstance(part, int | float) and part >= 1 for part in color)
