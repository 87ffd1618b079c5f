"""What a letterhead is made of: the lines of names, and what is said of the body besides."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from extractors.contacts import contact_start, find_emails, find_phones, find_websites, is_contact_line
from extractors.gazetteer import regions
from extractors.identifiers import find_identifiers
from extractors.issuer.address import LABEL as ADDRESS_LABEL
from extractors.issuer.address import find_address
from extractors.issuer.bodies import begins_body
from extractors.issuer.tokens import is_foreign, is_foreign_block
from extractors.language import Language
from extractors.lines import fold
from schemas.facts import Found, Trace
from schemas.layout import Block, Line, Table
from schemas.letter import Letter

# lines of a letterhead that name nobody
_SILENT = re.compile(
    r"\W*(?:РОССИЙСКАЯ\s+ФЕДЕРАЦИЯ|РОССИЯ|герб\b.*|форма\b.*|код\b.*"
    r"|(?:от\s+)?[«\"]?\s*[_\d].*№.*|(?:на\s+)?№.*"  # registration
    r"|[^а-яё«\"]*"  # rules, numbers, what recognition makes of a coat of arms
    r"|\w+\s+созыва?|приложение.*|проект|копия|для служебного пользования|экз\.?.*)\W*",
    re.IGNORECASE,
)


def letterhead_lines(letter: Letter, language: Language) -> tuple[Line, ...]:
    """The printed lines of the letterhead, block by block, without those in another language."""
    items = [item for section in letter.of("letterhead") for item in section.items]
    items = [item for item in items if isinstance(item, Table) or not _is_foreign(letter, item, language)]
    lines = (line for item in items for line in (item.lines if isinstance(item, Block) else _cell_lines(letter, item)))
    return tuple(part for line in lines for part in _russian(letter.text, line, language))


def _is_foreign(letter: Letter, block: Block, language: Language) -> bool:
    return is_foreign_block([letter.text[line.start : line.end] for line in block.lines], language)


def _russian(text: str, line: Line, language: Language) -> tuple[Line, ...]:
    """The line without its columns in another language; columns of one language stay one line."""
    columns = [
        Line(start=m.start(), end=m.end(), page=line.page)
        for m in re.compile(r"[^\t]+").finditer(text, line.start, line.end)
    ]
    kept = tuple(c for c in columns if not is_foreign(text[c.start : c.end], language))
    return (line,) if kept and len(kept) == len(columns) else kept


def _cell_lines(letter: Letter, table: Table) -> Iterator[Line]:
    """The lines of a letterhead laid out as a table, cell by cell."""
    for start, end in dict.fromkeys((cell.start, cell.end) for row in table.rows for cell in row):
        for match in re.compile(r"[^\n]+").finditer(letter.text, start, end):
            yield Line(start=match.start(), end=match.end(), page=table.page)


def name_lines(letter: Letter, language: Language) -> tuple[tuple[int, int], ...]:
    """The lines (or their beginnings) that name bodies: no address, contacts, numbers, other languages.

    After an address or a contact only a line that begins with a body is one.
    """
    lines = letterhead_lines(letter, language)
    address = find_address(letter.text, lines)
    taken = (address.start, address.end) if address else (0, 0)
    names: list[tuple[int, int]] = []
    parted = False
    for line in lines:
        span = _name_part(letter.text, line, taken)
        if span and (not parted or begins_body(letter.text, span, language)):
            names.append(span)
            parted = False
        parted = parted or (span is None and not _is_silent(letter.text[line.start : line.end].strip()))
        parted = parted or (span is not None and span[1] < line.end)
    return tuple(names)


def _name_part(text: str, line: Line, address: tuple[int, int]) -> tuple[int, int] | None:
    """The line as far as neither an address nor a contact begins."""
    start, end = line.start, contact_start(text, line.start, line.end)
    if start < address[1] and address[0] < end:
        end = address[0]
    label = ADDRESS_LABEL.search(text, start, end)
    end = label.start() if label else end
    printed = text[start:end].strip(" ,;:")
    if not printed or _is_silent(printed) or (end < line.end and _is_label(printed)):
        return None
    return start, end


def _is_silent(printed: str) -> bool:
    """A line that names nobody; so does a region in the nominative: «ГОРОДСКАЯ ДУМА / ТВЕРСКАЯ ОБЛАСТЬ»."""
    return bool(_SILENT.fullmatch(printed)) or fold(printed).lower() in _region_names()


@cache
def _region_names() -> frozenset[str]:
    return frozenset(region.name.lower() for region in regions())


def _is_label(printed: str) -> bool:
    """What is left before a contact and is no name: «Эл.», «Приемная директора»."""
    return len(printed) < 12 or is_contact_line(printed)


def contacts(letter: Letter, language: Language) -> tuple[dict[str, object], tuple[Trace, ...]]:
    """Fields of an `Organization` that the letterhead gives beside its names, with a trace for each value."""
    values: dict[str, object] = {}
    traces: list[Trace] = []
    for field, found in sorted(_found(letter, language), key=lambda pair: pair[0]):
        many = field in ("phones", "emails", "websites")
        if not many and field in values:
            continue
        earlier = values.get(field, ())
        assert isinstance(earlier, tuple)
        if found.value not in earlier:
            values[field] = (*earlier, found.value) if many else found.value
            traces += found.under(f"/{field}/{len(earlier)}" if many else f"/{field}")
    return values, tuple(traces)


def _found(letter: Letter, language: Language) -> Iterator[tuple[str, Found[str]]]:
    text, lines = letter.text, letterhead_lines(letter, language)
    if address := find_address(text, lines):
        yield "address", address
    for start, end in _stretches(lines):
        for field, find in (("phones", find_phones), ("emails", find_emails), ("websites", find_websites)):
            yield from ((field, f) for f in find(text, start, end))
        for f in find_identifiers(text, start, end):
            yield f.value[0], Found(f.value[1], f.traces)


def _stretches(lines: tuple[Line, ...]) -> Iterator[tuple[int, int]]:
    """Runs of neighbouring lines: «тел./факс» may stand on one and its number on the next."""
    keyed = [(line, index and line.start - lines[index - 1].end > 1) for index, line in enumerate(lines)]
    run = 0
    numbered = [((run := run + bool(gap)), line) for line, gap in keyed]
    for _, group in groupby(numbered, key=lambda pair: pair[0]):
        members = [line for _, line in group]
        yield members[0].start, members[-1].end
