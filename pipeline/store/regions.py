"""The table of regions, kept equal to the vocabulary that letters are read with."""

import sqlite3

from extractors.gazetteer import regions

UPSERT = """
INSERT INTO regions (code, name, federal_district) VALUES (?, ?, ?)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, federal_district = excluded.federal_district
"""


def fill_regions(db: sqlite3.Connection) -> None:
    """Writes only where something differs, so that opening an up-to-date database takes no lock."""
    wanted = {(r.code, r.name, r.federal_district) for r in regions()}
    there = {tuple(row) for row in db.execute("SELECT code, name, federal_district FROM regions")}
    if wanted - there:
        db.executemany(UPSERT, sorted(wanted - there))
