"""The command line. Commands import what they need inside, so that `prikaz --help` answers at once."""

import os
import signal
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from pipeline.usage import Command, Group, mistake

ROOT = Path(__file__).parents[1]

EXIT_CODES = "Коды завершения: 0 — всё удалось, 1 — часть файлов не прочитана, 2 — ошибка в команде, 3 — ошибка базы."

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

Paths = Annotated[list[Path], typer.Argument(metavar="ПУТЬ…", help="Файлы, папки, архивы ZIP, электронные письма EML.")]
Db = Annotated[Path, typer.Option(metavar="ФАЙЛ", help="База данных.", show_default="datasette/letters.db")]
Jobs = Annotated[int, typer.Option(min=1, metavar="N", help="Число процессов.", show_default="по числу ядер")]
DEFAULT_DB = ROOT / "datasette" / "letters.db"
LETTERS = ROOT / "corpus" / "letters"
CORES = os.cpu_count() or 1


def main() -> NoReturn:
    """The entry point: a request to end is answered as Ctrl+C is, a mistake in the command in Russian."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        code = app(standalone_mode=False)
    except KeyboardInterrupt:
        print("Прервано. Повторный запуск продолжит с этого места.", file=sys.stderr)
        code = 130
    except BrokenPipeError:  # the reader of our output had enough (`prikaz extract … | head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:
        if not hasattr(error, "ctx"):
            raise
        is_help = type(error).__name__ == "NoArgsIsHelpError"
        print(error if is_help else mistake(error), file=sys.stderr)
        code = 2
    sys.exit(code)


@app.command("import", cls=Command, epilog=EXIT_CODES)
def import_(paths: Paths, db: Db = DEFAULT_DB, jobs: Jobs = CORES) -> None:
    """Загрузить письма в базу.

    Что не изменилось с прошлой загрузки, второй раз не читается.

    Подлинники хранятся в папке archive рядом с базой.
    """
    import sqlite3
    from contextlib import closing

    from pipeline.importer import import_paths
    from pipeline.report import Bar, print_documents, print_results
    from pipeline.store.connection import connect

    try:
        with Bar() as bar:
            results = import_paths(db, paths, jobs, bar)
        with closing(connect(db)) as found:
            print_documents(found, results)
    except (sqlite3.Error, OSError) as error:
        _stop(3, f"База {db}: {error}")
    print_results(results)
    if any(result.status == "failed" for result in results):
        raise typer.Exit(1)


@app.command(cls=Command, epilog=EXIT_CODES)
def extract(
    paths: Paths,
    output: Annotated[Path | None, typer.Option(metavar="ПАПКА", help="Куда писать: по файлу JSON на письмо.")] = None,
    jobs: Jobs = CORES,
) -> None:
    """Разобрать письма без базы: документ на строку (JSON Lines)."""
    from pipeline.extraction import extract_paths

    failures = extract_paths(paths, output, jobs)
    if failures:
        raise typer.Exit(1)


@app.command(cls=Command)
def serve(
    db: Db = DEFAULT_DB,
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="N", help="Порт.")] = 8001,
) -> None:
    """Показать базу в браузере (Datasette)."""
    from pipeline.server import is_free, serve_database

    if not db.is_file():
        _stop(3, f"Базы {db} нет. Сначала загрузите письма: prikaz import ПУТЬ")
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
    import sqlite3

    from pipeline.watch import watch_folder

    if not folder.is_dir():
        _stop(2, f"Папки {folder} нет.")
    try:
        watch_folder(folder, db, jobs)
    except KeyboardInterrupt:
        print("Остановлено.")
    except (sqlite3.Error, OSError) as error:
        _stop(3, f"База {db}: {error}")


@app.command(cls=Command)
def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="[ПАПКА]", help="Письма и эталоны к ним.")] = LETTERS,
    errors: Annotated[bool, typer.Option("--errors", help="Показать каждую ошибку.")] = False,
) -> None:
    """Сравнить прочитанное с эталоном."""
    from pipeline.evaluate import evaluate_folder, render

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


def _stop(code: int, message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(code)


if __name__ == "__main__":
    main()
