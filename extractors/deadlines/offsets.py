"""Terms counted from a base: «в течение 10 рабочих дней со дня получения», «в двухнедельный срок», «за 5 дней до начала»."""

import re
from typing import Literal

from extractors.deadlines.pieces import Piece, read_piece
from extractors.deadlines.rules import Within
from extractors.deadlines.words import AMOUNT, END, GAP, INFINITIVE, NUMBERS, SPACE, number_of

Unit = Literal["D", "W", "M", "Y", "H"]
UNITS: tuple[tuple[str, Unit], ...] = (
    ("дн|ден|сут", "D"),
    ("недел", "W"),
    ("месяц|месяч", "M"),
    ("год|лет", "Y"),
    ("час", "H"),
)
WORKING = rf"(?:(?P<working>рабоч[а-я]+|р\.){SPACE}|календарн[а-я]+{SPACE}|полн[а-я]+{SPACE})?"
UNIT = rf"(?P<unit>день|дня|дней|дн\.|сутки|суток|недел[яюиь]|недель|месяц(?:а|ев)?|года?|лет|час(?:а|ов)?){END}"
COUNT = rf"(?:{AMOUNT}{GAP})?{WORKING}{UNIT}"
COUNTED = rf"{AMOUNT}{GAP}{WORKING}{UNIT}"
# «10-дневный», «двухнедельный», «недельный», «месячный»
STEMS = "|".join(sorted((n for n in NUMBERS if re.search("[ихео]$", n)), key=len, reverse=True))
ADJECTIVE = rf"(?:(?P<amount>\d+|{STEMS})(?:-?(?:х|ти|и))?-?{GAP})?(?P<unit>дн|недел|месяч|час|год)[а-я]*н?[а-я]*ый"

# what the term counts from; the words after it go on to a comma, a preposition or the next verb
SINCE = rf"(?:(?:считая{SPACE})?(?:со{SPACE}дня|с{SPACE}даты|с{SPACE}момента|от{SPACE}даты|от{SPACE}дня|после|с(?={SPACE}\d)))"
STOP = rf"(?:в|во|на|по|к|с|со|от|для|и|или|а|о|об|при|за|до|не|из|через|путем|согласно){END}|{INFINITIVE}"
PHRASE = rf"(?:{SPACE}(?!{STOP})[а-я]+(?:-[а-я]+)?){{1,5}}"
BASE = re.compile(rf",?{SPACE}{SINCE}(?:(?P<phrase>{PHRASE})|{SPACE}(?=\d))")
BEFORE_BASE = re.compile(rf"{SPACE}до(?P<phrase>{PHRASE}|{SPACE}(?=[\d«\"]))")
# bases that are the document itself: «со дня подписания (настоящего приказа)», «с даты настоящего письма»
OWN = re.compile(
    rf"\s*(?:подписания|издания|принятия)?(?:\s*(?:(?:настоящего|данного|этого)\s+)?(?:приказа|распоряжения|постановления|указания)"
    rf"|\s*(?:настоящего|данного|этого)\s+(?:письма|решения|документа|акта))?{END}\s*"
)
# attributes of people, no terms: «в течение года со дня рождения», «в течение пяти лет после окончания обучения»
LIFE = re.compile(r"\s*(?:рождени|смерти|усыновлени|окончания (?:обучени|вуз|образовательн)|увольнени)")

Read = tuple[Within, int]
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ahead", re.compile(rf"(?:не{SPACE}(?:позднее|позже|менее|ранее),?{SPACE}(?:чем{SPACE})?)?за{SPACE}{COUNT}")),
    ("adjective", re.compile(rf"(?:в|не{SPACE}позднее{SPACE}чем{SPACE}в){SPACE}{ADJECTIVE}{SPACE}срок{END}")),
    ("limit", re.compile(rf"в{SPACE}срок,?{SPACE}(?:до|не{SPACE}более(?:{SPACE}чем)?|не{SPACE}превышающий|не{SPACE}позднее){SPACE}{COUNTED}")),
    ("within", re.compile(rf"(?:не{SPACE}позднее,?{SPACE}чем{SPACE})?в{SPACE}течени[еи]{SPACE}(?!(?:последн|предыдущ|прошедш|текущ)){COUNT}")),
    ("next", re.compile(rf"(?:на|не{SPACE}позднее){SPACE}следующ[а-я]+{SPACE}(?:за[а-я ]+)?{WORKING}(?P<unit>день|дня){END}(?P<amount>)")),
    ("same", re.compile(rf"в{SPACE}день{SPACE}(?P<phrase>обращения|поступления|получения|регистрации|издания|подписания){END}(?:{SPACE}обращения)?")),
    ("later", re.compile(rf"(?:не{SPACE}(?:позднее|позже|более),?{SPACE}(?:чем{SPACE})?|через{SPACE}|по{SPACE}истечении{SPACE}|спустя{SPACE}){COUNT}")),
)  # fmt: skip
# only where everything printed is a term: «10 рабочих дней»
BARE = re.compile(COUNTED)


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
    needs_base = (name == "within" and match["unit"].startswith("год") and not match["amount"]) or "не более" in match[0][:8]
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
        return (Within(count, unit, working, piece[0]), piece[1]) if piece else (Within(count, unit, working), match.end())
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
