"""Requisites 22, 23 and 25: who signs, and who prepared the document."""

import re
from collections.abc import Iterator

from extractors.contacts import find_emails, find_phones
from extractors.language import Language
from extractors.lines import close_up, fold, trim
from extractors.people import find_people
from extractors.segment import cues
from schemas.document import Person
from schemas.facts import Found, Trace, found
from schemas.letter import Letter

_EDGE = " \t\n_/,.:;–—-"
_OWNER = re.compile(r"(?:владелец|кому\s+выдан|подписано|подписал)\s*:?\s*", re.IGNORECASE)
_PREPARED = re.compile(r"^\s*(?:исп(?:\.|олнител[ьи]|олнил[аи]?)?|контактное\s+лицо)\s*[.:–-]*\s*", re.IGNORECASE)
_LOCAL_PHONE = re.compile(r"(?<![\d-])\d{1,3}(?:[- ]\d{2,3}){1,2}(?![\d-])|(?<!\d)\d{5,6}(?!\d)")


def find_signatories(letter: Letter, language: Language) -> tuple[Found[Person], ...]:
    """Everyone who signs, with the post beside the name; the owner of the electronic signature where there is no signature line."""
    signed = [p for section in letter.of("signature") for p in _signatures(letter.text, section.start, section.end, language)]
    return tuple(signed) or tuple(_electronic(letter, language))


def _signatures(text: str, start: int, end: int, language: Language) -> Iterator[Found[Person]]:
    people = find_people(text, start, end, language, "nomn")
    posts = [(b, a.start if a else None) for b, a in zip([start, *(p.end for p in people)], [*people, None], strict=True)]
    for index, person in enumerate(people):
        a, b = trim(text, posts[index][0], person.start, _EDGE.replace(".", ""))
        after = trim(text, person.end, people[index + 1].start if index + 1 < len(people) else end, _EDGE.replace(".", ""))
        yield _with_post(text, person, (a, b), after)


def _with_post(text: str, person: Found[Person], before: tuple[int, int], after: tuple[int, int]) -> Found[Person]:
    """The post before the name; the rest of it after the name, where it goes on in small letters; the post after a name that stands first."""
    spans = [span for span in (before,) if span[0] < span[1]]
    rest = text[after[0] : after[1]]
    if rest[:1].islower() or (not spans and cues.starts_post(rest)):
        spans.append(after)
    position = " ".join(fold(close_up(text[a:b])) for a, b in spans) or None
    value = person.value.model_copy(update={"position": position})
    parts = [*person.traces[1:], *(Trace("/position", a, b, "signature.post") for a, b in spans)]
    return found(value, person.start, person.end, "signature", parts=parts)


def _electronic(letter: Letter, language: Language) -> Iterator[Found[Person]]:
    for section in letter.of("stamp", "signature"):
        text = letter.text[section.start : section.end]
        match = _OWNER.search(text) if cues.is_e_signature(text) else None
        if match:
            start = section.start + match.end()
            for person in find_people(letter.text, start, min(start + 120, section.end), language, "nomn")[:1]:
                yield found(person.value, person.start, person.end, "signature.electronic", 0.9)


def find_executor(letter: Letter, language: Language) -> Found[Person] | None:
    """«Исп. Иванова И.И., тел. …», or a bare name with a phone under the signature."""
    for section in letter.of("executor"):
        people = find_people(letter.text, section.start, section.end, language, "nomn")
        if people:
            return _executor(letter, people[0], section.start, section.end)
    return None


def _executor(letter: Letter, person: Found[Person], start: int, end: int) -> Found[Person]:
    text = letter.text
    phone = next(iter(find_phones(text, start, end)), None) or _local_phone(text, person.end, end)
    email = next(iter(find_emails(text, start, end)), None)
    prefix = _PREPARED.match(text[start : person.start])
    post = trim(text, start + (prefix.end() if prefix else 0), person.start, _EDGE.replace(".", ""))
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
    return found(value, person.start, person.end, "executor", parts=parts)


def _local_phone(text: str, start: int, end: int) -> Found[str] | None:
    """A number without an area code and without «тел.», as executors write it: «29-27-60»."""
    match = _LOCAL_PHONE.search(text, start, end)
    return found(match[0], match.start(), match.end(), "executor.phone", 0.9) if match else None


