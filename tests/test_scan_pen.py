"""What is written by hand or stamped in black: marked with its box, and not read as text."""

import math
from dataclasses import replace

import cv2
import numpy as np
import pytest

from pipeline.readers.image.blanks import blanks, with_blanks
from pipeline.readers.image.blots import Blot
from pipeline.readers.image.colour import without_scribbles
from pipeline.readers.image.pen import by_hand, is_filled, unmarked, without_writing, written
from pipeline.readers.image.recognize import Seen
from pipeline.readers.image.sheet import Pixels
from schemas.layout import Box

DPI = 200
LINE = 200
"""Where the line of «от ____ № ____» lies, in pixels from the top."""
DIGITS = (  # «27», «03» in strokes of a pen, in parts of a digit's height
    ((0, 0.2), (0.4, 0), (0.7, 0.3), (0.1, 0.95), (0.8, 1)),
    ((0, 0.05), (0.7, 0), (0.3, 1)),
    ((0.1, 0.1), (0.5, 0), (0.8, 0.5), (0.4, 1), (0, 0.6), (0.1, 0.1)),
    ((0.1, 0.05), (0.6, 0), (0.3, 0.4), (0.7, 0.7), (0, 0.9)),
)


def page() -> Pixels:
    return np.full((900, 1200), 255, np.uint8)


def stroke(image: Pixels, points: list[tuple[float, float]]) -> None:
    cv2.polylines(image, [np.asarray(points, np.int32)], False, 20, 3)


def dated(height: int = 38) -> Pixels:
    """A line left for a date, and digits on it."""
    image = page()
    cv2.line(image, (150, LINE), (400, LINE), 0, 2)
    for at, digit in enumerate(DIGITS):
        stroke(image, [(180 + 50 * at + x * height * 0.7, LINE - 4 - height + y * height) for x, y in digit])
    return image


def signed() -> Pixels:
    image = page()
    stroke(image, [(400 + 4 * s + 16 * math.cos(s / 2.1), 600 + (38 - s / 2.2) * math.sin(s / 2.1)) for s in range(70)])
    return image


def word(text: str, x0: float, top: float, confidence: float = 0.9, *, x1: float = 0, bottom: float = 0) -> Seen:
    return Seen(text, Box(x0=x0, top=top, x1=x1 or x0 + 16 * len(text), bottom=bottom or top + 17), confidence)


FROM = word("от", 110, LINE - 17)


def test_a_date_by_hand_is_marked_and_its_place_is_blank() -> None:
    """Recognition is sure of «27 03», which is no reason to believe it: it is larger than the print beside it."""
    read = word("27 03", 180, LINE - 42, 0.9, x1=375, bottom=LINE - 4)
    image = dated()
    left_out = blanks(image, DPI)
    assert by_hand([FROM, read], left_out.filled, DPI) == [read]
    words = [FROM]
    (mark,) = written(image, words, DPI)
    assert mark.kind == "handwriting"
    assert (mark.box.x0, mark.box.x1) == (pytest.approx(150, abs=4), pytest.approx(400, abs=4))
    (line,) = [line for line in left_out.filled if is_filled(line, [mark])]
    assert [w.text for w in with_blanks(words, [line], DPI)] == ["от", "_____"]


def test_a_date_that_was_typed_on_the_line_is_print() -> None:
    typed = word("27.03.25", 180, LINE - 24, bottom=LINE - 4)
    assert by_hand([FROM, typed], blanks(dated(20), DPI).filled, DPI) == []


def test_what_is_no_print_on_a_long_line_was_written() -> None:
    """«200н» by hand is read as «LOCH», no larger than the print and in letters that do not join."""
    read = word("LOCH", 180, LINE - 22, 0.7, x1=250, bottom=LINE - 4)
    filled = blanks(dated(20), DPI).filled
    assert by_hand([FROM, read], filled, DPI) == [read]
    assert by_hand([FROM, replace(read, text="200н")], filled, DPI) == []
    assert [(mark.kind, mark.box) for mark in unmarked([read], [])] == [("handwriting", read.box)]
    assert unmarked([read], [Blot("handwriting", read.box)]) == []


def test_a_signature_is_marked_and_what_was_read_in_it_is_no_word() -> None:
    scribble = word("Wf", 430, 580, 0.4, x1=500, bottom=620)
    (mark,) = written(signed(), [scribble], DPI)
    assert mark.kind == "signature"
    name = word("Салмин", 450, 590)
    assert without_writing([scribble, name], [mark]) == [name]
    assert not is_filled(Box(x0=500, top=590, x1=560, bottom=602), [mark])


def test_a_copied_seal_is_marked() -> None:
    image = page()
    for radius in (160, 145, 95):
        cv2.circle(image, (600, 500), radius, 30, 3)
    assert [(mark.kind, round(mark.box.x1 - mark.box.x0, -1)) for mark in written(image, [], DPI)] == [("seal", 320)]


def test_pictures_are_not_writing() -> None:
    image = page()
    chance = np.random.default_rng(1)
    code = np.kron(chance.integers(0, 2, (25, 25), dtype=np.uint8) * 255, np.ones((8, 8), np.uint8))
    image[100:300, 100:300] = code
    cv2.circle(image, (700, 300), 80, 0, -1)
    cv2.putText(image, "1234567890", (100, 700), cv2.FONT_HERSHEY_SIMPLEX, 2, 0, 3)  # set apart, as a press does
    assert written(image, [], DPI) == []


def test_print_is_not_writing() -> None:
    image = dated()
    read = [word("Министерство", 140, LINE - 50, x1=410, bottom=LINE + 4)]
    assert written(image, read, DPI) == []


@pytest.mark.parametrize(
    ("text", "confidence", "stays"),
    [
        ("info13@mail.ru.", 0.9, True),
        ("подготовке", 0.2, True),
        ("муниципальноге", 0.0, True),
        ("Мые", 0.3, False),
        ("}", 0.9, False),
        ("ДЛЯ", 0.9, False),  # in the seal's own ink
    ],
)
def test_print_under_a_seal_stays(text: str, confidence: float, stays: bool) -> None:
    grey, ink = page(), page()
    grey[100:130, 100:300] = 0
    if text == "ДЛЯ":
        ink[100:130, 100:300] = 0
    word = Seen(text, Box(x0=100, top=100, x1=300, bottom=130), confidence)
    seal = Blot("seal", Box(x0=50, top=50, x1=350, bottom=350))
    assert without_scribbles([word], [seal], grey, ink) == [word] * stays
