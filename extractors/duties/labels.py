"""Labels inside an item: «Срок: до 01.12.2022», «Отв.: …», on lines of their own, in line, or in brackets."""

import re
from dataclasses import dataclass
from typing import Literal

from extractors.lines import sentence_span, trim
from extractors.vocabulary import any_of

LabelKind = Literal["deadline", "responsible", "control", "note"]

_MARK = r"\s*(?::|[-–—](?=[\s\d]))"  # the colon or dash behind a label
_BEFORE_A_DAY = r"(?=\s(?:до|не\s+позднее|с|к|[IVX]+\s|\d|в\s+течени[еи])\b)"  # «Срок до 1 мая»
_OF_ALL = r"(?:\s+всех\s+(?:пунктов|поручений|мероприятий))?"
_TERM = (
    rf"(?:(?:(?:контрольный|крайний|предельный)\s+)?сроки?(?:\s+{any_of('deadline_labels')})?{_OF_ALL}|периодичность)"
)
_REPORTED = r"доклад\s*[:–—-](?=\s*(?:до\b|не\s+позднее|\d|[IVX]+\s|еже|раз\b|в\s+течени))"  # Доклад – до 1 марта
_DEADLINE = rf"{_TERM}(?:{_MARK}|\s*{_BEFORE_A_DAY})|{_REPORTED}"
_SHORT_RESPONSIBLE = r"отв(?:\.|етств?\.)\s*(?:исп(?:\.|олнител[ьи]))?\s*[:\-–—]?|отв\s*[:\-–—]"  # Отв., отв. исп.:
_WHO = r"(?:\s+(?:исполнител[ьи]|лиц[оа]|соисполнител[ьи]))?"
_FOR_WHAT = r"(?:\s+за\s+(?:исполнение|выполнение|реализацию|проведение))?"
_BEFORE_A_NAME = (
    r"(?=\s(?-i:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.))"  # «Ответственный Юдин А.А.»
)
_RESPONSIBLE = (
    rf"{_SHORT_RESPONSIBLE}|ответственн(?:ый|ые|ая|ое){_WHO}{_FOR_WHAT}{_MARK}"  # Ответственные за исполнение:
    rf"|(?<=\n)ответственн(?:ый|ые|ая){_WHO}{_BEFORE_A_NAME}"
    rf"|(?:со)?исполнител[ьи]{_MARK}"  # Исполнители:
)
_CONTROL = rf"контроль(?:\s+(?:за\s+)?(?:исполнени\w+|выполнени\w+))?{_MARK}"
_REPORT = r"форма\s+(?:отч[её]та|представления)|вид\s+документа"
_NOTE = rf"(?:{_REPORT}|примечание|голосовали|результат\w*\s+голосования)\s*:"
_KINDS: tuple[tuple[LabelKind, str], ...] = (
    ("deadline", _DEADLINE),
    ("responsible", _RESPONSIBLE),
    ("control", _CONTROL),
    ("note", _NOTE),
)
_LABEL = re.compile(
    rf"(?:(?<=[\s(;,.])(?<!\b[вВкК]\s)(?<!ный\s)|^)(?:{'|'.join(f'(?P<{kind}>{form})' for kind, form in _KINDS)})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label and its value: from `start` (with its bracket) the label, `value_start` to `value_end` what it says."""

    kind: LabelKind
    start: int
    value_start: int
    value_end: int


def labels(text: str, start: int, end: int) -> tuple[Label, ...]:
    """The labels between `start` and `end`, each with the text up to the next one or to the end of its bracket."""
    matches = list(_LABEL.finditer(text, start, end))
    ends = [*(match.start() for match in matches), end][1:]
    return tuple(_label(text, start, match, value_end, end) for match, value_end in zip(matches, ends, strict=True))


def _label(text: str, start: int, match: re.Match[str], value_end: int, end: int) -> Label:
    opened = _opening(text, start, match.start())
    if opened is not None:
        value_end = min(value_end, _closing_bracket(text, opened, end))
    a, b = sentence_span(text, *trim(text, match.end(), value_end, ":–—- "))
    return Label(_kind(match), match.start() if opened is None else opened, a, b)


def _kind(match: re.Match[str]) -> LabelKind:
    return next(kind for kind, _ in _KINDS if match[kind])


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
        if text[label.value_end : end].strip(" \n\t;,.)"):
            break
        end = label.start
    return end
