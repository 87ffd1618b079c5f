"""Small files that unfold into much: each costs itself only, in bounded time and memory, and says why."""

import io
import multiprocessing
import os
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from pipeline.batch import office
from pipeline.batch.office import modern
from pipeline.batch.pool import Workers
from pipeline.batch.work import TOO_MUCH, Failure, Outcome, Reading, read_and_extract, restrain
from pipeline.errors import ReadError
from tests.test_import_bad_files import LETTER, word

MEMORY = 2**30
LIMIT = 5.0

LAUGHS = '<!DOCTYPE w:document [<!ENTITY a "{}">{}]>'.format(
    "ha" * 100, "".join(f'<!ENTITY {b} "{f"&{a};" * 100}">' for a, b in zip("abcdefg", "bcdefgh", strict=True))
)


def word_with(document: bytes) -> bytes:
    """A DOCX with another main part."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word())) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for info in old.infolist():
            new.writestr(info.filename, document if info.filename == "word/document.xml" else old.read(info))
    return stream.getvalue()


def laughing_word() -> bytes:
    with zipfile.ZipFile(io.BytesIO(word())) as old:
        document = old.read("word/document.xml").decode()
    head, _, rest = document.partition("?>")
    return word_with(f"{head}?>{LAUGHS}{rest.replace('Приказ', '&h;')}".encode())


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        body
        + head
        + table
        + b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    )


def page(content: bytes, size: bytes = b"595 842", more: bytes = b"") -> bytes:
    """A PDF of one page with this content stream, packed."""
    packed = zlib.compress(content)
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s]/Contents 4 0 R/Resources<</Font<</F<</Type/Font"
        b"/Subtype/Type1/BaseFont/Helvetica>>>>%s>>>>" % (size, more),
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    )


def endless_pages() -> bytes:
    """A page tree that is its own branch."""
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")


def gigapixel() -> bytes:
    stream = io.BytesIO()
    Image.new("1", (32_000, 32_000)).save(stream, "PNG")
    return stream.getvalue()


def many_frames() -> bytes:
    stream = io.BytesIO()
    frame = Image.new("1", (9_000, 9_000), 1)
    frame.save(stream, "TIFF", compression="group4", save_all=True, append_images=[frame] * 5)
    return stream.getvalue()


def huge_image() -> bytes:
    return page(b"9000000 0 0 9000000 0 0 cm /I Do", b"9000000 9000000", b"/XObject<</I 4 0 R>>")


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "laughs.docx": (laughing_word, "повреждён"),
    "unfolds.docx": (lambda: word_with(b"<a>" + b" " * 2**30), TOO_MUCH),
    "endless stream.pdf": (lambda: page(b"q " * 2**29), TOO_MUCH),
    "many words.pdf": (lambda: page(b"BT /F 10 Tf (a) Tj ET " * 10**6), "Файл читался дольше"),
    "endless pages.pdf": (endless_pages, "повреждён"),
    "huge page.pdf": (lambda: page(b"1 0 0 rg 0 0 9000000 9000000 re f", b"9000000 9000000"), "не найдено текста"),
    "huge image.pdf": (huge_image, "не найдено текста"),
    "gigapixel.png": (gigapixel, "больше 120 млн точек"),
    "many frames.tiff": (many_frames, ""),
}


def small(jobs: int) -> Executor:
    """Worker processes with little memory."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, context, initializer=restrain, initargs=(MEMORY,))


def test_hostile_files_end_in_time(tmp_path: Path) -> None:
    for name, (content, _) in HOSTILE.items():
        (tmp_path / name).write_bytes(content())
    (tmp_path / "good.txt").write_text(LETTER, "utf-8")
    found: dict[str, Outcome | None] = {}
    with Workers(1, partial(read_and_extract, limit=LIMIT), small) as workers:
        for name, outcome in workers.outcomes((name, tmp_path / name) for name in (*HOSTILE, "good.txt")):
            found[name] = outcome
    assert isinstance(found.pop("good.txt"), Reading)
    for name, outcome in found.items():
        assert isinstance(outcome, Failure), name
        assert outcome.seconds < LIMIT + 1
        assert HOSTILE[name][1] in outcome.error, name


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.rtf"
    path.write_text(r"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}\uc0 " + "".join(
        r"\par " if c == "\n" else f"\\u{ord(c)} " for c in LETTER
    ) + "}", "ascii")  # fmt: skip
    return path


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["rtf", "doc", "odt"])
def test_letters_of_old_programs(letter: Path, kind: str) -> None:
    path = letter.with_suffix(f".{kind}")
    if kind != "rtf":
        profile = f"-env:UserInstallation={(letter.parent / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(letter.parent), str(letter)]
        subprocess.run(command, check=True, capture_output=True)
    outcome = read_and_extract(path)
    assert isinstance(outcome, Reading), outcome
    assert outcome.documents[0].number == "10-32/419"
    assert (outcome.media_type or "").startswith("application/")


def test_without_libreoffice_the_reason_says_what_to_install(letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    outcome = read_and_extract(letter)
    assert isinstance(outcome, Failure)
    assert "apt-get install libreoffice-writer-nogui" in outcome.error


@pytest.mark.parametrize(("script", "code"), [("exit 1", "damaged"), ("exec sleep 60", "timeout")])
def test_a_libreoffice_that_fails(
    letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, code: str
) -> None:
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n", "ascii")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(office, "SECONDS", 0.5)
    with pytest.raises(ReadError) as error, modern(letter):
        pass
    assert error.value.code == code
