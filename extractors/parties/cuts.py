"""Whether a party ends at a separator: a rule for each, by what stands at either side, in the case of the list."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from extractors.inflection import head_in, is_abbreviation
from extractors.language import Language
from extractors.legal_forms import is_legal_form
from extractors.parties.items import SUBSTANTIVES, Item, Opening, is_pair, is_preposition, opening
from extractors.people import Case
from extractors.people.declension import in_dictionary
from extractors.vocabulary import words

#: Second halves of a compound post: «заместителю министра, начальнику управления Иванову И.И.».
_COMPOUND = frozenset({"начальник", "министр", "руководитель", "председатель", "директор", "заведовать"})
#: Adjectives that open a clause after a comma: «лицам, ответственным за питание».
_CLAUSES = frozenset(words("clause_adjectives"))
#: Duties that stand beside a post: «региональному ответственному проекта Ивановой И.И., проректору института».
_DUTIES = SUBSTANTIVES | {"координатор", "куратор", "оператор", "исполнитель", "секретарь", "член"}
#: «Музей им. И.Д. / Воронина»: the name goes on.
_NAMED_AFTER = re.compile(r"\b(?:им\.|имени)(?:\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?)?\s*$")
#: Ranks of offices: «советнику юстиции», «генерал-майору полиции», «капитану внутренней службы».
RANKS = frozenset(words("ranks"))


@dataclass(frozen=True, slots=True)
class Cut:
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
    def person_below(self) -> bool:
        """True where the name of that person stands on a line of its own."""
        named = next((i for i in self.run[self.at :] if i.kind == "person"), None)
        return self.person_follows and named is not None and "\n" in named.gap

    @property
    def genitive(self) -> bool:
        """True where the head at the right may as well be a dependant in the genitive."""
        phrase = self.text[self.run[self.at].start : self.run[-1].end]
        return head_in(phrase, "gent", self.language) is not None


def leads_on(word: str, language: Language) -> bool:
    """True for a word that another must follow: a preposition, an adjective, a participle."""
    known = in_dictionary(word, language)
    return bool(known) and all(p.tag.POS in ("PREP", "CONJ", "ADJF", "PRTF") for p in known)


# -- rules: one for each separator


def _always(cut: Cut) -> bool:
    return True


def _never(cut: Cut) -> bool:
    return False


def _blank_line(cut: Cut) -> bool:
    """An empty line ends a party, but a post may have its name under it."""
    right, first = cut.right, cut.first
    named_below = right is not None and right.role == "person" and first is not None and first.post
    return not (named_below and not cut.has_person)


def _comma(cut: Cut) -> bool:
    right, first = cut.right, cut.first
    if right is None:
        return _in_nominative(cut)
    if _is_rank(cut):
        return False
    if right.role == "person":
        return not (first and first.post and not first.plural and not cut.has_person and cut.case != "nomn")
    if right.head and right.head.noun.normal_form in _CLAUSES and "NOUN" not in right.head.noun.tag:
        return right.proper or cut.person_follows  # «лицам, ответственным за организацию»
    if right.post and not right.plural and _is_apposition(cut, first):
        return False
    if right.role == "thing":
        return not cut.genitive and (right.proper or cut.case != "nomn") and not _governed(cut)
    if _is_headed_class(cut, right, first):
        return False
    if right.role == "name" and right.head is None and _deals_with(cut, first):
        return False
    if right.role == "name" and len(cut.left) > 1 and is_abbreviation(cut.left[-1].text):  # «по УВР, ВР»
        return not is_preposition(cut.left[-2], cut.language)
    return not (cut.case == "gent" and right.role == "body")


def _deals_with(cut: Cut, first: Opening | None) -> bool:
    """«отдел по мобилизационной работе, ГО и ЧС»: an abbreviation goes on with what a body deals with."""
    body = first is not None and first.role == "body" and not first.plural
    return body and _governed(cut) and not is_legal_form(cut.run[cut.at].text)


def _is_headed_class(cut: Cut, right: Opening, first: Opening | None) -> bool:
    """«Руководителям управляющих организаций, ТСЖ, ЖСК»: their heads are written to, not the classes themselves."""
    heads = first is not None and first.post and first.plural and not cut.has_person and cut.case == "datv"
    behind = cut.run[cut.at + 1 : cut.at + 2]
    alone = all(i.kind == "joint" or i.text.startswith("(") or "\n" in i.gap for i in behind)
    return heads and right.role in ("class", "name") and right.head is None and alone


def _in_nominative(cut: Cut) -> bool:
    """«ЦРБ, отдел кадров, главам сельсоветов»: a body printed in the nominative among datives."""
    return _body(cut, cut.run, cut.at) is not None and not _governed(cut)


def _body(cut: Cut, run: tuple[Item, ...], at: int) -> Opening | None:
    """A body in the nominative at an item, or None."""
    found = opening(cut.text, run, at, "nomn", cut.language)
    return found if found and found.role == "body" and found.head else None


def _is_rank(cut: Cut) -> bool:
    """«Прокурору района / старшему советнику юстиции / Рыжову А.Н.»: a rank between a post and its name."""
    right, first = cut.right, cut.first
    rank = right is not None and right.head is not None and right.head.noun.normal_form in RANKS
    return rank and cut.person_follows and not cut.has_person and first is not None and first.post and not first.plural


def _governed(cut: Cut) -> bool:
    """«Комитету по образованию, культуре и спорту»: a preposition before governs what is listed."""
    return any(is_preposition(i, cut.language) for i in cut.left)


def _is_apposition(cut: Cut, first: Opening | None) -> bool:
    """«Иванову И.И., начальнику отдела»; «заместителю министра, начальнику управления Иванову И.И.»."""
    if cut.has_person:
        position_before = first is not None and first.role != "person"
        duty = first is not None and first.head is not None and first.head.noun.normal_form in _DUTIES
        done = any(i.kind == "joint" and i.text != "и" for i in cut.left)
        return not cut.person_follows and not done and (not position_before or duty)
    right = cut.right
    if cut.person_below and first and first.post and not first.plural:
        return True
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


def _and(cut: Cut) -> bool:
    right, first = cut.right, cut.first
    if right is None or right.role == "thing" or (right.role == "group" and _governed(cut)):
        return False
    if right.role == "person":
        return True
    if right.role == "name" and is_legal_form(cut.left[0].text) and not is_legal_form(cut.run[cut.at].text):
        return cut.left[-1].kind == "closed"  # «ГБУ ДПО РО РИПК и ППРО»
    if _in_one_name(cut) or is_pair(cut.run, cut.at - 2):
        return False
    if right.head is None:  # «руководители ОО и ДОУ» are heads of both
        return not (first and first.post and not cut.has_person)
    if cut.case == "datv" and _are_classes(first, right):
        return True
    if not cut.complete:  # «руководителям и специалистам» are one, «комитет и совет» two
        return right.role == "body" and not right.plural and bool(first and not first.plural) and not cut.genitive
    if cut.case in ("gent", "accs") and cut.genitive:
        return right.post and not (right.role == "people" and first is not None and first.role == "body")
    if cut.case == "nomn" and cut.genitive:
        return right.plural and (first is None or first.plural or cut.has_person)
    return True


def _are_classes(first: Opening | None, right: Opening) -> bool:
    """«исполнительным органам и органам местного самоуправления»: the first has an adjective of its own."""
    if first is None or first.head is None or right.head is None:
        return False
    bodies = first.role in ("body", "group") and right.role == first.role
    return bodies and first.plural and right.plural and len(first.head.parses) > 1


def _in_one_name(cut: Cut) -> bool:
    """«отдел ГО ЧС и МР», «отдел строительства и ЖКХ»: abbreviations that name what one body deals with."""
    first, right, last = cut.first or _body(cut, cut.left, 0), cut.right, cut.left[-1].text
    deals = first is not None and first.role == "body" and not first.plural and len(cut.left) > 1
    named = (is_abbreviation(last) and not is_legal_form(last)) or last.islower()
    one = right is not None and right.head is None and not is_legal_form(cut.run[cut.at].text)
    return deals and one and named


def _line_end(cut: Cut) -> bool:
    right, first = cut.right, cut.first
    if _NAMED_AFTER.search(cut.text, cut.left[0].start, cut.run[cut.at].start):
        return False
    if cut.has_person and cut.run[cut.at].text in ("В", "Во"):  # «… Зорину И.И. / В ОГАУ «Институт»»
        return True
    if right is None or right.role == "thing" or _is_rank(cut):
        return False
    if right.role == "person":
        return cut.has_person or not (first and first.post and not first.plural)
    if not cut.complete:
        new = right.proper or (right.plural and cut.case == "nomn")
        return bool(first and first.head and right.head and new) and not cut.genitive and _has_head(cut)
    if right.head is None:
        return cut.has_person or not (first and first.post) or (first.plural and is_legal_form(cut.run[cut.at].text))
    if cut.has_person:
        return right.plural or right.proper or right.role == "body"
    return not cut.genitive or (right.proper and right.post)


def _has_head(cut: Cut) -> bool:
    """True where the left side reaches its head noun: «общеобразовательные организации», not «муниципальные»."""
    return cut.first is not None and not leads_on(cut.left[-1].text, cut.language)


def _lost_comma(cut: Cut) -> bool:
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


def _oblique_head(cut: Cut) -> bool:
    """A dative after names without case: the list is in the dative."""
    found = opening(cut.text, cut.run, cut.at, "datv", cut.language)
    return found is not None and found.head is not None and found.role != "thing" and not cut.genitive


RULES: tuple[tuple[re.Pattern[str], Callable[[Cut], bool]], ...] = (
    (re.compile(r"\b[Оо]тв\."), _always),  # «МБУ «ИМЦ» Отв. Лукина Т.Д.»
    (re.compile(r";|\t"), _always),
    (re.compile(r"\n\s*\n"), _blank_line),
    (re.compile(r"\n\s*[-–—•*]\s"), _always),
    (re.compile(r"\s[-–—][ \t]*\n(?!\s*\n)"), _never),  # «Главе города – / главе администрации»
    (re.compile(r"[,/]"), _comma),
    (re.compile(r"\bи\b|также|совместно"), _and),
    (re.compile(r"\n"), _line_end),
    (re.compile(r""), _lost_comma),
)
