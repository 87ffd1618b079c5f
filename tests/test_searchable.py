"""The searchable copy of a scan: a PDF/A whose unseen words stand where the words were read."""

import hashlib
import shutil
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from pipeline import searchable
from pipeline.archive import Archive
from pipeline.errors import ReadError
from pipeline.searchable import copy, pages
from pipeline.searchable.standing import _run
from schemas.layout import Box, Layout, Page, Word

WIDTH, HEIGHT = 300, 400
PLACES = (("Министру", 40.0, 60.0), ("культуры", 110.0, 60.0), ("№", 40.0, 90.0), ("10-32/419", 60.0, 90.0))

pytestmark = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed (apt)")


def word(text: str, x: float, top: float, start: int, page: int = 1) -> Word:
    return Word(
        start=start, end=start + len(text), page=page, box=Box(x0=x, top=top, x1=x + 7 * len(text), bottom=top + 14)
    )


def layout(*, ocr: bool = True) -> Layout:
    """Two lines of two words each."""
    text = "Министру культуры\n№ 10-32/419"
    words = tuple(word(name, x, top, text.index(name)) for name, x, top in PLACES)
    page = Page(start=0, end=len(text), number=1, width=WIDTH, height=HEIGHT, ocr=ocr)
    return Layout(text=text, pages=(page,), items=(), words=words)


def image(path: Path, mode: str = "RGB") -> Path:
    Image.new(mode, (WIDTH * 2, HEIGHT * 2), "white").save(path, dpi=(144, 144))
    return path


def scanned_pdf(path: Path) -> Path:
    """As a scanner writes it, but with what no PDF/A may hold: a font that is not in the file."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    canvas.drawInlineImage(Image.new("L", (WIDTH, HEIGHT), 255), 0, 0, WIDTH, HEIGHT)
    canvas.save()
    return path


def words_at_their_places(pdf: Path) -> bool:
    with pdfplumber.open(pdf) as document:
        found = document.pages[0].extract_words(x_tolerance=1)
    return [
        (w["text"], pytest.approx(w["x0"], abs=2), pytest.approx((w["top"] + w["bottom"]) / 2, abs=4)) for w in found
    ] == [(text, x, top + 7) for text, x, top in PLACES]


def flavour(pdf: Path) -> str:
    with pikepdf.open(pdf) as document, document.open_metadata() as told:
        return str(told.pdfa_status)


@pytest.mark.parametrize("mode", ["RGB", "L", "1"])
def test_an_image_becomes_a_searchable_pdfa(tmp_path: Path, mode: str) -> None:
    done = tmp_path / "copy.pdf"
    searchable.write_searchable(image(tmp_path / "scan.png", mode), layout(), done)
    assert flavour(done) == "2B"
    assert words_at_their_places(done)


def test_pages_that_can_be_no_pdfa_are_drawn(tmp_path: Path) -> None:
    original, done = scanned_pdf(tmp_path / "scan.pdf"), tmp_path / "copy.pdf"
    searchable.write_searchable(original, layout(), done)
    assert flavour(done) == "2B"
    assert words_at_their_places(done)


def test_a_scan_of_a_pdf_is_not_compressed_again(tmp_path: Path) -> None:
    """A clean PDF of an image keeps the very bytes of the image."""
    original, done = tmp_path / "scan.pdf", tmp_path / "copy.pdf"
    pages.as_images(image(tmp_path / "scan.png"), layout().pages, original)
    searchable.write_searchable(original, layout(), done)
    assert flavour(done) == "2B"
    assert raw_image(original) == raw_image(done)


def raw_image(pdf: Path) -> bytes:
    with pikepdf.open(pdf) as document:
        return next(iter(document.pages[0].get_images().values())).read_raw_bytes()


def test_a_page_on_its_head_is_turned(tmp_path: Path) -> None:
    upright = layout()
    turned = tuple(
        w.model_copy(
            update={
                "box": Box(
                    x0=WIDTH - w.box.x1, top=HEIGHT - w.box.bottom, x1=WIDTH - w.box.x0, bottom=HEIGHT - w.box.top
                )
            }
        )
        for w in upright.words
        if w.box
    )
    done = tmp_path / "copy.pdf"
    searchable.write_searchable(image(tmp_path / "scan.png"), upright.model_copy(update={"words": turned}), done)
    assert words_at_their_places(done)
    with pypdfium2.PdfDocument(done) as document:
        assert "Министру культуры" in document[0].get_textpage().get_text_range()


@pytest.mark.parametrize(
    ("step", "turn", "slope"),
    [
        ((50.0, 1.0), 0, 0.02),
        ((50.0, -1.0), 0, -0.02),
        ((-50.0, 0.0), 180, 0.0),
        ((0.0, 50.0), 270, 0.0),
        ((0.0, -50.0), 90, 0.0),
    ],
)
def test_how_lines_run(step: tuple[float, float], turn: int, slope: float) -> None:
    boxes = [
        Box(x0=150 + at * step[0], top=150 + at * step[1], x1=190 + at * step[0], bottom=160 + at * step[1])
        for at in range(3)
    ]
    assert _run([[("слово", box) for box in boxes]]) == (turn, pytest.approx(slope, abs=1e-6))


def test_a_copy_is_made_once_beside_the_original(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sha256 = hashlib.sha256(image(tmp_path / "scan.png").read_bytes()).hexdigest()
    original = tmp_path / "archive" / sha256[:2] / f"{sha256}.png"
    original.parent.mkdir(parents=True)
    (tmp_path / "scan.png").rename(original)
    readings: list[Path] = []
    monkeypatch.setattr(copy, "read", lambda path: readings.append(path) or layout())
    archive = tmp_path / "archive"
    made = [searchable.searchable_pdf(archive, sha256) for _ in range(2)]
    assert made == [archive / "searchable" / sha256[:2] / f"{sha256}.pdf"] * 2
    assert readings == [original]
    assert [path for path, _ in Archive(archive).contents()] == [original]
    assert [path.name for path in made[0].parent.iterdir()] == [made[0].name]
    assert hashlib.sha256(original.read_bytes()).hexdigest() == sha256


def test_what_has_no_copy(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as missing:
        searchable.searchable_pdf(tmp_path, "ab" * 32)
    assert missing.value.code == "missing"
    with pytest.raises(ReadError) as digital:
        searchable.write_searchable(image(tmp_path / "scan.png"), layout(ocr=False), tmp_path / "copy.pdf")
    assert digital.value.code == "no_scan"
    assert not (tmp_path / "copy.pdf").exists()
