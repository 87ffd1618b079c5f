"""Sentences of official prose."""

import re
from collections.abc import Iterator

from extractors.lines import trim
from extractors.vocabulary import any_of

_STOP = re.compile(r"[.!?…]+[»)]?(?=\s+[«\"(]?[А-ЯЁA-Z0-9])")
_ABBREVIATION = re.compile(rf"(?:\b{any_of('abbreviations')}|\b[А-ЯЁA-Z]|\b\d{{1,2}})\.$", re.IGNORECASE)
_NAMED = re.compile(r"[А-ЯЁ][а-яё]{2,} [А-ЯЁ]\. ?[А-ЯЁ]\.$")
_GOES_ON = re.compile(r"\s+[А-ЯЁ][а-яё]+\s[а-яё]")
_BEGINS = re.compile(r"\s+(?![А-ЯЁ][а-яё]+ [А-ЯЁ]\.)[А-ЯЁ][а-яё]")
"""«сообщить до 14.11.2025 г. Смирновой А.А.» goes on."""


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences between `start` and `end`.

    «г.», «ул.», «И.И.» and list numbers end none; neither does a stop in quotes or brackets.

    >>> text = "Просим направить отчёт до 01.02.2024 г. Отчёт подписывает И.И. Иванов. Спасибо."
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['Просим направить отчёт до 01.02.2024 г.', 'Отчёт подписывает И.И. Иванов.', 'Спасибо.']
    """
    begin = start
    for match in _STOP.finditer(text, start, end):
        before = text[begin : match.end()]
        if before.count("«") > before.count("»") or before.count("(") > before.count(")"):
            continue
        after = text[match.end() : end]
        if _ABBREVIATION.search(before) and not _year_ends(before, after) and not _name_ends(before, after):
            continue
        yield trim(text, begin, match.end())
        begin = match.end()
    a, b = trim(text, begin, end)
    if a < b:
        yield a, b


def _name_ends(before: str, after: str) -> bool:
    """«… назначить Зорину А.А. Контроль за …»: the initials have their surname, and small letters follow a capital."""
    return bool(_NAMED.search(before)) and bool(_GOES_ON.match(after))


def _year_ends(before: str, after: str) -> bool:
    """«… 2024 г. Отчёт…»: after a year «г.» and a capital begin a sentence; «в г. Твери» and a name do not."""
    return bool(re.search(r"\d{2,4}\s?гг?\.$", before)) and bool(_BEGINS.match(after))
