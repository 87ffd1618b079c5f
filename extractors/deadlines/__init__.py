"""Deadlines: how Russian documents say when a duty is due, and which days that is.

Folded text is read into pieces of the calendar (`pieces`), joined to spans (`ranges`), bound by operators (`grammar`,
`recurrence`, `offsets`) to terms (`rules`) and resolved in a context (`context`, `resolve`) to a `Deadline`. `cell`
takes everything printed for a term, `prose` only what a sentence binds as one (`bound`).
"""

from extractors.deadlines.cell import find_deadlines_in_cell
from extractors.deadlines.context import Context, context_of
from extractors.deadlines.found import distinct
from extractors.deadlines.prose import find_deadlines

__all__ = ["Context", "context_of", "distinct", "find_deadlines", "find_deadlines_in_cell"]
