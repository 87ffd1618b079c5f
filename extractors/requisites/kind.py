"""Requisite 09: the kind of the document, by its heading, else by its verb, else by its form."""

import re
from collections.abc import Callable

from extractors.lines import close_up, fold
from schemas.document import Kind
from schemas.facts import Found, found
from schemas.letter import Letter

HEADINGS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))  # type: ignore[misc]
    for kind, pattern in (
        (
            "letter",
            r"телефонограмма|телеграмма|(?:информационное|служебное|инструктивное|инструктивно-методическое|гарантийное|сопроводительное)\s+письмо|^письмо",
        ),
        ("memo", r"(?:служебная|докладная|пояснительная|объяснительная|аналитическая)\s+записка|^записка|^справка"),
        ("plan", r"план|дорожная\s+карта"),
        ("order", r"(?<!о )приказ"),
        ("directive", r"распоряжение"),
        ("resolution", r"постановление"),
        ("protocol", r"протокол"),
        ("decision", r"решение"),
        ("instruction", r"указание|инструкция|поручени[ейя]"),
        (
            "other",
            r"указ\b|закон|положение|регламент|порядок|правила|договор|соглашение|акт\b|доверенность|программа|устав",
        ),
    )
)
VERBS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))  # type: ignore[misc]
    for kind, pattern in (
        ("order", r"\bприказыва(?:ю|ем|ет)\b"),
        ("resolution", r"\bпостановля(?:ю|ем|ет)\b"),
        ("directive", r"\bраспоряжа(?:юсь|ется)\b|\bобязыва(?:ю|ет)\s*:"),
        ("protocol", r"\bслушали\s*:"),
        ("decision", r"\b(?:решил[аи]?|решает)\s*:"),
    )
)


def find_kind(letter: Letter) -> Found[Kind]:
    """The kind. A document without a heading and without an ordering verb is a letter."""
    return next((kind for rule in RULES if (kind := rule(letter))), _letter(letter))


def _by_heading(letter: Letter) -> Found[Kind] | None:
    """The word of the heading that stands first; of «ПЛАН» inside «ПРИКАЗ …» the first decides."""
    for section in letter.of("kind"):
        raw = letter.text[section.start : section.end]
        heading = fold(close_up(raw))
        hits = [(m.start(), -len(m[0]), kind) for kind, pattern in HEADINGS if (m := pattern.search(heading))]
        return found(min(hits)[2] if hits else "other", section.start, section.end, "kind.heading")
    return None


def _by_verb(letter: Letter) -> Found[Kind] | None:
    for section in letter.of("body"):
        for item in section.items:
            text = letter.text[item.start : item.end]
            closed = close_up(text)
            for kind, pattern in VERBS:
                if pattern.search(closed):
                    return found(kind, item.start, item.end, "kind.verb", 0.9)
    return None


def _letter(letter: Letter) -> Found[Kind]:
    place = next(iter([*letter.of("addressee", "registration", "letterhead"), *letter.sections]), None)
    return found("letter", place.start if place else 0, place.end if place else 0, "kind.form", 0.8)


RULES: tuple[Callable[[Letter], Found[Kind] | None], ...] = (_by_heading, _by_verb)
