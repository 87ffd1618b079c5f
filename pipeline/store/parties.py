"""Each person, body and group once: rows are found by their key or made, and go when nothing names them any more."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from pipeline.store.names import fold, is_generic, person_key
from pipeline.store.search import lemmatize
from schemas.document import Organization, Party, Person


@dataclass(frozen=True, slots=True)
class Names:
    """Finds or makes the rows of the parties of one document; generic names in it are of its issuer's departments."""

    db: sqlite3.Connection
    issuer: Organization | None

    def issuer_id(self) -> int | None:
        """The issuer's row, with that of the body it belongs to."""
        if self.issuer is None or not self.issuer.name:
            return None
        parent = self.issuer.parent
        parent_id = self.organization_id(parent) if parent else None
        key = _scoped(self.issuer.name, parent)
        return self._row("organizations", {"key": key}, {"name": self.issuer.name, "parent_id": parent_id})

    def organization_id(self, name: str) -> int:
        return self._row("organizations", {"key": self._organization_key(name)}, {"name": name})

    def person_id(self, person: Person | None) -> int | None:
        if person is None:
            return None
        names = person.model_dump(include={"name", "surname", "given", "patronymic"})
        return self._row("people", {"key": person_key(person.name)}, names)

    def party_id(self, party: Party) -> int:
        """The party's row: a person by the name (a post without a name by the post), a body as its organization."""
        if party.type == "organization":
            key = self._organization_key(party.name)
            links: dict[str, int | None] = {"organization_id": self.organization_id(party.name)}
        elif party.type == "person":
            key, links = person_key(party.name), {"person_id": self.person_id(party.person)}
        else:
            key, links = lemmatize(fold(party.name)), {}
        return self._row("parties", {"type": party.type, "key": key}, {"name": party.name, **links})

    def signatory_id(self, person: Person) -> int:
        """The party of a person who stands in a document as such: a signatory, an executor."""
        return self.party_id(Party(type="person", name=person.name, text=person.name, person=person))

    def initiative_id(self, name: str) -> int:
        return self._row("initiatives", {"key": fold(name)}, {"name": name})

    def _organization_key(self, name: str) -> str:
        """The issuer goes by its short name too; another generic name is that of one of its departments."""
        if self.issuer is None or not self.issuer.name:
            return fold(name)
        issuer_key = _scoped(self.issuer.name, self.issuer.parent)
        own = {fold(own) for own in (self.issuer.name, self.issuer.short_name) if own}
        return issuer_key if fold(name) in own else _scoped(name, issuer_key)

    def _row(self, table: str, key: dict[str, str], values: dict[str, Any]) -> int:
        """The id of the row with this key, made if there is none."""
        where = " AND ".join(f"{name} = :{name}" for name in key)
        found = self.db.execute(f"SELECT id FROM {table} WHERE {where}", key).fetchone()
        if found:
            return int(found[0])
        row = {**key, **values}
        columns, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
        return int(self.db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING id", row).fetchone()[0])


def _scoped(name: str, owner: str | None) -> str:
    """The key of a body: a generic name needs its owner's, another stands for itself."""
    return f"{fold(name)} | {fold(owner)}" if owner and is_generic(name) else fold(name)


ORPHANS = (
    """DELETE FROM parties WHERE id NOT IN (SELECT party_id FROM document_parties)
        AND id NOT IN (SELECT party_id FROM assignment_parties WHERE party_id IS NOT NULL)""",
    """DELETE FROM people WHERE id NOT IN (SELECT person_id FROM parties WHERE person_id IS NOT NULL)
        AND id NOT IN (SELECT person_id FROM document_parties WHERE person_id IS NOT NULL)
        AND id NOT IN (SELECT person_id FROM assignment_parties WHERE person_id IS NOT NULL)""",
    """DELETE FROM organizations
        WHERE id NOT IN (SELECT organization_id FROM documents WHERE organization_id IS NOT NULL)
        AND id NOT IN (SELECT organization_id FROM parties WHERE organization_id IS NOT NULL)
        AND id NOT IN (SELECT parent_id FROM organizations WHERE parent_id IS NOT NULL)""",
    "DELETE FROM initiatives WHERE id NOT IN (SELECT initiative_id FROM document_initiatives)",
    "DELETE FROM topics WHERE id NOT IN (SELECT topic_id FROM assignment_topics)",
)
"""What nothing names any more. A body with a superior one goes before it, in its own round."""


def prune(db: sqlite3.Connection) -> None:
    """Deletes the parties, people, bodies and initiatives that no document names, until none is left."""
    while sum(db.execute(statement).rowcount for statement in ORPHANS):
        pass


NEWEST = """
UPDATE organizations SET {columns} WHERE id = ?
"""
PART = """{column} = (
    SELECT {source} FROM letterheads JOIN documents ON documents.id = letterheads.document_id
    WHERE letterheads.organization_id = organizations.id AND {source} IS NOT NULL
    ORDER BY documents.date DESC, documents.file_sha256, documents.ordinal LIMIT 1
)"""
SOURCES = {
    **{name: f"letterheads.{name}" for name in ("short_name", "inn", "kpp", "ogrn", "okpo", "address")},
    "region_code": "documents.region_code",
}
REFRESH = NEWEST.format(columns=", ".join(PART.format(column=c, source=s) for c, s in SOURCES.items()))


def refresh_organizations(db: sqlite3.Connection, ids: set[int]) -> None:
    """Sets what is known of a body to the newest of what letterheads say, whatever the order they came in."""
    db.executemany(REFRESH, [(organization,) for organization in sorted(ids)])
