"""What a person does to a document: the facts as the contract has them, from rows and back into rows, and corrections.

No page lives here: the pages find these functions by `pm.get_plugin("desk.py")`. Connections are those of
`pipeline.store.connection.connect`: foreign keys on, rows by name.
"""

import json
import re
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pipeline.store.citations import resolve_citations
from pipeline.store.connection import transaction
from pipeline.store.corrections import replace
from pipeline.store.parties import prune, refresh_organizations
from pipeline.store.rows import Ids, Place, insert_document
from schemas.document import Document

Facts = dict[str, Any]

HEAD = """
    SELECT documents.*, issuer.name, parent.name AS parent, letterheads.*, documents.organization_id AS organization
    FROM documents LEFT JOIN organizations AS issuer ON issuer.id = documents.organization_id
    LEFT JOIN organizations AS parent ON parent.id = issuer.parent_id
    LEFT JOIN letterheads ON letterheads.document_id = documents.id
    WHERE documents.id = ?
"""
PARTY = """
    link.*, parties.type, parties.name, coalesce(link.person_id, parties.person_id) AS person_id,
    people.name AS person, people.surname, people.given, people.patronymic
"""
JOINS = """
    LEFT JOIN parties ON parties.id = link.party_id
    LEFT JOIN people ON people.id = coalesce(link.person_id, parties.person_id)
"""
PARTIES = f"SELECT {PARTY} FROM document_parties AS link {JOINS} WHERE link.document_id = ? ORDER BY link.ordinal"
DOERS = f"SELECT {PARTY} FROM assignment_parties AS link {JOINS} WHERE assignment_id = ? ORDER BY link.ordinal"
LISTS = {
    # field: (its rows, the columns that are its own)
    "references": ("citations", ("kind", "issuer", "date", "number", "title")),
    "attachments": ("attachments", ("number", "title", "sheets", "copies")),
    "registrations": ("registrations", ("number", "date")),
    "evidence": ("evidence", ("path", "page", "start", "end", "text", "confidence", "rule")),
}
DEADLINE = ("text", "kind", "start", "due", "recurrence", "offset", "working_days", "inferred")
DUTY = ("number", "section", "source", "type", "text", "objective", "audience", "outcome")
ISSUER = ("name", "parent", "short_name", "inn", "kpp", "ogrn", "okpo", "address")
CORNERS = ("x0", "top", "x1", "bottom")
CONTACTS = {"phones": "phone", "emails": "email", "websites": "website"}

WRITTEN = {
    # tables that a document's rows are written into anew; whatever else hangs on it is kept
    *("documents", "document_lemmas", "letterheads", "contacts", "document_parties", "citations", "attachments"),
    *("registrations", "document_initiatives", "assignments", "assignment_lemmas", "deadlines", "assignment_parties"),
    "evidence",
}
NAME = re.compile(r"(?P<surname>\S+)\s+(?P<given>[^\s.]+\.?)(?:\s*(?P<patronymic>[^\s.]+\.?))?")
"""«Фамилия И.О.», «Фамилия Имя Отчество»."""


class Change(NamedTuple):
    """A value to be set: where, to what, and what stood there when the person looked."""

    path: str
    value: Any
    shown: Any


class StaleError(Exception):
    """Somebody else was faster: what stands there now is not what the person saw."""


class RefusedError(Exception):
    """The value cannot be: not of the kind that stands there."""


def facts_of(db: sqlite3.Connection, document: int) -> Facts:
    """A document as the contract has it, from its rows; KeyError where there is none."""
    row = db.execute(HEAD, (document,)).fetchone()
    if row is None:
        raise KeyError(document)
    number, date = row["reply_to_number"], row["reply_to_date"]
    own = {name: row[name] for name in ("kind", "number", "date", "place", "title")}
    lists = {name: _list(db, document, table, columns) for name, (table, columns) in LISTS.items()}
    duties = db.execute("SELECT * FROM assignments WHERE document_id = ? ORDER BY ordinal", (document,)).fetchall()
    return {
        **own,
        "region": row["region_code"],
        "issuer": _issuer(db, row) if row["organization"] else None,
        "reply_to": {"number": number, "date": date} if number or date else None,
        **_roles(db.execute(PARTIES, (document,)).fetchall()),
        **lists,
        "initiatives": [name for (name,) in db.execute(INITIATIVES, (document,))],
        "assignments": [_duty(db, duty) for duty in duties],
    }


INITIATIVES = """
    SELECT name FROM document_initiatives JOIN initiatives ON initiatives.id = initiative_id
    WHERE document_id = ? ORDER BY document_initiatives.rowid
"""


def _list(db: sqlite3.Connection, document: int, table: str, columns: Iterable[str]) -> list[Facts]:
    rows = db.execute(f"SELECT * FROM {table} WHERE document_id = ? ORDER BY id", (document,)).fetchall()
    return [{name: row[name] for name in columns} | (_box(row) if table == "evidence" else {}) for row in rows]


def _box(row: sqlite3.Row) -> Facts:
    return {"bbox": [row[corner] for corner in CORNERS] if row["x0"] is not None else None}


def _issuer(db: sqlite3.Connection, row: sqlite3.Row) -> Facts:
    query = "SELECT kind, value FROM contacts WHERE document_id = ? ORDER BY rowid"
    contacts = db.execute(query, (row["id"],)).fetchall()
    lists = {name: [c["value"] for c in contacts if c["kind"] == kind] for name, kind in CONTACTS.items()}
    return {**{name: row[name] for name in ISSUER}, **lists}


def _person(row: sqlite3.Row) -> Facts | None:
    if row["person"] is None:
        return None
    named = {"name": row["person"], **{part: row[part] for part in ("surname", "given", "patronymic")}}
    return named | ({"position": row["position"]} if row["type"] == "person" else {})


def _party(row: sqlite3.Row) -> Facts:
    own = {name: row[name] for name in ("type", "name", "position")}
    return {**own, "text": row["text"] or row["name"], "person": _person(row), "inferred": bool(row["inferred"])}


def _signatory(row: sqlite3.Row) -> Facts:
    person = _person(row) or {"name": row["name"]}
    return person | {name: row[name] for name in ("position", "phone", "email")}


def _roles(rows: list[sqlite3.Row]) -> Facts:
    """The parties of a document, each under its field of the contract."""
    of = {role: [row for row in rows if row["role"] == role] for role in ROLES}
    lists = {"addressees": "addressee", "distribution": "distribution"}
    return {
        **{field: [_party(row) for row in of[role]] for field, role in lists.items()},
        "signatories": [_signatory(row) for row in of["signatory"]],
        "executor": next(map(_signatory, of["executor"]), None),
        "control": next(map(_party, of["control"]), None),
    }


ROLES = ("addressee", "distribution", "signatory", "executor", "control")


def _duty(db: sqlite3.Connection, row: sqlite3.Row) -> Facts:
    doers = db.execute(DOERS, (row["id"],)).fetchall()
    deadlines = db.execute("SELECT * FROM deadlines WHERE assignment_id = ? ORDER BY id", (row["id"],)).fetchall()
    recipient = next((doer for doer in doers if doer["role"] == "recipient"), None)
    return {
        **{name: row[name] for name in DUTY},
        "deadlines": [{name: deadline[name] for name in DEADLINE} for deadline in deadlines],
        "responsible": [_party(doer) for doer in doers if doer["role"] == "responsible"],
        "recipient": recipient and _recipient(recipient),
    }


def _recipient(row: sqlite3.Row) -> Facts:
    party = _party(row) if row["party_id"] else None
    return {"party": party, "email": row["email"], "address": row["address"]}


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


def parts_of(name: str) -> Facts:
    """A person's name taken apart.

    >>> parts_of("Петрова А.И.")["patronymic"], parts_of("Ким Ирина")["given"], parts_of("директор")["surname"]
    ('И.', 'Ирина', None)
    """
    found = NAME.fullmatch(name.strip())
    empty = dict.fromkeys(("surname", "given", "patronymic"))
    return {"name": name, **(found.groupdict() if found else empty)}


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
    kept = _hanging(db, document)
    db.execute("DELETE FROM documents WHERE id = ?", (document,))
    place = Place(row["file_sha256"], row["ordinal"], Ids({row["ordinal"]: document}, ids))
    try:
        insert_document(db, place, row["text"], checked)
    except sqlite3.IntegrityError as error:
        raise RefusedError(str(error)) from error
    _hang_again(db, kept, {table for table, _ in _hanging(db, document)})
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
