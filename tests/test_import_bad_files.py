"""Files that cannot be read, through the real readers: each costs itself only, and says in Russian what can be done."""

import io
import random
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from PIL import Image

from pipeline.batch.work import Failure, read_and_extract
from pipeline.importer import import_paths
from tests.test_import import rows, threads

LETTER = """МИНИСТЕРСТВО ОБРАЗОВАНИЯ ПРИОЗЁРНОЙ ОБЛАСТИ

22.01.2024 № 10-32/419

Руководителям школ

Просим направить отчёт до 20.02.2024.

Министр П.А. Семёнова
"""


def pdf(password: str | None = None) -> bytes:
    """A PDF of one empty page."""
    file, stream = pikepdf.new(), io.BytesIO()
    file.add_blank_page()
    file.save(stream, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return stream.getvalue()


def word() -> bytes:
    stream = io.BytesIO()
    document = Document()
    document.add_paragraph("Приказ")
    document.save(stream)
    return stream.getvalue()


def strangely_packed(archive: bytes) -> bytes:
    """A ZIP whose directory names a method of packing that there is not."""
    first, *entries = archive.split(b"PK\x01\x02")
    return b"PK\x01\x02".join([first, *(entry[:6] + b"\x63\x00" + entry[8:] for entry in entries)])


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (400, 500), "white").save(stream, "PNG")
    return stream.getvalue()


BAD_FILES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty.txt": (lambda: b"", "read", "пуст"),
    "spaces.txt": (lambda: b" \n\t\n", "read", "не найдено текста"),
    "nothing said.txt": (lambda: "ааа".encode(), "extract", "ни одного документа"),
    "truncated.pdf": (lambda: pdf()[:200], "read", "повреждён"),
    "encrypted.pdf": (lambda: pdf("тайна"), "read", "паролем"),
    "no text.pdf": (pdf, "read", "не найдено текста"),
    "no size of pages.pdf": (lambda: pdf().replace(b"/MediaBox", b"/MediaBux"), "read", "повреждён"),
    "no size.tiff": (lambda: b"II*\0\x08\0\0\0\x01\0\x03\x01\x03\0\x01\0\0\0\x01\0\0\0\0\0\0\0", "read", "повреждено"),
    "packed strangely.docx": (lambda: strangely_packed(word()), "read", "повреждён"),
    "broken.docx": (lambda: word()[:-300], "read", "повреждён"),
    "no word.docx": (lambda: b"PK\x03\x04" + bytes(100), "read", "повреждён"),
    "no word.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "read", "старом формате"),
    "nothing.png": (picture, "read", "не найдено текста"),
    "cut.png": (lambda: picture()[:100], "read", "повреждено"),
    "unknown.xyz": (lambda: random.Random(1).randbytes(3000), "read", "Неизвестный вид"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_says_why(tmp_path: Path, name: str) -> None:
    content, stage, reason = BAD_FILES[name]
    path = tmp_path / name
    path.write_bytes(content())
    outcome = read_and_extract(path)
    assert isinstance(outcome, Failure), outcome
    assert (outcome.stage, reason in outcome.error) == (stage, True), outcome.error
    assert "Внутренняя ошибка" not in outcome.error


def test_bad_files_cost_only_themselves(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, (content, _, _) in BAD_FILES.items():
        (folder / name).write_bytes(content())
    (folder / "good.txt").write_text(LETTER, "utf-8")
    db = tmp_path / "letters.db"
    results = import_paths(db, [folder], 1, executor=threads)
    assert {Path(r.name).name for r in results if r.status == "imported"} == {"good.txt"}
    assert rows(db, "SELECT number, date FROM documents") == [("10-32/419", "2024-01-22")]
    assert rows(db, "SELECT media_type FROM files") == [("text/plain",)]
    assert rows(db, "SELECT count(*), count(stage), count(error) FROM run_files WHERE status = 'failed'") == [
        (15, 15, 15)
    ]
    assert not [r.error for r in results if r.sha256 and r.sha256 in (r.error or "")], "a name in the archive is shown"
