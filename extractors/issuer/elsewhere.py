"""The issuing body of a document without a letterhead: in its heading, stamp of approval, text or signature."""

import re
from collections.abc import Iterator

from extractors.issuer.bodies import bodies
from extractors.issuer.names import in_nominative
from extractors.issuer.tokens import Token, tokens
from extractors.language import Language
from extractors.legal_forms import is_legal_form
from extractors.letter_case import ordinary
from extractors.lines import close_up, fold, trim
from extractors.segment import cues
from extractors.vocabulary import words
from schemas.facts import Found, found
from schemas.letter import Letter, Section

_KIND = re.compile(rf"\s*(?:{'|'.join(words('kinds'))})(?!\w)\s*", re.IGNORECASE)
_APPROVED = re.compile(
    r"(?:приказом|распоряжением|постановлением|решением|указом)\s+(?P<body>[^№]+?)\s+(?=от\s|№|N\s)", re.IGNORECASE
)
_STAMP = re.compile(r"УТВЕРЖД[А-ЯЁ]+.*?(?=СОГЛАСОВАН|ПРИНЯТ|РАССМОТРЕН|\Z)", re.IGNORECASE | re.DOTALL)
# how a body speaks of itself: «Министерство … направляет»
_SPEAKS = (
    r"(?:направляет|сообщает|информирует|просит|доводит|предлагает|рекомендует|планирует|объявляет|напоминает|рассмотрел\w?|уведомляет|"
    r"приглашает|проводит|обращает|поручает|постановляет|приказывает|разъясняет)"
)
_SELF = re.compile(
    rf"(?:^|\. )\s*(?P<body>[А-ЯЁ][^.!?\n]{{8,300}}?(?:\n[^.!?\n]{{0,200}}?)?)(?:\s*\(далее[^)]*\))?"
    r"(?:,?\s(?:в рамках|в целях|с целью|в соответствии|во исполнение|на основании|в связи)[^.!?]{0,300}?)?,?\s"
    rf"{_SPEAKS}",
    re.MULTILINE,
)
_PREAMBLE = 4
"""Paragraphs at the start of the text, among which the preamble ends."""
_LONGEST = 300
"""Characters of the name of a body before the ordering verb."""
_LAST_WORD = re.compile(r"(?<!\S)(?:(?:\S\s){4,}\S|\S+)[\s:]*\Z")
# people who are the head of a body rather than a body; a minister stands for the ministry
_OFFICIALS = frozenset(("губернатор", "глава", "президент", "мэр", "министр", "врач", "уполномоченный", "председатель"))
_HEADS = frozenset(words("body_heads"))
_BODIES = _HEADS - _OFFICIALS
_SIGNING = _OFFICIALS - {"председатель", "врач", "министр"}
# «Министр образования Правительства Московской области», «И.о. министра финансов Пермского края» speak for a ministry
_MINISTER = re.compile(
    r"(?<!\w)министра?\s+(?P<field>[а-яё][^\t_]+?)\s+(?:правительства\s+)?(?P<region>(?-i:[А-ЯЁ])[^\t_]+)",
    re.IGNORECASE,
)
# «И.И. Зорин», «Зорин И.И.»: not «Федерации» before «И.И. Зорин»
_NAME = re.compile(
    r"\t|[_\n]{2,}|(?<!имени\s)(?<!ИМЕНИ\s)(?<!им\.\s)[А-ЯЁ]\.\s?[А-ЯЁ]\."  # not «имени А.Ф. Клёнова»
    r"|\s[А-ЯЁ][а-яё]+[ \n][А-ЯЁ]\.(?: ?[А-ЯЁ]\.)?(?! ?[А-ЯЁ][.а-яё])|\d{2}\.\d{2}\."
)
# «Министерства транспорта (Минтранс России) от …»
_BRACKETED = re.compile(r"\s\((?=[А-ЯЁ][^()]+\)\s+от\s)")
# «Письмо Минсельхоза РФ от 05.11.2014 № 21-07/3350»
_REGISTERED = re.compile(rf"\s(?=от\s+«?\d|{cues.NUMBER_SIGN}\s*\w)")


def from_heading(letter: Letter, language: Language) -> Found[str] | None:
    """«ПОСТАНОВЛЕНИЕ администрации города …», «УКАЗ ГЛАВЫ РЕСПУБЛИКИ …»: the body after the kind."""
    for section in letter.of("kind"):
        match = _KIND.match(letter.text, section.start, section.end)
        start = match.end() if match else section.end
        registered = _BRACKETED.search(letter.text, start, section.end)
        registered = registered or _REGISTERED.search(letter.text, start, section.end)
        end = registered.start() if registered else _heading_end(letter, section)
        if name := _in_genitive(letter, start, end, language, "issuer.heading", _HEADS):
            return name
        if named := bodies(letter.text, tuple(_lines(letter.text, start, end)), language):
            first, last = named[-1].start, named[-1].end
            return found(ordinary(letter.text[first:last], language), first, last, "issuer.heading")
        if registered and letter.text[start:end][:1].isupper():
            return found(in_nominative(fold(letter.text[start:end]), language), start, end, "issuer.heading", 0.6)
    return None


def _heading_end(letter: Letter, kind: Section) -> int:
    """The end of the heading: what follows the kind is the body in the genitive unless it is the title («О …»)."""
    after = letter.sections[letter.sections.index(kind) + 1 :][:1]
    goes_on = (
        after
        and after[0].role == "title"
        and not re.match(r"[\s«\"]*Об?о?\s", letter.text[after[0].start : after[0].end])
    )
    return after[0].end if goes_on else kind.end


def from_approval(letter: Letter, language: Language) -> Found[str] | None:
    """«УТВЕРЖДЕНО приказом Управления образования от …», «УТВЕРЖДАЮ Директор МБОУ …»."""
    for section in letter.of("approval", "letterhead"):
        for stamp in _STAMP.finditer(letter.text, section.start, section.end):
            match = _APPROVED.search(letter.text, *stamp.span())
            if name := _in_genitive(
                letter, *(match.span("body") if match else stamp.span()), language, "issuer.approval", _BODIES
            ):
                return name
    return None


def from_order(letter: Letter, language: Language) -> Found[str] | None:
    """«…, администрация района / П О С Т А Н О В Л Я Е Т:»: who stands before the verb that ends the preamble."""
    for section in letter.of("body"):
        items = section.items[:_PREAMBLE]
        verb = next((item for item in items if cues.ends_in_order(close_up(letter.text[item.start : item.end]))), None)
        last = _LAST_WORD.search(letter.text, verb.start, verb.end) if verb else None
        if last is None:
            return None
        end = trim(letter.text, section.start, last.start(), ",")[1]
        named = bodies(letter.text, tuple(_lines(letter.text, max(section.start, end - _LONGEST), end)), language)
        if named and named[-1].end == end:
            name = fold(letter.text[named[-1].start : end])
            return found(name[:1].upper() + name[1:], named[-1].start, end, "issuer.order", 0.8)
    return None


def from_text(letter: Letter, language: Language) -> Found[str] | None:
    """«Министерство образования … направляет …»: the subject of the first such sentence."""
    for section in letter.of("body"):
        for match in _SELF.finditer(letter.text, section.start, section.end):
            named = bodies(letter.text, (match.span("body"),), language)
            if len(named) == 1 and named[0].start == match.start("body"):
                start, end = trim(letter.text, named[0].start, named[0].end, ",")
                return found(fold(letter.text[start:end]), start, end, "issuer.text", 0.7)
    return None


def from_signature(letter: Letter, language: Language) -> Found[str] | None:
    """«Начальник Управления образования администрации …»; a head of region or city issues in his own name."""
    for section in letter.of("signature"):
        stop = _NAME.search(letter.text, section.start, section.end)
        end = stop.start() if stop else section.end
        if name := _ministry(letter, section.start, end, language) or _in_genitive(
            letter, section.start, end, language, "issuer.signature", _BODIES
        ):
            return name
        named = bodies(letter.text, ((section.start, end),), language)
        if named and named[0].noun in _SIGNING:
            start, end = trim(letter.text, named[0].start, end, ",_")
            return found(ordinary(letter.text[start:end], language), start, end, "issuer.signature", 0.6)
    return None


def _ministry(letter: Letter, start: int, end: int, language: Language) -> Found[str] | None:
    """The ministry of the minister who signs, or of a deputy."""
    start, end = trim(letter.text, start, end, ",_")
    if minister := _MINISTER.search(ordinary(letter.text[start:end], language)):
        return found(f"Министерство {minister['field']} {minister['region']}", start, end, "issuer.signature", 0.6)
    return None


def _in_genitive(
    letter: Letter, start: int, end: int, language: Language, rule: str, heads: frozenset[str]
) -> Found[str] | None:
    """The body that begins at the first noun for one in the genitive, brought to the nominative."""
    start, end = trim(letter.text, start, end)
    stop = _NAME.search(letter.text, start, end)
    end = stop.start() if stop else end
    stream = list(tokens(letter.text, tuple(_lines(letter.text, start, end))))
    for index, token in enumerate(stream):
        if _is_head(token, heads, language):
            first = _adjectives(stream, index, language)
            first, last = trim(letter.text, stream[first].start, end, ",.;:_/-–")
            name = in_nominative(ordinary(letter.text[first:last], language), language)
            return found(name[:1].upper() + name[1:], first, last, rule, 0.8)
    return None


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in re.compile(r"[^\n]+").finditer(text, start, end):
        yield match.span()


def _is_head(token: Token, heads: frozenset[str], language: Language) -> bool:
    """A noun for a body in the genitive, or the abbreviation of a legal form («МБОУ СОШ № 5»)."""
    if token.quoted:
        return False
    if is_legal_form(token.text) or re.fullmatch(r"[А-Я]{0,4}(?:ОУ|АУ|БУ|КУ|УП)", token.text):
        return True
    return any(
        p.normal_form in heads and {"NOUN", "gent", "sing"} in p.tag for p in language.parses(token.text.lower())
    )


def _adjectives(stream: list[Token], index: int, language: Language) -> int:
    while index and any({"ADJF", "gent", "sing"} in p.tag for p in language.parses(stream[index - 1].text.lower())):
        index -= 1
    return index
