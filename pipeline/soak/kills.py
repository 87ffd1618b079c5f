"""Random SIGKILLs during an import: `python -m pipeline.soak.kills FOLDER --files 2000 --kills 200`.

Letters of the corpus, each made another by a line of its own, are imported once in peace, and once by imports that are
killed at a random moment with all their processes, until one comes to its end. Then the two databases are compared.
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
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

LETTERS = Path(__file__).parents[2] / "corpus" / "letters"
COMMAND = (sys.executable, "-m", "pipeline.cli", "import")

COMPARED = (
    "files",
    "sources",
    "pages",
    "documents",
    "document_parties",
    "assignments",
    "deadlines",
    "evidence",
    "citations",
)
"""Tables whose rows are those of files. Ids differ where another file was stored first, so they are left out."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a trial; `differences` are the rows that only one of the databases has."""

    files: int
    kills: int
    seconds: float
    journal: Counter[str]
    differences: dict[str, int]


def letters(folder: Path, count: int, source: Path = LETTERS) -> Path:
    """`count` texts in a new folder, all different."""
    folder.mkdir(parents=True)
    texts = [path.read_text("utf-8") for path in sorted(source.glob("*.txt"))]
    for number in range(count):
        text = f"{texts[number % len(texts)]}\n\nЭкземпляр {number + 1}\n"
        (folder / f"{number + 1}.txt").write_text(text, "utf-8")
    return folder


def trial(folder: Path, files: int, kills: int, seed: int) -> Trial:
    """Imports in peace and in trouble; what the killed imports leave over, a last one finishes."""
    inbox, calm, shaken = (
        letters(folder / "in", files),
        folder / "calm" / "letters.db",
        folder / "shaken" / "letters.db",
    )
    start = time.monotonic()
    subprocess.run(_command(inbox, calm), stdout=subprocess.DEVNULL, check=True)
    dice, done = random.Random(seed), 0
    while done < kills and imported(shaken) < files:
        more = imported(shaken) + dice.randint(0, 2 * files // (kills + 1))
        done += _killed(_command(inbox, shaken), shaken, more, dice.uniform(0, 1))
    subprocess.run(_command(inbox, shaken), stdout=subprocess.DEVNULL, check=True)
    return Trial(files, done, time.monotonic() - start, journal(shaken), differences(calm, shaken))


def _command(inbox: Path, db: Path) -> tuple[str, ...]:
    return (*COMMAND, str(inbox), "--db", str(db))


def imported(db: Path) -> int:
    """Files in the database; 0 before there is one."""
    try:
        with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as base:
            return int(base.execute("SELECT count(*) FROM files").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def _killed(command: Sequence[str], db: Path, files: int, seconds: float) -> bool:
    """Starts an import and kills it with its workers `seconds` after it has `files`; False where it was faster."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        while process.poll() is None and imported(db) < files:
            time.sleep(0.05)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        was_killed = process.returncode is None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    return was_killed


def journal(db: Path) -> Counter[str]:
    """How many runs ended how, and the most often that one content was imported."""
    with closing(sqlite3.connect(db)) as base:
        counts = Counter(dict(base.execute("SELECT status, count(*) FROM runs GROUP BY status").fetchall()))
        query = "SELECT count(*) FROM run_files WHERE status = 'imported' GROUP BY sha256 ORDER BY 1 DESC LIMIT 1"
        counts["imports of one content"] = (base.execute(query).fetchone() or (0,))[0]
    return counts


def differences(one: Path, other: Path) -> dict[str, int]:
    """By table, how many rows only one of the databases has."""
    with closing(sqlite3.connect(one)) as first, closing(sqlite3.connect(other)) as second:
        found = {table: Counter(_rows(first, table)) for table in COMPARED}
        return {
            table: sum(((found[table] - rows) + (rows - found[table])).values())
            for table in COMPARED
            for rows in [Counter(_rows(second, table))]
        }


def _rows(db: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    """Rows without their ids; those of a document with the file that it is in."""
    columns = [str(row[1]) for row in db.execute(f"PRAGMA table_info({table})")]
    kept = [name for name in columns if name not in ("id", "edition") and not name.endswith("_id")]
    joins = {
        "document_id": "JOIN documents ON documents.id = t.document_id",
        "assignment_id": "JOIN assignments ON assignments.id = t.assignment_id "
        "JOIN documents ON documents.id = assignments.document_id",
    }
    join = next((joins[name] for name in columns if name in joins), "")
    place = ", documents.file_sha256, documents.ordinal" if join else ""
    names = ", ".join(f"t.{name}" for name in kept)
    return iter(db.execute(f"SELECT {names}{place} FROM {table} AS t {join}").fetchall())


def main() -> None:
    parser = argparse.ArgumentParser(description="Прерванные загрузки в сравнении с непрерванной")
    parser.add_argument("folder", type=Path, help="новая папка")
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    result = trial(options.folder, options.files, options.kills, options.seed)
    print(f"Файлов {result.files}, прерываний {result.kills}, секунд {result.seconds:.0f}")
    print(f"Журнал: {dict(result.journal)}")
    print(f"Строк, которые есть лишь в одной из баз: {result.differences}")
    sys.exit(any(result.differences.values()))


if __name__ == "__main__":
    main()
