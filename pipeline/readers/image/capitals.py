"""Letters that have one shape in both sizes: their height beside the letters of their own word, and beside the words
around, says which they are."""

import re
from collections.abc import Sequence
from statistics import median

from pipeline.readers.image.blots import window
from pipeline.readers.image.outlines import ink_of, rectangles
from pipeline.readers.image.recognize import Seen, kept
from pipeline.readers.image.sheet import Pixels
from pipeline.readers.lettering import CAPITAL, DEEP, DEPTH, MARK, SMALL, base_of, em_of, tells

_SAME = "вгджзийклмнопстуцчшщъыьэюяхё"  # «а», «б», «е», «р», «ф» differ from their capitals
_WORD = re.compile(rf"-?[{_SAME.upper()}](?:[{_SAME.upper()}]+|[авгджзеиклмнопрстуцчшщъыьэюях]*)[.,;:)»]*|Ha")
"""A word with a capital that may be a small letter: «Школы», «ДЛЯ», «В»; «на» is read as Latin «Ha»."""
_INITIAL = re.compile(rf"[{_SAME}]\.")
"""«с. В.» for «С. В.»."""
NEIGHBOURS = 4
"""Words of the line, the nearest ones, that show its height."""
MARGIN = 0.05
"""In ems: how far from the middle between both heights a letter must be to be certain."""


_MIXED = re.compile(r"[А-ЯЁ][а-яё]{2,}[.,;:)»]*")
LETTER = 0.3
"""Of a word's height: what is lower is a mark above a letter, or a full stop."""
TALLER = 1.2
"""Times the letters after it: a capital has 1.4 of them, in every font and size."""


def sized(words: Sequence[Seen], grey: Pixels) -> list[Seen]:
    """The words of a page, letters made small or capital where their height leaves no doubt."""
    return [kept(word, text) if (text := _sized(word, words, grey)) else word for word in words]


def _sized(word: Seen, words: Sequence[Seen], grey: Pixels) -> str | None:
    wanted = _WORD.fullmatch(word.text), _INITIAL.fullmatch(word.text)
    over = _height(word, words) if any(wanted) else None
    if over is None:
        return None
    mark = MARK if re.search("[йё]", word.text[1:] if word.text[1:].islower() else word.text.lower()) else 0.0
    middle = (CAPITAL + SMALL) / 2
    if wanted[0] and over - (mark if word.text[:-1].isupper() or len(word.text) == 1 else 0.0) < middle - MARGIN:
        return None if _begins_tall(word, grey) or _is_among_capitals(word, words) else word.text.lower()
    return word.text.capitalize() if wanted[1] and over > middle + MARGIN else None


def _begins_tall(word: Seen, grey: Pixels) -> bool:
    """Whether the first letter of a word is a capital beside the others of its own, however large the words around."""
    ink = ink_of(window(grey, word.box))
    letters = sorted(box for box in rectangles(ink) if box[3] > LETTER * ink.shape[0])
    if not _MIXED.fullmatch(word.text) or len(letters) < 3:
        return False
    first, *others = letters
    base, top = median(y + h for _, y, _, h in others), median(y for _, y, _, _ in others)
    return base - first[1] > TALLER * (base - top)


def _is_among_capitals(word: Seen, words: Sequence[Seen]) -> bool:
    """Whether a line of words in capitals goes on before and behind a word in capitals."""
    beside = [w.text for w in words if w.line == word.line and w is not word and len(w.text) > 2]
    return word.text.isupper() and len(beside) > 1 and all(text.isupper() for text in beside)


def _height(word: Seen, words: Sequence[Seen]) -> float | None:
    """How high a word reaches over its line, in ems of the words beside it, or above where it stands alone."""
    telling = [w for w in words if w is not word and tells(w.text)]
    level = _nearest(word, [w for w in telling if _is_level(w, word)])
    beside = level if len(level) > 1 else _nearest(word, telling)
    if len(beside) < 2:
        return None
    em = median(em_of(w.text, w.box) for w in beside)
    if beside is level:
        return float((median(base_of(w.text, w.box) for w in level[:2]) - word.box.top) / em)
    return float((word.box.bottom - word.box.top) / em - (DEPTH if any(letter in DEEP for letter in word.text) else 0))


def _nearest(word: Seen, others: Sequence[Seen]) -> list[Seen]:
    def distance(other: Seen) -> float:
        return abs(other.box.x0 - word.box.x0) + 4 * abs(other.box.top - word.box.top)

    return sorted(others, key=distance)[:NEIGHBOURS]


def _is_level(one: Seen, other: Seen) -> bool:
    height = other.box.bottom - other.box.top
    near = max(one.box.x0 - other.box.x1, other.box.x0 - one.box.x1) < 8 * height
    return near and abs(base_of(one.text, one.box) - base_of(other.text, other.box)) < height / 3
