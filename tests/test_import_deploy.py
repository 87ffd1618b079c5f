"""The files of `deploy/` are sound as far as a machine without systemd can tell, and name commands that exist."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_cli import COMMANDS, ROOT
from tests.test_import import rows
from tests.test_import_bad_files import LETTER

DEPLOY = Path(__file__).parents[1] / "deploy"
UNITS = sorted(path.name for path in DEPLOY.glob("prikaz*"))


@pytest.mark.parametrize("name", [*UNITS, "crontab", "README.md"])
def test_commands_and_options_exist(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    for command, options in re.findall(r"bin/prikaz (\w+)([^>\n]*)", text):
        assert command in COMMANDS
        run = [sys.executable, "-m", "pipeline.cli", command, "--help"]
        said = subprocess.run(run, capture_output=True, text=True, check=True, cwd=DEPLOY.parent).stdout
        assert all(option in said for option in re.findall(r"--\w+", options))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_units_are_sound(tmp_path: Path) -> None:
    for name in UNITS:
        text = (DEPLOY / name).read_text("utf-8").replace("/opt/prikaz/.venv/bin/prikaz", "/bin/true")
        (tmp_path / name).write_text(text, "utf-8")
    command = ["systemd-analyze", "verify", *(str(tmp_path / name) for name in UNITS)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    ours = [line for line in checked.stderr.splitlines() if "prikaz" in line]
    assert (checked.returncode, ours) == (0, []), checked.stderr


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The folders that the crontab names, and the program as a command."""
    for name in ("inbox", "base", "log", "copies", "bin"):
        (tmp_path / name).mkdir()
    program = tmp_path / "bin" / "prikaz"
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m pipeline.cli "$@"\n', "utf-8")
    program.chmod(0o755)
    return tmp_path


def crontab(house: Path) -> dict[str, str]:
    """The command lines of the crontab by their command, as cron hands them to a shell."""
    text = (DEPLOY / "crontab").read_text("utf-8")
    lines = [line.split(maxsplit=5)[5] for line in text.splitlines() if not line.startswith("#")]
    here = [line.replace("/opt/prikaz/.venv", str(house)).replace("/srv/prikaz", str(house)) for line in lines]
    return {line.split("bin/prikaz ")[1].split()[0]: line.replace("\\%", "%") for line in here}


def cron(line: str, house: Path) -> "subprocess.Popen[str]":
    """Runs a line as cron does: by sh, at home, with next to no environment. What is said would be mailed."""
    environment = {"HOME": str(house), "LOGNAME": "prikaz", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(["/bin/sh", "-c", line], cwd=house, env=environment, text=True, **pipes)


def test_the_crontab_imports_once_where_two_start_at_once(house: Path) -> None:
    for number in range(3):
        (house / "inbox" / f"{number}.txt").write_text(f"{LETTER}\n{number}\n", "utf-8")
    lines = crontab(house)
    both = [cron(lines["import"], house) for _ in range(2)]
    said = [one.communicate(timeout=60) for one in both]
    assert sorted(one.returncode for one in both) == [0, 1], said
    assert said == [("", "")] * 2
    assert rows(house / "base" / "letters.db", "SELECT imported, status FROM runs") == [(3, "finished")]
    assert "Загружено: 3." in (house / "log" / "last.txt").read_text("utf-8")
    for command in ("status", "backup"):
        one = cron(lines[command], house)
        assert (one.communicate(timeout=60)[1], one.returncode) == ("", 0)
    assert [path.suffix for path in (house / "copies").iterdir()] == [".tar"]
