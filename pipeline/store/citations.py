"""Which document of the database a citation means. Ambiguity is NULL, never a guess."""

import re
import sqlite3
from collections.abc import Iterable

from pipeline.store.names import fold

CANDIDATES = """
SELECT documents.id, documents.kind,
    organizations.name, organizations.short_name, parents.name AS parent
FROM documents
LEFT JOIN organizations ON organizations.id = documents.organization_id
LEFT JOIN organizations AS parents ON parents.id = organizations.parent_id
WHERE documents.date = ? AND documents.number_key = ? AND documents.version_of_id IS NULL
"""
CITATIONS = "SELECT id, document_id, kind, issuer, date, number_key, cited_document_id FROM citations WHERE {where}"
OF_NUMBER = CITATIONS.format(where="date = ? AND number_key = ?")
OF_FILE = CITATIONS.format(where="document_id IN (SELECT id FROM documents WHERE file_sha256 = ?)")

Number = tuple[str | None, str | None]
"""The date of a document and the key of its number."""

STEM = 5
"""Letters of a word that Russian endings leave alone: «министерства» and «министерство» share «минис»."""

SAME_ISSUER = 0.6
"""Share of the cited issuer's words that the candidate's letterhead must have."""


def resolve_citations(db: sqlite3.Connection, sha256: str, numbers: Iterable[Number]) -> None:
    """Links what a file cites, and anew whatever cites a document of these numbers: whichever of the two came first."""
    citations = db.execute(OF_FILE, (sha256,)).fetchall()
    for number in set(numbers):
        citations += db.execute(OF_NUMBER, number).fetchall()
    for citation in citations:
        candidates = db.execute(CANDIDATES, (citation["date"], citation["number_key"])).fetchall()
        meant = cited(citation, candidates)
        if meant != citation["cited_document_id"]:
            db.execute("UPDATE citations SET cited_document_id = ? WHERE id = ?", (meant, citation["id"]))


def cited(citation: sqlite3.Row, candidates: Iterable[sqlite3.Row]) -> int | None:
    """The one of the candidates, which have the citation's date and number, with its kind and maybe its issuer."""
    matching = [
        row["id"]
        for row in candidates
        if row["id"] != citation["document_id"]
        and row["kind"] == citation["kind"]
        and may_be_issuer(citation["issuer"], " ".join(filter(None, (row["name"], row["short_name"], row["parent"]))))
    ]
    return matching[0] if len(matching) == 1 else None


def may_be_issuer(named: str | None, letterhead: str) -> bool:
    """Whether a cited issuer («Минобрнауки Амурской области» apart) can be the body of a letterhead; unknown ones can.

    >>> may_be_issuer("Министерства образования Амурской области", "Министерство образования и науки Амурской области")
    True
    >>> may_be_issuer("Правительство РФ", "Министерство образования Амурской области")
    False
    """
    words = _stems(named or "")
    known = _stems(letterhead)
    return not words or not known or len(words & known) / len(words) >= SAME_ISSUER


def _stems(name: str) -> set[str]:
    return {word[:STEM] for word in re.findall(r"\w{2,}", fold(name))}
