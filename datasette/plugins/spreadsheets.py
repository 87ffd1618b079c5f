"""CSV that is safe to open in a spreadsheet: what a letter says is never a formula there."""

import csv
import io
import re
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl

App = Callable[..., Awaitable[None]]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that programs take for a formula (OWASP, CSV injection)."""

NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?(e[-+]?\d+)?", re.IGNORECASE)


def harmless(cell: str) -> str:
    """The cell with an apostrophe before what would be a formula; numbers stay.

    >>> harmless("=1+1"), harmless("-5"), harmless("+7 (416) 22-33-44"), harmless("- представить отчёт")
    ("'=1+1", '-5', "'+7 (416) 22-33-44", "'- представить отчёт")
    """
    starts = cell.lstrip(" \u00a0\ufeff")[:1] if cell[:1] not in FORMULA else cell[:1]
    return f"'{cell}" if starts in FORMULA and starts and not NUMBER.fullmatch(cell) else cell


class Rows:
    """CSV that comes in pieces, made harmless as soon as its rows are whole."""

    def __init__(self) -> None:
        self.rest = b""

    def take(self, piece: bytes, last: bool) -> bytes:
        self.rest += piece
        whole = self.rest.endswith(b"\n") and self.rest.count(b'"') % 2 == 0
        if not whole and not last:
            return b""
        text, self.rest = self.rest.decode("utf-8", "replace"), b""
        made = io.StringIO(newline="")
        writer = csv.writer(made)
        for row in csv.reader(io.StringIO(text, newline="")):
            writer.writerow([harmless(cell) for cell in row])
        return made.getvalue().encode()


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    def wrap(app: App) -> App:
        async def guarded(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] != "http" or not scope["path"].endswith(".csv"):
                return await app(scope, receive, send)
            rows, kinds = Rows(), []

            async def send_harmless(message: dict[str, Any]) -> None:
                if message["type"] == "http.response.start":
                    headers = [pair for pair in message["headers"] if pair[0].lower() != b"content-length"]
                    kinds.extend(value for name, value in headers if name.lower() == b"content-type")
                    message = {**message, "headers": headers}
                elif kinds and kinds[0].startswith((b"text/csv", b"text/plain")):
                    body = rows.take(message.get("body", b""), not message.get("more_body"))
                    message = {**message, "body": body}
                await send(message)

            return await app(scope, receive, send_harmless)

        return guarded

    return wrap
