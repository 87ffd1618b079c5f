"""Terms in a sentence: only what is bound as one, among dates of acts, titles of programmes, ages and measures."""

import re
from functools import lru_cache

from extractors.deadlines.bound import beside_term, beside_verb, is_bound
from extractors.deadlines.cell import THEN, meet_in_cell
from extractors.deadlines.context import Context
from extractors.deadlines.found import Met, settle
from extractors.deadlines.grammar import PROSE, read_term
from extractors.deadlines.words import END, fold, rule
from schemas.document import Deadline
from schemas.facts import Found

# words a term begins with
OPENERS = (
    r"до|не|непозднее|вплоть|ко?|со?|во?|на|по|за|через|спустя|начиная|весь|сроки?|далее|затем",
    r"раз|один|одного|два|двух|дважды|трижды|еже[а-я]+|кажд[а-я]+|последн[а-я]+|перв[а-я]+",
    r"постоянно|регулярно|систематически|бессрочно|круглогодично|непрерывно",
    r"незамедлительно|срочно|немедленно|безотлагательно|оперативно",
)
BEGINNING = rule(rf"(?<![^\W_])(?:(?:{'|'.join(OPENERS)}){END}|до(?=\d)|(?:[«\"“„] ?)?\d|(?<=\()[а-яi])")
# «Срок исполнения: …»: what follows is a term up to the end of the clause or the next label
LABEL = rule(r"сроки?(?: (?:исполнения|выполнения|проведения|представления|предоставления|реализации|сдачи))? ?[:-] ?")
VALUE_END = rule(r"[\n;)]|(?<!г)\.(?= [а-я]|$)|(?<![а-я])(?:отв\.|ответствен|исполнител)")
# «до 5 числа / месяца, следующего за отчётным»: a paragraph goes on in small letters on the next page
_PAGE_BREAK = re.compile(r"\n\n(?=[а-яё])")
QUOTED = re.compile(r"[«»]")
DAY_QUOTE = re.compile(r"«(\s*\d{1,2}\s*)»")


@lru_cache(maxsize=8)  # the rules of one duty ask for the same span in turn
def find_deadlines(text: str, start: int, end: int, context: Context) -> tuple[Found[Deadline], ...]:
    """The deadlines of the prose `text[start:end]`, in order, each value once."""
    folded = fold(_PAGE_BREAK.sub(" \n", text[start:end]))
    met: list[Met] = []
    position = 0
    while beginning := BEGINNING.search(folded, position):
        items = _meet(folded, beginning.start(), context, met[-1] if met else None)
        met.extend(items)
        position = items[-1].end if items else beginning.end()
    return settle(text, start, met, context)


def _meet(folded: str, position: int, context: Context, before: Met | None) -> list[Met]:
    """The terms that begin at `position`: those after a label «Срок:», or the one that the sentence binds.

    `before` is the last one met.
    """
    label = LABEL.match(folded, position)
    if label:
        stop = VALUE_END.search(folded, label.end())
        return meet_in_cell(folded, label.end(), stop.start() if stop else len(folded))
    if before and (item := beside_term(folded, position, before)):
        return [item]
    then = THEN.match(folded, position) if before else None
    read = read_term(folded, then.end() if then else position, PROSE)
    item = Met(read[0], position, read[1], "deadline.then" if then else read[2]) if read else None
    items = [item] if item and is_bound(folded, item) else beside_verb(folded, position, context)
    return [] if _in_quotes(folded, position) else items


def _in_quotes(folded: str, position: int) -> bool:
    """Whether the place is inside «…»: the last quote before it opens and the next after it closes."""
    quotes = DAY_QUOTE.sub(r" \1 ", folded)
    before = QUOTED.findall(quotes, 0, position)
    after = QUOTED.search(quotes, position)
    return bool(before) and before[-1] == "«" and after is not None and after[0] == "»"
