"""An import by a real scheduler and real workers on the loopback."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.batch.cluster import Cluster, SchedulerError, read_there
from pipeline.batch.edition import edition
from pipeline.batch.work import Failure, Outcome
from pipeline.importer import Watcher, import_paths
from pipeline.store.runs import FileResult
from tests.letters import reading_of
from tests.test_cli import PRIKAZ
from tests.test_import import ROOT, rows
from tests.test_import_bad_files import LETTER

pytest.importorskip("distributed")

ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}",
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
}


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def started(*arguments: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A part of the cluster, ended with all that it started."""
    command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=quiet, stderr=quiet, start_new_session=True
    ) as it:
        try:
            yield it
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(it.pid, signal.SIGKILL)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Its address and process; two workers with their nannies."""
    port = str(unused_port())
    address = f"tcp://127.0.0.1:{port}"
    options = ("--host", "127.0.0.1", "--no-dashboard")
    workers = (address, "--nworkers", "2", "--nthreads", "1", *options, "--local-directory", str(tmp_path))
    with (
        started("dask_scheduler", "--port", port, *options, folder=tmp_path) as process,
        started("dask_worker", *workers, folder=tmp_path),
    ):
        wait_for(address)
        yield address, process


def wait_for(address: str) -> None:
    for _ in range(30):
        with contextlib.suppress(SchedulerError):
            cluster = Cluster(address)
            try:
                cluster.client.wait_for_workers(2, timeout=30)
                return
            finally:
                cluster.shutdown()
        time.sleep(0.5)
    raise TimeoutError(address)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(1, 25):
        (folder / f"{number}.txt").write_text(f"О деле {number}", "utf-8")
    return folder


def slowly(path: Path) -> Outcome:
    """Takes its time; ends its process on one of the files. Runs on a worker."""
    time.sleep(0.05)
    if path.read_text("utf-8") == "смерть":
        os._exit(9)
    return reading_of(path)


def elsewhere(path: Path) -> Outcome:
    """Says where it reads."""
    text = path.read_text("utf-8")
    return Failure("read", f"{'sent' if 'prikaz-' in str(path.parent) else 'shared'} {text}")


class Killer(Watcher):
    """Kills one worker in the middle."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster, self.files = cluster, 0

    def done(self, result: FileResult) -> None:
        self.files += 1
        if self.files == 4:
            workers = self.cluster.client.run(os.getpid, on_error="ignore")  # one may be dying already
            os.kill(next(iter(workers.values())), signal.SIGKILL)


def test_an_import_by_a_cluster(inbox: Path, tmp_path: Path, scheduler: tuple[str, subprocess.Popen[bytes]]) -> None:
    """A worker is killed from outside, a file kills its own."""
    address, _ = scheduler
    db = tmp_path / "base" / "letters.db"
    (inbox / "12.txt").write_text("смерть", "utf-8")
    cluster = Cluster(address)
    results = import_paths(db, [inbox], cluster.processes, Killer(cluster), work=slowly, executor=lambda _: cluster)
    assert [Path(r.name).name for r in results if r.status == "failed"] == ["12.txt"]
    assert rows(db, "SELECT count(*), count(DISTINCT number) FROM documents") == [(23, 23)]
    assert "дважды" in (results[11].error or "")


def test_a_scheduler_that_goes_away_ends_the_command(
    tmp_path: Path, scheduler: tuple[str, subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, process = scheduler
    for number in range(300):  # many more than are read before the scheduler is gone
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{number}.txt").write_text(f"{LETTER}\n{number}\n", "utf-8")
    log, command = tmp_path / "log.jsonl", (*PRIKAZ, "import", "in", "--db", "letters.db", "--scheduler", address)
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with subprocess.Popen((*command, "--log", str(log)), cwd=tmp_path, env=ENVIRONMENT, text=True, **pipes) as one:
        while one.poll() is None and not (log.exists() and '"event": "file"' in log.read_text("utf-8")):
            time.sleep(0.05)
        process.kill()
        said = one.communicate(timeout=60)[1]
    assert (
        said.splitlines()[-1] == f"Связь с планировщиком {address} потеряна. Повторный запуск продолжит с этого места"
    )
    assert "Traceback" not in said
    assert one.returncode == 4
    assert rows(tmp_path / "letters.db", "SELECT status FROM runs") == [("interrupted",)]
    monkeypatch.setattr("pipeline.batch.cluster.PATIENCE", "1s")
    with pytest.raises(SchedulerError):
        Cluster(address)


def test_files_are_sent_where_the_folder_is_not_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.batch.cluster.restrain", lambda: None)  # bounds are for a worker, not for the tests
    path = tmp_path / "a.txt"
    path.write_text("О деле", "utf-8")
    assert read_there(elsewhere, path, None, edition()) == Failure("read", "shared О деле")
    assert read_there(elsewhere, tmp_path / "nowhere", None, edition()) == "unseen"
    assert read_there(elsewhere, tmp_path / "nowhere", b"sent", edition()) == Failure("read", "sent sent")
    other = read_there(elsewhere, path, None, "another")
    assert isinstance(other, Failure)
    assert "другая версия" in other.error
