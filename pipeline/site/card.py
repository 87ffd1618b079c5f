"""The card of a document: everything that the database holds of one, for its page and for checking."""

from typing import Any

from datasette.utils.asgi import NotFound

from pipeline.site.access import DATABASE

Row = dict[str, Any]

READS = (
    *("documents", "files", "pages", "evidence", "organizations", "letterheads", "contacts", "regions"),
    *("parties", "people", "document_parties", "assignments", "deadlines", "assignment_parties", "citations"),
    *("attachments", "registrations", "initiatives", "document_initiatives", "alignments", "corrections"),
    *("runs", "run_files"),
)

DOCUMENT = """
    SELECT documents.*, files.name AS file_name, files.media_type, files.bytes, files.ocr,
        issuer.name AS organization, issuer.short_name, parent.name AS parent, regions.name AS region,
        letterheads.inn, letterheads.kpp, letterheads.ogrn, letterheads.okpo, letterheads.address
    FROM documents JOIN files ON files.sha256 = documents.file_sha256
    LEFT JOIN organizations AS issuer ON issuer.id = documents.organization_id
    LEFT JOIN organizations AS parent ON parent.id = issuer.parent_id
    LEFT JOIN letterheads ON letterheads.document_id = documents.id
    LEFT JOIN regions ON regions.code = documents.region_code
    WHERE documents.id = :id
"""

SAME = "SELECT :id AS id UNION SELECT version_of_id FROM documents WHERE id = :id"
"""The document, and the one that it is a version of."""

PARTS = {
    "evidence": "SELECT * FROM evidence WHERE document_id = :id ORDER BY page, start, end DESC",
    "corrections": """
        SELECT corrections.* FROM documents JOIN corrections USING (file_sha256, ordinal)
        WHERE documents.id = :id ORDER BY created""",
    "contacts": "SELECT kind, value FROM contacts WHERE document_id = :id ORDER BY kind DESC, rowid",
    "parties": """
        SELECT link.*, parties.name, people.name AS person FROM document_parties AS link
        JOIN parties ON parties.id = link.party_id LEFT JOIN people ON people.id = link.person_id
        WHERE link.document_id = :id ORDER BY link.role, link.ordinal""",
    "assignments": "SELECT * FROM assignments WHERE document_id = :id ORDER BY ordinal",
    "deadlines": """
        SELECT deadlines.* FROM deadlines JOIN assignments ON assignments.id = assignment_id
        WHERE document_id = :id ORDER BY deadlines.id""",
    "doers": """
        SELECT link.*, parties.name, people.name AS person FROM assignment_parties AS link
        JOIN assignments ON assignments.id = link.assignment_id
        LEFT JOIN parties ON parties.id = link.party_id LEFT JOIN people ON people.id = link.person_id
        WHERE document_id = :id ORDER BY link.ordinal""",
    "citations": "SELECT * FROM citations WHERE document_id = :id ORDER BY id",
    "attachments": "SELECT * FROM attachments WHERE document_id = :id ORDER BY id",
    "registrations": "SELECT * FROM registrations WHERE document_id = :id ORDER BY id",
    "initiatives": """
        SELECT initiatives.* FROM document_initiatives JOIN initiatives ON initiatives.id = initiative_id
        WHERE document_id = :id ORDER BY document_initiatives.rowid""",
    "alike": """
        WITH pairs AS (
            SELECT assignment_id, other_id, score FROM assignments JOIN alignments ON assignment_id = assignments.id
            WHERE document_id = :id
            UNION ALL
            SELECT other_id, assignment_id, score FROM assignments JOIN alignments ON other_id = assignments.id
            WHERE document_id = :id
        )
        SELECT pairs.*, other.text, other.document_id, regions.name AS region FROM pairs
        JOIN assignments AS other ON other.id = pairs.other_id
        JOIN documents ON documents.id = other.document_id
        LEFT JOIN regions ON regions.code = documents.region_code
        WHERE documents.version_of_id IS NULL ORDER BY score DESC""",
    "citing": f"""
        SELECT * FROM documents WHERE id IN (
            SELECT document_id FROM ({SAME}) AS same JOIN citations INDEXED BY citations_cited_document
            ON cited_document_id = same.id
        ) ORDER BY date, id LIMIT 100""",
    "versions": f"""
        SELECT documents.*, files.name AS file_name, files.ocr FROM documents
        JOIN files ON files.sha256 = documents.file_sha256
        WHERE documents.id IN ({SAME} UNION SELECT id FROM documents WHERE version_of_id IN ({SAME}))
            AND documents.id <> :id ORDER BY documents.id""",
    "thread": """
        WITH RECURSIVE
        asked (id, reply_to_id, step) AS (
            SELECT id, reply_to_id, 0 FROM documents WHERE id = :id
            UNION SELECT d.id, d.reply_to_id, step - 1 FROM asked JOIN documents AS d ON d.id = asked.reply_to_id
            WHERE step > -20),
        answered (id, step) AS (
            SELECT id, step FROM asked
            UNION SELECT d.id, answered.step + 1 FROM answered JOIN documents AS d ON d.reply_to_id = answered.id
            WHERE answered.step < 20 LIMIT 100)
        SELECT documents.*, organizations.name AS organization, min(step) AS step
        FROM answered JOIN documents USING (id) LEFT JOIN organizations ON organizations.id = organization_id
        GROUP BY documents.id HAVING (SELECT count(*) FROM answered) > 1 ORDER BY date, step, documents.id""",
    "imports": """
        SELECT runs.started, run_files.status, run_files.name, run_files.stage, run_files.error, runs.id AS run
        FROM documents JOIN run_files ON run_files.sha256 = documents.file_sha256 JOIN runs ON runs.id = run_id
        WHERE documents.id = :id AND run_files.status <> 'unchanged' ORDER BY runs.started""",
    "neighbours": """
        SELECT other.* FROM documents AS own JOIN documents AS other USING (file_sha256)
        WHERE own.id = :id AND other.id <> own.id ORDER BY other.ordinal""",
    "pages": """
        SELECT pages.* FROM documents JOIN pages USING (file_sha256) WHERE documents.id = :id ORDER BY pages.number""",
}


async def load(datasette: Any, document: int) -> Row:
    """Everything that the page shows; NotFound where there is no such document."""
    db = datasette.get_database(DATABASE)
    found = (await db.execute(DOCUMENT, {"id": document})).first()
    if found is None:
        raise NotFound("Record not found")
    card: Row = dict(found)
    for name, sql in PARTS.items():
        card[name] = [dict(row) for row in await db.execute(sql, {"id": document})]
    return card


def is_pictured(card: Row) -> bool:
    """Whether the pages of the file can be shown as images."""
    return card["media_type"] == "application/pdf" or (card["media_type"] or "").startswith("image/")
