-- Views of a few rows among many read those few, found by an index.
CREATE INDEX alignments_score ON alignments (score);
CREATE INDEX aliases_merged ON aliases (id) WHERE rule <> 'name';
CREATE INDEX documents_versions ON documents (id) WHERE version_of_id IS NOT NULL;
CREATE INDEX documents_replies ON documents (id) WHERE reply_to_id IS NOT NULL;

DROP VIEW document_versions;
CREATE VIEW document_versions AS
SELECT
    first.id AS document_id, first.number, first.date, first.title, version.id AS version_id, files.name AS version_file
FROM documents AS version
JOIN documents AS first ON first.id = version.version_of_id
JOIN files ON files.sha256 = version.file_sha256
WHERE version.version_of_id IS NOT NULL;

DROP VIEW reply_chains;
CREATE VIEW reply_chains AS
SELECT
    reply.id AS document_id, reply.number, reply.date, reply.title,
    asked.id AS asked_id, asked.number AS asked_number, asked.date AS asked_date, asked.title AS asked_title,
    cast(julianday(reply.date) - julianday(asked.date) AS INTEGER) AS days
FROM documents AS reply
JOIN documents AS asked ON asked.id = reply.reply_to_id
WHERE reply.reply_to_id IS NOT NULL;
