"""Where each value of a letter was read, and by which rule."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import shorten
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from pipeline.batch.work import Failure, Outcome, read_and_extract
from schemas.document import Document

LONGEST = 100
"""Characters of a value and of its print that are enough to know it by."""

TITLES = ("Что", "Значение", "Правило", "Стр.", "Уверенность", "Напечатано")


def explain_file(path: Path) -> bool:
    """Prints a table for each document of a file; False, with the reason on standard error, where it cannot be read."""
    outcome: Outcome = read_and_extract(path)
    if isinstance(outcome, Failure):
        print(f"{path}: {outcome.error}", file=sys.stderr)
        return False
    console = Console()
    for number, document in enumerate(outcome.documents, start=1):
        columns = (Column(title, overflow="fold") for title in TITLES)
        table = Table(*columns, title=f"{path.name}, документ {number}", title_justify="left", show_lines=True)
        for row in explanations(document):
            table.add_row(*map(escape, row))
        console.print(table)
    return True


def explanations(document: Document) -> Iterator[tuple[str, ...]]:
    """A row for each piece of evidence, then one without a rule for each value that has none.

    A value is told in the row of its own place, or of the nearest one that holds it: the days of a deadline in the row
    of the deadline.
    """
    told = _tellings(document)
    for evidence in document.evidence:
        place = (evidence.rule, str(evidence.page), f"{evidence.confidence:.2f}", _short(evidence.text))
        yield (evidence.path, told.get(evidence.path, ""), *place)
    places = {evidence.path for evidence in document.evidence}
    yield from ((pointer, value, "", "", "", "") for pointer, value in told.items() if pointer not in places)


def _tellings(document: Document) -> Mapping[str, str]:
    """The values to tell at each place; one without evidence at its own."""
    places = {evidence.path for evidence in document.evidence}
    told: dict[str, list[str]] = {}
    for pointer, value in _leaves(document.model_dump(mode="json", exclude={"evidence"})):
        place = next((above for above in _upwards(pointer) if above in places), pointer)
        label = pointer.removeprefix(place).lstrip("/")
        told.setdefault(place, []).append(f"{label}: {_short(value)}" if label else _short(value))
    return {place: "\n".join(values) for place, values in told.items()}


def _leaves(content: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Every value with its JSON Pointer; what is absent is none."""
    if isinstance(content, dict | list):
        for key, value in content.items() if isinstance(content, dict) else enumerate(content):
            yield from _leaves(value, f"{pointer}/{key}")
    elif content is not None:
        yield pointer, str(content)


def _upwards(pointer: str) -> Iterator[str]:
    """The pointer and those above it.

    >>> list(_upwards("/issuer/name"))
    ['/issuer/name', '/issuer']
    """
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]


def _short(text: str) -> str:
    return shorten(text, LONGEST, placeholder="…")
