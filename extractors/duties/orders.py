"""Does a sentence order something, and what kind of order is it?"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from pymorphy3.analyzer import Parse

from extractors.duties.sentences import sentences
from extractors.language import Language
from extractors.lines import LETTER_SPACED, WORD, close_up, fold
from extractors.parties.duties import INSTRUMENTAL
from extractors.vocabulary import any_of

OrderType = Literal["task", "approval", "appointment", "control"]

_LEADING_WORDS = 25
_SURE = 0.5

# --- requests in prose -------------------------------------------------------------------------------------------
_REQUEST = re.compile(rf"\b{any_of('request_words')}\b", re.IGNORECASE)
_OF_ACT = re.compile(r"(?:приказыва|постановля|распоряжа)\w+|решил[аио]?", re.IGNORECASE)
_NO_REQUEST = re.compile(rf"\b{any_of('no_requests')}\b", re.IGNORECASE)
_QUIET = re.compile(rf"\b{any_of('quiet_words')}\b[^.;]*$", re.IGNORECASE)
_FOLLOWING = re.compile(
    r"\bследующ\w+\s+изменени\w+\W*$|^\W*признать\s+(?:не\s+действующими|утратившими\s+силу)\b|^\W*(?:установить|определить|ввести|принять)\s+следующ[^.;]*:$",
    re.IGNORECASE,
)
"""«Внести в постановление … следующие изменения:», «Признать утратившими силу приказы …:», «Установить следующие
условия …:»: the lines under it are orders."""
_ASIDE = re.compile(r"\([^()]*\)|«[^«»]*»")
"""«в центр «Опора» (далее – центр)»: names and brackets are no objects."""
_NEED = re.compile(
    r"\b(?:обраща|напомина|уведомля|сообща|информиру)(?:ю|ем|ет)\b[^.;]{0,40}?\bнеобходимост[ьи]\b", re.IGNORECASE
)
_SUBMITTED = re.compile(
    r"\b(?:пред(?:о)?ставляются|направляются|подаются|высылаются|сдаются)\b.*\b(?:не\s+позднее|до)\s+«?\d",
    re.IGNORECASE,
)
"""«Заявки предоставляются в управление до 11 мая»."""
_SHAPE = re.compile(r"\bдолж(?:ен|на|но|ны)\s+(?:составлять|соответствовать|содержать|превышать)(?!\w)", re.IGNORECASE)
"""«Заявка должна содержать номер»: how a thing must be, nobody is to do it."""
_COURTESY = re.compile(r"(?:обратите|звоните|позвоните|уточните|уточняйте|учтите|имейте|извините|будьте|разрешите)")
"""«Обратите внимание», «обращайтесь по телефону»: nothing is ordered."""
_OF_FUTURE = frozenset({"вы", "если", "когда"})
_AIMS = r"(?:основн\w+\s+)?(?:цел[ьи]|задач[аи])\b(?:\s+[а-яё]+){0,4}\s*:"  # Задачи сбора:
_RIGHTS = (
    r"права(?!\s+и\s)(?:\s[^.;:]{0,80})?"  # 3. Права
    r"|[^.;:]*\b(?:(?:имеет|имеют)\s+право|вправе|может|могут)\b[^.;:]*:"  # Комиссия имеет право:
)
_NO_ORDERS = re.compile(rf"(?:{_AIMS}|{_RIGHTS})", re.IGNORECASE)
_GENERAL_OBJECT = re.compile(rf"\b{any_of('general_objects')}\b", re.IGNORECASE)

# --- kinds of orders ---------------------------------------------------------------------------------------------
_THIS = r"^(?:настоящ\w+\s+)?"
_IN_FORCE = re.compile(
    rf"{_THIS}(?:\w+\s+){{0,3}}вступа(?:ет|ют)\s+в\s+силу|{_THIS}\w+\s+распространяет\w*\s+(?:сво[её]\s+)?действие",
    re.IGNORECASE,
)
_PUBLICATION = re.compile(r"\bподлеж(?:ит|ат)\s+(?:\w+\s+){0,2}(?:опубликовани|размещени|обнародовани)", re.IGNORECASE)

_ENTRUSTED = (
    r"(?:оставля(?:ю|ем|ет)|оставить|оста[её]тся|сохран(?:яю|ить)|возложить|возлага(?:ю|ется)|возложен"
    r"|закреп(?:ить|ляю|л[её]н)|поруч(?:ить|аю|ается|ен))(?!\w)"
)
_CONTROL_LABEL = r"контроль\s+за\s+(?:исполнени|выполнени)\w+[^.;:–—]{0,80}(?:\s[–—-]|:)\s"
_LAID_ON = rf"(?:{_ENTRUSTED}|осуществля\w+)"
_OF_THIS_ACT = r"(?:за\s+)?(?:исполнени|выполнени)\w+\s+(?:настоящ|данн)"
_CONTROL = re.compile(
    rf"(?:^|[,;]\s)(?:общий\s+)?конт\w{{0,2}}ль\b(?=.{{0,200}}?\b{_LAID_ON})"  # Контроль … возложить на …
    r"|\b(?:возложить|возлагаю|оставляю|оставить)\b.{0,80}\bконтроль\s"  # Возложить на … контроль за …
    rf"|\bи\s+контроль\s+{_OF_THIS_ACT}.{{0,200}}?\b{_ENTRUSTED}"  # Учёт и контроль за исполнением … возложить
    rf"|{_OF_THIS_ACT}\w*\s+\w+\s+и\s+контроль\s+{_ENTRUSTED}"  # Ответственность за исполнение … и контроль возложить
    rf"|^{_CONTROL_LABEL}"  # Контроль за исполнением – главный инженер …
    rf"|\b(?:обеспечить|осуществлять|осуществить)\s+контроль\s+{_OF_THIS_ACT}",  # Осуществлять контроль за …
    re.IGNORECASE | re.DOTALL,
)
_CONTROL_LAID = re.compile(
    rf"контроль\b.{{0,200}}?\b{_ENTRUSTED}|{_CONTROL_LABEL}",
    re.IGNORECASE | re.DOTALL,
)
"""What a letter says of its control: «Контроль за сроками возложен на Ильина О.В.»"""
_LAID = re.compile(r"(?:персональная\s+)?ответственность\b[^.;]{0,200}?\bвозл(?:агается|ожена)\s+на\b", re.IGNORECASE)
"""«Ответственность за полноту сведений возлагается на Ильина О.В.»"""
_APPROVAL = re.compile(
    r"^\W*(?:(?:внести\s+изменения|ввести\s+в\s+действие(?:\s+со?\s[^,;:]{5,25})?)\s+и\s+)?(?:утвердить|утверждаю)\b",
    re.IGNORECASE,
)
_CHARGED = r"(?:ответственн|координатор|оператор|исполнител|куратор|организатор)"
_CHARGE = r"(?:обязанност|ответственност|функци|исполнение\s+обязанност|персональн)"
_APPOINTS = r"(?:назнач(?:ить|аю|ается|аются)|определ(?:ить|ена?)|избрать)"
_APPOINTMENT = re.compile(
    rf"^\W*(?:назначить|определить(?=.{{0,160}}\b{_CHARGED})"  # Определить ответственным исполнителем …
    rf"|возложить\s+{_CHARGE}|ответственность\s.{{0,160}}\bвозложить"  # Возложить ответственность за … на …
    rf"|считать\s+ответственн|закрепить\s+(?:ответственн|обязанност)"
    rf"|{_CHARGED}\w+\s.{{0,200}}\b{_APPOINTS}\b"
    rf"|(?!про){INSTRUMENTAL}\s[^.,;]{{0,120}}\b(?:назначить|избрать)\b)",  # Главным судьёй турнира назначить …
    re.IGNORECASE | re.DOTALL,
)
_TYPES: tuple[tuple[OrderType, re.Pattern[str]], ...] = (
    ("control", _CONTROL),
    ("approval", _APPROVAL),
    ("appointment", _APPOINTMENT),
)


def order_type(text: str) -> OrderType:
    """The kind of the order by its first words: «Контроль … возложить», «Утвердить …», «Назначить …», else a task."""
    plain = fold(close_up(text))
    return next((kind for kind, pattern in _TYPES if pattern.search(plain)), "task")


def orders(text: str, language: Language) -> bool:
    """Whether an item of a list of orders orders something: an infinitive, or an oversight.

    «Приказ вступает в силу со дня подписания» alone does not, «…, начальникам обеспечить ознакомление» behind it does.
    """
    plain = _SHAPE.sub(" ", fold(close_up(text)))
    if _IN_FORCE.match(plain) and not (_has_infinitive(plain.partition("силу")[2], language) or _is_published(plain)):
        return False
    asks = bool(_REQUEST.search(plain)) and bool(infinitives(plain, language))
    ordered = order_type(plain) in ("control", "appointment") or _is_published(plain) or bids(plain, language)
    return ordered or asks or _has_infinitive(plain, language)


def _is_published(plain: str) -> bool:
    """«… вступает в силу со дня подписания и подлежит опубликованию»: to publish it is a duty."""
    return bool(_PUBLICATION.search(plain))


def requests(sentence: str, language: Language) -> bool:
    """Whether a sentence of prose asks or orders: «просим направить …», «необходимо сдать …», «Отчёт направить …»."""
    plain = fold(close_up(sentence))
    if _NO_REQUEST.search(plain):
        return False
    if _SUBMITTED.search(plain):
        return True
    asked = any(infinitives(plain[m.end() :], language) for m in _REQUEST.finditer(plain))
    laid = _CONTROL_LAID.match(plain) or _LAID.match(plain)
    return asked or bool(laid) or _is_bare_infinitive(plain, language) or bids(plain, language)


def warns(sentence: str) -> bool:
    """«Напоминаем о необходимости до 1 мая представить …», «Обращаем внимание на необходимость …»."""
    return bool(_NEED.search(fold(sentence)))


def lists_no_orders(lead: str) -> bool:
    """Whether what stands below a lead-in or a heading is an aim or a right: «Задачи сбора:», «3. Права»."""
    return bool(_NO_ORDERS.fullmatch(fold(close_up(lead))))


def bids(plain: str, language: Language) -> bool:
    """«Информацию доведите до сведения руководителей», «Сообщите сроки»: an imperative that asks for more
    than attention.

    «сообщите» is the future as well: behind «вы», «если», «когда».
    """
    words = WORD.findall(plain.lower())
    return any(
        word.endswith("те")
        and not _COURTESY.match(word)
        and before not in _OF_FUTURE
        and any({"VERB", "impr", "plur"} in parse.tag for parse in language.parses(word))
        for before, word in pairwise(["", *words])
    )


def _is_bare_infinitive(plain: str, language: Language) -> bool:
    """«Информацию об исполнении направить до 1 июня»: an infinitive and no verb in a person."""
    words = WORD.findall(plain)
    personal = (
        parse.tag.POS in ("VERB", "PRED", "ADJS", "PRTS")
        for index, word in enumerate(words)
        if word.islower() or not index  # «Номоконов» is no short adjective
        for parse in language.parses(word.lower())[:1]
    )
    return bool(infinitives(plain, language)) and not any(personal)


def is_of_act(word: str) -> bool:
    """«постановляет», «решила», «п р и к а з ы в а ю»: the verb of an act, behind which its items order."""
    return bool(_OF_ACT.fullmatch(close_up(word)))


def request_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """The last word of request or order between the offsets: a lead-in's verb («рекомендует», «просим»)."""
    spaced = (m for m in LETTER_SPACED.finditer(text, start, end) if _REQUEST.fullmatch(close_up(m[0])))
    found = [*spaced, *_REQUEST.finditer(text, start, end)]
    return found[-1] if found else None


def infinitives(text: str, language: Language) -> list[int]:
    """Offsets of the infinitives of a text: 7 in «Просим провести …»."""
    return [m.start() for m in WORD.finditer(text) if _is_infinitive(m[0], language)]


def _is_infinitive(word: str, language: Language) -> bool:
    """«провести», «обеспечить»; not «часть», «сеть», «область»."""
    lower = word.lower()
    if not lower.endswith(("ть", "ти", "чь", "ться", "тись", "чься")):
        return False
    return float(sum(p.score for p in language.parses(lower) if p.tag.POS == "INFN")) > _SURE


def _has_infinitive(plain: str, language: Language) -> bool:
    """An infinitive that orders: not that of «вправе запросить», «чтобы обеспечить»."""
    return any(not _QUIET.search(plain[:at]) for at in infinitives(plain, language))


def completes(lead: str, language: Language) -> bool:
    """Whether the items under a lead-in complete its verb («Утвердить:», «обеспечить:»), so that each is the order.

    «Провести мониторинг по показателям:» has its object already, and the list belongs to it; «Назначить
    ответственными за сбор:» and «представить в отдел кадров до 1 мая:» have not.
    """
    plain = fold(close_up(lead))
    verbs = infinitives(plain, language)
    if not verbs:
        return False
    if order_type(plain) == "appointment" or _FOLLOWING.search(plain):
        return True
    rest = WORD.findall(plain[verbs[-1] :])[1:]
    return sum(not _GENERAL_OBJECT.fullmatch(word) for word in rest) <= 1 or _lacks_object(plain[verbs[-1] :], language)


def _lacks_object(words: str, language: Language) -> bool:
    """Whether a transitive verb has only phrases with prepositions behind it, each with its genitives."""
    verb, *rest = WORD.findall(_ASIDE.sub(" ", words.lower()))
    if not any({"INFN", "tran"} in parse.tag for parse in language.parses(verb)):
        return False
    governed = False
    for word in rest:
        tag = language.parses(word)[0].tag
        if tag.POS == "PREP":
            governed = True
        elif tag.POS in ("NOUN", "NPRO", "ADJF"):
            if not governed and tag.case in ("nomn", "accs") and "Fixd" not in tag:
                return False
            governed = governed and tag.POS == "ADJF"
    return True


def opens_with_order(text: str, language: Language) -> bool:
    """An infinitive or an oversight at the start, or after a short phrase that says whom or when.

    «Провести осмотр», «Руководителям школ до 1 мая обеспечить …».
    """
    plain = fold(close_up(text))
    words = WORD.findall(plain)
    if not words or _IN_FORCE.match(plain):
        return False
    if _is_infinitive(words[0], language) or words[0].lower() == "контроль" or order_type(plain) != "task":
        return True
    if not _may_open(words[0], language):
        return False
    head = next((plain[a:b] for a, b in sentences(plain, 0, len(plain))), "")
    return any(len(WORD.findall(plain[:at])) < _LEADING_WORDS for at in infinitives(head, language))


def _may_open(word: str, language: Language) -> bool:
    """A dative, an abbreviation, or the first word of a time («до», «ежеквартально», «в срок»)."""
    return word.isupper() or any(
        "datv" in p.tag or p.tag.POS in ("PREP", "ADVB") for p in language.parses(word.lower())
    )


def starts_in_present(text: str, language: Language) -> bool:
    """«извещает членов комиссии …»: a verb in the third person of the present at the start.

    An adverb or a time may stand before it: «ежегодно до 1 ноября представляет …».
    """
    words = [language.parses(word.lower()) for word in WORD.findall(fold(close_up(text)))[:_LEADING_WORDS]]
    at = next((i for i, parses in enumerate(words) if _is_present(parses)), None)
    opened = bool(words) and words[0][0].tag.POS in ("ADVB", "PREP", "PRCL")
    return at == 0 or (opened and at is not None and not any("nomn" in parses[0].tag for parses in words[:at]))


def _is_present(parses: Sequence[Parse]) -> bool:
    """«обходит» is a future as well, «дело» no verb."""
    verbs = [p for p in parses if p.tag.POS == "VERB"]
    return parses[0] in verbs and any({"pres", "3per"} in p.tag for p in verbs)
