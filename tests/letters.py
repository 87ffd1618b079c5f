"""Documents and layouts made by hand, for the tests of the store and of the import."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.batch.work import Failure, Outcome, Reading
from pipeline.store.files import FileFacts
from schemas.document import Document
from schemas.layout import Block, Layout, Line, Page

ISSUER = {
    "name": "Министерство образования Приозёрной области",
    "short_name": "Минобр",
    "parent": "Правительство Приозёрной области",
    "inn": "2801033178",
    "phones": ["(4162) 11-22-33"],
    "emails": ["office@example.ru"],
}


def party(name: str, kind: str = "group", **more: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, "text": name, **more}


def person(name: str, **more: Any) -> dict[str, Any]:
    surname, given, patronymic = name.replace(".", ". ").split()
    return {"name": name, "surname": surname, "given": given, "patronymic": patronymic, **more}


ORDER: dict[str, Any] = {
    "kind": "order",
    "number": "10-32/419",
    "date": "2024-01-22",
    "title": "О проведении мониторинга школ",
    "region": "RU-AMU",
    "issuer": ISSUER,
    "addressees": [party("руководители школ")],
    "signatories": [person("Семёнова П.А.", position="Министр")],
    "executor": person("Котова И.И.", phone="226-274"),
    "control": party("Семёнова П.А.", "person", person=person("Семёнова П.А."), inferred=True),
    "references": [{"kind": "order", "number": "80", "date": "2023-01-31"}],
    "attachments": [{"title": "План", "sheets": 5}],
    "registrations": [{"number": "ВХ-1", "date": "2024-01-25"}],
    "initiatives": ["Школа будущего"],
    "assignments": [
        {
            "number": "1",
            "source": "body",
            "type": "task",
            "text": "Руководителям школ провести мониторинг",
            "deadlines": [{"text": "до 20.02.2024", "kind": "by", "due": "2024-02-20"}],
            "responsible": [party("руководители школ"), party("Отдел экономики", "organization")],
            "recipient": {"email": "office@example.ru"},
        },
        {"number": "2", "source": "body", "type": "control", "text": "Контроль оставляю за собой"},
    ],
    "evidence": [
        {"path": "/number", "page": 1, "start": 0, "end": 6, "text": "Приказ", "confidence": 1, "rule": "number.sign"}
    ],
}


def document(**changes: Any) -> Document:
    return Document.model_validate({**ORDER, **changes})


def layout(text: str = "Приказом утверждён план", pages: Sequence[tuple[int, int]] = ()) -> Layout:
    """A text with a block for each of its lines; `pages` are the offsets of pages, one page if there are none."""
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip("\n"))
        blocks.append(Block(start=start, end=end, page=1, lines=(Line(start=start, end=end, page=1),)))
        start += len(line)
    spans = pages or ((0, len(text)),)
    numbered = tuple(Page(start=s, end=e, number=n) for n, (s, e) in enumerate(spans, start=1))
    return Layout(text=text, pages=numbered, items=tuple(blocks))


def facts(name: str, content: str | None = None, edition: str = "1") -> FileFacts:
    """A file whose content is `content`, or its name, seen at `/in/<name>`."""
    sha256 = hashlib.sha256((content or name).encode()).hexdigest()
    return FileFacts(sha256, name, "text/plain", 100, edition, f"/in/{name}")


def reading_of(path: Path) -> Outcome:
    """Work for the tests of the import: an order with the file's text as its title; some texts fail or kill."""
    text = path.read_text("utf-8")
    if text.startswith("damaged"):
        return Failure("read", "Файл повреждён")
    if text.startswith("nothing said"):
        return Failure("extract", "В файле не найдено ни одного документа")
    if text.startswith("raises"):
        raise SystemExit(9)
    return Reading(layout(text), (document(title=text.strip(), number=text.strip()),), "text/plain", 0.01)
