"""What a person does to a document: corrections of its facts, remembered, and its rows written anew.

Connections are those of `pipeline.store.connection.connect`: foreign keys on, rows by name.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pipeline.store import corrections
from pipeline.store.comparison import refresh_comparison
from pipeline.store.connection import transaction
from pipeline.store.corrections.tree import closed, opened, put
from pipeline.store.facts import facts_of
from pipeline.store.parties import prune
from pipeline.store.rows import Ids, Place, insert_document
from pipeline.store.save import settle_ties, tied_by
from schemas.document import Document

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
    >>> list(rooted({"initiatives": []}, "/initiatives/0", {"": "Живая книга"}))
    [('/initiatives/0', 'Живая книга')]
    """
    if set(fields) == {""}:
        return [(path, fields[""])]
    if value_at(facts, path) is not None:
        return [(f"{path}/{name}", value) for name, value in fields.items()]
    return [(path, fields)]


class Desk(NamedTuple):
    """A document on the desk: its file and place there, what was read of it, and how it is with its corrections."""

    sha256: str
    ordinal: int
    content: Facts
    now: corrections.Settled

    def key(self, path: str) -> str:
        """The place of a path in the reading; a new one for the next item of a list. Raises RefusedError."""
        keys = {place: key for key, place in self.now.paths.items()}
        parent, _, last = path.rpartition("/")
        if path in keys:
            return keys[path]
        items = value_at(self.now.facts, parent)
        if not isinstance(items, list) or last != str(len(items)):
            raise RefusedError(path)
        added = [key.rpartition("/+")[2] for key in self.now.paths if key.rpartition("/+")[0] == keys[parent]]
        return f"{keys[parent]}/+{1 + max((int(number) for number in added if number.isdigit()), default=0)}"


def taken(db: sqlite3.Connection, document: int) -> Desk:
    """Takes a document up; what was read of it is kept from its first correction on. KeyError where there is none."""
    row = db.execute("SELECT file_sha256, ordinal FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:
        raise KeyError(document)
    place = (row["file_sha256"], row["ordinal"])
    content = corrections.reading(db, *place)
    if content is None:
        content = as_read(facts_of(db, document), db.execute(corrections.CORRECTIONS, place).fetchall())
        corrections.keep_reading(db, *place, content)
    return Desk(*place, content, corrections.settled(db, *place, content))


def as_read(facts: Facts, made: Iterable[Any]) -> Facts:
    """What was read of a document whose corrections another program wrote, as far as they say."""
    tree = opened(facts)
    for row in reversed(list(made)):
        if row["was"] is not None:
            put(tree, corrections.key_of(row), json.loads(row["was"]))
    return dict(closed(tree))


def correct(db: sqlite3.Connection, document: int, changes: Iterable[Change], author: str | None) -> None:
    """Sets values and remembers who set them; all or none. Raises StaleError, RefusedError, KeyError (no document).

    An item set to None leaves its list; one set behind the last of a list is added.
    """
    with transaction(db):
        held, facts = taken(db, document), facts_of(db, document)
        for change in changes:
            was = value_at(facts, change.path)
            if _json(was) != _json(change.shown):
                raise StaleError(was)
            _remember(db, held, held.key(change.path), whole(held.now.facts, change.path, change.value), author)
        renew(db, document, held)


def whole(facts: Facts, path: str, value: Any) -> Any:
    """A value with every field that the contract gives it. Raises RefusedError where it cannot stand there."""
    if not isinstance(value, dict):
        return value
    tree = opened(facts)
    put(tree, path, value) or put(tree, f"{path.rpartition('/')[0]}/+1", value)
    try:
        return value_at(Document.model_validate(closed(tree)).model_dump(mode="json"), path)
    except ValueError as error:
        raise RefusedError(str(error)) from error


def undo(db: sqlite3.Connection, document: int, correction: int) -> None:
    """Forgets a correction, and what was corrected inside it afterwards: what was read stands there again.

    Raises KeyError where there is none, RefusedError where what is left cannot be.
    """
    with transaction(db):
        held = taken(db, document)
        place = (held.sha256, held.ordinal)
        made = {row["id"]: row for row in db.execute(corrections.CORRECTIONS, place)}
        own = made[correction]
        _forget(db, [own, *_within(made.values(), corrections.key_of(own))] if own["path"] else [own])
        renew(db, document, held)


def forget(db: sqlite3.Connection, correction: int) -> None:
    """Drops a correction that waits for something that is no longer read. KeyError where none such waits."""
    with transaction(db):
        query = "DELETE FROM corrections WHERE id = ? AND path IS NULL RETURNING id"
        if db.execute(query, (correction,)).fetchone() is None:
            raise KeyError(correction)


def renew(db: sqlite3.Connection, document: int, held: Desk) -> None:
    """Writes the rows of a document whose corrections are others than when it was taken up."""
    now = corrections.settled(db, held.sha256, held.ordinal, held.content)
    before = {key: path for key, path in held.now.paths.items() if ASSIGNMENT.fullmatch(path)}
    moved = {path: now.paths[key] for key, path in before.items() if key in now.paths}
    rewrite(db, document, now.facts, {_last(path): _last(place) for path, place in moved.items()})
    corrections.drop_reading(db, held.sha256, held.ordinal)


ASSIGNMENT = re.compile(r"/assignments/\d+")


def _last(path: str) -> int:
    return int(path.rpartition("/")[2])


def _within(made: Iterable[Any], key: str) -> list[Any]:
    return [row for row in made if row["path"] and corrections.key_of(row).startswith(f"{key}/")]


def _forget(db: sqlite3.Connection, rows: Iterable[Any]) -> None:
    db.executemany("DELETE FROM corrections WHERE id = ?", [(row["id"],) for row in rows])


REMEMBER = """
    INSERT INTO corrections (file_sha256, ordinal, path, key, anchor, value, was, author, created)
    VALUES (:sha256, :ordinal, :key, :key, :anchor, :value, :was, :author, :created)
"""


def _remember(db: sqlite3.Connection, held: Desk, key: str, value: Any, author: str | None) -> None:
    """Notes a correction; what was read stays in `was`, however often a person changes their mind."""
    made = db.execute(corrections.CORRECTIONS, (held.sha256, held.ordinal)).fetchall()
    same = [row for row in made if row["path"] and corrections.key_of(row) == key]
    gone = value is None and key.rpartition("/")[2].startswith("+")
    _forget(db, [*same, *_within(made, key)] if gone else same)
    if gone:  # what a person added and takes away again leaves nothing behind
        return
    read = value_at(held.content, key)
    row = {
        "sha256": held.sha256,
        "ordinal": held.ordinal,
        "key": key,
        "anchor": corrections.anchor_text(held.content, key),
        "value": _json(value),
        "was": _json(read),
        "author": author,
        "created": datetime.now(UTC).isoformat(timespec="milliseconds"),
    }
    db.execute(REMEMBER, row)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def rewrite(db: sqlite3.Connection, document: int, facts: Facts, moved: Mapping[int, int]) -> None:
    """Writes a document's rows anew, inside a transaction; ids stay, and so does what hangs on them.

    `moved` is where in the list of assignments each former one stands now.
    """
    try:
        checked = Document.model_validate(facts)
    except ValueError as error:
        raise RefusedError(str(error)) from error
    row = db.execute("SELECT * FROM documents WHERE id = ?", (document,)).fetchone()
    held = db.execute("SELECT ordinal, id FROM assignments WHERE document_id = ?", (document,)).fetchall()
    texts = [assignment.text for assignment in checked.assignments]
    ids = {(row["ordinal"], texts[moved[o]]): key for o, key in reversed(list(map(tuple, held))) if o in moved}
    kept, tied, before = _hanging(db, document), _tied(db, document), tied_by(db, row["file_sha256"])
    db.execute("DELETE FROM documents WHERE id = ?", (document,))
    place = Place(row["file_sha256"], row["ordinal"], Ids({row["ordinal"]: document}, ids))
    try:
        insert_document(db, place, row["text"], checked)
    except sqlite3.IntegrityError as error:
        raise RefusedError(str(error)) from error
    left = {key for (key,) in db.execute("SELECT id FROM assignments WHERE document_id = ?", (document,))}
    _hang_again(db, kept, {table for table, _ in _hanging(db, document)}, {key for _, key in held} - left)
    db.executemany(*tied)
    settle_ties(db, row["file_sha256"], before + tied_by(db, row["file_sha256"]))
    prune(db)
    refresh_comparison(db)


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


def _hang_again(db: sqlite3.Connection, kept: list[tuple[str, Facts]], written: set[str], gone: set[int]) -> None:
    """Puts back the rows of the tables that were not written with the document, but for assignments that are gone."""
    for table, row in kept:
        keys = db.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        owners = {row[key["from"]] for key in keys if key["table"] == "assignments"}
        if table not in written and not owners & gone:
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
