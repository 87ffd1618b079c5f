"""Where each value of a letter was read, and by which rule."""

import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import shorten
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

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
        table = Table(*TITLES, title=f"{path.name}, документ {number}", title_justify="left", show_lines=True)
        for row in explanations(document):
            table.add_row(*(escape(shorten(cell, LONGEST, placeholder="…")) for cell in row))
        console.print(table)
    return True


def explanations(document: Document) -> Iterator[tuple[str, ...]]:
    """A row for each piece of evidence, in the order of its value in the document."""
    content = document.model_dump(mode="json")
    for evidence in document.evidence:
        value = _text(at(content, evidence.path))
        yield (evidence.path, value, evidence.rule, str(evidence.page), f"{evidence.confidence:.2f}", evidence.text)


def at(content: Any, pointer: str) -> Any:
    """The value at a JSON Pointer. Raises LookupError where there is none.

    >>> at({"assignments": [{"text": "a"}]}, "/assignments/0/text")
    'a'
    """
    for part in pointer.split("/")[1:]:
        content = content[int(part) if isinstance(content, list) else part]
    return content


def _text(value: Any) -> str:
    """A value in a cell: a party or a deadline by its name or text."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("text") or value.get("title") or value.get("number")
    return "" if value is None else str(value)
