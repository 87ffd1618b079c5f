"""What every page carries: its assets, and headers that forbid foreign scripts and frames: a letter can never act."""

from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import hookimpl

App = Callable[..., Awaitable[None]]

POLICY = "; ".join(
    (
        "default-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # Datasette and CodeMirror set styles in the page
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)


@hookimpl
def startup() -> None:
    """Datasette prints every error, a missing page too, through rich with all local values: 200 lines of a log each."""
    from datasette import handle_exception

    handle_exception.rich = None


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    static = {name: Path(folder) for name, folder in datasette.static_mounts}["static"]

    def asset(name: str) -> str:
        """The address of a file of static/, with its fingerprint: browsers keep it until it changes."""
        fingerprint = sha256((static / name).read_bytes()).hexdigest()[:8]
        return str(datasette.urls.path(f"/static/{name}?{fingerprint}"))

    def whole(url: str, parameters: dict[str, Any]) -> str:
        """The address of all that a ready question finds, where it shows only the first rows."""
        if "limit" not in parameters:
            return url
        path, _, query = url.partition("?")
        kept = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != "limit"]
        return f"{path}?{urlencode([*kept, ('limit', datasette.setting('max_returned_rows'))])}"

    env.globals["asset"] = asset
    env.filters["whole"] = whole


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    def wrap(app: App) -> App:
        async def guarded(scope: Any, receive: Any, send: Any) -> None:
            async def send_guarded(message: dict[str, Any]) -> None:
                if message["type"] == "http.response.start":
                    present = {name.lower() for name, _ in message["headers"]}
                    extra = [pair for pair in HEADERS if pair[0] not in present]
                    message = {**message, "headers": [*message["headers"], *extra]}
                await send(message)

            await app(scope, receive, send_guarded)

        return guarded

    return wrap
