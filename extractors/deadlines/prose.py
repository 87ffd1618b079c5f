"""Terms in a sentence: only what is bound as one, among dates of acts, titles of programmes, ages and measures."""

import re

from extractors.deadlines.cell import THEN, meet_in_cell
from extractors.deadlines.context import Context
from extractors.deadlines.found import Met, settle
from extractors.deadlines.grammar import PROSE, read_in, read_term
from extractors.deadlines.pieces import Day, Months, Span
from extractors.deadlines.ranges import read_range
from extractors.deadlines.rules import By, During, Every, Ongoing, Since
from extractors.deadlines.words import END, GAP, INFINITIVE, SPACE, fold
from schemas.document import Deadline
from schemas.facts import Found

# words a term begins with
OPENERS = (
    r"до(?=\d)|до|не(?=позднее)|не|непозднее|вплоть|к|ко|с|со|в|во|на|по|за|через|спустя|начиная|весь|раз|один|одного|два|двух|дважды|трижды|далее|затем|"
    r"еже[а-я]+|кажд[а-я]+|последн[а-я]+|перв[а-я]+|постоянно|регулярно|систематически|бессрочно|круглогодично|"
    r"незамедлительно|срочно|немедленно|безотлагательно|оперативно|сроки?"
)
BEGINNING = re.compile(rf"(?<![^\W_])(?:(?:{OPENERS}){END}|до(?=\d)|(?:[«\"“„][ ]*)?\d)")
LABEL = re.compile(rf"сроки?(?:{SPACE}(?:исполнения|выполнения|проведения|представления|реализации|сдачи))?{GAP}[:-]{GAP}")
VALUE_END = re.compile(rf"[\n;)]|\.(?={SPACE}[а-я]|$)|отв|ответствен")

# what an end belongs to instead of the duty: «заключённые до 1 января», «на период до 31 декабря», «с 10 до 15 марта»
PAST = (
    r"(?:рожденн|родивш|заключенн|изданн|выданн|утвержденн|введенн|построенн|поступивш|возникш|зарегистрированн|действовавш|"
    r"действующ|состоящ|состоявш|обучавш|проживавш|принят(?=ы|ого|ая|ое|ой))[а-я]*"
)
NOT_BY = re.compile(rf"(?:{PAST}|период[а-я]*|возраст[а-я]*|со?{SPACE}[^\s]*\d[^.;]{{0,25}}){SPACE}$")
# «подготовка к 1 сентября», «посвящённый 9 мая»
NOT_TOWARDS = re.compile(rf"(?:подготовк|посвящ|приуроч|приложени|дополнени)[а-я]*{SPACE}$")
# «за период с 1 января по 31 декабря» is what a report covers
NOT_BETWEEN = re.compile(rf"(?:за|(?:прошедш|истекш)[а-я]+|{PAST}){SPACE}$")
VERB_BEFORE = re.compile(rf"{INFINITIVE}{SPACE}$")
VERB_AFTER = re.compile(rf",?{SPACE}{INFINITIVE}")
SENTENCE_START = re.compile(r"(?:^|[.;:\n])\s*$")
# «ежегодно проводимого», «постоянно действующий»: the adverb belongs to the participle
PARTICIPLE = re.compile(r"\s+[а-я]+(?:щ|вш|нн|ем|им)(?:ий|ый|его|ого|ему|ому|им|ым|ем|ом|ая|ей|ой|ую|юю|ое|ее|ие|ые|их|ых|ими|ыми|ся|егося|ихся)(?![а-я])")
QUOTED = re.compile(r"[«»]")
DAY_QUOTE = re.compile(r"«\s*\d{1,2}\s*»")


def find_deadlines(text: str, start: int, end: int, context: Context) -> tuple[Found[Deadline], ...]:
    """The deadlines of the prose `text[start:end]`, in order, each value once."""
    folded = fold(text[:end])
    met: list[Met] = []
    position = start
    while beginning := BEGINNING.search(folded, position, end):
        items = _meet(folded, start, beginning.start(), met)
        met.extend(items)
        position = items[-1].end if items else beginning.end()
    return settle(text, met, context)


def _meet(folded: str, start: int, position: int, met: list[Met]) -> list[Met]:
    """The terms that begin at `position`: those after a label «Срок:», or the one that the sentence binds."""
    if _in_quotes(folded, start, position):
        return []
    label = LABEL.match(folded, position)
    if label:
        stop = VALUE_END.search(folded, label.end())
        return meet_in_cell(folded, label.end(), stop.start() if stop else len(folded))
    then = THEN.match(folded, position) if met else None
    read = read_term(folded, then.end() if then else position, PROSE)
    if read:
        item = Met(read[0], position, read[1], "deadline.then" if then else read[2])
        return [item] if _is_bound(folded, start, item) else []
    item = _beside_verb(folded, start, position)
    return [item] if item else []


def _in_quotes(folded: str, start: int, position: int) -> bool:
    """Whether the place is inside «…»: the last quote before it opens and the next after it closes."""
    quotes = DAY_QUOTE.sub(lambda match: " " * len(match[0]), folded)
    before = QUOTED.findall(quotes, start, position)
    after = QUOTED.search(quotes, position)
    return bool(before) and before[-1] == "«" and after is not None and after[0] == "»"


def _is_bound(folded: str, start: int, item: Met) -> bool:
    """Whether the sentence binds the term to the duty: the words around it decide, by the kind of term."""
    before = folded[max(start, item.start - 60) : item.start]
    match item.term:
        case By(operator, piece):
            whole_year = isinstance(piece, Months) and piece.count == 12
            return not (
                NOT_BY.search(before)
                or (operator == "towards" and NOT_TOWARDS.search(before))
                or (whole_year and not folded.startswith("в срок", item.start))
            )
        case During(Span(Months(count=12), _)) if item.rule == "deadline.between":
            return False
        case During() if item.rule == "deadline.between":
            return not NOT_BETWEEN.search(before)
        case Every() | Ongoing() | Since():
            return not PARTICIPLE.match(folded, item.end)
    return True


def _beside_verb(folded: str, start: int, position: int) -> Met | None:
    """A bare date or month right beside the verb that orders: «провести 15 марта», «В апреле провести»."""
    read = read_in(folded, position) or _bare_day(folded, position)
    if not read or (isinstance(read[0].piece, Months) and read[0].piece.count == 12):
        return None
    before = folded[max(start, position - 60) : position]
    opens = SENTENCE_START.search(before) and VERB_AFTER.match(folded, read[1])
    if not (opens or VERB_BEFORE.search(before)):
        return None
    return Met(read[0], position, read[1], "deadline.beside_verb")


def _bare_day(folded: str, position: int) -> tuple[During, int] | None:
    read = read_range(folded, position)
    if not read or not isinstance(read[0], Day | Span) or (isinstance(read[0], Span) and not isinstance(read[0].last, Day)):
        return None
    return During(read[0]), read[1]
