"""Round seals in black: found by their rings, and kept from the text."""

import cv2
import numpy as np
import pytest

from pipeline.readers.image.apart import apart
from pipeline.readers.image.recognize import Seen
from pipeline.readers.image.seals import seals, without_legends
from pipeline.readers.image.sheet import Pixels
from schemas.layout import Box

DPI = 300.0


def page(*, ring: bool) -> Pixels:
    """Two lines of words, their middles missing, and a seal of 36 mm over them."""
    sheet = np.full((1200, 1600), 255, dtype=np.uint8)
    for top in (500, 600):
        for x in (*range(100, 500, 60), *range(1100, 1500, 60)):
            cv2.rectangle(sheet, (x, top), (x + 40, top + 30), 0, -1)
    if ring:
        cv2.circle(sheet, (800, 560), 212, 0, 6)
    return sheet


def test_a_ring_of_a_seals_size_is_a_seal() -> None:
    (seal,) = seals(page(ring=True), DPI)
    assert seal.kind == "seal"
    assert (seal.box.x0, seal.box.x1) == (pytest.approx(588, abs=12), pytest.approx(1012, abs=12))
    assert seals(page(ring=False), DPI) == []


def test_a_seal_makes_no_columns() -> None:
    sheet = page(ring=True)
    assert apart(sheet, DPI).parts
    assert not apart(sheet, DPI, [seal.box for seal in seals(sheet, DPI)]).parts


def test_letters_on_a_seal_are_no_text() -> None:
    rings = seals(page(ring=True), DPI)

    def word(text: str, x0: float, top: float, confidence: float = 0.95) -> Seen:
        return Seen(text, Box(x0=x0, top=top, x1=x0 + 100, bottom=top + 30), confidence)

    level, crossing, alone = word("Министр", 100, 500), word("силу", 750, 500), word("документов", 750, 560)
    words = [level, crossing, alone, word("осудар", 750, 500, 0.3)]
    assert without_legends(words, rings) == [level, crossing]
