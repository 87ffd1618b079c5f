"""Lines get roles, neighbours of one role become sections, and a file of several letters is split into them."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, takewhile

from extractors.language import Language
from extractors.lines import Row, close_up, in_capitals, rows
from extractors.segment import cues
from extractors.segment.dative import is_dative
from extractors.segment.head import head_roles
from extractors.segment.seen import Tail
from extractors.segment.signatures import signature_roles
from extractors.segment.tail import tail_roles
from schemas.layout import Block, Layout, Line, Table, union
from schemas.letter import Letter, Role, Section

_SIGNERS = 4
_LOOK_AHEAD = 25
"""A letterhead is followed by its kind, its day or its number within so many lines."""
_BELOW_HEADING = 6
"""A heading without a letterhead by its number within so many lines."""
_STAMP_LINES = 4
_NUMBERED = re.compile(rf"{cues.NUMBER_SIGN}\s*\w")


def segment(layout: Layout, language: Language) -> tuple[Letter, ...]:
    """The letters of a file, each with its sections; a file without text gives none."""
    lines = (_signature_lines(layout, item) for item in layout.items)
    items = tuple(part for item in lines for part in _beside_number(layout, item, language))
    plain = layout.model_copy(update={"items": items})
    return tuple(_letter(plain, part, language) for part in _documents(tuple(rows(plain))) if part)


def _signature_lines(layout: Layout, item: Block | Table) -> Block | Table:
    """A table of a few rows, each a post and a name, is the signature and no table: its rows become lines of one."""
    if isinstance(item, Block) or len(item.rows) > _SIGNERS:
        return item
    spans = [(row[0].start, row[-1].end) for row in item.rows]
    if not all(cues.post_and_name(layout.text[start:end]) for start, end in spans):
        return item
    lines = tuple(Line(start=start, end=end, page=item.page) for start, end in spans)
    return Block(start=item.start, end=item.end, page=item.page, box=item.box, lines=lines)


def _beside_number(layout: Layout, item: Block | Table, language: Language) -> tuple[Block | Table, ...]:
    """«15.03.2023 № 9    Директору школы / И.И. Зорину»: the number, and at the right of it the addressee."""
    if isinstance(item, Table):
        return (item,)
    first, *others = item.lines
    left, gap, right = layout.text[first.start : first.end].partition("\t")
    alone = gap and "\t" not in layout.text[first.end : item.end]
    if not (alone and cues.is_registration(left.strip()) and is_dative(right.strip(), language)):
        return (item,)
    middle = first.end - len(right)
    number = first.model_copy(update={"end": middle - len(gap)})
    beside = (first.model_copy(update={"start": middle}), *others)
    return (
        item.model_copy(update={"end": number.end, "lines": (number,)}),
        item.model_copy(update={"start": middle, "lines": beside}),
    )


def _letter(layout: Layout, part: Sequence[Row], language: Language) -> Letter:
    head = head_roles(part, layout, language)
    minutes = any(role == "kind" and cues.is_minutes(row.text) for row, role in zip(part, head, strict=False))
    roles = head + tail_roles(part[len(head) :], minutes)
    return Letter(layout=layout, sections=tuple(_sections(layout, part, roles)))


# --- several letters in one file ---------------------------------------------------------------------------------
def _documents(all_rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Parts of the file that have a letterhead or heading, a number and a signature of their own."""
    start, signed = 0, False
    tail = Tail(all_rows)
    while tail.at < len(all_rows):
        if signed and _opens(all_rows, tail.at):
            yield all_rows[start : tail.at]
            start, signed = tail.at, False
        count = len(signature_roles(tail))
        signed = signed or (count > 0 and tail.at - start > 3)
        tail.roles.extend(["body"] * (count or 1))
    yield all_rows[start:]


def _opens(all_rows: Sequence[Row], index: int) -> bool:
    """A letterhead (or a heading with a number) at the start of a block that is not the annex of the letter before."""
    row = all_rows[index]
    text = row.text
    if not row.first or row.table is not None or _is_annex(all_rows, index):
        return False
    ahead = _texts(all_rows[index : index + _LOOK_AHEAD])
    letterhead = in_capitals(text) and (cues.names_body(text) or "ФЕДЕРАЦИЯ" in text)
    heading = in_capitals(text) and cues.is_kind(text)
    registered = any(_is_numbered(line) for line in (ahead if letterhead else ahead[:_BELOW_HEADING]))
    return registered and (letterhead or heading) and not any(cues.starts_annex(t) for t in ahead[:_STAMP_LINES])


def _is_annex(all_rows: Sequence[Row], index: int) -> bool:
    """«Приложение № 1» or «УТВЕРЖДЕНО …» here, or the former a few lines above."""
    text = all_rows[index].text
    above = _texts(all_rows[max(0, index - _STAMP_LINES) : index])
    return cues.starts_approved(text) or any(cues.starts_annex(line) for line in (text, *above))


def _texts(some: Sequence[Row]) -> list[str]:
    return [row.text for row in some if row.table is None]


def _is_numbered(text: str) -> bool:
    """«от 04.06.2021 № 88-ОД», «№ 116»; not «№ ____»."""
    return bool(_NUMBERED.search(text)) and cues.is_registration(text)


# --- sections ----------------------------------------------------------------------------------------------------
def _sections(layout: Layout, part: Sequence[Row], roles: Sequence[Role]) -> Iterator[Section]:
    numbered = list(zip(part, roles, _runs(part, roles), strict=True))
    for (role, _), group in groupby(numbered, key=lambda entry: (entry[1], entry[2])):
        members = [entry[0] for entry in group]
        items = tuple(_items(layout, members))
        heading = _heading(layout, items) if role == "annex" else ()
        yield Section(start=items[0].start, end=items[-1].end, role=role, items=items, heading=heading)


def _runs(part: Sequence[Row], roles: Sequence[Role]) -> Iterator[int]:
    """A number for each row that changes where a new annex begins."""
    run, stamped = 0, False
    for row, role in zip(part, roles, strict=True):
        stamp = role == "annex" and row.table is None and row.first and cues.starts_annex(row.text)
        run += stamp and not stamped
        stamped = stamp
        yield run


def _items(layout: Layout, members: Sequence[Row]) -> Iterator[Block | Table]:
    for _, group in groupby(members, key=lambda row: row.item):
        same = list(group)
        block = same[0].block
        if isinstance(block, Table) or len(same) == len(block.lines):
            yield block
        else:
            wanted = {row.start for row in same}
            yield _cut(block, tuple(line for line in block.lines if line.start in wanted))


def _cut(block: Block, lines: tuple[Line, ...]) -> Block:
    """The part of a block that these neighbouring lines of it make."""
    box = union(line.box for line in lines)
    return block.model_copy(update={"start": lines[0].start, "end": lines[-1].end, "lines": lines, "box": box})


def _heading(layout: Layout, items: Sequence[Block | Table]) -> tuple[Block, ...]:
    """The blocks that name an annex: down to the first table, item or paragraph."""
    heading = takewhile(lambda item: isinstance(item, Block) and not _is_content(layout, item), items)
    return tuple(item for item in heading if isinstance(item, Block))


def _is_content(layout: Layout, block: Block) -> bool:
    """An item, a chapter, a list of people, a paragraph: what an annex is about, not how it is called."""
    text = close_up(layout.text[block.start : block.end])
    sentence = text.rstrip().endswith((".", ":", ";")) and not in_capitals(text[:30])
    return any(cue(text) for cue in _CONTENT) or (cues.is_prose(text) and sentence)


_CONTENT: tuple[Callable[[str], bool], ...] = (cues.starts_item, cues.starts_chapter, cues.starts_with_name)
