"""Letters of old and of free office programs (DOC, RTF, ODT): LibreOffice, where installed, makes a DOCX of them."""

import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ReadError

SECONDS = 120
"""A letter takes about 3 s, most of it the start of the program."""

NO_TOOL = (
    "Файл {name}: чтобы читать его, установите LibreOffice (apt-get install libreoffice-writer-nogui) "
    "или сохраните файл как DOCX"
)
FAILED = "Файл {name} не преобразуется в DOCX: откройте его и сохраните как DOCX или PDF"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that LibreOffice reads for us."""

    suffix: str
    name: str
    media_type: str


DOC = Kind(".doc", "в старом формате Word (.doc)", "application/msword")
RTF = Kind(".rtf", "в формате RTF", "application/rtf")
ODT = Kind(".odt", "в формате OpenDocument (.odt)", "application/vnd.oasis.opendocument.text")


def kind_of(path: Path) -> Kind | None:
    """By its content; None where it is no such file. A DOCX with a password looks like a DOC, and is none."""
    with path.open("rb") as file:
        start = file.read(100)
        if start.startswith(b"{\\rtf"):
            return RTF
        if start.startswith(b"PK\x03\x04") and start[30:].startswith(b"mimetype" + ODT.media_type.encode()):
            return ODT
        if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
            return DOC if "WordDocument".encode("utf-16-le") in file.read() else None
    return None


@contextmanager
def modern(path: Path) -> Iterator[Path]:
    """The file itself, or a DOCX made of it. Raises ReadError `no_tool`, `damaged`, `timeout`."""
    kind = kind_of(path) if path.is_file() else None
    if kind is None:
        yield path
        return
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError("no_tool", NO_TOOL.format(name=kind.name))
    with tempfile.TemporaryDirectory(prefix="prikaz-") as folder:
        copy = Path(folder, f"letter{kind.suffix}")
        shutil.copyfile(path, copy)
        _convert(program, copy)
        made = copy.with_suffix(".docx")
        if not zipfile.is_zipfile(made):
            raise ReadError("damaged", FAILED.format(name=kind.name))
        yield made


def _convert(program: str, path: Path) -> None:
    """Makes a DOCX beside the file. A profile of its own: two LibreOffices with one profile are one.

    `timeout` ends the program with all that it starts, even where this process is ended first.
    """
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    options = (
        "--headless",
        "--norestore",
        "--nolockcheck",
        profile,
        "--convert-to",
        "docx",
        "--outdir",
        str(path.parent),
    )
    command = ["timeout", "-k", "5", str(SECONDS), program, *options, str(path)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet) as process:
        try:
            code = process.wait()
        except BaseException:
            process.terminate()
            raise
    if code == 124:
        raise ReadError("timeout", f"LibreOffice не преобразовал файл за {SECONDS} с: сохраните его как DOCX или PDF")
