"""Terms counted from a base: «в течение 10 рабочих дней со дня получения», «в двухнедельный срок», «за 5 дней до начала»."""

import re
from typing import Literal

from extractors.deadlines.pieces import Piece, read_piece
from extractors.deadlines.rules import Within
from extractors.deadlines.words import AMOUNT, END, INFINITIVE, NUMBERS, number_of, rule

Unit = Literal["D", "W", "M", "Y", "H"]
UNITS: tuple[tuple[str, Unit], ...] = (
    ("дн|ден|сут", "D"),
    ("недел", "W"),
    ("месяц|месяч", "M"),
    ("год|лет", "Y"),
    ("час", "H"),
)
WORKING = r"(?:(?P<working>рабоч[а-я]+|р\.) |календарн[а-я]+ |полн[а-я]+ )?"
UNIT = rf"(?P<unit>день|дня|дней|дн\.|сутки|суток|недел[яюиь]|недель|месяц(?:а|ев)?|года?|лет|час(?:а|ов)?){END}"
COUNT = rf"(?:{AMOUNT} ?)?{WORKING}{UNIT}"
COUNTED = rf"{AMOUNT} ?{WORKING}{UNIT}"
# «10-дневный», «двухнедельный», «недельный», «месячный»
STEMS = "|".join(sorted((n for n in NUMBERS if re.search("[ихео]$", n)), key=len, reverse=True))
ADJECTIVE = rf"(?:(?P<amount>\d+|{STEMS})(?:-?(?:х|ти|и))?-? ?)?(?P<unit>дн|недел|месяч|час|год)[а-я]*н?[а-я]*ый"

# what the term counts from: «со дня», then a noun, or two with their adjectives («получения настоящего письма»)
SINCE = r"(?:(?:считая )?(?:со дня|с даты|с момента|от даты|от дня|после|с(?= \d)))"
STOP = rf"(?:(?:в|во|на|по|к|с|со|от|для|и|или|а|о|об|при|за|до|не|из|под|через|путем|согласно)|[а-я]+[ая]м){END}|{INFINITIVE}"
ADJECTIVES = rf"(?: (?!{STOP})[а-я]+(?:ого|его|ой|ей|ых|их|ее){END})*"
NOUN = rf" (?!{STOP})[а-я]+(?:-[а-я]+)?{END}"
PHRASE = rf"(?: (?:даты|дня|момента))?{ADJECTIVES}{NOUN}(?:{ADJECTIVES}{NOUN})?"
BASE = rule(rf",? {SINCE}(?:(?P<phrase>{PHRASE})| (?=\d))")
BEFORE_BASE = rule(rf" до(?P<phrase>{PHRASE}| (?=[\d«\"]))")
# bases that are the document itself: «со дня подписания (настоящего приказа)», «с даты настоящего письма»
OWN = rule(
    r"\s*(?:подписания|издания|принятия)?(?:\s*(?:(?:настоящего|данного|этого)\s+)?(?:приказа|распоряжения|постановления|указания)"
    rf"|\s*(?:настоящего|данного|этого)\s+(?:письма|решения|документа|акта))?{END}\s*"
)
# attributes of people, no terms: «в течение года со дня рождения», «в течение пяти лет после окончания обучения»
LIFE = rule(r"\s*(?:рождени|смерти|усыновлени|окончания (?:обучени|вуз|образовательн)|увольнени)")

Read = tuple[Within, int]
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ahead", rule(rf"(?:не (?:позднее|позже|менее|ранее),? (?:чем )?)?за {COUNT}")),
    ("adjective", rule(rf"(?:в|не позднее чем в) {ADJECTIVE} срок{END}")),
    ("limit", rule(rf"в срок,? (?:до|не более(?: чем)?|не превышающий|не позднее) {COUNTED}")),
    ("within", rule(rf"(?:не позднее,? чем )?в течени[еи] (?!(?:последн|предыдущ|прошедш|текущ)){COUNT}")),
    ("next", rule(rf"(?:на|не позднее) следующ[а-я]+ (?:за[а-я\s]+)?{WORKING}(?P<unit>день|дня){END}(?P<amount>)")),
    ("same", rule(rf"в день (?P<phrase>обращения|поступления|получения|регистрации|издания|подписания){END}(?: обращения)?")),
    ("later", rule(rf"(?:не (?:позднее|позже|более),? (?:чем )?|через |по истечении |спустя ){COUNT}")),
)  # fmt: skip
# only where everything printed is a term: «10 рабочих дней»
BARE = rule(COUNTED)


def read_within(text: str, position: int, bare: bool = False) -> Read | None:
    """The counted term printed at `position` of folded text, and its end."""
    for name, pattern in FORMS:
        match = pattern.match(text, position)
        read = match and _read(name, match, text)
        if read:
            return read
    match = BARE.match(text, position) if bare else None
    return _based(match, text) if match else None


def _read(name: str, match: re.Match[str], text: str) -> Read | None:
    if name == "same":
        return Within(0, "D"), match.end()
    if name == "ahead":
        return _ahead(match, text)
    read = _based(match, text)
    # «в течение года» is the year, «не более 10 дней» a measure: both need a base
    needs_base = (name == "within" and match["unit"].startswith("год") and not match["amount"]) or "не более" in match[
        0
    ][:8]
    return read if read and not (needs_base and read[1] == match.end()) else None


def _count(match: re.Match[str]) -> tuple[int, Unit, bool]:
    unit = next(code for stems, code in UNITS if re.match(stems, match["unit"]))
    count = number_of(re.sub(r"-$", "", match["amount"])) if match["amount"] else 1
    return count, unit, bool(match.groupdict().get("working"))


def _based(match: re.Match[str], text: str) -> Read | None:
    """The term with the base after it, if there is one."""
    count, unit, working = _count(match)
    base = BASE.match(text, match.end())
    if not base:
        return Within(count, unit, working), match.end()
    phrase = base["phrase"]
    if phrase is None:
        piece = read_piece(text, base.end())
        return (
            (Within(count, unit, working, piece[0]), piece[1]) if piece else (Within(count, unit, working), match.end())
        )
    if LIFE.match(phrase):
        return None
    return Within(count, unit, working, own=bool(OWN.fullmatch(phrase))), base.end()


def _ahead(match: re.Match[str], text: str) -> Read | None:
    """«за 10 дней до начала»: the term needs what it is ahead of."""
    base = BEFORE_BASE.match(text, match.end())
    if not base:
        return None
    count, unit, working = _count(match)
    day: tuple[Piece, int] | None = read_piece(text, base.end()) if not base["phrase"].strip() else None
    if day:
        return Within(count, unit, working, day[0], before=True), day[1]
    return Within(count, unit, working, before=True), base.end()
