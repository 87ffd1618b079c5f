-- Regions beside one another on one initiative. Dates are compared as dates; versions of a document count once.
CREATE VIEW initiative_duties AS
SELECT
    document_initiatives.initiative_id,
    documents.region_code,
    documents.id AS document_id,
    documents.date AS document_date,
    assignments.id AS assignment_id,
    (SELECT min(due) FROM deadlines WHERE assignment_id = assignments.id) AS due,
    EXISTS (
        SELECT 1 FROM assignment_parties WHERE assignment_id = assignments.id AND role = 'responsible'
    ) AS has_responsible,
    EXISTS (
        SELECT 1 FROM assignment_parties JOIN parties ON parties.id = party_id
        WHERE assignment_id = assignments.id AND role = 'responsible'
        AND (parties.person_id IS NOT NULL OR assignment_parties.person_id IS NOT NULL)
    ) AS has_person
FROM document_initiatives
JOIN documents ON documents.id = document_initiatives.document_id AND documents.version_of_id IS NULL
LEFT JOIN assignments ON assignments.document_id = documents.id;

CREATE VIEW initiative_topics AS
SELECT
    duties.initiative_id, duties.region_code, assignment_topics.topic_id,
    count(DISTINCT duties.assignment_id) AS assignments, min(duties.due) AS first_due, max(duties.due) AS last_due
FROM initiative_duties AS duties
JOIN assignment_topics ON assignment_topics.assignment_id = duties.assignment_id
GROUP BY duties.initiative_id, duties.region_code, assignment_topics.topic_id;

CREATE VIEW initiative_months AS
SELECT
    duties.initiative_id, duties.region_code, strftime('%Y-%m', deadlines.due) AS month,
    count(DISTINCT duties.assignment_id) AS assignments, count(DISTINCT duties.document_id) AS documents
FROM initiative_duties AS duties
JOIN deadlines ON deadlines.assignment_id = duties.assignment_id AND deadlines.due IS NOT NULL
GROUP BY duties.initiative_id, duties.region_code, strftime('%Y-%m', deadlines.due);

-- What `region_comparison` shows, reckoned for an initiative whenever one of its documents comes or goes.
CREATE TABLE initiative_regions (
    initiative_id INTEGER NOT NULL REFERENCES initiatives (id) ON DELETE CASCADE,
    region_code TEXT NOT NULL REFERENCES regions (code),
    documents INTEGER NOT NULL,
    assignments INTEGER NOT NULL,
    with_deadline INTEGER NOT NULL,
    with_responsible INTEGER NOT NULL,
    with_person INTEGER NOT NULL,
    median_days REAL,
    first_due TEXT,
    last_due TEXT,
    PRIMARY KEY (initiative_id, region_code)
) STRICT;
CREATE INDEX initiative_regions_region ON initiative_regions (region_code);

CREATE TABLE initiative_region_topics (
    initiative_id INTEGER NOT NULL REFERENCES initiatives (id) ON DELETE CASCADE,
    region_code TEXT NOT NULL REFERENCES regions (code),
    topic_id INTEGER NOT NULL REFERENCES topics (id) ON DELETE CASCADE,
    assignments INTEGER NOT NULL,
    PRIMARY KEY (initiative_id, region_code, topic_id)
) STRICT;
CREATE INDEX initiative_region_topics_region ON initiative_region_topics (region_code);
CREATE INDEX initiative_region_topics_topic ON initiative_region_topics (topic_id);

-- Initiatives whose figures are to be reckoned anew at the end of an import.
CREATE TABLE stale_initiatives (initiative_id INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER document_initiatives_insert AFTER INSERT ON document_initiatives BEGIN
    INSERT OR IGNORE INTO stale_initiatives (initiative_id) VALUES (new.initiative_id);
END;
CREATE TRIGGER document_initiatives_delete AFTER DELETE ON document_initiatives BEGIN
    INSERT OR IGNORE INTO stale_initiatives (initiative_id) VALUES (old.initiative_id);
END;
INSERT INTO stale_initiatives (initiative_id) SELECT id FROM initiatives;

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
    (SELECT group_concat(name, '; ') FROM (
        SELECT topics.name FROM initiative_region_topics AS own JOIN topics ON topics.id = own.topic_id
        WHERE own.initiative_id = figures.initiative_id AND own.region_code = figures.region_code ORDER BY topics.name
    )) AS topics,
    (SELECT group_concat(name, '; ') FROM (
        SELECT DISTINCT topics.name FROM initiative_region_topics AS other JOIN topics ON topics.id = other.topic_id
        WHERE other.initiative_id = figures.initiative_id AND NOT EXISTS (
            SELECT 1 FROM initiative_region_topics AS own WHERE own.initiative_id = figures.initiative_id
            AND own.region_code = figures.region_code AND own.topic_id = other.topic_id
        ) ORDER BY topics.name
    )) AS missing_topics,
    figures.initiative_id,
    figures.region_code
FROM initiative_regions AS figures
JOIN initiatives ON initiatives.id = figures.initiative_id
JOIN regions ON regions.code = figures.region_code;

CREATE VIEW document_versions AS
SELECT
    first.id AS document_id, first.number, first.date, first.title, version.id AS version_id, files.name AS version_file
FROM documents AS version
JOIN documents AS first ON first.id = version.version_of_id
JOIN files ON files.sha256 = version.file_sha256;

CREATE VIEW reply_chains AS
SELECT
    reply.id AS document_id, reply.number, reply.date, reply.title,
    asked.id AS asked_id, asked.number AS asked_number, asked.date AS asked_date, asked.title AS asked_title,
    cast(julianday(reply.date) - julianday(asked.date) AS INTEGER) AS days
FROM documents AS reply
JOIN documents AS asked ON asked.id = reply.reply_to_id;
