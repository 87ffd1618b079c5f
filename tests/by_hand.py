"""Letters taken apart by hand: the tests of extractors do not depend on segmentation."""

from collections.abc import Sequence

from schemas.facts import Found
from schemas.layout import Block, Layout, Line, Page
from schemas.letter import Letter, Role, Section


def letter(*parts: tuple[Role, str]) -> Letter:
    """A letter of these sections; empty lines part paragraphs. The first block of an annex is its heading."""
    text = "\n\n".join(part for _, part in parts)
    sections: list[Section] = []
    start = 0
    for role, part in parts:
        blocks = _blocks(part, start)
        heading = blocks[:1] if role == "annex" else ()
        sections.append(Section(start=start, end=start + len(part), role=role, items=blocks, heading=heading))
        start += len(part) + 2
    pages = (Page(start=0, end=len(text), number=1),)
    items = tuple(block for section in sections for block in section.items)
    return Letter(layout=Layout(text=text, pages=pages, items=items), sections=tuple(sections))


def _blocks(part: str, start: int) -> tuple[Block, ...]:
    blocks = []
    for paragraph in part.split("\n\n"):
        lines, position = [], start
        for line in paragraph.split("\n"):
            lines.append(Line(start=position, end=position + len(line), page=1))
            position += len(line) + 1
        blocks.append(Block(start=start, end=start + len(paragraph), page=1, lines=tuple(lines)))
        start += len(paragraph) + 2
    return tuple(blocks)


def printed(text: str, values: Sequence[Found[str]]) -> list[str]:
    """What stands in the text where the values were found, white space folded."""
    return [" ".join(text[v.start : v.end].split()) for v in values]
