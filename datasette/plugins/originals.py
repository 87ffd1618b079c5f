"""The file that a document was read from: to download, and its pages as images. Both need the right to see `files`."""

import asyncio
import io
import math
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

from datasette import NotFound, Response, hookimpl
from datasette.utils.asgi import asgi_send_file

from pipeline.archive import Archive
from pipeline.site.access import DATABASE, may_read

WIDTH = 1200
"""Pixels across a rendered page: sharp on a screen at the width that the page of a document gives it."""

MOST_PIXELS = 120_000_000
"""An A3 page at 600 dpi has 70 million; more is refused before it is unpacked."""

FILE = """
    SELECT files.* FROM documents JOIN files ON files.sha256 = documents.file_sha256
    WHERE documents.id = :id
"""
pdfium = Lock()
"""PDFium is not safe in two threads."""

copying = asyncio.Lock()
"""One searchable copy is made at a time: it takes as long as reading the scan."""


async def original(datasette: Any, request: Any) -> tuple[dict[str, Any], Path]:
    """The row of the document's file and where it lies; Forbidden or NotFound where it may not or cannot be had."""
    await may_read(datasette, request.actor, ("documents", "files"))
    db = datasette.get_database(DATABASE)
    row = (await db.execute(FILE, {"id": int(request.url_vars["id"])})).first()
    path = row and Archive(Path(db.path).parent / "archive").find(row["sha256"])
    if path is None:
        raise NotFound("Record not found")
    return dict(row), path


@lru_cache(maxsize=64)
def rendered(path: Path, number: int, picture: bool) -> bytes | None:
    """A page (from 1) as PNG; None where the file has no such page or it cannot be drawn."""
    from PIL import Image

    try:
        image = picture_page(path, number) if picture else pdf_page(path, number)
    except (OSError, ValueError, EOFError, RuntimeError, Image.DecompressionBombError):
        return None
    if image.width > 2 * WIDTH:
        image = image.resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS)
    kept = io.BytesIO()
    image.save(kept, "PNG", compress_level=4)
    return kept.getvalue()


def pdf_page(path: Path, number: int) -> Any:
    """A page of a PDF; raises PdfiumError (a RuntimeError) or ValueError where there is none."""
    import pypdfium2

    with pdfium:
        document = pypdfium2.PdfDocument(path)
        try:
            if not 1 <= number <= len(document):
                raise ValueError(number)
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(WIDTH / width, math.sqrt(MOST_PIXELS / (width * height)))
            return page.render(scale=scale).to_pil().convert("RGB")
        finally:
            document.close()


def picture_page(path: Path, number: int) -> Any:
    """A frame of a scan, turned as its reader turned it (by EXIF), on white paper."""
    from PIL import Image, ImageOps

    with Image.open(path) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError(image.size)
        image.seek(number - 1)
        upright = ImageOps.exif_transpose(image).convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright).convert("RGB")


async def page_image(datasette: Any, request: Any) -> Response:
    row, path = await original(datasette, request)
    picture = (row["media_type"] or "").startswith("image/")
    image = await asyncio.to_thread(rendered, path, int(request.url_vars["page"]), picture)
    if image is None:
        raise NotFound("Record not found")
    headers = {"cache-control": "private, max-age=86400", "x-content-type-options": "nosniff"}
    return Response(image, content_type="image/png", headers=headers)


async def download(datasette: Any, request: Any, send: Any) -> None:
    """The file as it was received."""
    row, path = await original(datasette, request)
    await send_file(send, path, Path(row["name"]).name)


async def download_searchable(datasette: Any, request: Any, send: Any) -> None:
    """The scan as a PDF/A whose words can be searched and copied; the first who asks waits until it is made."""
    row, path = await original(datasette, request)
    async with copying:
        copy = await asyncio.to_thread(made_searchable, path.parents[1], row["sha256"])
    await send_file(send, copy, f"{Path(row['name']).stem} (с текстом).pdf")


def made_searchable(archive: Path, sha256: str) -> Path:
    from pipeline.errors import ReadError
    from pipeline.searchable import searchable_pdf

    try:
        return searchable_pdf(archive, sha256)
    except ReadError as error:
        raise NotFound(error.message) from error


async def send_file(send: Any, path: Path, name: str) -> None:
    """A file under a name: always saved, never opened in the browser."""
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "x-content-type-options": "nosniff",
        "content-security-policy": "sandbox; default-src 'none'",
        "cache-control": "private",
    }
    await asgi_send_file(send, path, content_type="application/octet-stream", headers=headers)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [
        (r"^/document/(?P<id>\d{1,15})/page/(?P<page>\d{1,5})\.png$", page_image),
        (r"^/document/(?P<id>\d{1,15})/file$", download),
        (r"^/document/(?P<id>\d{1,15})/searchable$", download_searchable),
    ]
