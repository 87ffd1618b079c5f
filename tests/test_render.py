"""The renderer: all the words of a letter on every form, the same bytes each time, no text layer in a scan."""

import json
import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from PIL import Image

from corpus import paper, scan, word
from corpus.arrange import columns, grid
from corpus.render import LETTERS, Source, main, render, sources
from corpus.shape import Hints, Piece, pieces

ALL = tuple(sources(LETTERS))
NAMES = [source.text.stem for source in ALL]
WORN = scan.Wear(dpi=60, noise=True, tilt=True, stamp=True, seed=7)


def words(text: str) -> Counter[str]:
    """The words, whatever breaks the lines."""
    return Counter(re.findall(r"\w+", re.sub(r"(?<=[а-яё])-\s*\n(?=[а-яё])", "", text)))


def printed(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in document]
    return "\n".join(text.replace("\r", "").removeprefix(f"{i}\n") for i, text in enumerate(pages, 1))


def docx_text(path: Path) -> str:
    body = Document(str(path)).element.body
    parts = {"t": lambda node: node.text or "", "br": lambda node: "\n", "p": lambda node: "\n"}
    return "".join(parts[tag](node) for node in body.iter() if (tag := node.tag.rpartition("}")[2]) in parts)


def repeated(source: Source) -> set[str]:
    """Words of merged cells: printed once, though the text has them in every row."""
    cells = (" ".join(row) for parts in source.documents for piece in parts if piece.merged for row in piece.rows)
    return {word for cell in cells for word in words(cell)}


@pytest.fixture(scope="module")
def rendered(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("forms")
    assert render(out, forms=("txt", "docx", "pdf")) == 3 * len(ALL)
    return out


@pytest.mark.parametrize("source", ALL, ids=NAMES)
def test_every_word_is_on_paper(source, rendered):
    lost = words(source.text.read_text(encoding="utf-8")) - words(printed(rendered / "pdf" / f"{source.text.stem}.pdf"))
    assert not set(lost) - repeated(source)


@pytest.mark.parametrize("source", ALL, ids=NAMES)
def test_every_word_is_in_docx(source, rendered):
    path = rendered / "docx" / f"{source.text.stem}.docx"
    lost = words(source.text.read_text(encoding="utf-8")) - words(docx_text(path))
    assert not set(lost) - repeated(source)


def test_the_command_says_how_many_files_it_wrote(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    for path in LETTERS.glob("batch_tver_2022.*"):
        (tmp_path / "in" / path.name).write_bytes(path.read_bytes())
    main([str(tmp_path / "out"), "--source", str(tmp_path / "in"), "--forms", "txt", "pdf"])
    assert capsys.readouterr().out == "Записано файлов: 2\n"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["gold", "pdf", "txt"]


def test_gold_goes_along(rendered):
    assert sorted(path.stem for path in (rendered / "gold").iterdir()) == NAMES


def test_the_same_letter_gives_the_same_bytes(tmp_path):
    folder = tmp_path / "one"
    folder.mkdir()
    for suffix in (".txt", ".json"):
        path = LETTERS / f"letter_murmansk_2019{suffix}"
        (folder / path.name).write_bytes(path.read_bytes())
    for out in ("first", "second"):
        render(tmp_path / out, folder, wear=WORN)
    first = sorted((tmp_path / "first").rglob("*.*"))
    assert [path.parent.name for path in first] == ["docx", "gold", "pdf", "scan", "tiff", "txt"]
    for path in first:
        assert path.read_bytes() == (tmp_path / "second" / path.relative_to(tmp_path / "first")).read_bytes(), path.name


def test_a_wide_table_that_is_no_annex_lies_on_a_page_turned_sideways(tmp_path):
    plan = (Piece("heading", ("ПЛАН",)), Piece("table", rows=(("Мероприятие",) * 6,)))
    letter = (Piece("body", ("Письмо",)),)
    paper.build((plan, letter), tmp_path / "plan.pdf")
    word.build((plan, letter), tmp_path / "plan.docx")
    printed_on = [page.get_size() for page in pypdfium2.PdfDocument(tmp_path / "plan.pdf")]
    sections = Document(str(tmp_path / "plan.docx")).sections
    assert [width > height for width, height in printed_on] == [True, False]
    assert [section.page_width > section.page_height for section in sections] == [True, False]


def test_a_scan_has_images_and_no_text(tmp_path):
    source = next(s for s in ALL if s.text.stem == "order_perm_2020")
    clean = tmp_path / "order_perm_2020.pdf"
    paper.build(source.documents, clean)
    images = scan.pages(clean, WORN, source.signatures)
    scan.save_pdf(images, tmp_path / "scan.pdf", WORN.dpi)
    scan.save_tiff(images, tmp_path / "scan.tiff", WORN.dpi)
    assert not printed(tmp_path / "scan.pdf").strip()
    with Image.open(tmp_path / "scan.tiff") as tiff:
        assert tiff.n_frames == len(images) == len(pypdfium2.PdfDocument(clean)) > 1


def test_the_stamp_is_blue_and_only_where_somebody_signs(tmp_path):
    source = next(s for s in ALL if s.text.stem == "order_perm_2020")
    clean = tmp_path / "order.pdf"
    paper.build(source.documents, clean)
    blue = [_is_blue(image) for image in scan.pages(clean, scan.Wear(dpi=60, stamp=True), source.signatures)]
    assert blue.count(True) == 1
    assert not any(map(_is_blue, scan.pages(clean, scan.Wear(dpi=60), source.signatures)))


def _is_blue(image: Image.Image) -> bool:
    return any(
        b - r > 60 for r, _, b in (image.getpixel((x, y)) for x in range(image.width) for y in range(image.height))
    )


def roles(name: str) -> list[str]:
    source = Source(LETTERS / f"{name}.txt", LETTERS / f"{name}.json")
    return [piece.role for parts in source.documents for piece in parts]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "letter_bashkortostan_2023",
            ["head", "contact", "head", "contact", "contact", "registration", "registration"]
            + ["addressee"] * 2
            + ["title", "salutation", "body"],
        ),
        ("order_khabarovsk_2024", ["head", "kind", "registration", "title", "body"]),
        ("plan_kostroma_2025", ["agreement", "mark", "title", "table", "body", "signature"]),
        ("memo_chelyabinsk_2025", ["head", "addressee", "kind", "registration", "title", "body"]),
    ],
)
def test_pieces_are_told_apart(name, expected):
    assert roles(name)[: len(expected)] == expected


def test_documents_of_a_file_are_set_apart():
    source = next(s for s in ALL if s.text.stem == "batch_tver_2022")
    assert [parts[-1].right for parts in source.documents] == ["Л.С. Кудинова", "Н.Н. Воронцов"]


def test_a_letterhead_stands_beside_its_addressee():
    source = next(s for s in ALL if s.text.stem == "letter_bashkortostan_2023")
    left, right, rest = columns(source.documents[0])
    assert [piece.role for piece in left] == ["head", "contact", "registration", "registration"]
    assert [piece.role for piece in right] == ["head", "contact", "contact", "addressee", "addressee"]
    assert rest[0].role == "title"


def test_a_row_cut_by_a_page_break_is_joined():
    rows = (("№", "Дело", "Срок"), ("1", "Осмотр", "май"), ("", "кнехтов", ""))
    assert grid(Piece("table", rows=rows)).rows[1:] == (("1", "Осмотр кнехтов", "май"),)


def test_equal_cells_are_merged_where_hints_say_so():
    text, gold = (
        "Дело\tКто\nОсмотр\tМатрос\nРемонт\tМатрос\nДоклад\tБоцман",
        json.loads((LETTERS / "plan_kostroma_2025.json").read_text()),
    )
    table = pieces(text, [gold], Hints(merged=(1,)))[0][0]
    assert grid(table).merged == ((1, 1, 2, 1),)
