"""The files of `deploy/` are sound as far as a machine without systemd can tell, and name commands that exist."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_cli import COMMANDS

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
