"""The topics of a duty as rows, with their evidence: the rule and the words that fit it."""

import sqlite3

from extractors.topics import find_topics
from pipeline.store.search import lemma
from schemas.document import Assignment

TOPIC = """
INSERT INTO topics (slug, name) VALUES (:slug, :name) ON CONFLICT (slug) DO UPDATE SET name = excluded.name
RETURNING id
"""
LINK = "INSERT INTO assignment_topics (assignment_id, topic_id, rule, words, region_code) VALUES (?, ?, ?, ?, ?)"


def insert_topics(db: sqlite3.Connection, assignment: int, facts: Assignment, region: str | None) -> None:
    text = ". ".join(filter(None, (facts.text, facts.objective, facts.outcome)))
    for topic in find_topics(text, lemma):
        key = db.execute(TOPIC, {"slug": topic.slug, "name": topic.name}).fetchone()[0]
        db.execute(LINK, (assignment, key, topic.rule, topic.words, region))
