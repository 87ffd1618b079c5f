-- What a duty is about, with what shows it; `action` is the verb that the duty is filed under, whatever its form.
ALTER TABLE assignments ADD COLUMN action TEXT;
CREATE INDEX assignments_action ON assignments (action);
ALTER TABLE assignment_topics ADD COLUMN rule TEXT;
ALTER TABLE assignment_topics ADD COLUMN words TEXT;
