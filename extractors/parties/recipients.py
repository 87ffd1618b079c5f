"""Whom or where something must be delivered to."""

import re
from collections.abc import Callable, Iterable, Iterator

from extractors.aliases import Alias
from extractors.inflection import head_in, is_agency
from extractors.language import Language
from extractors.parties.extent import IN_TERM, Extent
from extractors.parties.items import Item, is_named, opening
from extractors.parties.listing import parties
from extractors.people import Case, find_people
from extractors.people.declension import in_dictionary
from schemas.document import Party, Recipient
from schemas.facts import Found, Trace, found

#: Verbs that bring something to somebody: orders, and duties in the present («передает сведения в отдел»).
SENDING = re.compile(
    r"\b(?:направ(?:ить|лять|ляют|ляет|ьте)|(?:пред(?:о)?став)(?:ить|лять|ляют|ляет|ьте)|сообщ(?:ить|ать|ите|ает|ают)"
    r"|переда(?:ть|вать|[её]т|ют)|выслать|высыла(?:ть|ет)|отправ(?:ить|лять|ляет)|переслать|сда(?:ть|вать|[её]т)|пода(?:ть|вать)"
    r"|прислать|присылать|верн(?:уть|ите)|возвра(?:тить|щать)|выда(?:ть|вать|[её]т|ют)|разда(?:ть|вать|[её]т|ют)|внести|вносит|вручить|разослать|дове(?:сти|дите)|доводит(?:ь)?|доложить|докладыва(?:ть|ет)|обратиться"
    r"|перечисл(?:ить|ять|яет)|(?:пред(?:о)?ставля|направля|пода|сда)ются"
    r"|(?:обеспеч|организ)[а-я]*ть\s+(?:(?:\([^()]*\)|[^\s.;]+)\s+){0,4}?(?:направление|пред(?:о)?ставление|передачу|сдачу|доставку))(?!\w)",
    re.IGNORECASE,
)
_SENDING_NOUN = re.compile(
    r"\W*(?:представление|предоставление|направление|передача|сдача|доставка|подача)\b", re.IGNORECASE
)
_DELIVERING = re.compile(rf"{SENDING.pattern}|\bпринима(?:ть|ются|ется)(?!\w)", re.IGNORECASE)
_INFORMING = re.compile(
    r"\b(?:(?:про)?информировать|уведом(?:ить|лять)|изве(?:стить|щать)|опове(?:стить|щать))\s+", re.IGNORECASE
)
_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]*@[\w-]+(?:\.[\w-]+)*\.[A-Za-zА-Яа-я]{2,}")
_AWARE = re.compile(r"\bдо\s+(?:\w+\s+)?сведения\s+", re.IGNORECASE)
_BRING = re.compile(r"\bдове(?:сти|дите)\b[^.;]*?\bдо\s+", re.IGNORECASE)
_INTO = re.compile(r"\b(?:в|во)\s+(?!(?:адрес|срок|рамках|целях|соответствии|течение|редакции)\b)", re.IGNORECASE)
#: «В целях подготовки информации в правительство просим представить …»: what stands before is not delivered.
_ASKING = re.compile(r"\b(?:про(?:сим|шу|сит)|рекоменду(?:ем|ю|ет)|предлага(?:ем|ю|ет))\b", re.IGNORECASE)
_ADDRESSED = re.compile(r"\b(?:в\s+адрес|на\s+имя)\s+", re.IGNORECASE)
_POSTAL = re.compile(
    r"\bпо\s+(?:\w+\s+)?адресу\s*:?\s*(?P<address>\d{6}[^;@]*|(?:г\.|ул\.|город|пр\.|пер\.)[^;@]*)", re.IGNORECASE
)
#: «в центр занятости (ул. Мира, д. 5, каб. 3)»
_IN_BRACKETS = re.compile(
    r"\s*\((?P<address>(?:\d{6},|г\.|ул\.|пер\.|пр-т|просп\.)[^()@;]*?)(?:,\s*(?:тел|факс|каб)[^()]*)?\)", re.IGNORECASE
)
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_]+(?:-[^\W\d_]+)*\s+)+$")
#: Prepositions of the dative.
_TO = frozenset({"по", "к", "ко", "согласно", "благодаря", "вопреки", "навстречу"})
#: «Направить Лобова Д.И. на учёбу»: a name in the accusative, which no dative ends so.
_NOT_GIVEN = re.compile(r"^(?:[А-ЯЁ]\.\s?)*[А-ЯЁ][а-яё-]+(?:[ая]|[ое]го)(?=\s|$)")
#: «Предоставить Лобову Д.И. отпуск»: a leave is sent to nobody.
_GRANTED = re.compile(
    r"предостав(?:ить|лять)\b[^.;]*?\b(?:отпуск|дн[ия]\s+отдыха|материальную\s+помощь)(?!\w)", re.IGNORECASE
)
_PUBLIC = frozenset({"гражданин", "население", "житель", "общественность"})
#: What follows is the new wording of another document, and asks nothing by this one.
_NEW_WORDING = re.compile(r"\b(?:редакции|содержания)\s*:\s*«")


def recipients(
    text: str, start: int, end: int, language: Language, *, aliases: Iterable[Alias] = ()
) -> Found[Recipient] | None:
    """Where an item's result must be delivered: a party, an e-mail address, a postal address; or None."""
    known = tuple(aliases)
    wording = _NEW_WORDING.search(text, start, end)
    end = wording.start() if wording else end
    party = next(_parties(text, start, end, language, known), None)
    email = _EMAIL.search(text, start, end)
    delivers = party or email or _DELIVERING.search(text, start, end)  # else it is where something takes place
    postal = _POSTAL.search(text, start, end) if delivers else None
    if postal is None and party:
        postal = _IN_BRACKETS.match(text, party.end, end)
    if not (party or email or postal):
        return None
    place = (postal.start("address"), _address_end(text, postal, language)) if postal else None
    address = " ".join(text[slice(*place)].split()) if place else None
    value = Recipient(party=party.value if party else None, email=email[0] if email else None, address=address)
    parts = list(party.under("/party")) if party else []
    parts += [Trace("/email", email.start(), email.end(), "recipient.email")] if email else []
    parts += [Trace("/address", *place, "recipient.address")] if place else []
    return found(value, min(p.start for p in parts), max(p.end for p in parts), "recipient.words", parts=parts)


_NOT_ADDRESS = re.compile(
    r"\s(?:(?:а\s+также|и|или)\s|на\s+e-?mail|в\s+электронн|по\s+электронн|не\s+позднее|в\s+срок|до\s+\d|в\s+течение|с\s+пометкой|на\s+имя|для\s)",
    re.IGNORECASE,
)


def _address_end(text: str, postal: re.Match[str], language: Language) -> int:
    """Where a postal address ends: before who takes it there, and before the deadline."""
    start, end = postal.span("address")
    beyond = [p.start for p in find_people(text, start, end, language)]
    beyond += [m.start() for m in _NOT_ADDRESS.finditer(text, start, end)]
    stop = min([end, *beyond])
    return start + len(text[start:stop].rstrip(" \n.,"))


def _parties(text: str, start: int, end: int, language: Language, aliases: tuple[Alias, ...]) -> Iterator[Found[Party]]:
    for rule in RULES:
        for at, case in rule(text, start, end, language):
            extent = Extent(text, at, end, language, case)
            first = opening(text, extent.items, 0, case, language) if extent.items else None
            if first and first.role != "thing":
                stop = extent.trimmed(extent.stop(first))
                yield from parties(text, extent.items[0].start, stop, language, case=case, aliases=aliases)[:1]


_Places = Iterator[tuple[int, Case]]


def _made_aware(text: str, start: int, end: int, language: Language) -> _Places:
    """«довести до сведения всех заинтересованных лиц», «довести до руководителей школ»."""
    for pattern in (_AWARE, _BRING):
        yield from ((m.end(), "gent") for m in pattern.finditer(text, start, end))


def _informed(text: str, start: int, end: int, language: Language) -> _Places:
    """«проинформировать руководителей школ»; the public at large receives nothing («информировать граждан»)."""
    for m in _INFORMING.finditer(text, start, end):
        first = head_in(text[m.end() : end], "accs", language)
        if first is None or first.noun.normal_form not in _PUBLIC:
            yield m.end(), "accs"


def _sending(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first word that sends; in a table it may be a noun: «Представление отчёта в министерство»."""
    return SENDING.search(text, start, end) or _SENDING_NOUN.match(text, start, end)


def _addressed(text: str, start: int, end: int, language: Language) -> _Places:
    """«направить в адрес министерства», «на имя директора»: wherever it stands in a sentence that sends."""
    if _sending(text, start, end):
        yield from ((m.end(), "gent") for m in _ADDRESSED.finditer(text, start, end))


def _into(text: str, start: int, end: int, language: Language) -> _Places:
    """«представить в Министерство образования»: a body in the accusative."""
    sending = _sending(text, start, end)
    if not sending:
        return
    asking = _ASKING.search(text, start, sending.start())
    for m in _INTO.finditer(text, asking.end() if asking else start, end):
        if IN_TERM.match(text, m.start()) or _in_quotes(text, start, m.start()):
            continue
        extent = Extent(text, m.end(), end, language, "accs")
        first = opening(text, extent.items, 0, "accs", language) if extent.items else None
        if first and first.role in ("body", "name", "class"):
            yield m.end(), "accs"


def _in_quotes(text: str, start: int, place: int) -> bool:
    """«внести в программу «Развитие службы в администрации района»»: a name is no place."""
    return text.rfind("«", start, place) > text.rfind("»", start, place)


def _given(text: str, start: int, end: int, language: Language) -> _Places:
    """«направить … ответственному проекта Филоновой Л.В.»: a dative behind the verb that no preposition governs."""
    for verb in SENDING.finditer(text, start, end):
        if _GRANTED.search(text, verb.start(), end):
            continue
        extent = Extent(text, verb.end(), end, language, "datv")
        for i, item in enumerate(extent.items):
            first = opening(text, extent.items, i, "datv", language)
            if (
                first is None
                or first.role in ("thing", "class", "name")
                or is_governed(text, verb.end(), item.start, language)
            ):
                continue
            if is_agency(item.text) and not _may_be_given(extent.items[i - 1], language):
                continue
            if first.role == "person" and _NOT_GIVEN.search(item.text):
                continue
            sure = head_in(text[item.start : extent.items[-1].end], "gent", language) is None or not i
            if sure or first.role == "person" or (first.post and is_named(extent.items[i + 1 :])):
                yield item.start, "datv"
                return


def is_governed(text: str, start: int, place: int, language: Language) -> bool:
    """Whether a preposition governs the word at `place`, or an adjective before it is in no dative.

    «по особым поручениям», «на производственную практику»; behind the noun of a preposition a dative is free again:
    «по итогам практики заведующей».
    """
    before = _WORDS_BEFORE.search(text, start, place)
    words = before[0].lower().split() if before else []
    for word in reversed(words):
        kinds = {p.tag.POS for p in language.parses(word)}
        if "PREP" in kinds or word in _TO:
            return word is words[-1] or word in _TO
        if "NOUN" in kinds or kinds.isdisjoint({"ADJF", "PRTF"}):
            return False
        if word is words[-1] and not any("datv" in p.tag for p in language.parses(word)):
            return True
    return False


def _may_be_given(before: Item, language: Language) -> bool:
    """«направить отчёт Минобрнауки», not «на сайте Минобрнауки»: a name that is not declined may be a genitive."""
    known = in_dictionary(before.text, language) if before.kind == "word" else ()
    return not any("NOUN" in p.tag for p in known) or any({"NOUN", "accs"} in p.tag for p in known)


def _delivered(text: str, start: int, end: int, language: Language) -> _Places:
    """The first of both: «представлять в отдел помощи взрослому населению» names the department alone."""
    places = [*_given(text, start, end, language), *_into(text, start, end, language)]
    return iter(sorted(places))


RULES: tuple[Callable[[str, int, int, Language], _Places], ...] = (_made_aware, _addressed, _delivered, _informed)
