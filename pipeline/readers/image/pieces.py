"""A second look at parts of a page: cut out, put under one another on one image, recognised in one go."""

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from pipeline.readers.image.dictionary import is_known, is_latin_name
from pipeline.readers.image.outlines import ink_of, rectangles
from pipeline.readers.image.recognize import Seen, kept, recognise
from pipeline.readers.image.rulings import Grid, overlaps
from pipeline.readers.image.sheet import Pixels
from schemas.layout import Box, union

MOST = 80
"""Pieces of one page: more means that the page is no Russian text, and a second look would not help."""
SURE = 0.6


def reread(grey: Pixels, boxes: Sequence[Box], dpi: float, languages: str) -> list[list[Seen]]:
    """For each box of the page the words recognised inside it, on the page's own places."""
    gap = int(dpi / 12)
    tops: list[int] = []
    rows: list[Pixels] = []
    width = max((int(box.x1 - box.x0) for box in boxes), default=0) + 2 * gap
    height = gap
    for box in boxes:
        piece = grey[int(box.top) : int(box.bottom), int(box.x0) : int(box.x1)]
        right = width - gap - piece.shape[1]
        rows.append(np.pad(piece, ((gap, 0), (gap, right)), constant_values=255))
        tops.append(height)
        height += piece.shape[0] + gap
    if not rows:
        return []
    sheet = np.pad(np.vstack(rows), ((0, gap), (0, 0)), constant_values=255)
    found: list[list[Seen]] = [[] for _ in boxes]
    for word in recognise(np.asarray(sheet, dtype=np.uint8), dpi, languages, psm=6):
        middle = (word.box.top + word.box.bottom) / 2
        at = max((index for index, top in enumerate(tops) if top <= middle), default=0)
        found[at].append(replace(word, box=_shifted(word.box, boxes[at].x0 - gap, boxes[at].top - tops[at])))
    return found


def _shifted(box: Box, right: float, down: float) -> Box:
    return Box(x0=box.x0 + right, top=box.top + down, x1=box.x1 + right, bottom=box.bottom + down)


# --- cells that the first reading passed over -----------------------------------------------------------------------


def missed_cells(grey: Pixels, grids: Sequence[Grid], words: Sequence[Seen], dpi: float) -> list[Seen]:
    """Words of cells that hold ink but had none: tesseract passes over columns of lone digits."""
    centres = [((w.box.x0 + w.box.x1) / 2, (w.box.top + w.box.bottom) / 2) for w in words]
    cells = {cell for grid in grids for row in grid.rows for cell in row}
    empty = [c for c in cells if not any(c.x0 <= x <= c.x1 and c.top <= y <= c.bottom for x, y in centres)]
    inked = [box for cell in sorted(empty, key=lambda c: (c.top, c.x0)) if (box := _ink_box(grey, cell, dpi))]
    if len(inked) > MOST:
        return []
    return [word for words in reread(grey, inked, dpi, "rus+eng") for word in words]


def _ink_box(grey: Pixels, cell: Box, dpi: float) -> Box | None:
    """The box around the letters in a cell, a little wider; None where it holds no shape of a letter's size."""
    margin = int(dpi / 50)
    left, top = int(cell.x0) + margin, int(cell.top) + margin
    inside = grey[top : int(cell.bottom) - margin, left : int(cell.x1) - margin]
    if not inside.size:
        return None
    ink = ink_of(inside)
    stats = cv2.connectedComponentsWithStats(ink)[2][1:]
    letters = stats[stats[:, cv2.CC_STAT_HEIGHT] > dpi * 0.05]
    if not len(letters):
        return None
    x0, y0 = letters[:, 0].min(), letters[:, 1].min()
    x1 = (letters[:, 0] + letters[:, 2]).max()
    y1 = (letters[:, 1] + letters[:, 3]).max()
    pad = margin // 2
    return Box(x0=max(left + x0 - pad, 0), top=max(top + y0 - pad, 0), x1=left + x1 + pad, bottom=top + y1 + pad)


# --- lines that the first reading passed over -----------------------------------------------------------------------

LETTER_INCHES = (0.04, 0.2)
"""Least and greatest height of a letter."""
SPACE_INCHES = 0.25
"""The widest space between words of one line."""
LINE_SURE = 0.75
"""Words of lines read again are taken where recognition is so sure of them."""


def missed_lines(grey: Pixels, words: Sequence[Seen], dpi: float) -> list[Seen]:
    """Words of lines that hold letters but were not read at all: tesseract passes over short ones in cells."""
    boxes = _unread(grey, words, dpi) if words else []
    if not boxes or len(boxes) > MOST:
        return []
    height, width = grey.shape
    again = reread(grey, [_wider(box, dpi, width, height) for box in boxes], dpi, "rus+eng")
    found = [word for line in again for word in _words_of_line(line)]
    read = [word.box for word in words if word.confidence > SURE]  # a signature read as a word may reach over others
    return [word for word in found if not any(overlaps(word.box, box) for box in read)]


def _words_of_line(line: Sequence[Seen]) -> list[Seen]:
    """Its sure words, numbers alone where they are most of it; those of one letter only where others stand beside
    them."""
    sure = [word for word in line if word.confidence > LINE_SURE]
    words = [word for word in sure if _WORD.search(word.text)]
    most = 2 * sum(len(word.text) for word in sure) > sum(len(word.text) for word in line)
    if not most and not any(_LETTERED.search(word.text) for word in words):
        return []
    return [word for word in sure if word in words or _LETTER.fullmatch(word.text)] if len(words) > 1 else words


def _unread(grey: Pixels, words: Sequence[Seen], dpi: float) -> list[Box]:
    """Boxes around two letters and more side by side that no word covers, from the top down."""
    ink = ink_of(grey)
    for word in words:
        box = _wider(word.box, dpi, grey.shape[1], grey.shape[0])
        ink[int(box.top) : int(box.bottom), int(box.x0) : int(box.x1)] = 0
    letters = np.zeros_like(ink)
    for x, y, w, h in rectangles(ink):
        if dpi * LETTER_INCHES[0] < h < dpi * LETTER_INCHES[1]:
            letters[y : y + h, x : x + w] = 255
    joined = np.asarray(cv2.dilate(letters, np.ones((1, int(dpi * SPACE_INCHES) | 1), np.uint8)), dtype=np.uint8)
    return [Box(x0=x, top=y, x1=x + w, bottom=y + h) for x, y, w, h in rectangles(joined) if w > dpi / 5]


# --- Russian words read as Latin ------------------------------------------------------------------------------------

_LATIN = re.compile(r"(?=.*[A-Za-z])[^А-Яа-яЁё@]+")
_NET = re.compile(r"@|://|www|\.(?:ru|com|org|net|su|рф)\b|e-?mail|https?", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]+[.,;:)]*")
_SIGN = re.compile(r"[NM][eo]?\d*")
_HEX = re.compile(r"(?=.*\d)[0-9A-Fa-f]{6,}")  # the certificate of an electronic signature
_CYRILLIC = re.compile(r"[«(]*[А-Яа-яЁё][А-Яа-яЁё.,;:()«»\d/-]*")
_LETTERS = re.compile(r"[А-Яа-яЁё]+")
_WORD = re.compile(r"[А-Яа-яЁё]{2}|\d|№|N[eo]\b")
_LETTER = re.compile("[вскоуияаВСКОУИЯА]")
_LETTERED = re.compile(r"[А-Яа-яЁё]{2}|№|N[eo]\b")


def russian_words(grey: Pixels, words: Sequence[Seen], dpi: float) -> list[Seen]:
    """The words, those with Latin letters read again as Russian: «COMPO» is «СОИРО», «Orn.» is «Отп.»."""
    latin = [at for at, word in enumerate(words) if _is_doubtful(word.text)]
    done = list(words)
    if not latin or len(latin) > MOST:
        return done
    height, width = grey.shape
    boxes = [_wider(words[at].box, dpi, width, height) for at in latin]
    for at, again in zip(latin, reread(grey, boxes, dpi, "rus"), strict=True):
        if len(again) == 1 and _is_russian(again[0]):
            done[at] = replace(kept(words[at], again[0].text), confidence=again[0].confidence)
    return done


def _is_doubtful(text: str) -> bool:
    return bool(_LATIN.fullmatch(text)) and not _NET.search(text) and not _is_code(text)


def _is_code(text: str) -> bool:
    return any(code.fullmatch(text) for code in (_ROMAN, _SIGN, _HEX)) or is_latin_name(text)


def _is_russian(word: Seen) -> bool:
    """Whether the second reading is a Russian word, an abbreviation in capitals or one with a full stop («Отп.»)."""
    if word.confidence < SURE or not _CYRILLIC.fullmatch(word.text):
        return False
    parts = _LETTERS.findall(word.text)
    return word.text.endswith(".") or all(part.isupper() or is_known(part) for part in parts)


def _wider(box: Box, dpi: float, width: int, height: int) -> Box:
    pad = dpi / 75
    x1, bottom = min(box.x1 + pad, width), min(box.bottom + pad, height)
    return Box(x0=max(box.x0 - pad, 0), top=max(box.top - pad, 0), x1=x1, bottom=bottom)


# --- addresses of the net read as Russian -----------------------------------------------------------------------------

_ADDRESS = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+[.,;:)]*")
DOUBTFUL = 0.8


def net_words(grey: Pixels, words: Sequence[Seen], dpi: float) -> list[Seen]:
    """The words, e-mails with Russian letters or signs in them read again as English: «шю60@та!.га» is
    «info60@mail.ru»."""
    found = [at for at, word in enumerate(words) if _is_doubtful_mail(word)]
    if not found or len(found) > MOST:
        return list(words)
    parts = [_whole_mail(words, at) for at in found]
    height, width = grey.shape
    again = reread(grey, [_wider(_around(part), dpi, width, height) for part in parts], dpi, "eng")
    done = list(words)
    for part, read in zip(parts, again, strict=True):
        text = "".join(word.text for word in read)
        if _ADDRESS.fullmatch(text):
            done[done.index(part[0])] = replace(kept(part[-1], text, _around(part)), confidence=read[0].confidence)
            done = [word for word in done if word not in part]
    return done


def _is_doubtful_mail(word: Seen) -> bool:
    return "@" in word.text and (word.confidence < DOUBTFUL or not _ADDRESS.fullmatch(word.text))


def _whole_mail(words: Sequence[Seen], at: int) -> Sequence[Seen]:
    """An address, and its beginning where recognition parted it at «@»."""
    parted = at > 0 and words[at].text.startswith("@") and words[at - 1].line == words[at].line
    return words[at - parted : at + 1]


def _around(words: Sequence[Seen]) -> Box:
    box = union(word.box for word in words)
    assert box is not None
    return box
