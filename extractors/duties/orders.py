"""Does a sentence order something, and what kind of order is it?"""

import re
from typing import Literal

from extractors.duties.sentences import sentences
from extractors.language import Language
from extractors.lines import close_up, fold

OrderType = Literal["task", "approval", "appointment", "control"]

_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
_LEADING_WORDS = 25

# --- requests in prose -------------------------------------------------------------------------------------------
_REQUEST = re.compile(
    r"\b(?:прошу|просим|просит|просят|просьба|рекоменд(?:ую|уем|ует|уется|овано|овать)|предлага(?:ю|ем|ет|ется)|необходимо|следует|надлежит|требу(?:ется|ем|ю|ет)|"
    r"обязыва(?:ю|ем|ет)|поруча(?:ю|ем|ет|ется)|(?:счита|полага)(?:ю|ем|ет)\s+(?:необходимым|целесообразным)|целесообразно|приказываю|распоряжаюсь|постановляет|решил[аи]?|"
    r"долж(?:ен|на|но|ны)|обязан[аы]?)\b",
    re.IGNORECASE,
)
_NO_DUTY = re.compile(
    r"\b(?:следует\s+(?:отметить|учесть|иметь\s+в\s+виду|подчеркнуть|сказать|обратить\s+внимание)|необходимо\s+(?:отметить|подчеркнуть|учитывать)|"
    r"просим\s+не\s+беспокоить|(?:по\s+(?:\w+\s+){0,3}вопрос\w+|за\s+(?:\w+\s+)?(?:информацией|справками|консультаци\w+))\b[^.]{0,80}\b(?:обращаться|обратиться|связаться))\b",
    re.IGNORECASE,
)
_QUIET = re.compile(
    r"\b(?:вступает\s+в\s+силу|возможность|прав[оа]?|вправе|могут|может|позволяет|позволит|планируется|предполагается|чтобы|готов[аы]?)\b[^.;]*$",
    re.IGNORECASE,
)

# --- kinds of orders ---------------------------------------------------------------------------------------------
_IN_FORCE = re.compile(
    r"^(?:настоящ\w+\s+)?(?:\w+\s+){0,3}вступа(?:ет|ют)\s+в\s+силу|^(?:настоящ\w+\s+)?\w+\s+распространяет\w*\s+(?:сво[её]\s+)?действие",
    re.IGNORECASE,
)
_PUBLICATION = re.compile(r"\bподлеж(?:ит|ат)\s+(?:\w+\s+){0,2}(?:опубликовани|размещени|обнародовани)", re.IGNORECASE)
_CONTROL = re.compile(
    r"(?:^|[,;]\s)(?:общий\s+)?контроль\b(?=.{0,200}?\b(?:оставляю|возложить|возлагаю|оставить|возлагается|осуществля\w+|возложен|оставляет))",
    re.IGNORECASE | re.DOTALL,
)
_CONTROL_LATE = re.compile(
    r"\b(?:возложить|возлагаю|оставляю|оставить)\b.{0,80}\bконтроль\s+(?:за|над)?", re.IGNORECASE | re.DOTALL
)
_CONTROL_TO = re.compile(
    r"\b(?:обеспечить|осуществлять|осуществить)\s+контроль\s+(?:за\s+)?(?:исполнени|выполнени)\w+\s+(?:настоящ|данн)", re.IGNORECASE
)
_APPROVAL = re.compile(r"^(?:\W*)(?:утвердить|утверждаю)\b", re.IGNORECASE)
_APPOINTMENT = re.compile(
    r"^\W*(?:назначить|определить(?=.{0,160}\b(?:ответственн|координатор|оператор|исполнител|куратор|организатор))|"
    r"возложить\s+(?:обязанност|ответственност|функци|исполнение\s+обязанност|персональн)|ответственность\s.{0,160}\bвозложить|"
    r"считать\s+ответственн|закрепить\s+(?:ответственн|обязанност)|ответственн\w+\s.{0,200}\bназначить)",
    re.IGNORECASE | re.DOTALL,
)


def order_type(text: str) -> OrderType:
    """The kind of the order by its first words: control, approval, appointment, or else a task."""
    plain = fold(close_up(text))
    if any(pattern.search(plain) for pattern in (_CONTROL, _CONTROL_LATE, _CONTROL_TO)):
        return "control"
    if _APPROVAL.match(plain):
        return "approval"
    if _APPOINTMENT.match(plain):
        return "appointment"
    return "task"


def orders(text: str, language: Language) -> bool:
    """Whether an item of a list of orders orders something: an infinitive, or an oversight; «вступает в силу» alone does not."""
    plain = fold(close_up(text))
    if _IN_FORCE.match(plain) and not _has_infinitive(plain.partition("силу")[2], language):
        return False
    return (
        order_type(plain) == "control"
        or bool(_PUBLICATION.search(plain))
        or _has_infinitive(plain, language)
        or (bool(_REQUEST.search(plain)) and bool(infinitives(plain, language)))
    )


def requests(sentence: str, language: Language) -> bool:
    """Whether a sentence of prose asks or orders: «просим направить …», «необходимо обеспечить …», «Отчёт направить …»."""
    plain = fold(close_up(sentence))
    if _NO_DUTY.search(plain):
        return False
    return any(infinitives(plain[m.end() :], language) for m in _REQUEST.finditer(plain)) or _is_bare_infinitive(
        plain, language
    )


def _is_bare_infinitive(plain: str, language: Language) -> bool:
    """«Информацию об исполнении направить до 1 июня»: an infinitive and no verb in a person."""
    if len(infinitives(plain, language)) == 0:
        return False
    return not any(
        parse.tag.POS in ("VERB", "PRED", "ADJS", "PRTS")
        for word in _WORD.findall(plain)
        for parse in language.parses(word.lower())[:1]
    )


def request_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """The last word of request or order between the offsets: a lead-in's verb («рекомендует», «просим»)."""
    last = None
    for last in _REQUEST.finditer(text, start, end):
        pass
    return last


def infinitives(text: str, language: Language) -> list[int]:
    """Offsets of the infinitives of a text."""
    return [m.start() for m in _WORD.finditer(text) if is_infinitive(m[0], language)]


def is_infinitive(word: str, language: Language) -> bool:
    """«провести», «обеспечить»; not «часть», «сеть», «область»."""
    lower = word.lower()
    if not lower.endswith(("ть", "ти", "чь", "ться", "тись", "чься")):
        return False
    parses = language.parses(lower)
    return sum(p.score for p in parses if p.tag.POS == "INFN") > 0.5


def starts_with_order(text: str, language: Language) -> bool:
    """An infinitive among the very first words, or after a dative phrase and a comma-free run: how an item that lost its number begins."""
    first = _WORD.findall(fold(close_up(text)))[:1]
    return bool(first) and (is_infinitive(first[0], language) or first[0].lower() == "контроль")


def _has_infinitive(plain: str, language: Language) -> bool:
    for at in infinitives(plain, language):
        if not _QUIET.search(plain[:at]):
            return True
    return False


_GENERAL_OBJECT = re.compile(
    r"\b(?:следующ\w+|нижеследующ\w+|прилагаем\w+|мероприяти\w*|мер[аыу]?|действи\w+|задач[иа]?|поручени\w+|работ[уы]?|утративш\w+|силу|недействующ\w+)\b",
    re.IGNORECASE,
)


_AMENDMENT = re.compile(r"\bследующ\w+\s+изменени\w+\W*$", re.IGNORECASE)
"""«Внести в постановление … следующие изменения:»: each change under it is an order."""


def completes(lead: str, language: Language) -> bool:
    """Whether the items under a lead-in complete its verb («Утвердить:», «обеспечить:»), so that each of them is the order.

    «Провести мониторинг по показателям:» has its object already: the list belongs to it; «Назначить ответственными за сбор:» has not.
    """
    plain = fold(close_up(lead))
    verbs = infinitives(plain, language)
    if not verbs:
        return False
    if order_type(plain) == "appointment" or _AMENDMENT.search(plain):
        return True
    rest = _WORD.findall(plain[verbs[-1] :])[1:]
    nouns = [w for w in rest if not _GENERAL_OBJECT.fullmatch(w)]
    return len(nouns) <= 1


def opens_with_order(text: str, language: Language) -> bool:
    """An infinitive at the start, or after a short phrase that says whom or when («Руководителям школ до 1 мая обеспечить …»), or an oversight."""
    plain = fold(close_up(text))
    if _IN_FORCE.match(plain):
        return False
    if starts_with_order(plain, language) or order_type(plain) != "task":
        return True
    found = _WORD.findall(plain)
    if not found or not _may_open(found[0], language):
        return False
    head = next((plain[a:b] for a, b in sentences(plain, 0, len(plain))), "")
    return any(len(_WORD.findall(plain[:at])) < _LEADING_WORDS for at in infinitives(head, language))


def _may_open(word: str, language: Language) -> bool:
    """A dative, an abbreviation, or the first word of a time («до», «ежеквартально», «в срок»)."""
    return word.isupper() or any(
        "datv" in p.tag or p.tag.POS in ("PREP", "ADVB") for p in language.parses(word.lower())
    )


def starts_in_present(text: str, language: Language) -> bool:
    """«извещает членов комиссии …»: a verb in the third person of the present at the start."""
    first = _WORD.findall(fold(close_up(text)))[:1]
    return bool(first) and any({"VERB", "pres", "3per"} in p.tag for p in language.parses(first[0].lower())[:1])
