"""One import at a time into a database: another one waits its turn."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(db: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Holds the database for this import; calls `on_wait` where another has it. The system frees it at any end."""
    db.parent.mkdir(parents=True, exist_ok=True)
    with db.with_name(f"{db.name}-lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
