"""The operators over pieces, and the order in which a term is read: until, from-to, within, every, ongoing, then."""

import re
from collections.abc import Callable
from typing import Literal

from extractors.deadlines.offsets import PHRASE, read_within
from extractors.deadlines.pieces import Day, Edge, Months, Number, Piece, SchoolYear, Span
from extractors.deadlines.ranges import DASH, read_between, read_listed, read_point, read_range, read_since, read_timed
from extractors.deadlines.reading import read_piece
from extractors.deadlines.recurrence import read_every
from extractors.deadlines.rules import By, ByEvent, During, Ongoing, Since, Term, Within
from extractors.deadlines.words import CLOCK, DURING, END, rule

Read = tuple[Term, int]
Reader = Callable[[str, int], Read | None]

# ends: the operator and what is printed for it
UNTIL: tuple[tuple[Literal["before", "not_after", "towards"], re.Pattern[str]], ...] = (
    ("not_after", rule(r"(?:в срок,? )?(?:но )?не ?(?:позднее|позже)(?:,? чем)?(?: до)? ")),
    ("not_after", rule(r"в срок по ")),
    ("before", rule(r"(?:в сроки? |вплоть )?до ?(?=[\d«\"“„а-яi])")),
    ("towards", rule(r"(?:в срок )?ко? ")),
)  # fmt: skip
BARE_UNTIL: tuple[tuple[Literal["not_after"], re.Pattern[str]], ...] = (("not_after", rule(r"по ")),)
# after an end: «включительно», «до 18:00», «18.00 часов»
HOUR = rf"(?:\d{{1,2}}:\d\d|\d{{1,2}}(?:\.\d\d)?(?= ?ч))(?: ?(?:час(?:ов|а)?|ч\.?))?{END}"
TAIL = rule(rf"(?:,? ?\(?включительно{END}\)?)?(?:,? ?(?:{HOUR}|(?:до|к|в|не позднее) {CLOCK}))?")

OF_YEARS = r"(?: \d{4}(?:[-/]\d{2,4})? год(?:а|ов))?"
EVENT = rule(rf"до (?:начала|окончания|завершения|наступления|установления|открытия){END}{PHRASE}{OF_YEARS}")
HOURS_OF = rule(rf"с (?:{CLOCK}|\d{{1,2}}) (?:до|по) {CLOCK},? ")
DAILY = rule(r" еже[а-я]+")

WITHIN = rule(rf"(?:{DURING}|на протяжении|в период|на период|во время) (?:всего |всей )?|весь ")
IN = rule(r"во? ")

# «постоянно»: what has no days; each with the words that may follow it
ONGOING = (
    r"постоянно",
    r"(?:на|в) (?:постоянн|регулярн|систематическ)[а-я]+ (?:основе|режиме|порядке)",
    r"регулярно|систематически|бессрочно|круглогодично|непрерывно",
    r"по мере (?:необходимости|поступления|возникновения|готовности|обращения|выявления|проведения)",
    r"по (?:отдельн|особ)[а-я]+ (?:график|план)[а-я]+",
    r"в установленн(?:ые|ый) (?:[а-я-]+ ){0,3}?сроки?(?! (?:до|по|не|со?) )",
    rf"(?:весь|(?:{DURING}|на протяжении) (?:[а-я]+[ое]го )?(?=периода|срока)) ?(?:период|срок)а?(?! (?:с|со){END})",
)
# these are terms in a cell only: in a sentence they say how, not when
CELL_ONGOING = (
    r"при (?:необходимости|поступлении|возникновении|наличии)",
    r"по (?:необходимости|согласованию|требованию|факту|мере)",
    r"по (?:запрос|обращени|заявк|график|план)[а-я]*",
    r"согласно [а-я-]+|в соответствии с [а-я-]+",
    r"(?:в течение|в ходе|в период|на период|на протяжении) (?:реализации|действия|исполнения)",
    r"в (?:сроки,? (?:установленн|определенн|указанн)[а-я]+|установленн[а-я]+ (?:сроки?|порядке))",
    r"до особого распоряжения",
)
WORDS = rf"(?: (?!(?:на(?= 20\d\d)|до|не|с|со|но|и|далее|ежегодно|ежемесячно|ежеквартально|еженедельно){END})[а-я-]+)*"
ON_YEARS = r"(?: на 20\d\d(?: ?[-/] ?\d{2,4})?(?: ?(?:уч[а-я.]* ?)?(?:год[а-я]*|гг?\.?))?)?"
ONGOING_RULE = rule(rf"(?:{'|'.join(ONGOING)}){END}")
OPEN_ENDED = rule(rf"(?:{'|'.join(CELL_ONGOING)}|{ONGOING[-1]}){END}{WORDS}{ON_YEARS}")
# facts of office work: what is urgent is done in three days, what is «оперативно» in ten
URGENT = (
    (rule(rf"(?:незамедлительно|срочно|немедленно|безотлагательно|в срочном порядке){END}"), Within(3, "D")),
    (rule(rf"оперативно{END}"), Within(10, "D")),
)
FREQUENT = rule(rf",? (?:постоянно|регулярно|далее постоянно){END}")
STARTING = rule(r",? (?=(?:начиная )?со? |не ранее )")


def read_until(text: str, position: int, bare: bool = False) -> Read | None:
    """«до», «не позднее», «к» with a piece, an hour before it or after it."""
    for operator, pattern in UNTIL + (BARE_UNTIL if bare else ()):
        begin = pattern.match(text, position)
        read = begin and (read_point(text, begin.end(), bare) or read_listed(text, begin.end()))
        if read and not (operator == "towards" and not _ends(read[0])):
            tail = TAIL.match(text, read[1])
            return By(operator, read[0]), tail.end() if tail else read[1]
    return None


def read_event(text: str, position: int) -> Read | None:
    """«до начала отопительного сезона», «до завершения работ»."""
    match = EVENT.match(text, position)
    return (ByEvent(), match.end()) if match and not DAILY.match(text, match.end()) else None


def _ends(piece: Piece) -> bool:
    """Whether «к» can stand before the piece: a day, a month, an edge of a period."""
    return isinstance(piece, Day | Edge | Number) or (isinstance(piece, Months) and piece.count == 1)


def read_during(text: str, position: int) -> Read | None:
    """«в течение 2024 года», «весь год», «на протяжении учебного года»."""
    begin = WITHIN.match(text, position)
    read = begin and read_range(text, begin.end())
    return (During(read[0]), read[1]) if read and not isinstance(read[0], Day) else None


def read_in(text: str, position: int) -> tuple[During, int] | None:
    """«в марте 2024 года», «во II квартале», «в 22 часа 15 мая»."""
    begin = IN.match(text, position)
    timed = begin and read_timed(text, begin.end())
    read = timed or (begin and read_range(text, begin.end()))
    return (During(read[0]), read[1]) if read else None


def read_hours(text: str, position: int) -> tuple[Day, int] | None:
    """«с 8.00 до 15.00 17 марта 2024 года»: hours of a day."""
    begin = HOURS_OF.match(text, position)
    day = begin and read_piece(text, begin.end())
    return (day[0], day[1]) if day and isinstance(day[0], Day) else None


def read_span(text: str, position: int, bare: bool = False) -> Read | None:
    """«с … по …»; «с 13 апреля до окончания сева» has no last day."""
    read = read_hours(text, position) or read_between(text, position, bare)
    if read:
        return During(read[0]), read[1]
    since = read_since(text, position)
    event = EVENT.match(text, since[1] + 1) if since else None
    return (Since(since[0]), event.end()) if since and event and not DAILY.match(text, event.end()) else None


def read_ongoing(text: str, position: int) -> Read | None:
    """«постоянно», «с 1 сентября 2024 года постоянно»."""
    match = ONGOING_RULE.match(text, position)
    if match:
        starting = STARTING.match(text, match.end())
        since = read_since(text, starting.end()) if starting else None
        return (Since(since[0], True), since[1]) if since else (Ongoing(), match.end())
    since = read_since(text, position)
    frequent = FREQUENT.match(text, since[1]) if since else None
    return (Since(since[0], True), frequent.end()) if since and frequent else None


def read_urgent(text: str, position: int) -> Read | None:
    """«незамедлительно», «срочно»."""
    return next(((term, m.end()) for pattern, term in URGENT if (m := pattern.match(text, position))), None)


def read_open_ended(text: str, position: int) -> Read | None:
    """«согласно графику», «по согласованию»: the phrase to its end."""
    match = OPEN_ENDED.match(text, position)
    return (Ongoing(), match.end()) if match else None


def read_reported(text: str, position: int) -> Read | None:
    """«I полугодие – до 1 июля»: what is reported, then until when."""
    label = read_range(text, position, True)
    dash = DASH.match(text, label[1]) if label else None
    return read_until(text, dash.end(), True) if dash else None


def read_bare(text: str, position: int) -> Read | None:
    """A piece or a span by itself, or a beginning: «март-апрель», «15.03.2024», «с 01.09.2024»."""
    read = read_range(text, position, True)
    if read:
        tail = TAIL.match(text, read[1])
        return (During(read[0]), tail.end() if tail else read[1]) if _is_term(read[0]) else None
    since = read_since(text, position)
    return (Since(since[0]), since[1]) if since else None


def _is_term(piece: Piece) -> bool:
    return isinstance(piece, Span | SchoolYear) or not (
        isinstance(piece, Months) and piece.count == 12 and piece.year is None
    )


Rule = tuple[str, Reader]
# policy: what binds more words stands first
PROSE: tuple[Rule, ...] = (
    ("deadline.every", read_every),
    ("deadline.within", read_within),
    ("deadline.ongoing", read_ongoing),
    ("deadline.until", read_until),
    ("deadline.event", read_event),
    ("deadline.between", read_span),
    ("deadline.during", read_during),
    ("deadline.urgent", read_urgent),
)
CELL: tuple[Rule, ...] = (
    ("deadline.every", read_every),
    ("deadline.reported", read_reported),
    ("deadline.within", lambda text, position: read_within(text, position, True)),
    ("deadline.open_ended", read_open_ended),
    ("deadline.ongoing", read_ongoing),
    ("deadline.until", lambda text, position: read_until(text, position, True)),
    ("deadline.event", read_event),
    ("deadline.between", lambda text, position: read_span(text, position, True)),
    ("deadline.during", read_during),
    ("deadline.in", read_in),
    ("deadline.urgent", read_urgent),
    ("deadline.bare", read_bare),
)


def read_term(text: str, position: int, rules: tuple[Rule, ...]) -> tuple[Term, int, str] | None:
    """The term printed at `position` of folded text, its end and its rule."""
    for name, reader in rules:
        read = reader(text, position)
        if read:
            return read[0], read[1], name
    return None
