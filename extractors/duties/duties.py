"""Every duty of a letter, in document order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.annexes import annex_title
from extractors.deadlines import find_deadlines
from extractors.duties import orders
from extractors.duties.build import from_row, from_text
from extractors.duties.context import NOTHING, Carried, Setting, lead_in
from extractors.duties.items import Item, Relation, grow
from extractors.duties.labels import labels
from extractors.duties.paragraphs import Paragraph, paragraphs, quoted_wording
from extractors.duties.sentences import sentences
from extractors.duties.standing import Holder, duty_holder, is_periodic, is_regulation
from extractors.duties.tables import Header, duty_rows, header
from extractors.lines import close_up, fold, trim
from extractors.requisites.title import find_title
from schemas.document import Assignment
from schemas.facts import Found, found
from schemas.layout import Block, Table
from schemas.letter import Section

_COLON = re.compile(r"(?::|\b(?:ниже)?следующ(?:ее|ие|его)\W*)\s*$", re.IGNORECASE)
_MEETING = re.compile(
    r"^\s*(?:\d+[.)]?\s*)?(?:[А-ЯЁа-яё]+\s+){0,4}?(?P<on>решил[иа]?|постановил[иа]?|решени[ея]\s*:|реш[её]н[оа]\b|поручил[иа]?)\b|^\s*(?:\d+[.)]?\s*)?(?P<off>повестка|слушали|выступил|присутств|отсутств|приглаш|председател|секретар|докладчик|участник|кворум|состав)",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^\s*(?:решил[иа]?|постановил[иа]?|решени[ея])\s*:\s*", re.IGNORECASE)
_ORDERING_KINDS = ("order", "directive", "resolution", "decision", "protocol", "instruction", "other")


def find_assignments(setting: Setting) -> tuple[Found[Assignment], ...]:
    """All duties: of the text, then of the annexes and their tables."""
    return tuple(
        duty for section in setting.letter.of("body", "annex") for duty in SectionDuties(setting, section).read()
    )


class SectionDuties:
    """The duties of one section. What is the same for all of them stands here; what carries down is passed along."""

    def __init__(self, setting: Setting, section: Section) -> None:
        self.setting = setting
        self.text = setting.letter.text
        self.language = setting.language
        self.section = section
        self.source = "annex" if section.role == "annex" else "body"
        self.title = annex_title(setting.letter, section) if section.role == "annex" else self._plan_heading()
        self.context = setting.deadline_context(self.title.value if self.title else None)
        self.masked = quoted_wording(self.text, section.start, section.end)
        self.listening = True
        self.regulation = is_regulation(self.title.value if self.title else setting.heading)
        self.header: Header | None = None

    def _plan_heading(self) -> Found[str] | None:
        """The rows of a plan stand under its own heading."""
        return find_title(self.setting.letter, "plan") if self.setting.kind == "plan" else None

    def read(self) -> Iterator[Found[Assignment]]:
        run: list[Paragraph] = []
        for part in paragraphs(self.text, self._after_heading(), self.masked):
            if isinstance(part, Table):
                yield from self._items(run)
                yield from self._table(part, self._table_heading(run))
                run = []
            else:
                run.append(part)
        yield from self._items(run)

    def _after_heading(self) -> Sequence[Block | Table]:
        return self.section.items[len(self.section.heading) :]

    # --- tables --------------------------------------------------------------------------------------------------
    def _table_heading(self, run: Sequence[Paragraph]) -> Found[str] | None:
        """A line without a full stop right above a table of the text names it."""
        words = fold(self.text[run[-1].start : run[-1].end]) if run and run[-1].marker is None else ""
        if self.title or not words or words[-1] in ".:;," or len(words) > 200:
            return self.title
        return found(words, run[-1].start, run[-1].end, "table.heading")

    def _table(self, table: Table, title: Found[str] | None) -> Iterator[Found[Assignment]]:
        known = header(self.text, table) or self._same_columns(table)
        if known is None:
            return
        self.header = known
        for row in duty_rows(self.text, table, known):
            section = (
                found(fold(self.text[slice(*row.section)]), *row.section, "table.section") if row.section else title
            )
            heading = section.value if section else None
            context = self.setting.deadline_context(heading) if re.search(r"20\d\d", heading or "") else self.context
            yield from_row(self.setting, row, section=section, context=context)

    def _same_columns(self, table: Table) -> Header | None:
        """A table without a heading goes on with the one before it."""
        if self.header and len(table.rows[0]) == len(self.header.columns):
            return Header(self.header.columns, 0)
        return None

    # --- items ---------------------------------------------------------------------------------------------------
    def _items(self, run: Sequence[Paragraph]) -> Iterator[Found[Assignment]]:
        carried = NOTHING
        top = grow(self.text, run, self._relation)
        for index, item in enumerate(top):
            following = top[index + 1] if index + 1 < len(top) else None
            if item.marker is None:
                carried = NOTHING
                yield from self._paragraph(item, following is not None and following.marker is not None)
                if (
                    following is not None
                    and following.marker is not None
                    and _COLON.search(close_up(self.text[item.start : item.end]))
                ):
                    carried = self._lead(item)
            else:
                yield from self._item(item, carried)

    def _relation(self, paragraph: Paragraph, item: Item) -> Relation:
        """A paragraph without a marker: labels, quoted wording and words in small letters go on with the open item; after a
        colon, words in small letters are bullets that lost their dash."""
        words = self.text[paragraph.start : paragraph.end].lstrip()
        if any(a <= paragraph.start < b for a, b in self.masked):
            return "same"
        first = labels(self.text, paragraph.start, paragraph.end)[:1]
        if item.marker and first and first[0].start - paragraph.start < 3:
            return "above" if self._closes_list(item) else "same"
        if not words[:1].islower():
            return "new"
        above = self.text[item.start : item.end].rstrip()
        if _COLON.search(above):
            return "under"
        if any(a.marker and a.marker.kind == "line" for a in (item, *item.ancestors())) and above.endswith((";", ".", ",")):
            return "beside"
        return "same" if item.marker else "new"

    def _closes_list(self, item: Item) -> bool:
        """Whether labels below this bullet hold for the whole list: none of the bullets has labels of its own."""
        if (
            item.parent is None
            or item.marker is None
            or item.marker.kind not in ("line", "dash", "letter")
            or len(item.parent.children) < 2
        ):
            return False
        return not any(labels(self.text, child.start, child.end) for child in item.parent.children)

    def _lead(self, item: Item) -> Carried:
        spans = list(sentences(self.text, item.start, item.end))
        start, end = spans[-1] if spans else (item.start, item.end)
        return lead_in(self.setting, start, end, labels(self.text, start, end), self.context, marked=False)

    def _item(self, item: Item, carried: Carried) -> Iterator[Found[Assignment]]:
        if self._turns(item) and not item.children:
            return
        words = self.text[item.start : item.end]
        leads = bool(item.children) and (bool(_COLON.search(words)) or not self._orders(item, carried))
        if leads and self._children_order(item):
            marks = [m for a, b in ((item.start, item.end), *item.closing) for m in labels(self.text, a, b)]
            inner = lead_in(self.setting, item.start, item.end, marks, self.context, marked=True, case=carried.case).over(carried)
            yield from self._children(item, inner)
        elif leads and not orders.orders(words, self.language):
            yield from self._children(item, carried)
        else:
            if self.listening and self._orders(item, carried):
                yield self._duty(item, item.whole_end if leads else item.end, carried)
            if not leads:
                yield from self._children(item, carried)

    def _children(self, item: Item, carried: Carried) -> Iterator[Found[Assignment]]:
        for child in item.children:
            yield from self._item(child, carried)

    def _children_order(self, item: Item) -> bool:
        """Items under a lead-in order by themselves, or complete its verb, or have the verb that a bare «Отделу кадров:» lacks."""
        lead = self.text[item.start : item.end]
        if not orders.infinitives(lead, self.language) and any(self._own_order(child) for child in item.children):
            return True
        return any(
            bool(child.children) or orders.opens_with_order(self.text[child.start : child.end], self.language)
            for child in item.children
        ) or orders.completes(lead, self.language)

    def _own_order(self, item: Item) -> bool:
        words = self.text[item.start : item.end]
        return orders.orders(words, self.language) or (
            self.regulation and orders.starts_in_present(words, self.language)
        )

    def _orders(self, item: Item, carried: Carried) -> bool:
        words = self.text[item.start : item.end]
        if carried.verb:
            return True
        if any(mark.kind in ("deadline", "responsible") for mark in labels(self.text, item.start, item.end)):
            return True
        if self.regulation and carried.responsible and orders.starts_in_present(words, self.language):
            return True
        if carried.ordering or self._orders_by_nature():
            return orders.orders(words, self.language) or self._obliges(item.start, item.end)
        return (
            orders.opens_with_order(words, self.language)
            or bool(self._prose_order(words))
            or self._obliges(item.start, item.end)
        )

    def _orders_by_nature(self) -> bool:
        return self.setting.kind in _ORDERING_KINDS and self.source == "body"

    def _obliges(self, start: int, end: int) -> bool:
        """In a regulation, whether the sentence obliges somebody, or says how often or by when something is done."""
        if not self.regulation:
            return False
        periodic = is_periodic(self.text[start:end]) and bool(find_deadlines(self.text, start, end, self.context))
        return periodic or self._holder(start, end) is not None

    def _holder(self, start: int, end: int) -> Holder | None:
        """In a regulation, whom the sentence obliges."""
        return duty_holder(self.text, start, end, self.language) if self.regulation else None

    def _prose_order(self, words: str) -> bool:
        return any(orders.requests(words[a:b], self.language) for a, b in sentences(words, 0, len(words)))

    def _duty(self, item: Item, end: int, carried: Carried) -> Found[Assignment]:
        number = (
            (item.number, item.marker.start, max(item.marker.start + 1, _marker_end(self.text, item)))
            if item.number and item.marker
            else None
        )
        return from_text(
            self.setting,
            item.start,
            end,
            number=number,
            source=self.source,
            section=self.title,
            carried=self._with_addressees(carried),
            context=self.context,
            holder=self._holder(item.start, end),
            rule="item" if item.marker else "prose",
        )

    def _with_addressees(self, carried: Carried) -> Carried:
        """Whom a letter is sent to must do what it asks, unless it says otherwise."""
        if carried.responsible or self.source != "body":
            return carried
        return replace(carried, responsible=self.setting.addressees)

    # --- prose ---------------------------------------------------------------------------------------------------
    def _turns(self, item: Item) -> bool:
        """Minutes: «РЕШИЛИ:» turns to duties, «СЛУШАЛИ:» and the agenda away from them."""
        if self.setting.kind != "protocol":
            return False
        match = _MEETING.match(close_up(self.text[item.start : item.end]))
        if match is None:
            return False
        self.listening = bool(match["on"])
        return not self.listening

    def _paragraph(self, item: Item, leads: bool) -> Iterator[Found[Assignment]]:
        if self._turns(item) or not self.listening:
            return
        prefix = _PREFIX.match(self.text[item.start : item.end])
        start = item.start + (prefix.end() if prefix else 0)
        words = self.text[start : item.end]
        if leads and _COLON.search(words):
            spans = list(sentences(self.text, start, item.end))[:-1]
        elif self._orders_by_nature() and orders.opens_with_order(words, self.language):
            spans = [(start, item.end)]
        else:
            spans = self._sentences(start, item.end)
        for a, b in spans:
            if self._sentence_orders(a, b):
                yield from_text(
                    self.setting,
                    a,
                    b,
                    number=None,
                    source=self.source,
                    section=self.title,
                    carried=self._with_addressees(NOTHING),
                    context=self.context,
                    holder=self._holder(a, b),
                    rule="prose",
                )

    def _sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """Sentences, each with the labels behind it: «Сформировать реестр. Срок – до 20.05.2025.» is one."""
        joined: list[tuple[int, int]] = []
        for a, b in sentences(self.text, start, end):
            first = labels(self.text, a, b)[:1]
            if joined and first and first[0].start - a < 2:
                joined[-1] = (joined[-1][0], b)
            else:
                joined.append((a, b))
        return joined

    def _sentence_orders(self, start: int, end: int) -> bool:
        words = self.text[start:end]
        if any(a <= start < b for a, b in self.masked):
            return False
        if self._orders_by_nature() and orders.opens_with_order(words, self.language):
            return True
        return orders.requests(words, self.language) or self._obliges(start, end)


def _marker_end(text: str, item: Item) -> int:
    assert item.marker is not None
    return trim(text, item.marker.start, item.marker.end, ".) ")[1]
