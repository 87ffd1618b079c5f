"""The page of a document: the card, the marks on the page, the original, the image of a page."""

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.archive import Archive
from pipeline.site import marks
from pipeline.store.connection import connect
from schemas.document import Organization, ReplyTo
from tests.datasette_letters import A4, LETTER, ORDER, layout, letter, order, pdf
from tests.datasette_site import Get, build, client, plugin, store, visible


def row(path: str, start: int, end: int) -> dict[str, Any]:
    return {"path": path, "start": start, "end": end}


def test_pieces_are_the_text_cut_at_values() -> None:
    """Nested and overlapping values; together the pieces are the text, and the narrowest value is the last."""
    found = [row("/a", 0, 9), row("/a/b", 3, 5), row("/c", 7, 12)]
    made = marks.pieces("0123456789abcdef", found)
    assert [(p.text, [r["path"] for r in p.evidence]) for p in made] == [
        ("012", ["/a"]),
        ("34", ["/a", "/a/b"]),
        ("56", ["/a"]),
        ("78", ["/a", "/c"]),
        ("9ab", ["/c"]),
        ("cdef", []),
    ]


def test_values_of_the_same_words_share_a_box() -> None:
    place = {"x0": 1.0, "top": 2.0, "x1": 3.0, "bottom": 4.0}
    wide = {"path": "/issuer", "x0": 0.0, "top": 0.0, "x1": 9.0, "bottom": 9.0}
    lead_in = [{"path": f"/assignments/{i}/responsible/0", **place} for i in (1, 0)]
    unplaced = {"path": "/kind", "x0": None, "top": None, "x1": None, "bottom": None}
    drawn = marks.boxes([*lead_in, wide, unplaced])
    assert [box["own"] for box in drawn] == [
        ["/issuer"],
        ["/assignments/0/responsible/0", "/assignments/1/responsible/0"],
    ]


@pytest.mark.parametrize(
    ("path", "group"),
    [
        ("/number", "requisites"),
        ("/issuer/inn", "requisites"),
        ("/signatories/0/position", "parties"),
        ("/assignments/3", "assignments"),
        ("/assignments/3/deadlines/0", "deadlines"),
        ("/assignments/3/responsible/1", "responsible"),
        ("/assignments/3/outcome", "assignments"),
        ("/references/0/title", "references"),
    ],
)
def test_colour_of_a_mark(path: str, group: str) -> None:
    assert marks.group_of(path) == group


def test_requisites_stand_in_the_order_of_the_standard(get: Get) -> None:
    codes = re.findall(r'<span class="code"[^>]*>(\d+)</span>', get("/document/1").text)
    assert codes == sorted(codes)
    assert {"05", "09", "10", "11", "17", "22"} <= set(codes)


@pytest.mark.parametrize(
    "said",
    [
        "Приказ № 10-32/419 от 17.02.2025",
        "Веткина О.И. Начальник управления",
        "Амурская область RU-AMU",
        "Форма отчёта 2 л., 1 экз.",
        "10-32/419 Уверенность 50 % проверить",
        "до 20.03.2099 20.03.2099",
        "Ответственные директора школ",
        "ежемесячно повторяется",
        "приказ № 80 от 31.01.2025 министерство",
        "утверждение",
    ],
)
def test_card_says(get: Get, said: str) -> None:
    assert said in visible(get("/document/1").text)


def test_marks_of_a_text_are_the_values_as_printed(get: Get) -> None:
    html = get("/document/1").text
    marks = re.findall(r'<span class="mark [a-z]+" data-paths="([^"]*)"[^>]*>([^<]*)</span>', html)
    found = {}
    for paths, text in marks:
        for path in paths.split():
            found[path] = found.get(path, "") + text
    assert found["/number"] == "10-32/419"
    assert found["/assignments/0"] == "Директорам школ провести пересчёт фондов"
    assert found["/assignments/0/responsible/0"] == "Директорам школ"
    sheet = re.search(r'<div class="sheet-text">(.*?)</div>', html, re.DOTALL)
    assert sheet
    assert re.sub(r"<[^>]+>", "", sheet[1]) == ORDER


def test_every_mark_has_its_value_on_the_card(get: Get) -> None:
    for page in ("/document/1", "/document/2"):
        html = get(page).text
        values = set(re.findall(r'data-path="([^"]*)"', html))
        assert set(" ".join(re.findall(r'data-paths="([^"]*)"', html)).split()) <= values


def test_boxes_stand_on_the_printed_words(get: Get) -> None:
    """The box of the number holds, on the PDF's own page, the number and nothing else."""
    import pdfplumber

    html = get("/document/2").text
    assert f'viewBox="0 0 {A4[0]} {A4[1]}"' in html
    rect = re.search(r'x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"[^>]*data-paths="/number"', html)
    assert rect
    x, y, width, height = map(float, rect.groups())
    with pdfplumber.open(io.BytesIO(pdf(LETTER))) as printed:
        assert printed.pages[0].crop((x - 1, y - 1, x + width + 1, y + height + 1)).extract_text() == "44-02"


def test_page_image_is_the_page(get: Get) -> None:
    from PIL import Image

    response = get("/document/2/page/1.png")
    assert response.headers["content-type"] == "image/png"
    image = Image.open(io.BytesIO(response.content))
    assert image.width == 1200
    assert abs(image.height / image.width - A4[1] / A4[0]) < 0.01
    assert image.convert("L").getextrema()[0] < 100  # something is printed
    assert get("/document/2/page/2.png").status_code == 404
    assert get("/document/2/page/0.png").status_code == 404


@pytest.mark.parametrize("size", [(600, 850), (2480, 3508)])
def test_scan_is_shown_upright_and_not_larger_than_needed(tmp_path: Path, size: tuple[int, int]) -> None:
    """A scan lies on its side with the turn told by EXIF, as cameras do."""
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (size[1], size[0]), "white").save(tmp_path / "scan.jpg", exif=exif)
    shown = Image.open(io.BytesIO(plugin("originals").rendered(tmp_path / "scan.jpg", 1, True)))
    assert shown.width == min(size[0], 1200)
    assert shown.height > shown.width


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 broken", b"\x89PNG\r\n\x1a\n"])
def test_broken_file_has_no_image(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken").write_bytes(content)
    assert plugin("originals").rendered(tmp_path / "broken", 1, content.startswith(b"\x89")) is None


def test_original_is_saved_never_opened(get: Get) -> None:
    response = get("/document/2/file")
    assert response.content == pdf(LETTER)
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''%D0%BF%D0%B8%D1%81%D1%8C%D0%BC%D0%BE.pdf"
    )
    assert response.headers["x-content-type-options"] == "nosniff"


def test_name_of_a_file_makes_no_headers(get: Get) -> None:
    headers = get("/document/3/file").headers
    assert "set-cookie" not in headers
    assert headers["content-disposition"].endswith("a%22b%0D%0ASet-Cookie%3A%20x%3D1.txt")


@pytest.mark.parametrize("sha256", ["../../etc/passwd", "", "a" * 64, "*"])
def test_archive_gives_nothing_but_its_files(tmp_path: Path, sha256: str) -> None:
    (tmp_path / "bb").mkdir()
    (tmp_path / "bb" / f"{'b' * 64}.pdf").touch()
    archive = Archive(tmp_path)
    assert archive.find(sha256) is None
    assert archive.find("b" * 64) == tmp_path / "bb" / f"{'b' * 64}.pdf"


@pytest.fixture(scope="module")
def chained(tmp_path_factory: pytest.TempPathFactory) -> Get:
    """The letter comes again as a text (4), and the city answers it (5); an order that nobody signed (6)."""
    folder = build(tmp_path_factory.mktemp("chained"))
    db = connect(folder / "letters.db")
    store(db, folder, "копия.txt", f"{LETTER}\n".encode(), layout(LETTER), letter())
    reply = letter().model_copy(
        update={
            "number": "7",
            "date": date(2024, 11, 18),
            "issuer": Organization(name="Администрация города Заречного"),
            "reply_to": ReplyTo(number="44-02", date=date(2024, 11, 14)),
            "evidence": (),
        }
    )
    store(db, folder, "ответ.txt", b"reply", layout(LETTER), reply)
    unsigned = order().model_copy(update={"number": "01-ОД", "signatories": (), "place": None, "evidence": ()})
    store(db, folder, "без подписи.txt", b"unsigned", layout(ORDER), unsigned)
    db.execute(
        "INSERT INTO run_files (run_id, name, sha256, status, seconds)"
        " SELECT 1, name, sha256, 'imported', 0.1 FROM files WHERE name IN ('письмо.pdf')"
    )
    db.close()
    return client(folder)


def test_versions_lead_to_one_another(chained: Get) -> None:
    assert "Версии этого документа 1 копия.txt" in visible(chained("/document/2").text)
    assert "письмо.pdf с текстом, получена первой" in visible(chained("/document/4").text)
    assert "Версии" not in visible(chained("/document/1").text)


def test_thread_shows_letters_and_answers_in_order(chained: Get) -> None:
    for number in (2, 5):
        said = visible(chained(f"/document/{number}").text)
        assert re.search("Переписка 2 письмо № 44-02 .* письмо № 7 от 18.11.2024", said)
    assert "Переписка" not in visible(chained("/document/1").text)


def test_heading_shows_the_number_as_printed(chained: Get) -> None:
    assert "Приказ № 01-ОД от 17.02.2025" in visible(chained("/document/6").text)


def test_history_tells_of_readings_and_corrections(chained: Get) -> None:
    assert "История 1 01.03.2025 01:00 : файл письмо.pdf прочитан загрузка 1" in visible(chained("/document/2").text)


def test_requisites_tell_how_complete_they_are(chained: Get) -> None:
    said = visible(chained("/document/6").text)
    assert "нужно 7 реквизитов, прочитано 5" in said
    assert re.search("Место составления .*13 не прочитано .* Подпись .*22 не прочитано", said)
    assert "нужно 5 реквизитов, прочитано 5" in visible(chained("/document/2").text)


def test_searchable_copy_is_offered_for_scans(tmp_path: Path) -> None:
    folder = build(tmp_path / "site")
    ask = client(folder)
    assert "PDF с текстом" not in ask("/document/2").text
    response = ask("/document/2/searchable")
    assert (response.status_code, "нет сканированных страниц" in response.text) == (404, True)
    db = connect(folder / "letters.db")
    db.execute("UPDATE files SET ocr = 1")
    db.close()
    (original,) = (folder / "archive").glob("*/*.pdf")
    copy = folder / "archive" / "searchable" / original.parent.name / original.name
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"%PDF-1.7")
    assert "/document/2/searchable" in ask("/document/2").text
    response = ask("/document/2/searchable")
    assert response.content == b"%PDF-1.7"
    assert response.headers["content-type"] == "application/octet-stream"


def test_deadlines_of_a_document_that_came_twice_are_told_once(chained: Get) -> None:
    """The letter and its copy (4) ask the same; the answer (5) repeats the duty as its own."""
    assert re.findall(r"/document/\d#assignment", chained("/calendar?month=2024-11").text) == [
        "/document/2#assignment",
        "/document/5#assignment",
    ]
    assert "/document/4#" not in chained("/deadlines.ics").text
    assert "/document/4#" not in chained("/compare").text
