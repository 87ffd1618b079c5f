"""Numbers and letters of lists, repaired where their sequence makes them certain."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from pipeline.readers.image.cells import CellWords
from pipeline.readers.image.recognize import Seen, kept
from pipeline.readers.image.rulings import Grid
from schemas.layout import Box

_LETTERED = re.compile(r"([а-я]|\d)\)")
_NEXT_LETTERS = {("а", "6"): "б", ("ж", "3"): "з"}


def lettered(words: Sequence[Seen]) -> list[Seen]:
    """«б)» and «з)» of a list whose item before is «а)» or «ж)»: recognition reads them as digits."""
    done: list[Seen] = []
    last = ""
    for word in words:
        marker = _LETTERED.fullmatch(word.text)
        if marker:
            letter = _NEXT_LETTERS.get((last, marker[1]), marker[1])
            word, last = kept(word, f"{letter})"), letter
        done.append(word)
    return done


_NUMBERED = re.compile(r"([\dбЗзОlI|Z]{1,2})([.,:;])")
_DIGITS = str.maketrans("бЗзОlI|Z", "63301117")
_CAPITAL = re.compile(r"[«(\"]*[А-ЯЁ]")


_NUMBER_GLUED = re.compile(r"([\dбЗзОlI|]{1,2})([.,])(?=[А-ЯЁ][а-яё]+)")


def numbered(words: Sequence[Seen]) -> list[Seen]:
    """«5:» or «б.» at the start of a line after item «4.» or «5.», before a capital letter, is «5.» or «6.», «1,» is
    «1.» where item «2.» follows; so is it where it is printed together with its word («З.Контроль»)."""
    done: list[Seen] = []
    last = 0
    for at, (before, word, after) in enumerate(_between(words)):
        starts = _starts_line(before, word)
        marker = (_NUMBERED.fullmatch(word.text) or _NUMBER_GLUED.match(word.text)) if starts else None
        number = int(marker[1].translate(_DIGITS)) if marker else None
        rest = word.text[marker.end() :] if marker else ""
        capital = bool(rest) or (after is not None and bool(_CAPITAL.match(after.text)))
        follows = number == last + 1 and (last > 0 or (word.text[0] == "1" and _goes_on(words[at + 1 :])))
        if number is not None and capital and (follows or word.text == f"{number}.{rest}"):
            word, last = kept(word, f"{number}.{rest}"), number
        done.append(word)
    return done


def _goes_on(words: Sequence[Seen]) -> bool:
    """Whether the next line that begins with a number begins with «2.»."""
    starts = (word.text for before, word, _ in _between(words) if before is not None and _starts_line(before, word))
    return next((text for text in starts if re.match(r"\d+[.,]", text)), "").startswith("2.")


_LEVELS = re.compile(r"[\dlI|ЗзбО]+(?:[.,:;]+[\dlI|ЗзбО]+)*[.,:;]*")
_WELL_FORMED = re.compile(r"\d+(?:\.\d+)+\.?")
_IN_LEVELS = str.maketrans("lI|ЗзбО", "1113360")
_ENDS = re.compile(r".*[.;:]")


def levelled(words: Sequence[Seen]) -> list[Seen]:
    """«13,» or «9:» behind item «1.2.» or «3.8.» is «1.3.» or «3.9.»: what has the digits of the next item."""
    done: list[Seen] = []
    last: tuple[int, ...] = ()
    for before, word, after in _between(words):
        if _starts_line(before, word) and _LEVELS.fullmatch(word.text):
            told = tuple(int(digits) for digits in re.findall(r"\d+", word.text.translate(_IN_LEVELS)))
            is_well_formed = bool(_WELL_FORMED.fullmatch(word.text))
            begins = _ENDS.fullmatch(word.text) or (after is not None and _CAPITAL.match(after.text))
            if not is_well_formed and begins and (before is None or _ENDS.fullmatch(before.text)):
                told = _next_item(told, last) or told
                word = kept(word, ".".join(map(str, told)) + ".") if len(told) > 1 else word
            last = told if len(told) > 1 else ()
        done.append(word)
    return done


def _next_item(told: tuple[int, ...], last: tuple[int, ...]) -> tuple[int, ...] | None:
    """The item behind `last` that has these digits; None where they may be something else."""
    if len(last) < 2:
        return None
    follows = (*last[:-1], last[-1] + 1)
    if told == follows[-1:] and last[0] + 1 not in told:
        return follows
    digits = "".join(map(str, told))
    others = (follows, (*last, 1), (*last[:-2], last[-2] + 1, 1))
    return next((item for item in others if "".join(map(str, item)) == digits), None)


_ROMAN = {
    1: ("I", "Т", "Г", "l", "|", "І", "!"), 2: ("II", "П", "Il", "lI", "ll", "ІІ"), 3: ("III", "Ш", "Ill", "ПТ", "ТП"),
    4: ("IV", "ТУ", "ГУ", "IУ", "1У", "TV", "ТV", "1V"), 5: ("V", "У"), 6: ("VI", "УТ", "УI", "У1", "VТ", "V1"),
    7: ("VII", "УП", "VП"), 8: ("VIII", "УШ", "VШ"), 9: ("IX", "ТХ", "IХ", "1Х"), 10: ("X", "Х"),
}  # fmt: skip
"""Each Roman number as printed, and as it is read."""
_READ = {text: number for number, texts in _ROMAN.items() for text in texts}


def roman(words: Sequence[Seen]) -> list[Seen]:
    """«Т.», «П.», «Ш.» that begin lines, in this order, before capital letters, are «I.», «II.», «III.»."""
    found: list[tuple[int, int]] = []
    for at, (before, word, after) in enumerate(_between(words)):
        number = _READ.get(word.text[:-1]) if word.text.endswith(".") and _starts_line(before, word) else None
        if number and after is not None and _CAPITAL.match(after.text) and after.line == word.line:
            found.append((at, number))
    done = list(words)
    for at, number in _in_sequence(found):
        done[at] = kept(words[at], f"{_ROMAN[number][0]}.")
    return done


def _in_sequence(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that follow one another by one: a lone «Т.» may be an initial."""
    sure = [both for both in pairwise(found) if both[1][1] == both[0][1] + 1]
    return sorted({one for both in sure for one in both})


def _between(words: Sequence[Seen]) -> list[tuple[Seen | None, Seen, Seen | None]]:
    around = [None, *words, None]
    return [(around[at], word, around[at + 2]) for at, word in enumerate(words)]


def _starts_line(before: Seen | None, word: Seen) -> bool:
    return before is None or before.line != word.line


# --- numbers in the first column of a table -------------------------------------------------------------------------

_CELL_NUMBER = re.compile(r"(\d{1,3})([.)]?)")
SHORT = 4
"""Characters: what a number is misread as is not longer."""
ANCHORS = 3
"""Numbers read well that show where the count of a table stands."""


def with_numbers(grid: Grid, cells: CellWords) -> CellWords:
    """The cells of a table, its first column counted on where a number was read as something else («Ре,» for «2.»), and
    headed «N п/п» where that was read «М п/п»."""
    cells = _headed(grid, cells)
    column = [row[0] for row in grid.rows if len(row) > 1 and row[0] != row[1] and _is_short(cells.get(row[0], []))]
    column = list(dict.fromkeys(column))
    read = [_CELL_NUMBER.fullmatch(_text(cells[cell])) for cell in column]
    counts = Counter(int(number[1]) - at for at, number in enumerate(read) if number)
    offset, times = counts.most_common(1)[0] if counts else (0, 0)
    if times < ANCHORS or times * 2 < len(column):
        return cells
    end = Counter(number[2] for number in read if number).most_common(1)[0][0]
    numbers = [number and number[1] for number in read]
    wrong = {
        cell: at + offset
        for at, (cell, number) in enumerate(zip(column, numbers, strict=True))
        if at + offset > 0 and (number is None or _is_alone(numbers, at, offset))
    }
    return cells | {cell: [_as_number(cells[cell], f"{number}{end}", cell)] for cell, number in wrong.items()}


def _is_alone(read: Sequence[str | None], at: int, offset: int) -> bool:
    """Whether a number alone is out of the count, and what recognition makes of the right one: «3.» for «37.»."""
    around = (at - 1, at + 1) if 0 < at < len(read) - 1 else ()
    counted = [read[beside] == str(beside + offset) for beside in around]
    number, wanted = read[at], str(at + offset)
    return number is not None and number != wanted and any(counted) and all(counted) and _alike(number, wanted)


_ALIKE = str.maketrans("1", "7")


def _alike(one: str, other: str) -> bool:
    """Whether a number is what recognition makes of another: a part of it, or «1» for «7»."""
    return one in other or one.translate(_ALIKE) == other.translate(_ALIKE)


def _headed(grid: Grid, cells: CellWords) -> CellWords:
    head = grid.rows[0][0]
    words = cells.get(head, [])
    if [word.text for word in words] not in (["М", "п/п"], ["M", "п/п"]):
        return cells
    return cells | {head: [kept(words[0], "N"), *words[1:]]}


def _text(words: Sequence[Seen]) -> str:
    return "".join(word.text for word in words)


def _is_short(words: Sequence[Seen]) -> bool:
    return 0 < len(_text(words)) <= SHORT


def _as_number(words: Sequence[Seen], number: str, cell: Box) -> Seen:
    box = words[0].box.model_copy(update={"x1": min(max(word.box.x1 for word in words), cell.x1)})
    return kept(words[0], number, box)


_CROSSED = re.compile(r"[+=~]")
_SMALL = re.compile(r"[а-яё]{2,}")


def dashed(words: Sequence[Seen]) -> list[Seen]:
    """«+» that begins a line before a small letter is the dash of an item, with a speck on it."""
    return [
        kept(word, "–")
        if _CROSSED.fullmatch(word.text) and _starts_line(before, word) and after and _SMALL.match(after.text)
        else word
        for before, word, after in _between(words)
    ]


Rule = Callable[[Sequence[Seen]], list[Seen]]
RULES: tuple[Rule, ...] = (lettered, numbered, levelled, roman, dashed)


def sequenced(words: Sequence[Seen]) -> tuple[Seen, ...]:
    """The words of a page in their order, the markers of its lists put right."""
    for rule in RULES:
        words = rule(words)
    return tuple(words)
