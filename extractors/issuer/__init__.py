"""Who issued a document: the most specific body of the letterhead, or whom heading, stamp, text or signature name."""

from collections.abc import Callable, Iterator

from extractors.issuer.bodies import MUNICIPALITY, Body, bodies
from extractors.issuer.elsewhere import from_approval, from_heading, from_order, from_signature, from_text
from extractors.issuer.letterhead import contacts, name_lines
from extractors.issuer.short_name import short_name_in_text
from extractors.language import Language
from extractors.letter_case import ordinary
from extractors.lines import in_capitals
from schemas.document import Organization
from schemas.facts import Found, Trace, found
from schemas.letter import Letter

__all__ = ["find_issuer"]


def find_issuer(letter: Letter, language: Language) -> Found[Organization] | None:
    """The issuing body with everything its letterhead says of it; `None` where nothing names one.

    The value's own place is its name; parts have traces under `/name`, `/short_name`, `/parent`, `/inn` and so on.
    """
    name = next((n for rule in RULES if (n := rule(letter, language))), None)
    if name is None:
        return None
    values, traces = contacts(letter, language)
    parts: list[Trace] = [*name.under("/name"), *traces]
    for field, part in _named(letter, name, language):
        values[field] = part.value
        parts += part.under(f"/{field}")
    organization = Organization.model_validate({**values, "name": name.value})
    return found(organization, name.start, name.end, name.rule, name.traces[0].confidence, parts)


def _from_letterhead(letter: Letter, language: Language) -> Found[str] | None:
    named = _issuing(bodies(letter.text, name_lines(letter, language), language))
    if not named or named[-1].noun == MUNICIPALITY:
        return None
    return _as_name(letter, named[-1], language, "issuer.letterhead")


def _issuing(named: tuple[Body, ...]) -> tuple[Body, ...]:
    """The bodies down to the author; two of one kind in a row («министерство», «министерство») act jointly.

    A prosecutor's office stands under others of its kind.
    """
    if len(named) > 1 and named[-1].noun == named[-2].noun and named[-1].noun not in _RANKED:
        return _issuing(named[:-1])
    return named


_RANKED = frozenset({"прокуратура", "комиссия", "суд"})


def _as_name(letter: Letter, body: Body, language: Language, rule: str) -> Found[str]:
    name = ordinary(body.printed(letter.text), language, running_text(letter))
    return found(name[:1].upper() + name[1:], body.start, body.end, rule)


def running_text(letter: Letter) -> str:
    """What is not letterhead, and the lines of that in ordinary case: they show how names are written."""
    parts = [letter.text[s.start : s.end] for s in letter.of("title", "body", "addressee", "signature", "annex")]
    heads = (line for s in letter.of("letterhead") for line in letter.text[s.start : s.end].split("\n"))
    return "\n".join([*parts, *(line for line in heads if not in_capitals(line))])


def _named(letter: Letter, name: Found[str], language: Language) -> Iterator[tuple[str, Found[str]]]:
    """The short name and the superior body, where they are printed."""
    named = _issuing(bodies(letter.text, name_lines(letter, language), language))
    own = named[-1] if named and named[-1].start == name.start else None
    if own and len(named) > 1:
        yield "parent", _as_name(letter, named[-2], language, "parent.letterhead")
    if own and own.short:
        printed = " ".join(letter.text[slice(*own.short)].split())
        yield "short_name", found(printed, *own.short, "short_name.brackets")
    elif short := short_name_in_text(letter, name.value):
        yield "short_name", short


# policy: the first place that names a body
RULES: tuple[Callable[[Letter, Language], Found[str] | None], ...] = (
    _from_letterhead,
    from_heading,
    from_approval,
    from_order,
    from_text,
    from_signature,
)
