"""Which values are to be looked at: what was read unsurely, what cannot be, what is missing."""

from typing import NamedTuple

SHOWN = 40
"""Of each kind of doubt so many are looked for."""

CHECKED = """
    EXISTS (SELECT 1 FROM corrections AS c WHERE (c.file_sha256, c.ordinal) = (d.file_sha256, d.ordinal)
        AND (c.path = {path} OR substr({path}, 1, length(c.path) + 1) = c.path || '/'
            OR rtrim(c.path, 'abcdefghijklmnopqrstuvwxyz_') = {path} || '/'))
"""
"""A person has set the value, one of its own fields, or something around it."""


class Doubt(NamedTuple):
    """A kind of doubt: why a value is to be looked at, and the SQL that finds its document `d` and path."""

    why: str
    path: str
    source: str

    @property
    def sql(self) -> str:
        return f"""SELECT d.id AS document, {self.path} AS path, '{self.why}' AS why FROM {self.source}
            AND NOT {CHECKED.format(path=self.path)} LIMIT {SHOWN}"""


def missing(what: str, path: str, index: str, condition: str) -> Doubt:
    """`index` holds only the documents of the condition, or all in its order."""
    return Doubt(f"не прочитано: {what}", f"'{path}'", f"documents AS d INDEXED BY documents_{index} WHERE {condition}")


DUTY = "assignments AS a ON a.id = deadlines.assignment_id JOIN documents AS d ON d.id = a.document_id"
DEADLINE = """'/assignments/' || a.ordinal || '/deadlines/' || (
    SELECT count(*) FROM deadlines AS o WHERE o.assignment_id = a.id AND o.id < deadlines.id)"""

DOUBTS = (
    Doubt("прочитано неуверенно", "e.path", "evidence AS e JOIN documents AS d ON d.id = e.document_id"
          " WHERE e.confidence < low_confidence()"),
    Doubt("срок раньше даты документа", DEADLINE,
          f"deadlines JOIN {DUTY} WHERE deadlines.due < deadlines.document_date"),
    Doubt("срок кончается раньше, чем начинается", DEADLINE,
          f"deadlines JOIN {DUTY} WHERE deadlines.due < deadlines.start"),
    Doubt("поступил раньше, чем составлен", "'/date'", "registrations AS r JOIN documents AS d ON d.id = r.document_id"
          " WHERE r.date < r.document_date"),
    Doubt("дата ещё не наступила", "'/date'", "documents AS d WHERE d.date > date('now', '+1 day')"),
    Doubt("другой ИНН той же организации", "'/issuer/inn'", "letterheads AS l JOIN documents AS d"
          " ON d.id = l.document_id JOIN organizations AS o ON o.id = l.organization_id"
          " WHERE l.inn IS NOT NULL AND l.inn <> o.inn"),
    missing("номер", "/number", "number", "d.number IS NULL"),
    missing("дата", "/date", "date", "d.date IS NULL"),
    missing("организация", "/issuer", "organization", "d.organization_id IS NULL"),
    missing("подпись", "/signatories/0", "unsigned", "d.signed = 0"),
    missing("адресат", "/addressees/0", "unaddressed", "d.addressed = 0 AND d.kind = 'letter'"),
    missing("заголовок", "/title", "untitled", "d.title IS NULL AND d.kind NOT IN ('letter', 'memo', 'protocol')"),
)  # fmt: skip
