import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pipeline.batch.sources import find_sources
from pipeline.explain import explanations
from pipeline.extraction import extract_paths, file_names
from pipeline.server import configured
from pipeline.store.connection import connect
from pipeline.store.runs import FileResult
from pipeline.watch import move, rounds
from tests.letters import document, reading_of
from tests.test_import import threads
from tests.test_import_bad_files import LETTER

ROOT = Path(__file__).parents[1]
PRIKAZ = (sys.executable, "-m", "pipeline.cli")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "TERMINAL_WIDTH": "100", "COLUMNS": "100"}
COMMANDS = tuple(
    "import extract serve watch reread backup restore verify status evaluate explain doctor".split()  # noqa: SIM905
)
HEAVY = {
    "distributed",
    "pipeline.importer",
    "spacy",
    "natasha",
    "pymorphy3",
    "numpy",
    "cv2",
    "datasette",
    "pdfplumber",
    "sqlite3",
    "schemas.document",
    "docx",
}


def prikaz(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PRIKAZ, *arguments], cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=False
    )


def test_help_is_russian_and_names_every_command(tmp_path: Path) -> None:
    run = prikaz("--help", cwd=tmp_path)
    assert run.returncode == 0
    for command in COMMANDS:
        assert f" {command} " in run.stdout
    assert "Коды завершения" in run.stdout
    for english in ("Usage", "Options", "Show this", "Commands"):
        assert english not in run.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(tmp_path: Path, command: str) -> None:
    run = prikaz(command, "--help", cwd=tmp_path)
    assert run.returncode == 0
    assert "Показать эту справку." in run.stdout


def test_help_loads_nothing_heavy() -> None:
    script = "import sys, pipeline.cli; print(' '.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not HEAVY & set(run.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import",), "Не указано: ПУТЬ…"),
        (("imprt", "x"), "Нет такой команды"),
        (("import", "x", "--jobs", "много"), "Неверное значение: --jobs"),
        (("import", "x", "--job"), "Нет такого параметра: --job"),
        (("serve", "--port"), "Параметру --port нужно значение"),
        (("watch", "нет"), "Папки нет нет"),
    ],
)
def test_mistakes_in_the_command(tmp_path: Path, arguments: Sequence[str], said: str) -> None:
    run = prikaz(*arguments, cwd=tmp_path)
    assert run.returncode == 2
    assert said in run.stderr


def test_a_broken_database_is_code_3(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("О деле", "utf-8")
    (tmp_path / "bad.db").write_text("не база" * 1000, "utf-8")
    run = prikaz("import", "a.txt", "--db", "bad.db", cwd=tmp_path)
    assert run.returncode == 3
    assert "bad.db" in run.stderr
    assert "Traceback" not in run.stderr
    assert prikaz("serve", "--db", "none.db", cwd=tmp_path).returncode == 3


def test_an_import_from_any_folder(tmp_path: Path) -> None:
    run = prikaz("import", "нет.txt", "--db", "base/letters.db", "--jobs", "1", cwd=tmp_path)
    assert run.returncode == 1
    assert "Файла нет" in run.stdout
    with sqlite3.connect(tmp_path / "base" / "letters.db") as db:
        assert db.execute("SELECT failed FROM runs").fetchall() == [(1,)]
    db.close()


def test_extract_writes_a_file_for_each_letter(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "sub/a.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text("damaged" if name == "b.txt" else f"О деле {name}", "utf-8")
    failed = extract_paths([tmp_path / "in"], tmp_path / "out", 2, work=reading_of, executor=threads)
    assert failed == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "a.txt.json", "c.json"]
    assert json.loads((tmp_path / "out" / "c.json").read_text("utf-8"))["title"] == "О деле c.txt"
    assert "b.txt: Файл повреждён" in capfd.readouterr().err


def test_extract_prints_json_lines(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("1.txt", "2.txt"):
        (tmp_path / name).write_text(f"О деле {name}", "utf-8")
    assert extract_paths([tmp_path], None, 1, work=reading_of, executor=threads) == 0
    lines = capfd.readouterr().out.splitlines()
    assert [json.loads(line)["title"] for line in lines] == ["О деле 1.txt", "О деле 2.txt"]


def test_results_never_share_a_name(tmp_path: Path) -> None:
    for name in ("a.pdf", "a.docx", "x/a.docx", "y/a.docx", "a.docx.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    names = file_names(list(find_sources([tmp_path])))
    assert names[0] == "a.json"
    assert len(set(names)) == 5


def test_explanations_show_value_rule_and_print() -> None:
    first, *others = explanations(document())
    assert first == ("/number", "10-32/419", "number.sign", "1", "1.00", "Приказ")
    assert ("/assignments/0/deadlines/0/due", "2024-02-20", "", "", "", "") in others
    assert not any(rule for _, _, rule, *_ in others)


def imported(paths: Sequence[Path]) -> list[FileResult]:
    """An importer for the tests of watching: files with «плохо» in their names fail."""
    return [FileResult(str(path), "failed" if "плохо" in path.name else "imported", error="-") for path in paths]


def test_watching_waits_until_a_file_is_complete(tmp_path: Path) -> None:
    calls: list[list[str]] = []

    def importer(paths: Sequence[Path]) -> list[FileResult]:
        calls.append([path.name for path in paths])
        return imported(paths)

    look = rounds(tmp_path, importer)
    for name in ("10.txt", "2.txt", "плохо.txt", ".hidden"):
        (tmp_path / name).write_text("О деле", "utf-8")
    next(look)
    (tmp_path / "10.txt").write_text("О деле, дописано", "utf-8")
    next(look)
    assert calls == [["2.txt", "плохо.txt"]]
    next(look)
    next(look)
    assert calls[1:] == [["10.txt"]]
    assert sorted(path.name for path in (tmp_path / "done").iterdir()) == ["10.txt", "2.txt"]
    assert [path.name for path in (tmp_path / "failed").iterdir()] == ["плохо.txt"]


def test_a_file_written_anew_while_it_is_imported_stays(tmp_path: Path) -> None:
    path = tmp_path / "scan.txt"

    def importer(paths: Sequence[Path]) -> list[FileResult]:
        path.write_text("О другом деле, больше", "utf-8")
        return imported(paths)

    path.write_text("О деле", "utf-8")
    look = rounds(tmp_path, importer)
    next(look)
    next(look)
    assert path.exists()


def test_moved_files_never_overwrite(tmp_path: Path) -> None:
    for text in ("первое", "второе", "третье"):
        (tmp_path / "scan.pdf").write_text(text, "utf-8")
        move(tmp_path / "scan.pdf", tmp_path / "done")
    names = sorted(path.name for path in (tmp_path / "done").iterdir())
    assert names == ["scan-2.pdf", "scan-3.pdf", "scan.pdf"]


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_watching_stops_cleanly(tmp_path: Path, end: signal.Signals) -> None:
    command = [*PRIKAZ, "watch", str(tmp_path), "--db", str(tmp_path / "base" / "letters.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT) as watch:
        assert watch.stdout is not None
        assert watch.stdout.readline().startswith("Жду письма")
        watch.send_signal(end)
        assert watch.wait(10) == 0
        assert watch.stdout.read() == "Остановлено.\n"


@pytest.fixture
def served(tmp_path: Path, unused_port: int) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    connect(tmp_path / "другая.db").close()
    command = [*PRIKAZ, "serve", "--db", str(tmp_path / "другая.db"), "--port", str(unused_port)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT
    ) as server:
        yield f"http://127.0.0.1:{unused_port}/", server
        server.terminate()


@pytest.fixture
def unused_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(address: str) -> str:
    """The page at an address, once the server is up."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=5) as page:
                return str(page.read().decode())
        except ConnectionError:
            time.sleep(0.1)
        except urllib.error.URLError:
            time.sleep(0.1)
    raise TimeoutError(address)


def test_serve_shows_any_database_as_letters(served: tuple[str, subprocess.Popen[str]]) -> None:
    address, server = served
    assert server.stdout is not None
    assert address in server.stdout.readline()
    rows = json.loads(answer(f"{address}letters/regions.json?_shape=array&_size=100"))
    assert len(rows) == 89


def test_the_configuration_is_linked_not_copied(tmp_path: Path) -> None:
    folder = configured(tmp_path / "x.db", tmp_path)
    assert (folder / "metadata.yaml").resolve() == (ROOT / "datasette" / "metadata.yaml").resolve()
    assert (folder / "letters.db").readlink() == tmp_path / "x.db"


def test_a_night_from_the_command_line(tmp_path: Path) -> None:
    """Import with log and report, health, check, copy, way back, look again: all with their exit codes."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(LETTER, "utf-8")
    options = ("--db", "a/letters.db", "--jobs", "1")
    assert prikaz("status", *options[:2], cwd=tmp_path).returncode == 3
    run = prikaz("import", "in", *options, "--log", "log.jsonl", "--report", "run.json", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert json.loads((tmp_path / "run.json").read_text("utf-8"))["imported"] == 1
    assert (tmp_path / "log.jsonl").read_text("utf-8").count("\n") == 4
    assert "загружено 1" in prikaz("status", *options[:2], cwd=tmp_path).stdout
    assert prikaz("verify", *options[:2], cwd=tmp_path).returncode == 0
    assert prikaz("backup", "copy.tar", *options[:2], cwd=tmp_path).returncode == 0
    assert prikaz("restore", "copy.tar", *options[:2], cwd=tmp_path).returncode == 2
    assert prikaz("restore", "copy.tar", "--db", "b/letters.db", cwd=tmp_path).returncode == 0
    look = prikaz("reread", "--db", "b/letters.db", "--jobs", "1", "--all", cwd=tmp_path)
    assert "Значений найдено: 0, потеряно: 0, изменено: 0" in look.stdout, look.stdout + look.stderr
    lost = prikaz("import", "in", *options, "--scheduler", "tcp://127.0.0.1:9", cwd=tmp_path)
    assert (lost.returncode, "не отвечает" in lost.stderr) == (4, True)


def test_a_reader_who_had_enough_is_no_mistake() -> None:
    """`prikaz extract … | head`."""
    reading, writing = os.pipe()
    os.close(reading)
    letter = sorted((ROOT / "corpus" / "letters").glob("*.txt"))[0]
    command = [*PRIKAZ, "extract", str(letter), "--jobs", "1"]
    with open(writing, "wb") as closed:  # noqa: PTH123 - the open handle, not a path
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, env=ENVIRONMENT, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
