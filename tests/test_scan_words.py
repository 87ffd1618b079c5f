"""Scans: what the place, height and order of recognised words make certain."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from pipeline.readers.image import pieces, recognize
from pipeline.readers.image.apart import apart
from pipeline.readers.image.capital_words import about, initials, organisations, two_strokes
from pipeline.readers.image.capitals import sized
from pipeline.readers.image.dust import without_dust
from pipeline.readers.image.joins import rejoined
from pipeline.readers.image.lines import whole_lines
from pipeline.readers.image.markers import levelled, numbered, sequenced, with_numbers
from pipeline.readers.image.pieces import net_words
from pipeline.readers.image.recognize import Seen
from pipeline.readers.image.rulings import Grid, rulings
from pipeline.readers.image.shapes import with_bullets, with_dashes, without_strokes
from pipeline.readers.image.sheet import Pixels
from pipeline.readers.lettering import on_lines
from pipeline.readers.raw import RawWord
from schemas.layout import Box

DPI = 300.0
PAPER = np.full((120, 600), 255, dtype=np.uint8)


def box(x0: float, top: float, x1: float, bottom: float) -> Box:
    return Box(x0=x0, top=top, x1=x1, bottom=bottom)


def seen(lines: str) -> list[Seen]:
    return [
        Seen(text, box(100 * at, 50 * number, 100 * at + 90, 50 * number + 30), 0.9, (1, 1, number))
        for number, line in enumerate(lines.split("\n"))
        for at, text in enumerate(line.split(" "))
    ]


def texts(words: tuple[Seen, ...] | list[Seen]) -> list[str]:
    return [word.text for word in words]


@pytest.mark.parametrize(
    ("read", "at", "printed"),
    [
        ("4. Утвердить план.\n5: Контроль оставляю за собой.", 3, "5."),
        ("4. Утвердить план.\n5, Контроль оставляю за собой.", 3, "5."),
        ("5. Утвердить план.\nб. Контроль оставляю за собой.", 3, "6."),
        ("4. Утвердить план.\n7: Контроль оставляю за собой.", 3, "7:"),
        ("4. Утвердить план\n5, 6 и 7 классов.", 3, "5,"),
        ("Т. Организация\nП. Контроль", 0, "I."),
        ("Т. Организация\nП. Контроль", 2, "II."),
        ("П. Контроль\nШ. Отчёт", 2, "III."),
        ("Т. Иванова\nсведения", 0, "Т."),
        ("а) школы;\n6) детские сады", 2, "б)"),
        ("+ усилить контроль;\n– провести сбор", 0, "–"),
        ("телефон\n+ 7 912", 1, "+"),
    ],
)
def test_markers_in_sequence(read: str, at: int, printed: str) -> None:
    assert texts(sequenced(seen(read)))[at] == printed


def column(*numbers: str) -> list[str]:
    """The first column of a table after its numbers are put right."""
    rows = tuple((box(0, 50 * at, 60, 50 * at + 50), box(60, 50 * at, 300, 50 * at + 50)) for at in range(len(numbers)))
    cells = {row[0]: [Seen(text, box(10, 5, 40, 35), 0.5)] for row, text in zip(rows, numbers, strict=True) if text}
    done = with_numbers(Grid(box(0, 0, 300, 50 * len(rows)), rows), cells)
    return [done[row[0]][0].text if row[0] in done else "" for row in rows]


def test_the_first_column_is_headed() -> None:
    grid = Grid(box(0, 0, 300, 50), ((box(0, 0, 60, 50), box(60, 0, 300, 50)),))
    for read, printed in ((("М", "п/п"), ["N", "п/п"]), (("М",), ["М"])):
        cells = {grid.rows[0][0]: [Seen(text, box(5, 5, 20, 20), 0.9) for text in read]}
        assert texts(with_numbers(grid, cells)[grid.rows[0][0]]) == printed


def test_numbers_of_rows_are_counted_on() -> None:
    assert column("№", "Е", "Ре,", "3.", "4.", "5.", "6.", "12;") == ["№", *(f"{n}." for n in range(1, 8))]
    assert column("№", "А", "Б", "3.", "4.") == ["№", "А", "Б", "3.", "4."]  # too few that agree


@pytest.mark.parametrize(
    ("before", "read", "after", "printed"),
    [
        ("Мирошниченко", "C.B.,", "", "С.В.,"),
        ("Устьянцевой", "3.И.", "", "З.И."),
        ("пункт", "3.И.", "", "3.И."),
        ("руководители", "00", "", "ОО"),
        ("в", "00", "минут", "00"),
        ("10", "00", "", "00"),
        ("руководителей", "MOLI,", "", "МОЦ,"),
        ("3", "JI.", "в", "л."),
        ("данных", "06", "отдельных", "об"),
        ("до", "06", "марта", "06"),
    ],
)
def test_abbreviations(before: str, read: str, after: str, printed: str) -> None:
    text = two_strokes(before, organisations(before, initials(before, read), after))
    assert about(text, after) == printed


def test_a_word_broken_without_a_space_is_one() -> None:
    halves = [Seen("Руково", box(0, 0, 160, 40), 0.9), Seen("дителям", box(162, 0, 340, 40), 0.9)]
    assert texts(rejoined(halves)) == ["Руководителям"]
    apart_ = [halves[0], Seen("дителям", box(200, 0, 340, 40), 0.9)]
    assert texts(rejoined(apart_)) == ["Руково", "дителям"]


def test_two_pieces_that_are_no_words_are_one_over_a_space() -> None:
    assert texts(rejoined([Seen("МИНИСТ", box(0, 0, 160, 40), 0.9), Seen("ЕРСТВО", box(180, 0, 340, 40), 0.9)])) == [
        "МИНИСТЕРСТВО"
    ]
    assert texts(rejoined([Seen("ПРОТО", box(0, 0, 160, 40), 0.9), Seen("КОЛ", box(190, 0, 280, 40), 0.9)])) == [
        "ПРОТОКОЛ"
    ]
    assert len(rejoined([Seen("на", box(0, 0, 60, 40), 0.9), Seen("писать", box(80, 0, 240, 40), 0.9)])) == 2


def line(*words: tuple[str, float, float]) -> list[Seen]:
    """Words with their tops and bottoms; letters of 50 pixels an em stand on 100."""
    return [Seen(text, box(150 * at, top, 150 * at + 120, bottom), 0.9) for at, (text, top, bottom) in enumerate(words)]


@pytest.mark.parametrize(
    ("read", "top", "bottom", "printed"),
    [("В", 77, 100, "в"), ("В", 66.5, 100, "В"), ("ДЛЯ", 77, 110, "для"), ("Школы", 77, 100, "школы"),
     ("Школы", 66.5, 100, "Школы"), ("Ha", 77, 100, "ha"), ("Ha", 66.5, 100, "Ha"), ("с.", 66.5, 100, "С."), ("с.", 77, 100, "с.")],
)  # fmt: skip
def test_capitals_by_height(read: str, top: float, bottom: float, printed: str) -> None:
    words = line(("работников", 66.5, 110.5), (read, top, bottom), ("рамках", 77, 110.5), ("проекта", 77, 110.5))
    assert texts(sized(words, PAPER))[1] == printed


def test_a_word_in_small_print_keeps_its_capital() -> None:
    """«Москва» of 10 points beside lines of 14: its first letter is higher than the others."""
    words = line(("работников", 66.5, 110.5), ("Москва", 77, 100), ("рамках", 77, 110.5), ("проекта", 77, 110.5))
    page = np.full((120, 600), 255, dtype=np.uint8)
    for at, top in enumerate((77, 84, 84, 84, 84)):
        page[top:100, 155 + 20 * at : 167 + 20 * at] = 0
    assert texts(sized(words, page))[1] == "Москва"
    page[77:84] = 255
    assert texts(sized(words, page))[1] == "москва"


def test_a_line_in_capitals_holds_no_word_in_small_letters() -> None:
    heading = line(("ПРАВИТЕЛЬСТВО", 66.5, 100), ("ОМСКОЙ", 77, 100), ("ОБЛАСТИ", 66.5, 100))
    assert texts(sized(heading, PAPER))[1] == "ОМСКОЙ"


def test_a_line_taken_apart_at_a_blank_is_one() -> None:
    near = [Seen("На", box(0, 66, 60, 100), 0.9, (3, 1, 1)), Seen("№", box(76, 66, 110, 100), 0.9, (3, 1, 1))]
    far = Seen(">", box(900, 66, 910, 80), 0.2, (3, 1, 1))
    below = Seen("Главам", box(0, 120, 200, 150), 0.9, (4, 1, 1))
    rest = [Seen("_____", box(126, 70, 300, 104), 0.9, (12, 1, 1)), Seen("от", box(310, 77, 350, 100), 0.9, (12, 1, 1))]
    beside = Seen("428004,", box(900, 66, 990, 100), 0.9, (13, 1, 1))
    done = whole_lines([*near, far, below, *rest, beside])
    assert texts(done) == ["На", "№", "_____", "от", ">", "Главам", "428004,"]
    assert {word.line for word in done[:4]} == {(3, 1, 1)}


def test_item_numbers_printed_together_with_their_words() -> None:
    read = ["1.Отделу", "2.Главам", "З.Контроль", "Z."]
    lines = [Seen(text, box(0, 60 * at, 200, 60 * at + 40), 0.9, (1, 1, at)) for at, text in enumerate(read)]
    lines.insert(3, Seen("оставляю", box(220, 120, 400, 160), 0.9, (1, 1, 2)))
    assert texts(numbered(lines))[:3] == ["1.Отделу", "2.Главам", "3.Контроль"]
    assert texts(numbered([lines[2]])) == ["З.Контроль"]  # no item before: it may be an initial


def test_words_without_confidence_are_kept_where_they_are_words() -> None:
    kept = [recognize._is_word(text, 0) for text in ("5.2.", "предусмотреть", "Н.И.):", "ъвжлыд", "°®", "")]
    assert kept == [True, True, True, False, False, False]
    assert recognize._is_word("ъвжлыд", 20)


def spotted(x: int, y: int, radius: int) -> Pixels:
    page = np.full((200, 400), 255, np.uint8)
    cv2.circle(page, (x, y), radius, 0, -1)
    return page


def test_bullets_are_put_back() -> None:
    words = [Seen("организовать", box(110, 77, 360, 110.5), 0.9)]
    assert texts(with_bullets(spotted(70, 83, 8), words, DPI)) == ["•", "организовать"]
    stop = Seen(".", box(62, 75, 78, 91), 0.3)
    assert texts(with_bullets(spotted(70, 83, 8), [stop, *words], DPI)) == ["•", "организовать"]
    assert texts(with_bullets(spotted(70, 97, 3), words, DPI)) == ["организовать"]  # a full stop on the line
    bold = Seen("и", box(62, 75, 78, 91), 0.93)
    assert texts(with_bullets(spotted(70, 83, 8), [bold, *words], DPI)) == ["и", "организовать"]
    before = Seen("года", box(0, 77, 60, 100), 0.9)
    assert texts(with_bullets(spotted(80, 83, 8), [before, *words], DPI)) == ["года", "организовать"]


def test_an_address_is_read_again_as_english(monkeypatch: pytest.MonkeyPatch) -> None:
    page = np.full((100, 600), 255, np.uint8)
    words = [
        Seen("почта:", box(0, 20, 80, 50), 0.9),
        Seen("шю", box(90, 20, 120, 50), 0.5),
        Seen("@та!.га", box(121, 20, 300, 50), 0.3),
    ]
    monkeypatch.setattr(pieces, "reread", lambda *_: [[Seen("info60@mail.ru", box(90, 20, 300, 50), 0.8)]])
    done = net_words(page, words, DPI)
    assert [(w.text, w.read) for w in done] == [("почта:", None), ("info60@mail.ru", "@та!.га")]
    monkeypatch.setattr(pieces, "reread", lambda *_: [[Seen("no address", box(90, 20, 300, 50), 0.8)]])
    assert net_words(page, words, DPI) == words


def test_strokes_are_no_words() -> None:
    words = line(("Проректор", 66.5, 110.5), ("0029»", 10, 130), ("—", 60, 110), ("Кускова", 66.5, 110.5))
    upright = Seen("—", box(300, 60, 308, 110), 0.6)
    assert texts(without_strokes([*words[:2], upright, words[3]], DPI)) == ["Проректор", "Кускова"]


def test_a_lost_dash_is_put_back() -> None:
    page = np.full((200, 400), 255, np.uint8)
    page[88:92, 60:76] = 0
    words = [Seen("обеспечить", box(110, 66.5, 300, 110.5), 0.9)]
    assert texts(with_dashes(page, words, DPI)) == ["-", "обеспечить"]
    sign = Seen("№", box(20, 66.5, 56, 100), 0.9)  # its bar is no dash
    assert texts(with_dashes(page, [sign, *words], DPI)) == ["№", "обеспечить"]


def test_dust_goes_and_full_stops_stay() -> None:
    page = np.full((600, 600), 255, np.uint8)
    page[40:60, 40:200] = 0
    page[54:60, 206:212] = 0
    for at in range(12):
        page[300 + 20 * at : 302 + 20 * at, 300:302] = 0
    plain = np.zeros_like(page)
    clean = without_dust(page, plain, DPI)
    assert clean[56, 208] == 0
    assert clean[300:, :].min() == 255
    few = page.copy()
    few[340:, :] = 255
    assert np.array_equal(without_dust(few, plain, DPI), few)


def test_a_full_stop_as_small_as_the_dust_stays() -> None:
    page = np.full((600, 600), 255, np.uint8)
    page[40:60, 40:200] = 0
    page[57:60, 204:207] = 0  # the full stop
    page[48:51, 204:207] = 0  # with this one a colon
    page[30:33, 230:233] = 0
    for at in range(12):
        page[300 + 20 * at : 303 + 20 * at, 300:303] = 0
    clean = without_dust(page, np.zeros_like(page), DPI)
    assert (clean[58, 205], clean[49, 205], clean[31, 231]) == (0, 0, 255)
    assert clean[300:].min() == 255


def test_what_is_left_of_a_seal_is_no_dust_of_the_paper() -> None:
    page, colour = np.full((600, 600), 255, np.uint8), np.zeros((600, 600), np.uint8)
    page[40:60, 40:200] = 0
    page[55:58, 206:209] = 0  # a full stop, as small as the rest of the seal
    colour[300:, 290:310] = 1
    for at in range(12):
        page[300 + 20 * at : 302 + 20 * at, 300:302] = 0
    clean = without_dust(page, colour, DPI)
    assert np.array_equal(clean[:300], page[:300])
    assert clean[300:].min() == 255


def test_columns_are_put_under_one_another() -> None:
    page = np.full((300, 900), 255, np.uint8)
    for y in (50, 90, 130):
        page[y : y + 25, 50:350] = 0
    for y in (68, 108):
        page[y : y + 25, 500:800] = 0
    done = apart(page, DPI)
    moved = [part for part in done.parts if part.x0 == 500]
    assert moved
    assert done.pixels[:300, 500:].min() == 255
    word = Seen("Руководителям", box(500, moved[0].to + 18, 800, moved[0].to + 43), 0.9)
    assert done.back([word])[0].box.top == 68


def test_words_of_one_line_are_not_moved() -> None:
    page = np.full((300, 900), 255, np.uint8)
    page[50:75, 50:350] = 0
    page[50:75, 500:800] = 0
    assert apart(page, DPI).parts == ()


def test_a_justified_line_behind_a_bullet_is_no_columns() -> None:
    """Nor one behind «7.», nor marks of «й» that stand a row above it."""
    page = np.full((300, 1200), 255, np.uint8)
    cv2.circle(page, (60, 80), 8, 0, -1)
    for x in (150, 450, 800):
        page[60:100, x : x + 200] = 0
    for x, y in ((300, 50), (900, 52)):
        page[y : y + 6, x : x + 20] = 0
    assert apart(page, DPI).parts == ()


def test_a_line_spread_over_the_width_of_a_bent_page_is_no_columns() -> None:
    page = np.full((400, 1600), 255, np.uint8)
    for y in (50, 110, 240, 300):
        page[y : y + 40, 50:1550] = 0
    for at, x in enumerate(range(50, 1500, 300)):
        page[170 + 3 * at : 205 + 3 * at, x : x + 200] = 0
    assert apart(page, DPI).parts == ()


def test_a_row_cut_by_the_page_is_closed() -> None:
    page = np.full((900, 900), 255, np.uint8)
    for y in (100, 300):
        cv2.line(page, (100, y), (800, y), 0, 3)
    for x in (100, 400, 800):
        cv2.line(page, (x, 100), (x, 500), 0, 3)
    (table,) = rulings(page, DPI).tables
    assert len(table.rows) == 2
    assert table.box.bottom == pytest.approx(500, abs=5)


def test_words_of_a_line_share_the_box_of_their_font() -> None:
    words = [
        RawWord("областной", box(0, 66.5, 90, 100.5), 0.9),
        RawWord("институт", box(100, 77, 180, 110.5), 0.9),
        RawWord("Растрелли,", box(-300, 58, -100, 102), 0.9),
    ]
    done = on_lines(words)
    assert done[0].box == box(0, done[1].box.top, 90, done[1].box.bottom)
    assert done[2].box.top != done[0].box.top
    printed = (RawWord("он", box(0, 0, 10, 10)),)
    assert on_lines(printed) == printed


def test_numbers_of_items_in_levels() -> None:
    read = ["1.1.", "1.2.", "13,", "4:", "1.5.", "16.", "2.", "3.", "2.1.", "22", "2.3."]
    lines = [Seen(text, box(0, 60 * at, 60, 60 * at + 40), 0.9, (1, 1, at)) for at, text in enumerate(read)]
    items = [item for word in lines for item in (word, replace(word, text="Порядок.", box=box(80, 0, 200, 40)))]
    assert texts(levelled(items))[::2] == [
        "1.1.",
        "1.2.",
        "1.3.",
        "1.4.",
        "1.5.",
        "1.6.",
        "2.",
        "3.",
        "2.1.",
        "2.2.",
        "2.3.",
    ]


def test_a_number_at_the_start_of_a_line_is_no_item() -> None:
    lines = [Seen(text, box(0, 60 * at, 60, 60 * at + 40), 0.9, (1, 1, at)) for at, text in enumerate(["1.2.", "13."])]
    goes_on = [lines[0], replace(lines[0], text="статьи"), lines[1], replace(lines[1], text="Закон")]
    assert texts(levelled(goes_on))[2] == "13."


def test_the_first_item_is_known_by_the_second() -> None:
    read = ["1,", "2."]
    lines = [Seen(text, box(0, 60 * at, 60, 60 * at + 40), 0.9, (1, 1, at)) for at, text in enumerate(read)]
    items = [item for word in lines for item in (word, replace(word, text="Утвердить"))]
    assert texts(numbered(items))[0] == "1."
    assert texts(numbered(items[:2]))[0] == "1,"
    assert texts(numbered([replace(items[0], text="I."), *items[1:]]))[0] == "I."


def test_a_lone_letter_has_the_height_of_its_line() -> None:
    """Recognition gave «к» 42 pixels in a line of 26."""
    words = [("ежедневно", 54, 78, 0, 160), ("к", 42, 84, 165, 178), ("9:00.", 46, 72, 190, 260)]
    read = [RawWord(text, box(x0, top, x1, bottom), 0.96) for text, top, bottom, x0, x1 in words]
    done = on_lines(read)
    assert done[1].box.bottom - done[1].box.top == done[0].box.bottom - done[0].box.top


def test_of_a_line_read_again_only_print_is_taken() -> None:
    def read(*words: tuple[str, float]) -> list[Seen]:
        return [Seen(text, box(100 * at, 0, 100 * at + 80, 30), sure) for at, (text, sure) in enumerate(words)]

    printed = read(("4.", 0.97), ("Настоящий", 0.96), ("-", 0.8), ("в", 0.8), ("силу", 0.9), ("вступаег", 0.3))
    assert texts(pieces._words_of_line(printed)) == ["4.", "Настоящий", "в", "силу"]
    assert pieces._words_of_line(read(("#042204", 0.1), ("42", 0.76))) == []  # writing
