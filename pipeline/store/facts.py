"""A document as the contract has it, read back from its rows: under the names that it uses itself.

Connections are those of `pipeline.store.connection.connect`: rows by name.
"""

import re
import sqlite3
from collections.abc import Iterable
from typing import Any

Facts = dict[str, Any]

HEAD = """
    SELECT letterheads.*, documents.*, coalesce(own.name, issuer.name) AS name,
        coalesce(above.name, parent.name) AS parent, documents.organization_id AS organization
    FROM documents LEFT JOIN aliases AS own ON own.id = documents.issuer_alias_id
    LEFT JOIN organizations AS issuer ON issuer.id = documents.organization_id
    LEFT JOIN organizations AS parent ON parent.id = issuer.parent_id
    LEFT JOIN aliases AS above ON above.id = issuer.parent_alias_id
    LEFT JOIN letterheads ON letterheads.document_id = documents.id
    WHERE documents.id = ?
"""
PARTY = """
    link.*, parties.type, coalesce(own.name, parties.name) AS name, people.name AS full_name,
    CASE WHEN people.id IS NOT NULL
        THEN coalesce(head.name, CASE WHEN parties.type = 'person' THEN own.name END, people.name) END AS person,
    people.surname, people.given, people.patronymic
"""
JOINS = """
    LEFT JOIN parties ON parties.id = link.party_id
    LEFT JOIN people ON people.id = coalesce(link.person_id, parties.person_id)
    LEFT JOIN aliases AS own ON own.id = link.alias_id
    LEFT JOIN aliases AS head ON head.id = link.head_alias_id
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
NAME = re.compile(r"(?P<surname>\S+)\s+(?P<given>[^\s.]+\.?)(?:\s*(?P<patronymic>[^\s.]+\.?))?")
"""«Фамилия И.О.», «Фамилия Имя Отчество»."""


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
    SELECT name FROM initiative_mentions JOIN aliases ON aliases.id = alias_id
    WHERE document_id = ? ORDER BY initiative_mentions.rowid
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
    known = {"name": row["person"], **{part: row[part] for part in ("surname", "given", "patronymic")}}
    named = known if row["person"] == row["full_name"] else parts_of(row["person"])
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


def parts_of(name: str) -> Facts:
    """A person's name taken apart.

    >>> parts_of("Петрова А.И.")["patronymic"], parts_of("Ким Ирина")["given"], parts_of("директор")["surname"]
    ('И.', 'Ирина', None)
    """
    found = NAME.fullmatch(name.strip())
    empty = dict.fromkeys(("surname", "given", "patronymic"))
    return {"name": name, **(found.groupdict() if found else empty)}
