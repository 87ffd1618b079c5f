-- One thing under many names. An alias is a name in its context (`key`: a person's with the body, a body's with its region); it stands for
-- one person, body or initiative, with the rule that says so and a score. Mentions point at their alias, so a merge can be undone.
CREATE TABLE aliases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL CHECK (type IN ('person', 'organization', 'initiative')),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    person_id INTEGER REFERENCES people (id) ON DELETE CASCADE,
    organization_id INTEGER REFERENCES organizations (id) ON DELETE CASCADE,
    initiative_id INTEGER REFERENCES initiatives (id) ON DELETE CASCADE,
    rule TEXT NOT NULL,
    score REAL NOT NULL,
    UNIQUE (type, key),
    CHECK ((person_id IS NOT NULL) + (organization_id IS NOT NULL) + (initiative_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX aliases_person ON aliases (person_id);
CREATE INDEX aliases_organization ON aliases (organization_id);
CREATE INDEX aliases_initiative ON aliases (initiative_id);
CREATE INDEX aliases_rule ON aliases (rule);

-- By what an alias may meet others: `same` joins, `short` joins the only `full`, `near` only raises a doubt. A letterhead's keys go with it.
CREATE TABLE alias_keys (
    id INTEGER PRIMARY KEY,
    alias_id INTEGER NOT NULL REFERENCES aliases (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('same', 'full', 'short', 'near')),
    rule TEXT NOT NULL,
    document_id INTEGER REFERENCES documents (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX alias_keys_alias ON alias_keys (alias_id);
CREATE INDEX alias_keys_key ON alias_keys (key);
CREATE INDEX alias_keys_document ON alias_keys (document_id);

-- What a person said of two names. No foreign keys: a decision outlives the rows it is about.
CREATE TABLE link_decisions (
    type TEXT NOT NULL CHECK (type IN ('person', 'organization', 'initiative')),
    key TEXT NOT NULL,
    other_key TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different')),
    author TEXT,
    created TEXT NOT NULL,
    PRIMARY KEY (type, key, other_key)
) STRICT;
CREATE INDEX link_decisions_other ON link_decisions (type, other_key);

CREATE TABLE doubts (
    alias_id INTEGER NOT NULL REFERENCES aliases (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES aliases (id) ON DELETE CASCADE,
    rule TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (alias_id, other_id)
) STRICT;
CREATE INDEX doubts_other ON doubts (other_id);

CREATE TABLE initiative_mentions (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    alias_id INTEGER NOT NULL REFERENCES aliases (id),
    PRIMARY KEY (document_id, alias_id)
) STRICT;
CREATE INDEX initiative_mentions_alias ON initiative_mentions (alias_id);

ALTER TABLE documents ADD COLUMN issuer_alias_id INTEGER REFERENCES aliases (id);
CREATE INDEX documents_issuer_alias ON documents (issuer_alias_id);
ALTER TABLE document_parties ADD COLUMN alias_id INTEGER REFERENCES aliases (id);
ALTER TABLE document_parties ADD COLUMN head_alias_id INTEGER REFERENCES aliases (id);
CREATE INDEX document_parties_alias ON document_parties (alias_id);
CREATE INDEX document_parties_head_alias ON document_parties (head_alias_id);
ALTER TABLE assignment_parties ADD COLUMN alias_id INTEGER REFERENCES aliases (id);
ALTER TABLE assignment_parties ADD COLUMN head_alias_id INTEGER REFERENCES aliases (id);
CREATE INDEX assignment_parties_alias ON assignment_parties (alias_id);
CREATE INDEX assignment_parties_head_alias ON assignment_parties (head_alias_id);
ALTER TABLE organizations ADD COLUMN parent_alias_id INTEGER REFERENCES aliases (id) ON DELETE SET NULL;
CREATE INDEX organizations_parent_alias ON organizations (parent_alias_id);

CREATE VIEW merges AS
SELECT
    aliases.id AS alias_id, aliases.type, aliases.name,
    coalesce(people.name, organizations.name, initiatives.name) AS merged_into,
    aliases.rule, aliases.score, aliases.person_id, aliases.organization_id, aliases.initiative_id, aliases.key
FROM aliases
LEFT JOIN people ON people.id = aliases.person_id
LEFT JOIN organizations ON organizations.id = aliases.organization_id
LEFT JOIN initiatives ON initiatives.id = aliases.initiative_id
WHERE aliases.rule <> 'name';

CREATE VIEW link_doubts AS
SELECT
    one.type, one.name, other.name AS other_name, doubts.rule, doubts.score, one.key, other.key AS other_key,
    doubts.alias_id, doubts.other_id
FROM doubts
JOIN aliases AS one ON one.id = doubts.alias_id
JOIN aliases AS other ON other.id = doubts.other_id;
