"""Legal forms of bodies, whose names follow them: «ГАУ», «МБОУ», «ДПО»."""

import re

from extractors.vocabulary import any_of

_FORM = re.compile(any_of("legal_forms"))


def is_legal_form(word: str) -> bool:
    """Whether a word is an abbreviation of a legal form.

    >>> is_legal_form("ОГБПОУ"), is_legal_form("СЪЕЗД")
    (True, False)
    """
    return bool(_FORM.fullmatch(word))
