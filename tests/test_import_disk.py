"""A disk that is full, and one that may not be written: message, exit code, and what the next run finds."""

import contextlib
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.test_cli import prikaz
from tests.test_import import rows
from tests.test_import_bad_files import LETTER

Mount = Callable[[str], None]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Mount]]:
    """A folder that is a disk of 2 MB, and what mounts it with other options."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(options: str) -> None:
        command = ["mount", "-t", "tmpfs", "-o", options, "prikaz", str(folder)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("no right to mount")

    mount("size=2m")
    try:
        yield folder, mount
    finally:
        with contextlib.suppress(OSError):
            subprocess.run(["umount", "--lazy", str(folder)], capture_output=True, check=False)


def test_a_full_disk_and_a_read_only_one(tmp_path: Path, disk: tuple[Path, Mount]) -> None:
    folder, mount = disk
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / "in" / f"{number}.txt").write_text(f"{LETTER}\n{number}\n" + "Приложение.\n" * 2000, "utf-8")
    command = ("import", "in", "--db", "disk/letters.db", "--jobs", "1")
    full = prikaz(*command, cwd=tmp_path)
    assert (full.returncode, "на диске нет места" in full.stderr) == (3, True), full.stderr
    mount("remount,size=100m")
    assert prikaz(*command, cwd=tmp_path).returncode == 0
    assert rows(folder / "letters.db", "SELECT count(*), count(DISTINCT file_sha256) FROM documents") == [(40, 40)]
    assert prikaz("verify", "--db", "disk/letters.db", cwd=tmp_path).returncode == 0
    mount("remount,ro")
    (tmp_path / "in" / "new.txt").write_text(LETTER, "utf-8")
    refused = prikaz(*command, cwd=tmp_path)
    assert refused.returncode == 3
    assert refused.stderr == (
        "База disk/letters.db: диск открыт только для чтения. Повторный запуск продолжит с этого места.\n"
    )
