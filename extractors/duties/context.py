"""What carries down: the deadline and the responsible of a lead-in hold for each item under it that states none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from extractors.aliases import Alias
from extractors.deadlines import Context, context_of, find_deadlines, find_deadlines_in_cell
from extractors.duties import orders
from extractors.duties.labels import Label, labels
from extractors.language import Language
from extractors.lines import WORD
from extractors.parties import leading_parties, parties, recipients
from extractors.parties.items import items, opening
from extractors.parties.recipients import is_governed
from extractors.people import Case
from extractors.segment.dative import is_dative
from schemas.document import Deadline, Kind, Party, Person, Recipient
from schemas.facts import Found
from schemas.letter import Letter

_ASKS = re.compile(r"\b(?:про(?:сим|шу|сит)|обязыва(?:ю|ем|ет)|требу(?:ю|ем|ет))\b", re.IGNORECASE)
"""Words of request that govern the accusative."""
_YOU = re.compile(r"\s+Вас\b", re.IGNORECASE)
"""«В целях подготовки доклада Губернатору прошу Вас:»: the addressees, nobody named here."""
_OBLIGED = re.compile(r"обязан|долж", re.IGNORECASE)
_OF_ANOTHER = ("ет", "ит")
"""Endings of «просит», «обязывает»: what stands before in the nominative asks."""
_PREAMBLE = re.compile(
    r"(?:в\s+(?:соответствии|целях|рамках|связи|случае)|с\s+целью|согласно|на\s+основании|при|для)\s", re.IGNORECASE
)
"""«В целях подготовки к зиме руководителям школ обеспечить …»"""
_NAMED_WITHIN = 160
"""Characters before the word of request, within which those it asks are named."""
V = TypeVar("V", Deadline, Party)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rest of the letter says that its duties need."""

    letter: Letter
    language: Language
    kind: Kind
    document_date: date | None
    heading: str | None
    """The heading of the document with its kind, for the year that it names."""
    addressees: tuple[Found[Party], ...]
    """Whom the letter asks: not those who get a copy of it."""
    signatories: tuple[Found[Person], ...]
    aliases: tuple[Alias, ...]

    def deadline_context(self, heading: str | None = None) -> Context:
        """A missing year comes from the table's heading, then from the title, then from the document's date."""
        return context_of(self.document_date, heading, self.heading)


@dataclass(frozen=True, slots=True)
class Carried:
    """What the lines above give to an item. `verb` is the lead-in that the items complete («Утвердить:»)."""

    deadlines: tuple[Found[Deadline], ...] = ()
    responsible: tuple[Found[Party], ...] = ()
    verb: str = ""
    ordering: bool = False
    case: Case | None = None
    """The case that the word of request demands of those it asks: «просим: руководителей школ …»."""
    recipient: Found[Recipient] | None = None
    """«направлять в центр на почту …:»"""

    def over(self, outer: "Carried") -> "Carried":
        """This context inside an outer one: what it does not state itself it takes from there."""
        return Carried(
            self.deadlines or outer.deadlines,
            self.responsible or outer.responsible,
            self.verb,
            self.ordering or outer.ordering,
            self.case or outer.case,
            self.recipient or outer.recipient,
        )


NOTHING = Carried()


def inferred(values: Iterable[Found[V]]) -> tuple[Found[V], ...]:
    """The same values, marked as taken from context."""
    return tuple(replace(f, value=f.value.model_copy(update={"inferred": True})) for f in values)


def stated_deadlines(
    setting: Setting, start: int, end: int, marks: Sequence[Label], context: Context
) -> tuple[Found[Deadline], ...]:
    """The deadlines an item states: after its label «Срок:», else in its prose."""
    text = setting.letter.text
    spans = [(mark.value_start, mark.value_end) for mark in marks if mark.kind == "deadline"]
    labelled = [d for span in spans for d in find_deadlines_in_cell(text, *span, context)]
    return distinct(labelled) if labelled else find_deadlines(text, start, end, context)


def stated_responsible(
    setting: Setting, start: int, end: int, marks: Sequence[Label], case: Case | None = None
) -> tuple[Found[Party], ...]:
    """The responsible an item states: after «Отв.:», else in its first words («Руководителям … обеспечить»)."""
    text = setting.letter.text
    spans = [(mark.value_start, mark.value_end) for mark in marks if mark.kind == "responsible"]
    labelled = [p for span in spans for p in parties(text, *span, setting.language, aliases=setting.aliases)]
    if labelled:
        leading = _parties_beside(setting, start, end)
        return (*(p for p in leading if not any(_is_same(p.value, other.value) for other in labelled)), *labelled)
    verb, term = _verb_and_term(setting, start, end)
    between = verb is not None and term is not None and start < term.start < verb  # «Отделу кадров | в марте | сдать …»
    if between and term and (own := _parties_beside(setting, start, term.start, case or "datv")):
        return own
    own = (
        _parties_beside(setting, start, end)
        or (_parties_beside(setting, start, end, case) if case else ())
        or _behind_preamble(setting, start, end, verb, term)
        or _behind_request(setting, start, end)
    )
    asks = _ASKS.search(text, start, end)
    first = asks and (asks.start() if asks[0].lower().endswith(_OF_ANOTHER) else start)
    return own or (_parties_beside(setting, first, end, "accs") if first is not None else ())


def _is_same(one: Party, other: Party) -> bool:
    """«Отделу экономики (Ким В.В.) …», «Отв.: Ким В.В.»."""
    people = {p.person.surname for p in (one, other) if p.person}
    return one.name.lower() == other.name.lower() or (len(people) == 1 and bool(one.person and other.person))


def _verb_and_term(setting: Setting, start: int, end: int) -> tuple[int | None, Found[Deadline] | None]:
    """Where the first infinitive of an item stands, and its first deadline."""
    text = setting.letter.text
    verb = next(iter(orders.infinitives(text[start:end], setting.language)), None)
    term = next(iter(find_deadlines(text, start, end, setting.deadline_context())), None)
    return None if verb is None else start + verb, term


def _behind_preamble(
    setting: Setting, start: int, end: int, verb: int | None, term: Found[Deadline] | None
) -> tuple[Found[Party], ...]:
    """«В срок до 1 мая | директорам школ | провести …»: whom an item names behind its deadline or its preamble."""
    text = setting.letter.text
    begun = term.end if term and not text[start : term.start].strip() else start
    if verb is None or (begun == start and not _PREAMBLE.match(text, start)):
        return ()
    request = orders.request_at(text, begun, verb)
    return _just_before(setting, begun, request.start() if request else verb, end)


def _behind_request(setting: Setting, start: int, end: int) -> tuple[Found[Party], ...]:
    """«Также министерство рекомендует | руководителям школ | провести …»."""
    request = orders.request_at(setting.letter.text, start, end)
    spoken_of = request is not None and request[0].endswith(_OF_ANOTHER)  # «просим Вас» asks the addressees
    return _parties_beside(setting, request.start(), end) if request and spoken_of else ()


def recipient_of(setting: Setting, start: int, end: int) -> Found[Recipient] | None:
    """Whom or where it must be delivered; the e-mail address given for a person is that person's."""
    where = recipients(setting.letter.text, start, end, setting.language, aliases=setting.aliases)
    party = where.value.party if where else None
    if where is None or party is None or party.person is None or where.value.email is None:
        return where
    person = party.person.model_copy(update={"email": where.value.email})
    return replace(where, value=where.value.model_copy(update={"party": party.model_copy(update={"person": person})}))


def lead_in(
    setting: Setting,
    start: int,
    end: int,
    marks: Sequence[Label],
    context: Context,
    *,
    marked: bool,
    case: Case | None = None,
) -> Carried:
    """What a line ending in a colon gives to the items under it: «… ГАУ ДПО «АМИРО» в срок до 20.02.2024 рекомендует:».

    `marked` says that it is an item itself, `case` what the lead-in above it demands of those it names.
    """
    words = setting.letter.text[start:end]
    request = orders.request_at(setting.letter.text, start, end)
    asked: Case | None = "accs" if request is not None and _ASKS.match(request[0]) else None
    if request is None:
        own = stated_responsible(setting, start, end, marks, case)
    else:
        own = _asked_parties(setting, start, end, request, asked)
    stated = stated_deadlines(setting, start, end, marks, context)
    asks_at = request.start() if request else end if own or _is_term(words, stated) else None
    return Carried(
        deadlines=stated if marked else _of_items(setting, start, stated, asks_at),
        responsible=own,
        verb=words if orders.completes(words, setting.language) else "",
        case=asked,
        ordering=request is not None or bool(orders.infinitives(words, setting.language)) or bool(own),
        recipient=recipient_of(setting, start, end),
    )


def _asked_parties(
    setting: Setting, start: int, end: int, request: re.Match[str], case: Case | None
) -> tuple[Found[Party], ...]:
    """Who stands behind the word of request («просим руководителей:»), or before it («ГАУ ДПО «ИРО» поручаем:»).

    Who is obliged is its subject: «Кондуктор обязан:».
    """
    if _OBLIGED.match(request[0]):
        return _subject(setting, start, request.start())
    asked = _parties_beside(setting, request.end(), end, case)
    if asked:
        return asked
    if orders.is_of_act(request[0]) or _YOU.match(setting.letter.text, request.end(), end):
        return ()
    if _names_first(setting.letter.text[start : request.start()], setting.language):
        return _parties_beside(setting, start, end)
    return _just_before(setting, start, request.start(), request.end())


def _subject(setting: Setting, start: int, end: int) -> tuple[Found[Party], ...]:
    """Who stands in the nominative before «обязан»; a thing is obliged to nothing («Заявка должна содержать:»)."""
    text, language = setting.letter.text, setting.language
    run = items(text, start, end, language)
    first = opening(text, run, 0, "nomn", language) if run else None
    known = first is not None and first.role != "thing"
    return parties(text, start, end, language, case="nomn", aliases=setting.aliases) if known else ()


def _just_before(setting: Setting, start: int, order: int, end: int) -> tuple[Found[Party], ...]:
    """«В соответствии с приказом … № 5 руководителям организаций необходимо:»: from the first dative on.

    `order` is where the word of request, or the infinitive, begins.
    """
    text, language = setting.letter.text, setting.language
    for word in WORD.finditer(text, max(start, order - _NAMED_WITHIN), order):
        if is_governed(text, start, word.start(), language) or not is_dative(word[0].capitalize(), language):
            continue
        named, stop = leading_parties(text, word.start(), end, language, aliases=setting.aliases, case="datv")
        if named and not text[stop:order].strip(" \n,"):
            return named
    return ()


def _names_first(words: str, language: Language) -> bool:
    """Whether a lead-in begins with whom it asks: a dative, or an abbreviation («ГАУ ДПО «ИРО» поручаем:»)."""
    first = words.split()[:1]
    return is_dative(words, language) or (bool(first) and len(first[0]) > 1 and first[0].isupper())


def is_label(words: str) -> bool:
    """«Срок исполнения всех пунктов – до 1 мая.»: the line says when, or who, for all items."""
    return any(mark.start == 0 for mark in labels(words, 0, len(words)))


def _is_term(words: str, stated: tuple[Found[Deadline], ...]) -> bool:
    """«В срок до 1 мая:»: the line says when, and nothing else."""
    alone = bool(stated) and len(words.strip(" :.\n")) <= len(stated[0].value.text) + 1
    return alone or is_label(words)


def _of_items(
    setting: Setting, start: int, stated: tuple[Found[Deadline], ...], asks_at: int | None
) -> tuple[Found[Deadline], ...]:
    """What of the deadlines of a lead-in in prose holds for the items.

    A span before the word that asks («В связи с … в период с … по … необходимо:») is that of the event, one behind an
    infinitive («во исполнение поручения завершить … до 1 мая приказываю:») is its own, and a preamble that neither asks
    nor names anybody has none to give.
    """
    if asks_at is None:
        return ()
    text, language = setting.letter.text, setting.language
    before = orders.infinitives(text[start:asks_at], language)
    own = asks_at if not before else start + before[0]
    return tuple(
        d
        for d in stated
        if d.start > asks_at or (d.start < own and (d.value.kind != "period" or not text[start : d.start].strip()))
    )


def _parties_beside(setting: Setting, start: int, end: int, case: Case | None = None) -> tuple[Found[Party], ...]:
    return leading_parties(setting.letter.text, start, end, setting.language, aliases=setting.aliases, case=case)[0]


def distinct(deadlines: Iterable[Found[Deadline]]) -> tuple[Found[Deadline], ...]:
    """The same date printed twice is one deadline (contract)."""
    seen: dict[object, Found[Deadline]] = {}
    for deadline in deadlines:
        value = deadline.value
        words = value.text if value.due is None else None
        seen.setdefault((value.start, value.due, value.recurrence, value.offset, words), deadline)
    return tuple(seen.values())
