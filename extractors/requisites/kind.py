"""Requisite 09: the kind of the document, by its heading, else by its verb, else by its form."""

import re
from collections.abc import Callable, Iterator

from extractors.lines import close_up, fold
from schemas.document import Kind
from schemas.facts import Found, found
from schemas.letter import Letter

_LETTERS = r"(?:информационное|служебное|инструктивное|инструктивно-методическое|гарантийное|сопроводительное)"
_MEMOS = r"(?:служебная|докладная|пояснительная|объяснительная|аналитическая)"
_OTHERS = r"указ\b|закон|положение|регламент|порядок|правила|договор|соглашение|акт\b|доверенность|программа|устав"
_HEADINGS: tuple[tuple[Kind, str], ...] = (
    ("letter", rf"телефонограмма|телетайпограмма|телеграмма|{_LETTERS}\s+письмо|^письмо"),
    ("memo", rf"{_MEMOS}\s+записка|^записка|^справка"),
    ("plan", r"план|дорожная\s+карта"),
    ("order", r"(?<!о )приказ"),
    ("directive", r"распоряжение"),
    ("resolution", r"постановление"),
    ("protocol", r"протокол"),
    ("decision", r"решение"),
    ("instruction", r"указание|инструкция|поручени[ейя]"),
    ("other", _OTHERS),
)
_VERBS: tuple[tuple[Kind, str], ...] = (
    ("order", r"\bприказыва(?:ю|ем|ет)\b"),
    ("resolution", r"\bпостановля(?:ю|ем|ет)\b"),
    ("directive", r"\bраспоряжа(?:юсь|ется)\b|\bобязыва(?:ю|ет)\s*:"),
    ("protocol", r"\bслушали\s*:"),
    ("decision", r"\b(?:решил[аи]?|решает)\s*:"),
)


def find_kind(letter: Letter) -> Found[Kind]:
    """The kind. A document without a heading and without an ordering verb is a letter."""
    return next((kind for rule in RULES if (kind := rule(letter))), _letter(letter))


def _by_heading(letter: Letter) -> Found[Kind] | None:
    """The word of the heading that stands first; of «ПЛАН» inside «ПРИКАЗ …» the first decides."""
    for section in letter.of("kind"):
        heading = fold(close_up(letter.text[section.start : section.end]))
        hits = [(m.start(), -len(m[0]), kind) for kind, m in _matches(_HEADINGS, heading)]
        return found(min(hits)[2] if hits else "other", section.start, section.end, "kind.heading")
    return None


def _by_verb(letter: Letter) -> Found[Kind] | None:
    """«п р и к а з ы в а ю:» in the text of an order that lost its heading."""
    for item in (item for section in letter.of("body") for item in section.items):
        for kind, _ in _matches(_VERBS, close_up(letter.text[item.start : item.end])):
            return found(kind, item.start, item.end, "kind.verb", 0.9)
    return None


def _matches(table: tuple[tuple[Kind, str], ...], text: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    for kind, pattern in table:
        match = re.search(pattern, text, re.IGNORECASE)
        if match:
            yield kind, match


def _letter(letter: Letter) -> Found[Kind]:
    """What has neither is a letter, by its addressee, number or letterhead."""
    place = next(iter([*letter.of("addressee", "registration", "letterhead"), *letter.sections]), None)
    return found("letter", place.start if place else 0, place.end if place else 0, "kind.form", 0.8)


RULES: tuple[Callable[[Letter], Found[Kind] | None], ...] = (_by_heading, _by_verb)
