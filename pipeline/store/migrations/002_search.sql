-- Full-text search with Russian morphology. The index holds lemmas, the content table what was printed: word for word
-- they have the same places, so `highlight()` and `snippet()` mark the printed forms. The lemmas are kept in tables of
-- their own, because the index must be told exactly what it forgets. Never run 'rebuild' on these indexes.

CREATE TABLE document_lemmas (
    document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    number TEXT,
    title TEXT,
    text TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE documents_fts USING fts5 (
    number, title, text, content="documents", content_rowid="id", tokenize="unicode61 remove_diacritics 0"
);

CREATE TRIGGER document_lemmas_insert AFTER INSERT ON document_lemmas BEGIN
    INSERT INTO documents_fts (rowid, number, title, text)
    VALUES (new.document_id, new.number, new.title, new.text);
END;

CREATE TRIGGER document_lemmas_delete AFTER DELETE ON document_lemmas BEGIN
    INSERT INTO documents_fts (documents_fts, rowid, number, title, text)
    VALUES ('delete', old.document_id, old.number, old.title, old.text);
END;

CREATE TABLE assignment_lemmas (
    assignment_id INTEGER PRIMARY KEY REFERENCES assignments (id) ON DELETE CASCADE,
    section TEXT,
    text TEXT NOT NULL,
    objective TEXT,
    audience TEXT,
    outcome TEXT
) STRICT;

CREATE VIRTUAL TABLE assignments_fts USING fts5 (
    section, text, objective, audience, outcome,
    content="assignments", content_rowid="id", tokenize="unicode61 remove_diacritics 0"
);

CREATE TRIGGER assignment_lemmas_insert AFTER INSERT ON assignment_lemmas BEGIN
    INSERT INTO assignments_fts (rowid, section, text, objective, audience, outcome)
    VALUES (new.assignment_id, new.section, new.text, new.objective, new.audience, new.outcome);
END;

CREATE TRIGGER assignment_lemmas_delete AFTER DELETE ON assignment_lemmas BEGIN
    INSERT INTO assignments_fts (assignments_fts, rowid, section, text, objective, audience, outcome)
    VALUES ('delete', old.assignment_id, old.section, old.text, old.objective, old.audience, old.outcome);
END;
