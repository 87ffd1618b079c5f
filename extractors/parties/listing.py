"""Lists of parties."""

from collections.abc import Iterable

from extractors.aliases import Alias
from extractors.language import Language
from extractors.parties.build import build
from extractors.parties.split import stretches
from extractors.people import Case
from schemas.document import Party
from schemas.facts import Found


def parties(
    text: str,
    start: int,
    end: int,
    language: Language,
    *,
    case: Case | None = None,
    aliases: Iterable[Alias] = (),
) -> tuple[Found[Party], ...]:
    """The parties of a span that is nothing but a list of them, in order. `case` is what the context demands."""
    known = tuple(aliases)
    return tuple(
        party
        for stretch in stretches(text, start, end, language, case)
        for party in build(text, stretch, language, known)
    )
