"""Terms counted from a base: «в течение 10 рабочих дней со дня получения», «в двухнедельный срок», «за 5 дней до …»."""

import re
from dataclasses import replace
from typing import Literal

from extractors.dates import MONTH_FORMS
from extractors.deadlines.reading import read_piece
from extractors.deadlines.rules import Within
from extractors.deadlines.words import AMOUNT, DURING, END, INFINITIVE, NUMERAL_STEMS, number_of, rule

Unit = Literal["D", "W", "M", "Y", "H", "MIN"]
UNITS: tuple[tuple[str, Unit], ...] = (
    ("дн|ден|сут", "D"),
    ("недел", "W"),
    ("месяц|месяч", "M"),
    ("год|лет", "Y"),
    ("час", "H"),
    ("мин", "MIN"),
)
WORKING = r"(?:(?P<working>рабоч[а-я]+|р\.) |календарн[а-я]+ |полн[а-я]+ )?"
DAYS = r"день|дня|дней|дн\.|сутки|суток|недел[яюиь]|месяц(?:а|ев)?|года?|лет"
UNIT = rf"(?P<unit>{DAYS}|час(?:а|ов)?|минут[аы]?|мин\.?){END}"
COUNT = rf"(?:{AMOUNT} ?)?{WORKING}{UNIT}"
# «3 неделя мая» is a part of a month
MONTH = "|".join(forms.split()[1] for forms in MONTH_FORMS)
COUNTED = rf"(?!\d недел[яюи] (?:{MONTH})){AMOUNT} ?{WORKING}{UNIT}"
# «10-дневный», «двухнедельный», «недельный», «месячный»
STEMS = "|".join(sorted(NUMERAL_STEMS, key=len, reverse=True))
ADJECTIVE = (
    rf"(?:(?P<amount>\d+|{STEMS})(?:-?(?:х|ти|и))?-? ?)?(?P<unit>дн|сут|недел|месяч|час|минут|год)[а-я]*(?:[ыо]й|ого)"
)

# what the term counts from: «со дня», then a noun, or two with their adjectives («получения настоящего письма»)
DAY_OF = "(?: (?:даты|дня|момента))?"
SINCE = rf"(?:(?:считая )?(?:со дня|с даты|с момента|от даты|от дня|после{DAY_OF}|с(?= \d)))"
STOP = rf"(?:еже[а-я]+|через|путем|согласно|[а-я]+[ая]м){END}|{INFINITIVE}"
ADJECTIVES = rf"(?: [а-я]*(?:[ое]го|[ое]й|[ыи]х|ее){END})*"
NOUN = rf" (?!{STOP})[а-я]{{4,}}(?:-[а-я]+)?{END}"
OF_MANY = rf" (?:данных|[а-я]+(?:[ое]в|ий)){END}"  # «завершения сбора данных»
PHRASE = (
    rf"(?: (?:их|его|ее))?{ADJECTIVES}{NOUN}(?: в силу{END})?(?:{ADJECTIVES}{NOUN})?(?:{OF_MANY}|{NOUN}(?= ?[.,;)]|$))?"
)
AFTER_DAY = r"следующ[а-я]+ за дн[а-я]+"
BASE = rule(rf",? (?:{SINCE}(?:, {AFTER_DAY})?|{AFTER_DAY})(?:(?P<phrase>{PHRASE})| (?=\d))")
BEFORE_BASE = rule(rf" до{DAY_OF}(?:(?P<phrase>{PHRASE})| (?=[\d«\"]))")
# bases that are the document itself: «со дня подписания», «со дня издания приказа», «с даты настоящего письма»
THIS = r"(?:настоящего|данного|этого)"
ACT = r"(?:приказа|распоряжения|постановления|указания|протокола|указа|поручения|перечня|акта)"
BEARER = rf"(?:{ACT}|письма|запроса|обращения|заявления)"
OWN = rule(
    rf"(?: (?:его|их))? (?:подписания|издания|принятия|утверждения)(?: {THIS})?(?: {ACT})?{END}"
    rf"|(?: (?:подписания|издания|принятия))? {THIS} (?:{ACT}|письма|решения|документа){END}"
)
# attributes of people, no terms: «в течение года со дня рождения», «в течение пяти лет после окончания обучения»
LIFE = rule(r" (?:рождени|смерти|усыновлени|окончания (?:обучени|вуз|образовательн)|увольнени)")

CLOCK_END = rule(r"не (?:позднее|позже) \d{1,2} ")
Read = tuple[Within, int]
NOT_LATER = r"не (?:позднее|позже|менее|ранее),? (?:чем )?"
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ahead", rule(rf"(?:{NOT_LATER})?за {COUNT}")),
    ("based", rule(rf"(?:в|не позднее чем в) {ADJECTIVE} срок{END}")),
    ("based", rule(rf"{DURING} {ADJECTIVE} срока{END}")),
    ("based", rule(rf"в срок,? (?:(?:до|не более(?: чем)?|не превышающий|не позднее) )?{COUNTED}(?! \d)")),
    ("based", rule(rf"(?:не позднее,? чем )?{DURING} (?!года?{END}){COUNT}")),
    ("based", rule(rf"(?:на|не позднее) (?P<amount>){WORKING}(?P<unit>день|дня),? следующ[а-я]+ за дн[а-я]+{PHRASE}")),
    ("based", rule(rf"(?:на|не позднее) следующ[а-я]+ {WORKING}(?P<amount>)(?P<unit>день|дня){END}")),
    ("same", rule(rf"в день(?P<phrase>(?: (?:его|их))? [а-я]+ния{END}(?: {THIS})?(?:{ADJECTIVES}{NOUN})?)")),
    ("ahead", rule(rf"{NOT_LATER}{COUNT}")),
    ("based", rule(rf"(?:не (?:позднее|позже),? (?:чем )?(?:через )?|через |по истечении |спустя ){COUNT}")),
    ("only based", rule(rf"(?:не более,? (?:чем )?|{DURING} ){COUNT}")),
)  # fmt: skip
# only where everything printed is a term: «10 рабочих дней»; «10 минут» is how long somebody speaks
BARE = (("based", rule(rf"(?!\d+ мин){COUNTED}")), ("only based", rule(COUNTED)))


def read_within(text: str, position: int, bare: bool = False) -> Read | None:
    """The counted term printed at `position` of folded text, and its end."""
    for form, pattern in FORMS + (BARE if bare else ()):
        match = pattern.match(text, position)
        read = match and _read(form, match, text)
        if read:
            return read
    return None


def _read(form: str, match: re.Match[str], text: str) -> Read | None:
    """The term with its base: some forms cannot do without one («не более 10 дней» alone is a measure)."""
    if form == "same":
        return Within(0, "D", own=bool(OWN.fullmatch(match["phrase"]))), match.end()
    if form == "ahead":
        return _ahead(_within(match), match, text)
    read = _based(_within(match), match, text)
    return None if read and form == "only based" and read[1] == match.end() else read


def _within(match: re.Match[str]) -> Within:
    unit = next(code for stems, code in UNITS if re.match(stems, match["unit"]))
    count = number_of(match["amount"]) if match["amount"] else 1
    return Within(count, unit, bool(match.groupdict().get("working")))


def _based(term: Within, match: re.Match[str], text: str) -> Read | None:
    base = BASE.match(text, match.end())
    if not base:
        clock = term.unit == "H" and CLOCK_END.match(match[0])  # «не позднее 16 часов»
        return None if clock else (term, match.end())
    if base["phrase"] is None:
        day = read_piece(text, base.end())
        return (replace(term, base=day[0]), day[1]) if day else (term, match.end())
    if LIFE.match(base["phrase"]):
        return None
    return replace(term, own=bool(OWN.fullmatch(base["phrase"]))), base.end()


def _ahead(term: Within, match: re.Match[str], text: str) -> Read | None:
    """«за 10 дней до начала»: the term needs what it is ahead of."""
    base = BEFORE_BASE.match(text, match.end())
    if not base or term.unit == "MIN":  # «явиться за 10 минут до начала»: how, not by when
        return None
    day = read_piece(text, base.end()) if base["phrase"] is None else None
    if base["phrase"] is None and not day:
        return None
    return replace(term, before=True, base=day[0] if day else None), day[1] if day else base.end()
