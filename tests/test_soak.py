"""The trials themselves: that they see a difference, and break what they say they break."""

import random
import sqlite3
from pathlib import Path

import pytest

from pipeline.soak.kills import differences, imported, journal, letters
from pipeline.soak.mutations import MUTATIONS, Mutation, mutate
from tests.test_import import run


def test_two_imports_of_the_same_do_not_differ_and_others_do(tmp_path: Path) -> None:
    inbox = letters(tmp_path / "in", 6)
    one, other = tmp_path / "one" / "letters.db", tmp_path / "other" / "letters.db"
    assert imported(one) == 0
    run(one, inbox)
    run(other, *sorted(inbox.iterdir(), reverse=True))  # other ids
    assert not any(differences(one, other).values())
    assert imported(one) == 6
    assert journal(one) == {"finished": 1, "imports of one content": 1}
    with sqlite3.connect(other) as db:
        db.execute("UPDATE deadlines SET due = '2030-01-01' WHERE id = 1")
        db.execute("DELETE FROM documents WHERE id = 2")
    db.close()
    found = differences(one, other)
    assert (found["documents"], found["files"]) == (1, 0)
    assert found["deadlines"] >= 2


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_mutations_change_what_they_get(mutation: Mutation) -> None:
    content, other = bytes(range(256)) * 4, b"x" * 500
    made = {mutation(random.Random(seed), content, other) for seed in range(20)}
    assert len(made) > 15
    assert content not in made


def test_broken_files_are_of_every_source(tmp_path: Path) -> None:
    for name in ("a.txt", "b.pdf"):
        (tmp_path / name).write_bytes(name.encode() * 50)
    mutate(tmp_path / "out", [tmp_path / "a.txt", tmp_path / "b.pdf"], 12, 1)
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names[:4] == ["00000 flipped.txt", "00001 flipped.pdf", "00002 cut.txt", "00003 cut.pdf"]
    assert len(names) == 12
