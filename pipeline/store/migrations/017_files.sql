-- Files are tallied too.
INSERT INTO tallies
SELECT 'files.media_type', '', coalesce(media_type, ''), count(*) FROM files GROUP BY 3 UNION ALL
SELECT 'files.ocr', '', ocr, count(*) FROM files GROUP BY 3;
CREATE TRIGGER files_tally AFTER INSERT ON files BEGIN
    INSERT INTO tallies VALUES
        ('files.media_type', '', coalesce(new.media_type, ''), 1), ('files.ocr', '', new.ocr, 1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER files_retally AFTER UPDATE OF ocr ON files BEGIN
    INSERT INTO tallies VALUES ('files.ocr', '', old.ocr, -1), ('files.ocr', '', new.ocr, 1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER files_untally AFTER DELETE ON files BEGIN
    INSERT INTO tallies VALUES
        ('files.media_type', '', coalesce(old.media_type, ''), -1), ('files.ocr', '', old.ocr, -1)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
