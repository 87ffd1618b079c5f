"""Paragraphs of the text and of annexes, with their item markers: «2.5.», «3)», «а)», «–»."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from extractors.lines import BEFORE_NUMBER, close_up
from extractors.vocabulary import any_of
from schemas.layout import Block, Line, Table

# --- markers -----------------------------------------------------------------------------------------------------
_NUMBER = r"(?P<dotted>\d{1,2}(?:\.(?!00)\d{1,2}){0,4})"  # «в / 10.00» is an hour
_STOP = (
    r"(?:\s?\.(?!\d)|\s?\)|[:,](?=\s[А-ЯЁ])"  # 1., 3), «2: Утвердить»
    r"|(?<=\d\.\d)(?=\s)|(?<=\.\d\d)(?=\s))"  # 2.5 and 2.15 without a stop
)
_DOTTED = rf"{_NUMBER}{_STOP}\s*(?=[^\d\s]|\d{{2,}}\b(?!\.\d))"
_LETTER = r"(?P<letter>[а-я])\s?\)\s*"
_SECTION = r"§\s*(?P<section>\d{1,2})\.?(?:\s+|$)"  # «§ 1», on a line of its own or before the item
_DASH = r"(?P<dash>[-–—•▪●*·])(?:\s+(?=\S)|(?=[А-ЯЁа-яё]))"
_CLAUSE = r"п\.\s?(?=\d{1,2}(?:\.\d{1,2})*[.)]\s+[А-ЯЁ])"  # «п.1. МУП «Котельная» завершить»
_MARKER = re.compile(rf"\s*(?:[-–—•]\s+(?=\d+\.\d)|{_CLAUSE})?(?:{_DOTTED}|{_LETTER}|{_SECTION}|{_DASH})")
BARE_NUMBER = re.compile(r"\s*(\d{1,2})\s+(?=[А-ЯЁ])")
"""«5 Преподавателю-организатору …»: a number that lost its full stop."""
_ENDS_SENTENCE = re.compile(r"[.:;!?»)]\s*$")
_OPEN_END = re.compile(rf"(?:{BEFORE_NUMBER})$", re.IGNORECASE)
"""«… пункта / 2. …», «… представить в / исполнительный комитет»: what follows is no item and no label."""
_LABEL_START = re.compile(rf"^\s*\(?(?=[А-ЯЁ]|[а-яё][^.;,]{{0,40}}?[:–—-]\s)(?i:{any_of('label_starts')})")
"""In small letters only with its mark: «срок – до 1 мая», not «в двухнедельный / срок до 1 мая»."""
_REQUEST = re.compile(r"(?:Прошу|Просим|Просьба|Рекомендуем|Предлагаем)\s")
_ORDERS = re.compile(r"[А-ЯЁ][а-яё]+(?:ть|ти|чь)(?:ся|сь)?\s")
"""«… хозяйственной части / 2. Проводить контроль»: an item after all."""
_BEFORE_ADDRESS = re.compile(
    r"\b(?:адрес\w*|почт(?:[аеуы]|ой)|ссылк\w+|сайт\w*|тел(?:\.|ефон\w*)?|e-?mail)\s*:$", re.IGNORECASE
)
"""«… по адресу: / ул. Мира, 5», «на эл. почту: / otdel@…»"""
_SUBJECT = re.compile(r"\s*Обо?\s|\s*О\s")
"""«1. О ходе ремонта / (Ким В.В.) / Завершить ремонт»: the subject of a question, what is decided below it."""
_CHAPTER = re.compile(
    r"\s*(?:[а-яё]+\s+)?(?:обязанности|функции|права|полномочия|задачи)\b[^.;:\n]{0,60}\s*", re.IGNORECASE
)
"""«2. Должностные обязанности / Администратор:»: the heading of a chapter, what leads in to its items below it."""
_INFINITIVE = re.compile(r"[а-яё]{3,}(?:ть|ти|чь)(?:ся|сь)?\s")
"""«провести …; / обеспечить …»"""
_SENTENCE_END = re.compile(r"[:;!?]$|(?<![,(]\sг)(?<!\W(?:ул|им))(?<!\W[дсп])(?<!\sв\sг)\.$")
"""No sentence ends at «…, г. / Казань», «им. / Гагарина», «ул. / Мира»; one does at «до 1 мая 2024 г.»."""
_BEFORE_FIRST = re.compile(
    rf"(?:[^\n]*\b{any_of('ordering_verbs')}|[^\n]*(?:[а-яё] ){{5,}}[а-яё]|слушали|выступили|постановили)"
    r"\s*:\s+(?=1\s?[.)]\s)",
    re.IGNORECASE,
)
"""«РЕШИЛИ: 1. Провести …», «… приказываю: 1. Утвердить …»: what leads in to the first item in its own line."""
_ONE_LINE = 110
"""Longer lines are whole paragraphs: printed lines of a page are shorter."""
_AMPLE = 0.9
"""A last line takes less than this part of the width."""
_BEYOND = 1.1
"""A line longer than this part of the width was not broken there."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What numbers a paragraph: `parts` of «2.5» are ("2", "5"); a letter has itself, a dash nothing."""

    kind: str
    parts: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Characters `start` to `end` after the marker, if there is one."""

    start: int
    end: int
    marker: Marker | None = None


def marker_at(text: str, start: int, end: int) -> Marker | None:
    """The item marker at `start`; a day («12.03.2024») is none."""
    match = _MARKER.match(text, start, end)
    if match is None:
        return None
    if match["dotted"]:
        kind = "paren" if match[0].rstrip().endswith(")") and "." not in match["dotted"] else "dotted"
        return Marker(kind, tuple(match["dotted"].split(".")), match.start("dotted"), match.end())
    if match["section"]:
        return Marker("dotted", (match["section"],), match.start("section"), match.end())
    if match["letter"]:
        return Marker("letter", (match["letter"],), match.start("letter"), match.end())
    return Marker("dash", (), match.start("dash"), match.end())


def paragraphs(
    text: str, items: Iterable[Block | Table], masked: Sequence[tuple[int, int]] = ()
) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables in reading order. A marker, a label or an empty line begins a paragraph.

    One cut by the end of a page or a column goes on where the next block begins in small letters without a marker.
    What lies inside `masked` spans (quoted wording) starts no paragraph.
    """
    last: Paragraph | None = None
    for item in items:
        if isinstance(item, Table):
            yield from (last,) if last else ()
            yield item
            last = None
            continue
        shape = _shape(text, item.lines)
        for line in chain.from_iterable(_parted(text, line) for line in item.lines):
            first = line.start == item.lines[0].start
            if last and (_is_inside(line.start, masked) or _goes_on(text, last, line, None if first else shape)):
                last = Paragraph(last.start, line.end, last.marker)
            else:
                yield from (last,) if last else ()
                marker = marker_at(text, line.start, line.end)
                last = Paragraph(marker.end if marker else line.start, line.end, marker)
    yield from (last,) if last else ()


def _parted(text: str, line: Line) -> tuple[Line, ...]:
    """A line, or what leads in to its first item and that item."""
    lead = _BEFORE_FIRST.match(text, line.start, line.end)
    if lead is None:
        return (line,)
    return line.model_copy(update={"end": lead.end()}), line.model_copy(update={"start": lead.end()})


@dataclass(frozen=True, slots=True)
class Shape:
    """How a block is printed.

    `width`: characters of the longest line that runs on into the next one; 0 where each of several is a paragraph.
    `listing`: whether a line ends in a semicolon, so that a colon is likely to lead to a list.
    """

    width: int
    listing: bool


def _shape(text: str, lines: Sequence[Line]) -> Shape:
    """Of two lines nothing can be told: the longer one counts for the width."""
    lengths = [
        (line.end - line.start, bool(_SENTENCE_END.search(text[line.start : line.end].rstrip()))) for line in lines
    ]
    running = [length for length, ended in lengths[:-1] if not ended]
    width = max(running, default=0) if len(lines) > 2 else max(length for length, _ in lengths)
    return Shape(width, any(text[line.start : line.end].rstrip().endswith(";") for line in lines))


def _is_inside(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _goes_on(text: str, before: Paragraph, line: Line, shape: Shape | None) -> bool:
    """Whether a line belongs to the paragraph before it.

    :param shape: of its block; None for the first line of a block.
    """
    words, above = close_up(text[line.start : line.end].strip()), text[before.start : before.end]
    if not words:
        return True
    if before.marker and not above.strip():
        return True
    marker = marker_at(text, line.start, line.end)
    headed = (_SUBJECT.match(above) and _ORDERS.match(words)) or (_CHAPTER.fullmatch(above) and words.endswith(":"))
    if before.marker and headed:
        return False
    dashed = marker is not None and marker.kind == "dash" and _is_span(before, above, words, shape)
    marked = marker and not dashed and (not _OPEN_END.search(above.rstrip()) or _ORDERS.match(text, marker.end))
    unstopped = BARE_NUMBER.match(words) and _SENTENCE_END.search(above.rstrip())
    if marked or unstopped or (_LABEL_START.match(words) and not _OPEN_END.search(above.rstrip())):
        return False
    if shape is None:
        return len(words) > 1 and (words[:1].islower() or words[:1] in "(«") and not _ENDS_SENTENCE.search(above)
    last = above.rstrip().rpartition("\n")[2]
    listed = text[max(0, before.start - 2) : before.start].rstrip().endswith((":", ";"))
    listed = listed or (shape.listing and last.endswith(":"))
    return not _ends_paragraph(last, words, shape.width, listed=listed)


def _is_span(before: Paragraph, above: str, line: str, shape: Shape | None) -> bool:
    """Whether a full line and the dash that begins the next are one span: «… Срок: сентябрь / – октябрь 2020 г.»."""
    if shape is None or (before.marker is not None and before.marker.kind == "dash"):
        return False
    last, words = above.rstrip().rpartition("\n")[2], line.split()
    full = len(last) + len(" ".join(words[:2])) + 1 > _AMPLE * shape.width
    return full and last[-1:].isalnum() and len(words) > 1 and words[1][0].islower()


def _ends_paragraph(last: str, line: str, width: int, *, listed: bool) -> bool:
    """Whether a line ends its paragraph: it ends a sentence, and had ample room for the first word of the next one.

    The semicolon of one that stands in a list (`listed`: below a colon or another of them) needs no such room, nor the
    colon that leads to one.
    """
    bullets = last.endswith((";", ":")) and line[:1].islower() and not _BEFORE_ADDRESS.search(last)
    if last.endswith(";") and _INFINITIVE.match(line):
        return True
    sentence = bool(_SENTENCE_END.search(last)) and (line[:1].isupper() or line[:1] in "«(")
    beyond = len(last) > min(_ONE_LINE, _BEYOND * width)
    room = beyond or len(last) + 1 + len(line.split()[0]) <= _AMPLE * width
    return (bullets and (room or listed)) or (sentence and room) or bool(_REQUEST.match(line))
