"""The printed lines of a layout, one after another, and small questions about text that many rules ask."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.layout import Block, Layout, Table

WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
"""A Russian word, with the hyphens inside it."""
BEFORE_NUMBER = (
    r"\b(?-i:пп?\.)|\b(?:пункт|част|стат|раздел)\w*|№|\b(?:от|до|и)"
    r"|\b(?:каб|ауд|оф|комн|кв|стр|корп|доб|вн|тел|гл)\."
)
"""How a line ends that goes on with a number, which is no item's: «в соответствии с пунктом / 2.5 …», «каб. / 31»."""
_SPACES = re.compile(r"\s+")
LETTER_SPACED = re.compile(r"(?<!\w)(?:[А-ЯЁа-яё] {1,2}){3,}(?:[А-ЯЁ]{2} {1,2})?(?:[А-ЯЁа-яё] {1,2})*[А-ЯЁа-яё](?!\w)")
"""«П Р И К А З»; typists lose one of the spaces: «П Р О Т О КО Л»."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a block, or a whole table. `item` is the index of its block or table in the layout."""

    text: str
    """Letter-spaced words are written together."""
    start: int
    end: int
    item: int
    block: Block | Table
    first: bool
    """Whether it is the first line of its block."""
    last: bool

    @property
    def table(self) -> Table | None:
        return self.block if isinstance(self.block, Table) else None


def rows(layout: Layout) -> Iterator[Row]:
    """Every line and table of the running text, in reading order; running titles and page numbers are left out."""
    for index, item in enumerate(layout.items):
        if isinstance(item, Table):
            text = close_up(layout.text[item.start : item.end])
            yield Row(text, item.start, item.end, index, item, True, True)
        elif item.kind not in ("header", "footer"):
            for line in item.lines:
                text = close_up(layout.text[line.start : line.end].strip())
                yield Row(text, line.start, line.end, index, item, line is item.lines[0], line is item.lines[-1])


def fold(text: str) -> str:
    """Runs of white space as one space, as the contract wants values.

    >>> fold("О  реализации\\nпроекта ")
    'О реализации проекта'
    """
    return _SPACES.sub(" ", text).strip()


def close_up(text: str) -> str:
    """Letter-spaced words written together.

    >>> close_up("п р и к а з ы в а ю:")
    'приказываю:'
    """
    return LETTER_SPACED.sub(lambda m: m[0].replace(" ", ""), text)


def printed(layout: Layout, start: int, end: int) -> str:
    """The text between two offsets as one line, without the page numbers and running titles of a page break in it."""
    parts, at = [], start
    for item in layout.items:
        if isinstance(item, Block) and item.kind in ("header", "footer") and at <= item.start and item.end <= end:
            parts.append(layout.text[at : item.start])
            at = item.end
    return fold(close_up(" ".join([*parts, layout.text[at:end]])))


def in_capitals(text: str) -> bool:
    """Whether nearly all letters are capitals (a small «и» or «г.» inside does no harm)."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def trim(text: str, start: int, end: int, edge: str = "") -> tuple[int, int]:
    """The span without white space and without the characters of `edge` at either side."""
    while start < end and (text[start].isspace() or text[start] in edge):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in edge):
        end -= 1
    return start, end


_QUOTES = {"«": "»", '"': '"', "“": "”"}
_STOP_OF_ABBREVIATION = re.compile(
    r"(?:(?<![А-ЯЁа-яё])(?:[А-ЯЁA-Z]|гг?|др|т\.\s?[дпч]|пр|руб|коп|тыс|млн|млрд|экз|л|уч|р|ул|чел|ч|мин))\.$"
)


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and closing marks; the full stop of «г.» or of an initial stays.

    >>> text = "возложить на Иванова И.И.; "
    >>> a, b = sentence_span(text, 0, len(text))
    >>> text[a:b]
    'возложить на Иванова И.И.'
    """
    start, end = trim(text, start, end, ";,:")
    while end > start and text[end - 1] == "." and not _STOP_OF_ABBREVIATION.search(text[max(start, end - 8) : end]):
        start, end = trim(text, start, end - 1, ";,:")
    return start, end


def unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the quotes that open before the first word and close after the last; quotes inside stay.

    >>> text = "« Акт «Лес» »"
    >>> text[slice(*unquoted(text, 0, len(text)))], unquoted("«А» и «Б»", 0, 9)
    ('Акт «Лес»', (0, 9))
    """
    opening = text[start : start + 1]
    close = _QUOTES.get(opening)
    if not close or text[end - 1 : end] != close:
        return start, end
    inner = text[start + 1 : end - 1]
    if inner.startswith(opening):  # ««О ценах»
        return unquoted(text, start + 1, end)
    if inner.count(opening) == inner.count(close) + 1:  # «О ценах в «Лесная»: one mark closes two quotes
        return trim(text, start + 1, end)
    whole = inner.count(opening) == inner.count(close) and inner.find(opening) <= inner.find(close)
    return trim(text, start + 1, end - 1) if whole else (start, end)
