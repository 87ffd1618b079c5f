"""Standing duties of regulations: «Отдел представляет отчёт ежеквартально», «Руководители обязаны вести журнал»."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pymorphy3.analyzer import Parse

from extractors.deadlines import Context, find_deadlines
from extractors.language import Language
from extractors.legal_forms import is_legal_form
from extractors.parties.extent import Extent
from extractors.parties.items import items, opening
from extractors.people import Case
from extractors.people.declension import in_dictionary
from extractors.vocabulary import any_of, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_REGULATION = re.compile(rf"^(?:[а-яё]+(?:ый|ой|ий|ая|ое|ые)\s+)?{any_of('regulations')}\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"[а-яё]+(?:ет|ёт|ит|ют|ут|ят|ат)(?:ся)?\b|\bобязан[аы]?\b|\bдолж(?:ен|на|но|ны)\b", re.IGNORECASE
)
_PASSIVE = re.compile(rf"\b{any_of('passive_stems')}(?:[яю]тся|[иеё]тся)\b")
#: «Установить, что реестр ведётся отделом кадров»: what an act lays down as a regulation does.
_LAID_DOWN = re.compile(r"\s*(?:установить|определить|считать)\s*,\s*что\s+", re.IGNORECASE)
#: An item in small letters that begins with a verb in the third person: «1.1. назначает организаторов».
_DOES = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[а-я]\)|[-–—•])\s*[а-яё]{3,}(?:ет|ёт|ит|ют|ят|ут)(?:ся)?\s", re.MULTILINE
)
_NO_DUTY = frozenset(words("states"))
_HOLDERS = frozenset(words("posts") + words("body_nouns") + words("group_nouns"))
_MUST = frozenset(("обязанный", "должный", "обязать"))


def is_regulation(heading: str | None) -> bool:
    """Whether an annex or a document by this heading sets standing duties: «Положение о…», «Порядок …»."""
    return bool(heading and _REGULATION.match(heading.strip(' «"')))


def lists_duties(text: str, start: int, end: int) -> bool:
    """Whether items say what somebody does: «1. Руководитель школы: / 1.1. назначает …; / 1.2. обеспечивает …»."""
    return len(_DOES.findall(text, start, end)) > 1


def laid_down(text: str, start: int, end: int) -> int | None:
    """Where the clause of «Установить, что …» begins, or None."""
    clause = _LAID_DOWN.match(text, start, end)
    return clause.end() if clause else None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is obliged: the span of the words, and their case (a subject, or the doer of a passive)."""

    start: int
    end: int
    case: Case


@lru_cache(maxsize=8)  # the rules of one duty ask for the same span in turn
def duty_holder(text: str, start: int, end: int, language: Language) -> Holder | None:
    """Whom a verb in the present tense obliges: the span of its subject, or of the doer of a passive.

    «Отдел представляет отчёт», «заявка рассматривается заведующим». The holder is a person, a post, a body or a class
    of them; verbs that state («является», «включает») oblige to nothing. None where nobody is.
    """
    if not _PRESENT.search(text, start, end):
        return None
    return _leading_holder(text, start, end, language) or _holder_by_syntax(text, start, end, language)


def _holder_by_syntax(text: str, start: int, end: int, language: Language) -> Holder | None:
    """«По окончании смены дежурный сдаёт …», «заявка рассматривается заведующим»: by the syntax of natasha."""
    for token in language.analyse(text[start:end]):
        if _is_holder(token, language) and _obliges(token, language):
            first, last = _phrase(token)
            case: Case = "nomn" if token.dep_ in ("nsubj", "obj") else "ablt"
            return Holder(start + first.idx, start + last.idx + len(last), case)
    return None


def _leading_holder(text: str, start: int, end: int, language: Language) -> Holder | None:
    """«Специалист по кадрам ежемесячно представляет …», «Дежурный обязан …»: the sentence begins with its subject."""
    run = items(text, start, end, language, "nomn")
    verb = next((i for i in run if i.kind == "word" and _obliging(i.text, language)), None)
    first = opening(text, run, 0, "nomn", language) if run and verb else None
    if verb is None or first is None or first.role == "thing" or "," in text[start : verb.start]:
        return None
    if first.head and first.head.number not in _obliging(verb.text, language):
        return None
    term = next(iter(find_deadlines(text, start, verb.start, Context())), None)  # «… один раз в год представляет»
    phrase = Extent(text, start, term.start if term else verb.start, language, "nomn")
    return Holder(start, phrase.trimmed(phrase.stop()), "nomn")


def _obliging(word: str, language: Language) -> frozenset[str]:
    """The numbers of a verb in the third person of the present, or of «обязан», that obliges; none of others."""
    known = in_dictionary(word.lower(), language)
    verbs = [p for p in known if {"VERB", "pres", "3per"} in p.tag and not word.endswith("ся")]
    verbs += [p for p in known if p.tag.POS in ("ADJS", "PRTS") and p.normal_form in _MUST]
    sure = verbs and (verbs[0] is known[0] or len(verbs) == len(known))
    return frozenset(p.tag.number for p in verbs) if sure and verbs[0].normal_form not in _NO_DUTY else frozenset()


def is_periodic(text: str) -> bool:
    """«Заседания комиссии проводятся …»: a passive without a doer; with a deadline, or with whom the result goes to, it
    is a duty of the body itself."""
    return bool(_PASSIVE.search(text))


def _is_holder(token: "Token", language: Language) -> bool:
    """A noun for a human being, a post, or a body; a legal form («МКУ «Центр» представляет …»)."""
    if (token.pos_ in ("NOUN", "PROPN") and "Animacy=Anim" in str(token.morph)) or is_legal_form(token.text):
        return True
    lemmas = {token.lemma_.lower(), *(_dictionary_form(parse) for parse in language.parses(token.text.lower()))}
    return not _HOLDERS.isdisjoint(lemmas)


def _dictionary_form(parse: Parse) -> str:
    """«заведующим» is «заведующий»: participles that serve as posts keep their own form."""
    form = parse.inflect({"nomn", "sing", "masc"}) if parse.tag.POS == "PRTF" else None
    return str(form.word if form else parse.normal_form)


def _obliges(token: "Token", language: Language) -> bool:
    """Whether the word is the doer of a duty: the subject of its verb, or the instrumental of a passive.

    A subject stands before its verb, or behind it where the object stands before («Протокол ведёт секретарь»).
    """
    verb = token.head
    turned = any(child.dep_ == "obj" and child.i < verb.i for child in verb.children)
    if _is_first_subject(token, verb, language):
        return _is_present(verb) and not verb.text.endswith("ся")
    if token.dep_ == "nsubj" and (token.i < verb.i or turned):
        return verb.lemma_.lower() in _MUST or (_is_present(verb) and not verb.text.endswith("ся"))
    return (
        token.dep_ in ("obl", "obl:agent")
        and "Case=Ins" in str(token.morph)
        and verb.text.endswith("ся")
        and _is_present(verb)
    )


def _is_first_subject(token: "Token", verb: "Token", language: Language) -> bool:
    """«Школы ежегодно представляют списки»: the syntax takes the subject for an object where its form allows both."""
    if token.dep_ != "obj" or token.left_edge.i or any(child.dep_ == "nsubj" for child in verb.children):
        return False
    number = "plur" if "Number=Plur" in str(verb.morph) else "sing"
    return any({"nomn", number} in parse.tag for parse in language.parses(token.text.lower()))


def _is_present(verb: "Token") -> bool:
    features = str(verb.morph)
    return "Tense=Pres" in features and "Person=3" in features and verb.lemma_.lower() not in _NO_DUTY


def _phrase(token: "Token") -> "tuple[Token, Token]":
    """The holder with its attributes and genitives: from the left edge of its subtree to a word of another kind."""
    last, quoted = token, False
    for following in token.doc[token.i + 1 : token.right_edge.i + 1]:
        quoted = following.text == "«" or (quoted and following.text != "»")
        if following.pos_ in ("ADV", "PUNCT", "ADP", "VERB") and not quoted and following.text != "»":
            break
        last = following
    return token.left_edge, last
