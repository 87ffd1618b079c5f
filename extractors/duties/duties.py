"""Every duty of a letter, in document order."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest

from extractors.duties import orders
from extractors.duties.context import NOTHING, Setting, is_label
from extractors.duties.items import Item, grow
from extractors.duties.listed import item_duties
from extractors.duties.meeting import Meeting, tells_decisions
from extractors.duties.paragraphs import Paragraph, paragraphs
from extractors.duties.plans import row_duties
from extractors.duties.prose import carried_by, named_alone, paragraph_duties
from extractors.duties.relation import leads_in, relation
from extractors.duties.scope import Scope, scope_of
from extractors.duties.tables import Header, header
from extractors.lines import close_up
from schemas.document import Assignment
from schemas.facts import Found
from schemas.layout import Table
from schemas.letter import Section


def find_assignments(setting: Setting) -> tuple[Found[Assignment], ...]:
    """All duties: of the text, then of the annexes and their tables."""
    return tuple(duty for section in setting.letter.of("body", "annex") for duty in _section_duties(setting, section))


def _section_duties(setting: Setting, section: Section) -> Iterator[Found[Assignment]]:
    """Prose and items between the tables, and the rows of each table that is a plan."""
    scope = scope_of(setting, section)
    decided = tells_decisions(scope.text[section.start : section.end])
    meeting = Meeting(minutes=setting.kind == "protocol" and decided)
    columns: Header | None = None
    for run, table in _runs(scope, section):
        known = header(scope.text, table, columns) if table else None
        yield from _run_duties(scope, meeting, run, plan=known is not None)
        if table and known:
            columns = known
            yield from row_duties(scope, table, known, run)


def _runs(scope: Scope, section: Section) -> Iterator[tuple[list[Paragraph], Table | None]]:
    """The paragraphs below the heading of a section up to each table, with that table; the last run has none."""
    run: list[Paragraph] = []
    for part in paragraphs(scope.text, section.items[len(section.heading) :], scope.quoted):
        if isinstance(part, Table):
            yield run, part
            run = []
        else:
            run.append(part)
    yield run, None


def _run_duties(scope: Scope, meeting: Meeting, run: Sequence[Paragraph], *, plan: bool) -> Iterator[Found[Assignment]]:
    """The duties of paragraphs: what the last one before a list says carries down to its items.

    `plan` says that a table of duties follows, to which the last paragraph may lead in.
    """
    top = grow(scope.text, run, partial(relation, scope))
    carried = charged = NOTHING
    idle: tuple[str, tuple[str, ...]] | None = None  # the list whose items are aims or rights
    for item, following in zip_longest(top, top[1:]):
        if item.marker is not None:
            yield from () if _list_of(item) == idle else item_duties(scope, meeting, item, carried)
            continue
        below = following is not None and orders.lists_no_orders(scope.text[item.start : item.end])
        idle = _list_of(following) if following and below else None
        leads = plan if following is None else following.marker is not None
        yield from paragraph_duties(scope, meeting, item, charged, leads=leads)
        charged = named_alone(scope, item)
        words = close_up(scope.text[item.start : item.end])
        carried = carried_by(scope, item) if leads and (leads_in(words) or is_label(words)) else NOTHING


def _list_of(item: Item) -> tuple[str, tuple[str, ...]] | None:
    """What the items of one list have in common: the kind of their markers, and all but the last number."""
    return (item.marker.kind, item.marker.parts[:-1]) if item.marker else None
