"""PDF files drawn by reportlab: letterheads, signatures, tables over pages, stamps, hidden and broken text."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ReadError
from pipeline.readers import pdf, read
from pipeline.readers.raw import RawPage, RawWord
from schemas.layout import Block, Box, Layout, Table

FONT = Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf")
pytestmark = pytest.mark.skipif(not FONT.exists(), reason="needs fonts-liberation")
pytest.importorskip("reportlab")


@pytest.fixture
def canvas(tmp_path: Path) -> Any:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Serif", str(FONT)))
    pdfmetrics.registerFont(TTFont("Serif-Bold", str(FONT).replace("Regular", "Bold")))
    return Canvas(str(tmp_path / "letter.pdf"), pagesize=(595, 842))


def put(canvas: Any, x: float, top: float, *lines: str, font: str = "Serif", size: float = 13) -> None:
    canvas.setFont(font, size)
    for number, line in enumerate(lines):
        canvas.drawString(x, 842 - top - size - 15 * number, line)


def saved(canvas: Any) -> Layout:
    canvas.save()
    return read(Path(canvas._filename))


def blocks(layout: Layout, kind: str = "text") -> list[str]:
    return [layout.text[b.start : b.end] for b in layout.items if isinstance(b, Block) and b.kind == kind]


def rows(layout: Layout) -> list[list[str]]:
    found = [item for item in layout.items if isinstance(item, Table)]
    assert len(found) == 1
    return [[layout.text[cell.start : cell.end].replace("\n", " ") for cell in row] for row in found[0].rows]


def test_letter(canvas: Any) -> None:
    canvas.setFont("Serif-Bold", 13)
    canvas.drawCentredString(160, 769, "АДМИНИСТРАЦИЯ")
    canvas.drawCentredString(160, 754, "ЗАРЕЧНОГО РАЙОНА")
    put(canvas, 85, 105, "14.05.2021 № 12-03/88")
    put(canvas, 330, 62, "Директорам", "общеобразовательных", "организаций")
    put(canvas, 230, 150, "Уважаемые коллеги!")
    put(canvas, 120, 180, "Администрация Заречного района просит до 18 мая 2021 года обра-")
    put(canvas, 85, 195, "титься в отдел и направить планы мероприятий.")
    put(canvas, 85, 240, "Заместитель", "главы района")
    put(canvas, 450, 255, "И.А. Рогов")
    layout = saved(canvas)
    assert blocks(layout) == [
        "АДМИНИСТРАЦИЯ\nЗАРЕЧНОГО РАЙОНА",
        "14.05.2021 № 12-03/88",
        "Директорам\nобщеобразовательных\nорганизаций",
        "Уважаемые коллеги!",
        "Администрация Заречного района просит до 18 мая 2021 года обратиться\nв отдел и направить планы мероприятий.",
        "Заместитель\nглавы района\tИ.А. Рогов",
    ]
    first = layout.items[0]
    assert isinstance(first, Block)
    assert (first.bold, first.align) == (True, "center")
    assert first.box
    assert first.box.top == pytest.approx(60, abs=4)
    assert (layout.pages[0].width, layout.pages[0].height, layout.pages[0].ocr) == (595, 842, False)


def test_marks_of_a_list_in_a_font_of_their_own() -> None:
    word = {"text": "\uf0b7", "x0": 85.0, "top": 100.0, "x1": 91.0, "bottom": 112.0, "chars": [{"fontname": "Symbol"}]}
    assert pdf._word(word).text == "•"


def test_table_over_pages_is_one(tmp_path: Path, canvas: Any) -> None:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate
    from reportlab.platypus import Table as Drawn

    style = ParagraphStyle("cell", fontName="Serif", fontSize=10)
    texts = [["№", "Мероприятие", "Срок"], ["Раздел I. Обучение команд", "", ""]]
    texts += [[str(n), f"Мероприятие {n} " + "с показом опыта школ района " * 8, "май 2022"] for n in range(1, 25)]
    cells = [[Paragraph(text, style) for text in row] for row in texts]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("SPAN", (0, 1), (-1, 1))]
    drawn = Drawn(cells, [30, 300, 100], repeatRows=1, style=grid)
    SimpleDocTemplate(str(tmp_path / "plan.pdf")).build([drawn])
    layout = read(tmp_path / "plan.pdf")
    assert len(layout.pages) > 1
    found = rows(layout)
    assert found[:2] == [["№", "Мероприятие", "Срок"], ["Раздел I. Обучение команд"] * 3]
    assert [row[0] for row in found[2:]] == [str(n) for n in range(1, 25)]
    assert {row[1].count("показом опыта") for row in found[2:]} == {8}


def test_row_cut_by_a_page_break_is_one(tmp_path: Path, canvas: Any) -> None:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate
    from reportlab.platypus import Table as Drawn

    style = ParagraphStyle("cell", fontName="Serif", fontSize=10)
    texts = [["№", "Мероприятие", "Срок"], *([str(n), "показ опыта школ " * 70, "май"] for n in range(1, 7))]
    cells = [[Paragraph(text, style) for text in row] for row in texts]
    drawn = Drawn(cells, [30, 300, 100], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")], splitInRow=1)
    SimpleDocTemplate(str(tmp_path / "plan.pdf")).build([drawn])
    found = rows(read(tmp_path / "plan.pdf"))
    assert [(row[0], row[1].count("показ опыта"), row[2]) for row in found[1:]] == [
        (str(n), 70, "май") for n in range(1, 7)
    ]


def test_row_without_a_number_cut_by_a_page_break_is_one(tmp_path: Path, canvas: Any) -> None:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate
    from reportlab.platypus import Table as Drawn

    style = ParagraphStyle("cell", fontName="Serif", fontSize=10)
    texts = [["Мероприятие", "Срок"], *(["Показ " + "опыта школ " * 70, "май"] for _ in range(6))]
    cells = [[Paragraph(text, style) for text in row] for row in texts]
    drawn = Drawn(cells, [330, 100], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")], splitInRow=1)
    SimpleDocTemplate(str(tmp_path / "plan.pdf")).build([drawn])
    found = rows(read(tmp_path / "plan.pdf"))
    assert [(row[0].count("опыта"), row[1]) for row in found[1:]] == [(70, "май")] * 6


def test_stamp_with_round_corners(canvas: Any) -> None:
    put(canvas, 85, 60, "Министр")
    put(canvas, 450, 60, "Г.П. Зайцев")
    canvas.roundRect(200, 842 - 160, 200, 60, 8)
    put(canvas, 215, 108, "Документ подписан", "электронной подписью", size=9)
    layout = saved(canvas)
    assert blocks(layout) == ["Министр\tГ.П. Зайцев"]
    assert blocks(layout, "stamp") == ["Документ подписан\nэлектронной подписью"]


def test_white_letters_and_letters_outside_the_page_are_not_read(canvas: Any) -> None:
    put(canvas, 85, 60, "Приказ министерства")
    canvas.setFillColorRGB(1, 1, 1)
    put(canvas, 85, 90, "тайное слово")
    canvas.setFillColorRGB(0, 0, 0)
    put(canvas, 700, 60, "за краем")
    assert saved(canvas).text == "Приказ министерства"


def test_rotated_page(canvas: Any) -> None:
    canvas.setPageRotation(90)
    canvas.translate(595, 0)
    canvas.rotate(90)
    canvas.setFont("Serif", 13)
    canvas.drawString(100, 500, "План мероприятий на год")
    canvas.drawString(100, 480, "по охране лесов")
    layout = saved(canvas)
    assert layout.text == "План мероприятий на год\nпо охране лесов"
    box = layout.words[0].box
    assert box
    assert (round(box.x0), layout.pages[0].width) == (100, 595)


def test_heads_of_narrow_columns_run_upwards(canvas: Any) -> None:
    for x in (60, 100, 400):
        canvas.line(x, 600, x, 800)
    for y in (600, 650, 800):
        canvas.line(60, y, 400, y)
    put(canvas, 110, 60, "Наименование мероприятия по охране лесов")
    put(canvas, 110, 200, "Осмотр пожарных станций")
    put(canvas, 65, 200, "май")
    canvas.translate(85, 660)
    canvas.rotate(90)
    canvas.drawString(0, 0, "Срок проведения")
    assert rows(saved(canvas)) == [
        ["Срок проведения", "Наименование мероприятия по охране лесов"],
        ["май", "Осмотр пожарных станций"],
    ]


CARELESS = "Заfестителю директо~а орrанизовать деят~льность школьноrо те4тра, подг0товить план раб0ты и отчёт"


@pytest.mark.parametrize("layer", ["", "l", "Ццуьй шщрп жзэъ фывх пролд щшгн " * 9, CARELESS])
def test_scan_is_recognised_whatever_stray_text_it_has(
    canvas: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layer: str
) -> None:
    from PIL import Image

    Image.new("RGB", (60, 84), "gray").save(tmp_path / "scan.png")
    canvas.drawImage(str(tmp_path / "scan.png"), 0, 0, 595, 842)
    put(canvas, 20, 60, layer[:90])
    word = RawWord("Распознано", Box(x0=10, top=10, x1=80, bottom=22), confidence=0.9)
    page = RawPage(1, 595, 842, (word,), ocr=True, confidence=0.9)
    monkeypatch.setattr("pipeline.readers.scan.read_pdf_page", lambda path, number: page)
    layout = saved(canvas)
    assert layout.text == "Распознано"
    assert layout.pages[0].ocr


def test_scan_with_a_sound_layer_is_not_recognised_again(canvas: Any, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (60, 84), "gray").save(tmp_path / "scan.png")
    canvas.drawImage(str(tmp_path / "scan.png"), 0, 0, 595, 842)
    canvas.setFillColorRGB(1, 1, 1)
    put(canvas, 60, 60, "Приказ министерства образования области", "об утверждении плана работы")
    assert saved(canvas).text.startswith("Приказ министерства")


def test_password(canvas: Any, tmp_path: Path) -> None:
    import pikepdf

    put(canvas, 85, 60, "Приказ")
    saved(canvas)
    with pikepdf.open(canvas._filename) as opened:
        opened.save(tmp_path / "closed.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(ReadError, match="паролем"):
        pdf.read_pdf(tmp_path / "closed.pdf")


def test_truncated(canvas: Any, tmp_path: Path) -> None:
    put(canvas, 85, 60, "Приказ")
    saved(canvas)
    content = Path(canvas._filename).read_bytes()
    (tmp_path / "half.pdf").write_bytes(content[: len(content) // 3])
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "half.pdf")
    assert caught.value.code == "damaged"
