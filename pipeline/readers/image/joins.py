"""Words run together, or broken, by specks and by recognition."""

import re
from collections.abc import Sequence

from pipeline.readers.characters import dictionary
from pipeline.readers.image.dictionary import is_known
from pipeline.readers.image.recognize import Seen, kept

_SPECK = re.compile(r"(?<=[а-яё»),.])[`‘'\\|~]+(?=[а-яёА-ЯЁ«(\d])")
_EDGE_SPECK = re.compile(r"^[`‘'|\\~]+(?=[\w«(])|(?<=[\w».,;:)])[`‘'|\\~]+$")
_ONLY_SPECKS = re.compile(r"[`‘'’|\\~=‚.,_¢°*]+")
_BROKEN = ((re.compile("ОГ|OF|OP|О|Г"), re.compile(r"(?:РН|PH|ГРН|TPH)\d{13}"), "ОГРН"),)
"""Labels of codes that were read as two words: both halves as read, and the label as printed."""


def parted(word: Seen) -> list[Seen]:
    """The word without specks read as quotes and bars; two words where a speck stood for the space between."""
    text = _EDGE_SPECK.sub("", word.text)
    parts = _glued(text) or _SPECK.split(text)
    if _ONLY_SPECKS.fullmatch(text) and word.confidence < 0.6:
        return []
    if len(parts) == 1:
        return [kept(word, text)]
    width = (word.box.x1 - word.box.x0) / len(text)
    done, at = [], 0
    for part in parts:
        left = word.box.x0 + text.index(part, at) * width
        at = text.index(part, at) + len(part)
        box = word.box.model_copy(update={"x0": left, "x1": left + len(part) * width})
        done.append(kept(word, part, box))
    return done


_GLUED = re.compile(r"([ВвОоск])([а-яё]{5,})")
_CASES = {"в": ("loct", "accs"), "с": ("gent", "ablt"), "к": ("datv",), "о": ("loct",)}


def _glued(text: str) -> list[str] | None:
    """A preposition and its word that no dictionary has as one: «сноября» is «с ноября», «Впериод» «В период»."""
    match = _GLUED.fullmatch(text)
    if not match or is_known(text) or not is_known(match[2]):
        return None
    tags = [parse.tag for parse in dictionary().parse(match[2])]
    is_name = any(name in tag for tag in tags for name in ("Surn", "Name", "Patr", "Geox"))
    return [match[1], match[2]] if not is_name and any(tag.case in _CASES[match[1].lower()] for tag in tags) else None


def rejoined(words: Sequence[Seen]) -> list[Seen]:
    """The words of a block, those that recognition broke put together."""
    done: list[Seen] = []
    for word in words:
        between = _between(done[-1], word) if done else None
        if between is not None:
            first = done.pop()
            box = first.box.model_copy(update={"x1": word.box.x1})
            done.append(kept(first, first.text + between + word.text, box))
            continue
        label = _broken_label(done[-1].text, word.text) if done else None
        if label is None:
            done.append(word)
            continue
        first = done.pop()
        digits = re.sub(r"^\D+", "", word.text)
        box = first.box.model_copy(update={"x1": word.box.x1})
        done.append(kept(Seen(f"{first.text} {word.text}", box, word.confidence, word.line), label + digits, box))
    return done


_NET = re.compile(r"[\w.+-]+@[\w-]+|(?:https?://)?www|https?://[\w-]+")
_DOMAIN = re.compile(r"(?:ru|рф|com|org|net|su)[.,;:)/]*|[\w-]+\.ru[.,;:)/]*")


def _between(left: Seen, right: Seen) -> str | None:
    """What stands between two words that are one: nothing, or the stop of an address; None between two words."""
    if left.line == right.line and _NET.fullmatch(left.text) and _DOMAIN.fullmatch(right.text):
        return "."
    return "" if _is_split(left, right) else None


_HALF = (
    re.compile(r"[«(\"]*([А-ЯЁ]?[а-яё]+|[А-ЯЁ]{2,})"),
    re.compile(r"([а-яё]+|[А-ЯЁ]{2,})[.,;:)»\"]*"),
)
HEADINGS = frozenset(
    ["ПРИКАЗ", "РАСПОРЯЖЕНИЕ", "ПОСТАНОВЛЕНИЕ", "ПРОТОКОЛ", "РЕШЕНИЕ", "УКАЗАНИЕ", "УКАЗ", "ПОЛОЖЕНИЕ"]
)
"""Names of documents, which are printed with their letters set apart."""
CLOSE, APART = 0.15, 0.6
"""In heights: a gap narrower than the first is none; pieces that are no words may stand as far as the second."""


def _is_split(left: Seen, right: Seen) -> bool:
    """Whether two words with hardly a space between are one of the dictionary: «Руково дителям», «МИНИСТ ЕРСТВО»."""
    one, two = (pattern.fullmatch(word.text) for pattern, word in zip(_HALF, (left, right), strict=True))
    if left.line != right.line or one is None or two is None or one[1].isupper() != two[1].isupper():
        return False
    known = is_known(one[1]), is_known(two[1])
    if one[1].isupper() and one[1] + two[1] in HEADINGS:
        return True
    gap = (right.box.x0 - left.box.x1) / (left.box.bottom - left.box.top)
    near = gap < (APART if not any(known) else CLOSE)
    return near and is_known(one[1] + two[1]) and not all(known)


def _broken_label(left: str, right: str) -> str | None:
    return next((label for one, two, label in _BROKEN if one.fullmatch(left) and two.match(right)), None)
