"""Letters of the generator as an import would store them, without files to read."""

import hashlib
import sqlite3
from collections.abc import Iterator

from corpus.flood import compose
from pipeline.store.files import FileFacts
from pipeline.store.save import save
from schemas.document import Document, Evidence
from schemas.layout import Block, Layout, Line, Page

EDITION = "scale"
SHORT = 7
"""Fewer duties make a letter short."""


def composed(number: int) -> tuple[str, Document]:
    """Letter `number` of the generator; a short one has the duties of another too, so that ten are the mean."""
    text, gold = compose(2 * number)
    if len(gold["assignments"]) < SHORT:
        gold["assignments"] += compose(2 * number + 1)[1]["assignments"]
    values = {name: gold[name] for name in Document.model_fields if name in gold}
    document = Document.model_validate({**values, "evidence": []})
    return text, document.model_copy(update={"evidence": tuple(_evidence(document, text, number))})


def _evidence(document: Document, text: str, number: int) -> Iterator[Evidence]:
    """A place for every value that was printed; one of fifty is read with little confidence."""
    printed = [("/number", document.number, "number"), ("/title", document.title, "title")]
    for n, duty in enumerate(document.assignments):
        printed.append((f"/assignments/{n}", duty.text, f"duty.{duty.source}"))
        printed += [
            (f"/assignments/{n}/deadlines/{k}", d.text, f"deadline.{d.kind}") for k, d in enumerate(duty.deadlines)
        ]
        printed += [
            (f"/assignments/{n}/responsible/{k}", p.text, f"party.{p.type}") for k, p in enumerate(duty.responsible)
        ]
    for n, (path, words, rule) in enumerate(printed):
        start = text.find(words) if words else -1
        confidence = 0.6 if (number + n) % 50 == 0 else 1.0
        if start >= 0 and words:
            yield Evidence(
                path=path, page=1, bbox=(56.0, 56.0, 540.0, 70.0), start=start, end=start + len(words), text=words,
                confidence=confidence, rule=rule,
            )  # fmt: skip


def store(db: sqlite3.Connection, number: int, text: str, document: Document) -> None:
    """Stores letter `number` as a text file of that name."""
    sha256 = hashlib.sha256(f"{number}".encode()).hexdigest()
    save(db, FileFacts(sha256, f"{number}.txt", "text/plain", len(text), EDITION), _layout(text), [document])


def _layout(text: str) -> Layout:
    line = Line(start=0, end=len(text), page=1)
    block = Block(start=0, end=len(text), page=1, lines=(line,))
    return Layout(text=text, pages=(Page(start=0, end=len(text), number=1),), items=(block,))
