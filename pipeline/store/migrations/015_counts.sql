-- Documents are tallied too; columns of facets have indexes. A name looked up for itself lets SQLite leave out the join of documents
-- where a count needs nothing of them.
CREATE INDEX files_media_type ON files (media_type);
CREATE INDEX files_ocr ON files (ocr);
CREATE INDEX citations_kind ON citations (kind);
CREATE INDEX contacts_kind ON contacts (kind);

INSERT INTO tallies
SELECT 'documents.kind', coalesce(region_code, ''), kind, count(*) FROM documents GROUP BY 2, 3 UNION ALL
SELECT 'documents.month', coalesce(region_code, ''), coalesce(substr(date, 1, 7), ''), count(*) FROM documents GROUP BY 2, 3;
CREATE TRIGGER documents_tally AFTER INSERT ON documents BEGIN
    INSERT INTO tallies VALUES
        ('documents.kind', coalesce(new.region_code, ''), new.kind, 1),
        ('documents.month', coalesce(new.region_code, ''), coalesce(substr(new.date, 1, 7), ''), 1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER documents_untally AFTER DELETE ON documents BEGIN
    INSERT INTO tallies VALUES
        ('documents.kind', coalesce(old.region_code, ''), old.kind, -1),
        ('documents.month', coalesce(old.region_code, ''), coalesce(substr(old.date, 1, 7), ''), -1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;

DROP VIEW assignment_list;
CREATE VIEW assignment_list AS
SELECT
    assignments.id AS assignment_id,
    assignments.region_code,
    regions.name AS region,
    documents.organization_id,
    (SELECT organizations.name FROM organizations WHERE organizations.id = documents.organization_id) AS organization,
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
    (SELECT organizations.name FROM organizations WHERE organizations.id = documents.organization_id) AS organization,
    assignments.document_id,
    assignments.document_kind,
    documents.number AS document_number,
    deadlines.document_date
FROM deadlines
LEFT JOIN assignments ON assignments.id = deadlines.assignment_id
LEFT JOIN documents ON documents.id = assignments.document_id
LEFT JOIN regions ON regions.code = deadlines.region_code;
