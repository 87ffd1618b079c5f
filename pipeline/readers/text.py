"""Text files: paragraphs between empty lines, tables between tabs or bars; columns side by side go through geometry."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from pathlib import Path

from pipeline.readers.columns import ALONG
from pipeline.readers.drafts import DraftBlock, DraftPage, DraftTable, Kind, assembled, line_of
from pipeline.readers.encoding import decoded
from pipeline.readers.marks import BREAK, unmarked, without_bold
from pipeline.readers.paragraphs import CLAUSE_ENDED, ENDED, MARKER, starts_item
from pipeline.readers.running import is_page_number
from pipeline.readers.tables import joined_pages
from pipeline.readers.text_tables import tables_of
from schemas.layout import Layout

WRAPPED = 110
"""Characters: a text whose lines are all shorter was wrapped by hand or by a program."""
LONG = 240
"""Characters: a longer line was not set by hand in columns."""
SIDES = re.compile(r"(?<=\S\S) {3,}(\S\S.*)$")  # «АДМИНИСТРАЦИЯ        Директорам школ»
GAP = re.compile(r"(?<=\S)(?: {3,}| *\t[\t ]*)(?=\S)")
SPACED_LETTERS = re.compile(r"(?:\S\s+){3,}\S")  # «П   Р   И   К   А   З»
MARKER_GAP = re.compile(rf"^({MARKER.pattern})\s+")
SPREAD = re.compile(rf"\s*(?:(?:{MARKER.pattern})\s+)?\S+(?: {{2,5}}\S+){{2,}}\s*")
"""«организовать   подготовку   муниципальных    школ»: words that a program spread over the width of a page."""


def read_text(path: Path) -> Layout:
    """The layout of a text file, one page (more where it has form feeds), no boxes."""
    return layout_of(decoded(path.read_bytes()))


def layout_of(text: str) -> Layout:
    """The layout of plain text."""
    text = unmarked(text.replace("\r\n", "\n").replace("\r", "\n"))
    sheets = [[*map(_unspread, sheet.split("\n"))] for sheet in text.rstrip("\f\n ").split("\f")]
    if any(map(is_aligned, sheets)):
        from pipeline.readers.text_grid import pages_of

        return assembled(joined_pages(pages_of(sheets)))
    return assembled(joined_pages([_page(lines, number) for number, lines in enumerate(sheets, 1)]))


def _unspread(line: str) -> str:
    """A line of running words with single spaces, where each of its gaps is as wide as the others, give or take one.

    Cells of a table begin with capitals or numbers, words of a sentence do not.

    >>> _unspread("     Утвердить   план    мероприятий   школ")
    '     Утвердить план мероприятий школ'
    >>> _unspread("Январь   Февраль   Март")
    'Январь   Февраль   Март'
    """
    running = MARKER_GAP.sub("", line.strip())
    words = running.split()
    if not SPREAD.fullmatch(line) or 3 * sum(word[0].islower() for word in words) < len(words):
        return line
    gaps = set(map(len, re.findall(r" +", running)))
    return line[: _indent(line)] + " ".join(line.split()) if max(gaps) - min(gaps) <= 1 else line


def is_aligned(sheet: Sequence[str]) -> bool:
    """Whether columns stand side by side outside tables, and no line was left unwrapped."""
    lines = list(sheet)
    for start, end, _ in tables_of(sheet):
        lines[start:end] = [""] * (end - start)
    beside = any(_is_beside(a, b) for a, b in pairwise(lines))
    return beside and not any(map(_is_unwrapped, lines)) and "\t" not in "".join(lines).strip()


def _is_unwrapped(line: str) -> bool:
    return len(line) >= LONG


def _is_beside(line: str, below: str) -> bool:
    """Whether a wide gap that is no signature's goes on below, or what stands there begins under the right side."""
    sides, again = SIDES.search(line), SIDES.search(below)
    if not sides or ALONG.fullmatch(sides[1].strip()):
        return False
    return not ALONG.fullmatch(again[1].strip()) if again else abs(_indent(below) - sides.start(1)) <= 1


def _page(lines: Sequence[str], number: int) -> DraftPage:
    """A page whose paragraphs may be lines: tables, and what stands between them."""
    items: list[DraftBlock | DraftTable] = []
    at = 0
    for start, end, table in tables_of(lines):
        items += [*_between(lines[at:start], number), table]
        at = end
    items += _between(lines[at:], number)
    return DraftPage(number, tuple(_with_running(items)))


def _between(lines: Sequence[str], number: int) -> list[DraftBlock | DraftTable]:
    """Paragraphs; where the lines between two unwrapped ones have columns side by side, these."""
    items: list[DraftBlock | DraftTable] = []
    plain: list[str] = []
    for _, run in groupby(lines, _is_unwrapped):
        part = list(run)
        if is_aligned(part):
            items += [*_paragraphs(plain, number), *_columns(part, number)]
            plain = []
        else:
            plain += part
    return items + _paragraphs(plain, number)


def _columns(lines: Sequence[str], number: int) -> Sequence[DraftBlock | DraftTable]:
    from pipeline.readers.text_grid import page_of

    return page_of(lines, number).items


def _paragraphs(lines: Sequence[str], page: int) -> list[DraftBlock]:
    """The blocks between empty lines."""
    chunks = [list(run) for filled, run in groupby(lines, lambda line: bool(line.strip())) if filled]
    return [block for chunk in chunks for block in _blocks(chunk, page)]


def _with_running(items: list[DraftBlock | DraftTable]) -> list[DraftBlock | DraftTable]:
    """A lone number that begins or ends a page is its number."""
    ends: tuple[tuple[int, Kind], ...] = ((0, "header"), (len(items) - 1, "footer"))
    for index, kind in ends:
        item = items[index] if len(items) > 1 else None
        if isinstance(item, DraftBlock) and len(item.lines) == 1 and is_page_number(item.lines[0].text):
            items[index] = DraftBlock(item.lines, kind)
    return items


def _blocks(chunk: Sequence[str], page: int) -> list[DraftBlock]:
    """The blocks of lines that no empty line parts: one, or one for each list item and each finished paragraph."""
    if not chunk:
        return []
    bare, bold = without_bold("\n".join(chunk))
    lines = [part for line in bare.split("\n") for part in BREAK.split(line)]
    longest = max(map(len, lines))
    runs: list[list[str]] = []
    for i, line in enumerate(lines):
        if not tidy(line):
            continue
        if not runs or (i and _breaks(lines[i - 1], line, longest)):
            runs.append([])
        runs[-1].append(tidy(line))
    return [DraftBlock(tuple(line_of(line, page) for line in run), bold=bold) for run in runs]


ROOMY = 0.9
"""A line ends its paragraph where the next word would have found ample room: within this share of the longest line."""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _breaks(above: str, below: str, longest: int) -> bool:
    start, ended = below.strip(), bool(ENDED.search(above.rstrip()))
    if _indent(below) > max(2, _indent(above)) and CLAUSE_ENDED.search(above.rstrip()):
        return True
    if MARKER.match(start) and (longest > WRAPPED or starts_item(above.rstrip(), start)):
        return True
    if len(start) > WRAPPED and start[0].isupper():  # no line but a whole paragraph
        return True
    if longest > WRAPPED:
        begins = start[:1].isupper() or len(above) > WRAPPED or above.rstrip().endswith((";", ":"))
        return ended and len(above) > 1 and begins
    room = ROOMY * longest - len(above.rstrip()) > len(start.split(" ")[0]) + 1
    return ended and room and longest > 50 and start.lstrip('«"(')[:1].isupper()


def tidy(line: str) -> str:
    """A line without its indent; a wide gap inside it is a tab, other runs of spaces are one."""
    line = line.strip()
    folded = " ".join(line.split())
    if SPACED_LETTERS.fullmatch(line) or len(folded) > WRAPPED:  # a whole paragraph has no columns
        return folded
    line = MARKER_GAP.sub(r"\1 ", line)
    return re.sub(r"[^\S\t\n]+", " ", GAP.sub("\t", line))


def is_text(start: bytes) -> bool:
    """Whether a file's first bytes are letters and not machine code: hardly a control character once decoded."""
    text = decoded(start)
    odd = sum(char < " " and char not in "\t\n\r\f\x1a" for char in text)
    return odd <= len(text) / 200
