-- A key of an alias stands once, however many letterheads say it; one that only letterheads say goes with the last of them.
ALTER TABLE alias_keys ADD COLUMN lasting INTEGER NOT NULL DEFAULT 1 CHECK (lasting IN (0, 1));
UPDATE alias_keys SET lasting = 0 WHERE document_id IS NOT NULL;

CREATE TABLE letterhead_keys (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    alias_key_id INTEGER NOT NULL REFERENCES alias_keys (id) ON DELETE CASCADE,
    PRIMARY KEY (document_id, alias_key_id)
) STRICT;
CREATE INDEX letterhead_keys_alias_key ON letterhead_keys (alias_key_id);
INSERT INTO letterhead_keys (document_id, alias_key_id)
SELECT DISTINCT document_id, (
    SELECT min(id) FROM alias_keys AS one
    WHERE (one.alias_id, one.key, one.role, one.rule) = (own.alias_id, own.key, own.role, own.rule)
)
FROM alias_keys AS own WHERE document_id IS NOT NULL;
DROP INDEX alias_keys_document;
ALTER TABLE alias_keys DROP COLUMN document_id;
DELETE FROM alias_keys WHERE id NOT IN (SELECT min(id) FROM alias_keys GROUP BY alias_id, key, role, rule);
CREATE UNIQUE INDEX alias_keys_once ON alias_keys (alias_id, key, role, rule);
DROP INDEX alias_keys_alias;

CREATE TRIGGER letterhead_keys_delete AFTER DELETE ON letterhead_keys BEGIN
    DELETE FROM alias_keys WHERE id = old.alias_key_id AND lasting = 0
    AND NOT EXISTS (SELECT 1 FROM letterhead_keys WHERE alias_key_id = old.alias_key_id);
END;
