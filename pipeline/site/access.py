"""Who may see and who may change what: every page of the site asks here before it reads or writes."""

from collections.abc import Iterable
from typing import Any

from datasette.utils.asgi import Forbidden, NotFound

DATABASE = "letters"
EDIT = "edit-letters"
"""The permission to correct values, to decide on names and to bring files in."""


async def may_read(datasette: Any, actor: Any, tables: Iterable[str]) -> None:
    """Raises Forbidden unless the actor may see all of these tables, NotFound where there is no database."""
    for table in tables:
        needed = [("view-table", (DATABASE, table)), ("view-database", DATABASE), "view-instance"]
        await datasette.ensure_permissions(actor, needed)
    if DATABASE not in datasette.databases:
        raise NotFound("Database not found")


async def may_edit(datasette: Any, actor: Any) -> None:
    """Raises Forbidden unless the actor has the permission EDIT."""
    if not await datasette.permission_allowed(actor, EDIT, default=False):
        raise Forbidden("Permission denied")
