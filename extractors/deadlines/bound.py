"""Whether a sentence binds a term to the duty it orders, or to something else: an act, people, a title, a report."""

import datetime as dt

from extractors.deadlines.context import Context
from extractors.deadlines.found import JOINT, Met
from extractors.deadlines.grammar import TAIL, read_in
from extractors.deadlines.pieces import Day, Months, Piece, Span
from extractors.deadlines.ranges import read_listed, read_range, read_since
from extractors.deadlines.resolve import interval
from extractors.deadlines.rules import By, ByEvent, During, Every, Ongoing, Since
from extractors.deadlines.words import CLOCK, INFINITIVE, rule

# what an end belongs to instead of the duty: «заключённые до 1 января», «на период до 31 декабря»
PAST = (
    r"(?:рожденн|родивш|заключенн|изданн|выданн|утвержденн|введенн|построенн|поступивш|возникш|зарегистрированн|"
    r"проведенн|прошедш|организованн|полученн|представленн|направленн|размещенн|действовавш|состоящ|"
    r"состоявш|обучавш|проживавш|принят(?=[а-я]{2}))[а-я]*"
)
LASTS = r"действу[а-я]+|действител[а-я]+|период"  # «подготовку к зимнему периоду до 1 мая» ends by then
OF_AGE = r"достигш[а-я]*(?: \d+ лет)?"
NOT_BY = rule(rf"(?:{PAST}|{LASTS}|{OF_AGE}) $")
# «до открытия смены, но не позднее 31 мая»: the day binds, not the event
LATEST = rule(r",? (?:но )?не (?:позднее|позже) \d")
# «подготовка к 1 сентября», «приуроченный к 9 мая»
NOT_TOWARDS = rule(r"(?:подготовк|приуроч)[а-я]* $")
# «за отчётный период с 1 января по 31 декабря» is what a report covers
NOT_BETWEEN = rule(rf"(?:за(?: [а-я]+){{0,2}}|работа[а-я]+|действу[а-я]+|действител[а-я]+|{PAST}) $")
# «ежегодно проводимого», «постоянно действующий»: the adverb belongs to the participle
PARTICIPLE = rule(
    r" [а-я]+(?:щ|вш|нн|ем|им)(?:[иы]й|[ео]го|[ео]му|[иыео]м|ая|[ео]й|[ую]ю|[ое]е|[иы]е|[иы]х|[иы]ми)(?:ся)?(?![а-я])"
)

# «вступает в силу по истечении 10 дней»: the act's own terms are nobody's duty
IN_FORCE = rule(r"вступ[а-я]+ в силу[^.;]*$")
# a date after a preposition is the preposition's, not the verb's: «расторгнуть с 01.04.2021», «приказом от 01.04.2021»
PREPOSITION = rule(r"(?<![а-я])(?:от|со?|по|до|за|на|к|позднее|ранее) $")
# «заседание назначить на 12 октября», «перенести собрание на 5 мая»
SET_FOR = rule(r"(?:назначить|перенести(?! срок)|запланировать|отложить)(?: [а-я\d-]+){0,5} на $")
VERB_BEFORE = rule(rf"{INFINITIVE} $")
VERB_AFTER = rule(rf"(?:,| -)? {INFINITIVE}| ?:")
# a sentence begins, or a request: «убедительно просим в 2023/2024 учебном году предусмотреть»
REQUEST = r"(?:прошу|просим|рекоменду(?:ю|ем)|предлага(?:ю|ем)|необходимо|следует|надлежит)(?: вас| вам)?"
OPENING = rule(rf"(?:^|[.;:\n])\s*$|{REQUEST} $")
# whom the item names comes before: «отделу экономики в III квартале 2021 года организовать …»
DATIVE = (
    r"(?:[а-я-]{3,}(?:ам|ям)|отделу|управлению|министерству|комитету|департаменту|агентству|центру|институту|совету|сектору|"
    r"директору|начальнику|руководителю|заместителю|специалисту|консультанту|министру|главе|администрации|комиссии|"
    r"[а-я]{3,}щ(?:ему|ей|им)(?:ся)?|[а-я]{2,6} [«\"][^»\"]*[»\"])"
)
CHARGED = rule(
    rf"(?:^|[.;:\n])\s*(?:\d+(?:\.\d+)*[.)] ?)?(?:(?:рекомендовать|поручить|предложить) )?"
    rf"(?:[а-я-]+[ое]му [а-я-]{{3,}}у|[а-я-]+(?:ой|ей) [а-я-]{{3,}}е"  # старшему методисту, контрольной палате
    rf"|(?:[а-я-]+(?:[ое]му|[ое]й|[ыи]м) )?{DATIVE})(?:,? (?:(?<![а-я])[а-я]\.|[^.;:])*)? $"
)
# what is only told: «в заседании, которое планируется провести 25 июня»
TOLD = rule(
    rf"(?:планиру[а-я]+|намечен[а-я]*|предполага[а-я]+|предусмотрен[а-я]*|котор[а-я]+) (?:[а-я]+ )?{INFINITIVE}[^.;]*$"
)
# «принять участие в совещании, которое состоится 12 февраля»
HAPPENS = rule(r", котор[а-я]+ (?:состоится|состоятся|пройдет|пройдут) $")
# the verb, then its object without a comma, a participle or a second clause
STOP_OF_WORD = r"(?<![а-я])(?:[а-я]|гор|пос|пгт|рп|ст|ул|им|обл|пр)\."  # of places and initials
# «по вопросам диагностики, лечения и профилактики», «в 1-8, 10 классах», «в пятницу, 12 апреля»
SERIES = r", (?=[а-я-]+(?:, [а-я-]+)* и )|(?<=\d), (?=\d)|(?<=[а-я](?:ник|еду|ерг|ицу|оту|нье)), (?=\d|$)"
ORDERED = rule(rf"{INFINITIVE}(?:{STOP_OF_WORD}|{SERIES}|[^,.;:()])*$")
# «провести тренировки: 10.09.2020, 14.12.2020», «в следующие сроки: …»
LISTED = rule(rf"{INFINITIVE}[^.;:()]*: ?$")
# «утвердить план (до 25 июля)», «перенести вопрос на следующее заседание (IV квартал 2023 г.)»
BRACKETED = rule(rf"{INFINITIVE}[^.;:()]*\($")
# an approved plan has its own period and aim: «утвердить график дежурства с 1 по 10 мая», «… план подготовки к 1 мая»
APPROVAL = rule(r"утвердить (?!срок)[^.;:]*$")
# «обеспечить участие 22 сентября 2022 года в 11:00 в совещании»
AT_HOUR = rule(rf" в {CLOCK}$")
# the verb is left out the second time: «…, в IV квартале – остальные»
ELLIPSIS = rule(r" ?- ")
CLAUSE_END = rule(
    rf" ?(?:[.;:)]|$)|,? и | \(| с [а-я]+[ое][мй](?![а-я])| с {CLOCK} (?:до|по) "
    r"| в (?:полном объеме|режиме|формате|форме|соответствии|рамках|присутствии|дистанционн|заочн|очн)"
    r"| на (?:базе|площадке|территории|заседани|совещани|собрани|очередн|ближайш)"
    r"| по адресу| согласно | среди | для "
)
NEAR = 120
RULE = "deadline.beside_verb"


def is_bound(folded: str, item: Met) -> bool:
    """Whether the words around a term leave it to the duty; which words matter depends on the kind of term."""
    before = folded[max(0, item.start - NEAR) : item.start]
    if IN_FORCE.search(before):
        return False
    match item.term:
        case By(operator, piece):
            return not (
                NOT_BY.search(before)
                or (operator == "towards" and (NOT_TOWARDS.search(before) or APPROVAL.search(before)))
                or (_is_year(piece) and not folded.startswith("в срок", item.start))
            )
        case During() if folded.startswith("на период", item.start) and APPROVAL.search(before):
            return False
        case During(piece) if item.rule == "deadline.between":
            return not (NOT_BETWEEN.search(before) or APPROVAL.search(before) or _is_year(piece))
        case ByEvent():
            return not (NOT_BY.search(before) or LATEST.match(folded, item.end))
        case Every() | Ongoing() | Since():
            return not PARTICIPLE.match(folded, item.end)
    return True


def _is_year(piece: Piece) -> bool:
    """Whole years belong to programmes and reports: «до 2030 года», «в период с 2020 по 2023 год»."""
    match piece:
        case Months(count=12) | Span(Months(count=12), Months(count=12)):
            return True
    return False


def beside_verb(folded: str, position: int, context: Context) -> list[Met]:
    """A date or a month that the verb itself takes: «провести 15 марта», «В апреле провести», «с 1 июня открыть».

    Several where they are listed: «провести 5 и 10 мая».
    """
    before = folded[max(0, position - NEAR) : position]
    listed, last = _listed(folded, position)
    read = read_in(folded, position) or _bare_day(folded, last) or _beginning(folded, position)
    read = read or (_bare_part(folded, position) if before.endswith("(") else None)
    if not read or not _takes(folded, before, read, context):
        return []
    return [*listed, Met(read[0], last, read[1], RULE)]


def _takes(folded: str, before: str, read: tuple[During | Since, int], context: Context) -> bool:
    """Whether the verb beside what was read takes it: right before or behind it, or at the end of its clause."""
    if SET_FOR.search(before) and isinstance(read[0], During) and isinstance(read[0].piece, Day):
        return True
    if PREPOSITION.search(before):
        return False
    opens = (OPENING.search(before) or CHARGED.search(before)) and VERB_AFTER.match(folded, read[1])
    verb = VERB_BEFORE.search(before) and not TOLD.search(before)
    return bool(opens or verb) or _closes(folded, before, read, context)


def _listed(folded: str, position: int) -> tuple[list[Met], int]:
    """The numbers before the last day of a list, and where that begins: «5» of «5 и 10 мая»."""
    met: list[Met] = []
    while read := read_listed(folded, position):
        met.append(Met(During(read[0]), position, read[1], RULE))
        joint = JOINT.match(folded, read[1])
        position = joint.end() if joint else read[1]
    return met, position


def _closes(folded: str, before: str, read: tuple[During | Since, int], context: Context) -> bool:
    """Whether the place closes what the verb orders («провести сбор в мае 2024 года.»), not past and no whole year."""
    if _is_year(read[0].piece) or TOLD.search(before) or not _ahead(read[0].piece, context):
        return False
    if LISTED.search(before):
        return isinstance(read[0].piece, Day)
    if BRACKETED.search(before):
        return isinstance(read[0].piece, Months) and folded.startswith(")", read[1])
    closes = CLAUSE_END.match(folded, read[1]) or AT_HOUR.search(folded, 0, read[1])
    return bool(closes and (ORDERED.search(before) or HAPPENS.search(before)))


def _ahead(piece: Piece, context: Context) -> bool:
    due = interval(piece, context).due
    return due is None or due >= (context.document_date or dt.date.min)


def beside_term(folded: str, position: int, before: Met) -> Met | None:
    """What goes on where a term stands before: «до 1 июля, 1 октября», «в мае …, в июне – остальные»."""
    day = _bare_day(folded, position)
    listed = isinstance(before.term, By) or (isinstance(before.term, During) and isinstance(before.term.piece, Day))
    if day and listed and JOINT.fullmatch(folded, before.end, position):
        return Met(day[0], position, day[1], "deadline.list")
    read = read_in(folded, position)
    goes_on = bool(read and folded[:position].endswith(", ") and ELLIPSIS.match(folded, read[1]))
    return Met(read[0], position, read[1], "deadline.list") if read and goes_on else None


def _bare_day(folded: str, position: int) -> tuple[During, int] | None:
    read = read_range(folded, position)
    day = read and (read[0].last if isinstance(read[0], Span) else read[0])
    tail = read and TAIL.match(folded, read[1])
    return (During(read[0]), tail.end()) if read and tail and isinstance(day, Day) else None


def _bare_part(folded: str, position: int) -> tuple[During, int] | None:
    """«IV квартал 2023 г.», «март»: a part of a year by itself."""
    read = read_range(folded, position)
    return (During(read[0]), read[1]) if read and isinstance(read[0], Months) and read[0].count < 12 else None


def _beginning(folded: str, position: int) -> tuple[Since, int] | None:
    """«с 1 июня 2024 года»: when a duty begins."""
    read = read_since(folded, position)
    return (Since(read[0]), read[1]) if read and isinstance(read[0], Day | Months) else None
