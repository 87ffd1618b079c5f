"""Who an ordered item names before its verb: «Руководителям ОО обеспечить …», «Просим директоров школ направить …»."""

import re
from collections.abc import Callable, Iterable

from extractors.aliases import Alias
from extractors.language import Language
from extractors.parties.duties import appointees, charged, entrusted
from extractors.parties.extent import Extent, is_infinitive
from extractors.parties.items import Opening, is_named, opening
from extractors.parties.listing import parties
from extractors.parties.recipients import SENDING
from extractors.people import Case
from extractors.vocabulary import words
from schemas.document import Party
from schemas.facts import Found

Leading = tuple[tuple[Found[Party], ...], int]

#: Words that order something of somebody, and the case they put them in.
_DATIVE_VERB = re.compile(
    r"(?:рекоменд(?:овать|ую|уем|ует|уется)|поруч(?:ить|аю|аем|ает|ается)|предл(?:ожить|агаю|агаем|агает|агается)"
    r"|предпис(?:ать|ываю|ывает)|разреш(?:ить|аю|ает)|приказываю|указать|советуем|необходимо|следует|надлежит|дать\s+поручение)(?!\w)",
    re.IGNORECASE,
)
_ACCUSATIVE_VERB = re.compile(
    r"(?:обяз(?:ать|ываю|ываем|ывает)|про(?:сить|шу|сим|сит)|попросить|уполномоч(?:ить|иваю)|привлечь|призвать|призываем)(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(?:\d+(?:\.\d+)*[.)]?\s+|[-–—•*]\s+|[а-я]\)\s+)?")
_GIVING = frozenset(words("giving_verbs"))
_BY_FORCES = re.compile(r"\bсилами\s+", re.IGNORECASE)
#: «организации питания уделить особое внимание»: what gets attention, whatever it is.
_ATTENDING = frozenset({"уделить", "уделять", "придать", "придавать"})
_BENEFICIARIES = frozenset(words("beneficiaries"))
_NO_BODIES = frozenset(words("examinations"))


def leading_parties(
    text: str, start: int, end: int, language: Language, *, aliases: Iterable[Alias] = (), case: Case | None = None
) -> Leading:
    """The parties that an ordered item or a lead-in line names, and the offset where their phrase ends.

    `case` is what a verb above demands of them: accusative under «Прошу:», «Обязываю:». `((), start)` where the item
    names none before its verb.
    """
    begin = _NUMBER.match(text, start, end)
    at = begin.end() if begin else start
    if case:
        found, stop = _phrase(text, at, end, language, tuple(aliases), case, ordered=True)
        if found:
            return found, stop
    for rule in RULES:
        found, stop = rule(text, at, end, language, tuple(aliases))
        if found:
            return found, stop
    return (), start


def _after_verb(text: str, at: int, end: int, language: Language, aliases: tuple[Alias, ...]) -> Leading:
    """«Рекомендовать главам …», «Просим директоров школ …»."""
    for verb, case in _VERBS:
        m = verb.match(text, at, end)
        if m:
            return _phrase(text, m.end(), end, language, aliases, case, ordered=True)
    return (), at


def _verb_behind(text: str, at: int, end: int, language: Language, aliases: tuple[Alias, ...]) -> Leading:
    """«Рекомендуем» may stand behind: «главам районов рекомендуется обеспечить»; or an infinitive, or a colon."""
    return _phrase(text, at, end, language, aliases, "datv", ordered=False)


def _phrase(
    text: str, at: int, end: int, language: Language, aliases: tuple[Alias, ...], case: Case, *, ordered: bool
) -> Leading:
    extent = Extent(text, at, end, language, case)
    order, named = _order_at(extent)
    if not extent.items or (order is None and not ordered):
        return (), at
    colon = order is not None and extent.items[order].text == ":"
    allowed: tuple[Case, ...] = (case, "nomn") if colon and not ordered else (case,)
    first = next(((c, o) for c in allowed if (o := opening(text, extent.items, 0, c, language))), None)
    if first is None or not _may_lead(extent, first[1], order):
        return (), at
    ends = len(extent.items) if order is None else order
    stop = ends if named else min(extent.stop(first[1], common=order is not None), ends)
    found = parties(text, extent.items[0].start, extent.trimmed(stop), language, case=first[0], aliases=aliases)
    return (found, found[-1].end) if found else ((), at)


def _order_at(extent: Extent) -> tuple[int | None, bool]:
    """Where the order begins, and whether a colon and names stand before it («Заместителям: Лосевой А.А., …»)."""
    order = extent.order_at()
    after = extent.items[order + 1 : order + 2] if order is not None and extent.items[order].text == ":" else ()
    infinitives = (i for i, item in enumerate(extent.items) if is_infinitive(item, extent.language))
    later = next(infinitives, None) if any(i.kind == "person" for i in after) else None
    return (order, False) if later is None else (later, True)


def _may_lead(extent: Extent, first: Opening, order: int | None) -> bool:
    """Bodies, posts and people lead; what is merely given something does not."""
    if first.role == "thing" or extent.items[0].text in _NO_BODIES or extent.is_finite(extent.items[0]):
        return False
    verb = extent.items[order].text.lower() if order is not None else ""
    if verb in _ATTENDING:
        return False
    lemma = first.head.noun.normal_form if first.head else ""
    return not (verb in _GIVING and {lemma, *lemma.split("-")} & _BENEFICIARIES)


def _entrusted(text: str, at: int, end: int, language: Language, aliases: tuple[Alias, ...]) -> Leading:
    found = entrusted(text, at, end, language, aliases=aliases)
    return found, found[-1].end if found else at


def _appointed(text: str, at: int, end: int, language: Language, aliases: tuple[Alias, ...]) -> Leading:
    found = appointees(text, at, end, language, aliases=aliases)
    return found, found[-1].end if found else at


def _charged(text: str, at: int, end: int, language: Language, aliases: tuple[Alias, ...]) -> Leading:
    found = charged(text, at, end, language, aliases=aliases)
    return found, found[-1].end if found else at


def _after_order(text: str, at: int, end: int, language: Language, aliases: tuple[Alias, ...]) -> Leading:
    """«Проверку связи обеспечить начальнику узла Зимину К.К.»: who does it stands right behind the verb.

    A dative behind a verb that sends or gives receives; behind one that gives («обеспечить») a name may do it.
    """
    extent = Extent(text, at, end, language, "datv")
    order = extent.order_at()
    if not order or SENDING.match(text, extent.items[order].start) or order + 1 == len(extent.items):
        return (), at
    run = extent.items[order + 1 :]
    first = opening(text, run, 0, "datv", language)
    named = first is not None and (first.role == "person" or (first.post and is_named(run)))
    accused = opening(text, run, 0, "accs", language)  # «проинформировать Рособрнадзор»
    gives = extent.items[order].text.lower() in _GIVING or (accused is not None and accused.role != "thing")
    if first is None or first.role in ("thing", "name", "class") or (gives and not named):
        return (), at
    return _phrase(text, run[0].start, end, language, aliases, "datv", ordered=True)


def _by_forces(text: str, at: int, end: int, language: Language, aliases: tuple[Alias, ...]) -> Leading:
    """«Обеспечить силами отдела культуры …»: who does it, wherever the sentence says so."""
    forces = _BY_FORCES.search(text, at, end)
    return _phrase(text, forces.end(), end, language, aliases, "gent", ordered=True) if forces else ((), at)


_VERBS: tuple[tuple[re.Pattern[str], Case], ...] = ((_DATIVE_VERB, "datv"), (_ACCUSATIVE_VERB, "accs"))

RULES: tuple[Callable[[str, int, int, Language, tuple[Alias, ...]], Leading], ...] = (
    _after_verb,
    _appointed,
    _entrusted,
    _charged,
    _verb_behind,
    _after_order,
    _by_forces,
)
