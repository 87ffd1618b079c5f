-- By what a duty may meet its counterparts in other regions: hashes of its initiative or topic with a telling word.
CREATE TABLE duty_keys (
    key INTEGER NOT NULL,
    assignment_id INTEGER NOT NULL REFERENCES assignments (id) ON DELETE CASCADE,
    region_code TEXT NOT NULL,
    PRIMARY KEY (key, assignment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_keys_assignment ON duty_keys (assignment_id);

-- The same document received again (a scan and a file, a copy) points at the first; a reply at the letter it answers.
ALTER TABLE documents ADD COLUMN version_of_id INTEGER REFERENCES documents (id) ON DELETE SET NULL;
ALTER TABLE documents ADD COLUMN reply_to_id INTEGER REFERENCES documents (id) ON DELETE SET NULL;
CREATE INDEX documents_version_of ON documents (version_of_id);
CREATE INDEX documents_reply_to ON documents (reply_to_id);
CREATE INDEX documents_reply_to_date ON documents (reply_to_date);
CREATE INDEX documents_date_organization ON documents (date, organization_id);

-- Each duty beside its counterparts, whichever of the two was stored first.
CREATE VIEW counterparts AS
SELECT
    own.assignment_id, own.region, own.text, own.due, own.responsible, own.document_id,
    other.assignment_id AS other_id, other.region AS other_region, other.text AS other_text, other.due AS other_due,
    other.responsible AS other_responsible, other.document_id AS other_document_id,
    pairs.score,
    cast(julianday(other.due) - julianday(own.due) AS INTEGER) AS days_apart,
    trim(
        iif(own.due IS NOT other.due, 'срок ', '')
        || iif(own.responsible IS NOT other.responsible, 'ответственный ', '')
        || iif(own.text <> other.text, 'формулировка', '')
    ) AS differs
FROM (
    SELECT assignment_id, other_id, score FROM alignments
    UNION ALL
    SELECT other_id, assignment_id, score FROM alignments
) AS pairs
JOIN assignment_list AS own ON own.assignment_id = pairs.assignment_id
JOIN assignment_list AS other ON other.assignment_id = pairs.other_id;
