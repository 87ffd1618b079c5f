"""Whose document it is, and of what kind: the word before a date or number, and the body between them."""

import re
from dataclasses import dataclass

from extractors.issuer.names import in_nominative
from extractors.language import Language
from extractors.letter_case import ordinary
from extractors.lines import fold, in_capitals, trim
from extractors.references.anchors import Anchor
from extractors.references.kinds import Noun, nouns
from extractors.references.titles import question, title_inside
from schemas.document import ReferenceKind
from schemas.facts import Found, found

_REACH = 420
"""Characters that may stand between the word for a document and its date: a long name of a body."""
_SENTENCE_END = re.compile(r"[!?;\t]|\.\s+(?=[А-ЯЁ«])|\n\n")
# full stops that end no sentence: «г. Тюмени», «им. Пушкина», initials
_STOPS_INSIDE = re.compile(r"(?<!\w)(?:г|им|с|п|ул|обл|ст|р|[А-ЯЁ])\.\s+(?=[А-ЯЁ«])")
# «Об утверждении программы «Развитие образования»» may close two quotes with one
_PASSAGES = re.compile(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|«(?:О|Об)\s[^«»]*«[^«»]*»|\"[^\"]*\"|\([^()]*\)")
_MEETING = re.compile(
    r"(?:(?:рабоч|расширенн|очередн|внеочередн|совместн)\w*\s+|онлайн-)?(?:заседани[яей]|совещани[яей]|собрани[яей](?!\s+(?:депутатов|представителей))|встречи?)\s+",
    re.IGNORECASE,
)
_NOT_ISSUER = re.compile(
    r"(?:у|по|обо|в|во|на|для|с|со|к|под|из|указанн\w+|настоящ\w+|данн\w+|соответствующ\w+|вышеуказанн\w+|которы\w+|"
    r"утвержд[её]нн\w+|принят\w+|не|был\w*|ваш\w*|наш\w*|регистрационн\w+|директора|заведующ\w+)(?!\w)",
    re.IGNORECASE,
)
_OF_NOBODY = re.compile(
    r"федеральн|договор|контракт|соглашени", re.IGNORECASE
)  # federal laws need no name; two sign these
_OF_THE_STATE = re.compile(r"\s*(?:Российской\s+Федерации|РФ|России)\s*", re.IGNORECASE)
"""«Закон РФ от …»: a state issues nothing beside its laws."""
_HEREAFTER = re.compile(r"\s*\(\s*далее[^()]*(?:\([^()]*\)[^()]*)*\)\s*", re.IGNORECASE)
_BODY_BEFORE = re.compile(
    r"(?P<body>(?:Мин[а-яё]+|Рос[а-яё]+|(?:Департамент|Комитет|Управлени|Правительств|Администраци)[а-яё]+"
    r"|(?:(?<!\w)[А-ЯЁа-яё][а-яё]+ого\s)?(?<!\w)[Сс]овета)"  # решения Учёного совета ИрГТУ (протокол от …)
    r"(?:\s[^\s().,;:]+){0,8})\s*\(\s*$"
)
_AMENDED = re.compile(
    r"\b(?:в\s+ред(?:акции|\.)|с\s+изменениями|с\s+изм\.|с\s+последующими|внес[её]нными)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Owner:
    """The word that names an anchor's document, with issuer and title as far as they stand before the anchor."""

    noun: Noun
    kind: ReferenceKind
    issuer: Found[str] | None
    title: Found[str] | None


def owner_of(
    text: str, start: int, anchor: Anchor, earlier: tuple[Anchor, Owner] | None, language: Language
) -> Owner | None:
    """What the anchor's date or number belongs to; `earlier` is the anchor before it in the paragraph and its owner.

    `None` where no word for a document stands before it without a break.
    """
    first = max(start, anchor.start - _REACH)
    for noun in nouns(text, first, anchor.start):
        if earlier and noun.end <= earlier[0].start:
            continue
        if _joined(text, noun.end, anchor):
            return _own(text, noun, anchor, earlier, language)
    return _inherited(text, anchor, earlier, language)


def listed_under(text: str, start: int, end: int, language: Language) -> Owner | None:
    """What a lead-in («Признать утратившими силу постановления администрации:») says of the items under it."""
    for noun in nouns(text, start, end):
        if not _SENTENCE_END.search(_PASSAGES.sub("", text[noun.end : end])):
            return Owner(noun, noun.kind, _issuer(text, noun.end, end, language), None)
    return None


def _joined(text: str, start: int, anchor: Anchor) -> bool:
    """Whether nothing between a word and an anchor parts them: an issuer, a title, a bracket may stand there."""
    between = _STOPS_INSIDE.sub("", _PASSAGES.sub("", text[start : anchor.start]))
    if _SENTENCE_END.search(between):
        return False
    if anchor.held:
        return True
    words = re.findall(r"\w+", between)
    return "," not in between or len(words) <= 25


def _own(text: str, noun: Noun, anchor: Anchor, earlier: tuple[Anchor, Owner] | None, language: Language) -> Owner:
    title = title_inside(text, noun.end, anchor.start)
    of_nobody = _OF_NOBODY.match(text, noun.start)
    issuer = None if of_nobody else _issuer(text, noun.end, title.start - 1 if title else anchor.start, language)
    if issuer is None and not of_nobody:
        issuer = _before_bracket(text, noun, language)
    if issuer is None and earlier and _amends(text, earlier, noun, anchor):
        issuer = earlier[1].issuer
    if title is None and noun.kind in ("decision", "protocol"):
        title = _question(text, noun.end, anchor)
    return Owner(noun, noun.kind, issuer, title)


def _question(text: str, start: int, anchor: Anchor) -> Found[str] | None:
    found_at = re.search(r"(?<!\w)по\s+вопрос", text[start : anchor.start])
    if found_at:
        return question(text, start + found_at.start(), anchor.start)
    return question(text, anchor.end, anchor.end + _REACH)


def _amends(text: str, earlier: tuple[Anchor, Owner], noun: Noun, anchor: Anchor) -> bool:
    """«(в редакции приказов от …)» after an order: of the same body."""
    return earlier[1].kind == noun.kind and bool(_AMENDED.search(text, earlier[0].end, noun.start))


def _issuer(text: str, start: int, end: int, language: Language) -> Found[str] | None:
    """The body in the genitive at `start`, in the nominative; `None` where something else stands there."""
    meeting = _MEETING.match(text, start + len(text[start:end]) - len(text[start:end].lstrip()), end)
    if meeting:
        start = meeting.end()
    hereafter = _HEREAFTER.search(text, start, end)
    end = hereafter.start() if hereafter else end
    clause = re.search(r",\s|\s(?:по\s+вопрос|о\s|об\s|от\s|за\s|исх\.|вх\.|№)", _masked(text[start:end]))
    start, end = trim(text, start, start + clause.start() if clause else end, ",.;:")
    if (
        start >= end
        or _OF_THE_STATE.fullmatch(text, start, end)
        or _NOT_ISSUER.match(text, start)
        or not re.match(r"[А-ЯЁа-яё«\"]", text[start])
    ):
        return None
    printed = text[start:end]
    name = in_nominative(ordinary(printed, language) if in_capitals(printed) else fold(printed), language)
    return found(name, start, end, "issuer.genitive", 0.9)


def _before_bracket(text: str, noun: Noun, language: Language) -> Found[str] | None:
    """«Рекомендации Минцифры России (письмо от …)»: the body in the genitive right before the bracket."""
    match = _BODY_BEFORE.search(text, max(0, noun.start - _REACH), noun.start)
    return _issuer(text, *match.span("body"), language) if match else None


def _masked(text: str) -> str:
    """Quoted and bracketed passages blanked, lists of a ministry's subjects («труда, занятости») kept whole."""
    blanked = _PASSAGES.sub(lambda m: "_" * len(m[0]), text)
    return re.sub(r",(?=\s+[а-яё]+(?:ия|ей|ения|ости|ики|уры|та|ва|ания)\b)", "_", blanked)


def _inherited(text: str, anchor: Anchor, earlier: tuple[Anchor, Owner] | None, language: Language) -> Owner | None:
    """The next of a list: «приказы Министерства от … № 12, от … № 45», with titles or another issuer between."""
    if earlier is None:
        return None
    before, owner = earlier
    between = text[before.end : anchor.start]
    rest = _PASSAGES.sub("", between)
    if not rest.strip(" \n\t,;:-–—•"):
        return Owner(owner.noun, owner.kind, owner.issuer, None)
    if _SENTENCE_END.search(_STOPS_INSIDE.sub("", rest)) or len(rest) > 160:
        return None
    if "(" in rest and not _AMENDED.search(rest):  # «(Собрание законодательства, 2012, № 5)»
        return None
    joint = re.match(r"\s*(?:,|и\b|а\s+также)?\s*(?:,|и\b|\()?\s*", rest)
    words = rest[joint.end() if joint else 0 :].strip(" ,(")
    if not words or _AMENDED.match(words) or re.match(r"(?:О|Об)\s", words):
        return Owner(owner.noun, owner.kind, owner.issuer, None)
    offset = before.end + between.find(words)
    issuer = _issuer(text, offset, anchor.start, language) if words in between else None
    return Owner(owner.noun, owner.kind, issuer, None) if issuer and re.match(r"[А-ЯЁ]", words) else None
