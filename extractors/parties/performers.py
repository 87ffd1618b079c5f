"""Who does what a regulation says in the present: «Отдел представляет отчёт», «заявка рассматривается заведующим»."""

import re
from collections.abc import Iterable

from extractors.aliases import Alias
from extractors.inflection import head_in
from extractors.language import Language
from extractors.parties.extent import Extent
from extractors.parties.items import Item, Opening, opening
from extractors.parties.listing import parties
from extractors.people import Case
from extractors.people.declension import in_dictionary
from schemas.document import Party
from schemas.facts import Found

_OBLIGED = re.compile(r"обязан[аы]?|долж(?:ен|на|ны)|вправе", re.IGNORECASE)


def performers(
    text: str, start: int, end: int, language: Language, *, aliases: Iterable[Alias] = ()
) -> tuple[Found[Party], ...]:
    """Whose duty a present-tense sentence states: its subject, or the instrumental of a passive; else ()."""
    extent = Extent(text, start, end, language, None)
    verb = next((i for i, item in enumerate(extent.items) if _is_duty(item, language)), None)
    if verb is None:
        return ()
    passive = re.search(r"с[яь]$", extent.items[verb].text) is not None
    case: Case = "ablt" if passive else "nomn"
    places = range(verb + 1, len(extent.items)) if passive else range(verb)
    at = next((i for i in places if _performs(text, extent, i, verb, case, language)), None)
    return _phrase(text, extent, at, end if passive else extent.items[verb].start, case, language, aliases)


def _is_duty(item: Item, language: Language) -> bool:
    """A verb of the third person in the present or future, or «обязан», «должен»."""
    if item.kind != "word":
        return False
    known = in_dictionary(item.text.rstrip("."), language)
    third = bool(known) and all(p.tag.POS == "VERB" and p.tag.person == "3per" for p in known)
    return third or _OBLIGED.fullmatch(item.text) is not None


def _performs(text: str, extent: Extent, at: int, verb: int, case: Case, language: Language) -> bool:
    """True for a body, a post or people that can be the subject; not for what may as well be a dependant."""
    first = opening(text, extent.items, at, case, language)
    if first is None or first.role in ("thing", "name") or not _agrees(first, extent.items[verb], case, language):
        return False
    governed = at > 0 and any(p.tag.POS == "PREP" for p in in_dictionary(extent.items[at - 1].text, language))
    genitive = case == "nomn" and head_in(text[extent.items[at].start : extent.items[verb].start], "gent", language)
    return not governed and (at == 0 or not genitive)


def _agrees(first: Opening, verb: Item, case: Case, language: Language) -> bool:
    """The subject's number is the verb's; what has no number of its own (an abbreviation) agrees with any."""
    numbers = {p.tag.number for p in in_dictionary(verb.text.rstrip("."), language)}
    return case != "nomn" or first.head is None or not numbers or first.head.number in numbers


def _phrase(
    text: str, extent: Extent, at: int | None, end: int, case: Case, language: Language, aliases: Iterable[Alias]
) -> tuple[Found[Party], ...]:
    if at is None:
        return ()
    rest = Extent(text, extent.items[at].start, end, language, case)
    first = opening(text, rest.items, 0, case, language)
    return parties(text, rest.items[0].start, rest.trimmed(rest.stop(first)), language, case=case, aliases=aliases)
