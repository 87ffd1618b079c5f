"""One document into rows: each function writes one table, or two that belong together."""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from extractors.topics import find_action
from pipeline.store.alignment.align import align
from pipeline.store.names import number_key
from pipeline.store.parties import Names
from pipeline.store.search import lemma, lemmatize
from pipeline.store.topics import insert_topics
from schemas.document import Assignment, Document, Evidence, Organization, Party
from schemas.layout import Frozen, Layout

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids to be used again: of documents by their place in the file, of assignments by that place and their text."""

    documents: dict[int, int]
    assignments: dict[tuple[int, str], int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands: its file, its place there from 0, and the ids that the file had."""

    sha256: str
    ordinal: int
    ids: Ids

    def document(self) -> Row:
        return {"id": self.ids.documents.get(self.ordinal), "file_sha256": self.sha256, "ordinal": self.ordinal}

    def assignment_id(self, text: str) -> int | None:
        """The former id, given once."""
        return self.ids.assignments.pop((self.ordinal, text), None)


def insert(db: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    for row in rows:
        names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
        db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", {k: _plain(v) for k, v in row.items()})


def insert_one(db: sqlite3.Connection, table: str, row: Row) -> int:
    """The id of the new row."""
    insert(db, table, [row])
    return int(db.execute("SELECT last_insert_rowid()").fetchone()[0])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _columns(model: Frozen, *names: str) -> dict[str, Any]:
    """Fields that are columns of the same name."""
    return {name: getattr(model, name) for name in names}


def _lemmas(texts: Mapping[str, str | None]) -> dict[str, str | None]:
    return {name: text and lemmatize(text) for name, text in texts.items()}


def insert_pages(db: sqlite3.Connection, sha256: str, layout: Layout) -> None:
    size = ("number", "width", "height", "ocr", "confidence")
    insert(
        db,
        "pages",
        ({"file_sha256": sha256, **_columns(p, *size), "text": layout.text[p.start : p.end]} for p in layout.pages),
    )


def insert_document(db: sqlite3.Connection, place: Place, text: str, document: Document) -> None:
    """A document with all that hangs on it."""
    names = Names(db, document)
    reply = document.reply_to
    row = {
        **place.document(),
        **_columns(document, "kind", "number", "date", "place", "title"),
        "region_code": document.region,
        "organization_id": names.issuer and names.issuer.entity,
        "issuer_alias_id": names.issuer and names.issuer.alias,
        "number_key": number_key(document.number),
        "reply_to_number": reply and reply.number,
        "reply_to_date": reply and reply.date,
        "reply_to_key": reply and number_key(reply.number),
        "text": text,
    }
    key = insert_one(db, "documents", row)
    texts = {"number": document.number, "title": document.title, "text": text}
    insert(db, "document_lemmas", [{"document_id": key, **_lemmas(texts)}])
    if document.issuer and names.issuer:
        insert_letterhead(db, key, names.issuer.entity, document.issuer)
        names.letterhead(key, document.issuer, names.issuer)
    insert(db, "document_parties", ({"document_id": key, **r} for r in document_party_rows(names, document)))
    insert_lists(db, key, names, document)
    for ordinal, assignment in enumerate(document.assignments):
        own = {"id": place.assignment_id(assignment.text), "document_id": key, "ordinal": ordinal}
        assignment_id = insert_assignment(db, own, names, assignment)
        align(db, assignment_id, assignment, document)
    names.settle()


def insert_letterhead(db: sqlite3.Connection, document: int, organization: int, issuer: Organization) -> None:
    owner = {"document_id": document, "organization_id": organization}
    insert(db, "letterheads", [{**owner, **_columns(issuer, "short_name", "inn", "kpp", "ogrn", "okpo", "address")}])
    values = [("phone", v) for v in issuer.phones] + [("email", v) for v in issuer.emails]
    values += [("website", v) for v in issuer.websites]
    insert(db, "contacts", ({**owner, "kind": kind, "value": value} for kind, value in dict.fromkeys(values)))


def insert_lists(db: sqlite3.Connection, document: int, names: Names, facts: Document) -> None:
    """The plain lists of a document."""
    owner = {"document_id": document}
    initiatives = dict.fromkeys(names.initiative(name) for name in facts.initiatives)
    tables: tuple[tuple[str, Iterable[Row]], ...] = (
        ("citations", ({**r.model_dump(), "number_key": number_key(r.number)} for r in facts.references)),
        ("attachments", (a.model_dump() for a in facts.attachments)),
        ("registrations", (r.model_dump() for r in facts.registrations)),
        ("initiative_mentions", ({"alias_id": i.alias} for i in initiatives)),
        ("document_initiatives", ({"initiative_id": i} for i in dict.fromkeys(i.entity for i in initiatives))),
        ("evidence", map(evidence_row, facts.evidence)),
    )
    for table, rows in tables:
        insert(db, table, ({**owner, **row} for row in rows))


def evidence_row(evidence: Evidence) -> Row:
    x0, top, x1, bottom = evidence.bbox or (None,) * 4
    return {**evidence.model_dump(exclude={"bbox"}), "x0": x0, "top": top, "x1": x1, "bottom": bottom}


def document_party_rows(names: Names, document: Document) -> Iterable[Row]:
    """Whoever stands in the document outside its assignments, each role counted from 0."""
    parties: tuple[tuple[str, tuple[Party, ...]], ...] = (
        ("addressee", document.addressees),
        ("distribution", document.distribution),
        ("control", (document.control,) if document.control else ()),
    )
    for role, members in parties:
        for ordinal, party in enumerate(members):
            yield {"role": role, "ordinal": ordinal, **party_row(names, party)}
    people = (("signatory", document.signatories), ("executor", (document.executor,) if document.executor else ()))
    for role, persons in people:
        for ordinal, person in enumerate(persons):
            contact = _columns(person, "position", "phone", "email")
            who = names.party(Party(type="person", name=person.name, text=person.name, person=person))
            yield {"role": role, "ordinal": ordinal, "inferred": False, **who, **contact}


def party_row(names: Names, party: Party) -> dict[str, Any]:
    """A mention of a party; the head of a body stands beside it."""
    head = names.head(party.person if party.type != "person" else None)
    return {**names.party(party), **head, **_columns(party, "position", "text", "inferred")}


def insert_assignment(db: sqlite3.Connection, place: Row, names: Names, assignment: Assignment) -> int:
    texts = _columns(assignment, "section", "text", "objective", "audience", "outcome")
    own = {**_columns(assignment, "number", "source", "type"), "action": find_action(assignment.text, lemma)}
    known = listed(names.document, assignment)
    key = insert_one(db, "assignments", {**place, **own, **texts, **known})
    insert_topics(db, key, assignment, known["region_code"])
    insert(db, "assignment_lemmas", [{"assignment_id": key, **_lemmas(texts)}])
    owner = {"assignment_id": key, "region_code": known["region_code"]}
    dated = {**owner, "document_date": known["document_date"]}
    insert(db, "deadlines", ({**dated, **d.model_dump()} for d in assignment.deadlines))
    parties = assignment_party_rows(names, assignment)
    insert(db, "assignment_parties", ({**owner, "due": known["due"], **row} for row in parties))
    return key


def listed(document: Document, assignment: Assignment) -> dict[str, Any]:
    """What lists of duties are sorted and filtered by, copied to the duty's own row."""
    starts, dues = ([day for d in assignment.deadlines if (day := getattr(d, end))] for end in ("start", "due"))
    return {
        "region_code": document.region,
        "document_kind": document.kind,
        "document_date": document.date,
        "start": min(starts, default=None),
        "due": min(dues, default=None),
        "deadline": "; ".join(deadline.text for deadline in assignment.deadlines) or None,
    }


def assignment_party_rows(names: Names, assignment: Assignment) -> Iterable[Row]:
    for ordinal, party in enumerate(assignment.responsible):
        yield {"role": "responsible", "ordinal": ordinal, **party_row(names, party)}
    if recipient := assignment.recipient:
        mention = party_row(names, recipient.party) if recipient.party else {"inferred": False}
        yield {"role": "recipient", "ordinal": 0, **mention, **_columns(recipient, "email", "address")}
