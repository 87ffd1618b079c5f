"""From an item, a sentence or a table row to an `Assignment` with the places of its parts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.deadlines import Context, find_deadlines_in_cell
from extractors.duties import orders
from extractors.duties.context import Carried, Setting, distinct, inferred, stated_deadlines, stated_responsible
from extractors.duties.labels import Label, labels, text_end
from extractors.duties.standing import Holder
from extractors.duties.tables import Column, TableRow
from extractors.lines import fold, printed, sentence_span, trim
from extractors.parties import SelfControl, appointees, controller, entrusted, parties, recipients
from schemas.document import Assignment, Deadline, Party, Recipient
from schemas.facts import Found, Trace, found
from schemas.layout import Cell

Number = tuple[str, int, int]
_DASH = re.compile(r"\s[-–—]\s")
"""«Назначить ответственными: за сбор – Иванову И.И.»: the appointee stands behind the dash."""
_SOMEBODY = re.compile(r"(?:по\s|из\s|\w*ответственн|координатор|куратор|лиц[оа]\b|должностн)", re.IGNORECASE)


def from_text(
    setting: Setting,
    start: int,
    end: int,
    *,
    number: Number | None,
    source: str,
    section: Found[str] | None,
    carried: Carried,
    context: Context,
    holder: Holder | None,
    rule: str,
) -> Found[Assignment]:
    """A duty printed as running text: an item or a sentence, with its labels."""
    text = setting.letter.text
    marks = labels(text, start, end)
    a, b = sentence_span(text, start, text_end(text, start, end, marks))
    kind = orders.order_type(text[a:b])
    if kind == "task" and carried.verb:
        kind = orders.order_type(carried.verb)
    responsible = _RESPONSIBLE[kind](setting, a, b, marks, carried)
    if kind == "appointment" and not _names_somebody(responsible):
        kind, responsible = "task", _of_task(setting, a, b, marks, carried)
    deadlines = stated_deadlines(setting, a, b, marks, context) or inferred(carried.deadlines)
    if holder and (not responsible or responsible[0].value.inferred):
        responsible = parties(text, holder.start, holder.end, setting.language, case=holder.case, aliases=setting.aliases)
    recipient = _recipient(setting, a, b) if kind == "task" else None
    value = Assignment(
        number=number[0] if number else None,
        section=section.value if section else None,
        source=source,  # type: ignore[arg-type]
        type=kind,
        text=printed(setting.letter.layout, a, b),
        deadlines=tuple(d.value for d in deadlines),
        responsible=tuple(p.value for p in responsible),
        recipient=recipient.value if recipient else None,
    )
    traces = [*_common_traces(number, section, deadlines, responsible), Trace("/text", a, b, rule)]
    if recipient:
        traces += recipient.under("/recipient")
    return found(value, a, b, rule, parts=traces)


def _recipient(setting: Setting, start: int, end: int) -> Found[Recipient] | None:
    """Whom or where it must be delivered; the e-mail address given for a person is that person's."""
    where = recipients(setting.letter.text, start, end, setting.language, aliases=setting.aliases)
    party = where.value.party if where else None
    if where is None or party is None or party.person is None or where.value.email is None:
        return where
    person = party.person.model_copy(update={"email": where.value.email})
    return replace(where, value=where.value.model_copy(update={"party": party.model_copy(update={"person": person})}))


def _names_somebody(appointed: Sequence[Found[Party]]) -> bool:
    """«Назначить ответственное лицо» appoints nobody yet: it orders a third person to be found."""
    return bool(appointed) and not any(_SOMEBODY.match(p.value.text) for p in appointed)


def _common_traces(
    number: Number | None,
    section: Found[str] | None,
    deadlines: Sequence[Found[Deadline]],
    responsible: Sequence[Found[Party]],
) -> list[Trace]:
    traces = [Trace("/number", number[1], number[2], "item.number")] if number else []
    traces += section.under("/section") if section else ()
    for index, deadline in enumerate(deadlines):
        traces += deadline.under(f"/deadlines/{index}")
    for index, party in enumerate(responsible):
        traces += party.under(f"/responsible/{index}")
    return traces


# --- who is responsible, by the kind of the order ----------------------------------------------------------------
def _of_task(
    setting: Setting, start: int, end: int, marks: Sequence[Label], carried: Carried
) -> tuple[Found[Party], ...]:
    own = stated_responsible(setting, start, end, marks, carried.case)
    return own or inferred(carried.responsible)


def _of_approval(
    setting: Setting, start: int, end: int, marks: Sequence[Label], carried: Carried
) -> tuple[Found[Party], ...]:
    return ()


def _of_appointment(
    setting: Setting, start: int, end: int, marks: Sequence[Label], carried: Carried
) -> tuple[Found[Party], ...]:
    text = setting.letter.text
    where = (text, start, end, setting.language)
    named = appointees(*where, aliases=setting.aliases) or entrusted(*where, aliases=setting.aliases)
    dash = _DASH.search(text, start, end) if carried.verb and not named else None
    return parties(text, dash.end(), end, setting.language, case="accs", aliases=setting.aliases) if dash else named


def _of_control(
    setting: Setting, start: int, end: int, marks: Sequence[Label], carried: Carried
) -> tuple[Found[Party], ...]:
    """The controller named, or the signatory for «оставляю за собой»."""
    named = controller(setting.letter.text, start, end, setting.language, aliases=setting.aliases)
    if named is None:
        return stated_responsible(setting, start, end, marks)
    if isinstance(named.value, SelfControl):
        return (_signatory(setting, named.value, named.traces),) if setting.signatories else ()
    laid_on = entrusted(setting.letter.text, start, end, setting.language, aliases=setting.aliases)
    return laid_on or (Found(named.value, named.traces),)


def _signatory(setting: Setting, own: SelfControl, traces: tuple[Trace, ...]) -> Found[Party]:
    """The signatory as the one who keeps oversight; the printed words are «оставляю за собой»."""
    person = setting.signatories[0].value
    party = Party(
        type="person", name=person.name, text=own.text, position=person.position, person=person, inferred=True
    )
    return Found(party, traces)


_RESPONSIBLE = {"task": _of_task, "approval": _of_approval, "appointment": _of_appointment, "control": _of_control}


# --- table rows --------------------------------------------------------------------------------------------------
_WHEN: tuple[Column, ...] = ("deadline", "start", "finish")
_TEXT_CELLS: tuple[Column, ...] = ("objective", "audience", "outcome")


def from_row(setting: Setting, row: TableRow, *, section: Found[str] | None, context: Context) -> Found[Assignment]:
    """A duty printed as a row of a plan."""
    text = setting.letter.text
    a, b = row.action
    deadlines = distinct(_row_deadlines(text, row, context))
    responsible = (
        parties(text, *_inside(text, row.cells["responsible"]), setting.language, aliases=setting.aliases)
        if "responsible" in row.cells
        else ()
    )
    recipient = _recipient(setting, a, b)
    cells = {name: _inside(text, row.cells[name]) for name in _TEXT_CELLS if name in row.cells}
    cells = {name: (s, e) for name, (s, e) in cells.items() if text[s:e].strip("-–—− ")}
    value = Assignment(
        number=row.number[0] if row.number else None,
        section=section.value if section else None,
        source="table",
        type=orders.order_type(text[a:b]),
        text=printed(setting.letter.layout, a, b),
        deadlines=tuple(d.value for d in deadlines),
        responsible=tuple(p.value for p in responsible),
        recipient=recipient.value if recipient else None,
        **{name: fold(text[s:e]) or None for name, (s, e) in cells.items()},  # type: ignore[arg-type]
    )
    traces = _common_traces(row.number, section, deadlines, responsible)
    traces += recipient.under("/recipient") if recipient else ()
    traces += [Trace("/text", a, b, "table.action")]
    traces += [Trace(f"/{name}", s, e, f"table.{name}") for name, (s, e) in cells.items() if s < e]
    return found(value, a, b, "table.row", parts=traces)


def _row_deadlines(text: str, row: TableRow, context: Context) -> Sequence[Found[Deadline]]:
    """The deadlines of the cell; of two columns «Начало» and «Окончание» one span from the one to the other."""
    when = [find_deadlines_in_cell(text, *_inside(text, row.cells[c]), context) for c in _WHEN if c in row.cells]
    if len(when) != 2 or not all(len(one) == 1 for one in when):
        return [d for one in when for d in one]
    (first,), (last,) = when
    value = Deadline(
        text=fold(text[first.start : last.end]),
        kind="period",
        start=first.value.start or first.value.due,
        due=last.value.due,
        inferred=first.value.inferred or last.value.inferred,
    )
    return [found(value, first.start, last.end, "table.start_and_end")]


def _inside(text: str, cell: Cell) -> tuple[int, int]:
    return trim(text, cell.start, cell.end)
