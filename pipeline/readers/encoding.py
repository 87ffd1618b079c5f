"""Which Russian encoding a text file is in: the marks at its start, then UTF-8, then how natural its letters are."""

import codecs
from math import log

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
ONE_BYTE = ("cp1251", "cp866", "koi8-r", "iso8859-5", "mac-cyrillic")
"""In order of use in office texts: the first wins where two read the same."""

HIGH = (0x00, 0x04, 0x20, 0x21)
"""High bytes of UTF-16 in Russian texts: Latin and spaces, Cyrillic, dashes and quotes, «№»."""

_COMMON = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
"""Letters of Russian from the most to the least frequent."""
_WEIGHT = {letter: -log(0.012 + rank**1.3 / 90) for rank, letter in enumerate(_COMMON)}
_FOREIGN = -6.0
_PUNCTUATION = frozenset("«»№–—…“”„’·•§°\u00a0\u00ad")


def decoded(data: bytes) -> str:
    """The text of `data`. Never fails: the most natural reading wins.

    >>> decoded("ПРИКАЗ".encode("koi8-r")), decoded("Об утверждении плана".encode("cp866"))
    ('ПРИКАЗ', 'Об утверждении плана')
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    wide = _utf16(data)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(data)


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark is told by every second byte."""
    sample = data[:4096]
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[offset::2]
        if sum(byte in HIGH for byte in high) > 0.9 * len(high) and {0, 4} & set(high):
            return name
    return None


def _one_byte(data: bytes) -> str:
    mostly_utf8 = data.decode("utf-8", errors="replace")
    if mostly_utf8.count("\ufffd") < len(data) / 500 + 1:
        return mostly_utf8
    texts = [data.decode(encoding, errors="replace") for encoding in ONE_BYTE]
    return max(texts, key=lambda text: naturalness(text[:20_000]))


def naturalness(text: str) -> float:
    """How much the text looks like Russian: frequent letters, no capitals after small letters."""
    score, before = 0.0, " "
    for char in text:
        if ord(char) > 127:
            score += _WEIGHT.get(char.lower(), 0.0 if char in _PUNCTUATION else _FOREIGN)
            if char.isupper() and before.islower():
                score += _FOREIGN
        before = char
    return score
