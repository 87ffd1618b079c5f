"""The command line. Commands import what they need inside, so that `prikaz --help` answers at once."""

import os
import signal
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

ROOT = Path(__file__).parents[1]

EXIT_CODES = "Коды завершения: 0 — всё удалось, 1 — часть файлов не прочитана, 2 — ошибка в команде, 3 — ошибка базы."

app = typer.Typer(
    name="prikaz",
    help="Читает служебные письма и приказы и собирает из них базу данных: реквизиты, поручения, сроки, исполнители.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)

Paths = Annotated[list[Path], typer.Argument(metavar="ПУТЬ…", help="Файлы, папки, архивы ZIP.")]
Db = Annotated[Path, typer.Option(metavar="ФАЙЛ", help="База данных.", show_default="datasette/letters.db")]
Jobs = Annotated[int, typer.Option(min=1, metavar="N", help="Число процессов.", show_default="по числу ядер")]
DEFAULT_DB = ROOT / "datasette" / "letters.db"
LETTERS = ROOT / "corpus" / "letters"
CORES = os.cpu_count() or 1


def main() -> None:
    """The entry point: a request to end is answered as Ctrl+C is."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        app()
    except KeyboardInterrupt:
        _stop(130, "Прервано. Повторный запуск продолжит с этого места.")


@app.command("import", epilog=EXIT_CODES)
def import_(paths: Paths, db: Db = DEFAULT_DB, jobs: Jobs = CORES) -> None:
    """Загрузить письма в базу.

    Загруженное раньше не читается второй раз, если не изменились ни файл, ни правила чтения. Подлинники хранятся
    в папке archive рядом с базой.
    """
    import sqlite3

    from pipeline.importer import import_paths
    from pipeline.report import Bar, print_documents, print_results
    from pipeline.store.connection import connect

    try:
        with Bar() as bar:
            results = import_paths(db, paths, jobs, bar)
        print_documents(connect(db), results)
    except (sqlite3.Error, OSError) as error:
        _stop(3, f"База {db}: {error}")
    print_results(results)
    if any(result.status == "failed" for result in results):
        raise typer.Exit(1)


@app.command(epilog=EXIT_CODES)
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


@app.command()
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


@app.command()
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


@app.command()
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


@app.command()
def explain(file: Annotated[Path, typer.Argument(metavar="ФАЙЛ", help="Письмо.")]) -> None:
    """Показать, какое правило что нашло и где это напечатано."""
    from pipeline.explain import explain_file

    if not explain_file(file):
        raise typer.Exit(1)


@app.command()
def doctor() -> None:
    """Проверить, всё ли установлено."""
    from pipeline.doctor import check_up

    if not check_up():
        raise typer.Exit(1)


def _stop(code: int, message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(code) if code != 130 else SystemExit(code)


if __name__ == "__main__":
    main()
