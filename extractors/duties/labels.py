"""Labels inside an item: «Срок: до 01.12.2022», «Отв.: …», in a line of their own, in line, or in brackets, in any order."""

import re
from dataclasses import dataclass
from typing import Literal

from extractors.lines import sentence_span, trim

LabelKind = Literal["deadline", "responsible", "control", "note"]

_OF_WHAT = r"(?:\s+(?:исполнения|выполнения|реализации|проведения|представления|предоставления|сдачи|подготовки|завершения|контроля))?"
_DEADLINE = rf"(?P<deadline>(?:контрольный\s+)?срок(?:и)?{_OF_WHAT}\s*(?::|[-–—](?=\s)|(?=\s(?:до|не\s+позднее|с|к|[IVX]+\s|\d|в\s+течени)\b)))"
_RESPONSIBLE = (
    r"(?P<responsible>(?:отв(?:\.|етств?\.)\s*(?:исп(?:\.|олнител[ьи]))?\s*[:\-–—]?|отв\s*[:\-–—]|"
    r"ответственн(?:ый|ые|ая|ое)(?:\s+(?:исполнител[ьи]|лиц[оа]|соисполнител[ьи]))?(?:\s+за\s+(?:исполнение|выполнение|реализацию|проведение))?\s*(?::|[-–—](?=\s))|"
    r"(?:со)?исполнител[ьи]\s*(?::|[-–—](?=\s))))"
)
_CONTROL = r"(?P<control>контроль(?:\s+(?:за\s+)?(?:исполнени\w+|выполнени\w+))?\s*(?::|[-–—](?=\s)))"
_NOTE = r"(?P<note>(?:форма\s+(?:отч[её]та|представления)|вид\s+документа|примечание|голосовали|результат\w*\s+голосования)\s*:)"
_LABEL = re.compile(rf"(?:(?<=[\s(;,.])(?<![вВкК] )|^)(?:{_DEADLINE}|{_RESPONSIBLE}|{_CONTROL}|{_NOTE})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A label and its value: `start` is where the label begins (with its bracket), `value_start` to `value_end` what it says."""

    kind: LabelKind
    start: int
    value_start: int
    value_end: int


def labels(text: str, start: int, end: int) -> tuple[Label, ...]:
    """The labels between `start` and `end`, each with the text up to the next one or to the end of its bracket."""
    matches = list(_LABEL.finditer(text, start, end))
    found = []
    for match, following in zip(matches, [*(m.start() for m in matches), end][1:], strict=True):
        value_end = following
        opened = _opening(text, start, match.start())
        if opened is not None:
            close = _closing_bracket(text, opened, end)
            value_end = min(value_end, close)
        a, b = sentence_span(text, *trim(text, match.end(), value_end, ":–—- "))
        found.append(Label(_kind(match), opened if opened is not None else match.start(), a, b))
    return tuple(found)


def _kind(match: re.Match[str]) -> LabelKind:
    for kind in ("deadline", "responsible", "control"):
        if match[kind]:
            return kind
    return "note"


def _opening(text: str, start: int, at: int) -> int | None:
    """The bracket that the label stands directly or loosely inside."""
    opened = text.rfind("(", start, at)
    return opened if opened >= 0 and ")" not in text[opened:at] else None


def _closing_bracket(text: str, opened: int, end: int) -> int:
    depth = 0
    for position in range(opened, end):
        depth += (text[position] == "(") - (text[position] == ")")
        if depth == 0:
            return position
    return end


def text_end(text: str, start: int, end: int, found: tuple[Label, ...]) -> int:
    """Where the ordered action ends: before the labels that close the item. A label inside the sentence stays in it."""
    for label in reversed(found):
        rest = text[label.value_end : end].strip(" \n\t;,.)")
        if rest:
            break
        end = label.start
    return end
