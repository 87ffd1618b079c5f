"""Who is appointed, whom a duty is laid on, and who controls."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.aliases import Alias
from extractors.inflection import head_in
from extractors.language import Language
from extractors.legal_forms import is_legal_form
from extractors.parties.extent import Extent, is_infinitive
from extractors.parties.items import is_preposition, opening
from extractors.parties.listing import parties
from extractors.people import Case
from schemas.document import Party
from schemas.facts import Found, found


@dataclass(frozen=True, slots=True)
class SelfControl:
    """«контроль … оставляю за собой»: whoever signs controls. `text` is as printed («оставляю за собой»)."""

    text: str


_APPOINTING = re.compile(
    r"(?:(?:назнач|определ|утверд|закреп)ить|(?:назнача|определя|утвержда|закрепля)(?:ю|ем|ет)|считать|избрать)(?!\w)",
    re.IGNORECASE,
)
INSTRUMENTAL = r"[а-яё-]{3,}(?:[ыио]м|[её]м|[её]й|ой|ью|[ыи]ми|ами|ями)"
"""A word in the instrumental: «главным», «председателем», «ответственными»."""
_CAPACITY = rf"(?!(?:приказ|распоряжени|постановлени|решени)[а-я]+\s){INSTRUMENTAL}\s[^.;]{{0,200}}?\b"
#: What somebody is appointed to be stands first: the verb, and the case that it puts the appointee in.
_CAPACITY_FIRST: tuple[tuple[re.Pattern[str], Case], ...] = (
    (
        re.compile(rf"{_CAPACITY}(?:назначить|назначаю|определить|утвердить|считать|избрать)\s*:?\s+", re.IGNORECASE),
        "accs",
    ),
    (re.compile(rf"{_CAPACITY}(?:назнача[ею]тся|определ(?:[её]н|ена))\s+", re.IGNORECASE), "nomn"),
)
_CHARGE = re.compile(r"за\s[^–—:;]*?\s[–—-]\s+", re.IGNORECASE)
#: «назначить ответственных за участки»: nobody yet
_ANYBODY = re.compile(r"ответственн|лиц[оа]\b", re.IGNORECASE)
_AS = re.compile(r"\s*в\s+качестве\s+", re.IGNORECASE)
_LAYING = re.compile(r"\bвозл(?:ожить|агаю|агаем|агает|ага[ею]тся|ожен\w*)(?!\w)", re.IGNORECASE)
#: «Закрепить за ответственным лицом следующие обязанности:»
_HOLDING = re.compile(
    r"\bзакреп(?:ить|ляю)\s+за\s+(?P<who>[^;:]{1,200}?)\s+(?:следующие\s+)?(?:обязанност|функци|полномочи|ответственност|задач)",
    re.IGNORECASE,
)
_DASHES = ("–", "—", "-")
_ON = re.compile(r"\bна\s+", re.IGNORECASE)
_AGAIN_ON = re.compile(r",[^,;.]*\s[–—-]\s+на\s+|\s+и\s+на\s+")
#: «на Орлову Е.Н., по пункту 6 – оставляю за собой»
_OTHERWISE = re.compile(r",\s+(?:по|в\s+части)\s+(?:под)?пункт[^,;]*\s[–—-]\s")
_CONTROL = re.compile(r"\bконт\w{0,2}л[ья]\b|\bконтролировать", re.IGNORECASE)
_SELF = re.compile(
    r"(?:(?:оставля(?:ю|ем|ет)|оставить|оста[её]тся|сохран(?:яю|ить)|возлагаю|возложить|беру|принимаю)\s+)?"
    r"(?:за\s+(?:собой|мной)|на\s+себя)(?:\s+оставляю)?",
    re.IGNORECASE,
)
_CONTROLLING: tuple[tuple[re.Pattern[str], Case], ...] = (
    (re.compile(r"\bпоруч(?:ить|аю|ается|ает)\s+", re.IGNORECASE), "datv"),
    (re.compile(r"\b(?:осуществля|обеспечива)[ею]тся\s+", re.IGNORECASE), "ablt"),
    (re.compile(r"\bосуществл(?:яет|яют|ять)\s+", re.IGNORECASE), "nomn"),
    (re.compile(r"\b(?:остав(?:ить|ля(?:ю|ем|ет))|закреп(?:ить|ля(?:ю|ем))|сохранить)\s+за\s+", re.IGNORECASE), "ablt"),
    (re.compile(r"\b(?:исполнени|выполнени)\w+[^.;:–—]*(?:\s[–—-]|:)\s+", re.IGNORECASE), "nomn"),
)


def appointees(
    text: str, start: int, end: int, language: Language, *, aliases: Iterable[Alias] = ()
) -> tuple[Found[Party], ...]:
    """Whom an item appoints («Назначить ответственным за … С.В. Мирошниченко, консультанта …»), or ()."""
    verb = _APPOINTING.match(text, start, end)
    if verb is None:
        return _behind_verb(text, start, end, language, aliases)
    in_capacity = bool(_AS.match(text, verb.end(), end))
    end = _before_next_order(text, verb.end(), end, language)
    extent = Extent(text, verb.end(), end, language, "accs")
    capacities = [i for i in range(len(extent.items)) if _is_capacity(text, extent, i, language)]
    named = verb[0].lower().startswith("назнач") and any(item.kind == "person" for item in extent.items)
    if not capacities and not in_capacity and not named:
        return ()
    at = _appointee_at(text, extent, language, in_capacity, bool(capacities))
    if at is None:
        return ()
    stop = next((extent.items[i].start for i in capacities if i > at), end)
    first = _phrase(text, extent, at, stop, language, "accs", aliases)
    return (*first, *_further(text, extent, first[-1].end if first else end, capacities, language, aliases))


def _behind_verb(
    text: str, start: int, end: int, language: Language, aliases: Iterable[Alias]
) -> tuple[Found[Party], ...]:
    """«Ответственным за мониторинг назначить Семёнова П.А.»: what somebody is appointed to be stands first."""
    for pattern, case in _CAPACITY_FIRST:
        verb = pattern.match(text, start, end)
        if verb is None or not _is_instrumental(verb[0].split()[0], language):
            continue
        extent = Extent(text, verb.end(), _before_next_order(text, verb.end(), end, language), language, case)
        first = opening(text, extent.items, 0, case, language) if extent.items else None
        if first and first.role != "thing":
            stop = extent.trimmed(extent.stop(None))
            named = parties(text, extent.items[0].start, stop, language, case=case, aliases=aliases)
            return tuple(p for p in named if p.value.person or not _ANYBODY.match(p.value.name))
    return ()


def _is_instrumental(word: str, language: Language) -> bool:
    """«Координатором», not «просим»."""
    return any(p.tag.case == "ablt" for p in language.parses(word.lower()))


def _before_next_order(text: str, start: int, end: int, language: Language) -> int:
    """«назначить координаторов и сообщить их данные специалисту …»: another order names no appointee."""
    run = Extent(text, start, end, language, "accs").items
    order = next((i for i, item in enumerate(run) if is_infinitive(item, language)), None)
    joints = [item.start for item in run[:order] if item.text in (",", "и")] if order is not None else []
    return joints[-1] if joints else end


def _further(
    text: str, extent: Extent, after: int, capacities: list[int], language: Language, aliases: Iterable[Alias]
) -> Iterator[Found[Party]]:
    """Others whom the sentence appoints: «…, секретарём – Рябову О.Н.», «на период отпуска – методиста Котову А.А.»."""
    for i, item in enumerate(extent.items):
        first = opening(text, extent.items, i, "accs", language) if i and item.start >= after else None
        is_person = item.kind == "person"
        dashed = first and (first.post or is_person) and extent.items[i - 1].text in _DASHES
        if dashed or (first and is_person and _behind_capacity(extent, i, capacities, after, language)):
            begin = next((j for j in capacities if j > i), None)
            stop = extent.items[begin].start if begin else extent.items[-1].end
            named = [p for p in _phrase(text, extent, i, stop, language, "accs", aliases) if p.value.person]
            yield from named
            after = named[-1].end if named else after


def _behind_capacity(extent: Extent, at: int, capacities: list[int], after: int, language: Language) -> bool:
    """«секретарём Рябову О.Н.», nothing between them that joins or governs; or «Рябову О.Н. – секретарём»."""
    if at + 2 in capacities and extent.items[at + 1].text in _DASHES:
        return True
    begin = max((i for i in capacities if i < at and extent.items[i].start >= after), default=None)
    between = extent.items[begin:at] if begin is not None else ()
    return bool(between) and not any(i.kind == "joint" or is_preposition(i, language) for i in between)


def charged(
    text: str, start: int, end: int, language: Language, *, aliases: Iterable[Alias] = ()
) -> tuple[Found[Party], ...]:
    """Whom an item under «Назначить ответственными:» names: «за проведение экскурсий – Иванову Э.С., методиста»."""
    charge = _CHARGE.match(text, start, end)
    extent = Extent(text, charge.end(), end, language, "accs") if charge else None
    first = opening(text, extent.items, 0, "accs", language) if extent and extent.items else None
    return (
        _phrase(text, extent, 0, end, language, "accs", aliases) if extent and first and first.role != "thing" else ()
    )


#: «заведующего отделом Котова Б.Б.»: the instrumental goes on with the post.
_GOVERNING_POSTS = ("заведующ", "управляющ", "командующ")


def _is_capacity(text: str, extent: Extent, at: int, language: Language) -> bool:
    """What somebody is appointed to be: a post or body in the instrumental («координатором», «ответственной за …»).

    Behind the appointee's name a form that may be another case counts as well, unless it goes on with the post.
    """
    before = extent.items[at - 1] if at else None
    if before and (before.text.lower().startswith(_GOVERNING_POSTS) or is_preposition(before, language)):
        return False
    first = opening(text, extent.items, at, "ablt", language)
    behind = any(item.kind == "person" for item in extent.items[:at])
    others: tuple[Case, ...] = ("accs",) if behind else ("gent", "datv", "accs")
    other = any(opening(text, extent.items, at, case, language) for case in others)
    roles = ("post",) if behind else ("post", "body")  # «заведующую отделом» goes on with the post
    return first is not None and first.role in roles and first.head is not None and not other


def _appointee_at(text: str, extent: Extent, language: Language, in_capacity: bool, has_capacity: bool) -> int | None:
    """The item where the appointee's phrase begins: a post before a name, a name, or a body in the accusative.

    A post right behind the verb is that of the appointee where another says what he or she is appointed to be
    («назначить консультанта Котову А.А. куратором»), else what somebody is appointed to be.
    """
    run = extent.items
    person = next((i for i, item in enumerate(run) if item.kind == "person"), None)
    openings = [(i, o) for i in range(len(run)) if (o := opening(text, run, i, "accs", language))]
    sure = [i for i, o in openings if o.role in ("body", "group", "post") and not _genitive(text, extent, i, language)]
    named = [i for i, o in openings if o.role == "name" and is_legal_form(run[i].text)]
    posts = [
        i
        for i, o in openings
        if o.post and (i or has_capacity) and not in_capacity and not o.plural and _free(text, extent, i)
    ]
    before = [i for i in posts if person is None or i < person]
    if person is not None:
        return before[0] if before else person
    return next(iter(sorted(sure[:1] + named[:1]) or before), None)


def _genitive(text: str, extent: Extent, at: int, language: Language) -> bool:
    items = extent.items
    return head_in(text[items[at].start : items[-1].end], "gent", language) is not None


def _free(text: str, extent: Extent, at: int) -> bool:
    """True for a post that no preposition governs («за работу», «для директора»)."""
    return not re.search(r"\b(?:для|у|от|из|без|до|при)\s+$", text[: extent.items[at].start], re.IGNORECASE)


def entrusted(
    text: str, start: int, end: int, language: Language, *, aliases: Iterable[Alias] = ()
) -> tuple[Found[Party], ...]:
    """Whom a duty is laid on: «Ответственность за … возложить на заместителя директора Иванову А.А.»."""
    laying = _LAYING.search(text, start, end)
    if laying is None:
        return _holding(text, start, end, language, aliases)
    for on in (*_ON.finditer(text, laying.end(), end), *_ON.finditer(text, start, laying.start())):
        extent = Extent(text, on.end(), end, language, "accs")
        first = opening(text, extent.items, 0, "accs", language) if extent.items else None
        if first and first.role != "thing":
            return tuple(_each_on(text, on.end(), end, language, aliases))
    return ()


def _holding(text: str, start: int, end: int, language: Language, aliases: Iterable[Alias]) -> tuple[Found[Party], ...]:
    """Whom duties are assigned to: «Закрепить за заместителем директора Орловой Е.Н. обязанности:»."""
    verb = _HOLDING.search(text, start, end)
    extent = Extent(text, *verb.span("who"), language, "ablt") if verb else None
    first = opening(text, extent.items, 0, "ablt", language) if extent and extent.items else None
    if extent is None or first is None or first.role == "thing":
        return ()
    return _phrase(text, extent, 0, extent.items[-1].end, language, "ablt", aliases)


def _each_on(text: str, start: int, end: int, language: Language, aliases: Iterable[Alias]) -> Iterator[Found[Party]]:
    """«на Туктарова И.З., учителей музыки – на Валееву Э.Ф.»: each is named after its own «на»."""
    otherwise = _OTHERWISE.search(text, start, end)
    end = otherwise.start() if otherwise else end
    while True:
        again = _AGAIN_ON.search(text, start, end)
        extent = Extent(text, start, again.start() if again else end, language, "accs")
        if extent.items:
            yield from _phrase(text, extent, 0, again.start() if again else end, language, "accs", aliases)
        if again is None:
            return
        start = again.end()


def controller(
    text: str, start: int, end: int, language: Language, *, aliases: Iterable[Alias] = ()
) -> Found[Party] | Found[SelfControl] | None:
    """Who controls by a control item; `SelfControl` where the signatory does; None where it names nobody."""
    if not _CONTROL.search(text, start, end):
        return None
    own = _SELF.search(text, start, end)
    if own:
        return found(SelfControl(" ".join(own[0].split())), own.start(), own.end(), "control.self")
    laid = entrusted(text, start, end, language, aliases=aliases)
    return laid[0] if laid else _controlling(text, start, end, language, aliases)


def _controlling(text: str, start: int, end: int, language: Language, aliases: Iterable[Alias]) -> Found[Party] | None:
    for verb, case in _CONTROLLING:
        for m in verb.finditer(text, start, end):
            extent = Extent(text, m.end(), end, language, case)
            first = opening(text, extent.items, 0, case, language) if extent.items else None
            if first and first.role != "thing":
                return next(iter(_phrase(text, extent, 0, end, language, case, aliases)), None)
    return None


def _phrase(
    text: str, extent: Extent, at: int, end: int, language: Language, case: Case, aliases: Iterable[Alias]
) -> tuple[Found[Party], ...]:
    """The parties from item `at` to the end of their phrase."""
    begin = extent.items[at].start
    rest = Extent(text, begin, end, language, case)
    first = opening(text, rest.items, 0, case, language)
    return parties(text, begin, rest.trimmed(rest.stop(first)), language, case=case, aliases=aliases)
