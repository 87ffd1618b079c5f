"""Cues of the text, requisite 18: how it begins, what is an item, a chapter, a paragraph of prose."""

import re

from extractors.lines import in_capitals
from extractors.segment.cues.contacts import is_contact
from extractors.vocabulary import any_of

_SALUTATION = re.compile(r"^(?:Глубоко)?\s*(?:Многоуважаем|Уважаем)(?:ые|ый|ая)\b", re.IGNORECASE)
_PREAMBLE = re.compile(rf"^{any_of('preambles')}", re.IGNORECASE)
_ORDERING = re.compile(rf"\b{any_of('ordering_verbs')}\s*:?\s*$", re.IGNORECASE)
_PROTOCOL = re.compile(rf"^{any_of('minutes_openings')}", re.IGNORECASE)
_DECISION = re.compile(r"^(?:\d+[.)]\s*)?(?:слушали|выступил|решил|постановил|решение\s*:)", re.IGNORECASE)
_EDITION = re.compile(r"^(?:\(?\s*в\s+ред(?:\.|акции)\s|список\s+изменяющих\s+документов)", re.IGNORECASE)

_NUMBERED = r"\d{1,2}(?:\.\d{1,2}){0,4}\s?[.)]\s*(?=\D)|\d{1,2}(?:\.\d{1,2}){1,4}\s+"  # 1., 2.5., 3), 2.5
_ITEM = re.compile(rf"^(?:{_NUMBERED}|[а-я]\)\s*|[-–—•*]\s+)")
_CHAPTER = re.compile(r"^(?:[IVX]{1,5}\.\s|(?:раздел|глава)\s+(?:\d|[IVX]))", re.IGNORECASE)
_PROSE = 100
_PROSE_WORDS = 12


def is_salutation(text: str) -> bool:
    """«Уважаемые коллеги!», «Глубокоуважаемая Анна Петровна!»"""
    return bool(_SALUTATION.match(text))


def starts_preamble(text: str) -> bool:
    """The usual first words of the text: «В соответствии…», «Во исполнение…», «Направляем…»."""
    return bool(_PREAMBLE.match(text))


def ends_in_order(text: str) -> bool:
    """«… приказываю:», «ПОСТАНОВЛЯЕТ:», «решил:»."""
    return bool(_ORDERING.search(text))


def starts_protocol(text: str) -> bool:
    """«Присутствовали:», «Повестка дня:», «СЛУШАЛИ:»."""
    return bool(_PROTOCOL.match(text))


def starts_decision(text: str) -> bool:
    """«СЛУШАЛИ:», «1. РЕШИЛИ:»."""
    return bool(_DECISION.match(text))


def is_edition_note(text: str) -> bool:
    """«(в ред. Приказа … от … N …)», as legal databases print under the heading."""
    return bool(_EDITION.match(text))


def starts_item(text: str) -> bool:
    """«1. Утвердить», «2.5 направить», «а) провести», «- довести»."""
    return bool(_ITEM.match(text))


def starts_chapter(text: str) -> bool:
    """«I. Общие положения», «Раздел 2»."""
    return bool(_CHAPTER.match(text))


def is_prose(text: str) -> bool:
    """A paragraph of running text rather than a heading or an address: long, in small letters, no contacts first."""
    long = len(text) > _PROSE and len(text.split()) > _PROSE_WORDS
    return long and not in_capitals(text) and not is_contact(text[:60])
