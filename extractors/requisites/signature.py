"""Requisites 22, 23 and 25: who signs, and who prepared the document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extractors.contacts import find_emails, find_phones
from extractors.language import Language
from extractors.lines import fold, printed, trim
from extractors.people import find_people, nominative_person
from extractors.segment import cues
from schemas.document import Person
from schemas.facts import Found, Trace, found
from schemas.layout import Block
from schemas.letter import Letter

_EDGE = "_/,:;–—-"
Span = tuple[int, int]
_REGARDS = re.compile(cues.REGARDS, re.IGNORECASE)
_OWNER = re.compile(r"(?:владелец|кому\s+выдан|подписано|подписал)\s*:?\s*", re.IGNORECASE)
_FRAME = re.compile(r"[\t\n]\s*документ\s+подписан", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:[\s(]*(?:\bличная\s+)?\b(?:подпись|М\.\s?П\.)[\s)]*)+$|\s*\[\w+\]\s*$|[\s_]+\($", re.IGNORECASE
)
"""«Директор (подпись) А.Б. Зорин», «М.П.», «[SIGNERSTAMP1]», «____ (Зорин А.Б.)»: places of hand, seal, stamp."""
_LEFT = re.compile(r"\)|\s*М\.\s?П\.")
"""What is left of the signature before: the bracket behind a name, the place of the seal."""
_DASH = re.compile(r"\s*[–—-](?=\s|$)")
_PREPARED = re.compile(
    r"^\s*(?:исп(?:олнител[ьи]|олнил[аи]?)?|подготовил[аи]?|контактное\s+лицо)\s*[.:–-]*\s*", re.IGNORECASE
)
_LONG_WORD = re.compile(r"[А-ЯЁа-яё]{2,}(?:-[А-ЯЁа-яё]{2,})*")
_SURNAME = re.compile(
    r"\s*(?P<surname>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)(?:\s+(?P<initial>[А-ЯЁ]\.))?(?=\s*[\n,;]|\s*$|\s+[\d(+])"
)
_POST_BEHIND = re.compile(
    r"\s*[,–—\n-]\s*(?P<post>(?!(?:тел|т\.|моб|факс|эл\.|каб|доб|вн\.))[а-яё][^@:;]*?)(?=[\s,(+]*$)", re.DOTALL
)
_CONTACT_LABEL = re.compile(
    r"[\s,(]*(?:\b(?:тел(?:ефон)?|т|моб|факс|эл(?:ектронн\w+)?|почта|адрес|e-?mail)\b[.\s:,]*)+\(?$", re.IGNORECASE
)
_LOCAL_PHONE = re.compile(r"(?<![\d-])\d{1,3}(?:[- ]\d{2,3}){1,2}(?![\d-])|(?<!\d)\d{5,7}(?!\d)")

_INNER_PHONE = re.compile(r"\bвн(?:утр)?\.?\s*тел(?:ефон)?\.?\s*:?\s*(?P<phone>\d{2,5}(?:-\d{2,4})?)", re.IGNORECASE)


def find_signatories(letter: Letter, language: Language) -> tuple[Found[Person], ...]:
    """Everyone who signs, with the post beside the name; else the owner of the electronic signature."""
    spans = [(section.start, section.end) for section in letter.of("signature")]
    return tuple(_signatures(letter, spans, language)) or tuple(_electronic(letter, language, spans))


def _signatures(letter: Letter, spans: Sequence[Span], language: Language) -> Iterator[Found[Person]]:
    """A post may stand in one section and its name in the next, with the frame of the electronic signature between."""
    text = letter.text
    people = [_as_printed(text, person) for span in spans for person in find_people(text, *span, language, "nomn")]
    for index, person in enumerate(people):
        before = people[index - 1].end if index else 0
        following = people[index + 1].start if index + 1 < len(people) else len(text)
        yield _with_post(
            letter, person, _between(text, spans, before, person.start), _between(text, spans, person.end, following)
        )


def _as_printed(text: str, person: Found[Person]) -> Found[Person]:
    """Who signs with initials stands in the nominative: the surname is what is printed («Р.А. Гудовой»)."""
    words = _LONG_WORD.findall(text[person.start : person.end])
    value = person.value
    if len(words) != 1 or value.surname is None or words[0].lower() == value.surname.lower():
        return person
    surname = words[0] if not words[0].isupper() else "-".join(part.capitalize() for part in words[0].split("-"))
    name = value.name.replace(value.surname, surname, 1)
    return replace(person, value=value.model_copy(update={"name": name, "surname": surname}))


def _between(text: str, spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """The words of the signature sections between two offsets."""
    inside = [(max(a, start), min(b, end)) for a, b in spans if max(a, start) < min(b, end)]
    inside = [(mark.end() if (mark := _LEFT.match(text, a, b)) else a, b) for a, b in inside]
    parts = [trim(text, a, _before_mark(text, a, _before_frame(text, a, b)), _EDGE) for a, b in inside]
    return [(a, b) for a, b in parts if a < b and not cues.is_day(text[a:b])]


def _before_frame(text: str, start: int, end: int) -> int:
    """Where the frame of an electronic signature begins beside the post: «Министр    Документ подписан …»."""
    frame = _FRAME.search(text, start, end)
    return frame.start() if frame else end


def _before_mark(text: str, start: int, end: int) -> int:
    """Where the place of the hand or the seal begins behind a post."""
    mark = _SIGNED.search(text, start, end)
    return mark.start() if mark else end


def _behind_regards(text: str, start: int, end: int) -> int:
    """Where the post begins in «С уважением, генеральный директор»."""
    regards = _REGARDS.match(text, start, end)
    return regards.end() if regards else start


def _with_post(letter: Letter, person: Found[Person], before: list[Span], after: list[Span]) -> Found[Person]:
    """The post before the name, its rest in small letters after it; the post after a name that stands first."""
    before = [(_behind_regards(letter.text, a, b), b) for a, b in before]
    rest = printed(letter.layout, *after[0]) if after else ""
    behind = rest[:1].islower() or (not before and cues.starts_post(rest))
    dash = _DASH.match(letter.text, before[-1][1]) if before and behind else None
    before[-1:] = [(before[-1][0], dash.end())] if dash else before[-1:]
    spans = [*before, *(after[:1] if behind else [])]
    position = " ".join(printed(letter.layout, a, b) for a, b in spans) or None
    value = person.value.model_copy(update={"position": position})
    parts = [*person.traces[1:], *(Trace("/position", a, b, "signature.post") for a, b in spans)]
    return found(value, person.start, person.end, "signature.name", parts=parts)


def _electronic(letter: Letter, language: Language, posts: Sequence[Span]) -> Iterator[Found[Person]]:
    """The owner named in the frame of an electronic signature, with the post printed above it."""
    for section in letter.of("stamp", "signature"):
        text = letter.text[section.start : section.end]
        match = _OWNER.search(text) if cues.is_e_signature(text) else None
        if match:
            start = section.start + match.end()
            for person in find_people(letter.text, start, min(start + 120, section.end), language, "nomn")[:1]:
                yield _with_post(letter, person, _between(letter.text, posts, 0, section.start), [])


def find_executor(letter: Letter, language: Language) -> Found[Person] | None:
    """«Исп. Иванова И.И., тел. …», or a bare name with a phone, under the signature or at the foot of a page."""
    for start, end in (*((s.start, s.end) for s in letter.of("executor")), *_feet(letter)):
        people = find_people(letter.text, start, end, language, "nomn")
        person = people[0] if people else _surname_alone(letter, start, end, language)
        if person:
            return _executor(letter, person, start, end)
    return None


def _feet(letter: Letter) -> Iterator[Span]:
    """The running titles at the foot of the letter's pages that begin as an executor does."""
    pages = {item.page for section in letter.sections for item in section.items}
    feet = (item for item in letter.layout.items if isinstance(item, Block) and item.kind == "footer")
    for page, blocks in groupby(feet, lambda item: item.page):
        run = list(blocks)
        words = letter.text[run[0].start : run[-1].end]
        own = cues.starts_executor(words) or (cues.starts_with_name(words) and cues.has_phone(words))
        if page in pages and own:
            yield run[0].start, run[-1].end


def _surname_alone(letter: Letter, start: int, end: int, language: Language) -> Found[Person] | None:
    """«Мищенко / 8 (86163) 5-18-44», «Лепик Н.»: a surname, or a surname with one initial."""
    prefix = _PREPARED.match(letter.text[start:end])
    match = _SURNAME.match(letter.text, start + (prefix.end() if prefix else 0), end)
    if match is None:
        return None
    surname = match["surname"]
    person = nominative_person(surname, language, "nomn") or Person(name=surname, surname=surname)
    initial = match["initial"]
    value = person.model_copy(update={"name": f"{person.surname} {initial}", "given": initial}) if initial else person
    return found(value, match.start("surname"), match.end("initial" if initial else "surname"), "executor.surname", 0.8)


def _executor(letter: Letter, person: Found[Person], start: int, end: int) -> Found[Person]:
    """The person with the post before or behind the name, the phone and the e-mail of the block."""
    text = letter.text
    phone = next(iter(find_phones(text, start, end)), None)
    phone = phone or _local_phone(text, person.end, end) or _local_phone(text, start, person.start)
    email = next(iter(find_emails(text, start, end)), None)
    prefix = _PREPARED.match(text[start : person.start])
    before = phone.end if phone and phone.end <= person.start else start + (prefix.end() if prefix else 0)
    post = trim(text, before, person.start, _EDGE)
    if post[0] >= post[1]:
        post = _post_behind(text, person.end, min((c.start for c in (phone, email) if c), default=end))
    value = person.value.model_copy(
        update={
            "phone": phone.value if phone else None,
            "email": email.value if email else None,
            "position": fold(text[post[0] : post[1]]) or None,
        }
    )
    parts = [*(phone.under("/phone") if phone else ()), *(email.under("/email") if email else ())]
    if post[0] < post[1]:
        parts.append(Trace("/position", *post, "executor.post"))
    name = person.traces[0]
    return found(value, name.start, name.end, name.rule, name.confidence, parts)


def _post_behind(text: str, start: int, end: int) -> Span:
    """«Николаева Т.П., ведущий консультант»: from the name up to the phone or its label; empty where none is told."""
    label = _CONTACT_LABEL.search(text, start, end)
    match = _POST_BEHIND.match(text, start, label.start() if label else end)
    return match.span("post") if match else (start, start)


def _local_phone(text: str, start: int, end: int) -> Found[str] | None:
    """A number without an area code and without «тел.», as executors write it: «29-27-60»."""
    match = _LOCAL_PHONE.search(text, start, end)
    if match is None and (inner := _INNER_PHONE.search(text, start, end)):
        return found(inner["phone"], *inner.span("phone"), "executor.phone", 0.9)
    return found(match[0], match.start(), match.end(), "executor.phone", 0.9) if match else None
