"""How a single word of a name in capitals is written: rules that look at the words around it.

Each rule answers with the word as it should be written, or `None` where it has nothing to say.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from extractors.gazetteer import regions
from extractors.language import Language
from extractors.legal_forms import is_legal_form
from extractors.lines import in_capitals
from extractors.vocabulary import words

_CAPITALS = frozenset(words("capitals"))
_VOWELS = frozenset("АЕЁИОУЫЭЮЯ")
_SHORT = 5
"""Up to this length an unknown word in capitals is an abbreviation."""
_FORM_OF_SCHOOL = re.compile("[А-Я]*ОУ|АНОО?")
_ROMAN = re.compile(r"[IVXLC]+")

# a settlement's name follows these words …
_PLACE_BEFORE = re.compile(
    r"(?:г|гор|город[аеу]?|сел[оае]|с|пос[её]л(?:ок|ка|ке)|пос|п|пгт|рп|деревн[яие]|д|станиц[аыеу]|ст|хутор[ае]?|х|аул[ае]?|"
    r"улиц[аыеу]|ул|проспект[ае]?|площад[ьи]|зато)",
    re.IGNORECASE,
)
# … and an adjective of a place stands before these, «муниципальный» and its like perhaps between
_PLACE_AFTER = re.compile(
    r"(?:район|округ|обл|кра[йяюе]|сельсовет|улус|кожуун|наслег|поселени|волост|республик|проспект|площад|улиц)\w*",
    re.IGNORECASE,
)
_COMMON_ADJECTIVE = re.compile(
    r"(?:муниципальн|городск|сельск|автономн|национальн|административн|внутригородск|федеральн|военн|судебн|учебн|избирательн|"
    r"территориальн|областн|краев|районн|окружн|народн|отдельн|поселков|государственн)\w+",
    re.IGNORECASE,
)
_NOT_A_PLACE = re.compile(
    r"(?:федеральн|областн|краев|республиканск|окружн|районн|воинск)\w+|и|по|с|от|для|об|о", re.IGNORECASE
)
_MUNICIPALITY = re.compile(
    r"(?:городско|муниципально|сельско)\w+ (?:округ|район|образовани|поселени)\w*", re.IGNORECASE
)
_NAMED_AFTER = re.compile(r"имени|им", re.IGNORECASE)
_NOT_A_NAME = (_NOT_A_PLACE, _PLACE_BEFORE, _COMMON_ADJECTIVE, _NAMED_AFTER)
_PROPER_TAGS = ("Surn", "Name", "Patr", "Geox")


@dataclass(frozen=True, slots=True)
class Context:
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
        return self.language.knows(word.lower()) and all(any(t in p.tag for t in _PROPER_TAGS) for p in parses)

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


def capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _as_in_body(context: Context) -> str | None:
    """The word as the running text prints it inside its sentences, where it always prints it so."""
    if len(context.word) < 3 or context.word.lower() not in context.body.lower():
        return None
    pattern = re.compile(rf"(?<=[^\W_][ ,]) ?(?<![\w«]){re.escape(context.word)}(?!\w)", re.IGNORECASE)
    forms = {m[0].strip() for m in pattern.finditer(context.body)}
    if len(forms) != 1:
        return None
    form = forms.pop()
    return form if not form.isupper() or not _in_loud_line(context.body, form) else None


def _in_loud_line(body: str, form: str) -> bool:
    return any(form in line and in_capitals(line) for line in body.splitlines())


def _abbreviation(context: Context) -> str | None:
    word, language = context.word, context.language
    if word in ("ПГТ", "РП") and context.index + 1 < len(context.words):
        return word.lower()
    long_form = len(word) > _SHORT and is_legal_form(word)
    if word in _CAPITALS or long_form or _ROMAN.fullmatch(word) or any(c.isdigit() for c in word):
        return word
    if len(word) > 1 and not _VOWELS & set(word):
        return word
    known = language.knows(word.lower())
    if word == "ВО" and _FORM_OF_SCHOOL.fullmatch(context.before):
        return word
    return word if not known and 1 < len(word) <= _SHORT and not context.is_adjective(word) else None


def _named_after(context: Context) -> str | None:
    """Names after «имени»: «имени А.С. Пушкина», «имени академика Королёва»."""
    near = context.words[max(0, context.index - 6) : context.index]
    if len(context.word) == 1 and any(_NAMED_AFTER.fullmatch(w) for w in near[-3:]):
        return context.word
    if any(_NAMED_AFTER.fullmatch(w) for w in near):
        known = context.language.knows(context.word.lower())
        proper = not known or context.may_be_proper(context.word) or len(context.before) == 1  # «А.Ф. КЛЁНСКОГО»
        return place_name(context.word) if proper else None
    return None


def _settlement(context: Context) -> str | None:
    """«города Свободного», «города Амурские Зори»: what follows the word for a settlement."""
    if _NOT_A_PLACE.fullmatch(context.word) or _is_with(context):
        return None
    first = bool(_PLACE_BEFORE.fullmatch(context.before))
    further = context.words[context.index - 2] if context.index > 1 else ""
    second = bool(_PLACE_BEFORE.fullmatch(further)) and _ends_name(context)
    with_whom = second and _is_with(replace(context, index=context.index - 1))  # «общество С ОГРАНИЧЕННОЙ …»
    second = second and not with_whom
    return place_name(context.word) if first or second else None


def _is_with(context: Context) -> bool:
    """«по работе с детьми»: the preposition, no village."""
    cases = (p.tag.case for p in context.language.parses(context.word.lower()))
    return context.before.lower() == "с" and "ablt" in cases


def _ends_name(context: Context) -> bool:
    """Whether the word is the noun of a name whose adjective stands before it («Амурские Зори», «Нижний Новгород»)."""
    if not context.is_adjective(context.before) or _NOT_A_PLACE.fullmatch(context.before):
        return False  # «города воинской славы»
    if _PLACE_AFTER.fullmatch(context.word):
        return False
    return context.may_be_proper(context.word) or context.agrees_before()


def _municipality(context: Context) -> str | None:
    """«городского округа Электросталь», «муниципального района Волжский»: a name after the word for its kind."""
    near = " ".join(context.words[max(0, context.index - 2) : context.index])
    if _MUNICIPALITY.fullmatch(near):
        return None if any(common.fullmatch(context.word) for common in _NOT_A_NAME) else place_name(context.word)
    further = " ".join(context.words[max(0, context.index - 3) : context.index - 1])
    return place_name(context.word) if _MUNICIPALITY.fullmatch(further) and _ends_name(context) else None


def place_name(word: str) -> str:
    """«Комсомольска-на-Амуре», «Южно-Сахалинск»."""
    return "-".join(_part(p) for p in word.split("-"))


def _part(part: str) -> str:
    if part.lower() in ("на", "в", "над", "под"):
        return part.lower()
    return part if _ROMAN.fullmatch(part) else capital(part.lower())


def _territory(context: Context) -> str | None:
    """«Кировского района», «Свободненского муниципального округа»: an adjective before the word for a territory."""
    if _COMMON_ADJECTIVE.fullmatch(context.word) or not context.is_adjective(context.word):
        return None
    for word in context.words[context.index + 1 : context.index + 4]:
        if _PLACE_AFTER.fullmatch(word):
            return place_name(context.word)
        if not _COMMON_ADJECTIVE.fullmatch(word):
            return None
    return None


@cache
def _region_stems() -> frozenset[str]:
    adjectives = (r.name.split()[0] for r in regions())
    return frozenset(a.lower()[:-2] for a in adjectives if a.endswith(("ая", "ий")))


def _proper(context: Context) -> str | None:
    lower = context.word.lower()
    if context.is_proper(context.word) or (
        context.is_adjective(lower)
        and re.sub(r"(?:[аоиы]й|[аоу][яею]|ого|ому|[иы]м|[иы]х)$", "", lower) in _region_stems()
    ):
        return place_name(context.word)
    return None


def _common(context: Context) -> str:
    return context.word.lower()


# policy: the first rule that answers decides a word
WORD_RULES: tuple[Callable[[Context], str | None], ...] = (
    _as_in_body,
    _abbreviation,
    _named_after,
    _settlement,
    _territory,
    _municipality,
    _proper,
    _common,
)
