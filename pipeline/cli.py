"""The command line. Commands import what they need inside, so that `prikaz --help` answers at once."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from pipeline.usage import Command, Group, mistake

ROOT = Path(__file__).parents[1]

EXIT_CODES = (
    "Коды завершения: 0 — всё удалось, 1 — часть файлов не прочитана, 2 — ошибка в команде, 3 — ошибка базы или диска, "
    "4 — нет связи с планировщиком."
)

app = typer.Typer(
    name="prikaz",
    help="Читает служебные письма и приказы и собирает из них базу данных: реквизиты, поручения, сроки, исполнители.",
    epilog=EXIT_CODES,
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)

Paths = Annotated[
    list[Path], typer.Argument(metavar="ПУТЬ…", help="Файлы, папки, архивы ZIP и TAR, электронные письма EML и MSG.")
]
Db = Annotated[Path, typer.Option(metavar="ФАЙЛ", help="База данных.", show_default="datasette/letters.db")]
Together = Annotated[
    bool, typer.Option("--together", help="Изображения name_1, name_2… одной папки — листы одного письма.")
]
Jobs = Annotated[int, typer.Option(min=1, metavar="N", help="Число процессов.", show_default="по числу ядер")]
DEFAULT_DB = ROOT / "datasette" / "letters.db"
LETTERS = ROOT / "corpus" / "letters"
CORES = os.cpu_count() or 1


def main() -> NoReturn:
    """The entry point: a request to end is answered as Ctrl+C is, a mistake in the command in Russian."""
    for end in (signal.SIGINT, signal.SIGTERM):  # a shell starts background jobs with SIGINT ignored
        signal.signal(end, signal.default_int_handler)
    try:
        code = app(standalone_mode=False)
    except KeyboardInterrupt:
        print("Прервано. Повторный запуск продолжит с этого места.", file=sys.stderr)
        code = 130
    except Exception as error:
        if not hasattr(error, "ctx"):
            raise
        is_help = type(error).__name__ == "NoArgsIsHelpError"
        print(error if is_help else mistake(error), file=sys.stderr)
        code = 2
    sys.exit(code)


@app.command("import", cls=Command, epilog=EXIT_CODES)
def import_(
    paths: Paths,
    db: Db = DEFAULT_DB,
    jobs: Jobs = CORES,
    scheduler: Annotated[
        str | None, typer.Option(metavar="tcp://…", help="Читать на машинах кластера dask.distributed.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="ФАЙЛ", help="Записать отчёт о загрузке: .json или текст.")
    ] = None,
    log: Annotated[Path | None, typer.Option(metavar="ФАЙЛ", help="Дописывать журнал: событие на строку JSON.")] = None,
    together: Together = False,
) -> None:
    """Загрузить письма в базу.

    Что не изменилось с прошлой загрузки, второй раз не читается.

    Подлинники хранятся в папке archive рядом с базой.
    """
    from pipeline.batch.cluster import SchedulerError
    from pipeline.nightly import import_and_report
    from pipeline.report import print_results

    try:
        with _using(db):
            results = import_and_report(db, paths, jobs, scheduler, report, log, joined=together)
    except SchedulerError as error:
        _stop(4, str(error))
    print_results(results)
    if any(result.status == "failed" for result in results):
        raise typer.Exit(1)


@app.command(cls=Command, epilog=EXIT_CODES)
def extract(
    paths: Paths,
    output: Annotated[Path | None, typer.Option(metavar="ПАПКА", help="Куда писать: по файлу JSON на письмо.")] = None,
    jobs: Jobs = CORES,
    together: Together = False,
) -> None:
    """Разобрать письма без базы: документ на строку (JSON Lines)."""
    from pipeline.extraction import extract_paths

    failures = extract_paths(paths, output, jobs, joined=together)
    if failures:
        raise typer.Exit(1)


@app.command(cls=Command)
def serve(
    db: Db = DEFAULT_DB,
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="N", help="Порт.")] = 8001,
) -> None:
    """Показать базу в браузере (Datasette)."""
    from pipeline.server import is_free, serve_database

    _need(db)
    if not is_free(port):
        _stop(2, f"Порт {port} занят. Назовите другой: prikaz serve --port {port + 1}")
    raise typer.Exit(serve_database(db, port))


@app.command(cls=Command)
def watch(
    folder: Annotated[Path, typer.Argument(metavar="ПАПКА", help="Папка, куда попадают новые письма.")],
    db: Db = DEFAULT_DB,
    jobs: Jobs = CORES,
) -> None:
    """Следить за папкой: новое загружать и переносить в done или failed."""
    from pipeline.watch import watch_folder

    if not folder.is_dir():
        _stop(2, f"Папки {folder} нет.")
    try:
        with _using(db):
            watch_folder(folder, db, jobs)
    except KeyboardInterrupt:
        print("Остановлено.")


@app.command(cls=Command)
def reread(
    db: Db = DEFAULT_DB,
    jobs: Jobs = CORES,
    apply: Annotated[bool, typer.Option("--apply", help="Сохранить изменения в базу.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="И то, что прочитано нынешними правилами.")] = False,
) -> None:
    """Прочитать архив заново и показать, что изменится.

    Исправления, сделанные людьми, остаются.
    """
    from pipeline.report import print_differences
    from pipeline.reread import reread as read_again

    _need(db)
    with _using(db):
        counts = print_differences(read_again(db, jobs, apply=apply, everything=everything))
    print(
        f"Прочитано файлов: {counts['files'] - counts['failed']}, не прочитано: {counts['failed']}. "
        f"Значений найдено: {counts['gained']}, потеряно: {counts['lost']}, изменено: {counts['changed']}."
    )
    if not apply:
        print("База не изменена. Сохранить изменения: prikaz reread --apply")


@app.command(cls=Command)
def backup(
    file: Annotated[Path, typer.Argument(metavar="ФАЙЛ", help="Куда записать копию (TAR).")], db: Db = DEFAULT_DB
) -> None:
    """Сделать копию базы и архива, не останавливая работы."""
    from pipeline.backup import backup as copy_all

    _need(db)
    with _using(db):
        print(f"Копия {file}: база и подлинников {copy_all(db, file)}")


@app.command(cls=Command)
def restore(
    file: Annotated[Path, typer.Argument(metavar="ФАЙЛ", help="Копия, сделанная командой backup.")],
    db: Db = DEFAULT_DB,
) -> None:
    """Восстановить базу и архив из копии."""
    from pipeline.backup import NoBackup
    from pipeline.backup import restore as unpack

    try:
        with _using(db):
            print(f"База {db} восстановлена, подлинников: {unpack(file, db)}")
    except NoBackup as error:
        _stop(2, str(error))


@app.command(cls=Command)
def verify(db: Db = DEFAULT_DB) -> None:
    """Сверить архив подлинников с базой."""
    from pipeline.verify import verify as faults_of

    _need(db)
    with _using(db):
        faults = list(faults_of(db))
    for fault in faults:
        print(f"{fault.name}: {fault.text}")
    print(f"Ошибок: {len(faults)}" if faults else "Архив и база сходятся.")
    if faults:
        raise typer.Exit(1)


@app.command(cls=Command)
def status(
    db: Db = DEFAULT_DB,
    hours: Annotated[float, typer.Option(metavar="Ч", help="Загрузка должна быть не старше стольких часов.")] = 26,
) -> None:
    """Сказать, всё ли в порядке с загрузками (для мониторинга: код 0 — да, 1 — нет)."""
    import datetime as dt

    from pipeline.status import status as look

    _need(db)
    with _using(db):
        line, troubles = look(db, hours, dt.datetime.now(dt.UTC))
    print("\n".join((line, *troubles)))
    if troubles:
        raise typer.Exit(1)


@app.command(cls=Command)
def evaluate(
    folder: Annotated[
        Path, typer.Argument(metavar="[ПАПКА]", help="Письма и эталоны к ним.", show_default="corpus/letters")
    ] = LETTERS,
    errors: Annotated[bool, typer.Option("--errors", help="Показать каждую ошибку.")] = False,
) -> None:
    """Сравнить прочитанное с эталоном."""
    from pipeline.evaluate import evaluate_folder
    from pipeline.scoring.report import render

    try:
        render(evaluate_folder(folder), errors)
    except FileNotFoundError as error:
        _stop(2, str(error))


@app.command(cls=Command)
def explain(file: Annotated[Path, typer.Argument(metavar="ФАЙЛ", help="Письмо.")]) -> None:
    """Показать, какое правило что нашло и где это напечатано."""
    from pipeline.explain import explain_file

    if not explain_file(file):
        raise typer.Exit(1)


@app.command(cls=Command)
def doctor() -> None:
    """Проверить, всё ли установлено."""
    from pipeline.doctor import check_up

    if not check_up():
        raise typer.Exit(1)


def _need(db: Path) -> None:
    """Ends the command where there is no database yet."""
    if not db.is_file():
        _stop(3, f"Базы {db} нет. Сначала загрузите письма: prikaz import ПУТЬ")


@contextmanager
def _using(db: Path) -> Iterator[None]:
    """Ends the command, with the reason in Russian, where the database or the disk does not let it go on."""
    import sqlite3

    from pipeline.report import trouble

    try:
        yield
    except BrokenPipeError:  # the reader of our output, not the disk
        raise
    except (sqlite3.Error, OSError) as error:
        _stop(3, trouble(db, error))


def _stop(code: int, message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(code)


if __name__ == "__main__":
    main()
