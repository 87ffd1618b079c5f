"""What an import leaves for machines: a report of the run, and a log of JSON lines."""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from pipeline.importer import Watcher
from pipeline.store.runs import FileResult

RUN = "SELECT id, started, finished, status, imported, unchanged, failed FROM runs WHERE id = ?"
FILES = """
SELECT name, sha256, status, stage, error, seconds FROM run_files WHERE run_id = ? AND status <> 'unchanged' ORDER BY id
"""


class Watchers(Watcher):
    """Several watchers of one import. `run` is its number when it has one."""

    def __init__(self, watchers: Iterable[Watcher]) -> None:
        self.watchers = tuple(watchers)
        self.run: int | None = None

    def waiting(self) -> None:
        for watcher in self.watchers:
            watcher.waiting()

    def started(self, run: int) -> None:
        self.run = run
        for watcher in self.watchers:
            watcher.started(run)

    def total(self, files: int) -> None:
        for watcher in self.watchers:
            watcher.total(files)

    def done(self, result: FileResult) -> None:
        for watcher in self.watchers:
            watcher.done(result)


class Log(Watcher):
    """A line of JSON for each event, written at once; what was in the file stays."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file: IO[str] = path.open("a", encoding="utf-8", buffering=1)
        self.run: int | None = None

    def waiting(self) -> None:
        self._write("waiting", {})

    def started(self, run: int) -> None:
        self.run = run
        self._write("started", {})

    def total(self, files: int) -> None:
        self._write("found", {"files": files})

    def done(self, result: FileResult) -> None:
        self._write("file", {name: value for name, value in asdict(result).items() if value is not None})

    def finish(self, error: str | None = None) -> None:
        """The last line, with what ended the import before its time."""
        self._write("finished" if error is None else "interrupted", {"error": error} if error else {})
        self.file.close()

    def _write(self, event: str, facts: dict[str, Any]) -> None:
        now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
        print(json.dumps({"time": now, "event": event, "run": self.run, **facts}, ensure_ascii=False), file=self.file)


def write_report(db: sqlite3.Connection, run: int, path: Path) -> None:
    """What became of a run and of the files that were not as before: JSON where the name says so, text otherwise."""
    facts = dict(db.execute(RUN, (run,)).fetchone())
    files = [dict(row) for row in db.execute(FILES, (run,))]
    is_json = path.suffix.lower() == ".json"
    text = json.dumps({**facts, "files": files}, ensure_ascii=False, indent=1) if is_json else _text(facts, files)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_text(f"{text}\n", "utf-8")
    new.replace(path)


def _text(facts: dict[str, Any], files: Sequence[dict[str, Any]]) -> str:
    head = (
        "Загрузка № {id}: {started} – {finished}\n"
        "Загружено: {imported}. Без изменений: {unchanged}. Не загружено: {failed}."
    ).format(**facts)
    failed = [f"{file['name']}: {file['error']}" for file in files if file["status"] == "failed"]
    return "\n".join((head, *(("", "Не загружено:", *failed) if failed else ())))
