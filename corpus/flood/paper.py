"""How blocks come to lie on paper: letter-spacing, lines, and the faults of whoever typed them."""

import re
import textwrap
from itertools import pairwise

from corpus.flood.dice import Dice

GLUE = "\u2060"
MARKED = re.compile(r"\d+\.|[-–•]")


def spaced(dice: Dice, word: str) -> str:
    return " ".join(word) if dice.often(0.3) else word


def in_lines(dice: Dice, heading: str) -> str:
    """A heading in one line or in short ones."""
    if dice.often(0.5):
        return heading
    return "\n".join(textwrap.wrap(heading, dice.randint(28, 45), break_on_hyphens=False, break_long_words=False))


def set_out(dice: Dice, blocks: list[str]) -> str:
    """The blocks on paper: wrapped by hand or a line for each paragraph, with the printer's faults."""
    width = dice.randint(72, 96) if dice.often(0.35) else 0
    tight = not width and dice.often(0.15)
    close = dice.often(0.15)
    printed = [_paragraph(dice, block, width, close) for block in blocks]
    text = printed[0]
    for above, below in pairwise(printed):
        joined = tight and MARKED.match(below) and MARKED.match(above)
        text += ("\n" if joined else "\n\n") + below
    return text + "\n"


def _paragraph(dice: Dice, block: str, width: int, close: bool) -> str:
    if "\t" in block or "\n" in block or "   " in block:
        return block
    if close:
        block = re.sub(r"^(\d+(?:\.\d+)*\.) ", r"\1", block)
    if dice.often(0.1):
        at = [m.start() for m in re.finditer(" ", block)]
        block = block if len(at) < 4 else block[: at[3]] + " " + block[at[3] :]
    whole = re.sub(r"(?<=\b\w) (?=\w\b)", GLUE, block)  # «п р и к а з ы в а ю» stays in one line
    if not width:
        return block
    return textwrap.fill(whole, width, break_on_hyphens=False, break_long_words=False).replace(GLUE, " ")
