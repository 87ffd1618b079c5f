"""From an item or a sentence to an `Assignment` with the places of its parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.duties import orders
from extractors.duties.context import (
    Carried,
    Setting,
    inferred,
    recipient_of,
    stated_deadlines,
    stated_responsible,
)
from extractors.duties.labels import Label, labels, text_end
from extractors.duties.scope import Scope
from extractors.lines import printed, sentence_span
from extractors.parties import SelfControl, appointees, controller, entrusted, parties
from schemas.document import Assignment, Deadline, Party, Recipient
from schemas.facts import Found, Trace, found

Number = tuple[str, int, int]
_DASH = re.compile(r"\s[-–—]\s")
"""«Назначить ответственными: за сбор – Иванову И.И.»: the appointee stands behind the dash."""


@dataclass(frozen=True, slots=True)
class Words:
    """The ordered action from `start` to `end`, the labels behind it and what carries down to it."""

    start: int
    end: int
    marks: Sequence[Label]
    carried: Carried


def from_text(
    scope: Scope, start: int, end: int, *, number: Number | None, carried: Carried, rule: str
) -> Found[Assignment]:
    """A duty printed as running text: an item or a sentence, with its labels."""
    setting, text = scope.setting, scope.text
    marks = tuple(m for m in labels(text, start, end) if m.kind != "control" or text[start : m.start].strip())
    words = Words(*sentence_span(text, start, text_end(text, start, end, marks)), marks, carried)
    kind, responsible = _charged(setting, words)
    holder = scope.holder(start, end)
    if holder and (not responsible or responsible[0].value.inferred):
        responsible = parties(
            text, holder.start, holder.end, setting.language, case=holder.case, aliases=setting.aliases
        )
    deadlines = stated_deadlines(setting, words.start, words.end, marks, scope.context) or inferred(carried.deadlines)
    if kind == "approval":  # «Утвердить порядок с 1 мая»: from then on it holds
        deadlines = tuple(d for d in deadlines if d.value.due or not d.value.start)
    recipient = _recipient(setting, words) if kind == "task" else None
    value = Assignment(
        number=number[0] if number else None,
        section=scope.title.value if scope.title else None,
        source=scope.source,
        type=kind,
        text=printed(setting.letter.layout, words.start, words.end),
        deadlines=tuple(d.value for d in deadlines),
        responsible=tuple(p.value for p in responsible),
        recipient=recipient.value if recipient else None,
    )
    traces = [*part_traces(number, scope.title, deadlines, responsible), Trace("/text", words.start, words.end, rule)]
    traces += recipient.under("/recipient") if recipient else ()
    return found(value, words.start, words.end, rule, parts=traces)


def _charged(setting: Setting, words: Words) -> tuple[orders.OrderType, tuple[Found[Party], ...]]:
    """What kind of order it is, and who is responsible by it; an appointment of nobody is a task.

    «Назначить ответственное лицо» appoints nobody yet: it orders a third person to be found.
    """
    text = setting.letter.text[words.start : words.end]
    kind = orders.order_type(text)
    if kind == "task" and words.carried.verb:
        kind = orders.order_type(words.carried.verb)
    responsible = _RESPONSIBLE[kind](setting, words)
    if kind == "appointment" and not responsible:
        return "task", _of_task(setting, words)
    return kind, responsible


def _recipient(setting: Setting, words: Words) -> Found[Recipient] | None:
    """Where the item's own words send it, else where its lead-in does."""
    own = recipient_of(setting, words.start, words.end)
    carried = words.carried.recipient
    party = carried.value.party if carried and not own else None
    if own or carried is None or party is None:
        return own or carried
    there = carried.value.model_copy(update={"party": party.model_copy(update={"inferred": True})})
    return replace(carried, value=there)


def part_traces(
    number: Number | None,
    section: Found[str] | None,
    deadlines: Sequence[Found[Deadline]],
    responsible: Sequence[Found[Party]],
) -> list[Trace]:
    """The traces of the parts that every duty may have, each under its own path."""
    traces = [Trace("/number", number[1], number[2], "item.number")] if number else []
    traces += section.under("/section") if section else ()
    for index, deadline in enumerate(deadlines):
        traces += deadline.under(f"/deadlines/{index}")
    for index, party in enumerate(responsible):
        traces += party.under(f"/responsible/{index}")
    return traces


# --- who is responsible, by the kind of the order ----------------------------------------------------------------
def _of_task(setting: Setting, words: Words) -> tuple[Found[Party], ...]:
    own = stated_responsible(setting, words.start, words.end, words.marks, words.carried.case)
    return own or inferred(words.carried.responsible)


def _of_approval(setting: Setting, words: Words) -> tuple[Found[Party], ...]:
    """Nobody (contract)."""
    return ()


def _of_appointment(setting: Setting, words: Words) -> tuple[Found[Party], ...]:
    """«Назначить Иванову И.И. …», «Возложить ответственность на …»; under a lead-in, who stands behind the dash."""
    text, language, aliases = setting.letter.text, setting.language, setting.aliases
    where = (text, words.start, words.end, language)
    named = appointees(*where, aliases=aliases) or entrusted(*where, aliases=aliases)
    dash = _DASH.search(text, words.start, words.end) if words.carried.verb and not named else None
    return parties(text, dash.end(), words.end, language, case="accs", aliases=aliases) if dash else named


def _of_control(setting: Setting, words: Words) -> tuple[Found[Party], ...]:
    """Whom it is laid on, the controller named, or the signatory for «оставляю за собой»."""
    named = controller(setting.letter.text, words.start, words.end, setting.language, aliases=setting.aliases)
    if named is None:
        return stated_responsible(setting, words.start, words.end, words.marks)
    if isinstance(named.value, SelfControl):
        return (_signatory(setting, named.value, named.traces),) if setting.signatories else ()
    laid_on = entrusted(setting.letter.text, words.start, words.end, setting.language, aliases=setting.aliases)
    return laid_on or (Found(named.value, named.traces),)


def _signatory(setting: Setting, own: SelfControl, traces: tuple[Trace, ...]) -> Found[Party]:
    """The signatory as the one who keeps oversight; the printed words are «оставляю за собой»."""
    person = setting.signatories[0].value
    party = Party(
        type="person", name=person.name, text=own.text, position=person.position, person=person, inferred=True
    )
    return Found(party, traces)


_RESPONSIBLE = {"task": _of_task, "approval": _of_approval, "appointment": _of_appointment, "control": _of_control}
