-- The tables of the database. Names are fixed: queries, links and checks of other programs rely on them.
-- AUTOINCREMENT where links last: an id is never given twice. Dates are ISO 8601 texts; a `key` is a folded name that tells one thing from another and is never shown.

CREATE TABLE regions (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    federal_district TEXT
) STRICT;

-- A file by its content. `edition` is the edition of the program that read it: another one reads it anew.
CREATE TABLE files (
    sha256 TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    media_type TEXT,
    bytes INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    ocr INTEGER NOT NULL CHECK (ocr IN (0, 1)),
    edition TEXT NOT NULL
) STRICT;

-- Where a content was last seen. A path that holds something else now gives up its old content.
CREATE TABLE sources (
    path TEXT PRIMARY KEY,
    file_sha256 TEXT NOT NULL REFERENCES files (sha256) ON DELETE CASCADE
) STRICT;
CREATE INDEX sources_file ON sources (file_sha256);

-- The canonical text of each page, into which `evidence.start` and `evidence.end` point; sizes in points.
CREATE TABLE pages (
    file_sha256 TEXT NOT NULL REFERENCES files (sha256) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    width REAL,
    height REAL,
    ocr INTEGER NOT NULL CHECK (ocr IN (0, 1)),
    confidence REAL NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (file_sha256, number)
) STRICT;

CREATE TABLE organizations (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    short_name TEXT,
    parent_id INTEGER REFERENCES organizations (id),
    region_code TEXT REFERENCES regions (code),
    inn TEXT,
    kpp TEXT,
    ogrn TEXT,
    okpo TEXT,
    address TEXT,
    key TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX organizations_parent ON organizations (parent_id);
CREATE INDEX organizations_region ON organizations (region_code);
CREATE INDEX organizations_inn ON organizations (inn);

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    surname TEXT,
    given TEXT,
    patronymic TEXT,
    key TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX people_surname ON people (surname);

CREATE TABLE parties (
    id INTEGER PRIMARY KEY,
    type TEXT NOT NULL CHECK (type IN ('person', 'organization', 'group')),
    name TEXT NOT NULL,
    person_id INTEGER REFERENCES people (id),
    organization_id INTEGER REFERENCES organizations (id),
    key TEXT NOT NULL,
    UNIQUE (type, key)
) STRICT;
CREATE INDEX parties_person ON parties (person_id);
CREATE INDEX parties_organization ON parties (organization_id);

-- `ordinal` is the place of a document in its file, from 0.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file_sha256 TEXT NOT NULL REFERENCES files (sha256) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number TEXT,
    date TEXT,
    place TEXT,
    title TEXT,
    region_code TEXT REFERENCES regions (code),
    organization_id INTEGER REFERENCES organizations (id),
    reply_to_number TEXT,
    reply_to_date TEXT,
    text TEXT NOT NULL,
    UNIQUE (file_sha256, ordinal)
) STRICT;
CREATE INDEX documents_region ON documents (region_code);
CREATE INDEX documents_organization ON documents (organization_id);
CREATE INDEX documents_date ON documents (date);
CREATE INDEX documents_kind ON documents (kind);
CREATE INDEX documents_number ON documents (number);

-- What one document's letterhead says of its issuer; `organizations` holds the newest value of each.
CREATE TABLE letterheads (
    document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    short_name TEXT,
    inn TEXT,
    kpp TEXT,
    ogrn TEXT,
    okpo TEXT,
    address TEXT
) STRICT;
CREATE INDEX letterheads_organization ON letterheads (organization_id);

CREATE TABLE contacts (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    kind TEXT NOT NULL CHECK (kind IN ('phone', 'email', 'website')),
    value TEXT NOT NULL,
    PRIMARY KEY (document_id, kind, value)
) STRICT;
CREATE INDEX contacts_organization ON contacts (organization_id);

-- `person_id` is the head named in brackets after a body.
CREATE TABLE document_parties (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    party_id INTEGER NOT NULL REFERENCES parties (id),
    role TEXT NOT NULL CHECK (role IN ('addressee', 'distribution', 'signatory', 'executor', 'control')),
    ordinal INTEGER NOT NULL,
    position TEXT,
    text TEXT,
    inferred INTEGER NOT NULL CHECK (inferred IN (0, 1)),
    person_id INTEGER REFERENCES people (id),
    phone TEXT,
    email TEXT,
    PRIMARY KEY (document_id, role, ordinal)
) STRICT;
CREATE INDEX document_parties_party ON document_parties (party_id);
CREATE INDEX document_parties_person ON document_parties (person_id);
CREATE INDEX document_parties_role ON document_parties (role);

CREATE TABLE citations (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    issuer TEXT,
    date TEXT,
    number TEXT,
    title TEXT,
    cited_document_id INTEGER REFERENCES documents (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX citations_document ON citations (document_id);
CREATE INDEX citations_cited_document ON citations (cited_document_id);
CREATE INDEX citations_date ON citations (date);

CREATE TABLE attachments (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number TEXT,
    title TEXT,
    sheets INTEGER,
    copies INTEGER
) STRICT;
CREATE INDEX attachments_document ON attachments (document_id);

CREATE TABLE registrations (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number TEXT,
    date TEXT
) STRICT;
CREATE INDEX registrations_document ON registrations (document_id);
CREATE INDEX registrations_number ON registrations (number);

CREATE TABLE initiatives (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE document_initiatives (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    initiative_id INTEGER NOT NULL REFERENCES initiatives (id),
    PRIMARY KEY (document_id, initiative_id)
) STRICT;
CREATE INDEX document_initiatives_initiative ON document_initiatives (initiative_id);

-- `ordinal` is the place in the document's list, from 0: the index in the paths of `evidence`.
CREATE TABLE assignments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    number TEXT,
    section TEXT,
    source TEXT NOT NULL CHECK (source IN ('body', 'annex', 'table')),
    type TEXT NOT NULL CHECK (type IN ('task', 'approval', 'appointment', 'control')),
    text TEXT NOT NULL,
    objective TEXT,
    audience TEXT,
    outcome TEXT,
    UNIQUE (document_id, ordinal)
) STRICT;
CREATE INDEX assignments_type ON assignments (type);
CREATE INDEX assignments_source ON assignments (source);

CREATE TABLE deadlines (
    id INTEGER PRIMARY KEY,
    assignment_id INTEGER NOT NULL REFERENCES assignments (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('by', 'on', 'period', 'recurring', 'ongoing', 'relative')),
    start TEXT,
    due TEXT,
    recurrence TEXT,
    offset TEXT,
    working_days INTEGER CHECK (working_days IN (0, 1)),
    inferred INTEGER NOT NULL CHECK (inferred IN (0, 1))
) STRICT;
CREATE INDEX deadlines_assignment ON deadlines (assignment_id);
CREATE INDEX deadlines_due ON deadlines (due);
CREATE INDEX deadlines_kind ON deadlines (kind);

-- A recipient may be known by its e-mail or address alone.
CREATE TABLE assignment_parties (
    assignment_id INTEGER NOT NULL REFERENCES assignments (id) ON DELETE CASCADE,
    party_id INTEGER REFERENCES parties (id),
    role TEXT NOT NULL CHECK (role IN ('responsible', 'recipient')),
    ordinal INTEGER NOT NULL,
    position TEXT,
    text TEXT,
    inferred INTEGER NOT NULL CHECK (inferred IN (0, 1)),
    person_id INTEGER REFERENCES people (id),
    email TEXT,
    address TEXT,
    PRIMARY KEY (assignment_id, role, ordinal),
    CHECK (party_id IS NOT NULL OR role = 'recipient')
) STRICT;
CREATE INDEX assignment_parties_party ON assignment_parties (party_id);
CREATE INDEX assignment_parties_person ON assignment_parties (person_id);
CREATE INDEX assignment_parties_role ON assignment_parties (role);

CREATE TABLE topics (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE assignment_topics (
    assignment_id INTEGER NOT NULL REFERENCES assignments (id) ON DELETE CASCADE,
    topic_id INTEGER NOT NULL REFERENCES topics (id),
    PRIMARY KEY (assignment_id, topic_id)
) STRICT;
CREATE INDEX assignment_topics_topic ON assignment_topics (topic_id);

CREATE TABLE alignments (
    assignment_id INTEGER NOT NULL REFERENCES assignments (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES assignments (id) ON DELETE CASCADE,
    score REAL NOT NULL,
    PRIMARY KEY (assignment_id, other_id)
) STRICT;
CREATE INDEX alignments_other ON alignments (other_id);

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    page INTEGER NOT NULL,
    x0 REAL,
    top REAL,
    x1 REAL,
    bottom REAL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_document ON evidence (document_id, path);
CREATE INDEX evidence_rule ON evidence (rule);
CREATE INDEX evidence_confidence ON evidence (confidence);

-- `path` and the JSON `value` are as in the contract. No foreign key: a correction outlives the rows it corrects.
CREATE TABLE corrections (
    file_sha256 TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    path TEXT NOT NULL,
    value TEXT NOT NULL,
    was TEXT,
    author TEXT,
    created TEXT NOT NULL,
    PRIMARY KEY (file_sha256, ordinal, path)
) STRICT;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT,
    status TEXT NOT NULL CHECK (status IN ('running', 'finished', 'interrupted')),
    imported INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE run_files (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    sha256 TEXT,
    status TEXT NOT NULL CHECK (status IN ('imported', 'unchanged', 'failed')),
    stage TEXT CHECK (stage IN ('open', 'read', 'extract', 'store')),
    error TEXT,
    seconds REAL NOT NULL
) STRICT;
CREATE INDEX run_files_run ON run_files (run_id);
CREATE INDEX run_files_status ON run_files (status);
CREATE INDEX run_files_sha256 ON run_files (sha256);
