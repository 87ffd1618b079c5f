"""What an import says in the terminal: a progress bar while it goes, and a table of what became of the files."""

import sys
from collections.abc import Sequence
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from pipeline.importer import Watcher
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
            reasons.add_row(*(cell.replace("[", r"\[") for cell in cells))
        console.print(reasons)
