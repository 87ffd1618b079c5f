"""Requisite 09: the kind of the document, by its heading, else by its verb, else by its form."""

import re
from collections.abc import Callable, Iterator

from extractors.lines import close_up, fold
from schemas.document import Kind
from schemas.facts import Found, found
from schemas.letter import Letter

_LETTERS = r"(?:информационное|служебное|инструктивное|инструктивно-методическое|гарантийное|сопроводительное)"
_LIKE_LETTERS = r"(?:письмо|ходатайство|извещение|напоминание|приглашение|претензия|депутатский\s+запрос)"
_MEMOS = r"(?:служебная|докладная|пояснительная|объяснительная|аналитическая)"
_REGULATIONS = r"положение|регламент|порядок|правила|алгоритм|методика|обязанности"
_OTHERS = rf"указ\b|закон|{_REGULATIONS}|договор|соглашение|акт\b|доверенность|программа|устав"
Words = tuple[Kind, re.Pattern[str]]


def _words(kind: Kind, pattern: str) -> Words:
    return kind, re.compile(pattern, re.IGNORECASE)


_HEADINGS: tuple[Words, ...] = (
    _words("letter", rf"телефонограмма|телетайпограмма|телеграмма|{_LETTERS}\s+письмо|^{_LIKE_LETTERS}"),
    _words("memo", rf"{_MEMOS}\s+записка|^записка|^справка|^рапорт"),
    _words("plan", r"план|дорожная\s+карта"),
    _words("order", r"(?<!о )приказ"),
    _words("directive", r"распоряжение"),
    _words("resolution", r"постановление"),
    _words("protocol", r"протокол"),
    _words("decision", r"решение"),
    _words("instruction", r"указание|инструкция|поручени[ейя]|^перечень"),
    _words("other", _OTHERS),
)
_VERBS: tuple[Words, ...] = (
    _words("order", r"\bприказыва(?:ю|ем|ет)\b"),
    _words("resolution", r"\bпостановля(?:ю|ем|ет)\b"),
    _words("directive", r"\bраспоряжа(?:юсь|ется)\b|\bобязыва(?:ю|ет)\s*:"),
    _words("protocol", r"\bслушали\s*:"),
    _words("decision", r"\b(?:решил[аи]?|решает)\s*:"),
)


def find_kind(letter: Letter) -> Found[Kind]:
    """The kind. A document without a heading and without an ordering verb is a letter."""
    return next((kind for rule in RULES if (kind := rule(letter))), _letter(letter))


def _by_heading(letter: Letter) -> Found[Kind] | None:
    """The word of the heading that stands first; of «ПЛАН» inside «ПРИКАЗ …» the first decides."""
    sections = letter.of("kind")
    for section in sections:
        heading = fold(close_up(letter.text[section.start : section.end]))
        hits = [(m.start(), -len(m[0]), kind) for kind, m in _matches(_HEADINGS, heading)]
        if hits:
            return found(min(hits)[2], section.start, section.end, "kind.heading")
    return found("other", sections[0].start, sections[0].end, "kind.heading") if sections else None


def _by_verb(letter: Letter) -> Found[Kind] | None:
    """«п р и к а з ы в а ю:» in the text of an order that lost its heading."""
    for item in (item for section in letter.of("body") for item in section.items):
        for kind, _ in _matches(_VERBS, close_up(letter.text[item.start : item.end])):
            return found(kind, item.start, item.end, "kind.verb", 0.9)
    return None


def _matches(table: tuple[Words, ...], text: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    return ((kind, match) for kind, pattern in table if (match := pattern.search(text)))


def _letter(letter: Letter) -> Found[Kind]:
    """What has neither is a letter, by its addressee, number or letterhead."""
    place = next(iter([*letter.of("addressee", "registration", "letterhead"), *letter.sections]), None)
    return found("letter", place.start if place else 0, place.end if place else 0, "kind.form", 0.8)


RULES: tuple[Callable[[Letter], Found[Kind] | None], ...] = (_by_heading, _by_verb)
