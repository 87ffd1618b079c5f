"""From a file to a `Layout`: one module for each format, and what they share."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ReadError
from pipeline.readers.images import read_images
from pipeline.readers.pdf import read_pdf
from pipeline.readers.text import is_text, read_text
from pipeline.readers.word import read_word
from schemas.layout import Layout

LARGEST = 200 * 1024 * 1024
"""Bytes: a larger file is refused before it is opened."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: how it begins, how it is called, and who reads it."""

    name: str
    magic: tuple[bytes, ...]
    media_type: str
    reader: Callable[[Path], Layout]


def read(path: Path, largest: int = LARGEST) -> Layout:
    """The layout of the file at `path`; its kind is told by its content.

    Raises ReadError: `missing`, `empty`, `too_large`, `unknown_type`, `damaged`, `encrypted`, `no_text`.
    """
    layout = format_of(path, largest).reader(path)
    if not layout.text.strip():
        raise ReadError("no_text", "В файле не найдено текста. Проверьте, что страницы не пустые и читаются глазом.")
    return layout


def format_of(path: Path, largest: int = LARGEST) -> Format:
    """The kind of the file by its first bytes. Raises ReadError `missing`, `empty`, `too_large`, `unknown_type`."""
    if not path.is_file():
        raise ReadError("missing", "Файл не найден. Проверьте путь.")
    size = path.stat().st_size
    if size == 0:
        raise ReadError("empty", "Файл пуст. Скачайте или сохраните его заново.")
    if size > largest:
        raise ReadError("too_large", f"Файл больше {largest // 2**20} МБ. Разделите его на части.")
    with path.open("rb") as file:
        start = file.read(4096)
    for kind in FORMATS:
        if start.startswith(kind.magic) or (kind is PDF and b"%PDF-" in start[:1024]):
            return kind
    if is_text(start):
        return TEXT
    raise ReadError(
        "unknown_type", "Неизвестный вид файла. Подходят TXT, PDF, DOCX и изображения страниц (PNG, JPEG, TIFF)."
    )


def _refuse_old(path: Path) -> Layout:
    """The container of old Office formats also holds DOCX files that have a password."""
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        raise ReadError("encrypted", "Файл защищён паролем. Снимите пароль и загрузите файл снова.")
    raise ReadError("unknown_type", "Файл в старом формате Word (.doc). Откройте его и сохраните как DOCX или PDF.")


def _refuse_rich(path: Path) -> Layout:
    raise ReadError("unknown_type", "Файл в формате RTF. Откройте его и сохраните как DOCX или PDF.")


PDF = Format("pdf", (b"%PDF-",), "application/pdf", read_pdf)
WORD = Format(
    "docx",
    (b"PK\x03\x04", b"PK\x05\x06"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    read_word,
)
TEXT = Format("text", (), "text/plain", read_text)
FORMATS = (
    PDF,
    WORD,
    Format("png", (b"\x89PNG\r\n",), "image/png", read_images),
    Format("jpeg", (b"\xff\xd8\xff",), "image/jpeg", read_images),
    Format("tiff", (b"II*\x00", b"MM\x00*"), "image/tiff", read_images),
    Format("bmp", (b"BM",), "image/bmp", read_images),
    Format("webp", (b"RIFF",), "image/webp", read_images),
    Format("doc", (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",), "application/msword", _refuse_old),
    Format("rtf", (b"{\\rtf",), "application/rtf", _refuse_rich),
)
