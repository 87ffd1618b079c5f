"""Where a phrase that names parties ends in a sentence: before the verb, the deadline, the address, the object."""

import re

from pymorphy3.analyzer import Parse

from extractors.dates import MONTH_FORMS
from extractors.inflection import is_agency
from extractors.language import Language
from extractors.parties.items import Item, Opening, items
from extractors.people import Case
from extractors.people.declension import in_dictionary
from extractors.vocabulary import words

_MONTHS = tuple(forms.split() for forms in MONTH_FORMS)
_IN_TERM = rf"во?\s+(?:\w+\s+(?:квартале|полугодии)|{'|'.join(forms[2] for forms in _MONTHS)})(?!\w)"
IN_TERM = re.compile(_IN_TERM, re.IGNORECASE)
"""«в III квартале», «в мае»: when, not where."""
_DAY = rf"\d{{1,2}}(?:\.\d\d\.\d+г?|\s+(?:{'|'.join(forms[1] for forms in _MONTHS)}))"  # 01.09.2025, 5 октября
#: Adverbials that end a phrase. «в сфере …» and «по …» belong to posts and bodies.
_ADVERBIAL = re.compile(
    rf"(?:{_IN_TERM}|{_DAY}|"
    r"\d+\s+раз(?!\w)|в\s+(?:[\w-]+\s+)?срок(?!\w)|в\s+день(?!\w)|в\s+течени[ие]\b|не\s+позднее|до\s+(?:\d[\w./]*|конца|начала|полного)|до\s+(?=«)|[кс]о?\s+\d[\w./]*|начиная"
    r"|в\s+(?:сво(?:ей|их|[её]м)|\w+\s+экземпляр\w*|(?:его|е[её]|их|период)\s+отсутстви[еи]|отсутстви[еи]|период|рамках|целях|соответствии|экземпляр\w*|случа(?:е|я|ях)|виде|форме|формате|порядке|пределах|связи|(?:установленн|электронн|письменн|бумажн|устн)\w+)"
    r"|на\s+(?:основании|(?:бумажн|электронн|государственн\w+\s+регистраци|согласован|утвержден|рассмотрен|подпис|хранен)\w+|регистрацию|e-?mail|эл\.\s?\w+|почт\w*|факс\w*|период|время)|почтой|(?:официальным\s+)?письмом|нарочным|курьером|согласно|исходя|независимо\s+от|вне\s+зависимости|по\s+(?:окончании|завершении|истечении|согласованию|заявкам|запросам|графику|итогам|результатам|форме|мере|факсу|тел\w*|электронной|почте)|тел\.|телефон|факс|вн\.|доб\."
    r"|с\s+(?:уч[её]том|целью|приложением|пометкой|использованием|сопроводит\w*|предложени\w+|просьб\w+|ходатайств\w+)"
    r"|под\s+(?:личную|персональную|подпись|роспись)|при\s+(?:организации|подготовке|разработке|реализации|эксплуатации|проверке|выдаче|при[её]мке|наличии|необходимости|отсутствии|условии"
    r"|(?!(?:управл|отдел|объедин|учрежд|образов)ени)\w+(?:ении|ании|ятии))"
    r"|посредством|путем|путём|через|для|о|об|чтобы|который|как)(?!\w)",
    re.IGNORECASE,
)
_STEM_ENDS = re.compile(
    r"(?:ежемесячн|ежеквартальн|ежегодн|еженедельн|ежедневн|постоянн|незамедлительн|немедленн|своевременн|срочн|регулярн"
    r"|одновременн)о\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:по|на)\s+(?:\w+\s+){0,2}?(?:адрес|почт)\w*|[\w.+-]+@|https?:|<?http", re.IGNORECASE)
#: «(vpr@centre.ru)», «(тел. 5-11-22)» behind a name: how to reach it.
CONTACT = re.compile(
    r"\(\s*(?:г\.\s|ул\.|пер\.|просп|пр-т|\d{6},|(?:вн\.\s*)?тел(?:\.|ефон)|вн\.|т\.\s*[\d(+]|факс|каб(?:\.|инет)|ауд\.|ком(?:\.|ната)|e-?mail|эл\.|электронн\w+\s+(?:адрес|почт)|адрес|[\w.+-]+@|https?:"
    r"|\+?[\d(][\d\s()-]{4,})",
    re.IGNORECASE,
)
_DELIVERED = frozenset(words("delivered"))
_LANDS = frozenset({"край", "область", "округ", "район", "республика", "регион", "город"})
#: Parts of speech that end no phrase of parties.
_LOOSE = frozenset({"ADVB", "ADJS", "COMP", "PRED", "PRCL", "CONJ", "INTJ"})


class Extent:
    """The items of a sentence from a place on, and where the phrase of parties that begins there ends."""

    def __init__(self, text: str, start: int, end: int, language: Language, case: Case | None) -> None:
        self._text = text
        self.language = language
        self.items = items(text, start, end, language, case)

    def stop(self, first: Opening | None = None, *, common: bool = False) -> int:
        """The index of the first item behind the phrase; with `first`, a thing in the accusative ends it as well.

        `common` says that only common nouns do, where the end of the sentence is known.
        """
        head = self.items[0].start + first.head.end if first and first.head else self.items[0].end
        return next(
            (
                i
                for i in range(1, len(self.items))
                if self._ends(i, first is not None and self._may_be(i, head, common))
            ),
            len(self.items),
        )

    def _may_be(self, i: int, head: int, common: bool) -> bool:
        """Whether the item stands behind the head; a common noun neither is a proper name nor goes on with one."""
        before = self.items[i - 1]
        proper = self.items[i].text[:1].isupper() or (i > 1 and before.kind == "word" and before.text[:1].isupper())
        return self.items[i].start >= head and not (common and proper)

    def order_at(self) -> int | None:
        """The index of the infinitive or colon that follows the phrase in this sentence, or None."""
        for i, item in enumerate(self.items):
            if item.text in (";", "\t") or (item.text in (".", "!") and i):
                return None
            if item.text == ":" or is_infinitive(item, self.language):
                return i
        return None

    def trimmed(self, stop: int) -> int:
        """`stop` moved back over adverbs, particles and joints: the end offset of the last word of the phrase."""
        while stop > 0 and self._is_loose(self.items[stop - 1]):
            stop -= 1
        return self.items[stop - 1].end if stop else self.items[0].start

    def _ends(self, i: int, objects: bool) -> bool:
        item = self.items[i]
        if item.kind == "person":  # «О.Н. Меньшикову» begins as «о» does
            return "\n\n" in item.gap
        return (
            item.text in (":", ";", ".", "!")
            or bool(CONTACT.match(item.text))
            or "\n\n" in item.gap
            or bool(_ADVERBIAL.match(self._text, item.start) or _STEM_ENDS.match(self._text, item.start))
            or bool(_ADDRESS.match(self._text, item.start))
            or is_infinitive(item, self.language)
            or self.is_finite(item)
            or self._is_clause_of_named(i)
            or (objects and self._is_object(i))
            or self._is_behind_agency(i)
        )

    def _is_clause_of_named(self, i: int) -> bool:
        """«ГКУ «Дорожный центр», обеспечивающему …»: a clause belongs to a class, not to one body."""
        behind = self.items[i + 1 : i + 2]
        named = self.items[i].text == "," and self.items[i - 1].kind == "closed" and self.items[i - 1].text[0] in '«"'
        clause = named and behind and behind[0].kind == "word"
        return bool(clause) and any({"PRTF", "actv"} in p.tag for p in in_dictionary(behind[0].text, self.language))

    def is_finite(self, item: Item) -> bool:
        """A finite verb and nothing else: «ПОСТАНОВИЛИ»."""
        known = in_dictionary(item.text, self.language) if item.kind == "word" else ()
        kinds = {p.tag.POS for p in known}
        return "VERB" in kinds and kinds <= {"VERB", "PRTS"}  # «просим» is a short participle as well

    def _is_object(self, i: int) -> bool:
        """«представить в отдел отчёт»: delivered, or in the accusative alone; not what a participle governs.

        Nor a place: «Института Республики Татарстан».
        """
        item = self.items[i]
        named = self.items[i + 1 : i + 2]  # «района Заозёрский О.А. Лобову»: the place of a post
        known = self._known(item) if item.kind == "word" and not (named and named[0].kind == "person") else ()
        cases = {p.tag.case for p in known}
        if "accs" not in cases or "Geox" in known[0].tag or self._governed(i) or self.items[i - 1].text == ",":
            return False
        sure = not cases & {"gent", "datv", "ablt", "loct"}
        return known[0].tag.POS in ("NOUN", "ADJF", "PRTF") and (sure or known[0].normal_form in _DELIVERED)

    def _is_behind_agency(self, i: int) -> bool:
        """«представление в Роспотребнадзор сведений»: behind an agency only its land goes on with the name."""
        item = self.items[i]
        if item.kind != "word" or not item.text.islower() or not is_agency(self.items[i - 1].text):
            return False
        known = in_dictionary(item.text, self.language)
        return bool(known) and all("NOUN" in p.tag and p.normal_form not in _LANDS for p in known)

    def _known(self, item: Item) -> tuple[Parse, ...]:
        """The dictionary's parses, of «план-график» by its last part; of «антирисковые» the guesses, all adjectives."""
        word = item.text.rstrip(".")
        known = in_dictionary(word, self.language) or in_dictionary(word.rpartition("-")[2], self.language)
        guesses = () if known or not word.islower() else self.language.parses(word)
        return known or (guesses if all(p.tag.POS == "ADJF" for p in guesses) else ())

    def _governed(self, i: int) -> bool:
        """True after an active participle («осуществляющим управление») or a preposition («за организацию»)."""
        for before in reversed(self.items[:i]):
            tags = [p.tag for p in in_dictionary(before.text, self.language)] if before.kind == "word" else []
            if any(tag.POS == "PREP" or {"PRTF", "actv"} in tag for tag in tags):
                return True
            if not any(tag.POS in ("ADJF", "PRTF") for tag in tags):
                return False  # «организаторам в аудитории комплекты»: behind its noun a preposition governs nothing
        return False

    def _is_loose(self, item: Item) -> bool:
        if item.kind in ("joint", "mark"):
            return True
        known = in_dictionary(item.text, self.language) if item.kind == "word" else ()
        kinds = {p.tag.POS for p in known}
        return bool(known) and kinds <= _LOOSE and kinds != {"ADJS"}  # «строго» is a short adjective as well


def is_infinitive(item: Item, language: Language) -> bool:
    """«обеспечить», not «части» or «власти»: a word that can be nothing but an infinitive, or is one before all."""
    if item.kind != "word" or not re.search(r"(?:ть|ти|чь)(?:ся|сь)?\.?$", item.text):
        return False
    known = in_dictionary(item.text.rstrip("."), language)
    return bool(known) and (known[0].tag.POS == "INFN" or all(p.tag.POS == "INFN" for p in known))
