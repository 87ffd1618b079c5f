"""Which document of the database a citation means. Ambiguity is NULL, never a guess."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from pipeline.store.names import fold, number_key

CANDIDATES = """
SELECT documents.id, documents.kind, documents.number,
    organizations.name, organizations.short_name, parents.name AS parent
FROM documents
LEFT JOIN organizations ON organizations.id = documents.organization_id
LEFT JOIN organizations AS parents ON parents.id = organizations.parent_id
WHERE documents.date = ? AND documents.version_of_id IS NULL
"""
CITATIONS = "SELECT id, document_id, kind, issuer, date, number, cited_document_id FROM citations WHERE {where}"
OF_DATE = CITATIONS.format(where="date = ?")
OF_FILE = CITATIONS.format(where="document_id IN (SELECT id FROM documents WHERE file_sha256 = ?)")

STEM = 5
"""Letters of a word that Russian endings leave alone: «министерства» and «министерство» share «минис»."""

SAME_ISSUER = 0.6
"""Share of the cited issuer's words that the candidate's letterhead must have."""


def resolve_citations(db: sqlite3.Connection, sha256: str, dates: Iterable[str | None]) -> None:
    """Links what a file cites, and anew whatever cites a document of these dates: whichever of the two came first."""
    citations = db.execute(OF_FILE, (sha256,)).fetchall()
    for date in sorted({date for date in dates if date}):
        citations += db.execute(OF_DATE, (date,)).fetchall()
    numbered = cache(lambda date: _by_number(db.execute(CANDIDATES, (date,))))
    for citation in citations:
        meant = cited(citation, numbered(citation["date"]).get(number_key(citation["number"]), ()))
        if meant != citation["cited_document_id"]:
            db.execute("UPDATE citations SET cited_document_id = ? WHERE id = ?", (meant, citation["id"]))


def _by_number(candidates: Iterable[sqlite3.Row]) -> dict[str, list[sqlite3.Row]]:
    """The documents of a day by their numbers: read once, however many citations name that day."""
    found: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in candidates:
        found[number_key(row["number"])].append(row)
    return found


def cited(citation: sqlite3.Row, candidates: Iterable[sqlite3.Row]) -> int | None:
    """The one candidate with the citation's number and kind, whose issuer may be the one cited."""
    matching = [
        row["id"]
        for row in candidates
        if row["id"] != citation["document_id"]
        and row["kind"] == citation["kind"]
        and citation["number"]
        and number_key(row["number"]) == number_key(citation["number"])
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
