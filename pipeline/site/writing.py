"""How pages write: by a connection of their own, in a thread, in the name of whoever is logged in."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import Any, TypeVar

from pipeline.site.access import DATABASE

T = TypeVar("T")


async def writing(datasette: Any, act: Callable[[Connection], T]) -> T:
    """Does something with a connection that may write. Raises what `act` raises."""
    from pipeline.store.connection import connect

    path = Path(datasette.get_database(DATABASE).path).resolve()

    def work() -> T:
        with closing(connect(path)) as db:
            return act(db)

    return await asyncio.to_thread(work)


def author_of(actor: Mapping[str, Any] | None) -> str | None:
    """Who is noted beside a change: the person's name, else that of the account; None without login."""
    return (actor or {}).get("name") or (actor or {}).get("id")
