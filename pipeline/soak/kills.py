"""Random SIGKILLs during an import: `python -m pipeline.soak.kills FOLDER --files 2000 --kills 200 --seconds 600`.

Composed letters are imported once in peace, and once by imports that are killed at a random moment, with all their
processes or without their workers, until one comes to its end. Then the two databases are compared row by row. What the
given time does not suffice for is gone on with when the command is given again.
"""

import argparse
import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline.soak.letters import inbox
from pipeline.store.connection import read_only

PROGRAM = (sys.executable, "-m", "pipeline.cli")
QUIET = subprocess.DEVNULL

LONGEST_WAIT = 0.3
"""Seconds between the file that an import is killed after and the kill: some files more."""

JOURNAL = {"runs", "run_files"}
"""Tables that tell of the imports themselves; every other row must be the same, ids and all."""

TABLES = """
SELECT name, type = 'virtual' FROM pragma_table_list
WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%' ORDER BY name
"""


@dataclass(frozen=True, slots=True)
class Trial:
    """The folder of a trial: the letters, and the database of the import in peace and of those in trouble."""

    folder: Path

    @property
    def letters(self) -> Path:
        return self.folder / "in"

    @property
    def calm(self) -> Path:
        return self.folder / "calm" / "letters.db"

    @property
    def shaken(self) -> Path:
        return self.folder / "shaken" / "letters.db"

    @property
    def kills(self) -> Sequence[str]:
        """A line for each kill so far."""
        log = self.folder / "kills.log"
        return log.read_text("utf-8").splitlines() if log.exists() else ()

    def note(self, kill: str) -> None:
        with (self.folder / "kills.log").open("a", encoding="utf-8") as log:
            log.write(f"{kill}\n")


def shake(trial: Trial, files: int, kills: int, seed: int, deadline: float) -> bool:
    """Imports in peace, then in trouble until `deadline`; says whether all is done."""
    if not trial.letters.exists():
        inbox(trial.letters, files, seed)
    _import(trial.letters, trial.calm)
    expected = imported(trial.calm)
    while (done := len(trial.kills)) < kills and (before := imported(trial.shaken)) < expected:
        if time.monotonic() > deadline:
            return False
        dice = random.Random(f"{seed} {done}")
        after = before + dice.randint(0, 2 * (expected - before) // (kills - done + 1))
        whole, wait = dice.random() < 0.7, dice.uniform(0, LONGEST_WAIT)
        if _killed(trial, after, wait, whole):
            trial.note(f"{imported(trial.shaken)} {'all' if whole else 'parent'}")
    _import(trial.letters, trial.shaken)
    return True


def _command(letters: Path, db: Path) -> tuple[str, ...]:
    return (*PROGRAM, "import", str(letters), "--db", str(db))


def _import(letters: Path, db: Path) -> None:
    subprocess.run(_command(letters, db), stdout=QUIET, check=True)


def imported(db: Path) -> int:
    """Files in the database; 0 before there is one."""
    return _count(db, "files")


def _count(db: Path, table: str) -> int:
    try:
        with closing(read_only(db)) as base:
            return int(base.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def _killed(trial: Trial, files: int, wait: float, whole: bool) -> bool:
    """Starts an import and kills it `wait` seconds after it has `files`; False where it was faster."""
    runs = _count(trial.shaken, "runs")
    command = _command(trial.letters, trial.shaken)
    with subprocess.Popen(command, stdout=QUIET, stderr=QUIET, start_new_session=True) as process:
        while process.poll() is None and (_count(trial.shaken, "runs") == runs or imported(trial.shaken) < files):
            time.sleep(0.02)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(wait)
        was_killed = process.returncode is None
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if whole else os.kill)(process.pid, signal.SIGKILL)
    return was_killed


def journal(db: Path) -> Counter[str]:
    """How many runs ended how, and the most often that one content was imported."""
    with closing(sqlite3.connect(db)) as base:
        counts = Counter(dict(base.execute("SELECT status, count(*) FROM runs GROUP BY status").fetchall()))
        query = "SELECT count(*) FROM run_files WHERE status = 'imported' GROUP BY sha256 ORDER BY 1 DESC LIMIT 1"
        counts["imports of one content"] = (base.execute(query).fetchone() or (0,))[0]
    return counts


def differences(one: Path, other: Path) -> dict[str, int]:
    """By table, how many rows only one of the databases has; of an index of words, how many words in a place."""
    with closing(sqlite3.connect(one)) as first, closing(sqlite3.connect(other)) as second:
        return {
            name: sum(((rows - others) + (others - rows)).values())
            for name, index in first.execute(TABLES).fetchall()
            if name not in JOURNAL
            for rows, others in [(_rows(first, name, index), _rows(second, name, index))]
        }


def _rows(db: sqlite3.Connection, table: str, index: bool) -> Counter[tuple[object, ...]]:
    if index:
        db.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', '{table}', 'instance')")
    rows = Counter(db.execute(f"SELECT * FROM {'temp.words' if index else table}"))
    db.execute("DROP TABLE IF EXISTS temp.words")
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description="Прерванные загрузки в сравнении с непрерванной")
    parser.add_argument("folder", type=Path, help="папка этого испытания")
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=600, help="сколько времени дано этому запуску")
    options = parser.parse_args()
    trial = Trial(options.folder)
    whole = shake(trial, options.files, options.kills, options.seed, time.monotonic() + options.seconds)
    print(f"Загружено {imported(trial.shaken)} из {imported(trial.calm)}, прерываний {len(trial.kills)}")
    if not whole:
        sys.exit("Испытание не окончено: запустите команду ещё раз")
    found = differences(trial.calm, trial.shaken)
    verified = subprocess.run((*PROGRAM, "verify", "--db", str(trial.shaken)), check=False).returncode
    print(f"Журнал: {dict(journal(trial.shaken))}")
    print(f"Таблиц {len(found)}, строк, которые есть лишь в одной из баз: {sum(found.values())}")
    print("".join(f"  {table}: {rows}\n" for table, rows in found.items() if rows), end="")
    sys.exit(bool(sum(found.values()) or verified))


if __name__ == "__main__":
    main()
