-- What people ask first, one row for each thing asked about.

CREATE VIEW assignment_list AS
SELECT
    assignments.id AS assignment_id,
    documents.region_code,
    regions.name AS region,
    documents.organization_id,
    organizations.name AS organization,
    documents.id AS document_id,
    documents.kind AS document_kind,
    documents.number AS document_number,
    documents.date AS document_date,
    documents.title AS document_title,
    assignments.number,
    assignments.section,
    assignments.source,
    assignments.type,
    assignments.text,
    (SELECT min(start) FROM deadlines WHERE assignment_id = assignments.id) AS start,
    (SELECT min(due) FROM deadlines WHERE assignment_id = assignments.id) AS due,
    (SELECT group_concat(text, '; ') FROM (
        SELECT text FROM deadlines WHERE assignment_id = assignments.id ORDER BY id
    )) AS deadline,
    (SELECT group_concat(name, '; ') FROM (
        SELECT parties.name FROM assignment_parties JOIN parties ON parties.id = assignment_parties.party_id
        WHERE assignment_id = assignments.id AND role = 'responsible' ORDER BY ordinal
    )) AS responsible
FROM assignments
JOIN documents ON documents.id = assignments.document_id
LEFT JOIN organizations ON organizations.id = documents.organization_id
LEFT JOIN regions ON regions.code = documents.region_code;

CREATE VIEW deadline_calendar AS
SELECT
    deadlines.id AS deadline_id,
    deadlines.start,
    deadlines.due,
    deadlines.kind,
    deadlines.text AS deadline,
    deadlines.recurrence,
    deadlines.inferred,
    list.assignment_id,
    list.text,
    list.responsible,
    list.region_code,
    list.region,
    list.organization_id,
    list.organization,
    list.document_id,
    list.document_kind,
    list.document_number,
    list.document_date
FROM deadlines
JOIN assignment_list AS list ON list.assignment_id = deadlines.assignment_id;

CREATE VIEW region_summary AS
SELECT
    regions.code AS region_code,
    regions.name AS region,
    regions.federal_district,
    count(DISTINCT documents.id) AS documents,
    count(DISTINCT documents.organization_id) AS organizations,
    count(DISTINCT assignments.id) AS assignments,
    count(DISTINCT deadlines.assignment_id) AS assignments_with_deadline,
    count(DISTINCT assignment_parties.assignment_id) AS assignments_with_responsible,
    min(documents.date) AS first_date,
    max(documents.date) AS last_date
FROM regions
LEFT JOIN documents ON documents.region_code = regions.code
LEFT JOIN assignments ON assignments.document_id = documents.id
LEFT JOIN deadlines ON deadlines.assignment_id = assignments.id
LEFT JOIN assignment_parties
    ON assignment_parties.assignment_id = assignments.id AND assignment_parties.role = 'responsible'
GROUP BY regions.code;
