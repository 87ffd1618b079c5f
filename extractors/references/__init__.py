"""Documents that a document cites by date or number, each once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.language import Language
from extractors.references.anchors import Anchor, find_anchors
from extractors.references.kinds import Noun
from extractors.references.owners import Owner, listed_under, owner_of
from extractors.references.programmes import find_programmes
from extractors.references.titles import title_after
from schemas.document import Reference
from schemas.facts import Found, Trace, found
from schemas.layout import Layout, Table
from schemas.letter import Letter, Section

__all__ = ["find_references"]

_ALIKE = str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху")
_DASHES = str.maketrans("–—", "--")
_REPLY = re.compile(r"\bна\s*№[^\n]*", re.IGNORECASE)
"""What a letter answers is another document: cited in the text it counts."""
_NEXT = re.compile(r"\s*(?:,|и)\s*")
_BULLET = re.compile(r"\s*(?:[-–—•*]|\d{1,2}(?:\.\d{1,2})*[.)]|[а-я]\))?\s*")


def find_references(letter: Letter, language: Language) -> tuple[Found[Reference], ...]:
    """What the title, the text and the annexes cite, in the order of the first citations.

    The document's own date and number, its stamps and the stamps of its annexes («Приложение к приказу от …») are none.
    """
    cited = [
        _russian(r, letter.layout)
        for start, end, lead in _with_lead_ins(letter)
        for r in _in_passage(letter.text, start, end, lead, language)
    ]
    own = _REPLY.sub("", "\n".join(letter.text[s.start : s.end] for s in letter.of("registration")))
    return tuple(_distinct(r for r in cited if not _is_own(r.value, letter.text[r.start : r.end], own)))


def _russian(reference: Found[Reference], layout: Layout) -> Found[Reference]:
    """On a recognised page the letters of a number are Russian where they can be: «61-O» is «61-О»."""
    number = reference.value.number
    recognised = any(page.ocr and page.start <= reference.start < page.end for page in layout.pages)
    if not number or not recognised or re.search(r"[A-Za-z]", number.translate(_ALIKE)):
        return reference
    return Found(reference.value.model_copy(update={"number": number.translate(_ALIKE)}), reference.traces)


def _passages(letter: Letter) -> Iterator[tuple[int, int]]:
    """Paragraphs and cells in which documents may be cited."""
    for section in letter.of("title", "body", "annex", "enclosure"):
        for item in section.items:
            if isinstance(item, Table):
                yield from sorted({(cell.start, cell.end) for row in item.rows for cell in row})
            elif not _is_stamp(section, item.start):
                yield item.start, item.end


def _with_lead_ins(letter: Letter) -> Iterator[tuple[int, int, tuple[int, int] | None]]:
    """Each passage with the one above it that ends in a colon."""
    lead: tuple[int, int] | None = None
    for start, end in _passages(letter):
        yield start, end, lead
        if letter.text[start:end].rstrip().endswith(":"):
            lead = (start, end)


def _is_stamp(section: Section, start: int) -> bool:
    return any(block.start == start for block in section.heading)


def _in_passage(
    text: str, start: int, end: int, lead: tuple[int, int] | None, language: Language
) -> Iterator[Found[Reference]]:
    earlier: tuple[Anchor, Owner] | None = None
    cited: list[Found[Reference]] = []
    for anchor in find_anchors(text, start, end):
        anchor = _of_one_day(text, anchor, earlier[0]) if earlier else anchor
        owner = owner_of(text, start, anchor, earlier, language) or _law(anchor)
        if owner is None and lead and _BULLET.fullmatch(text, start, anchor.start):
            owner = listed_under(text, *lead, language)
        if owner:
            reference = _reference(text, end, anchor, owner)
            if cited and earlier and _act_together(earlier[1], owner, cited[-1].value, reference.value):
                cited[-1] = _merged(cited[-1], reference, ("date", "title"))
            cited.append(reference)
            earlier = (anchor, owner)
    yield from sorted([*cited, *find_programmes(text, start, end)], key=lambda r: r.start)


def _of_one_day(text: str, anchor: Anchor, before: Anchor) -> Anchor:
    """«от 14.11.2023 № 12/4, № 12/5»: two numbers of one day."""
    dated_first = before.date_span and before.number_span and before.date_span[0] < before.number_span[0]
    if anchor.date or not dated_first or not _NEXT.fullmatch(text, before.end, anchor.start):
        return anchor
    return replace(anchor, date=before.date, date_span=before.date_span)


def _act_together(before: Owner, owner: Owner, first: Reference, second: Reference) -> bool:
    """«приказ Рособрнадзора № 590, Минпросвещения России № 219 от 06.05.2019»: one date and title for two numbers."""
    return before.noun == owner.noun and first.date is None and first.issuer != second.issuer


def _law(anchor: Anchor) -> Owner | None:
    """«273-ФЗ» needs no word before it."""
    if anchor.number is None or not anchor.number.endswith(("ФЗ", "ФКЗ")):
        return None
    return Owner(Noun(anchor.start, anchor.end, "law"), "law", None, None)


def _reference(text: str, end: int, anchor: Anchor, owner: Owner) -> Found[Reference]:
    title = owner.title or title_after(text, anchor.end, end)
    named = (("issuer", owner.issuer), ("title", title))
    parts = [t for field, value in named if value for t in value.under(f"/{field}")]
    spans = (("date", anchor.date_span), ("number", anchor.number_span))
    parts += [Trace(f"/{field}", *span, "reference.anchor") for field, span in spans if span]
    first = owner.noun.start if owner.noun.end <= anchor.start and not _far(text, owner, anchor) else anchor.start
    value = Reference(
        kind=owner.kind,
        issuer=owner.issuer.value if owner.issuer else None,
        date=anchor.date,
        number=anchor.number,
        title=title.value if title else None,
    )
    return found(value, first, anchor.end, "reference.act", parts=parts)


def _far(text: str, owner: Owner, anchor: Anchor) -> bool:
    """Whether another citation stands between the word and the anchor, as in a list."""
    return len(find_anchors(text, owner.noun.end, anchor.start)) > 0


# --- one entry for each document -----------------------------------------------------------------------------------
def _is_own(reference: Reference, printed: str, registration: str) -> bool:
    """The document's own number and date are both in its registration line."""
    if reference.number is None or reference.date is None or reference.number not in registration.split():
        return False
    return any(d.isdigit() for d in printed) and f"{reference.date:%d.%m.%Y}" in registration


def _distinct(references: Iterable[Found[Reference]]) -> list[Found[Reference]]:
    """Citations of one document merged: later ones fill in what the first left out."""
    kept: list[Found[Reference]] = []
    for reference in references:
        same = next((i for i, k in enumerate(kept) if _same(k.value, reference.value)), None)
        if same is None:
            kept.append(reference)
        else:
            kept[same] = _merged(kept[same], reference)
    return kept


def _same(one: Reference, other: Reference) -> bool:
    if one.kind != other.kind or (one.kind == "programme" and one.title != other.title):
        return False
    if one.number and other.number:
        numbers = {number.lower().translate(_DASHES) for number in (one.number, other.number)}
        return len(numbers) == 1 and (one.date == other.date or not (one.date and other.date))
    return one.date == other.date and (one.issuer == other.issuer or not (one.issuer and other.issuer))


def _merged(
    first: Found[Reference], later: Found[Reference], fields: Iterable[str] = Reference.model_fields
) -> Found[Reference]:
    missing = [f for f in fields if getattr(first.value, f) is None and getattr(later.value, f) is not None]
    value = first.value.model_copy(update={f: getattr(later.value, f) for f in missing})
    traces = tuple(t for t in later.traces if t.path.removeprefix("/") in missing)
    return Found(value, (*first.traces, *traces))
