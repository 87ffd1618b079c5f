import errno
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pipeline.archive import Archive
from pipeline.batch import budget, source, stamps
from pipeline.batch.lock import locked
from pipeline.batch.pool import Workers
from pipeline.batch.sources import find_sources
from pipeline.batch.work import Failure, Outcome, Reading, time_limit
from pipeline.errors import ReadError
from pipeline.importer import Watcher, import_paths
from pipeline.store.runs import RUNS_IN_FULL, FileResult
from tests.letters import document, layout, reading_of

ROOT = Path(__file__).parents[1]


def threads(jobs: int) -> Executor:
    return ThreadPoolExecutor(jobs)


def run(db: Path, *paths: Path, **more: Any) -> tuple[FileResult, ...]:
    return import_paths(db, paths, 2, work=more.pop("work", reading_of), executor=threads, **more)


def statuses(results: Sequence[FileResult]) -> list[str]:
    return [result.status for result in results]


def rows(db: Path, query: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(db) as connection:
        found = connection.execute(query).fetchall()
    connection.close()
    return found


def contents(db: Path) -> list[str]:
    """The whole database but its journal of runs."""
    with sqlite3.connect(db) as connection:
        lines = [line for line in connection.iterdump() if "run" not in line.split("VALUES")[0]]
    connection.close()
    return [line for line in lines if "sqlite_sequence" not in line]


@pytest.fixture(autouse=True)
def _one_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sources that are edited while the tests run are no other edition."""
    monkeypatch.setattr("pipeline.importer.edition", lambda: "1")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    for name in ("10.txt", "2.txt", "вложенная/письмо.txt", ".hidden", "~$word.docx", "2.json", "пустая/.keep"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"О деле {name}", "utf-8")
    return folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "base" / "letters.db"


def test_a_folder_in_natural_order_without_litter(inbox: Path, db: Path) -> None:
    results = run(db, inbox)
    assert [Path(result.name).name for result in results] == ["2.txt", "10.txt", "письмо.txt"]
    assert statuses(results) == ["imported"] * 3
    assert rows(db, "SELECT id, title FROM documents ORDER BY id")[0] == (1, "О деле 2.txt")
    assert rows(db, "SELECT status, imported, unchanged, failed FROM runs") == [("finished", 3, 0, 0)]


def test_twice_changes_nothing(inbox: Path, db: Path) -> None:
    run(db, inbox)
    before = contents(db)
    assert statuses(run(db, inbox, inbox / "2.txt")) == ["unchanged"] * 4
    assert contents(db) == before
    assert rows(db, "SELECT count(*) FROM runs") == [(2,)]


def test_the_journal_lists_unchanged_files_of_the_last_runs_only(inbox: Path, db: Path) -> None:
    (inbox / "1.txt").write_text("damaged", "utf-8")
    for _ in range(RUNS_IN_FULL + 2):
        run(db, inbox)
    lists = "SELECT run_id, count(*) FROM run_files WHERE status = '{}' GROUP BY run_id"
    last = RUNS_IN_FULL + 2
    assert rows(db, lists.format("unchanged")) == [(number, 3) for number in range(3, last + 1)]
    assert rows(db, lists.format("failed")) == [(number, 1) for number in range(1, last + 1)]
    assert rows(db, "SELECT DISTINCT unchanged FROM runs WHERE id > 1") == [(3,)]


def test_originals_are_kept_by_content(inbox: Path, db: Path) -> None:
    run(db, inbox)
    (sha256,) = rows(db, "SELECT sha256 FROM files WHERE name = '2.txt'")[0]
    original = db.parent / "archive" / sha256[:2] / f"{sha256}.txt"
    assert original.read_text("utf-8") == "О деле 2.txt"
    assert not list(db.parent.rglob(".new-*"))


def test_a_changed_file_replaces_itself(inbox: Path, db: Path) -> None:
    run(db, inbox)
    (inbox / "2.txt").write_text("О новом деле", "utf-8")
    assert statuses(run(db, inbox)) == ["imported", "unchanged", "unchanged"]
    titles = [title for (title,) in rows(db, "SELECT title FROM documents ORDER BY title")]
    assert titles == ["О деле 10.txt", "О деле вложенная/письмо.txt", "О новом деле"]


def test_a_copy_is_read_once(inbox: Path, db: Path) -> None:
    (inbox / "2 копия.txt").write_text("О деле 2.txt", "utf-8")
    assert sorted(statuses(run(db, inbox))) == ["imported", "imported", "imported", "unchanged"]
    assert rows(db, "SELECT count(*) FROM documents") == [(3,)]


def test_a_failure_is_a_row_and_the_rest_goes_on(inbox: Path, db: Path) -> None:
    (inbox / "1.txt").write_text("damaged", "utf-8")
    (inbox / "1 копия.txt").write_text("damaged", "utf-8")
    results = run(db, inbox, inbox / "нет.pdf")
    assert statuses(results) == ["failed", "failed", "imported", "imported", "imported", "failed"]
    found = rows(db, "SELECT stage, error FROM run_files WHERE status = 'failed' ORDER BY id")
    assert found == [
        ("read", "Файл повреждён"),
        ("read", "Такой же файл уже встретился и не прочитан"),
        ("open", "Файла нет"),
    ]
    (inbox / "1.txt").write_text("теперь цел", "utf-8")
    assert statuses(run(db, inbox / "1.txt")) == ["imported"]


def test_facts_that_break_the_schema_cost_only_their_file(inbox: Path, db: Path) -> None:
    def work(path: Path) -> Outcome:
        region = "RU-XXX" if "10" in path.read_text("utf-8") else "RU-AMU"
        return Reading(layout(), (document(region=region),))

    results = run(db, inbox, work=work)
    assert [(r.status, r.stage) for r in results] == [("imported", None), ("failed", "store"), ("imported", None)]


def test_another_edition_reads_anew(inbox: Path, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(db, inbox)
    monkeypatch.setattr("pipeline.importer.edition", lambda: "another")
    assert statuses(run(db, inbox)) == ["imported"] * 3
    assert rows(db, "SELECT count(*) FROM documents") == [(3,)]


CODE_PAGE_1251 = "Приказ.txt".encode("cp1251")
ODD_NAMES = (b"line\nbreak.txt", b"quo\"te's.txt", CODE_PAGE_1251, b"[red]x.txt", b"%s {0}.txt", b"-db.txt")


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names(inbox: Path, db: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(inbox) + b"/" + name))
    path.write_text("О странном имени", "utf-8")
    assert statuses(run(db, inbox)) == ["imported"] * 4
    assert statuses(run(db, path)) == ["unchanged"]
    (stored,) = rows(db, "SELECT name FROM run_files ORDER BY id DESC LIMIT 1")[0]
    assert stored.isprintable()


def test_what_is_no_file(inbox: Path, db: Path) -> None:
    os.mkfifo(inbox / "pipe.txt")
    (inbox / "broken.txt").symlink_to(inbox / "nowhere")
    errors = [result.error for result in run(db, inbox) if result.status == "failed"]
    assert errors == ["Файла нет", "Это не обычный файл"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read(inbox: Path, db: Path) -> None:
    (inbox / "2.txt").chmod(0)
    assert [result.error for result in run(db, inbox / "2.txt")] == ["Файл не открывается: Permission denied"]


def test_a_file_that_vanishes(inbox: Path, db: Path) -> None:
    class Thief(Watcher):
        def total(self, files: int) -> None:
            (inbox / "10.txt").unlink()

    assert statuses(run(db, inbox, watcher=Thief())) == ["imported", "failed", "imported"]


def archive_of(path: Path, *members: tuple[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members:
            archive.writestr(name, text)
    return path


def test_an_archive(tmp_path: Path, db: Path) -> None:
    members = (("../../evil.txt", "О взломе"), ("/etc/x.txt", "О корне"), ("PRIKAZ.txt", "О приказе"), (".hidden", "x"))
    path = archive_of(tmp_path / "письма.ZIP", *members)
    path.write_bytes(path.read_bytes().replace(b"PRIKAZ", "Приказ".encode("cp866")))  # as Windows writes it
    results = run(db, path)
    assert statuses(results) == ["imported"] * 3
    assert sorted(name for (name,) in rows(db, "SELECT name FROM files")) == ["evil.txt", "x.txt", "Приказ.txt"]
    assert not (tmp_path.parent / "evil.txt").exists()
    assert statuses(run(db, path)) == ["unchanged"] * 3


def test_an_archive_of_the_same_name_is_another_one(tmp_path: Path, db: Path) -> None:
    for text in ("О первом", "О втором"):
        assert statuses(run(db, archive_of(tmp_path / "a.zip", ("a.txt", text)), lasting=False)) == ["imported"]
    assert rows(db, "SELECT title FROM documents ORDER BY id") == [("О первом",), ("О втором",)]


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [("MAX_MEMBERS", 1, "слишком велик"), ("MAX_UNPACKED", 10, "слишком велик"), ("MAX_BYTES", 600, "больше")],
)
def test_archives_have_limits(
    tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, reason: str
) -> None:
    path = archive_of(tmp_path / "a.zip", ("a.txt", "а" * 400), ("b.txt", "б" * 400))
    monkeypatch.setattr(source if limit == "MAX_BYTES" else budget, limit, value)
    results = run(db, path)
    assert all(result.status == "failed" and reason in (result.error or "") for result in results)


def test_a_broken_archive(tmp_path: Path, db: Path) -> None:
    whole = archive_of(tmp_path / "a.zip", ("a.txt", "О деле" * 100)).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[:200])
    (tmp_path / "bad.zip").write_bytes(whole.replace("деле".encode(), "тело".encode(), 1))
    (tmp_path / "text.zip").write_text("не архив", "utf-8")
    results = run(db, *(tmp_path / name for name in ("cut.zip", "bad.zip", "text.zip")))
    assert [(result.stage, result.status) for result in results] == [("open", "failed")] * 3
    assert all("повреждён" in (result.error or "") for result in results)


def test_an_archive_with_a_password(tmp_path: Path, db: Path) -> None:
    path = archive_of(tmp_path / "a.zip", ("a.txt", "О деле"))
    content = bytearray(path.read_bytes())
    for header, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + place] |= 1
    path.write_bytes(content)
    assert "паролем" in (run(db, path)[0].error or "")


def dying(path: Path) -> Outcome:
    """Ends its process on some files; runs in a worker process."""
    if path.read_text("utf-8").startswith("смерть"):
        os._exit(9)
    return reading_of(path)


def test_a_worker_that_dies_costs_only_its_file(inbox: Path, db: Path) -> None:
    for name in ("1.txt", "3.txt"):
        (inbox / name).write_text(f"смерть {name}", "utf-8")
    results = import_paths(db, [inbox], 2, work=dying)
    assert statuses(results) == ["failed", "imported", "failed", "imported", "imported"]
    assert {result.stage for result in results if result.status == "failed"} == {"read"}


def test_order_is_kept_and_flight_is_bounded() -> None:
    flying: list[int] = []

    def items() -> Iterator[tuple[int, Path]]:
        for number in range(100):
            flying.append(number)
            yield number, Path(str(number))

    def work(path: Path) -> Outcome:
        time.sleep(0.005 * (int(path.name) % 3))
        return Failure("read", path.name)

    done = 0
    with Workers(2, work, threads) as workers:
        for number, outcome in workers.outcomes(items()):
            assert isinstance(outcome, Failure)
            assert outcome.error == str(number) == str(done)
            done += 1
            assert len(flying) - done <= 32
    assert done == 100


def test_the_time_limit_ends_python() -> None:
    with pytest.raises(ReadError) as error, time_limit(0.05):
        time.sleep(5)
    assert error.value.code == "timeout"
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


STUCK = """
import ctypes, sys
from pipeline.batch.work import time_limit
with time_limit(0.2):
    while True:
        ctypes.PyDLL(None).usleep(100_000_000)
"""


def test_the_time_limit_ends_a_process_stuck_outside_python() -> None:
    ended = subprocess.run([sys.executable, "-c", STUCK], cwd=ROOT, timeout=20, check=False)
    assert ended.returncode == 1


def test_two_imports_at_once_both_end_well(inbox: Path, db: Path) -> None:
    waited = threading.Event()

    class Second(Watcher):
        def waiting(self) -> None:
            waited.set()

    db.parent.mkdir()
    with ThreadPoolExecutor(1) as second:
        with locked(db, lambda: None):
            future = second.submit(run, db, inbox, watcher=Second())
            assert waited.wait(10)
            assert not db.exists()
        assert statuses(future.result(10)) == ["imported"] * 3


SLOW = """
import signal, sys, time
from pathlib import Path
import pipeline.importer
from pipeline.importer import Watcher, import_paths
from tests.letters import reading_of

class First(Watcher):
    def done(self, result):
        print(result.status, flush=True)

def slow(path):
    if "10" in path.read_text("utf-8"):
        time.sleep(60)
    return reading_of(path)

if __name__ == "__main__":
    pipeline.importer.edition = lambda: "1"
    for end in (signal.SIGINT, signal.SIGTERM):  # as pipeline.cli.main does
        signal.signal(end, signal.default_int_handler)
    import_paths(Path(sys.argv[1]), [Path(sys.argv[2])], 1, First(), work=slow)
"""


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_next_import_finishes_an_interrupted_one(
    inbox: Path, db: Path, tmp_path: Path, end: signal.Signals
) -> None:
    script = tmp_path / "slow.py"
    script.write_text(SLOW, "utf-8")
    command = [sys.executable, str(script), str(db), str(inbox)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"imported\n"
        process.send_signal(end)
        assert process.wait(10) != 0
    assert rows(db, "SELECT title FROM documents") == [("О деле 2.txt",)]
    assert statuses(run(db, inbox)) == ["unchanged", "imported", "imported"]
    assert rows(db, "SELECT status FROM runs ORDER BY id") == [("interrupted",), ("finished",)]


def test_the_archive_names_what_it_wrote(tmp_path: Path) -> None:
    """A file that changes between the two readings is kept under the name of what was copied."""
    path = tmp_path / "a.txt"
    path.write_text("первое", "utf-8")
    (source,) = find_sources([path])
    archive = Archive(tmp_path / "archive")
    first = archive.keep(source)
    path.write_text("второе", "utf-8")
    second = archive.keep(source)
    assert (first.path.read_text("utf-8"), second.path.read_text("utf-8")) == ("первое", "второе")
    assert first.sha256 != second.sha256


def test_a_database_that_is_none(inbox: Path, db: Path) -> None:
    db.parent.mkdir()
    db.write_text("это не база данных, а текст" * 100, "utf-8")
    with pytest.raises(sqlite3.DatabaseError):
        run(db, inbox)


def test_what_is_as_it_was_is_not_read(inbox: Path, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "SETTLED_NS", -1)
    run(db, inbox)
    opened: list[str] = []
    keep = Archive.keep
    monkeypatch.setattr(Archive, "keep", lambda self, source: opened.append(source.name) or keep(self, source))
    assert statuses(run(db, inbox)) == ["unchanged"] * 3
    assert opened == []
    (inbox / "2.txt").write_text("О деле 3.txt", "utf-8")
    (inbox / "10.txt").rename(inbox / "11.txt")
    assert statuses(run(db, inbox)) == ["imported", "unchanged", "unchanged"]
    assert opened == ["2.txt", "11.txt"]
    assert rows(db, "SELECT count(*) FROM stamps") == rows(db, "SELECT count(*) FROM sources")


def test_what_was_just_written_is_read_again(inbox: Path, db: Path) -> None:
    run(db, inbox)
    assert rows(db, "SELECT count(*) FROM stamps") == [(0,)]


def test_a_deadly_file_is_set_aside_until_the_rules_change(
    inbox: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def work(path: Path) -> Outcome:
        read.append(path.read_text("utf-8"))
        return Failure("read", "Слишком долго", deadly=True)

    for _ in range(2):
        results = run(db, inbox / "2.txt", work=work)
        assert [(r.status, r.error) for r in results] == [("failed", "Слишком долго")]
    assert len(read) == 1
    monkeypatch.setattr("pipeline.importer.edition", lambda: "another")
    run(db, inbox / "2.txt", work=work)
    assert len(read) == 2


def test_a_full_disk_ends_the_run(inbox: Path, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "keep", full)
        with pytest.raises(OSError, match="No space"):
            run(db, inbox)
    assert rows(db, "SELECT status, failed FROM runs") == [("interrupted", 0)]
    assert statuses(run(db, inbox)) == ["imported"] * 3


def test_what_was_not_written_to_its_end_goes(inbox: Path, db: Path) -> None:
    (db.parent / "archive").mkdir(parents=True)
    (db.parent / "archive" / ".new-1").write_text("О де", "utf-8")
    run(db, inbox)
    assert not list(db.parent.rglob(".new-*"))
