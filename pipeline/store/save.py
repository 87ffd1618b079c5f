"""A file into rows, in one transaction: what was there of it goes, what it says now comes."""

import sqlite3
from collections.abc import Sequence

from pipeline.store.chains import mark_versions, resolve_replies
from pipeline.store.citations import resolve_citations
from pipeline.store.comparison import refresh_comparison
from pipeline.store.connection import transaction
from pipeline.store.corrections import corrected, regrouped
from pipeline.store.files import FileFacts, is_at, mark_source, replaced_by, upsert_file
from pipeline.store.linking.decisions import apply_decisions
from pipeline.store.parties import prune, refresh_organizations
from pipeline.store.rows import Ids, Place, insert_document, insert_pages
from pipeline.store.texts import document_texts
from schemas.document import Document
from schemas.layout import Layout


def save(db: sqlite3.Connection, file: FileFacts, layout: Layout, documents: Sequence[Document]) -> None:
    """Stores a file and its documents, or nothing of it.

    The former rows of this content go, and those of the content that its path held before (parties that are left
    over: `tidy`). Documents and assignments that are stored anew keep their ids, so that links last.
    Raises sqlite3.Error where the facts break the schema.
    """
    with transaction(db):
        before = _replace(db, file.sha256, file.path) + tied_by(db, file.sha256)
        ids = _forget(db, file.sha256)
        upsert_file(db, file, layout)
        mark_source(db, file.path, file.sha256)
        insert_pages(db, file.sha256, layout)
        regrouped(db, file.sha256, len(ids.documents), documents)
        for ordinal, (document, text) in enumerate(zip(documents, document_texts(layout, documents), strict=True)):
            place = Place(file.sha256, ordinal, ids)
            insert_document(db, place, text, corrected(db, file.sha256, ordinal, document))
        settle_ties(db, file.sha256, before + tied_by(db, file.sha256))


def see(db: sqlite3.Connection, path: str, sha256: str) -> None:
    """Remembers that a content stored before is at `path` now; what was there before goes."""
    if is_at(db, path, sha256):
        return
    with transaction(db):
        before = _replace(db, sha256, path)
        mark_source(db, path, sha256)
        settle_ties(db, sha256, before)


def tidy(db: sqlite3.Connection) -> None:
    """Deletes what no document names any more and reckons the comparison of regions: once for many files."""
    with transaction(db):
        apply_decisions(db)
        prune(db)
        refresh_comparison(db)


def _replace(db: sqlite3.Connection, sha256: str, path: str | None) -> list[sqlite3.Row]:
    """Deletes the content that `path` held before, if no other path has it; returns what hung on it."""
    old = replaced_by(db, sha256, path)
    links = tied_by(db, old) if old else []
    db.execute("DELETE FROM files WHERE sha256 = ?", (old,))
    return links


def settle_ties(db: sqlite3.Connection, sha256: str, links: list[sqlite3.Row]) -> None:
    """Puts right what hangs together with the documents that went and came."""
    numbers = {(row["date"], row["number_key"]) for row in links}
    mark_versions(db, ((row["date"], row["number_key"], row["organization_id"]) for row in links))
    resolve_citations(db, sha256, numbers)
    resolve_replies(db, sha256, numbers)
    refresh_organizations(db, {row["organization_id"] for row in links} - {None})


def _forget(db: sqlite3.Connection, sha256: str) -> Ids:
    """Deletes what was read of a content; returns the ids that its documents and assignments had."""
    documents = db.execute("SELECT ordinal, id FROM documents WHERE file_sha256 = ?", (sha256,)).fetchall()
    assignments = db.execute(ASSIGNMENTS, (sha256,)).fetchall()
    db.execute("DELETE FROM documents WHERE file_sha256 = ?", (sha256,))
    db.execute("DELETE FROM pages WHERE file_sha256 = ?", (sha256,))
    return Ids(
        {row["ordinal"]: row["id"] for row in documents},
        {(row["ordinal"], row["text"]): row["id"] for row in reversed(assignments)},
    )


ASSIGNMENTS = """
SELECT documents.ordinal, assignments.text, assignments.id FROM assignments
JOIN documents ON documents.id = assignments.document_id WHERE file_sha256 = ? ORDER BY assignments.ordinal
"""


def tied_by(db: sqlite3.Connection, sha256: str) -> list[sqlite3.Row]:
    """The bodies, dates and numbers by which the documents of a content hang together with others."""
    query = "SELECT organization_id, date, number_key FROM documents WHERE file_sha256 = ?"
    return db.execute(query, (sha256,)).fetchall()
