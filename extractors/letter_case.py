"""Names printed in capitals, written as the Russian language writes them.

«МИНИСТЕРСТВО ОБРАЗОВАНИЯ АМУРСКОЙ ОБЛАСТИ» is «Министерство образования Амурской области». What is already in ordinary
case stays. Capitals of the document's own running text win over the rules, and known phrases over single words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from extractors.gazetteer import city_pattern, declined, name_patterns, regions
from extractors.language import Language
from extractors.lines import fold, in_capitals
from extractors.vocabulary import words

_WORD = re.compile(r"[^\W_]+(?:[-–][^\W\d_]+)*")
_QUOTED = re.compile(r"[«\"“„]([^«»\"“”]+)[»\"”]?")
_OPENING = '«"“„'
_VOWELS = frozenset("АЕЁИОУЫЭЮЯ")
_ROMAN = re.compile(r"[IVXLC]+")

# a settlement's name follows these words …
_PLACE_BEFORE = re.compile(
    r"(?:г|гор|город(?:а|е|у|ом)?|сел[оае]|с|пос[её]л(?:ок|ка|ке)|пос|п|пгт|рп|деревн[яие]|д|станиц[аыеу]|ст|хутор[ае]?|аул[ае]?|"
    r"улиц[аыеу]|ул|проспект[ае]?|площад[ьи]|зато)",
    re.IGNORECASE,
)
# … and an adjective of a place stands before these, «муниципальный» and its like perhaps between
_PLACE_AFTER = re.compile(
    r"(?:район|округ|обл|област|кра[йяюе]|сельсовет|улус|кожуун|наслег|поселени|волост|республик|проспект|площад|улиц)\w*",
    re.IGNORECASE,
)
_COMMON_ADJECTIVE = re.compile(
    r"(?:муниципальн|городск|сельск|автономн|национальн|административн|внутригородск|федеральн|военн|судебн|учебн|избирательн|"
    r"территориальн|областн|краев|районн|окружн|народн|отдельн|поселков|единственн|общеобразовательн|государственн)\w+",
    re.IGNORECASE,
)
_NOT_A_PLACE = re.compile(
    r"(?:федеральн|областн|краев|республиканск|окружн|районн|воинск)\w+|и|в|на|по|с|от|для|об|о", re.IGNORECASE
)
_MUNICIPALITY = re.compile(
    r"(?:городско|муниципально|сельско)\w+ (?:округ|район|образовани|поселени)\w*", re.IGNORECASE
)
_NAMED_AFTER = re.compile(r"имени|им", re.IGNORECASE)
_PROPER_TAGS = ("Surn", "Name", "Patr", "Geox")


@dataclass(frozen=True, slots=True)
class _Context:
    """The words of a name, the one looked at, and what else can tell its case."""

    words: tuple[str, ...]
    index: int
    language: Language
    body: str

    @property
    def word(self) -> str:
        return self.words[self.index]

    @property
    def before(self) -> str:
        return self.words[self.index - 1] if self.index else ""

    def is_proper(self, word: str) -> bool:
        parses = self.language.parses(word.lower())
        return self.language.morph.word_is_known(word.lower()) and all(
            any(t in p.tag for t in _PROPER_TAGS) for p in parses
        )

    def may_be_proper(self, word: str) -> bool:
        parses = self.language.parses(word.lower())
        return any(t in p.tag for p in parses for t in _PROPER_TAGS)

    def agrees_before(self) -> bool:
        """Whether the word is a noun in the case and number of the adjective before it."""
        before = {(p.tag.case, p.tag.number) for p in self.language.parses(self.before.lower()) if "ADJF" in p.tag}
        return any(
            "NOUN" in p.tag and (p.tag.case, p.tag.number) in before for p in self.language.parses(self.word.lower())
        )

    def is_adjective(self, word: str) -> bool:
        return any("ADJF" in p.tag for p in self.language.parses(word.lower()))


def ordinary(text: str, language: Language, body: str = "") -> str:
    """`text`, its capitalised lines in ordinary case, as one line; `body` is the document's running text.

    >>> ordinary("КОМИТЕТ\\nОБЩЕГО ОБРАЗОВАНИЯ\\nЛЕНИНГРАДСКОЙ ОБЛАСТИ", Language())
    'Комитет общего образования Ленинградской области'
    """
    shouted = _shouted(text, language)
    if not shouted:
        return fold(text)
    characters = list(text)
    for start, end in shouted:
        characters[start:end] = _template(text[start:end].lower(), "")
    _from_words(text, characters, shouted, language, body)
    _from_phrases(text, characters, shouted)
    _from_body(text, characters, shouted, body)
    _first_letters(text, characters)
    return fold("".join(characters))


def _shouted(text: str, language: Language) -> list[tuple[int, int]]:
    """The words in capitals without need: all of a line in capitals, long dictionary words elsewhere."""
    spans: list[tuple[int, int]] = []
    position = 0
    for line in text.splitlines(keepends=True):
        matches = tuple(_WORD.finditer(text, position, position + len(line)))
        long = {
            m.span() for m in matches if len(m[0]) > 4 and m[0].isupper() and language.morph.word_is_known(m[0].lower())
        }
        loud = in_capitals(line) and bool(long)
        initials = {m.span() for m in matches if m.end() - m.start() == 1 and text[m.end() : m.end() + 1] == "."}
        spans.extend(
            m.span() for m in matches if m.span() in long or (loud and m[0].isupper() and m.span() not in initials)
        )
        position += len(line)
    return spans


def _template(printed: str, model: str) -> str:
    """`printed` with the capitals of `model` (an empty model changes nothing), word by word and part by part.

    >>> _template("ханты-мансийского автономного округа", "Ханты-Мансийский автономный округ")
    'Ханты-Мансийского автономного округа'
    """
    parts, models = re.split(r"([\W_]+)", printed), re.findall(r"[^\W_]+", model)
    for i, form in zip(range(0, len(parts), 2), models, strict=False):
        parts[i] = (
            parts[i].upper()
            if form.isupper() and len(form) > 1
            else _capital(parts[i])
            if form[0].isupper()
            else parts[i]
        )
    return "".join(parts)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


# --- words ---------------------------------------------------------------------------------------------------------
def _as_in_body(context: _Context) -> str | None:
    """The word as the running text prints it inside its sentences, where it always prints it so."""
    pattern = re.compile(rf"(?<=[^\W_][ ,]) ?(?<![\w«]){re.escape(context.word)}(?!\w)", re.IGNORECASE)
    forms = {m[0].strip() for m in pattern.finditer(context.body)}
    if len(forms) != 1 or len(context.word) < 3:
        return None
    form = forms.pop()
    return form if not form.isupper() or not _in_loud_line(context.body, form) else None


def _in_loud_line(body: str, form: str) -> bool:
    return any(form in line and in_capitals(line) for line in body.splitlines())


def _abbreviation(context: _Context) -> str | None:
    word, language = context.word, context.language
    if word in words("capitals") or _ROMAN.fullmatch(word) or any(c.isdigit() for c in word):
        return word
    if len(word) > 1 and not _VOWELS & set(word):
        return word
    known = language.morph.word_is_known(word.lower())
    after_abbreviation = context.before in words("capitals")
    if word == "ВО" and after_abbreviation:
        return word
    return word if not known and 1 < len(word) <= 5 and not context.is_adjective(word) else None


def _named_after(context: _Context) -> str | None:
    """Names after «имени»: «имени А.С. Пушкина», «имени академика Королёва»."""
    near = context.words[max(0, context.index - 6) : context.index]
    if len(context.word) == 1 and any(_NAMED_AFTER.fullmatch(w) for w in near[-3:]):
        return context.word
    if any(_NAMED_AFTER.fullmatch(w) for w in near):
        known = context.language.morph.word_is_known(context.word.lower())
        return _capital(context.word.lower()) if not known or context.may_be_proper(context.word) else None
    return None


def _settlement(context: _Context) -> str | None:
    """«города Свободного», «города Амурские Зори»: what follows the word for a settlement."""
    if _NOT_A_PLACE.fullmatch(context.word):
        return None
    first = bool(_PLACE_BEFORE.fullmatch(context.before))
    second = (
        context.index > 1
        and bool(_PLACE_BEFORE.fullmatch(context.words[context.index - 2]))
        and context.is_adjective(context.before)
        and (context.may_be_proper(context.word) or context.agrees_before())
        and not _PLACE_AFTER.fullmatch(context.word)
    )
    return _place_name(context.word) if first or second else None


def _municipality(context: _Context) -> str | None:
    """«городского округа Электросталь», «муниципального района Волжский»: a name after the word for its kind."""
    near = " ".join(context.words[max(0, context.index - 2) : context.index])
    if (
        not _MUNICIPALITY.fullmatch(near)
        or _NOT_A_PLACE.fullmatch(context.word)
        or _PLACE_BEFORE.fullmatch(context.word)
    ):
        return None
    return (
        None
        if _COMMON_ADJECTIVE.fullmatch(context.word) or _NAMED_AFTER.fullmatch(context.word)
        else _place_name(context.word)
    )


def _place_name(word: str) -> str:
    """«Комсомольска-на-Амуре», «Южно-Сахалинск»."""
    return "-".join(p if p in ("на", "в", "над", "под") else _capital(p) for p in word.lower().split("-"))


def _territory(context: _Context) -> str | None:
    """«Кировского района», «Свободненского муниципального округа»: an adjective before the word for a territory."""
    if _COMMON_ADJECTIVE.fullmatch(context.word) or not context.is_adjective(context.word):
        return None
    for word in context.words[context.index + 1 : context.index + 4]:
        if _PLACE_AFTER.fullmatch(word):
            return _place_name(context.word)
        if not _COMMON_ADJECTIVE.fullmatch(word):
            return None
    return None


@cache
def _region_stems() -> frozenset[str]:
    adjectives = (r.name.split()[0] for r in regions())
    return frozenset(a.lower()[:-2] for a in adjectives if a.endswith(("ая", "ий")))


def _proper(context: _Context) -> str | None:
    lower = context.word.lower()
    if context.is_proper(context.word) or (
        context.is_adjective(lower)
        and re.sub(r"(?:[аоиы]й|[аоу][яею]|ого|ому|[иы]м|[иы]х)$", "", lower) in _region_stems()
    ):
        return _place_name(context.word)
    return None


def _common(context: _Context) -> str:
    return context.word.lower()


# policy: the first rule that answers decides a word
WORD_RULES: tuple[Callable[[_Context], str | None], ...] = (
    _as_in_body,
    _abbreviation,
    _named_after,
    _settlement,
    _territory,
    _municipality,
    _proper,
    _common,
)


def _from_words(
    text: str, characters: list[str], shouted: list[tuple[int, int]], language: Language, body: str
) -> None:
    spans = [m.span() for m in _WORD.finditer(text)]
    printed = tuple(text[a:b] for a, b in spans)
    for index, (start, end) in enumerate(spans):
        if (start, end) in shouted:
            context = _Context(printed, index, language, body)
            characters[start:end] = next(answer for rule in WORD_RULES if (answer := rule(context)) is not None)


# --- phrases -------------------------------------------------------------------------------------------------------
@cache
def _phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    own = tuple((p, re.compile(rf"(?<!\w){declined(p)}(?!\w)", re.IGNORECASE)) for p in words("proper_phrases"))
    return (*own, *((form, pattern) for _, form, pattern in reversed(name_patterns())))


def _from_phrases(text: str, characters: list[str], shouted: list[tuple[int, int]]) -> None:
    """Regions and fixed phrases take the capitals they have in their lists; a longer one comes last and wins."""
    for model, pattern in _phrases():
        for match in pattern.finditer(text):
            _replace(characters, shouted, match.start(), _template(match[0].lower(), model))
    for match in city_pattern().finditer(text):
        if " " in match[0]:
            _replace(characters, shouted, match.start(), " ".join(map(_place_name, match[0].split(" "))))


def _from_body(text: str, characters: list[str], shouted: list[tuple[int, int]], body: str) -> None:
    """The whole name, or a name in quotes, where the running text has it word for word."""
    for start, printed in [(0, text), *((m.start(1), m[1]) for m in _QUOTED.finditer(text))]:
        tokens = _WORD.findall(printed)
        pattern = r"[\W_]+".join(map(re.escape, tokens))
        match = re.search(rf"(?<!\w){pattern}(?!\w)", body, re.IGNORECASE) if len(tokens) > 1 else None
        if match and not in_capitals(match[0]):
            forms = _WORD.findall(match[0])
            for (a, b), form in zip((m.span() for m in _WORD.finditer(printed)), forms, strict=True):
                _replace(characters, shouted, start + a, form if len(form) == b - a else printed[a:b])


def _replace(characters: list[str], shouted: list[tuple[int, int]], start: int, value: str) -> None:
    """Writes `value` over what stands at `start`, as far as that was in capitals without need."""
    for offset, character in enumerate(value):
        if any(a <= start + offset < b for a, b in shouted) and character.isalpha():
            characters[start + offset] = character


def _first_letters(text: str, characters: list[str]) -> None:
    """The first letter of the name, and of each name in quotes, is a capital."""
    for index, character in enumerate(text):
        if character.isalpha() and (not text[:index].strip(_OPENING + " \n(") or text[index - 1] in _OPENING):
            characters[index] = characters[index].upper()
