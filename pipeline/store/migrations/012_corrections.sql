-- A correction belongs to what was read: `key` is its place in the reading, `anchor` what was read at the list items on the way.
-- `path` is where the value stands in the document as it is stored; NULL: what it corrected is no longer read.
ALTER TABLE corrections RENAME TO former_corrections;
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    file_sha256 TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    path TEXT,
    value TEXT NOT NULL,
    was TEXT,
    author TEXT,
    created TEXT NOT NULL,
    key TEXT,
    anchor TEXT
) STRICT;
CREATE INDEX corrections_document ON corrections (file_sha256, ordinal, path);
CREATE INDEX corrections_created ON corrections (created);
CREATE INDEX corrections_waiting ON corrections (created) WHERE path IS NULL;
INSERT INTO corrections (file_sha256, ordinal, path, value, was, author, created)
SELECT file_sha256, ordinal, path, value, was, author, created FROM former_corrections ORDER BY created;
DROP TABLE former_corrections;

-- What was read of a document that has corrections, as the contract has it, without them.
CREATE TABLE readings (
    file_sha256 TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (file_sha256, ordinal)
) STRICT;
