"""Lists of parties."""

import re
from collections.abc import Iterable, Iterator

from extractors.aliases import Alias
from extractors.language import Language
from extractors.parties.build import build
from extractors.parties.distributed import distributed
from extractors.parties.split import stretches
from extractors.people import Case
from schemas.document import Party
from schemas.facts import Found

_BLOCK = re.compile(r"[^\n](?:[^\n]|\n(?!\s*\n))*")


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
    blocks = [m.span() for m in _BLOCK.finditer(text, start, end)]
    shared = [distributed(text, *block, language, case) for block in blocks]
    if not any(shared):
        return tuple(_listed(text, start, end, language, case, known))
    each = zip(blocks, shared, strict=True)
    return tuple(party for block, own in each for party in own or _listed(text, *block, language, case, known))


def _listed(
    text: str, start: int, end: int, language: Language, case: Case | None, aliases: tuple[Alias, ...]
) -> Iterator[Found[Party]]:
    for stretch in stretches(text, start, end, language, case):
        yield from build(text, stretch, language, aliases)
