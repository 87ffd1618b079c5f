"""A list of parties cut into parties: where one ends and the next begins.

Separators are commas, semicolons, «и», line ends, and nothing at all where a comma was lost; each of them also stands
inside parties. Each has its rule in `RULES`, which decides by what stands at either side, in the case of the list.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from extractors.inflection import head_in, is_abbreviation
from extractors.language import Language
from extractors.parties.items import SUBSTANTIVES, Item, Opening, is_legal_form, items, opening
from extractors.people import Case
from extractors.people.declension import LIKELY, in_dictionary
from extractors.vocabulary import words

#: Second halves of a compound post: «заместителю министра, начальнику управления Иванову И.И.».
_COMPOUND = frozenset({"начальник", "министр", "руководитель", "председатель", "директор", "заведующий"})
#: Adjectives that open a clause after a comma: «лицам, ответственным за питание».
_CLAUSES = frozenset(words("clause_adjectives"))
#: Duties that stand beside a post: «региональному ответственному проекта Ивановой И.И., проректору института».
_DUTIES = SUBSTANTIVES | {"координатор", "куратор", "оператор", "исполнитель", "секретарь", "член"}
#: «Разослать: в дело, отделу кадров»
_NOBODY = re.compile(
    r"(?:\d+\s*(?:экз\.?)?\s*[–—-]?\s*)?(?:в\s+дело|по\s+списку|по\s+согласованию|исполнителям?)", re.IGNORECASE
)
#: Words shorter than this with a full stop are abbreviations («др.», «обл.»).
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """One party's characters, and the case it stands in (None where nothing tells)."""

    start: int
    end: int
    case: Case | None


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place between two items that may be the end of a party."""

    text: str
    left: tuple[Item, ...]
    run: tuple[Item, ...]
    at: int
    case: Case
    language: Language

    @property
    def right(self) -> Opening | None:
        return opening(self.text, self.run, self.at, self.case, self.language)

    @property
    def first(self) -> Opening | None:
        return opening(self.text, self.left, 0, self.case, self.language)

    @property
    def has_person(self) -> bool:
        return any(i.kind == "person" for i in self.left)

    @property
    def complete(self) -> bool:
        """True where the left side has more than its head: a name, a number, dependants."""
        first = self.first
        last = self.left[-1]
        if last.kind == "word" and leads_on(last.text, self.language):
            return False
        if last.kind in ("person", "closed", "number"):
            return True
        if first is None or first.head is None:
            return not is_legal_form(last.text)
        return last.start >= self.left[0].start + first.head.end

    @property
    def person_follows(self) -> bool:
        """True where a person stands in the phrase at the right, before its next comma."""
        for item in self.run[self.at :]:
            if item.kind == "person":
                return True
            if item.text in (",", ";") or "\n\n" in item.gap:
                return False
        return False

    @property
    def genitive(self) -> bool:
        """True where the head at the right may as well be a dependant in the genitive."""
        phrase = self.text[self.run[self.at].start : self.run[-1].end]
        return head_in(phrase, "gent", self.language) is not None


def leads_on(word: str, language: Language) -> bool:
    """True for a word that another must follow: a preposition, an adjective, a participle."""
    known = in_dictionary(word, language)
    return bool(known) and all(p.tag.POS in ("PREP", "CONJ", "ADJF", "PRTF") for p in known)


def stretches(text: str, start: int, end: int, language: Language, case: Case | None) -> tuple[Stretch, ...]:
    """The parties of `text[start:end]` in order. `case` is what the context demands; else the words tell it."""
    run = items(text, start, end, language, case)
    demanded = _case_of(text, run, language, case)
    out: list[Stretch] = []
    begin = 0
    for at in range(1, len(run) + 1):
        left = _trimmed(run[begin:at])
        if at == len(run) or (left and _is_cut(text, left, run, at, demanded or "nomn", language)):
            if left and not _NOBODY.fullmatch(text, left[0].start, left[-1].end):
                local = "ablt" if begin and re.match("совместно", run[begin - 1].text) else demanded
                out.append(Stretch(left[0].start, _end(left[-1], language), local))
            begin = at
    return tuple(out)


def _case_of(text: str, run: tuple[Item, ...], language: Language, case: Case | None) -> Case | None:
    """The case in which most phrases of the list have a head: the demanded one if it fits any."""
    starts = [i for i in range(len(run)) if i == 0 or run[i - 1].kind == "joint" or "\n" in run[i].gap]

    def fitting(candidate: Case) -> int:
        return sum(_is_head(opening(text, run, i, candidate, language)) for i in starts)

    if case and fitting(case):
        return case
    best = max(LIKELY, key=fitting)
    return best if fitting(best) else case


def _is_head(beginning: Opening | None) -> bool:
    return beginning is not None and beginning.head is not None and beginning.role != "thing"


def _trimmed(run: tuple[Item, ...]) -> tuple[Item, ...]:
    """Without joints and marks at the ends (bullets, full stops); a bullet's number goes as well."""
    kept = [i for i, item in enumerate(run) if item.kind not in ("joint", "mark")]
    return run[kept[0] : kept[-1] + 1] if kept else ()


def _end(last: Item, language: Language) -> int:
    """The end of an item without the full stop of its sentence."""
    if last.kind != "word" or not last.text.endswith("."):
        return last.end
    word = last.text[:-1]
    closes = is_abbreviation(word) or (len(word) >= _SHORT and in_dictionary(word, language))
    return last.end - 1 if closes else last.end


def _is_cut(text: str, left: tuple[Item, ...], run: tuple[Item, ...], at: int, case: Case, language: Language) -> bool:
    item = run[at]
    if item.kind in ("joint", "mark"):
        return False
    between = text[left[-1].end : item.start]
    if re.search(r"совместно", between):
        case = "ablt"
    cut = _Cut(text, left, run, at, case, language)
    return next(rule(cut) for pattern, rule in RULES if pattern.search(between))


# -- rules: one for each separator


def _always(cut: _Cut) -> bool:
    return True


def _never(cut: _Cut) -> bool:
    return False


def _blank_line(cut: _Cut) -> bool:
    """An empty line ends a party, but a post may have its name under it."""
    right, first = cut.right, cut.first
    named_below = right is not None and right.role == "person" and first is not None and first.post
    return not (named_below and not cut.has_person)


def _comma(cut: _Cut) -> bool:
    right, first = cut.right, cut.first
    if right is None:
        return False
    if right.role == "person":
        return not (first and first.post and not first.plural and not cut.has_person and cut.case != "nomn")
    if right.head and right.head.noun.normal_form in _CLAUSES and "NOUN" not in right.head.noun.tag:
        return right.proper or cut.person_follows  # «лицам, ответственным за организацию»
    if right.post and not right.plural and _is_apposition(cut, first):
        return False
    if right.role == "thing":
        return not cut.genitive and (right.proper or cut.case != "nomn") and not _governed(cut)
    if right.role == "name" and len(cut.left) > 1 and is_abbreviation(cut.left[-1].text):  # «по УВР, ВР»
        return not _is_preposition(cut.left[-2], cut.language)
    return not (cut.case == "gent" and right.role == "body")


def _governed(cut: _Cut) -> bool:
    """«Комитету по образованию, культуре и спорту»: a preposition before governs what is listed."""
    return any(_is_preposition(i, cut.language) for i in cut.left)


def _is_preposition(item: Item, language: Language) -> bool:
    return any(p.tag.POS == "PREP" for p in in_dictionary(item.text, language))


def _is_apposition(cut: _Cut, first: Opening | None) -> bool:
    """«Иванову И.И., начальнику отдела»; «заместителю министра, начальнику управления Иванову И.И.»."""
    if cut.has_person:
        position_before = first is not None and first.role != "person"
        duty = first is not None and first.head is not None and first.head.noun.normal_form in _DUTIES
        done = any(i.kind == "joint" and i.text != "и" for i in cut.left)
        return not cut.person_follows and not done and (not position_before or duty)
    right = cut.right
    return bool(
        cut.person_follows
        and first
        and first.head
        and not first.plural
        and first.head.noun.normal_form == "заместитель"
        and right
        and right.head
        and right.head.noun.normal_form in _COMPOUND
    )


def _and(cut: _Cut) -> bool:
    right, first = cut.right, cut.first
    if right is None or right.role == "thing":
        return False
    if right.role == "person":
        return True
    if right.role == "name" and is_legal_form(cut.left[0].text) and not is_legal_form(cut.run[cut.at].text):
        return cut.left[-1].kind == "closed"  # «ГБУ ДПО РО РИПК и ППРО»
    if right.head is None:  # «руководители ОО и ДОУ» are heads of both
        return not (first and first.post and not cut.has_person)
    if not cut.complete:  # «руководителям и специалистам» are one, «комитет и совет» two
        return right.role == "body" and not right.plural and bool(first and not first.plural) and not cut.genitive
    if cut.case in ("gent", "accs") and cut.genitive:
        return right.post
    if cut.case == "nomn" and cut.genitive:
        return right.plural and (first is None or first.plural or cut.has_person)
    return True


def _line_end(cut: _Cut) -> bool:
    right, first = cut.right, cut.first
    if right is None or right.role == "thing":
        return False
    if right.role == "person":
        return cut.has_person or not (first and first.post and not first.plural)
    if not cut.complete:
        return bool(first and first.head and right.head and right.proper) and not cut.genitive and _has_head(cut)
    if right.head is None:
        return cut.has_person or not (first and first.post) or (first.plural and is_legal_form(cut.run[cut.at].text))
    if cut.has_person:
        return right.plural or right.proper or right.role == "body"
    return not cut.genitive or (right.proper and right.post)


def _has_head(cut: _Cut) -> bool:
    """True where the left side reaches its head noun: «общеобразовательные организации», not «муниципальные»."""
    return cut.first is not None and not leads_on(cut.left[-1].text, cut.language)


def _lost_comma(cut: _Cut) -> bool:
    right = cut.right
    if right is None:
        return cut.left[-1].kind != "person" and _only_names(cut.left) and _oblique_head(cut)
    if right.role == "person":
        return cut.has_person
    if cut.left[-1].kind == "person":
        return right.head is not None and right.role != "thing" and (right.plural or right.proper)
    return (
        _only_names(cut.left) and right.head is not None and right.plural and right.role != "thing" and not cut.genitive
    )


def _only_names(left: tuple[Item, ...]) -> bool:
    """«ОГАУ СРЦОКО», «ГАУ ДПО «ИРО»»: abbreviations and quoted names that are whole."""
    return all(is_abbreviation(i.text) or i.kind in ("closed", "number") for i in left) and not is_legal_form(
        left[-1].text
    )


def _oblique_head(cut: _Cut) -> bool:
    """A dative after names without case: the list is in the dative."""
    found = opening(cut.text, cut.run, cut.at, "datv", cut.language)
    return found is not None and found.head is not None and found.role != "thing" and not cut.genitive


RULES: tuple[tuple[re.Pattern[str], Callable[[_Cut], bool]], ...] = (
    (re.compile(r";|\t"), _always),
    (re.compile(r"\n\s*\n"), _blank_line),
    (re.compile(r"\n\s*[-–—•*]\s"), _always),
    (re.compile(r"[,/]"), _comma),
    (re.compile(r"\bи\b|также|совместно"), _and),
    (re.compile(r"[–—-]"), _never),
    (re.compile(r"\n"), _line_end),
    (re.compile(r""), _lost_comma),
)
