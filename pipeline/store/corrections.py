"""What a person changed outlives every reading: corrections are put over what was read, before it is stored."""

import json
import sqlite3
from typing import Any

from schemas.document import Document

CORRECTIONS = "SELECT path, value FROM corrections WHERE file_sha256 = ? AND ordinal = ? ORDER BY created, path"


def corrected(db: sqlite3.Connection, sha256: str, ordinal: int, document: Document) -> Document:
    """The document with its corrections. One whose place is no longer there waits for a reading that has it."""
    corrections = db.execute(CORRECTIONS, (sha256, ordinal)).fetchall()
    if not corrections:
        return document
    content = document.model_dump(mode="json")
    for path, value in corrections:
        replace(content, path, json.loads(value))
    return Document.model_validate(content)


def replace(content: dict[str, Any], path: str, value: Any) -> bool:
    """Sets the value at a JSON Pointer; False, and nothing done, where there is no such place.

    >>> letter = {"assignments": [{"text": "a"}]}
    >>> replace(letter, "/assignments/0/text", "b"), replace(letter, "/assignments/1/text", "c"), letter
    (True, False, {'assignments': [{'text': 'b'}]})
    """
    place: Any = content
    *parents, last = path.removeprefix("/").split("/")
    try:
        for part in parents:
            place = place[_step(place, part)]
        place[_step(place, last)]
    except (KeyError, IndexError, TypeError, ValueError):
        return False
    place[_step(place, last)] = value
    return True


def _step(place: Any, part: str) -> int | str:
    return int(part) if isinstance(place, list) else part
