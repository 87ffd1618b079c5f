"""The trials themselves: that they see a difference, and break what they say they break."""

import random
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.batch.work import read_and_extract
from pipeline.soak.kills import differences, imported, journal
from pipeline.soak.letters import inbox
from pipeline.soak.mutations import MUTATIONS, Mutation, mutate
from tests.test_import import run


def test_letters_are_of_every_form_and_all_different(tmp_path: Path) -> None:
    paths = [path for path in inbox(tmp_path / "in", 24).iterdir() if path.suffix != ".zip"]
    assert {path.suffix for path in paths} == {".txt", ".docx", ".pdf"}
    with zipfile.ZipFile(tmp_path / "in" / "письма.zip") as archive:
        contents = {archive.read(name) for name in archive.namelist()} | {path.read_bytes() for path in paths}
    assert (len(paths), len(contents)) == (22, 24)


def test_two_imports_of_the_same_do_not_differ_and_others_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.batch.stamps.SETTLED_NS", -1)  # a file settles while the second import runs
    letters = inbox(tmp_path / "in", 6)
    one, other = tmp_path / "one" / "letters.db", tmp_path / "other" / "letters.db"
    assert imported(one) == 0
    run(one, letters, work=read_and_extract)
    run(other, letters, work=read_and_extract)
    assert not any(differences(one, other).values())
    assert imported(one) == 6
    assert journal(one) == {"finished": 1, "imports of one content": 1}
    with closing(sqlite3.connect(other)) as db, db:
        db.execute("UPDATE pages SET text = '' WHERE rowid = 1")
        db.execute("DELETE FROM document_lemmas WHERE document_id = 2")
    found = {table: rows for table, rows in differences(one, other).items() if rows}
    assert found.pop("documents_fts") > 20
    assert found == {"pages": 2, "document_lemmas": 1}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_mutations_change_what_they_get(mutation: Mutation) -> None:
    content, other = bytes(range(256)) * 4, b"x" * 500
    made = {mutation(random.Random(seed), content, other) for seed in range(20)}
    assert len(made) > 15
    assert content not in made


def test_broken_files_are_of_every_source_and_do_not_hang_on_one_another(tmp_path: Path) -> None:
    sources = [tmp_path / "a.txt", tmp_path / "b.tar.gz"]
    for path in sources:
        path.write_bytes(path.name.encode() * 50)
    mutate(tmp_path / "all", sources, range(12), 1)
    mutate(tmp_path / "last", sources, range(8, 12), 1)
    names = sorted(path.name for path in (tmp_path / "all").iterdir())
    assert names[:4] == ["00000 flipped.txt", "00001 flipped.tar.gz", "00002 cut.txt", "00003 cut.tar.gz"]
    assert len(names) == 12
    for name in names[8:]:
        assert (tmp_path / "last" / name).read_bytes() == (tmp_path / "all" / name).read_bytes()
