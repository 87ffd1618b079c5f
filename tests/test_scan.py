"""Scans from pixels to raw pages. Pages are drawn here; those that are recognised are few, each costs two seconds."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import ReadError
from pipeline.readers import scan
from pipeline.readers.image import colour, prepare, quality, recognize, rulings, source
from pipeline.readers.image.placing import placed
from pipeline.readers.image.sheet import Pixels, after, inverse, moved
from pipeline.readers.pdf import read_pdf
from pipeline.readers.raw import RawPage
from schemas.layout import Box, Layout, Page, Word

FONT = Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf")
DPI = 200
LINES = (
    "МИНИСТЕРСТВО ОБРАЗОВАНИЯ ПЕНЗЕНСКОЙ ОБЛАСТИ",
    "e-mail: priem@school58.ru",
    "15.03.2024 № 742-п",
    "на № _____ от _____",
    "В соответствии с приказом от 12.02.2024 № 17-ОД просим направить",
    "сведения об итогах мониторинга до 01.04.2024 ответственному лицу.",
    "Директор Н.С. Кузьмина",
)
ACROSS = ((90, 500, 850), (90, 560, 850), (90, 620, 850), (90, 680, 850))
DOWN = ((90, 500, 680), (180, 500, 680), (850, 500, 680))
INSIDE = (
    (110, 515, "№"),
    (200, 515, "Мероприятие"),
    (110, 575, "1"),
    (200, 575, "Семинар для директоров"),
    (110, 635, "2"),
)

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed (apt)")
needs_font = pytest.mark.skipif(not FONT.exists(), reason="fonts-liberation is not installed (apt)")


def letter() -> Pixels:
    """A page of 5 by 5 inches at 200 dpi: a letter, a table of three rows, a frame with text."""
    image = Image.new("RGB", (1000, 1000), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONT), 30)
    for number, line in enumerate(LINES):
        draw.text((60, 50 + 52 * number), line, font=font, fill="black")
    for x0, y, x1 in ACROSS:
        draw.line((x0, y, x1, y), fill="black", width=2)
    for x, y0, y1 in DOWN:
        draw.line((x, y0, x, y1), fill="black", width=2)
    for x, y, text in INSIDE:
        draw.text((x, y), text, font=font, fill="black")
    draw.rectangle((90, 760, 640, 880), outline="black", width=2)
    draw.text((110, 780), "Документ подписан", font=font, fill="black")
    draw.text((110, 825), "электронной подписью", font=font, fill="black")
    return np.asarray(image)


def stamped(pixels: Pixels) -> Pixels:
    """A blue seal over the text: ink darkens what it lies on."""
    seal = Image.new("RGB", (1000, 1000), "white")
    draw = ImageDraw.Draw(seal)
    draw.ellipse((420, 190, 700, 470), outline=(40, 70, 200), width=8)
    draw.ellipse((470, 240, 650, 420), outline=(40, 70, 200), width=4)
    return np.asarray(pixels.astype(np.uint16) * np.asarray(seal) // 255, dtype=np.uint8)


def tilted(pixels: Pixels, degrees: float) -> Pixels:
    matrix = cv2.getRotationMatrix2D((500, 500), degrees, 1)
    return np.asarray(cv2.warpAffine(pixels, matrix, (1000, 1000), borderValue=(255, 255, 255)), dtype=np.uint8)


def saved(pixels: Pixels, path: Path, dpi: int = DPI) -> Path:
    Image.fromarray(pixels).save(path, dpi=(dpi, dpi))
    return path


def words_of(page: RawPage) -> str:
    return " ".join(word.text for word in page.words)


# --- recognised -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[RawPage, ...]:
    """A TIFF of three pages: plain, stamped and tilted, blank."""
    if not FONT.exists() or shutil.which("tesseract") is None:
        pytest.skip("tesseract or fonts-liberation is not installed (apt)")
    path = tmp_path_factory.mktemp("scan") / "letter.tiff"
    drawn = (letter(), tilted(stamped(letter()), 1.5), np.full((1000, 1000, 3), 255, np.uint8))
    frames = [Image.fromarray(pixels) for pixels in drawn]
    frames[0].save(path, save_all=True, append_images=frames[1:], dpi=(DPI, DPI))
    return tuple(scan.read_image(path))


def test_the_coloured_edges_of_black_letters_are_no_ink() -> None:
    page = np.full((200, 400, 3), 255, np.uint8)
    for x in range(20, 380, 20):
        page[50:90, x : x + 4] = 40
        page[50 + x % 30 : 58 + x % 30, x + 4] = (255, 120, 120)
    cv2.line(page, (20, 150), (380, 150), (255, 60, 60), 3)
    places = prepare.coloured_places(page)
    assert places[:120].max() == 0
    assert places[150, 200] == 1


def test_pages_of_a_tiff(pages: tuple[RawPage, ...]) -> None:
    assert [page.number for page in pages] == [1, 2, 3]
    assert {(page.ocr, round(page.width), round(page.height)) for page in pages} == {(True, 360, 360)}
    assert pages[2].words == ()
    assert pages[2].confidence == 1.0
    assert min(page.confidence for page in pages[:2]) > 0.8


@pytest.mark.parametrize("at", [0, 1], ids=["plain", "stamped and tilted"])
@pytest.mark.parametrize("line", [*LINES[1:], "Документ подписан электронной подписью"])
def test_text(pages: tuple[RawPage, ...], at: int, line: str) -> None:
    assert line in words_of(pages[at])


@pytest.mark.parametrize("at", [0, 1], ids=["plain", "stamped and tilted"])
def test_table(pages: tuple[RawPage, ...], at: int) -> None:
    (table,) = pages[at].tables
    cells = [[" ".join(word.text for word in cell.words) for cell in row] for row in table.rows]
    assert cells == [["№", "Мероприятие"], ["1", "Семинар для директоров"], ["2", ""]]
    assert "Семинар" not in words_of(pages[at])


def test_frame_and_seal(pages: tuple[RawPage, ...]) -> None:
    assert [len(page.frames) for page in pages[:2]] == [1, 1]
    assert pages[0].frames[0].x0 == pytest.approx(90 * 0.36, abs=2)
    assert [mark.kind for mark in pages[1].marks] == ["seal"]
    assert pages[0].marks == ()


@needs_tesseract
@needs_font
def test_upside_down_with_boxes_on_the_scan(tmp_path: Path) -> None:
    page = next(iter(scan.read_image(saved(np.rot90(letter(), 2).copy(), tmp_path / "page.png"))))
    assert LINES[4] in words_of(page)
    number = next(word for word in page.words if word.text == "742-п")
    assert page.placing is not None
    box = moved(number.box, page.placing.matrix)
    assert (box.x0, box.top) > (200, 250)  # near the top left of the letter, so near the bottom right of the scan


@needs_tesseract
def test_noise_is_no_text(tmp_path: Path) -> None:
    grain = np.random.default_rng(1).integers(0, 256, (500, 500), dtype=np.uint8)
    grain = np.asarray(cv2.resize(grain, (1000, 1000), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    page = next(iter(scan.read_image(saved(grain, tmp_path / "grain.png"))))
    assert page.words == ()


@needs_tesseract
def test_a_late_page_is_empty_and_a_late_file_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object, **__: object) -> str:
        raise ReadError("timeout", "")

    monkeypatch.setattr(recognize, "_run", late)
    found = scan.read_image(saved(letter(), tmp_path / "page.png"))
    assert next(found).confidence == 0.0
    with pytest.raises(ReadError) as caught:
        next(found)
    assert caught.value.code == "timeout"


# --- not recognised -------------------------------------------------------------------------------------------------


def test_no_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    recognize.tesseract.cache_clear()
    with pytest.raises(ReadError, match="tesseract-ocr-rus") as caught:
        list(scan.read_image(saved(letter(), tmp_path / "page.png")))
    assert caught.value.code == "no_tool"


def test_damaged_and_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(letter(), tmp_path / "page.png")
    broken = tmp_path / "broken.png"
    broken.write_bytes(path.read_bytes()[:2000])
    monkeypatch.setattr(source, "MAX_PIXELS", 1_000_000)
    assert _code_of(lambda: list(source.image_sheets(broken))) == "damaged"
    monkeypatch.setattr(source, "MAX_PIXELS", 999_999)
    assert _code_of(lambda: list(source.image_sheets(path))) == "too_large"


def test_more_scanned_pages_than_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are counted before any is read; pages of text may be as many as they are."""
    monkeypatch.setattr(source, "MOST_SCANS", 2)
    tiff, scans, text = (tmp_path / name for name in ("many.tiff", "scans.pdf", "text.pdf"))
    page = Image.new("L", (50, 70), 255)
    page.save(tiff, save_all=True, append_images=[page, page])
    page.save(scans, save_all=True, append_images=[page, page])
    canvas = Canvas(str(text))
    for _ in range(3):
        canvas.drawString(50, 700, "Prikaz " * 8)
        canvas.showPage()
    canvas.save()
    assert _code_of(lambda: list(source.image_sheets(tiff))) == "too_large"
    assert _code_of(lambda: read_pdf(scans)) == "too_large"
    assert len(read_pdf(text).pages) == 3


def _code_of(reading: Callable[[], object]) -> str:
    with pytest.raises(ReadError) as caught:
        reading()
    return caught.value.code


@pytest.mark.parametrize("degrees", [-4.0, -1.5, 0.0, 0.7, 3.0])
def test_skew(degrees: float) -> None:
    assert prepare.skew(tilted(letter(), degrees)) == pytest.approx(-degrees, abs=0.15)


def test_sideways() -> None:
    assert prepare.is_sideways(np.rot90(letter()).copy())
    assert not prepare.is_sideways(letter())
    assert not prepare.is_sideways(tilted(letter(), 3))


def test_two_pages_on_a_sheet() -> None:
    """The right page comes below the left, and its boxes go back to the right."""
    lines = np.full((1000, 700), 255, np.uint8)
    for y in range(100, 800, 50):
        lines[y : y + 20, 80:620] = 0
    pair = source.sheet_of(np.hstack([lines, lines]), 1, DPI)
    folded = prepare.unfolded(pair)
    assert folded.pixels.shape[0] == 2000
    assert folded.fold == 1000
    below = moved(Box(x0=80, top=1100, x1=620, bottom=1120), folded.below_to_page)
    assert (below.x0, below.top) == pytest.approx((780 * 0.36, 100 * 0.36), abs=0.5)
    wide = np.hstack([lines, lines])
    wide[850:870, 80:1300] = 0
    assert prepare.unfolded(source.sheet_of(wide, 1, DPI)).fold is None


def test_edges_and_holes_are_removed() -> None:
    page = np.asarray(cv2.cvtColor(letter(), cv2.COLOR_RGB2GRAY), dtype=np.uint8).copy()
    dirty = page.copy()
    dirty[:, :12] = 20
    cv2.circle(dirty, (45, 700), 20, 30, -1)
    clean = prepare.without_edges(dirty, DPI)
    assert clean[:, :14].min() == 255
    assert clean[680:720, 25:65].min() == 255
    assert (clean[:, 70:] == page[:, 70:]).all()


def test_shadow_is_evened() -> None:
    grey = np.asarray(cv2.cvtColor(letter(), cv2.COLOR_RGB2GRAY), dtype=np.float64)
    shadow = np.linspace(0.5, 1.0, 1000)[None, :]
    even = prepare.even(np.asarray(grey * shadow, dtype=np.uint8))
    assert np.percentile(even[940:], 5) > 240


def test_stamp_leaves_the_text() -> None:
    cleaned = prepare.without_colour(stamped(letter()))
    plain = prepare.without_colour(letter())
    assert np.count_nonzero(np.abs(cleaned.astype(int) - plain.astype(int)) > 90) < 300


def test_rings_of_a_seal_go_where_jpeg_made_them_half_grey() -> None:
    seal, file = Image.new("RGB", (1000, 1000), "white"), io.BytesIO()
    for width, inset in ((7, 280), (3, 300), (3, 380)):
        ImageDraw.Draw(seal).ellipse((inset, inset, 1000 - inset, 1000 - inset), outline=(71, 91, 173), width=width)
    seal.save(file, "JPEG", quality=85)
    assert np.count_nonzero(prepare.without_colour(np.asarray(Image.open(file))) < 200) < 1000


def test_merged_cells() -> None:
    page = np.full((600, 900), 255, np.uint8)
    for y, x0, x1 in ((100, 100, 700), (200, 300, 700), (300, 100, 700), (400, 100, 700)):
        page[y : y + 3, x0 : x1 + 3] = 0
    for x, y0, y1 in ((100, 100, 400), (300, 100, 400), (500, 200, 400), (700, 100, 400)):
        page[y0 : y1 + 3, x : x + 3] = 0
    (grid,) = rulings.rulings(page, DPI).tables
    assert len(grid.rows) == 3
    assert {len(row) for row in grid.rows} == {3}
    assert grid.rows[0][0] == grid.rows[1][0]
    assert grid.rows[0][1] == grid.rows[0][2]
    assert len({cell for row in grid.rows for cell in row}) == 7


def test_rules_that_are_no_table() -> None:
    page = np.full((600, 900), 255, np.uint8)
    page[100:103, 100:700] = 0
    page[140:143, 100:700] = 0
    found = rulings.rulings(page, DPI)
    assert found.tables == ()
    assert found.frames == ()


@pytest.mark.parametrize(
    ("resolution", "size", "dpi"),
    [
        ((300, 300), (2480, 3508), 300),
        ((72, 72), (3024, 4032), 366),  # a photograph: no sheet of paper is 42 inches wide
        (None, (1654, 2339), 200),
        ((0, 0), (3508, 2480), 300),
        ((1, 1), (2480, 3508), 300),
    ],
)
def test_resolution(resolution: tuple[int, int] | None, size: tuple[int, int], dpi: float) -> None:
    assert source.sane_dpi(resolution, *size) == pytest.approx(dpi, abs=1)


def test_black_and_white_pages_have_no_colour() -> None:
    assert colour.coloured(letter()) is None
    assert colour.coloured(stamped(letter())) is not None


def test_quality() -> None:
    box = Box(x0=0, top=0, x1=1, bottom=1)
    russian = ["просим", "направить", "сведения", "о", "мониторинге", "в", "срок", "до", "пятницы"]
    nonsense = ["лпрш", "ыувт", "фзщк", "ждлв", "мцыш", "ъэхц", "рпвк", "ошлд", "нгкц"]
    good = [recognize.Seen(word, box, 0.9) for word in russian]
    bad = [recognize.Seen(word, box, 0.9) for word in nonsense]
    assert quality.page_confidence(good) > 0.85
    assert not quality.is_nonsense(good)
    assert quality.page_confidence(bad) < 0.3
    assert quality.is_nonsense(bad)


def test_maps() -> None:
    turn = (0.0, 1.0, 0.0, -1.0, 0.0, 100.0)
    assert after(inverse(turn), turn) == pytest.approx((1, 0, 0, 0, 1, 0))
    assert moved(Box(x0=10, top=20, x1=30, bottom=25), turn) == Box(x0=20, top=70, x1=25, bottom=90)


def test_placed() -> None:
    from pipeline.readers.raw import Placing

    word = Word(start=0, end=1, page=1, box=Box(x0=10, top=20, x1=30, bottom=25))
    layout = Layout(text="а", pages=(Page(start=0, end=1, number=1, width=50, height=100),), items=(), words=(word,))
    page = RawPage(1, 50, 100, (), placing=Placing(100, 50, (0.0, 1.0, 0.0, -1.0, 0.0, 50.0)))
    turned = placed(layout, [page])
    assert turned.words[0].box == Box(x0=20, top=20, x1=25, bottom=40)
    assert (turned.pages[0].width, turned.pages[0].height) == (100, 50)
