"""Enclosures and annexes: the mark under the text, the annexes themselves, and what the text says of them.

The mark gives sheets and copies, an annex its number and title; what the text only mentions («приложение № 3») is
matched with them by number. Annexes of other documents («приложение № 2 к приказу министерства от …») and annexes of
annexes are none.
"""

import re
from collections.abc import Iterable, Iterator

from extractors.annexes import annex_title
from extractors.enclosures import find_enclosures
from extractors.inflection import nominative
from extractors.language import Language
from extractors.lines import close_up, fold, trim
from schemas.document import Attachment
from schemas.facts import Found, Trace, found
from schemas.letter import Letter, Section

_SIGN = r"(?:№\s?№?|NN?\b\.?)?"
_NUMBER = r"\d{1,2}(?:\.\d{1,2})?|(?-i:[А-ИЛ-Я](?![\w.]))"  # no «К ПРИКАЗУ»
_NUMBERS = rf"(?:{_NUMBER})(?:\s*(?:,|и|[-–])\s*{_SIGN}\s*\d{{1,2}}(?!\w|\.\d))*"
_MENTION = re.compile(
    rf"(?<!\w)приложени(?:е|я|ю|и|ем|ям|ями|ях)(?!\w)(?:\s*{_SIGN}\s*(?P<numbers>{_NUMBERS}))?", re.IGNORECASE
)
_OF_ANOTHER = re.compile(
    r"[\s,]*(?:«[^»]*»\s*)?к\s+(?!(?:настоящ|данн|приказу\s*[).;,]|письму\s*[).;,]|постановлению\s*[).;,]))\w+",
    re.IGNORECASE,
)
_NOT_ANNEX = re.compile(r"\s*(?:«|для\s|\"|телефон|програм)", re.IGNORECASE)  # «мобильное приложение «Госуслуги»»
_SOFTWARE = re.compile(r"(?:мобильн|электронн|веб-|онлайн-|программн)\w*\s*$", re.IGNORECASE)
# «Сведения о … прилагаются (приложение № 1)», «(примерный чек-лист предлагается в приложении № 2)»
_ENCLOSED = re.compile(
    r"(?:^|[.;:(]\s*|\n)\s*(?:\d+(?:\.\d+)*[.)]\s+)?(?P<title>[А-ЯЁа-яё][^.;:()\n]{5,250}?)\s+"
    r"(?:прилага[ею]тся\s*\(\s*|(?:предлага|привед|представл|изложен|содерж|размещ|дан)[а-яё]*\s+в\s+)$"
)
_TO_ANNEX = r"(?:\s+с\s+\d[\d.\s]*г?\.?)?\s*(?:\(далее[^)]*\)\s*)?[,(]?\s*(?:согласно\s+)?$"
# «Утвердить схему размещения … (приложение № 1)»
_APPROVED = re.compile(
    rf"утвердить\s+(?:в\s+новой\s+редакции\s+)?(?:прилагаем\w+\s+)?(?P<title>[^.;:()\n]{{3,250}}?(?:\n[^.;:()\n]{{3,250}}?)*?){_TO_ANNEX}",
    re.IGNORECASE,
)
_APPROVING = re.compile(r"утвердить[^;\n]{0,60}:\s*\n", re.IGNORECASE)
_ITEM = re.compile(r"^\s*(?:[-–—•]|\d+(?:\.\d+)*[.)])\s*", re.MULTILINE)
_ITEM_TITLE = re.compile(rf"(?P<title>[^.;:()]{{3,300}}?)\s*{_TO_ANNEX}")
_APPENDED = re.compile(
    r"утвердить\s[^.:;]{0,120}?прилагаем(?:ый|ую|ое)\s+(?P<title>(?:[^;:\n]|\n(?!\s*\n)){3,600}?)"
    r"(?=\s*\((?:далее|прилож)|,\s+согласованн|[;:]|\.?\s*(?:\n\s*(?:\n|\d+\.)|\Z))",
    re.IGNORECASE,
)
_ONLY_POINTS = re.compile(r"(?:его|е[её]|их)\s|.*\sв\s+составе$", re.IGNORECASE | re.DOTALL)
"""«утвердить его состав согласно приложению», «комиссию в составе согласно приложению»: no name of an annex."""
_STAMP = re.compile(rf"прил(?:ожение|\.)\s*{_SIGN}\s*(?P<number>{_NUMBER})?", re.IGNORECASE)
_NESTED = re.compile(
    r"приложение[^\n]*\s+к\s+(?:порядк|положени|регламент|правил|программ|план|инструкци|методик|договор|соглашени|форме|устав|концепци)\w*",
    re.IGNORECASE,
)


def find_attachments(letter: Letter, language: Language) -> tuple[Found[Attachment], ...]:
    """Every annex and enclosure once, those of the enclosure mark first."""
    enclosed, annexes = list(find_enclosures(letter)), list(_annexes(letter))
    merged = _joined(enclosed, annexes)
    for mention in (*_mentions(letter, language), *_appended(letter, language)):
        same = _same_number(mention, merged)
        if same is None:
            merged.append(mention)
        else:
            merged[same] = _filled(merged[same], mention)
    return tuple(merged)


def _joined(enclosed: list[Found[Attachment]], annexes: list[Found[Attachment]]) -> list[Found[Attachment]]:
    """Annexes added to the entries of the mark that name them: by number, or by order where both lists are as long."""
    if len(enclosed) == len(annexes) and all(
        e.value.number in (None, a.value.number) or not a.value.number for e, a in zip(enclosed, annexes, strict=True)
    ):
        return [_filled(e, a) for e, a in zip(enclosed, annexes, strict=True)]
    merged = list(enclosed)
    for annex in annexes:
        same = next(
            (i for i, m in enumerate(merged) if annex.value.number and m.value.number == annex.value.number), None
        )
        if same is None:
            merged.append(annex)
        else:
            merged[same] = _filled(merged[same], annex)
    return merged


def _same_number(mention: Found[Attachment], known: list[Found[Attachment]]) -> int | None:
    """The attachment mentioned; a mention without a number is the only one there is, or the first without a number."""
    number = mention.value.number
    if number is None and known:
        return next((i for i, k in enumerate(known) if k.value.number is None), 0)
    return next((i for i, k in enumerate(known) if k.value.number == number), None)


def _filled(first: Found[Attachment], later: Found[Attachment]) -> Found[Attachment]:
    missing = [
        f for f in Attachment.model_fields if getattr(first.value, f) is None and getattr(later.value, f) is not None
    ]
    value = first.value.model_copy(update={f: getattr(later.value, f) for f in missing})
    return Found(value, (*first.traces, *(t for t in later.traces if t.path.removeprefix("/") in missing)))


# --- annexes -------------------------------------------------------------------------------------------------------
def _annexes(letter: Letter) -> Iterator[Found[Attachment]]:
    for index, section in enumerate(letter.of("annex")):
        stamp = _stamp(letter, section)
        if index and stamp and _NESTED.search(letter.text, stamp.start(), stamp.end() + 80):
            continue
        title = annex_title(letter, section)
        if stamp is None and (title is None or title.value.endswith(":") or section.end - title.end < 40):
            continue  # lines left over at the end of a letter
        parts = list(title.under("/title")) if title else []
        number = stamp["number"] if stamp else None
        if stamp and number:
            parts.append(Trace("/number", *stamp.span("number"), "annex.stamp"))
        value = Attachment(number=number, title=title.value if title else None)
        place = stamp.span() if stamp else (title.start, title.end) if title else (section.start, section.start)
        yield found(value, *place, "annex.stamp" if stamp else "annex.heading", parts=parts)


def _stamp(letter: Letter, section: Section) -> re.Match[str] | None:
    """«Приложение № 2» where the annex begins."""
    end = section.heading[-1].end if section.heading else section.start + 60
    match = _STAMP.search(letter.text, section.start, end)
    return match if match and not close_up(letter.text[section.start : match.start()]).strip(" \n(«") else None


# --- mentions ------------------------------------------------------------------------------------------------------
def _mentions(letter: Letter, language: Language) -> Iterator[Found[Attachment]]:
    for section in letter.of("title", "body"):
        for match in _MENTION.finditer(letter.text, section.start, section.end):
            if _is_own(letter.text, match):
                yield from _mentioned(letter.text, match, section.start, language)


def _appended(letter: Letter, language: Language) -> Iterator[Found[Attachment]]:
    """«Утвердить прилагаемый Порядок …»: what is approved is enclosed, under its name in the nominative."""
    for section in letter.of("body"):
        for match in _APPENDED.finditer(letter.text, section.start, section.end):
            start, end = trim(letter.text, *match.span("title"))
            title = nominative(fold(letter.text[start:end]), language, "accs")
            parts = [Trace("/title", start, end, "annex.called")]
            yield found(Attachment(number=None, title=title), start, end, "annex.mention", 0.7, parts)


def _is_own(text: str, match: re.Match[str]) -> bool:
    if _OF_ANOTHER.match(text, match.end()) or _NOT_ANNEX.match(text, match.end()):
        return False
    return not _SOFTWARE.search(text[max(0, match.start() - 25) : match.start()])


def _mentioned(text: str, match: re.Match[str], start: int, language: Language) -> Iterator[Found[Attachment]]:
    """One attachment for each number of «приложения № 1, 2», «№ 1-3»."""
    numbers: list[str | None] = [*_expanded(match["numbers"] or "")]
    titled = _called(text, match.start(), start, language) if len(numbers) <= 1 else None
    title = nominative(fold(titled["title"]), language, "accs") if titled else None
    parts = [Trace("/title", *titled.span("title"), "annex.called")] if titled else []
    yield from (
        found(Attachment(number=n, title=title), *match.span(), "annex.mention", 0.7, parts) for n in numbers or [None]
    )


def _called(text: str, position: int, start: int, language: Language) -> re.Match[str] | None:
    """What the words before a mention call the annex: the thing enclosed (nominative) or approved (as printed)."""
    enclosed = _ENCLOSED.search(text, start, position)
    if enclosed and nominative(enclosed["title"], language) == enclosed["title"]:
        return enclosed
    approved = _APPROVED.search(text, start, position) or _approved_item(text, max(start, position - 3000), position)
    return None if approved and _ONLY_POINTS.match(approved["title"]) else approved


def _approved_item(text: str, start: int, position: int) -> re.Match[str] | None:
    """«Утвердить: / 1.1. Перечень услуг … (приложение 1)»: the item of an approving list that ends in a mention."""
    lead = _APPROVING.search(text, start, position)
    item = [*_ITEM.finditer(text, lead.end(), position)][-1:] if lead else []
    return _ITEM_TITLE.match(text, item[0].end(), position) if item else None


def _expanded(printed: str) -> Iterable[str]:
    """«1, 2» and «1-3» as single numbers."""
    whole = re.fullmatch(r"(\d+)\s*[-–]\s*(\d+)", printed)
    if whole and int(whole[1]) < int(whole[2]):
        return [str(n) for n in range(int(whole[1]), int(whole[2]) + 1)]
    return re.findall(_NUMBER, printed)
