"""The archive read again by the rules of today: what is gained, lost and changed, before it is applied.

A look is the same as the thing itself, done to a copy of the database.
"""

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import Archive
from pipeline.backup import copy_database
from pipeline.batch.edition import edition
from pipeline.batch.lock import locked
from pipeline.batch.pool import Work, Workers, processes
from pipeline.batch.work import Failure, Outcome, read_and_extract
from pipeline.store.connection import connect
from pipeline.store.files import FileFacts
from pipeline.store.save import save, tidy


@dataclass(frozen=True, slots=True)
class Original:
    """A content to read again: its name and where it lies (None where it is lost)."""

    sha256: str
    name: str
    path: Path | None


@dataclass(frozen=True, slots=True)
class Change:
    """A value of a file that was (`old`), is now (`new`), or both; `field` says which in the words of the contract."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What reading a file again changes, or why it does not read; then what was stored stays."""

    name: str
    changes: tuple[Change, ...] = ()
    error: str | None = None


def reread(
    db_path: Path,
    jobs: int,
    *,
    apply: bool,
    everything: bool = False,
    work: Work = read_and_extract,
    executor: Callable[[int], Executor] = processes,
) -> Iterator[Difference]:
    """Reads again what another edition of the program read (or `everything`), and what could not be read; in order.

    One transaction a file, so that it can be ended and repeated. Corrections by people stay. Raises sqlite3.Error.
    """
    archive = Archive(db_path.parent / "archive")
    with _target(db_path, apply) as db, Workers(jobs, work, executor) as workers:
        originals = list(_originals(db, archive, everything))
        for original, outcome in workers.outcomes((one, one.path) for one in originals):
            yield _reread(db, original, outcome)
        tidy(db)


@contextmanager
def _target(db_path: Path, apply: bool) -> Iterator[sqlite3.Connection]:
    """The database itself, locked; or a copy of it that goes away."""
    if apply:
        with locked(db_path, lambda: None), closing(connect(db_path)) as db:
            yield db
        return
    with tempfile.TemporaryDirectory(dir=db_path.parent, prefix=".prikaz-") as folder:
        copy = Path(folder, db_path.name)
        copy_database(db_path, copy)
        with closing(connect(copy)) as db:
            yield db


ORIGINALS = """
SELECT sha256, name FROM files WHERE edition <> :edition OR :everything
UNION
SELECT sha256, name FROM (SELECT name, sha256, status, max(id) FROM run_files GROUP BY name)
WHERE status = 'failed' AND sha256 NOT IN (SELECT sha256 FROM files)
ORDER BY name
"""
"""Files, and contents that failed where they were last seen (SQLite takes the other columns from the row of `max`)."""


def _originals(db: sqlite3.Connection, archive: Archive, everything: bool) -> Iterator[Original]:
    seen = set()
    for row in db.execute(ORIGINALS, {"edition": edition(), "everything": everything}).fetchall():
        if row["sha256"] not in seen:
            seen.add(row["sha256"])
            yield Original(row["sha256"], Path(row["name"]).name, archive.find(row["sha256"]))


def _reread(db: sqlite3.Connection, original: Original, outcome: Outcome | None) -> Difference:
    """Stores what is read now and says what it changes."""
    if outcome is None or original.path is None:
        return Difference(original.name, error="Подлинника нет в архиве: проверьте его (prikaz verify)")
    if isinstance(outcome, Failure):
        return Difference(original.name, error=outcome.error)
    before = values(db, original.sha256)
    size = original.path.stat().st_size
    file = FileFacts(original.sha256, original.name, outcome.media_type, size, edition())
    save(db, file, outcome.layout, outcome.documents)
    return Difference(original.name, tuple(differences(before, values(db, original.sha256))))


VALUES: Sequence[str] = (
    """SELECT 'kind', kind, 'number', number, 'date', date, 'place', place, 'title', title, 'region', mine.region_code,
    'reply_to', joined(reply_to_number, reply_to_date), 'issuer', organizations.name
    FROM mine LEFT JOIN organizations ON organizations.id = organization_id""",
    """SELECT 'issuer/short_name', short_name, 'issuer/inn', inn, 'issuer/kpp', kpp, 'issuer/ogrn', ogrn,
    'issuer/okpo', okpo, 'issuer/address', address FROM letterheads JOIN mine ON mine.id = document_id""",
    "SELECT 'issuer/' || contacts.kind, value FROM contacts JOIN mine ON mine.id = document_id",
    """SELECT role, joined(parties.name, document_parties.position, phone, email) FROM document_parties
    JOIN mine ON mine.id = document_id JOIN parties ON parties.id = party_id""",
    """SELECT 'references', joined(citations.kind, issuer, citations.date, citations.number, citations.title)
    FROM citations JOIN mine ON mine.id = document_id""",
    """SELECT 'attachments', joined(attachments.number, attachments.title, sheets, copies) FROM attachments
    JOIN mine ON mine.id = document_id""",
    """SELECT 'registrations', joined(registrations.number, registrations.date) FROM registrations
    JOIN mine ON mine.id = document_id""",
    """SELECT 'initiatives', name FROM initiatives JOIN document_initiatives ON initiative_id = initiatives.id
    JOIN mine ON mine.id = document_id""",
    """SELECT 'assignments', assignments.text, 'assignments/type', type || ': ' || assignments.text,
    'assignments/objective', objective, 'assignments/audience', audience, 'assignments/outcome', outcome
    FROM assignments JOIN mine ON mine.id = document_id""",
    """SELECT 'assignments/deadlines',
    joined(deadlines.text, deadlines.kind, deadlines.start, deadlines.due, recurrence, offset)
    || ': ' || assignments.text
    FROM deadlines JOIN assignments ON assignments.id = assignment_id
    JOIN mine ON mine.id = document_id""",
    """SELECT 'assignments/' || role, joined(parties.name, assignment_parties.email) || ': ' || assignments.text
    FROM assignment_parties JOIN assignments ON assignments.id = assignment_id JOIN mine ON mine.id = document_id
    LEFT JOIN parties ON parties.id = party_id""",
)
"""Pairs of columns: what a value is called, and the value."""

MINE = "WITH mine AS (SELECT * FROM documents WHERE file_sha256 = ? ORDER BY ordinal) "


def values(db: sqlite3.Connection, sha256: str) -> Counter[tuple[str, str]]:
    """Every value that the database holds of a file, and how often."""
    db.create_function("joined", -1, lambda *parts: ", ".join(str(part) for part in parts if part is not None) or None)
    found: Counter[tuple[str, str]] = Counter()
    for query in VALUES:
        for row in db.execute(MINE + query, (sha256,)):
            found.update((row[n], str(row[n + 1])) for n in range(0, len(row), 2) if row[n + 1] is not None)
    return found


def differences(before: Counter[tuple[str, str]], after: Counter[tuple[str, str]]) -> Iterator[Change]:
    """A value lost and one gained of the same field are a change.

    >>> list(differences(Counter([("number", "1"), ("date", "2")]), Counter([("number", "7")])))
    [Change(field='date', old='2', new=None), Change(field='number', old='1', new='7')]
    """
    lost, gained = sorted((before - after).elements()), sorted((after - before).elements())
    for field in sorted({field for field, _ in (*lost, *gained)}):
        olds = [value for name, value in lost if name == field]
        news = [value for name, value in gained if name == field]
        for number in range(max(len(olds), len(news))):
            yield Change(field, *(one[number] if number < len(one) else None for one in (olds, news)))
