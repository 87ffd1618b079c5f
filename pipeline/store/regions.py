"""The table of regions, kept equal to the vocabulary that letters are read with."""

import sqlite3

from extractors.gazetteer import regions


def fill_regions(db: sqlite3.Connection) -> None:
    """Writes only where something differs, so that opening an up-to-date database takes no lock."""
    wanted = {(r.code, r.name, r.federal_district) for r in regions()}
    there = {tuple(row) for row in db.execute("SELECT code, name, federal_district FROM regions")}
    if wanted - there:
        from sqlite_utils import Database

        rows = ({"code": code, "name": name, "federal_district": district} for code, name, district in wanted - there)
        Database(db, execute_plugins=False).table("regions", pk="code").upsert_all(rows)
