"""Each person, body and group once: a mention finds its alias or makes it; what nothing names goes."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from extractors.gazetteer import adjective_patterns, name_patterns
from extractors.regions import is_federal
from pipeline.store.linking.aliases import TABLES, add_keys, find_or_make
from pipeline.store.linking.keys import Type, initiative_keys, letterhead_keys, organization_keys, person_keys
from pipeline.store.linking.names import rename
from pipeline.store.linking.settle import party_of, settle
from pipeline.store.names import fold, is_generic, person_key
from pipeline.store.search import lemmatize
from schemas.document import Document, Organization, Party, Person


class Mention(NamedTuple):
    """The alias under which something is named, and what it stands for."""

    alias: int
    entity: int


@dataclass
class Names:
    """Finds or makes whoever one document names; generic names in it, and people, are of its issuer.

    `settle` afterwards brings together the new names and those that the database knows.
    """

    db: sqlite3.Connection
    document: Document
    touched: dict[Type, set[int]] = field(default_factory=lambda: defaultdict(set))

    @cached_property
    def issuer(self) -> Mention | None:
        """The issuer's alias, with that of the body it belongs to."""
        issuer = self.document.issuer
        if issuer is None or not issuer.name:
            return None
        parent = self._body(issuer.parent, _key(issuer.parent, "", self.region)) if issuer.parent else None
        values = {"parent_id": parent.entity, "parent_alias_id": parent.alias} if parent else {}
        return self._body(issuer.name, self._issuer_key, values)

    @property
    def region(self) -> str:
        return self.document.region or ""

    @cached_property
    def scope(self) -> str:
        """The key of the issuing body: whose people and departments the document's are."""
        if self.issuer is None:
            return self.region
        return str(self.db.execute("SELECT key FROM organizations WHERE id = ?", (self.issuer.entity,)).fetchone()[0])

    def letterhead(self, document: int, issuer: Organization, mention: Mention) -> None:
        """Adds what the letterhead says to what the issuer may be known by, for as long as the document is there."""
        keys = tuple(letterhead_keys(issuer, home(issuer.name or "", self.region)))
        if add_keys(self.db, mention.alias, keys, document):
            self.touched["organization"].add(mention.alias)

    def organization(self, name: str) -> Mention:
        issuer = self.document.issuer
        own = {fold(own) for own in (issuer.name, issuer.short_name) if own} if issuer else set()
        if self.issuer is not None and fold(name) in own:
            return self.issuer
        return self._body(name, _key(name, self.scope, self.region))

    def person(self, person: Person) -> Mention:
        names = person.model_dump(include={"name", "surname", "given", "patronymic"})
        keys = person_keys(person, self.scope, self.region)
        return self._find("person", f"{person_key(person.name)} | {self.scope}", keys, names)

    def head(self, person: Person | None) -> Mapping[str, int | None]:
        """The columns of the person named with a body."""
        mention = self.person(person) if person else None
        return {"person_id": mention and mention.entity, "head_alias_id": mention and mention.alias}

    def party(self, party: Party) -> Mapping[str, int | None]:
        """The columns of a party: a person by the name (one without by the post), a body as its organization."""
        if party.type == "organization":
            mention = self.organization(party.name)
        elif party.person is not None:
            mention = self.person(party.person)
        else:
            return {"party_id": self._unlinked(party), "alias_id": None}
        kind: Type = "organization" if party.type == "organization" else "person"
        return {"party_id": party_of(self.db, kind, mention.entity), "alias_id": mention.alias}

    def initiative(self, name: str) -> Mention:
        return self._find("initiative", fold(name), initiative_keys(name), {"name": name})

    def settle(self) -> None:
        for kind, aliases in self.touched.items():
            rename(self.db, kind, settle(self.db, kind, aliases))

    @property
    def _issuer_key(self) -> str:
        issuer = self.document.issuer
        assert issuer is not None
        return _key(issuer.name or "", fold(issuer.parent or ""), self.region)

    def _body(self, name: str, key: str, values: Mapping[str, Any] | None = None) -> Mention:
        keys = organization_keys(name, home(name, self.region))
        return self._find("organization", key, keys, {"name": name, **(values or {})})

    def _find(self, kind: Type, key: str, keys: Any, values: Mapping[str, Any]) -> Mention:
        alias, entity, is_new = find_or_make(self.db, kind, key, keys, values)
        if is_new:
            self.touched[kind].add(alias)
        return Mention(alias, entity)

    def _unlinked(self, party: Party) -> int:
        """A group by its lemmas, whoever names it; a post without a name is one of the issuer's."""
        key = lemmatize(fold(party.name)) if party.type == "group" else f"{fold(party.name)} | {self.scope}"
        found = self.db.execute("SELECT id FROM parties WHERE type = ? AND key = ?", (party.type, key)).fetchone()
        query = "INSERT INTO parties (type, key, name) VALUES (?, ?, ?) RETURNING id"
        return int((found or self.db.execute(query, (party.type, key, party.name)).fetchone())[0])


def _key(name: str, owner: str, region: str) -> str:
    """The key of a body: a generic name needs its owner's, another is that of one body of its region."""
    return f"{fold(name)} | {owner if is_generic(name) and owner else home(name, region)}"


@lru_cache(maxsize=50_000)
def home(name: str, region: str) -> str:
    """The code of the region a body is in: the one its name has, else the document's; nothing for a federal body.

    >>> home("Министерство образования Амурской области", "RU-MOW"), home("Минпросвещения России", "RU-MOW")
    ('RU-AMU', '')
    """
    patterns = (*((r, p) for r, _, p in name_patterns()), *adjective_patterns())
    named = {region.code for region, pattern in patterns if pattern.search(name)}
    if len(named) == 1:
        return named.pop()
    return "" if is_federal(Organization(name=name)) else region


NAMED_IN = {
    "aliases": (
        *("document_parties.alias_id", "document_parties.head_alias_id", "assignment_parties.alias_id"),
        *("assignment_parties.head_alias_id", "documents.issuer_alias_id", "organizations.parent_alias_id"),
        "initiative_mentions.alias_id",
    ),
    "parties": ("document_parties.party_id", "assignment_parties.party_id"),
    "people": (
        *("aliases.person_id", "parties.person_id", "document_parties.person_id", "assignment_parties.person_id"),
    ),
    "organizations": (
        *("aliases.organization_id", "documents.organization_id", "parties.organization_id"),
        "organizations.parent_id",
    ),
    "initiatives": ("document_initiatives.initiative_id",),
    "topics": ("assignment_topics.topic_id",),
}
"""The columns that name a row: it goes when none does. A body with a superior one goes in a round before it."""


def _unnamed(table: str) -> str:
    """The condition for the rows of a table that came loose and that nothing names."""
    unnamed = (
        f"NOT EXISTS (SELECT 1 FROM {owner} AS user WHERE user.{column} = {table}.id)"
        for owner, column in (name.split(".") for name in NAMED_IN[table])
    )
    return " AND ".join((f"id IN (SELECT id FROM loose WHERE table_name = '{table}')", *unnamed))


def prune(db: sqlite3.Connection) -> None:
    """Deletes the names, parties, people, bodies and initiatives that no document names, until none is left.

    Who is one is decided anew among those that shared a key with what has gone. Only what came loose is looked at, so
    the cost does not grow with the database.
    """
    unnamed = [f"DELETE FROM {table} WHERE {_unnamed(table)}" for table in NAMED_IN]
    while _settle_loose(db) + sum(db.execute(statement).rowcount for statement in unnamed):
        pass
    for kind, table in TABLES.items():
        rename(db, kind, {row[0] for row in db.execute(LEFT.format(table=table))})
    db.execute("DELETE FROM loose")


LOOSE = """
SELECT id FROM aliases WHERE type = ? AND id IN (
    SELECT alias_id FROM loose_keys
    UNION SELECT alias_id FROM alias_keys WHERE key IN (SELECT key FROM loose_keys) AND role <> 'near'
)
"""
LEFT = "SELECT {table}.id FROM loose JOIN {table} ON {table}.id = loose.id WHERE table_name = '{table}'"


def _settle_loose(db: sqlite3.Connection) -> int:
    """Decides anew who is one among the aliases that lost a key or have one that was lost; returns how many keys."""
    for kind in TABLES:
        moved = settle(db, kind, [row[0] for row in db.execute(LOOSE, (kind,))])
        rename(db, kind, moved)
        if kind == "organization":
            refresh_organizations(db, moved)
    return db.execute("DELETE FROM loose_keys").rowcount


OF_LETTERHEAD = """{column} = (
    SELECT letterheads.{column} FROM letterheads INDEXED BY letterheads_{column}
    CROSS JOIN documents ON documents.id = letterheads.document_id
    WHERE letterheads.organization_id = organizations.id AND letterheads.{column} IS NOT NULL
    ORDER BY letterheads.document_date DESC, documents.file_sha256, documents.ordinal LIMIT 1
)"""
OF_DOCUMENT = """region_code = (
    SELECT region_code FROM documents WHERE organization_id = organizations.id AND region_code IS NOT NULL
    ORDER BY date DESC, file_sha256, ordinal LIMIT 1
)"""
COLUMNS = ("short_name", "inn", "kpp", "ogrn", "okpo", "address")
NEWEST = ", ".join((*(OF_LETTERHEAD.format(column=column) for column in COLUMNS), OF_DOCUMENT))
REFRESH = f"UPDATE organizations SET {NEWEST} WHERE id = ?"


def refresh_organizations(db: sqlite3.Connection, ids: set[int]) -> None:
    """Sets what is known of a body to the newest of what letterheads say, whatever the order they came in."""
    db.executemany(REFRESH, [(organization,) for organization in sorted(ids)])
