"""What is the same for all duties of one section: its heading, its deadlines' year, whether it is a regulation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractors.annexes import annex_title
from extractors.deadlines import Context, find_deadlines
from extractors.duties import orders
from extractors.duties.context import Carried, Setting, recipient_of
from extractors.duties.quoted import quoted_wording
from extractors.duties.standing import Holder, duty_holder, is_periodic, is_regulation, laid_down, lists_duties
from extractors.language import Language
from extractors.requisites.title import find_title
from schemas.document import Kind
from schemas.facts import Found
from schemas.letter import Section

_ORDERING_KINDS: tuple[Kind, ...] = (
    "order",
    "directive",
    "resolution",
    "decision",
    "protocol",
    "instruction",
    "other",
)


@dataclass(frozen=True)
class Scope:
    """A section with what its duties need of it and of the letter around it."""

    setting: Setting
    source: Literal["body", "annex"]
    title: Found[str] | None
    """The heading of the annex, or of the plan, that the duties stand under."""
    context: Context
    quoted: Sequence[tuple[int, int]]
    """Spans of new wording of amended acts."""
    regulation: bool

    @property
    def text(self) -> str:
        return self.setting.letter.text

    @property
    def language(self) -> Language:
        return self.setting.language

    def is_quoted(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self.quoted)

    def orders_by_nature(self) -> bool:
        """The items of an order, a resolution, minutes order something; those of a letter need a word of request."""
        return self.setting.kind in _ORDERING_KINDS and self.source == "body"

    def opens_with_order(self, start: int, end: int) -> bool:
        return orders.opens_with_order(self.text[start:end], self.language)

    def holder(self, start: int, end: int) -> Holder | None:
        """In a regulation or behind «Установить, что», whom the sentence obliges: «Отдел» of «Отдел ведёт реестр»."""
        clause = start if self.regulation else laid_down(self.text, start, end)
        return None if clause is None else duty_holder(self.text, clause, end, self.language)

    def obliges(self, start: int, end: int) -> bool:
        """In a regulation, whether the sentence obliges somebody, or says by when something is done or for whom."""
        if not self.regulation:
            return False
        return self._is_done(start, end) or self.holder(start, end) is not None

    def _is_done(self, start: int, end: int) -> bool:
        """«Сводка направляется в отдел ежедневно»."""
        bound = find_deadlines(self.text, start, end, self.context) or recipient_of(self.setting, start, end)
        return bool(bound) and is_periodic(self.text[start:end])

    def addressed(self, carried: Carried) -> Carried:
        """Whom a letter is sent to must do what it asks, unless it says otherwise."""
        if carried.responsible or self.source != "body":
            return carried
        return replace(carried, responsible=self.setting.addressees)


def scope_of(setting: Setting, section: Section) -> Scope:
    """The scope of a section; the rows of a plan stand under its own heading."""
    annex = section.role == "annex"
    title = annex_title(setting.letter, section) if annex else _plan_heading(setting)
    return Scope(
        setting=setting,
        source="annex" if annex else "body",
        title=title,
        context=setting.deadline_context(title.value if title else None),
        quoted=quoted_wording(setting.letter.text, section.start, section.end),
        regulation=is_regulation(title.value if title else setting.heading)
        or (annex and lists_duties(setting.letter.text, section.start, section.end)),
    )


def _plan_heading(setting: Setting) -> Found[str] | None:
    return find_title(setting.letter, "plan") if setting.kind == "plan" else None
