"""Vocabularies of patterns: every entry knows the phrase that demanded it."""

import re
from pathlib import Path

import pytest

from extractors import vocabulary

PATTERNS = (
    "annex_stamps",
    "deadline_labels",
    "general_objects",
    "label_starts",
    "meeting_prologues",
    "no_requests",
    "passive_stems",
    "quiet_words",
    "regulations",
    "request_words",
)


@pytest.mark.parametrize("name", PATTERNS)
def test_entries_know_their_phrases(name: str) -> None:
    lines = (Path(vocabulary.__file__).parent / f"{name}.txt").read_text("utf-8").splitlines()
    entries = [line.partition("  # ") for line in lines if not line.startswith("#")]
    assert [phrase for entry, _, phrase in entries if not phrase or not re.search(entry, phrase, re.IGNORECASE)] == []
