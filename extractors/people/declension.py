"""Surnames, given names and patronymics from any case back to the nominative.

A paradigm is read backwards: the printed form, its case and its gender give candidates. Which candidate holds is
decided by the dictionary (pymorphy3), by typical suffixes, and by pytrovich, which must give the printed form again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from pymorphy3.analyzer import Parse
from pymorphy3.units import DictionaryAnalyzer

from extractors.language import Language
from extractors.people.petrovich import inflect
from extractors.vocabulary import words

Case = Literal["nomn", "gent", "datv", "accs", "ablt", "loct"]
Gender = Literal["masc", "femn"]
Part = Literal["surname", "given"]

_TAGS: dict[Part, str] = {"surname": "Surn", "given": "Name"}
CASES: tuple[Case, ...] = ("nomn", "gent", "datv", "accs", "ablt", "loct")
#: Which case an undecided form is taken for: the nominative, then as orders use them.
LIKELY: tuple[Case, ...] = ("nomn", "datv", "accs", "gent", "ablt", "loct")
GENDERS: tuple[Gender, ...] = ("masc", "femn")


@dataclass(frozen=True, slots=True)
class Paradigm:
    """Endings in the order of `CASES` (variants after «/») on a stem that ends as `stem` says."""

    gender: Gender
    stem: str
    endings: str
    parts: tuple[Part, ...] = ("surname", "given")

    def nominatives(self, form: str) -> Iterator[tuple[str, Case]]:
        """What can stand behind a form, with the case that the form then is."""
        first = self.endings.partition(" ")[0].strip("0")
        for case, endings in zip(CASES, _variants(self.endings), strict=True):
            if form.endswith(endings):
                stems = (form.removesuffix(ending) for ending in endings if form.endswith(ending))
                stem = next((s for s in stems if len(s) > 1 and re.search(f"(?:{self.stem})$", s)), None)
                if stem is not None:
                    yield stem + first, case


@cache
def _variants(endings: str) -> tuple[tuple[str, ...], ...]:
    """The endings of each case."""
    return tuple(tuple(variants.replace("0", "").split("/")) for variants in endings.split())


@dataclass(frozen=True, slots=True)
class Reading:
    """A printed form taken as this case and gender of `nominative`; the readings of a form are ordered by `rank`."""

    nominative: str
    gender: Gender
    case: Case
    rank: tuple[int, ...]


_HARD = "[бвгджзклмнпрстфхцчшщ]"
_OWNED = "ов|ев|ёв|ин|ын"  # Иванов, Лисин
#: Consonants a word can end in: «Чубк» and «Кравц» are left by a fleeting vowel.
_FINAL = "[бвгджзлмнпрстфхчшщ]|(?<![бвдзмптчш])к|(?<=[аеёиоуыэюярнл])ц"
_HUSH = "[жшчщ]|(?<=[аеёиоуыэюярнл])ц"
_VELAR_OR_HUSH = "[гкхжшчщ]"
_UNDECLINED = "[оеёиуюыэ]|[ыи]х"

#: Ordered: the first that fits is the likelier; «0» is no ending.
PARADIGMS: tuple[Paradigm, ...] = (
    Paradigm("masc", _OWNED, "0 а у а ым е", ("surname",)),
    Paradigm("masc", "[оеё]в", "ой ого ому ого ым ом", ("surname",)),
    Paradigm("masc", "[гкх]", "ий ого ому ого им ом", ("surname",)),
    Paradigm("masc", "[бвдзлмнпрст]", "ый ого ому ого ым ом", ("surname",)),
    Paradigm("masc", "[бвгдзклмнпрстх]", "ой ого ому ого ым/им ом", ("surname",)),
    Paradigm("masc", "[жшчщн]", "ий его ему его им ем", ("surname",)),
    Paradigm("masc", "янц|^[А-ЯЁ]т?[оу]льц", "0 а у а ем/ом е", ("surname",)),  # Саркисянц, Штольц
    Paradigm("masc", "[бвгджзкмнпст]", "ец ца цу ца цом/цем це", ("surname",)),
    Paradigm("masc", "[иоу]", "ец йца йцу йца йцем/йцом йце", ("surname",)),  # Компаниец
    Paradigm("masc", "л", "ец ьца ьцу ьца ьцом/ьцем ьце", ("surname",)),  # Соколец
    Paradigm("masc", "[бвдзмптчш]", "ок ка ку ка ком ке", ("surname",)),
    Paradigm("masc", _FINAL, "0 а у а ом/ым е"),
    Paradigm("masc", _HUSH, "0 а у а ем е"),
    Paradigm("masc", "[аеёиоуыэюя]", "й я ю я ем е/и"),
    Paradigm("masc", "[бвдзлмнпрстф]", "ь я ю я ем/ём е"),
    Paradigm("femn", _OWNED, "а ой ой у ой/ою ой", ("surname",)),
    Paradigm("femn", "[бвгдзклмнпрстхжшчщ]", "ая ой ой ую ой/ою ой", ("surname",)),
    Paradigm("femn", "[жшчщ]", "ая ей ей ую ей/ею ей", ("surname",)),
    Paradigm("femn", "н", "яя ей ей юю ей/ею ей", ("surname",)),
    *(
        paradigm
        for gender in GENDERS
        for paradigm in (
            Paradigm(gender, "[бвдзлмнпрстфц]", "а ы е у ой/ою/ей е"),
            Paradigm(gender, _VELAR_OR_HUSH, "а и е у ой/ою/ей е"),
            Paradigm(gender, "и", "я и и ю ей/ею и"),
            Paradigm(gender, "[аеоыьвдзлнрст]", "я и е ю ей/ею/ёй е"),
        )
    ),
    Paradigm("femn", _HARD, "ь и и ь ью и", ("given",)),
    Paradigm("femn", f"{_HARD}|[йь]", "0 0 0 0 0 0"),
    Paradigm("masc", _UNDECLINED, "0 0 0 0 0 0"),
    Paradigm("femn", _UNDECLINED, "0 0 0 0 0 0"),
)

#: Endings that only surnames have (in the nominative).
_EITHER = "[чнр]ко|[уюа]к|[чн]ик|янц?|[оу]льц|дзе|швили|ич|[ыи]х|ец|енок|[лн]ия|[аеу]й|ль"
_TYPICAL: dict[Gender, re.Pattern[str]] = {
    "masc": re.compile(f"(?:[оеё]в|[иы]н|[сц]кий|{_EITHER})$"),
    "femn": re.compile(f"(?:[оеё]ва|[иы]на|[сц]кая|{_EITHER})$"),
}
#: «Лисов-», «Яров-»: what goes on as an adjective, where as many others («Иванов-») are owned.
_ADJECTIVES = frozenset(surname.removesuffix("ой") for surname in words("adjectival_surnames"))
#: Undeclined names that look like a case of another.
_LOOKS_DECLINED = re.compile(r"[еиуюы]$")


@lru_cache(maxsize=20_000)
def readings(form: str, part: Part, language: Language) -> tuple[Reading, ...]:
    """Every nominative that can stand behind an ordinary-case form, the likeliest first.

    Of one case and gender only the best is kept. Compound surnames agree in both halves.
    """
    if "-" in form:
        return _compound(form, part, language)
    best: dict[tuple[Case, Gender], Reading] = {}
    for reading in sorted(_candidates(form, part, language), key=lambda r: r.rank):
        best.setdefault((reading.case, reading.gender), reading)
    return tuple(best.values())


def _candidates(form: str, part: Part, language: Language) -> Iterator[Reading]:
    for order, paradigm in enumerate(PARADIGMS):
        if part not in paradigm.parts:
            continue
        for nominative, case in paradigm.nominatives(form):
            place = -1 if _is_adjectival(nominative) else order
            rank = (*_doubts(nominative, form, part, paradigm.gender, case, language), LIKELY.index(case), place)
            yield Reading(nominative, paradigm.gender, case, rank)
    yield from _dictionary(form, part, language)


def _doubts(nominative: str, form: str, part: Part, gender: Gender, case: Case, language: Language) -> tuple[int, ...]:
    """What speaks against a candidate, the gravest first.

    It is no surname of the dictionary or by its ending and no common word; it looks like a case of another;
    pytrovich inflects it otherwise.
    """
    known = is_known(nominative, part, gender, language) or _is_adjectival(nominative)
    typical = part == "surname" and bool(_TYPICAL[gender].search(nominative)) and not looks_oblique(nominative)
    word = _is_word(nominative, language)
    undeclined = (nominative == form and case != "nomn") or bool(_LOOKS_DECLINED.search(nominative))
    agrees = known or word or inflect(nominative, part, gender, case) == form
    wanting = not (known or word) and (undeclined or looks_oblique(nominative))
    return (not (known or typical or word), wanting, not agrees)


def _is_adjectival(nominative: str) -> bool:
    """«Лисовой», «Лисовая»: a surname in -ой known to be an adjective, of either gender."""
    return nominative[-2:] in ("ой", "ая") and nominative[:-2] in _ADJECTIVES


def looks_oblique(nominative: str) -> bool:
    """«Борзуновой», «Ивановым» look like cases of «Борзунова», «Иванов», not like nominatives."""
    return bool(re.search(r"(?:[оеё]в|[иы]н|[сц]к|[жлнтрд]н)(?:ой|ым|им|ом|у|ую|ого|ому)$", nominative))


@lru_cache(maxsize=100_000)
def in_dictionary(word: str, language: Language) -> tuple[Parse, ...]:
    """The parses of a form that the dictionary itself has, without its guesses at unknown words."""
    parses = (p for p in language.parses(word) if len(p.methods_stack) == 1)
    return tuple(p for p in parses if isinstance(p.methods_stack[0][0], DictionaryAnalyzer))


def is_known(nominative: str, part: Part, gender: Gender, language: Language) -> bool:
    """True where the dictionary has the word as a surname or a given name of that gender."""
    return any(
        _TAGS[part] in p.tag
        and not _is_fixed(p, part)
        and "nomn" in p.tag
        and p.tag.gender in (gender, None)
        and "plur" not in p.tag
        for p in in_dictionary(nominative, language)
    )


def _is_fixed(parse: Parse, part: Part) -> bool:
    """«Анне», «Аясу»: foreign given names that are never declined, far rarer than the datives they look like."""
    return part == "given" and "Fixd" in parse.tag and bool(_LOOKS_DECLINED.search(parse.word))


def _is_word(nominative: str, language: Language) -> bool:
    """A noun or an adjective of the dictionary, in the nominative singular: «Заяц», «Белый», «Лиса»."""
    return any(
        p.tag.POS in ("NOUN", "ADJF")
        and "nomn" in p.tag
        and p.tag.number == "sing"
        and not {"Geox", "Surn", "Name"} & p.tag.grammemes
        for p in in_dictionary(nominative, language)
    )


def _dictionary(form: str, part: Part, language: Language) -> Iterator[Reading]:
    """What the dictionary says of the form: fleeting vowels (Павла, Льва, Зайца) and the like."""
    for p in in_dictionary(form, language):
        named = _TAGS[part] in p.tag
        if p.tag.POS != "NOUN" or p.tag.number != "sing" or p.tag.case not in CASES or not (named or part == "surname"):
            continue
        nominative = p.inflect({"nomn", "sing", p.tag.gender} - {None})
        rank = (0, 0, 0, LIKELY.index(p.tag.case), -1 if named else len(PARADIGMS))
        for gender in (p.tag.gender,) if p.tag.gender in GENDERS and (named or p.tag.gender == "masc") else GENDERS:
            if nominative and not _is_fixed(p, part):
                yield Reading(like(nominative.word, form), gender, p.tag.case, rank)


def _compound(form: str, part: Part, language: Language) -> tuple[Reading, ...]:
    first, _, rest = form.partition("-")
    heads = {(r.case, r.gender): r for r in reversed(readings(first, part, language))}
    return tuple(
        Reading(f"{heads[key].nominative if key in heads else first}-{r.nominative}", r.gender, r.case, r.rank)
        for r in readings(rest, part, language)
        if (key := (r.case, r.gender)) in heads or key[0] == "nomn" or r.nominative == rest
    )


def like(word: str, form: str) -> str:
    """A dictionary word written as the text writes: its capital, and «е» for «ё» where the text has none."""
    word = word if "ё" in form.lower() else word.replace("ё", "е")
    printed = form.split("-")
    parts = word.split("-")
    if len(parts) != len(printed):
        return word.capitalize() if form[:1].isupper() else word
    return "-".join(
        part.capitalize() if other[:1].isupper() else part for part, other in zip(parts, printed, strict=True)
    )
