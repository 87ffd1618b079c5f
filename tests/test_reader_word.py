"""DOCX files made by python-docx (and by hand where it cannot): what Word shows is what is read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from pipeline.errors import ReadError
from pipeline.readers import read
from pipeline.readers.word_numbers import Level, Numbering
from schemas.layout import Block, Layout, Table

Save = Callable[[Any], Layout]


@pytest.fixture
def saved(tmp_path: Path) -> Save:
    def save(document: Any) -> Layout:
        document.save(str(tmp_path / "letter.docx"))
        return read(tmp_path / "letter.docx")

    return save


def blocks(layout: Layout, kind: str = "text") -> list[str]:
    return [layout.text[b.start : b.end] for b in layout.items if isinstance(b, Block) and b.kind == kind]


def tables(layout: Layout) -> list[list[list[str]]]:
    found = [item for item in layout.items if isinstance(item, Table)]
    return [[[layout.text[cell.start : cell.end] for cell in row] for row in table.rows] for table in found]


def xml(content: str) -> Any:
    return parse_xml(content.replace(">", f" {nsdecls('w')}>", 1))


def test_short_paragraphs_make_one_block_and_prose_stands_alone(saved: Save) -> None:
    document = Document()
    for text in ("МИНИСТЕРСТВО ЛЕСОВ", "ЗАРЕЧНОГО КРАЯ"):
        paragraph = document.add_paragraph()
        paragraph.add_run(text).bold = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph()
    for text in ("В целях охраны лесов", "приказываю:"):
        document.add_paragraph(text).paragraph_format.first_line_indent = Cm(1.25)
    layout = saved(document)
    assert blocks(layout) == ["МИНИСТЕРСТВО ЛЕСОВ\nЗАРЕЧНОГО КРАЯ", "В целях охраны лесов", "приказываю:"]
    head = layout.items[0]
    assert isinstance(head, Block)
    assert (head.bold, head.align) == (True, "center")
    assert layout.pages[0].width is None


def test_other_indents_part_blocks(saved: Save) -> None:
    document = Document()
    for text, indent in (("О ремонте дорог", 0), ("Главам районов", 9), ("и городов", 9)):
        document.add_paragraph(text).paragraph_format.left_indent = Cm(indent)
    assert blocks(saved(document)) == ["О ремонте дорог", "Главам районов\nи городов"]


def test_letterhead_in_the_header_and_in_a_table_without_borders(saved: Save) -> None:
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "2"
    section.first_page_header.paragraphs[0].text = "УПРАВЛЕНИЕ КУЛЬТУРЫ"
    section.first_page_footer.paragraphs[0].text = "Лес – наше богатство"
    grid = document.add_table(1, 2)
    grid.cell(0, 0).text = "14.05.2021 № 12-03/88\nНа № 5 от 01.05.2021"
    grid.cell(0, 1).text = "Директорам\nмузеев"
    document.add_paragraph("Просим направить планы.")
    layout = saved(document)
    assert blocks(layout) == [
        "УПРАВЛЕНИЕ КУЛЬТУРЫ",
        "14.05.2021 № 12-03/88\nНа № 5 от 01.05.2021",
        "Директорам\nмузеев",
        "Просим направить планы.",
    ]
    assert blocks(layout, "footer") == ["Лес – наше богатство"]


@pytest.mark.parametrize(
    ("left", "right", "read_as"),
    [
        ("Начальник управления", "В.В. Осинцев", "Начальник управления\tВ.В. Осинцев"),
        ("Первый заместитель\nпредседателя", "\nИ.А. Рогов", "Первый заместитель\nпредседателя\tИ.А. Рогов"),
        ("17.02.2022", "№ 116", "17.02.2022\t№ 116"),
    ],
)
def test_table_of_a_signature_is_read_along_the_row(saved: Save, left: str, right: str, read_as: str) -> None:
    document = Document()
    grid = document.add_table(1, 3)
    grid.cell(0, 0).text, grid.cell(0, 2).text = left, right
    assert blocks(saved(document)) == [read_as]


def test_signature_by_a_tab(saved: Save) -> None:
    document = Document()
    document.add_paragraph("Первый заместитель")
    document.add_paragraph("председателя комитета\t\t\tИ.А. Рогов")
    assert blocks(saved(document)) == ["Первый заместитель\nпредседателя комитета\tИ.А. Рогов"]


def test_table_with_merged_and_nested_cells(saved: Save) -> None:
    document = Document()
    grid = document.add_table(4, 3, style="Table Grid")
    for row, texts in enumerate(
        [("№", "Мероприятие", "Срок"), ("Раздел I", "", ""), ("1", "Осмотр", "май"), ("2", "", "")]
    ):
        for column, text in enumerate(texts):
            grid.cell(row, column).text = text
    grid.cell(1, 0).merge(grid.cell(1, 2))
    grid.cell(2, 2).merge(grid.cell(3, 2))
    inner = grid.cell(3, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "вложенный", "текст"
    found = tables(saved(document))
    assert found == [
        [
            ["№", "Мероприятие", "Срок"],
            ["Раздел I"] * 3,
            ["1", "Осмотр", "май"],
            ["2", "вложенный\nтекст", "май"],
        ]
    ]


def test_frame_of_one_cell(saved: Save) -> None:
    document = Document()
    document.add_table(1, 1, style="Table Grid").cell(0, 0).text = "Документ подписан\nэлектронной подписью"
    document.add_table(1, 1, style="Table Grid").cell(0, 0).text = "Объявление"
    layout = saved(document)
    assert blocks(layout, "stamp") == ["Документ подписан\nэлектронной подписью"]
    assert blocks(layout) == ["Объявление"]


NUMBERS = """<w:abstractNum w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>"""


def test_automatic_numbers(saved: Save) -> None:
    document = Document()
    root = document.part.numbering_part.element
    root.insert(0, xml(NUMBERS))
    root.append(xml('<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level, text in [
        (0, "Утвердить план."),
        (1, "состав;"),
        (2, "смету;"),
        (2, "график;"),
        (3, "форму."),
        (1, "устав."),
        (0, "Отчёт."),
    ]:
        paragraph = document.add_paragraph(text)
        numbers = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(xml(numbers))
    assert blocks(saved(document)) == [
        "1. Утвердить план.",
        "1.1. состав;",
        "а) смету;",
        "б) график;",
        "- форму.",
        "1.2. устав.",
        "2. Отчёт.",
    ]


def test_column_of_automatic_numbers(saved: Save) -> None:
    document = Document()
    grid = document.add_table(3, 2, style="Table Grid")
    for row, text in enumerate(("Мероприятие", "Осмотр", "Отчёт")):
        grid.cell(row, 1).text = text
        if row:
            grid.cell(row, 0).paragraphs[0].style = "List Number"
    assert tables(saved(document)) == [[["", "Мероприятие"], ["1.", "Осмотр"], ["2.", "Отчёт"]]]


def test_numbers_by_style(saved: Save) -> None:
    document = Document()
    for text in ("Утвердить план.", "Назначить ответственных."):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("составить список", style="List Bullet")
    assert blocks(saved(document)) == ["1. Утвердить план.", "2. Назначить ответственных.", "- составить список"]


def test_lists_go_on_or_start_anew() -> None:
    levels = {"a": {0: Level(1, "decimal", "%1.", False)}}
    numbering = Numbering(levels, {"1": ("a", {}), "2": ("a", {0: 1}), "3": ("a", {})})
    assert [numbering.label(num, 0) for num in "112223"] == ["1.", "2.", "1.", "2.", "3.", "4."]


def test_what_word_shows(saved: Save) -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for content in (
        "<w:ins w:id='1' w:author='a'><w:r><w:t>Утвердить</w:t></w:r></w:ins>",
        "<w:del w:id='2' w:author='a'><w:r><w:delText>Отклонить</w:delText></w:r></w:del>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайно</w:t></w:r>",
        "<w:r><w:t xml:space='preserve'> план</w:t><w:footnoteReference w:id='3'/></w:r>",
        "<w:sdt><w:sdtContent><w:r><w:t xml:space='preserve'> на 2022</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:hyperlink><w:r><w:noBreakHyphen/><w:t>2023 годы</w:t></w:r></w:hyperlink>",
        "<w:r><w:br/><w:t>(прилагается).</w:t></w:r>",
    ):
        paragraph._p.append(xml(content))
    block = xml("<w:sdt><w:sdtContent><w:p><w:r><w:t>Дата выбрана.</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    document.element.body.insert(1, block)
    assert blocks(saved(document)) == ["Утвердить план на 2022-2023 годы\n(прилагается).", "Дата выбрана."]


def test_text_box_is_read_once(saved: Save) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Директору школы</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document = Document()
    choices = f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    run = f"<w:r><mc:AlternateContent {mc}>{choices}</mc:AlternateContent></w:r>"
    document.add_paragraph("Уважаемый Иван Иванович!")._p.append(xml(run))
    assert blocks(saved(document)) == ["Директору школы", "Уважаемый Иван Иванович!"]


def test_files_that_are_no_documents(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "book.docx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "book.docx")
    assert caught.value.code == "unknown_type"
