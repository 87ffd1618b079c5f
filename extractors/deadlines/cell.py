"""Terms where everything printed is one: a cell of the column «Срок», the value after «Срок:»."""

import re

from extractors.deadlines.context import Context
from extractors.deadlines.found import Met, settle
from extractors.deadlines.grammar import CELL, read_term
from extractors.deadlines.reading import read_number
from extractors.deadlines.rules import During
from extractors.deadlines.words import END, fold, rule
from schemas.document import Deadline
from schemas.facts import Found

# where a term may begin: a word or a number, not inside a registration number or a range
BEGINNING = rule(r"(?<![^\W_])(?<![./№-])(?:[«\"“„] ?)?[^\W_]")
WORD = re.compile(r"[^\W_]*")
# «далее – регулярно», «и далее ежегодно»
THEN = rule(r"(?:далее|затем|впоследствии|в (?:дальнейшем|последующем)|потом) ?[-,:]? ?")
# «15, 16 и 17 марта», «I, III кварталы»: numbers before what they are of
NUMERAL = r"(?:\d{1,2}|i{1,3}|iv)"
NUMBERS = rule(rf"{NUMERAL}(?: ?(?:,|и{END}) ?{NUMERAL})+(?:-?(?:й|го|е))? ?[а-я]")


def find_deadlines_in_cell(text: str, start: int, end: int, context: Context) -> tuple[Found[Deadline], ...]:
    """The deadlines of a cell or of the value after «Срок:», in order; none where nothing printed is a term."""
    folded = fold(text[start:end])
    return settle(text, start, meet_in_cell(folded, 0, len(folded)), context)


def meet_in_cell(folded: str, start: int, end: int) -> list[Met]:
    """The terms of `folded[start:end]` by the rules of cells."""
    met: list[Met] = []
    position = start
    while beginning := BEGINNING.search(folded, position, end):
        item = _meet(folded, beginning.start(), bool(met))
        if item:
            met.append(item)
        position = item.end if item else _word_end(folded, beginning.end())
    return met


def _meet(folded: str, position: int, later: bool) -> Met | None:
    then = THEN.match(folded, position) if later else None
    read = read_term(folded, then.end() if then else position, CELL)
    if read:
        return Met(read[0], position, read[1], "deadline.then" if then else read[2])
    number = read_number(folded, position) if NUMBERS.match(folded, position) else None
    return Met(During(number[0]), position, number[1], "deadline.list") if number else None


def _word_end(folded: str, position: int) -> int:
    match = WORD.match(folded, position)
    return match.end() if match else position
