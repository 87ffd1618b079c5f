"""Whole files of every format that an import takes, made of composed letters: what trials break."""

import io
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path

from PIL import Image

from corpus.render import Source
from corpus.scan import Wear
from pipeline.soak.letters import composed, written
from pipeline.soak.outlook import outlook

WEAR = Wear(dpi=150)
"""Small pages: recognition takes the most time of a trial."""

Make = Callable[[Source, Path, str], Path]


def rendered(form: str) -> Make:
    return lambda source, folder, name: written(source, form, folder, name, WEAR)


def picture(suffix: str) -> Make:
    """The first page as a picture."""

    def make(source: Source, folder: Path, name: str) -> Path:
        tiff = written(source, "tiff", folder, name, WEAR)
        with Image.open(tiff) as image:
            image.convert("RGB").save(tiff.with_suffix(suffix), dpi=(WEAR.dpi, WEAR.dpi))
        tiff.unlink()
        return tiff.with_suffix(suffix)

    return make


def converted(suffix: str) -> Make:
    """What LibreOffice makes of the Word document."""

    def make(source: Source, folder: Path, name: str) -> Path:
        word = written(source, "docx", folder, name)
        command = ("soffice", "--headless", "--convert-to", suffix[1:], "--outdir", str(folder), str(word))
        subprocess.run(command, capture_output=True, check=True)
        word.unlink()
        return word.with_suffix(suffix)

    return make


def packed(suffix: str, pack: Callable[[str, Sequence[tuple[str, bytes]]], bytes], forms: Sequence[str]) -> Make:
    """The letter in some forms inside another file."""

    def make(source: Source, folder: Path, name: str) -> Path:
        inner = [written(source, form, folder, f"{name}-{form}") for form in forms]
        target = folder / f"{name}{suffix}"
        target.write_bytes(pack(source.text.read_text("utf-8"), [(path.name, path.read_bytes()) for path in inner]))
        for path in inner:
            path.unlink()
        return target

    return make


def _zip(_: str, files: Sequence[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return stream.getvalue()


def _tar(mode: str) -> Callable[[str, Sequence[tuple[str, bytes]]], bytes]:
    def pack(_: str, files: Sequence[tuple[str, bytes]]) -> bytes:
        stream = io.BytesIO()
        with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
            for name, content in files:
                info = tarfile.TarInfo(name)
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
        return stream.getvalue()

    return pack


def _mail(text: str, files: Sequence[tuple[str, bytes]]) -> bytes:
    message = EmailMessage()
    message["Subject"] = "Письмо"
    message.set_content(text)
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def _outlook(text: str, files: Sequence[tuple[str, bytes]]) -> bytes:
    return outlook(text, *files)


FORMATS: tuple[tuple[int, Make], ...] = (
    (20, rendered("txt")),
    (20, rendered("docx")),
    (10, rendered("pdf")),
    (2, rendered("scan")),
    (2, rendered("tiff")),
    (2, picture(".png")),
    (2, picture(".jpg")),
    (12, packed(".zip", _zip, ("txt", "docx"))),
    (6, packed(".tar", _tar("w"), ("txt", "docx"))),
    (5, packed(".tar.gz", _tar("w:gz"), ("txt", "docx"))),
    (7, packed(".eml", _mail, ("txt", "docx"))),
    (7, packed(".msg", _outlook, ("docx",))),
    (2, converted(".rtf")),
    (2, converted(".odt")),
    (1, converted(".doc")),
)
"""How many files of a format, and how they are made: fewer of those that take seconds each."""


def samples(folder: Path, seed: int) -> Iterator[Path]:
    """Writes the files of every format into the folder."""
    makers = [make for count, make in FORMATS for _ in range(count)]
    for number, (source, make) in enumerate(zip(composed(seed, len(makers)), makers, strict=True)):
        yield make(source, folder, f"{number:02}")
