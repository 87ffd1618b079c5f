"""Terms where everything printed is one: a cell of the column «Срок», the value after «Срок:»."""

from dataclasses import replace

from extractors.deadlines.context import Context
from extractors.deadlines.found import Met, settle
from extractors.deadlines.grammar import CELL, read_term
from extractors.deadlines.pieces import Current, Day, Span
from extractors.deadlines.reading import read_number
from extractors.deadlines.rules import By, During, Within
from extractors.deadlines.words import END, ENDING, fold, rule
from schemas.document import Deadline
from schemas.facts import Found

# where a term may begin: a word or a number, not inside a registration number or a range
BEGINNING = rule(r"(?<![^\W_])(?<![./№-])(?:[«\"“„] ?)?[^\W_]")
# «14.00-14.10», «с 14.30 до 15.10»: hours, of which one has no month
_HOUR = r"(?:[01]?\d|2[0-3])[.:][0-5]\d"
_NO_MONTH = r"\d{1,2}(?::\d\d|\.(?:00|1[3-9]|[2-5]\d))"
_TIMES = rule(rf"(?<![\d.]){_HOUR} ?(?:-|до) ?{_NO_MONTH}(?![\d.])|(?<![\d.]){_NO_MONTH} ?(?:-|до) ?{_HOUR}(?![\d.])")
# «далее – регулярно», «и далее ежегодно»
THEN = rule(r"(?:далее|затем|впоследствии|в (?:дальнейшем|последующем)|потом) ?[-,:]? ?")
# «15, 16 и 17 марта», «I, III кварталы»: numbers before what they are of
NUMERAL = r"(?:\d{1,2}|i{1,3}|iv)"
NUMBERS = rule(rf"{NUMERAL}(?: ?(?:,|и{END}) ?{NUMERAL})+(?:{ENDING})? ?[а-я]")


def find_deadlines_in_cell(text: str, start: int, end: int, context: Context) -> tuple[Found[Deadline], ...]:
    """The deadlines of a cell or of the value after «Срок:», in order; none where nothing printed is a term."""
    folded = _TIMES.sub(lambda m: " " * len(m[0]), fold(text[start:end]))
    met = meet_in_cell(folded, 0, len(folded))
    return settle(text, start, by_month(folded, met, context.month) if context.month else met, context)


def meet_in_cell(folded: str, start: int, end: int) -> list[Met]:
    """The terms of `folded[start:end]` by the rules of cells."""
    met: list[Met] = []
    position = start
    while beginning := BEGINNING.search(folded, position, end):
        item = _meet(folded, beginning.start(), bool(met))
        if item:
            met.append(item)
        position = item.end if item else beginning.end()
    return met


# a day of the section's month: «8», «15-17», «до 25», «до 25 числа»
MONTHLY = rule(
    r"\s*(?P<term>(?P<until>(?:до|не позднее|к) )?"
    r"(?P<first>[1-9]|0[1-9]|[12]\d|3[01])(?: ?- ?(?P<last>[12]?\d|3[01]))?(?:-?го)?(?: числа)?)[\s.]*"
)


def by_month(folded: str, met: list[Met], month: int) -> list[Met]:
    """The terms of a cell in a plan by months: a bare number is a day of the section's month, «месяц» that month."""
    match = MONTHLY.fullmatch(folded)
    if match and not met:
        first, last = Day(int(match["first"]), month), Day(int(match["last"] or match["first"]), month)
        term = By("before", first) if match["until"] else During(Span(first, last) if match["last"] else first)
        return [Met(term, *match.span("term"), "deadline.monthly")]
    return [replace(m, term=During(Current("month"))) if m.term == Within(1, "M") else m for m in met]


def _meet(folded: str, position: int, later: bool) -> Met | None:
    then = THEN.match(folded, position) if later else None
    read = read_term(folded, then.end() if then else position, CELL)
    if read:
        return Met(read[0], position, read[1], "deadline.then" if then else read[2])
    number = read_number(folded, position) if NUMBERS.match(folded, position) else None
    return Met(During(number[0]), position, number[1], "deadline.list") if number else None
