"""The postal address of a letterhead, as printed: index, settlement, street and house in any order."""

import re

from extractors.contacts import contact_start
from extractors.lines import fold, trim
from schemas.facts import Found, found
from schemas.layout import Line

# --- pieces ------------------------------------------------------------------------------------------------------
_INDEX = r"(?<![\d\-/(])[1-6]\d{5}(?![\d\-/])"  # 101000 to 694923
_STREET_WORD = (
    r"(?i:ул(?:ица)?|просп(?:ект)?|пр-т|пр-кт|пр|пл(?:ощадь)?|пер(?:еулок)?|наб(?:ережная)?|б-р|бульвар|ш(?:оссе)?|тракт|мкр-?н?|"
    r"микрорайон|проезд|пр-д|квартал|кв-л|аллея|тупик|линия|въезд)"
)
_STREET = rf"(?<![\w-]){_STREET_WORD}(?:\.\s?|\s)(?=[«\"]?[\dА-ЯЁ])|[А-ЯЁ][\w-]+\s{_STREET_WORD}(?:\.|(?=,))"
_HOUSE = r",\s*(?:д(?:ом)?\.?\s?)?№?\s?\d{1,3}[а-яА-Я]?(?:[/-]\d+)?\s*(?:,|$)"
_EVIDENCE = re.compile(rf"{_INDEX}|{_STREET}")
_SETTLEMENT = re.compile(
    r"(?<!\w)(?:г|гор|с|п|пос|пгт|рп|р\.п|ст|д|х)\.\s?[А-ЯЁ]|(?<!\w)(?:город|село|пос[её]лок|станица|деревня)\s[А-ЯЁ]"
)
_SETTLEMENT_AND_HOUSE = re.compile(rf"(?:{_SETTLEMENT.pattern}).*{_HOUSE}")
LABEL = re.compile(
    r"(?:(?:юридический|почтовый|фактический)\s+)?(?:адрес(?!\w)|место\s+нахождения|местонахождение)[^:]{0,30}:?\s*",
    re.IGNORECASE,
)
_CONTINUES = re.compile(r"[,\-–]$|(?<!\w)(?:ул|пр|пер|пл|д|г|муниципальное|внутригородское)\.?$", re.IGNORECASE)
_PARTS = re.compile(r"[^()«»№,]{2,40}(?:,[^()«»№,]{1,40})+")  # «Тюмень, 625000», «Растрелли, дом 2, строение 1»
_EDGE = ",;. \t"


def find_address(text: str, lines: tuple[Line, ...]) -> Found[str] | None:
    """The first address among the lines of a letterhead; `None` where there is none."""
    for position, line in enumerate(lines):
        start = _begins(text, line)
        if start is not None:
            start, end = trim(text, start, _ends(text, lines, position, start), _EDGE)
            return found(fold(text[start:end]), start, end, "address.words") if end > start else None
    return None


def _begins(text: str, line: Line) -> int | None:
    """Where in the line the address begins: after its label, after a contact before it, or with the line."""
    evidence = _EVIDENCE.search(text, line.start, line.end) or _SETTLEMENT_AND_HOUSE.search(text, line.start, line.end)
    if evidence is None or contact_start(text, line.start, line.end) < evidence.start():
        return None
    label = LABEL.search(text, line.start, evidence.start())
    return label.end() if label else line.start


def _ends(text: str, lines: tuple[Line, ...], position: int, start: int) -> int:
    """The end of the last line that belongs to the address, or where its first contact begins."""
    end = start
    for line in lines[position:]:
        first, last = max(line.start, start), line.end
        if end > start and not _goes_on(text, end, first, last):
            break
        end = min(contact_start(text, first, last), _column_end(text, first, last))
        if end < last:
            return end
    return end


def _column_end(text: str, first: int, last: int) -> int:
    """Where the address ends in its line: at a tab, or before the label of another («Почтовый адрес: …»)."""
    evidence = _EVIDENCE.search(text, first, last)
    if evidence is None:
        return last
    tab = text.find("\t", evidence.end(), last)
    label = LABEL.search(text, evidence.end(), last)
    return min(tab if tab >= 0 else last, label.start() if label else last)


def _goes_on(text: str, end: int, first: int, last: int) -> bool:
    """Whether the line goes on with an address that ended at `end` so far."""
    line = text[first:last].strip()
    if not line or contact_start(text, first, last) == first or LABEL.match(line):
        return False
    if _CONTINUES.search(text[:end].rstrip()):
        return True
    is_part = bool(_EVIDENCE.search(line) or _SETTLEMENT.search(line) or line[0].islower() or _PARTS.fullmatch(line))
    return is_part and "\n\n" not in text[end:first]
