-- What a new document is linked by, and what pages ask of one region or initiative, is looked up, whatever else a day, a
-- region or an initiative has. `number_key`, `reply_to_key`: numbers as they are compared (`number_key` of the connection).
ALTER TABLE documents ADD COLUMN number_key TEXT;
ALTER TABLE documents ADD COLUMN reply_to_key TEXT;
ALTER TABLE citations ADD COLUMN number_key TEXT;
ALTER TABLE assignment_parties ADD COLUMN region_code TEXT REFERENCES regions (code);
ALTER TABLE assignment_topics ADD COLUMN region_code TEXT REFERENCES regions (code);
ALTER TABLE document_initiatives ADD COLUMN region_code TEXT REFERENCES regions (code);
ALTER TABLE document_initiatives ADD COLUMN document_date TEXT;

UPDATE documents SET number_key = number_key(number), reply_to_key = number_key(reply_to_number)
WHERE coalesce(number, reply_to_number) IS NOT NULL;
UPDATE citations SET number_key = number_key(number) WHERE number IS NOT NULL;
UPDATE assignment_parties SET region_code = (SELECT region_code FROM assignments WHERE id = assignment_id);
UPDATE assignment_topics SET region_code = (SELECT region_code FROM assignments WHERE id = assignment_id);
UPDATE document_initiatives SET (region_code, document_date) = (
    SELECT region_code, date FROM documents WHERE id = document_id
);

DROP INDEX documents_date;
CREATE INDEX documents_date ON documents (date, number_key);
DROP INDEX documents_reply_to_date;
CREATE INDEX documents_reply_to_date ON documents (reply_to_date, reply_to_key);
DROP INDEX documents_number;
CREATE INDEX documents_number ON documents (number, region_code);
CREATE INDEX citations_key ON citations (number_key, date);
CREATE INDEX assignment_parties_region ON assignment_parties (region_code, role, party_id);
CREATE INDEX assignment_topics_region ON assignment_topics (region_code, topic_id);
DROP INDEX document_initiatives_initiative;
CREATE INDEX document_initiatives_initiative ON document_initiatives (initiative_id, document_date, document_id);
CREATE INDEX document_initiatives_region ON document_initiatives (region_code, initiative_id, document_date, document_id);
CREATE INDEX initiatives_name ON initiatives (name);
DROP INDEX deadlines_repeated;
CREATE INDEX deadlines_repeated ON deadlines (id, region_code, assignment_id) WHERE due IS NULL AND recurrence IS NOT NULL;

-- The figures of an initiative are reckoned anew for the regions whose documents came or went.
DROP TRIGGER document_initiatives_insert;
DROP TRIGGER document_initiatives_delete;
DROP TABLE stale_initiatives;
CREATE TABLE stale_comparisons (
    initiative_id INTEGER NOT NULL,
    region_code TEXT NOT NULL,
    PRIMARY KEY (initiative_id, region_code)
) STRICT, WITHOUT ROWID;
INSERT INTO stale_comparisons SELECT DISTINCT initiative_id, region_code FROM document_initiatives WHERE region_code IS NOT NULL;
CREATE TRIGGER document_initiatives_insert AFTER INSERT ON document_initiatives BEGIN
    UPDATE document_initiatives SET (region_code, document_date) = (
        SELECT region_code, date FROM documents WHERE id = new.document_id
    ) WHERE document_id = new.document_id AND initiative_id = new.initiative_id;
    INSERT OR IGNORE INTO stale_comparisons SELECT new.initiative_id, region_code FROM documents
    WHERE id = new.document_id AND region_code IS NOT NULL;
END;
CREATE TRIGGER document_initiatives_delete AFTER DELETE ON document_initiatives WHEN old.region_code IS NOT NULL BEGIN
    INSERT OR IGNORE INTO stale_comparisons VALUES (old.initiative_id, old.region_code);
END;

-- Keys that a name lost, with itself or with a letterhead: the next tidying decides anew who is one among those that have
-- them, and the name itself.
CREATE TABLE loose_keys (
    key TEXT NOT NULL,
    alias_id INTEGER NOT NULL,
    PRIMARY KEY (key, alias_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER alias_keys_loosen AFTER DELETE ON alias_keys WHEN old.role <> 'near' BEGIN
    INSERT OR IGNORE INTO loose_keys VALUES (old.key, old.alias_id);
END;

DROP VIEW initiative_duties;
CREATE VIEW initiative_duties AS
SELECT
    document_initiatives.initiative_id,
    document_initiatives.region_code,
    documents.id AS document_id,
    document_initiatives.document_date,
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
