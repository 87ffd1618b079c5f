-- A page costs the same in a database of any size: what lists are sorted and filtered by stands in their own rows, what
-- they count is tallied as rows come and go. `region_code`, `document_kind` and `document_date` are those of the
-- document, `start`, `due` and `deadline` those of the deadlines, `responsible` the names of the responsible parties.
ALTER TABLE assignments ADD COLUMN region_code TEXT REFERENCES regions (code);
ALTER TABLE assignments ADD COLUMN document_kind TEXT;
ALTER TABLE assignments ADD COLUMN document_date TEXT;
ALTER TABLE assignments ADD COLUMN start TEXT;
ALTER TABLE assignments ADD COLUMN due TEXT;
ALTER TABLE assignments ADD COLUMN deadline TEXT;
ALTER TABLE assignments ADD COLUMN responsible TEXT;
ALTER TABLE deadlines ADD COLUMN region_code TEXT REFERENCES regions (code);
ALTER TABLE deadlines ADD COLUMN document_date TEXT;
ALTER TABLE assignment_parties ADD COLUMN due TEXT;
ALTER TABLE parties ADD COLUMN duties INTEGER NOT NULL DEFAULT 0;

UPDATE assignments SET
    (region_code, document_kind, document_date) = (SELECT region_code, kind, date FROM documents WHERE id = document_id),
    (start, due) = (SELECT min(start), min(due) FROM deadlines WHERE assignment_id = assignments.id),
    deadline = (SELECT group_concat(text, '; ') FROM (
        SELECT text FROM deadlines WHERE assignment_id = assignments.id ORDER BY id
    )),
    responsible = (SELECT group_concat(name, '; ') FROM (
        SELECT parties.name FROM assignment_parties JOIN parties ON parties.id = assignment_parties.party_id
        WHERE assignment_id = assignments.id AND role = 'responsible' ORDER BY ordinal
    ));
UPDATE deadlines SET (region_code, document_date) = (
    SELECT region_code, document_date FROM assignments WHERE id = assignment_id
);
UPDATE assignment_parties SET due = (SELECT due FROM assignments WHERE id = assignment_id);
UPDATE parties SET duties = (
    SELECT count(*) FROM assignment_parties WHERE party_id = parties.id AND role = 'responsible'
);

DROP INDEX assignments_type;
CREATE INDEX assignments_type ON assignments (type, document_date);
CREATE INDEX assignments_kind ON assignments (document_kind, document_date);
CREATE INDEX assignments_date ON assignments (document_date, region_code);
CREATE INDEX assignments_region ON assignments (region_code, document_date);
CREATE INDEX assignments_due ON assignments (due, region_code);
CREATE INDEX assignments_without_deadline ON assignments (document_date, region_code)
WHERE deadline IS NULL AND type = 'task';
CREATE INDEX assignments_without_responsible ON assignments (document_date, region_code)
WHERE responsible IS NULL AND type <> 'approval';
DROP INDEX deadlines_due;
CREATE INDEX deadlines_due ON deadlines (due, region_code, assignment_id);
DROP INDEX deadlines_kind;
CREATE INDEX deadlines_kind ON deadlines (kind, due);
CREATE INDEX deadlines_repeated ON deadlines (id) WHERE due IS NULL AND recurrence IS NOT NULL;
CREATE INDEX deadlines_region ON deadlines (region_code, due);
CREATE INDEX deadlines_early ON deadlines (assignment_id) WHERE due < document_date;
CREATE INDEX deadlines_backwards ON deadlines (assignment_id) WHERE due < start;
DROP INDEX assignment_parties_party;
CREATE INDEX assignment_parties_party ON assignment_parties (party_id, role, due);
DROP INDEX documents_region;
CREATE INDEX documents_region ON documents (region_code, date);
CREATE INDEX documents_region_organization ON documents (region_code, organization_id);
DROP INDEX documents_kind;
CREATE INDEX documents_kind ON documents (kind, date);
CREATE INDEX documents_incomplete ON documents (id) WHERE number IS NULL OR date IS NULL OR organization_id IS NULL;
DROP INDEX citations_date;
CREATE INDEX citations_date ON citations (date, number);
CREATE INDEX citations_number ON citations (number, date);
DROP INDEX evidence_confidence;
CREATE INDEX evidence_confidence ON evidence (confidence, document_id);
CREATE INDEX run_files_failed ON run_files (id, run_id) WHERE status = 'failed';
CREATE INDEX parties_name ON parties (name);
CREATE INDEX parties_duties ON parties (duties);
CREATE INDEX organizations_name ON organizations (name);
CREATE INDEX people_name ON people (name);
CREATE INDEX initiative_regions_assignments ON initiative_regions (assignments);
CREATE UNIQUE INDEX regions_name ON regions (name);

CREATE TRIGGER assignment_parties_responsible AFTER INSERT ON assignment_parties WHEN new.role = 'responsible' BEGIN
    UPDATE parties SET duties = duties + 1 WHERE id = new.party_id;
    UPDATE assignments SET responsible = (SELECT group_concat(name, '; ') FROM (
        SELECT parties.name FROM assignment_parties JOIN parties ON parties.id = assignment_parties.party_id
        WHERE assignment_id = new.assignment_id AND role = 'responsible' ORDER BY ordinal
    )) WHERE id = new.assignment_id;
END;
CREATE TRIGGER assignment_parties_irresponsible AFTER DELETE ON assignment_parties WHEN old.role = 'responsible' BEGIN
    UPDATE parties SET duties = duties - 1 WHERE id = old.party_id;
END;
CREATE TRIGGER assignment_parties_moved AFTER UPDATE OF party_id ON assignment_parties
WHEN new.role = 'responsible' AND new.party_id IS NOT old.party_id BEGIN
    UPDATE parties SET duties = duties + iif(id = new.party_id, 1, -1) WHERE id IN (old.party_id, new.party_id);
    UPDATE assignments SET responsible = (SELECT group_concat(name, '; ') FROM (
        SELECT parties.name FROM assignment_parties JOIN parties ON parties.id = assignment_parties.party_id
        WHERE assignment_id = new.assignment_id AND role = 'responsible' ORDER BY ordinal
    )) WHERE id = new.assignment_id;
END;
CREATE TRIGGER parties_renamed AFTER UPDATE OF name ON parties WHEN new.name <> old.name BEGIN
    UPDATE assignments SET responsible = (SELECT group_concat(name, '; ') FROM (
        SELECT parties.name FROM assignment_parties JOIN parties ON parties.id = assignment_parties.party_id
        WHERE assignment_id = assignments.id AND role = 'responsible' ORDER BY ordinal
    )) WHERE id IN (SELECT assignment_id FROM assignment_parties WHERE party_id = new.id AND role = 'responsible');
END;

DROP VIEW assignment_list;
CREATE VIEW assignment_list AS
SELECT
    assignments.id AS assignment_id,
    assignments.region_code,
    regions.name AS region,
    documents.organization_id,
    organizations.name AS organization,
    assignments.document_id,
    assignments.document_kind,
    documents.number AS document_number,
    assignments.document_date,
    documents.title AS document_title,
    assignments.number,
    assignments.section,
    assignments.source,
    assignments.type,
    assignments.text,
    assignments.start,
    assignments.due,
    assignments.deadline,
    assignments.responsible
FROM assignments
LEFT JOIN documents ON documents.id = assignments.document_id
LEFT JOIN organizations ON organizations.id = documents.organization_id
LEFT JOIN regions ON regions.code = assignments.region_code;

DROP VIEW deadline_calendar;
CREATE VIEW deadline_calendar AS
SELECT
    deadlines.id AS deadline_id,
    deadlines.start,
    deadlines.due,
    deadlines.kind,
    deadlines.text AS deadline,
    deadlines.recurrence,
    deadlines.inferred,
    deadlines.assignment_id,
    assignments.text,
    assignments.responsible,
    deadlines.region_code,
    regions.name AS region,
    documents.organization_id,
    organizations.name AS organization,
    assignments.document_id,
    assignments.document_kind,
    documents.number AS document_number,
    deadlines.document_date
FROM deadlines
LEFT JOIN assignments ON assignments.id = deadlines.assignment_id
LEFT JOIN documents ON documents.id = assignments.document_id
LEFT JOIN organizations ON organizations.id = documents.organization_id
LEFT JOIN regions ON regions.code = deadlines.region_code;

-- How many rows have a value, in each region ('' where the rows of a table have none).
CREATE TABLE tallies (
    name TEXT NOT NULL,
    region_code TEXT NOT NULL,
    value ANY NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (name, region_code, value)
) STRICT, WITHOUT ROWID;
INSERT INTO tallies
SELECT 'assignments.type', coalesce(region_code, ''), type, count(*) FROM assignments GROUP BY 2, 3 UNION ALL
SELECT 'assignments.source', coalesce(region_code, ''), source, count(*) FROM assignments GROUP BY 2, 3 UNION ALL
SELECT 'assignments.document_kind', coalesce(region_code, ''), document_kind, count(*) FROM assignments GROUP BY 2, 3
UNION ALL
SELECT 'assignments.month', coalesce(region_code, ''), coalesce(substr(due, 1, 7), ''), count(*) FROM assignments
GROUP BY 2, 3 UNION ALL
SELECT 'assignments.deadline', coalesce(region_code, ''), 1, count(deadline) FROM assignments GROUP BY 2 UNION ALL
SELECT 'assignments.due', coalesce(region_code, ''), 1, count(due) FROM assignments GROUP BY 2 UNION ALL
SELECT 'assignments.responsible', coalesce(region_code, ''), 1, count(responsible) FROM assignments GROUP BY 2 UNION ALL
SELECT 'deadlines.kind', coalesce(region_code, ''), kind, count(*) FROM deadlines GROUP BY 2, 3 UNION ALL
SELECT 'deadlines.inferred', coalesce(region_code, ''), inferred, count(*) FROM deadlines GROUP BY 2, 3 UNION ALL
SELECT 'deadlines.month', coalesce(region_code, ''), coalesce(substr(due, 1, 7), ''), count(*) FROM deadlines
GROUP BY 2, 3 UNION ALL
SELECT 'assignment_parties.role', '', role, count(*) FROM assignment_parties GROUP BY 3 UNION ALL
SELECT 'assignment_parties.inferred', '', inferred, count(*) FROM assignment_parties GROUP BY 3 UNION ALL
SELECT 'document_parties.role', '', role, count(*) FROM document_parties GROUP BY 3 UNION ALL
SELECT 'document_parties.inferred', '', inferred, count(*) FROM document_parties GROUP BY 3 UNION ALL
SELECT 'assignment_topics.topic_id', '', topic_id, count(*) FROM assignment_topics GROUP BY 3 UNION ALL
SELECT 'evidence.rule', '', rule, count(*) FROM evidence GROUP BY 3 UNION ALL
SELECT 'aliases.type', '', type, count(*) FROM aliases GROUP BY 3 UNION ALL
SELECT 'aliases.rule', '', rule, count(*) FROM aliases GROUP BY 3 UNION ALL
SELECT 'parties.type', '', type, count(*) FROM parties GROUP BY 3;

CREATE TRIGGER assignments_tally AFTER INSERT ON assignments BEGIN
    INSERT INTO tallies VALUES
        ('assignments.type', coalesce(new.region_code, ''), new.type, 1),
        ('assignments.source', coalesce(new.region_code, ''), new.source, 1),
        ('assignments.document_kind', coalesce(new.region_code, ''), coalesce(new.document_kind, ''), 1),
        ('assignments.month', coalesce(new.region_code, ''), coalesce(substr(new.due, 1, 7), ''), 1),
        ('assignments.deadline', coalesce(new.region_code, ''), 1, new.deadline IS NOT NULL),
        ('assignments.due', coalesce(new.region_code, ''), 1, new.due IS NOT NULL),
        ('assignments.responsible', coalesce(new.region_code, ''), 1, new.responsible IS NOT NULL)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER assignments_charged AFTER UPDATE OF responsible ON assignments
WHEN (new.responsible IS NULL) <> (old.responsible IS NULL) BEGIN
    UPDATE tallies SET number = number + iif(new.responsible IS NULL, -1, 1)
    WHERE name = 'assignments.responsible' AND region_code = coalesce(new.region_code, '');
END;
CREATE TRIGGER assignments_untally AFTER DELETE ON assignments BEGIN
    INSERT INTO tallies VALUES
        ('assignments.type', coalesce(old.region_code, ''), old.type, -1),
        ('assignments.source', coalesce(old.region_code, ''), old.source, -1),
        ('assignments.document_kind', coalesce(old.region_code, ''), coalesce(old.document_kind, ''), -1),
        ('assignments.month', coalesce(old.region_code, ''), coalesce(substr(old.due, 1, 7), ''), -1),
        ('assignments.deadline', coalesce(old.region_code, ''), 1, -(old.deadline IS NOT NULL)),
        ('assignments.due', coalesce(old.region_code, ''), 1, -(old.due IS NOT NULL)),
        ('assignments.responsible', coalesce(old.region_code, ''), 1, -(old.responsible IS NOT NULL))
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER deadlines_tally AFTER INSERT ON deadlines BEGIN
    INSERT INTO tallies VALUES
        ('deadlines.kind', coalesce(new.region_code, ''), new.kind, 1),
        ('deadlines.inferred', coalesce(new.region_code, ''), new.inferred, 1),
        ('deadlines.month', coalesce(new.region_code, ''), coalesce(substr(new.due, 1, 7), ''), 1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER deadlines_untally AFTER DELETE ON deadlines BEGIN
    INSERT INTO tallies VALUES
        ('deadlines.kind', coalesce(old.region_code, ''), old.kind, -1),
        ('deadlines.inferred', coalesce(old.region_code, ''), old.inferred, -1),
        ('deadlines.month', coalesce(old.region_code, ''), coalesce(substr(old.due, 1, 7), ''), -1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER assignment_parties_tally AFTER INSERT ON assignment_parties BEGIN
    INSERT INTO tallies VALUES
        ('assignment_parties.role', '', new.role, 1), ('assignment_parties.inferred', '', new.inferred, 1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER assignment_parties_untally AFTER DELETE ON assignment_parties BEGIN
    INSERT INTO tallies VALUES
        ('assignment_parties.role', '', old.role, -1), ('assignment_parties.inferred', '', old.inferred, -1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER document_parties_tally AFTER INSERT ON document_parties BEGIN
    INSERT INTO tallies VALUES
        ('document_parties.role', '', new.role, 1), ('document_parties.inferred', '', new.inferred, 1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER document_parties_untally AFTER DELETE ON document_parties BEGIN
    INSERT INTO tallies VALUES
        ('document_parties.role', '', old.role, -1), ('document_parties.inferred', '', old.inferred, -1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER assignment_topics_tally AFTER INSERT ON assignment_topics BEGIN
    INSERT INTO tallies VALUES ('assignment_topics.topic_id', '', new.topic_id, 1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER assignment_topics_untally AFTER DELETE ON assignment_topics BEGIN
    INSERT INTO tallies VALUES ('assignment_topics.topic_id', '', old.topic_id, -1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER evidence_tally AFTER INSERT ON evidence BEGIN
    INSERT INTO tallies VALUES ('evidence.rule', '', new.rule, 1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER evidence_untally AFTER DELETE ON evidence BEGIN
    INSERT INTO tallies VALUES ('evidence.rule', '', old.rule, -1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER aliases_tally AFTER INSERT ON aliases BEGIN
    INSERT INTO tallies VALUES ('aliases.type', '', new.type, 1), ('aliases.rule', '', new.rule, 1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER aliases_retally AFTER UPDATE OF rule ON aliases BEGIN
    INSERT INTO tallies VALUES ('aliases.rule', '', old.rule, -1), ('aliases.rule', '', new.rule, 1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER aliases_untally AFTER DELETE ON aliases BEGIN
    INSERT INTO tallies VALUES ('aliases.type', '', old.type, -1), ('aliases.rule', '', old.rule, -1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER parties_tally AFTER INSERT ON parties BEGIN
    INSERT INTO tallies VALUES ('parties.type', '', new.type, 1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER parties_untally AFTER DELETE ON parties BEGIN
    INSERT INTO tallies VALUES ('parties.type', '', old.type, -1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;

DROP VIEW region_summary;
CREATE VIEW region_summary AS
SELECT
    regions.code AS region_code,
    regions.name AS region,
    regions.federal_district,
    (SELECT count(*) FROM documents WHERE region_code = regions.code) AS documents,
    (SELECT count(DISTINCT organization_id) FROM documents WHERE region_code = regions.code) AS organizations,
    coalesce((SELECT sum(number) FROM tallies WHERE name = 'assignments.type' AND region_code = regions.code), 0)
        AS assignments,
    coalesce((SELECT sum(number) FROM tallies WHERE name = 'assignments.deadline' AND region_code = regions.code), 0)
        AS assignments_with_deadline,
    coalesce((SELECT sum(number) FROM tallies WHERE name = 'assignments.responsible' AND region_code = regions.code), 0)
        AS assignments_with_responsible,
    (SELECT min(date) FROM documents WHERE region_code = regions.code) AS first_date,
    (SELECT max(date) FROM documents WHERE region_code = regions.code) AS last_date
FROM regions;

-- The beginnings of the words of a party's name, whatever the case, е for ё.
CREATE VIRTUAL TABLE parties_fts USING fts5 (
    name, content="", tokenize="unicode61 remove_diacritics 0", prefix="2 3 4"
);
INSERT INTO parties_fts (rowid, name) SELECT id, replace(replace(name, 'ё', 'е'), 'Ё', 'Е') FROM parties;
CREATE TRIGGER parties_fts_insert AFTER INSERT ON parties BEGIN
    INSERT INTO parties_fts (rowid, name) VALUES (new.id, replace(replace(new.name, 'ё', 'е'), 'Ё', 'Е'));
END;
CREATE TRIGGER parties_fts_update AFTER UPDATE OF name ON parties WHEN new.name <> old.name BEGIN
    INSERT INTO parties_fts (parties_fts, rowid, name)
    VALUES ('delete', old.id, replace(replace(old.name, 'ё', 'е'), 'Ё', 'Е'));
    INSERT INTO parties_fts (rowid, name) VALUES (new.id, replace(replace(new.name, 'ё', 'е'), 'Ё', 'Е'));
END;
CREATE TRIGGER parties_fts_delete AFTER DELETE ON parties BEGIN
    INSERT INTO parties_fts (parties_fts, rowid, name)
    VALUES ('delete', old.id, replace(replace(old.name, 'ё', 'е'), 'Ё', 'Е'));
END;

-- What a document named that has gone, or a name that moved: the next tidying looks whether anything else names it. A NULL
-- is ignored.
CREATE TABLE loose (
    table_name TEXT NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (table_name, id)
) STRICT, WITHOUT ROWID;
INSERT INTO loose
SELECT 'aliases', id FROM aliases UNION ALL SELECT 'parties', id FROM parties UNION ALL
SELECT 'people', id FROM people UNION ALL SELECT 'organizations', id FROM organizations UNION ALL
SELECT 'initiatives', id FROM initiatives UNION ALL SELECT 'topics', id FROM topics;

CREATE TRIGGER document_parties_loosen AFTER DELETE ON document_parties BEGIN
    INSERT OR IGNORE INTO loose VALUES
        ('aliases', old.alias_id), ('aliases', old.head_alias_id), ('parties', old.party_id), ('people', old.person_id);
END;
CREATE TRIGGER document_parties_moved AFTER UPDATE OF party_id, person_id ON document_parties BEGIN
    INSERT OR IGNORE INTO loose VALUES ('parties', old.party_id), ('people', old.person_id);
END;
CREATE TRIGGER assignment_parties_loosen AFTER DELETE ON assignment_parties BEGIN
    INSERT OR IGNORE INTO loose VALUES
        ('aliases', old.alias_id), ('aliases', old.head_alias_id), ('parties', old.party_id), ('people', old.person_id);
END;
CREATE TRIGGER assignment_parties_loosen_moved AFTER UPDATE OF party_id, person_id ON assignment_parties BEGIN
    INSERT OR IGNORE INTO loose VALUES ('parties', old.party_id), ('people', old.person_id);
END;
CREATE TRIGGER documents_loosen AFTER DELETE ON documents BEGIN
    INSERT OR IGNORE INTO loose VALUES
        ('aliases', old.issuer_alias_id), ('organizations', old.organization_id);
END;
CREATE TRIGGER documents_moved AFTER UPDATE OF organization_id ON documents WHEN old.organization_id IS NOT NULL BEGIN
    INSERT OR IGNORE INTO loose VALUES ('organizations', old.organization_id);
END;
CREATE TRIGGER initiative_mentions_loosen AFTER DELETE ON initiative_mentions BEGIN
    INSERT OR IGNORE INTO loose VALUES ('aliases', old.alias_id);
END;
CREATE TRIGGER document_initiatives_loosen AFTER DELETE ON document_initiatives BEGIN
    INSERT OR IGNORE INTO loose VALUES ('initiatives', old.initiative_id);
END;
CREATE TRIGGER assignment_topics_loosen AFTER DELETE ON assignment_topics BEGIN
    INSERT OR IGNORE INTO loose VALUES ('topics', old.topic_id);
END;
CREATE TRIGGER aliases_loosen AFTER DELETE ON aliases BEGIN
    INSERT OR IGNORE INTO loose VALUES
        ('people', old.person_id), ('organizations', old.organization_id), ('initiatives', old.initiative_id);
END;
CREATE TRIGGER aliases_moved AFTER UPDATE OF person_id, organization_id, initiative_id ON aliases BEGIN
    INSERT OR IGNORE INTO loose VALUES
        ('people', old.person_id), ('organizations', old.organization_id), ('initiatives', old.initiative_id);
END;
CREATE TRIGGER parties_loosen AFTER DELETE ON parties BEGIN
    INSERT OR IGNORE INTO loose VALUES ('people', old.person_id), ('organizations', old.organization_id);
END;
CREATE TRIGGER organizations_loosen AFTER DELETE ON organizations BEGIN
    INSERT OR IGNORE INTO loose VALUES
        ('organizations', old.parent_id), ('aliases', old.parent_alias_id);
END;
CREATE TRIGGER organizations_moved AFTER UPDATE OF parent_id, parent_alias_id ON organizations BEGIN
    INSERT OR IGNORE INTO loose VALUES
        ('organizations', old.parent_id), ('aliases', old.parent_alias_id);
END;

-- The tables of the comparison hold all that its views show.
DROP VIEW initiative_topics;
DROP VIEW initiative_months;
DROP VIEW initiative_duties;
DROP VIEW region_comparison;
ALTER TABLE initiative_regions ADD COLUMN topics TEXT;
ALTER TABLE initiative_regions ADD COLUMN missing_topics TEXT;
ALTER TABLE initiative_region_topics ADD COLUMN first_due TEXT;
ALTER TABLE initiative_region_topics ADD COLUMN last_due TEXT;
CREATE TABLE initiative_region_months (
    initiative_id INTEGER NOT NULL REFERENCES initiatives (id) ON DELETE CASCADE,
    region_code TEXT NOT NULL REFERENCES regions (code),
    month TEXT NOT NULL,
    assignments INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    PRIMARY KEY (initiative_id, region_code, month)
) STRICT;
CREATE INDEX initiative_region_months_region ON initiative_region_months (region_code);
INSERT OR IGNORE INTO stale_initiatives (initiative_id) SELECT id FROM initiatives;

CREATE VIEW initiative_duties AS
SELECT
    document_initiatives.initiative_id,
    documents.region_code,
    documents.id AS document_id,
    documents.date AS document_date,
    assignments.id AS assignment_id,
    assignments.due,
    assignments.responsible IS NOT NULL AS has_responsible,
    EXISTS (
        SELECT 1 FROM assignment_parties JOIN parties ON parties.id = party_id
        WHERE assignment_id = assignments.id AND role = 'responsible'
        AND (parties.person_id IS NOT NULL OR assignment_parties.person_id IS NOT NULL)
    ) AS has_person
FROM document_initiatives
JOIN documents ON documents.id = document_initiatives.document_id AND documents.version_of_id IS NULL
LEFT JOIN assignments ON assignments.document_id = documents.id;

CREATE VIEW initiative_topics AS
SELECT initiative_id, region_code, topic_id, assignments, first_due, last_due FROM initiative_region_topics;

CREATE VIEW initiative_months AS
SELECT initiative_id, region_code, month, assignments, documents FROM initiative_region_months;

CREATE VIEW region_comparison AS
SELECT
    initiatives.name AS initiative,
    regions.name AS region,
    figures.documents,
    figures.assignments,
    figures.median_days,
    round(100.0 * figures.with_deadline / nullif(figures.assignments, 0)) AS with_deadline,
    round(100.0 * figures.with_responsible / nullif(figures.assignments, 0)) AS with_responsible,
    round(100.0 * figures.with_person / nullif(figures.assignments, 0)) AS with_person,
    figures.first_due,
    figures.last_due,
    figures.topics,
    figures.missing_topics,
    figures.initiative_id,
    figures.region_code
FROM initiative_regions AS figures
JOIN initiatives ON initiatives.id = figures.initiative_id
JOIN regions ON regions.code = figures.region_code;
