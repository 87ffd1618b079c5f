"""What the language and the standard make certain about words as they were recognised.

A rule takes a word between its neighbours on the line and gives the word back, repaired or not. RULES, at the end, is
the policy.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.readers.characters import alike
from pipeline.readers.image import capital_words
from pipeline.readers.image.dictionary import corrected, is_known, is_latin_name
from pipeline.readers.image.joins import parted, rejoined
from pipeline.readers.image.markers import sequenced
from pipeline.readers.image.numbers import checked_code, dated, digits_between, strokes, year_mark
from pipeline.readers.image.recognize import Seen, kept

BLANK = "_____"
"""A place left to be filled in by hand, however long it was printed."""


@dataclass(frozen=True, slots=True)
class Place:
    """A word between its neighbours; the neighbours are "" at the ends of a line."""

    before: str
    text: str
    after: str
    confidence: float


# --- the sign of a number -------------------------------------------------------------------------------------------

_SIGN = (
    r"№[еeоo.]|"  # «№е 5», «№. _____»
    r"[NМM][еeоo°º]|Nе|"  # «Ne 10-32/419», «No 5», «Мо 116»
    r"[ЛJ][еeоo]|J[fV][eо]|"  # «Ле 6», «Jfe 6»: old type
    r"Х[еeоo]"  # «Хо 44»
)
_ALONE = re.compile(rf"(?:{_SIGN})")
_GLUED = re.compile(rf"(?:{_SIGN})(?=\d)")
_LETTER = re.compile(r"[МM]")
_IN_ORDER = re.compile(r"[пn]/[пn]")
_NUMBER = re.compile(
    r"[«(]?\d|_{2,}|[пn]/|[А-Я]{1,4}[-/]\d"
)  # «№ п/п» heads the first column of tables; «№ ИСХ-30/809»
_DATED = re.compile(r"(?:\d{4}|\d\d\.\d\d\.\d{2,4})(?:г\.?)?|г\.|года|от")

_AROUND_N = (
    (re.compile(".*"), _IN_ORDER),  # «N п/п» heads a table
    (_DATED, _NUMBER),
    (re.compile("[Нн]а"), re.compile(r"\d+[/-][\d/-]*\d")),
)


def number_sign(place: Place) -> str:
    """«Ne 10-32/419» has «№»; a lone «М» between a date and a number is «N» («от 26 декабря 2017 г. N 1642»), and so is
    that of a letter received («На N 77/4 от …»)."""
    if _ALONE.fullmatch(place.text) and _NUMBER.match(place.after):
        return "№"
    if _IN_ORDER.fullmatch(place.text):
        return "п/п"
    if _LETTER.fullmatch(place.text) and any(b.fullmatch(place.before) and a.match(place.after) for b, a in _AROUND_N):
        return "N"
    return _GLUED.sub("№", place.text, count=1) if _GLUED.match(place.text) else place.text


_AFTER_SIGN = re.compile(r"(№)([\dбЗзОоOolI|]+)([.,;:)»]*)")
_SIGN_DIGITS = str.maketrans("бЗзОоOolI|", "6330000111")


def number_digits(place: Place) -> str:
    """«№б» is «№6»: what is glued to the sign is a number."""
    match = _AFTER_SIGN.fullmatch(place.text)
    return match[1] + match[2].translate(_SIGN_DIGITS) + match[3] if match else place.text


_LAW = re.compile(r"(№?\d[\d/-]*-)[0OО][3З]([.,;:)»]*)")
_ZERO = re.compile(r"(№?\d[\d/.-]*-)0([,;:)»]*)")
_SUFFIX = re.compile(r"(№?\d[\d/.-]*-)([A-Za-z]{1,3})([.,;:)»]*)")
_SUFFIX_LETTERS = str.maketrans("aceopxyrnkmABCEHKMOPTXY", "асеорхугпкмАВСЕНКМОРТХУ")


def number_suffix(place: Place) -> str:
    """The letters at the end of a registration number are Russian: «№ 742-n» is «№ 742-п», «№ 305-0» is «№ 305-о»."""
    if not (place.before in ("№", "N") or place.text.startswith("№")):
        return place.text
    law = _LAW.fullmatch(place.text)
    if law and "03" not in place.text:
        return f"{law[1]}ОЗ{law[2]}"  # «№ 516-О3» is «№ 516-ОЗ», областной закон
    match = _SUFFIX.fullmatch(place.text)
    if not match:
        return _ZERO.sub(r"\1о\2", place.text) if _ZERO.fullmatch(place.text) else place.text
    letters = match[2].translate(_SUFFIX_LETTERS)
    return place.text if _LATIN_LETTER.search(letters) else match[1] + letters + match[3]


_LATIN_LETTER = re.compile("[A-Za-z]")

# --- letters that look alike ----------------------------------------------------------------------------------------

_LATIN = "aceopxyABCEHKMOPTXY0"
_CYRILLIC = "асеорхуАВСЕНКМОРТХУО"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_DOUBLES = re.compile(r"(?:\d{1,2}\.)?[«(]?[aceopxyABCEHKMOPTXY0]+[.,;:)»”]*")
_LETTERS = re.compile(r"[A-Za-zА-Яа-яЁё]+")
_RUSSIAN = re.compile(r"[а-яёА-ЯЁ]|№|_{2,}")
_ROMAN = re.compile(r"[IVXLC]+[.,;:)]?")


def cyrillic(place: Place) -> str:
    """A word made only of letters that both alphabets have is Russian beside Russian words: «MOAY», «Ha», «OO»."""
    text = alike(place.text)
    if not _DOUBLES.fullmatch(text) or not _LETTERS.search(text):
        return text
    in_russian = _RUSSIAN.search(place.before) or _RUSSIAN.search(place.after)
    if _ROMAN.fullmatch(text) or is_latin_name(text) or not in_russian:
        return text
    russian = text.translate(_TO_CYRILLIC)
    letters = "".join(_LETTERS.findall(russian))
    return russian if letters.isupper() or is_known(letters) else text


_FILLED_BY_HAND = ((re.compile(r"_[_ ]*"), BLANK), (re.compile("[«<](?:_+|)[»>]"), "«__»"))


def blank(place: Place) -> str:
    """Lines to be filled in, always as long: «_____», and «__» for the day."""
    return next((short for pattern, short in _FILLED_BY_HAND if pattern.fullmatch(place.text)), place.text)


_REPLY = re.compile(r"_{2,}|[\d/.\-]+\d")


def reply_words(place: Place) -> str:
    """«на № … от …»: the small words of the reference to a letter received (requisite 12 of ГОСТ Р 7.0.97)."""
    if place.text.lower() in ("ha", "на") and place.after == "№":
        return "На" if place.text[0].isupper() else "на"
    if place.text.lower() in ("ot", "от", "oт", "оt") and _REPLY.fullmatch(place.before) and _NUMBER.match(place.after):
        return "от"
    return place.text


_MISREAD = {"Ten.": "Тел.", "ten.": "тел.", "Orn.": "Отп."}
"""Abbreviations of letterheads and executors' lines as recognition gives them in Latin letters."""
_TELEPHONE = re.compile(r"([TtТт])[eеcс][a-zA-Zа-я]([.,:]+)")
_DIALLED = re.compile(r"[+8(]*\d")
_REASON_CODE = re.compile("К[ПИЛН][ПИЛН]")
_NINE = re.compile(r"\d{9}\D?")
_TWO_CODES = re.compile(r"ИНН.КПП(:?)")
_LABEL = re.compile(r"([Рр]ассылка|[Рр]азослать|почта|[Ee]-mail)[\"“”.;]")


def abbreviation(place: Place) -> str:
    """«Orn.» is «Отп.»; what looks like «Тел.» before a number is that: «Tea. (8352) 64-00-71»; nine digits follow
    «КПП», and a colon what is to follow."""
    telephone = _TELEPHONE.fullmatch(place.text) if _DIALLED.match(place.after) else None
    if telephone:
        return ("Тел" if telephone[1] in "TТ" else "тел") + telephone[2].replace(",", ".")
    if _REASON_CODE.fullmatch(place.text) and _NINE.fullmatch(place.after):
        return "КПП"
    text = _TWO_CODES.sub(r"ИНН/КПП\1", place.text)
    if place.after and _LABEL.fullmatch(text):
        return text[:-1] + ":"
    return _MISREAD.get(text, text)


_STOPPED = re.compile(r"(по|об|на|из|от|для|при|под|над|в|к|о|с|у)\.", re.IGNORECASE)
_RUNS_ON = re.compile(r"[«(]?[а-яё]{4,}")
_CRIED = re.compile(r"[а-яё]{3,}!")


def running_on(place: Place) -> str:
    """Between words that run on nothing stops: «сбор по. подготовке», «внутренней! политики» have specks, «№ 17». по»
    a comma; «с.», «о.» are abbreviations beside names and numbers."""
    if not _RUNS_ON.fullmatch(place.after.rstrip(".,;:)»")):
        return place.text
    if place.text.endswith("»."):
        return place.text[:-1] + ","
    stopped = _STOPPED.fullmatch(place.text) and re.search("[а-яё]{3}$", place.before)
    return place.text[:-1] if stopped or _CRIED.fullmatch(place.text) else place.text


# --- addresses of the net -------------------------------------------------------------------------------------------

_TO_LATIN = str.maketrans("асеорхуАВСЕНКМОРТХУігкипт", "aceopxyABCEHKMOPTXYirkunm")
_SCHEME = re.compile(r"<?[hнbпn][tт1l]{1,2}[pрr](s?)[:;][/l|]{2}", re.IGNORECASE)
_WWW = re.compile(r"[wW]{3}-?[.,]")
_ZERO_OF_MAIL = re.compile(r"(?<=[a-z])O(?=\d+@)")
_TOP = re.compile(r"[.,](?:ru|r[uи]|ги|[1l]u|пи)(?=[>).,;/]*$|/)")
_MAIL_LABEL = re.compile(r"[eе]-(?:mai[l1!|I]|та[!1l|i][l1!|]?)(:?)", re.IGNORECASE)


def net_address(place: Place) -> str:
    """E-mails and links are Latin, their top domain is «ru» where it looks like it: «info@mаil.ги» is
    «info@mail.ru»."""
    text = _MAIL_LABEL.sub(lambda match: f"{match[0][0]}-mail{match[1]}", place.text)
    if "@" not in text and not _SCHEME.match(text) and not _WWW.match(text):
        return text
    bracket = "<" if text.startswith("<") else ""
    text = _SCHEME.sub(lambda match: f"{bracket}http{match[1]}://", text)
    text = _ZERO_OF_MAIL.sub("0", _TOP.sub(".ru", _WWW.sub("www.", text)))
    return text.translate(_TO_LATIN) if re.search("[A-Za-z]", text) else text


# --- policy ---------------------------------------------------------------------------------------------------------

Rule = Callable[[Place], str]


def _of(rule: Callable[..., str], *parts: str) -> Rule:
    """A rule of plain texts as one of a place, of which it wants these parts."""
    return lambda place: rule(*(getattr(place, part) for part in parts))


RULES: tuple[Rule, ...] = (
    blank,
    number_sign,
    cyrillic,
    abbreviation,
    _of(capital_words.initials, "before", "text", "after"),
    _of(capital_words.town, "text", "after"),
    _of(capital_words.organisations, "before", "text", "after"),
    _of(capital_words.cornered, "before", "text", "after"),
    _of(capital_words.about, "text", "after"),
    _of(capital_words.period, "text", "after"),
    _of(capital_words.two_strokes, "before", "text"),
    net_address,
    reply_words,
    running_on,
    _of(dated, "text"),
    _of(strokes, "before", "text", "after"),
    _of(digits_between, "text"),
    number_digits,
    number_suffix,
    _of(year_mark, "before", "text"),
    _of(checked_code, "before", "text", "confidence"),
    _of(corrected, "text", "confidence"),
)


_REGIONAL = re.compile(r"(№?\d{1,4}-)[0О][3З]([.,;:)»]*)")
_LAW_NAMED = re.compile(r"[Зз]акон(?:а|у|ом|е|ы|ов|ами|ах)?")
REACH = 14
"""Words from «Законом» to its number: «Законом Республики … от 5 февраля 2024 года № 1313-ОЗ»."""


def laws(words: Sequence[Seen]) -> list[Seen]:
    """The words of a block; what is read «№ 1313-03» behind «Законом» is the number of a region's law, «1313-ОЗ»."""
    done = list(words)
    for at, word in enumerate(done):
        match = _REGIONAL.fullmatch(word.text)
        if match and any(_LAW_NAMED.fullmatch(other.text) for other in done[max(at - REACH, 0) : at]):
            done[at] = kept(word, f"{match[1]}ОЗ{match[2]}")
    return done


def repaired(words: Sequence[Seen]) -> tuple[Seen, ...]:
    """The words of a page in their order, each block repaired; `read` keeps what stood there."""
    done: list[Seen] = []
    for _, block in groupby(words, key=lambda word: word.line[0]):
        done += repaired_block(list(block))
    return sequenced(done)


def repaired_block(words: Sequence[Seen]) -> list[Seen]:
    """The words of one block (a number sign may end a line and its number begin the next)."""
    line = rejoined([part for word in words for part in parted(word)])
    for rule in RULES:
        texts = ["", *(word.text for word in line), ""]
        line = [
            kept(word, rule(Place(texts[at], word.text, texts[at + 2], word.confidence)))
            for at, word in enumerate(line)
        ]
    return laws(line)
