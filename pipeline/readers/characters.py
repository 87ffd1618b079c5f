"""Canonical characters: what is typed or coded in many ways becomes one, while the text is built.

Three steps, in this order: `clean` for every token (its length may change), `rejoined` for the halves of a word broken
at a line's end, and `alike` for the whole text (it changes letters one for one, so no offset moves).
"""

import re
import unicodedata
from functools import cache

from pymorphy3 import MorphAnalyzer

SOFT_HYPHENS = "\u00ad\ufffe"
"""The soft hyphen, and what pypdfium2 gives for a hyphen at the end of a line."""

SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2028\u2029\v"
)
INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
CONTROLS = "".join(chr(code) for code in (*range(9), *range(14, 32), *range(0x7F, 0xA0)))
REPLACED = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\u2010": "-",  # hyphen
    "\u2011": "-",  # no-break hyphen
}
BULLETS = {"\uf02d": "-", **dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06e", "•")}
"""Marks of lists in the Symbol and Wingdings fonts of Word."""
_TABLE = str.maketrans(
    {
        **dict.fromkeys(SPACES, " "),
        **dict.fromkeys(SOFT_HYPHENS + INVISIBLE + CONTROLS),
        **REPLACED,
        **BULLETS,
    }
)


def clean(text: str) -> str:
    """NFC, plain spaces, nothing invisible.

    >>> clean("обра\\u00adзо\\u200bвани\\u0438\\u0306\\u00a0№")
    'образований №'
    """
    return unicodedata.normalize("NFC", text.translate(_TABLE))


# --- a word broken at the end of a line -----------------------------------------------------------------------------

_LEFT = re.compile(rf"(?P<word>[^\W\d_]+)(?P<hyphen>[-\u2010\u2011{SOFT_HYPHENS}])$")
_RIGHT = re.compile(r"[^\W\d_]+")
_CODE_LEFT = re.compile(r"\d/$|[^\W_]-$")  # «10-32/» + «419», «2023-» + «2024», «ВХ-» + «КО», «Санкт-» + «Петербург»
_CODE_RIGHT = re.compile(r"[\dA-ZА-ЯЁ]")
_LINK_LEFT = re.compile(r"(?:https?://|www\.|@)\S*[/.\-_@]$|[a-z]-$", re.IGNORECASE)  # also «school-» + «7@example.ru»
_LINK_RIGHT = re.compile(r"[a-z]", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}\.\d{2}\.\d{4}")
_WORDS_OF_ONE_LETTER = frozenset("авикосуяАВИКОСУЯ")
_ADVERB = re.compile(r"(?:онно|льно|чески|ственно)$", re.IGNORECASE)  # «организационно-методический»
PREFIXES = frozenset(
    ["авто", "видео", "внутри", "гос", "меж", "мед", "микро", "обще", "пед", "само", "сверх", "спец", "электро"]
)
"""First parts that are words of their own and still are written together with what follows: «само» + «диагностики»."""


@cache
def dictionary() -> MorphAnalyzer:
    return MorphAnalyzer()


def rejoined(left: str, right: str) -> str | None:
    """What the end of a line becomes before the start of the next; None when no word is broken between them.

    >>> rejoined("обра-", "зования"), rejoined("научно-", "методический"), rejoined("№", "5")
    ('обра', 'научно-', None)
    """
    if _LINK_LEFT.search(left) and _LINK_RIGHT.match(right):
        return left
    if _CODE_LEFT.search(left) and _CODE_RIGHT.match(right):
        return left
    before, after = _LEFT.search(left), _RIGHT.match(right)
    if not before or not after or not after[0][0].islower():
        return None
    stem = left[: before.start("hyphen")]
    return stem if before["hyphen"] in SOFT_HYPHENS or _is_one_word(before["word"], after[0]) else stem + "-"


def is_cut(left: str, right: str) -> bool:
    """Whether two lines of a narrow cell are one word or day that was cut anywhere: «Ответствен» + «ные».

    >>> is_cut("Ответствен", "ные"), is_cut("культпросветработн", "ики"), is_cut("Срок", "сдачи"), is_cut("МОАУ", "СОШ")
    (True, True, False, False)
    """
    right = right.rstrip(",;:.»)")
    if _DAY.fullmatch(left + right) and not _DAY.fullmatch(left):
        return right.isdigit()
    if not (left.isalpha() and right.isalpha() and right.islower() and len(left) > 2):
        return False
    known = dictionary().word_is_known
    if not known(left + right):
        return is_fragment(right) and not known(left) and _ends_in_word(left, right)
    return is_fragment(right) or not known(left)


def _ends_in_word(left: str, right: str) -> bool:
    """Whether a word of the dictionary stands over the cut: «сельхозтоваропроизвод» + «ители»."""
    known = dictionary().word_is_known
    return any(known(left[start:] + right) for start in range(2, len(left) - 2))


def is_fragment(word: str) -> bool:
    """Whether this is no word by itself: «ные», «й».

    >>> is_fragment("ные"), is_fragment("й"), is_fragment("и"), is_fragment("лица")
    (True, True, False, False)
    """
    return word not in _WORDS_OF_ONE_LETTER if len(word) == 1 else not dictionary().word_is_known(word)


def _is_one_word(left: str, right: str) -> bool:
    known = dictionary().word_is_known
    if known(f"{left}-{right}"):
        return False
    if known(left + right):
        return not (_ADVERB.search(left) and known(left) and known(right))
    if left.lower() in PREFIXES:
        return True
    return not (len(left) > 1 and known(left) and known(right)) or _is_surname(left + right)


def _is_surname(word: str) -> bool:
    return word.istitle() and any("Surn" in parse.tag for parse in dictionary().parse(word))


# --- letters that look alike ----------------------------------------------------------------------------------------

_LATIN = "aceopxyABCEHKMOPTXYi"
_CYRILLIC = "асеорхуАВСЕНКМОРТХУі"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_ALL_LATIN = re.compile(r"[A-Za-z]+")
_ALL_CYRILLIC = re.compile(r"[А-Яа-яЁёіІ]+")

_MIXED = re.compile(  # a run of letters of both alphabets
    r"(?<![A-Za-zА-Яа-яЁёіІ])(?=[A-Za-z]*[А-Яа-яЁёіІ])(?=[А-Яа-яЁёіІ]*[A-Za-z])[A-Za-zА-Яа-яЁёіІ]{2,}"
)
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<![^\s@])[^\s@]+@\S+"
    r"|(?<![\w-])(?<![\w-]\.)[\w-]+(?:\.[\w-]+)*\.(?:ru|com|org|net|edu|gov|su|me)\b",
    re.IGNORECASE,
)
_WORD_INITIALS = re.compile(
    r"(?<![A-Za-z])(?:[ABCEHKMOPTXYА-ЯЁ]\. ?){1,2}(?= ?[А-ЯЁ][а-яё]+)"  # «C.B. Мирошниченко»
    r"|(?<=[а-яё] )(?:[ABCEHKMOPTXYА-ЯЁ]\. ?){2}(?![A-Za-z])"  # «Мирошниченко C.B.»
)
_LONE_LOWER = re.compile(r"(?<=[а-яё,;] )[acoy](?= [«\dа-яёА-ЯЁ])")  # «вместе c руководителями»
_LONE_UPPER = re.compile(r"(?:(?<=[.\n] )|(?<=\n)|^)[ABCKOY](?= [а-яё«])")  # «B соответствии»


def alike(text: str) -> str:
    """Latin letters inside Cyrillic words made Cyrillic and the reverse; the length never changes.

    Decided for each run of letters of both alphabets: towards the one that has letters without a double. Whole Latin
    words, and codes such as «PR-сопровождение» whose parts are each of one alphabet, stay.

    >>> alike("прикa3 MAX PR-сопровождение COШ info@mаil.ru")
    'прика3 MAX PR-сопровождение СОШ info@mail.ru'
    """
    links = [match.span() for match in _LINK.finditer(text)]
    text = _MIXED.sub(lambda match: _one_alphabet(match[0], any(a <= match.start() < b for a, b in links)), text)
    for pattern in (_WORD_INITIALS, _LONE_LOWER, _LONE_UPPER):
        text = pattern.sub(lambda match: match[0].translate(_TO_CYRILLIC), text)
    return text


def _one_alphabet(run: str, link: bool) -> str:
    cyrillic, latin = run.translate(_TO_CYRILLIC), run.translate(_TO_LATIN)
    choices = [(cyrillic, _ALL_CYRILLIC), (latin, _ALL_LATIN)]
    for choice, whole in reversed(choices) if link else choices:
        if whole.fullmatch(choice):
            return choice
    return run
