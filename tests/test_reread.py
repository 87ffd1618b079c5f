"""Reading the archive again, copies, checks, and what an import leaves for machines."""

import datetime as dt
import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from pipeline.backup import NoBackup, backup, restore
from pipeline.batch.work import Failure, Outcome, Reading
from pipeline.importer import import_paths
from pipeline.journal import Log, Watchers, write_report
from pipeline.reread import Change, Difference, reread
from pipeline.status import status
from pipeline.store.connection import connect
from pipeline.verify import verify
from tests.letters import document, layout
from tests.test_import import contents, db, inbox, rows, run, threads

__all__ = ["db", "inbox"]


def better(path: Path) -> Outcome:
    """Today's rules: another title, a place found, the deadline no more; one file does not read."""
    text = path.read_text("utf-8").strip()
    if "10" in text:
        return Failure("read", "Файл повреждён")
    task = {"source": "body", "type": "task", "text": "Руководителям школ провести мониторинг"}
    changes: dict[str, Any] = {"title": f"{text}!", "number": text, "place": "г. Тверь", "assignments": [task]}
    return Reading(layout(text), (document(**changes),), "text/plain")


def again(db: Path, apply: bool, **more: Any) -> list[Difference]:
    return list(reread(db, 2, apply=apply, work=more.pop("work", better), executor=threads, **more))


@pytest.fixture
def filled(inbox: Path, db: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database of three files, read by a former edition."""
    run(db, inbox)
    monkeypatch.setattr("pipeline.reread.edition", lambda: "2")
    return db


def test_a_look_changes_nothing(filled: Path) -> None:
    before = contents(filled)
    first, second, third = again(filled, apply=False)
    assert (first.name, first.error, first.changes) == ("10.txt", "Файл повреждён", ())
    assert Change("title", "О деле 2.txt", "О деле 2.txt!") in second.changes
    assert Change("place", None, "г. Тверь") in second.changes
    assert {change.new for change in second.changes if change.field == "assignments/deadlines"} == {None}
    assert third.changes
    assert contents(filled) == before
    assert sorted(path.name for path in filled.parent.iterdir()) == ["archive", "letters.db", "letters.db-lock"]


def test_applied_it_is_what_was_shown(filled: Path) -> None:
    shown = again(filled, apply=False)
    assert again(filled, apply=True) == shown
    titles = rows(filled, "SELECT title FROM documents ORDER BY title")
    assert titles == [("О деле 10.txt",), ("О деле 2.txt!",), ("О деле вложенная/письмо.txt!",)]
    assert [difference.name for difference in again(filled, apply=True)] == ["10.txt"]
    assert len(again(filled, apply=True, everything=True)) == 3
    assert len(rows(filled, "SELECT * FROM sources")) == 3


def test_corrections_stay(filled: Path) -> None:
    (sha256,) = rows(filled, "SELECT sha256 FROM files WHERE name = '2.txt'")[0]
    with sqlite3.connect(filled) as base:
        base.execute(
            "INSERT INTO corrections (file_sha256, ordinal, path, value, created)"
            " VALUES (?, 0, '/title', '\"О главном\"', '2026-01-01')",
            (sha256,),
        )
    base.close()
    again(filled, apply=True)
    assert ("О главном",) in rows(filled, "SELECT title FROM documents")


def test_what_could_not_be_read_is_tried_again(inbox: Path, db: Path) -> None:
    (inbox / "1.txt").write_text("damaged", "utf-8")
    run(db, inbox)
    (difference,) = again(db, apply=True, work=lambda path: Reading(layout("x"), (document(),), "text/plain"))
    assert difference.name == "1.txt"
    assert rows(db, "SELECT count(*) FROM documents") == [(4,)]
    (inbox / "2.txt").write_text("О другом", "utf-8")
    run(db, inbox / "2.txt")
    assert again(db, apply=True) == []  # what a newer file took the place of is not read again


def test_a_copy_and_the_way_back(filled: Path, tmp_path: Path) -> None:
    with connect(filled) as writer:  # in use
        assert backup(filled, tmp_path / "copy.tar") == 3
    writer.close()
    new = tmp_path / "база #1?a=100%20" / "base.db"  # no part of an address
    assert restore(tmp_path / "copy.tar", new) == 3
    assert contents(new) == contents(filled)
    assert list(verify(new)) == []
    with pytest.raises(NoBackup, match="уже есть"):
        restore(tmp_path / "copy.tar", new)
    (tmp_path / "text.tar").write_text("text", "utf-8")
    with pytest.raises(NoBackup, match="не копия"):
        restore(tmp_path / "text.tar", tmp_path / "third" / "base.db")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_verify_finds_what_is_lost_changed_and_unread(filled: Path) -> None:
    assert list(verify(filled)) == []
    first, second, _ = sorted((filled.parent / "archive").glob("??/*"))
    first.unlink()
    second.write_text("подмена", "utf-8")
    unread = filled.parent / "archive" / "ab" / f"ab{'0' * 62}.txt"
    unread.parent.mkdir(exist_ok=True)
    unread.touch()
    texts = sorted(fault.text[:22] for fault in verify(filled))
    assert texts == [
        "Подлинник изменился: е",
        "Подлинник изменился: е",
        "Подлинник не прочитан:",
        "Подлинника нет в архив",
    ]


def test_the_log_and_the_report(inbox: Path, db: Path, tmp_path: Path) -> None:
    (inbox / "1.txt").write_text("damaged", "utf-8")
    log, report = tmp_path / "log.jsonl", tmp_path / "reports" / "run.json"
    for error in (None, "Прервано"):
        lines = Log(log)
        watchers = Watchers([lines])
        run(db, inbox, watcher=watchers)
        lines.finish(error)
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [event["event"] for event in events[:3]] == ["started", "found", "file"]
    assert (events[-1]["event"], events[-1]["error"], events[-1]["run"]) == ("interrupted", "Прервано", 2)
    assert events[2]["error"] == "Файл повреждён"
    base = connect(db)
    assert watchers.run == 2
    write_report(base, 1, report)
    write_report(base, 1, report.with_suffix(".txt"))
    base.close()
    facts = json.loads(report.read_text("utf-8"))
    assert (facts["imported"], facts["failed"], len(facts["files"])) == (3, 1, 4)
    assert f"{inbox}/1.txt: Файл повреждён" in report.with_suffix(".txt").read_text("utf-8")


def test_the_health_of_the_imports(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = dt.datetime.now(dt.UTC)
    monkeypatch.setattr("pipeline.status.LEAST_FREE", 0)
    assert status(filled, 26, now) == (status(filled, 26, now)[0], ())
    assert "загружено 3" in status(filled, 26, now)[0]
    assert "не было" in status(filled, 26, now + dt.timedelta(hours=27))[1][0]
    monkeypatch.setattr("pipeline.status.LEAST_FREE", shutil.disk_usage(filled.parent).total * 2)
    with sqlite3.connect(filled) as base:
        base.execute("UPDATE runs SET status = 'interrupted'")
    base.close()
    assert [text.split()[0] for text in status(filled, 26, now)[1]] == ["Последняя", "На"]


def test_a_database_that_may_not_be_written(inbox: Path, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(db, inbox)
    monkeypatch.setattr("pipeline.importer.connect", lambda path: sqlite3.connect(f"file:{path}?mode=ro", uri=True))
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        import_paths(db, [inbox], 1, executor=threads)
