-- The deadlines of a duty with their days, for calendars of one body or person; duties of a document with theirs.
DROP INDEX deadlines_assignment;
CREATE INDEX deadlines_assignment ON deadlines (assignment_id, due, region_code, recurrence);
CREATE INDEX assignments_document ON assignments (document_id, due);
