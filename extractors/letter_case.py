"""Names printed in capitals, written as the Russian language writes them.

«МИНИСТЕРСТВО ОБРАЗОВАНИЯ АМУРСКОЙ ОБЛАСТИ» is «Министерство образования Амурской области». What is already in ordinary
case stays. Capitals of the document's own running text win over the rules, and known phrases over single words.
"""

import re
from functools import cache

from extractors.gazetteer import city_pattern, declined, name_patterns, plain, stem_of
from extractors.language import Language
from extractors.lines import fold, in_capitals
from extractors.vocabulary import words
from extractors.word_case import WORD_RULES, Context, capital, place_name

_WORD = re.compile(r"[^\W_]+(?:[-–][^\W\d_]+)*")
_SMALL = re.compile(r"(?<![\w.])(?:И|В|ВО|НА|ПО|С|О|ОБ|ОТ|ДЛЯ|ПРИ|К)(?![\w.])")
#: «ПО Г.О. ТОЛЬЯТТИ», «Р.П. ЛЕСНОЙ», «СТ. ЛЕСНОЙ»: kinds of places, not initials («ИМ. Г.О. ПЕТРОВА»)
_TERRITORY = re.compile(
    r"(?<!ИМ\. )(?<!ИМЕНИ )(?<![\w.])(?:Г\. ?О\.|М\. ?[ОР]\.|[РС]\. ?П\.|П\. ?Г\. ?Т\.|СТ\.)(?=\s+[А-ЯЁ]{3})"
)
_QUOTED = re.compile(r"[«\"“„]([^«»\"“”]+)[»\"”]?")
_OF_PLACE = re.compile(r"[СЦ]К(?:ИЙ|АЯ|ОЕ|ИЕ|ОГО|ОЙ|ИХ|ОМУ|ОМ)$")
_OPENING = '«"“„'


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
    for match in _TERRITORY.finditer(text):
        characters[match.start() : match.end()] = match[0].lower()
    _from_body(text, characters, shouted, body)
    _first_letters(text, characters)
    return fold("".join(characters))


def _shouted(text: str, language: Language) -> list[tuple[int, int]]:
    """The words in capitals without need: all of a line in capitals, long dictionary words elsewhere."""
    spans: list[tuple[int, int]] = []
    position, loud = 0, False
    for line in text.splitlines(keepends=True):
        matches = tuple(_WORD.finditer(text, position, position + len(line)))
        long = {m.span() for m in matches if m[0].isupper() and _is_word(m[0], language)}
        short = loud and all(language.knows(m[0].lower()) for m in matches)  # «… ПЕРМСКОГО / КРАЯ»
        loud = in_capitals(line) and (bool(long) or short)
        initials = {m.span() for m in matches if _is_initial(text, m)}
        spans.extend(
            m.span() for m in matches if m.span() in long or (loud and m[0].isupper() and m.span() not in initials)
        )
        position += len(line)
    return [*spans, *_small_words(text, spans)]


def _is_word(word: str, language: Language) -> bool:
    """A long word of the dictionary, or an adjective of a place that it need not have («ВЕРХНЕСУХОНСКОГО»)."""
    return len(word) > 4 and (language.knows(word.lower()) or bool(_OF_PLACE.search(word)))


def _small_words(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """«И» and prepositions in capitals on a line of their own, between lines in capitals."""
    small = (m.span() for m in _SMALL.finditer(text) if spans)
    return [span for span in small if span not in spans]


def _is_initial(text: str, match: re.Match[str]) -> bool:
    """«А.» of «А.П. Гайдара»; «Г. МАРКСА», «Д. ЛЕСНАЯ» after a number or a name are places."""
    if len(match[0]) > 1 or text[match.end() : match.end() + 1] != ".":
        return False
    after_name = re.search(r"(?i:имени|им\.?|\.)\s*$|^$", text[: match.start()])
    next_initial = text[match.end() + 1 : match.end() + 3].endswith(".")
    return match[0] not in "ГСПДХ" or next_initial or bool(after_name)


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
            else capital(parts[i])
            if form[0].isupper()
            else parts[i]
        )
    return "".join(parts)


def _from_words(
    text: str, characters: list[str], shouted: list[tuple[int, int]], language: Language, body: str
) -> None:
    spans = [m.span() for m in _WORD.finditer(text)]
    printed = tuple(text[a:b] for a, b in spans)
    for index, (start, end) in enumerate(spans):
        if (start, end) in shouted:
            context = Context(printed, index, language, body)
            characters[start:end] = next(answer for rule in WORD_RULES if (answer := rule(context)) is not None)


# --- phrases -------------------------------------------------------------------------------------------------------
@cache
def _phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    own = tuple((p, re.compile(rf"(?<!\w){declined(p)}(?!\w)", re.IGNORECASE)) for p in words("proper_phrases"))
    return (*own, *((form, pattern) for _, form, pattern in reversed(name_patterns())))


def _from_phrases(text: str, characters: list[str], shouted: list[tuple[int, int]]) -> None:
    """Regions and fixed phrases take the capitals they have in their lists; a longer one comes last and wins."""
    letters = plain(text)
    for model, pattern in _phrases():
        for match in pattern.finditer(text) if stem_of(model) in letters else ():
            _replace(characters, shouted, match.start(), _template(match[0].lower(), model))
    for match in city_pattern().finditer(text):
        if " " in match[0]:
            _replace(characters, shouted, match.start(), " ".join(map(place_name, match[0].split(" "))))


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
        if len(tokens) == 1 and printed.isupper() and (quoted := _quoted_in(body, printed)):
            characters[start : start + len(printed)] = quoted


def _quoted_in(body: str, name: str) -> str | None:
    """The quoted name as a line of running text prints it: «ООО «СЕЛЕНА» обязано», «(МУП «Облтепло»)»."""
    pattern = re.compile(rf"[«\"“„]({re.escape(name)})[»\"”]", re.IGNORECASE)
    lines = (line for line in body.splitlines() if not in_capitals(line))
    return next((match[1] for line in lines if (match := pattern.search(line))), None)


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
