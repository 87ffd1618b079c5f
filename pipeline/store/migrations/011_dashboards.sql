-- What the dashboards count is counted in an index alone.
DROP INDEX assignment_parties_party;
CREATE INDEX assignment_parties_party ON assignment_parties (party_id, role);
CREATE INDEX pages_quality ON pages (ocr, confidence);
