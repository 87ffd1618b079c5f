import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONSTRAINTS = (ROOT / "constraints.txt").read_text("utf-8").splitlines()


def normal(name: str) -> str:
    """A package's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("line", CONSTRAINTS)
def test_constraints_are_names_and_versions_only(line: str) -> None:
    assert re.fullmatch(r"[\w.-]+==[\w.+!]+", line)


def test_everything_asked_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = {normal(re.split(r"[<>=!~\[; ]", requirement)[0]) for requirement in asked}
    assert names <= {normal(line.split("==")[0]) for line in CONSTRAINTS}


@pytest.mark.parametrize("target", ["setup", "demo", "test"])
def test_targets_are_there(target: str) -> None:
    run = subprocess.run(
        ["make", "--no-print-directory", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert ".ci/packages tesseract-ocr tesseract-ocr-rus" in run.stdout


def test_the_closing_lines_of_make_test_are_those_of_pytest() -> None:
    run = subprocess.run(
        ["make", "--no-print-directory", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines()[-1].startswith(".venv/bin/python -m pytest")


@pytest.mark.parametrize("script", ["run", "packages"])
def test_scripts_are_sound(script: str) -> None:
    path = ROOT / ".ci" / script
    assert path.stat().st_mode & 0o111
    subprocess.run(["sh", "-n", str(path)], check=True)


def test_nothing_missing_installs_nothing(tmp_path: Path) -> None:
    """With every package there, neither apt-get nor sudo is asked for."""
    fake = tmp_path / "dpkg-query"
    fake.write_text("#!/bin/sh\necho 'install ok installed'\n", "utf-8")
    fake.chmod(0o755)
    packages = str(ROOT / ".ci" / "packages")
    run = subprocess.run(
        [packages, "a", "b"], env={"PATH": f"{tmp_path}:/bin:/usr/bin"}, capture_output=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


def test_what_cannot_be_installed_is_named(tmp_path: Path) -> None:
    for name, script in (("dpkg-query", "exit 1"), ("apt-get", "exit 100"), ("id", "echo 0")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    run = subprocess.run(
        [str(ROOT / ".ci" / "packages"), "tesseract-ocr"],
        env={"PATH": f"{tmp_path}:/bin:/usr/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "apt-get install tesseract-ocr" in run.stderr
