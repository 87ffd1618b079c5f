"""What an import says in the terminal: a progress bar while it goes, and a table of what became of the files."""

import errno
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import shorten
from types import TracebackType

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from pipeline.importer import Watcher
from pipeline.reread import Difference
from pipeline.store.runs import FileResult

STATUSES = {"imported": "загружено", "unchanged": "без изменений", "failed": "не загружено"}
STAGES = {"open": "открытие", "read": "чтение", "extract": "разбор", "store": "запись в базу"}


class Bar(Watcher):
    """A progress bar on standard error; nothing where that is no terminal."""

    def __init__(self) -> None:
        columns = (
            TextColumn("Загрузка"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[name]}", markup=False),
        )
        self.progress = Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty())
        self.task = self.progress.add_task("", total=None, name="")

    def __enter__(self) -> "Bar":
        self.progress.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.progress.stop()

    def waiting(self) -> None:
        print("Базу сейчас пополняет другая загрузка. Ждём её окончания…", file=sys.stderr)

    def total(self, files: int) -> None:
        self.progress.update(self.task, total=files)

    def done(self, result: FileResult) -> None:
        self.progress.update(self.task, advance=1, name=result.name[-60:])


TROUBLES = {
    "database or disk is full": "на диске нет места",
    "attempt to write a readonly database": "в неё нельзя писать, проверьте права",
    "unable to open database file": "она не открывается, проверьте путь и права",
    "file is not a database": "это не база данных",
    "database disk image is malformed": "она повреждена, восстановите копию (prikaz restore)",
    "database is locked": "она занята другой программой",
}
"""What SQLite says, in Russian."""

DISK_TROUBLES = {
    errno.ENOSPC: "на диске нет места",
    errno.EDQUOT: "на диске нет места",
    errno.EROFS: "диск открыт только для чтения",
    errno.EACCES: "писать сюда нельзя, проверьте права",
}
"""What the system says of a disk."""


def trouble(db: Path, error: sqlite3.Error | OSError) -> str:
    """What ended an import, for the person who started it."""
    if isinstance(error, OSError):
        reason = DISK_TROUBLES.get(error.errno or 0, str(error))
        return f"База {db}: {reason}. Повторный запуск продолжит с этого места."
    return f"База {db}: {TROUBLES.get(str(error), str(error))}"


DOCUMENTS = """
SELECT documents.kind, documents.number, strftime('%d.%m.%Y', documents.date), regions.name,
    coalesce(organizations.short_name, organizations.name),
    count(DISTINCT assignments.id) AS assignments, count(deadlines.id) AS deadlines
FROM documents
LEFT JOIN regions ON regions.code = documents.region_code
LEFT JOIN organizations ON organizations.id = documents.organization_id
LEFT JOIN assignments ON assignments.document_id = documents.id
LEFT JOIN deadlines ON deadlines.assignment_id = assignments.id
WHERE documents.file_sha256 = ? GROUP BY documents.id ORDER BY documents.ordinal
"""

KINDS = {
    "letter": "письмо",
    "order": "приказ",
    "directive": "распоряжение",
    "resolution": "постановление",
    "decision": "решение",
    "protocol": "протокол",
    "instruction": "указание",
    "plan": "план",
    "memo": "записка",
    "other": "документ",
}

COLUMNS = ("Вид", "Номер", "Дата", "Регион", "Кто издал", "Поручений", "Сроков")
WHOLE = {"Вид", "Дата", "Поручений", "Сроков"}
"""Columns that are never broken, however narrow the terminal."""

LONGEST = 60
"""Characters of a body's name that are enough to know it by."""

MOST_ROWS = 40
"""More documents than these are looked at in the browser, not in a terminal."""


def print_documents(db: sqlite3.Connection, results: Sequence[FileResult]) -> None:
    """What the database holds of these files: a row for each document, up to MOST_ROWS."""
    contents = dict.fromkeys(result.sha256 for result in results if result.status != "failed")
    documents = [row for sha256 in contents for row in db.execute(DOCUMENTS, (sha256,))]
    table = Table(title="Найдено", title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for title in COLUMNS:
        table.add_column(title, no_wrap=title in WHOLE, overflow="fold")
    for kind, *texts, assignments, deadlines in documents[:MOST_ROWS]:
        cells = (KINDS[kind], *(shorten(text or "–", LONGEST, placeholder="…") for text in texts))
        table.add_row(*map(escape, cells), str(assignments), str(deadlines))
    Console().print(table)
    if len(documents) > MOST_ROWS:
        print(f"… и ещё {len(documents) - MOST_ROWS}")


def print_results(results: Sequence[FileResult]) -> None:
    """How many files came in, and why each of the others did not."""
    console = Console()
    table = Table("Итог", "Файлов")
    for status, title in STATUSES.items():
        table.add_row(title, str(sum(r.status == status for r in results)))
    console.print(table)
    failed = [r for r in results if r.status == "failed"]
    if failed:
        reasons = Table("Файл", "Этап", "Причина", title="Не загружено", title_justify="left")
        for column in reasons.columns:
            column.overflow = "fold"
        for result in failed:
            cells = (result.name, STAGES[result.stage or "open"], result.error or "")
            reasons.add_row(*map(escape, cells))
        console.print(reasons)


def print_differences(differences: Iterable[Difference]) -> Counter[str]:
    """What reading again changes, a line for each value; returns how many values and files of each kind."""
    counts: Counter[str] = Counter()
    for difference in differences:
        if difference.error or difference.changes:
            print(f"{difference.name}{': ' + difference.error if difference.error else ''}")
        counts["files"] += 1
        counts["failed"] += difference.error is not None
        for change in difference.changes:
            kind = "changed" if change.old and change.new else "gained" if change.new else "lost"
            counts[kind] += 1
            print(f"  {SIGNS[kind]} {change.field}: {' → '.join(filter(None, (change.old, change.new)))}")
    return counts


SIGNS = {"gained": "+", "lost": "−", "changed": "~"}
