"""Where the searchable copies are, and how one comes to be."""

import tempfile
from pathlib import Path

from pipeline.archive import Archive
from pipeline.errors import ReadError
from pipeline.readers import PDF, format_of, read
from pipeline.searchable.layer import is_pdfa, with_words
from pipeline.searchable.pages import as_images, as_they_are, turned
from pipeline.searchable.standing import standing
from schemas.layout import Layout

FOLDER = "searchable"
"""Beside the originals: `searchable/ab/abcd….pdf`. What can be made again is no original, and no backup holds it."""

FORMS = (as_they_are, as_images)
"""The pages of a PDF are tried as they are first: it may hold what no PDF/A may."""


def searchable_pdf(archive: Path, sha256: str) -> Path:
    """The searchable copy of the original with this content, made when it is first asked for: about 3 s a page.

    Raises ReadError: `missing` without such an original, `no_scan` where no page of it is a scan, and what `read`
    raises.
    """
    copy = archive / FOLDER / sha256[:2] / f"{sha256}.pdf"
    if not copy.exists():
        original = Archive(archive).find(sha256)
        if original is None:
            raise ReadError("missing", "Подлинника нет в архиве")
        write_searchable(original, read(original), copy)
    return copy


def write_searchable(original: Path, layout: Layout, copy: Path) -> None:
    """Writes the copy of an original that was read as `layout`; it appears whole or not at all. Raises ReadError."""
    if not any(page.ocr for page in layout.pages):
        raise ReadError("no_scan", "В файле нет сканированных страниц: по нему и так можно искать")
    copy.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=copy.parent, prefix=".new-") as folder:
        pages, done = Path(folder, "pages.pdf"), Path(folder, "done.pdf")
        for form in FORMS if format_of(original) is PDF else (as_images,):
            upright = [standing(layout, page) for page in form(original, layout.pages, pages)]
            turned(pages, upright)
            with_words(pages, upright, done)
            if is_pdfa(done):
                done.replace(copy)
                return
    raise ReadError("damaged", "Из файла не получается PDF/A")
