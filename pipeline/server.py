"""Datasette over a database, with the project's configuration folder."""

import contextlib
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

CONFIGURATION = Path(__file__).parents[1] / "datasette"
HOST = "127.0.0.1"
DATABASE = "letters.db"
"""The name that the configuration knows the database by, whatever its file is called."""


def serve_database(db: Path, port: int) -> int:
    """Serves until it is stopped; returns Datasette's exit code."""
    with tempfile.TemporaryDirectory(prefix="prikaz-") as name:
        folder = configured(db, Path(name))
        command = [sys.executable, "-m", "datasette", "serve", str(folder), "--host", HOST, "--port", str(port)]
        server = subprocess.Popen(command)
        print(f"База открыта: http://{HOST}:{port}/ (остановить: Ctrl+C)", flush=True)
        try:
            return server.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(10)


def configured(db: Path, folder: Path) -> Path:
    """A folder of links to the configuration, the database and its archive of originals: Datasette takes one folder."""
    links = [entry for entry in CONFIGURATION.iterdir() if ".db" not in entry.name and entry.name != "archive"]
    for target in links:
        (folder / target.name).symlink_to(target)
    (folder / DATABASE).symlink_to(db.absolute())
    (folder / "archive").symlink_to(db.absolute().parent / "archive")
    return folder


def is_free(port: int) -> bool:
    """Whether nobody listens at the port."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) != 0
