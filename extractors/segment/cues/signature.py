"""Cues of signatures, requisites 22 and 23, and of the executor, requisite 25: names, posts, electronic signatures."""

import re

from extractors.segment.cues.pieces import NAME, REGARDS
from extractors.vocabulary import any_of

_NAME_ALONE = re.compile(rf"^[_\s/]*{NAME}[\s_/.,]*$")
_NAME_FIRST = re.compile(rf"{NAME}\b")
_SURNAME_ALONE = re.compile(r"[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?")
_POST = re.compile(rf"^(?:{REGARDS})?{any_of('signing_posts')}(?![а-яё])", re.IGNORECASE)
_POST_AND_NAME = re.compile(
    rf"^(?P<post>.{{3,}}?)(?:[\s_/,:\-–—]+|[\s:]*_[_\s/]*\()(?P<name>{NAME})[\s_/.)]*$",  # «… ____ (Яшина И.В.)»
    re.DOTALL,
)
_EXECUTOR = re.compile(r"^(?:исп(?:олнител[ьи]|олнил[аи]?)?\b\s*[.:]?|контактное лицо|контактный тел)", re.IGNORECASE)
_PREPARED = re.compile(r"^подготовил[аи]?\s*(?:\([аи]\)\s*)?[:–-]", re.IGNORECASE)
_EXECUTOR_NAMED = re.compile(rf"^исп(?:\.|олнитель)\s*:?\s*{NAME}", re.IGNORECASE)
_E_SIGNATURE_FIRST = re.compile(
    r"(?:настоящий\s+)?(?:документ|подписан|подлинник|сертификат|сведения|владелец|кому|действител|(?:усиленн\w+\s+)?\w*\s*электронн)",
    re.IGNORECASE,
)
_E_SIGNATURE = re.compile(any_of("e_signature_marks"), re.IGNORECASE)


def is_name(text: str) -> bool:
    """A line that holds a person's name and nothing else: «В.В. Булыгин», «_____ Булыгин В.В.»."""
    return bool(_NAME_ALONE.match(text))


def is_surname(text: str) -> bool:
    """One capitalised word and nothing else, «Мищенко»: an executor who gives the surname only."""
    return bool(_SURNAME_ALONE.fullmatch(text))


def starts_with_name(text: str) -> bool:
    """A line of a list of people, a name and then what they are: «Зорин И.И. – председатель комиссии»."""
    return bool(_NAME_FIRST.match(text))


def starts_post(text: str) -> bool:
    """The first word of a post in the nominative: «Ректор», «Первый заместитель», «И.о. начальника»."""
    return bool(_POST.match(text))


def post_and_name(text: str) -> re.Match[str] | None:
    """«Начальник Управления   В.В. Булыгин»: groups `post` and `name`."""
    match = _POST_AND_NAME.match(text)
    return match if match and starts_post(match["post"]) else None


def starts_executor(text: str) -> bool:
    """«Исп. Иванова И.И.», «Исполнитель:», «Контактное лицо»."""
    return bool(_EXECUTOR.match(text))


def starts_prepared(text: str) -> bool:
    """«Подготовил: …»: an executor where a phone stands with the name, else a visa."""
    return bool(_PREPARED.match(text))


def names_executor(text: str) -> bool:
    """«Исп. Кораблёва Т.Н.»: surer than a label alone, which an annex may have for its own items."""
    return bool(_EXECUTOR_NAMED.match(text))


def starts_e_signature(text: str) -> bool:
    """The first line of that frame: «ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ», not an item that orders certificates."""
    return bool(_E_SIGNATURE_FIRST.match(text)) and is_e_signature(text)


def is_e_signature(text: str) -> bool:
    """A line of the frame of an electronic signature: «Сертификат: 00AA11BB», «Владелец: …»."""
    return bool(_E_SIGNATURE.search(text))
