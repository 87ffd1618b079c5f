"""Cues of the letterhead, requisites 05 to 08, and of telephones wherever they stand."""

import re

from extractors.vocabulary import any_of

_CONTACT = re.compile(any_of("contact_marks"), re.IGNORECASE)
_BODY_NOUN = re.compile(rf"\b{any_of('letterhead_words')}", re.IGNORECASE)

_PHONE_WORD = r"(?:тел\.?|телефон|т\.)?\s*:?\s*"
_PHONE_DIGITS = r"(?:\+?[78][\s(\-]*)?\(?\d{2,5}\)?[\s\-]*\d[\d\s\-]{3,}\d"  # 8 (8142) 78-26-43, 22-33-44
_LOCAL = r"\d-\d\d-\d\d(?![-\d])"  # 2-15-80, a telephone of a district
_PHONE = re.compile(rf"(?:^|\s|\(){_PHONE_WORD}(?:{_PHONE_DIGITS}|{_LOCAL})", re.IGNORECASE)
_EXTENSION = re.compile(r"\b(?:вн|доб|внутр)\.?\s*(?:тел\.?\s*)?\d")
_PHONE_ALONE = re.compile(rf"{_PHONE_WORD}[-+\d\s()]+", re.IGNORECASE)
_SHORT_PHONE = re.compile(r"\d{1,2}-\d{2}|\d{3,4}")
_FEWEST_DIGITS = 5


def is_contact(text: str) -> bool:
    """A line with an address, a phone, an e-mail or a code of an organisation: «ул. Мира, 5», «ИНН 7707083893»."""
    return bool(_CONTACT.search(text))


def names_body(text: str) -> bool:
    """A line with the word for a body: «Министерство культуры», «администрация города», «учреждение»…"""
    return bool(_BODY_NOUN.search(text))


def is_phone(text: str) -> bool:
    """A telephone and nothing else: «41-17-20», «тел. 8 (8142) 78-26-43»."""
    return has_phone(text) and bool(_PHONE_ALONE.fullmatch(text))


def is_short_phone(text: str) -> bool:
    """A telephone inside a body, alone in its line: «4-18», «127»."""
    return bool(_SHORT_PHONE.fullmatch(text))


def has_phone(text: str) -> bool:
    """A line with a telephone, with «тел.» or bare: «(8142) 78-26-43», «29-27-60», «доб. 112»."""
    digits = sum(c.isdigit() for c in text)
    return bool(_EXTENSION.search(text)) or (digits >= _FEWEST_DIGITS and bool(_PHONE.search(text)))
