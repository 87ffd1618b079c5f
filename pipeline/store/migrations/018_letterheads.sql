-- The newest letterhead of a body that says something is the first of an index, however many it has.
ALTER TABLE letterheads ADD COLUMN document_date TEXT;
UPDATE letterheads SET document_date = (SELECT date FROM documents WHERE id = document_id);
CREATE TRIGGER letterheads_dated AFTER INSERT ON letterheads BEGIN
    UPDATE letterheads SET document_date = (SELECT date FROM documents WHERE id = new.document_id)
    WHERE document_id = new.document_id;
END;
CREATE INDEX letterheads_short_name ON letterheads (organization_id, document_date) WHERE short_name IS NOT NULL;
DROP INDEX letterheads_inn;
CREATE INDEX letterheads_inn ON letterheads (organization_id, document_date, inn) WHERE inn IS NOT NULL;
CREATE INDEX letterheads_kpp ON letterheads (organization_id, document_date) WHERE kpp IS NOT NULL;
CREATE INDEX letterheads_ogrn ON letterheads (organization_id, document_date) WHERE ogrn IS NOT NULL;
CREATE INDEX letterheads_okpo ON letterheads (organization_id, document_date) WHERE okpo IS NOT NULL;
CREATE INDEX letterheads_address ON letterheads (organization_id, document_date) WHERE address IS NOT NULL;
CREATE INDEX documents_organization_region ON documents (organization_id, date) WHERE region_code IS NOT NULL;
