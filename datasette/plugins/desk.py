"""What a person does to a document: corrections of its facts, remembered, and its rows written anew.

No page lives here. Connections are those of
`pipeline.store.connection.connect`: foreign keys on, rows by name.
"""

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from datasette.utils import module_from_path

from pipeline.store.citations import resolve_citations
from pipeline.store.connection import transaction
from pipeline.store.corrections import replace
from pipeline.store.parties import prune, refresh_organizations
from pipeline.store.rows import Ids, Place, insert_document
from schemas.document import Document

facts_of = module_from_path(str(Path(__file__).with_name("facts.py")), "facts").facts_of

Facts = dict[str, Any]

WRITTEN = {
    # tables that a document's rows are written into anew; whatever else hangs on it is kept
    *("documents", "document_lemmas", "letterheads", "contacts", "document_parties", "citations", "attachments"),
    *("registrations", "document_initiatives", "assignments", "assignment_lemmas", "deadlines", "assignment_parties"),
    "evidence",
}


class Change(NamedTuple):
    """A value to be set: where, to what, and what stood there when the person looked."""

    path: str
    value: Any
    shown: Any


class StaleError(Exception):
    """Somebody else was faster: what stands there now is not what the person saw."""


class RefusedError(Exception):
    """The value cannot be: not of the kind that stands there."""


def value_at(facts: Any, path: str) -> Any:
    """What stands at a JSON Pointer; None where there is no such place.

    >>> value_at({"a": [{"b": 1}]}, "/a/0/b"), value_at({"a": []}, "/a/0/b")
    (1, None)
    """
    for part in path.split("/")[1:]:
        try:
            facts = facts[int(part) if isinstance(facts, list) else part]
        except (KeyError, IndexError, TypeError, ValueError):
            return None
    return facts


def rooted(facts: Facts, path: str, fields: Facts) -> Iterable[tuple[str, Any]]:
    """Where values of an object go: each field at its own place, or the whole where the object is not there yet.

    >>> list(rooted({"reply_to": None}, "/reply_to", {"number": "7"}))
    [('/reply_to', {'number': '7'})]
    >>> list(rooted({"signatories": []}, "/signatories/0", {"name": "Петрова А.И."}))
    [('/signatories', [{'name': 'Петрова А.И.'}])]
    """
    if set(fields) == {""}:
        return [(path, fields[""])]
    if value_at(facts, path) is not None:
        return [(f"{path}/{name}", value) for name, value in fields.items()]
    parent, last = path.rsplit("/", 1)
    siblings = value_at(facts, parent) if last.isdigit() else None
    return [(path, fields)] if siblings is None else [(parent, [*siblings, fields])]


def without(facts: Facts, path: str) -> tuple[str, Any]:
    """Where what must be set so that a value is gone: an item leaves its list, anything else becomes null.

    >>> without({"initiatives": ["а", "б"]}, "/initiatives/0"), without({"number": "7"}, "/number")
    (('/initiatives', ['б']), ('/number', None))
    """
    parent, last = path.rsplit("/", 1)
    siblings = value_at(facts, parent) if last.isdigit() else None
    if not isinstance(siblings, list):
        return path, None
    return parent, [item for index, item in enumerate(siblings) if index != int(last)]


def moved(paths: Iterable[str], corrections: Iterable[Facts]) -> dict[str, str | None]:
    """Where values that were read stand now that lists were changed: the new path, None where a value left its list.

    >>> left = {"path": "/initiatives", "was": '["а", "б"]', "value": '["б"]'}
    >>> moved(["/initiatives/0", "/initiatives/1", "/number"], [left])
    {'/initiatives/0': None, '/initiatives/1': '/initiatives/0', '/number': '/number'}
    """
    places: dict[str, str | None] = {path: path for path in paths}
    for row in corrections:
        was, now = json.loads(row["was"] or "null"), json.loads(row["value"])
        if isinstance(was, list) and isinstance(now, list):
            shifts = {f"{row['path']}/{i}": now.index(item) if item in now else None for i, item in enumerate(was)}
            places = {path: _shifted(place, row["path"], shifts) for path, place in places.items()}
    return places


def _shifted(place: str | None, owner: str, shifts: dict[str, int | None]) -> str | None:
    if place is None or not place.startswith(f"{owner}/"):
        return place
    index, *rest = place.removeprefix(f"{owner}/").split("/")
    new = shifts.get(f"{owner}/{index}")
    return None if new is None else "/".join((owner, str(new), *rest))


def correct(db: sqlite3.Connection, document: int, changes: Iterable[Change], author: str | None) -> None:
    """Sets values and remembers who set them; all or none. Raises StaleError, RefusedError, KeyError (no document)."""
    with transaction(db):
        facts = facts_of(db, document)
        for change in changes:
            was = value_at(facts, change.path)
            if _json(was) != _json(change.shown):
                raise StaleError(was)
            if not replace(facts, change.path, change.value):
                raise RefusedError(change.path)
            _remember(db, document, change, was, author)
        rewrite(db, document, facts)


def undo(db: sqlite3.Connection, document: int, path: str) -> None:
    """Puts back what was read at a path; what was corrected inside it afterwards goes too.

    Raises KeyError where nothing was corrected there, RefusedError where a whole list around it was changed later.
    """
    with transaction(db):
        facts = facts_of(db, document)
        made = db.execute(f"SELECT * FROM corrections WHERE {OF} ORDER BY created", (document,) * 2).fetchall()
        own = next((row for row in made if row["path"] == path), None)
        if own is None:
            raise KeyError(path)
        later = [row["path"] for row in made if row["created"] > own["created"]]
        if any(path.startswith(f"{outer}/") for outer in later):
            raise RefusedError("Сначала отмените более позднее исправление всего списка.")
        gone = [path, *(inner for inner in later if inner.startswith(f"{path}/"))]
        replace(facts, path, json.loads(own["was"] or "null"))
        db.executemany(f"DELETE FROM corrections WHERE {OF} AND path = ?", [(*(document,) * 2, p) for p in gone])
        rewrite(db, document, facts)


OF = """file_sha256 = (SELECT file_sha256 FROM documents WHERE id = ?)
    AND ordinal = (SELECT ordinal FROM documents WHERE id = ?)"""

REMEMBER = """
    INSERT INTO corrections (file_sha256, ordinal, path, value, was, author, created)
    SELECT file_sha256, ordinal, :path, :value, :was, :author, :created FROM documents WHERE id = :document
    ON CONFLICT (file_sha256, ordinal, path)
    DO UPDATE SET value = excluded.value, author = excluded.author, created = excluded.created
"""
"""What was read stays in `was`, however often a person changes their mind."""


def _remember(db: sqlite3.Connection, document: int, change: Change, was: Any, author: str | None) -> None:
    created = datetime.now(UTC).isoformat(timespec="milliseconds")
    row = {"document": document, "path": change.path, "author": author, "created": created}
    db.execute(REMEMBER, {**row, "value": _json(change.value), "was": _json(was)})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def rewrite(db: sqlite3.Connection, document: int, facts: Facts) -> None:
    """Writes a document's rows anew, inside a transaction; ids stay, and so does what hangs on them."""
    try:
        checked = Document.model_validate(facts)
    except ValueError as error:
        raise RefusedError(str(error)) from error
    row = db.execute("SELECT * FROM documents WHERE id = ?", (document,)).fetchone()
    held = db.execute("SELECT ordinal, id FROM assignments WHERE document_id = ?", (document,)).fetchall()
    texts = [assignment.text for assignment in checked.assignments]
    ids = {(row["ordinal"], texts[o]): key for o, key in reversed(list(map(tuple, held))) if o < len(texts)}
    kept, tied = _hanging(db, document), _tied(db, document)
    db.execute("DELETE FROM documents WHERE id = ?", (document,))
    place = Place(row["file_sha256"], row["ordinal"], Ids({row["ordinal"]: document}, ids))
    try:
        insert_document(db, place, row["text"], checked)
    except sqlite3.IntegrityError as error:
        raise RefusedError(str(error)) from error
    _hang_again(db, kept, {table for table, _ in _hanging(db, document)})
    db.executemany(*tied)
    after = db.execute("SELECT organization_id, date FROM documents WHERE id = ?", (document,)).fetchone()
    resolve_citations(db, row["file_sha256"], {row["date"], after["date"]})
    refresh_organizations(db, {row["organization_id"], after["organization_id"]} - {None})
    prune(db)


def _hanging(db: sqlite3.Connection, document: int) -> list[tuple[str, Facts]]:
    """Rows of other tables that point to the document or its assignments: topics, alignments and what comes later."""
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    mine = {
        "documents": "SELECT :document",
        "assignments": "SELECT id FROM assignments WHERE document_id = :document",
    }
    kept: dict[tuple[str, str], Facts] = {}
    for table in sorted(set(tables) - WRITTEN):
        for key in db.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            if key["table"] in mine:
                query = f"SELECT * FROM {table} WHERE {key['from']} IN ({mine[key['table']]})"
                rows = map(dict, db.execute(query, {"document": document}))
                kept.update({(table, _json(row)): row for row in rows})
    return [(table, row) for (table, _), row in kept.items()]


def _hang_again(db: sqlite3.Connection, kept: list[tuple[str, Facts]], written: set[str]) -> None:
    """Puts back the rows of the tables that were not written with the document."""
    for table, row in kept:
        if table not in written:
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            db.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))


def _tied(db: sqlite3.Connection, document: int) -> tuple[str, list[tuple[int | None, ...]]]:
    """What ties documents to and from this one (versions, replies): the statement that ties them again."""
    keys = db.execute("PRAGMA foreign_key_list(documents)").fetchall()
    columns = [key["from"] for key in keys if key["table"] == "documents"]
    if not columns:
        return "SELECT 1", []
    near = " OR ".join(f"{column} = :document" for column in columns)
    query = f"SELECT {', '.join(columns)}, id FROM documents WHERE id = :document OR {near}"
    values = ", ".join(f"{column} = coalesce({column}, ?)" for column in columns)
    return f"UPDATE documents SET {values} WHERE id = ?", [tuple(r) for r in db.execute(query, {"document": document})]
