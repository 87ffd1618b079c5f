-- What asks to be checked is found by indexes of nothing else. `signed`, `addressed`: whether anybody has that role.
ALTER TABLE documents ADD COLUMN signed INTEGER NOT NULL DEFAULT 0 CHECK (signed IN (0, 1));
ALTER TABLE documents ADD COLUMN addressed INTEGER NOT NULL DEFAULT 0 CHECK (addressed IN (0, 1));
ALTER TABLE registrations ADD COLUMN document_date TEXT;
UPDATE documents SET
    signed = EXISTS (SELECT 1 FROM document_parties WHERE document_id = documents.id AND role = 'signatory'),
    addressed = EXISTS (SELECT 1 FROM document_parties WHERE document_id = documents.id AND role = 'addressee');
UPDATE registrations SET document_date = (SELECT date FROM documents WHERE id = document_id);

CREATE TRIGGER document_parties_signed AFTER INSERT ON document_parties WHEN new.role IN ('signatory', 'addressee') BEGIN
    UPDATE documents SET signed = max(signed, new.role = 'signatory'), addressed = max(addressed, new.role = 'addressee')
    WHERE id = new.document_id;
END;
CREATE TRIGGER registrations_dated AFTER INSERT ON registrations BEGIN
    UPDATE registrations SET document_date = (SELECT date FROM documents WHERE id = new.document_id) WHERE id = new.id;
END;

CREATE INDEX documents_unsigned ON documents (id) WHERE signed = 0;
CREATE INDEX documents_unaddressed ON documents (id) WHERE addressed = 0 AND kind = 'letter';
CREATE INDEX documents_untitled ON documents (id) WHERE title IS NULL AND kind NOT IN ('letter', 'memo', 'protocol');
CREATE INDEX registrations_early ON registrations (document_id) WHERE date < document_date;
CREATE INDEX letterheads_inn ON letterheads (organization_id, inn) WHERE inn IS NOT NULL;
