"""The counterparts of new duties in other regions; how many are looked at does not hang on the size of the database."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from pipeline.store.alignment.similarity import FORMULAS, SAME, duty, similarity
from pipeline.store.linking.keys import initiative
from schemas.document import Assignment, Document

WORDS = 3
"""Telling words of a duty that are keys, the longest first: they are the rarest."""
NEWEST = 60
"""Duties that are looked at of those with one key."""
CANDIDATES = 40
"""Duties that are scored: those with the most keys in common."""
KEPT = 5
"""Counterparts that are kept of a new duty, the best first."""

MEET = """
SELECT assignment_id FROM (
    SELECT assignment_id, region_code FROM duty_keys WHERE key = ? ORDER BY assignment_id DESC LIMIT ?
) WHERE region_code <> ?
"""
TEXTS = "SELECT id, text, type FROM assignments WHERE id IN ({marks})"


def align(db: sqlite3.Connection, assignment: int, facts: Assignment, document: Document) -> None:
    """Stores the keys of a duty, and the duties of other regions that are the same."""
    if not document.region:
        return
    keys = sorted({_hash(key) for key in duty_keys(facts, document.initiatives)})
    best = sorted(_counterparts(db, facts, keys, document.region), reverse=True)[:KEPT]
    rows = [(assignment, other, score) for score, other in best]
    insert_pairs(db, rows)
    keyed = [(key, assignment, document.region) for key in keys]
    db.executemany("INSERT INTO duty_keys (key, assignment_id, region_code) VALUES (?, ?, ?)", keyed)


def insert_pairs(db: sqlite3.Connection, rows: Iterable[tuple[int, int, float]]) -> None:
    """A pair stands once, the lower id first."""
    ordered = [(min(one, other), max(one, other), score) for one, other, score in rows]
    db.executemany("INSERT OR REPLACE INTO alignments (assignment_id, other_id, score) VALUES (?, ?, ?)", ordered)


def duty_keys(facts: Assignment, initiatives: Iterable[str]) -> Iterator[str]:
    """What two duties must share to be compared: an initiative and a topic, or a rule and a word."""
    own = duty(facts.text, facts.type)
    told = sorted(own.telling, key=lambda word: (-len(word), word))[:WORDS]
    for topic in own.topics:
        yield from (f"initiative {initiative(name)} {topic.slug}" for name in initiatives)
        if facts.type not in FORMULAS:  # «контроль оставляю за собой» of another project tells nothing
            yield from (f"topic {topic.rule} {word}" for word in told)


def _counterparts(
    db: sqlite3.Connection, facts: Assignment, keys: Iterable[int], region: str
) -> Iterator[tuple[float, int]]:
    met = Counter(row[0] for key in keys for row in db.execute(MEET, (key, NEWEST, region)))
    likeliest = [other for other, _ in met.most_common(CANDIDATES)]
    own = duty(facts.text, facts.type)
    for other, text, kind in db.execute(TEXTS.format(marks=", ".join("?" * len(likeliest))), likeliest):
        score = similarity(own, duty(text, kind), SAME)
        if score >= SAME:
            yield score, other


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=7).digest())
