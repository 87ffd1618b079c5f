"""The mark of enclosures under the text (requisite 19): «Приложение: на 3 л. в 1 экз.», or a list."""

import itertools
import re
from collections.abc import Iterator

from extractors.lines import fold, trim, unquoted
from schemas.document import Attachment
from schemas.facts import Found, Trace, found
from schemas.letter import Letter

_COUNT_WORDS = (
    ("одн", 1),
    ("дву", 2),
    ("тр[её]", 3),
    ("четыр[её]", 4),
    ("пят", 5),
    ("шест", 6),
    ("сем", 7),
    ("вос", 8),
    ("девят", 9),
    ("десят", 10),
)
_COUNT = rf"(?P<count>\d{{1,4}}|(?:{'|'.join(stem for stem, _ in _COUNT_WORDS)})[а-яё]*)(?:-?(?:х|ти|ми|и))?"
_IN_WORDS = r"(?:\s*\([^)]*\))?"
_SHEETS = re.compile(rf"(?:на\s+)?{_COUNT}{_IN_WORDS}\s*(?:л\b\.?|лист\w*|стр\b\.?|страниц\w*)(?:\s*,)?", re.IGNORECASE)
_COPIES = re.compile(rf"(?:в\s+)?{_COUNT}{_IN_WORDS}\s*(?:экз\b\.?|экземпляр\w*)", re.IGNORECASE)
_LABEL = re.compile(
    r"\s*приложени[ея]\s*(?:(?:№|N)?\s*(?P<number>\d{1,2})(?!\d))?\s*(?:\([^)]*\)\s*)?[:.–—-]?\s*", re.IGNORECASE
)
_ENTRY = re.compile(r"(?:(?<=[\n;])|(?<=\.\s)|(?<=[:;]\s))[ \t]*(?P<number>\d{1,2})[.)]\s*(?=\D)")
_SUM = re.compile(r"[\s,;]*(?:всего|итого)\b", re.IGNORECASE)  # «форма на 1 л., всего на 6 л. в 1 экз.»
_MEDIUM = re.compile(
    r"(?:только\s+)?(?:в|на)\s+(?:электронн|магнитн|бумажн)\w+|в\s+формате\s+\w+|файл\w*\s+\w+\.\w{3,4}", re.IGNORECASE
)
# words of a mark that are no title
_NO_TITLE = re.compile(
    r"(?:упомянут|указанн|по\s+тексту|электронн|(?:\d+\s+)?файл|всего|только|в\s+форме\s+электр|текст\s+по|в\s+адрес|перв|каждый|формат)\w*.*",
    re.IGNORECASE | re.DOTALL,
)


def find_enclosures(letter: Letter) -> Iterator[Found[Attachment]]:
    """The entries of the enclosure mark, in order."""
    for span in _marks(letter):
        label = _LABEL.match(letter.text, *span)
        start = label.end() if label else span[0]
        number = label["number"] if label else None
        entries = list(_entries(letter.text, start, span[1]))
        for own, first, last in entries or [(number, start, span[1])]:
            yield _entry(letter.text, own, first, last, span[0] if len(entries) < 2 else first)


def _marks(letter: Letter) -> Iterator[tuple[int, int]]:
    """Enclosure sections, and paragraphs of the text that look like one: they begin with the label and count sheets."""
    yield from ((section.start, section.end) for section in letter.of("enclosure"))
    for item in (item for section in letter.of("body") for item in section.items):
        if _LABEL.match(letter.text, item.start, item.end) and _SHEETS.search(letter.text, item.start, item.end):
            yield item.start, item.end


def _entries(text: str, start: int, end: int) -> Iterator[tuple[str | None, int, int]]:
    """Number, start and end of each entry: numbered ones, or lines that each end in their sheets."""
    marks = list(_ENTRY.finditer(text, start, end))
    if marks and not text[start : marks[0].start()].strip():
        ends = [*(m.start() for m in marks[1:]), end]
        yield from ((m["number"], m.end(), last) for m, last in zip(marks, ends, strict=True))
        return
    counted = list(_SHEETS.finditer(text, start, end))
    if len(counted) > 1:
        cuts = [start, *(_after(text, m.end(), end) for m in counted[:-1]), end]
        yield from ((None, a, b) for a, b in itertools.pairwise(cuts) if not _SUM.match(text, a, b))


def _after(text: str, position: int, end: int) -> int:
    """Where the next entry begins: after the copies and the stop that follow the sheets."""
    copies = re.compile(rf"\s*{_COPIES.pattern}", re.IGNORECASE).match(text, position, end)
    stop = re.compile(r"[\s;,.]*").match(text, copies.end() if copies else position, end)
    return stop.end() if stop else position


def _entry(text: str, number: str | None, start: int, end: int, place: int) -> Found[Attachment]:
    sheets, copies = _SHEETS.search(text, start, end), _COPIES.search(text, start, end)
    counts = [m for m in (sheets, copies) if m]
    counts += [m for m in [_MEDIUM.search(text, start, end)] if m]
    first, last = unquoted(text, *trim(text, start, min((m.start() for m in counts), default=end), ",;.:–—-( \n"))
    title = fold(text[first:last]) if last > first and not _NO_TITLE.fullmatch(text[first:last]) else None
    parts = [Trace("/title", first, last, "enclosure.title")] if title else []
    parts += [
        Trace(f"/{field}", *m.span(), "enclosure.count") for field, m in (("sheets", sheets), ("copies", copies)) if m
    ]
    value = Attachment(number=number, title=title, sheets=_count(sheets), copies=_count(copies))
    return found(value, *trim(text, place, end, ";"), "enclosure.mark", parts=parts)


def _count(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    if match["count"].isdigit():
        return int(match["count"])
    return next(count for stem, count in _COUNT_WORDS if re.match(stem, match["count"], re.IGNORECASE))
