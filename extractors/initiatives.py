"""Named projects and programmes that a document is about: «федеральный проект «Школа Минпросвещения России»».

A project or programme counts wherever the title, the text or the heading of an annex names it. An event (a contest, a
measure) counts where the document is about it: its word stands in the title, or in the first paragraph of a document
without one. Drafts of acts, courses of study, computer programmes and the names of bodies and systems are none.
"""

import re
from collections.abc import Iterator

from extractors.language import Language
from extractors.lines import fold
from schemas.facts import Found, found
from schemas.letter import Letter

# --- pieces ------------------------------------------------------------------------------------------------------
_TITLE = r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|\"[^\"\n]+\"|“[^”]+”"
_MIDDLE = r"(?:\s+[а-яёА-ЯЁ][\w-]*){0,7}?"
_PROJECT = (
    r"(?:нац|мега)?проект(?:а|у|ом|е|ы|ов|ам|ами|ах)?|программ(?:а|ы|е|у|ой|ам|ами|ах)?|"
    r"подпрограмм\w{0,3}|инициатив(?:а|ы|е|у|ой)"
)
_EVENT = (
    r"мероприяти(?:е|я|ю|ем|и|й|ям|ях)|акци(?:я|и|ю|ей|ях)|конкурс(?:а|у|ом|е)?|фестивал(?:ь|я|ю|ем|е)|марафон(?:а|у|ом|е)?|"
    r"сл[её]т(?:а|у|ом|е)?|форум(?:а|у|ом|е)?|олимпиад(?:а|ы|е|у|ой)|месячник(?:а|у|ом|е)?|кампани(?:я|и|ю|ей)|смотр(?:а|у|ом|е)?|игр(?:а|ы|е|у|ой)"
)
_NAMED = re.compile(
    rf"(?<![\w-])(?P<noun>{_PROJECT}|{_EVENT})(?P<middle>{_MIDDLE})\s*(?P<title>{_TITLE})", re.IGNORECASE
)
_NEXT = re.compile(rf"\s*(?:,?\s*а также|,|;|и)\s*(?P<title>{_TITLE})")
_HEREAFTER = re.compile(rf"(?P<title>{_TITLE})\s*\(\s*далее\s*[-–—:]?\s*(?:[Пп]роект|[Пп]рограмма)\s*\)")
_OF_PROJECT = re.compile(rf"\s(?:{_PROJECT})(?:\s+\w+)?$", re.IGNORECASE)
"""«мероприятий федерального проекта «…»»."""
_IS_PROJECT = re.compile(rf"(?:{_PROJECT})", re.IGNORECASE)

# «проект приказа «…»», «программа повышения квалификации «…»», «программы ГАУ «…»»
_OTHER_MIDDLE = re.compile(
    r"\b(?:приказ|распоряжени|постановлени|решени|закон|указ|договор|соглашени|письм|протокол|устав|положени|повышени|переподготовк|семинар|"
    r"курс|дисциплин|обучени|предмет|модул|учреждени|организаци|школ|институт|университет|центр|гимнази|лице[йяю]|"
    r"обществ|фонд|систем|пометк|по тем)\w*"
    r"|\b[А-ЯЁ]{3,}\b",
)
_OTHER_BEFORE = re.compile(
    r"(?:систем\w*\s+управления(?:\s+[а-яё]+)?|(?:образовательн|профессиональн|рабоч|учебн|компьютерн|антивирусн|обучающ|адаптированн|развивающ|проектн)\w*"
    r"|\b(?:обучени|курс|подготовк|занят)\w*(?:\s+\w+){0,2}\s+по)\s+$",  # «обучение по программе «…»»
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"[«\"“]\s*(?:(?:О|Об|Обо)\s|[а-яё])"
)  # the title of an act; «дорожная карта» and other words in quotes
# «… от 29.12.2018 № 921-пп «Об утверждении государственной », up to the word «программы»
_ACT_TITLE = re.compile(r"(?:№\s*\S+|\d{4}(?:\s*г(?:ода|\.))?)\s*«(?:О|Об)\s[^«»]*$")
_CHANGING = re.compile(r"\s*(?:\d+(?:\.\d+)*[.)]?\s*)?(?:О\s+внесении|Внести|Утвердить\s+изменения)\b", re.IGNORECASE)


def find_initiatives(letter: Letter, language: Language) -> tuple[Found[str], ...]:
    """Names without their quotes, in the order of their first mentions, each once."""
    distinct: dict[str, Found[str]] = {}
    for name in sorted(_named(letter, language), key=lambda n: n.start):
        distinct.setdefault(name.value.casefold().replace("ё", "е"), name)
    return tuple(distinct.values())


def _named(letter: Letter, language: Language) -> Iterator[Found[str]]:
    title = " ".join(letter.text[s.start : s.end] for s in letter.of("title"))
    for start, end, is_first in _passages(letter):
        for match in _NAMED.finditer(letter.text, start, end):
            if _is_other(letter.text, match) or _is_cited(letter.text, start, match.start()):
                continue
            if _IS_PROJECT.fullmatch(match["noun"]) or _OF_PROJECT.search(match["middle"]):
                yield from _list(letter.text, match, end, language)
            elif (is_first and not title) or _is_about(title, match["noun"]):
                yield _quoted(match, "initiative.event")
        for match in _HEREAFTER.finditer(letter.text, start, end):
            yield _quoted(match, "initiative.hereafter")


def _passages(letter: Letter) -> Iterator[tuple[int, int, bool]]:
    """Title, text and headings of annexes; true for the first paragraph of the text."""
    yield from ((s.start, s.end, False) for s in letter.of("title"))
    items = [item for s in letter.of("body") for item in s.items]
    yield from ((item.start, item.end, index == 0) for index, item in enumerate(items))
    yield from ((s.heading[0].start, s.heading[-1].end, False) for s in letter.of("annex") if s.heading)


def _is_about(title: str, noun: str) -> bool:
    """Whether the heading has the word for the event, its ending aside."""
    return bool(re.search(rf"(?<!\w){re.escape(noun[: max(4, len(noun) - 3)])}", title, re.IGNORECASE))


def _is_other(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 60) : match.start()]
    return bool(_OTHER_MIDDLE.search(match["middle"]) or _OTHER_BEFORE.search(before) or _NO_NAME.match(match["title"]))


def _is_cited(text: str, start: int, position: int) -> bool:
    """Within the title of an act that is cited and not changed: «постановлением № 921 «Об утверждении программы «»»."""
    before = text[start:position]
    return bool(_ACT_TITLE.search(before)) and not _CHANGING.match(before)


def _list(text: str, match: re.Match[str], end: int, language: Language) -> Iterator[Found[str]]:
    """The name, and after a plural («проектов «А», «Б» и «В»») the names that follow."""
    yield _quoted(match, "initiative.project")
    plural = any("plur" in p.tag for p in language.parses(match["noun"].lower()))
    while plural and (following := _NEXT.match(text, match.end(), end)):
        match = following
        yield _quoted(match, "initiative.list")


def _quoted(match: re.Match[str], rule: str) -> Found[str]:
    start, end = match.span("title")
    return found(fold(match.string[start + 1 : end - 1]), start + 1, end - 1, rule)
