"""Who may come in and who may write: login by datasette-auth-passwords, roles, requests from other sites.

Login is on as soon as metadata.yaml names an account. Without accounts whoever reaches the address may read, and write
where they call the site by a name of this machine: it is meant for 127.0.0.1.
"""

import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from datasette import Request, Response, hookimpl

from pipeline.site.access import EDIT

App = Callable[..., Awaitable[None]]

LOCAL = {"localhost", "127.0.0.1", "[::1]", "::1"}
OPEN = ("/-/login", "/-/static/", "/static/", "/favicon.ico")
"""What anonymous people reach when login is on: the way in and its looks."""

CLOSED = ("/-/password-tool", "/-/metadata", "/-/config", "/-/plugins", "/-/versions", "/-/threads", "/-/settings")
"""What nobody reaches when login is on: tools of developers, and the page that shows the accounts."""

FEED = "/deadlines.ics"
KEY_NAMESPACE = "calendar"

TRIES, SECONDS = 10, 60.0
"""Failed logins in a minute, from wherever: more are refused unheard."""


def accounts(datasette: Any) -> dict[str, dict[str, Any]]:
    """The accounts of metadata.yaml: the actor of each login name. Empty: login is off."""
    config = datasette.plugin_config("datasette-auth-passwords") or {}
    names = [key.removesuffix("_password_hash") for key in config if key.endswith("_password_hash")]
    return {name: {"id": name, "role": "reader", **config.get("actors", {}).get(name, {})} for name in names}


def known(datasette: Any, actor: dict[str, Any] | None) -> dict[str, Any] | None:
    """The actor as the accounts are now, whatever an old cookie says."""
    each = accounts(datasette).values()
    return next((account for account in each if actor and account["id"] == actor.get("id")), None)


def feed_key(datasette: Any, actor: dict[str, Any]) -> str:
    """The key of a person's calendar: programs that read calendars do not log in."""
    return str(datasette.sign(actor["id"], KEY_NAMESPACE))


def holder(datasette: Any, key: str) -> dict[str, Any] | None:
    """Whose calendar key this is; None for one that was not given out, or whose account is gone."""
    from itsdangerous import BadSignature

    try:
        return known(datasette, {"id": datasette.unsign(key, KEY_NAMESPACE)})
    except BadSignature:
        return None


@hookimpl(tryfirst=True)
def permission_allowed(datasette: Any, actor: dict[str, Any] | None, action: str) -> bool | None:
    """Nothing to strangers when login is on; writing to editors."""
    if not accounts(datasette):
        return True if action == EDIT else None
    account = known(datasette, actor)
    if account is None:
        return False
    return account["role"] == "editor" if action == EDIT else None


def header(scope: dict[str, Any], name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def is_foreign(scope: dict[str, Any]) -> bool:
    """Whether another site sent this request: Datasette's own check lets pass what comes without cookies."""
    origin, host = header(scope, b"origin"), header(scope, b"host")
    return (bool(origin) and urlsplit(origin).netloc != host) or header(scope, b"sec-fetch-site") == "cross-site"


def is_local(scope: dict[str, Any]) -> bool:
    """Whether the site was called by a name of this machine: a foreign name that leads here is an attack."""
    host = header(scope, b"host")
    return (host if host.endswith("]") else host.rsplit(":", 1)[0]) in LOCAL


def refusal(datasette: Any, scope: dict[str, Any]) -> str | None:
    """Why a request that writes is refused at once; None for one that may go on."""
    if scope["method"] in ("GET", "HEAD", "OPTIONS"):
        return None
    if is_foreign(scope):
        return "Запрос пришёл с чужого сайта."
    if not accounts(datasette) and not is_local(scope):
        return "Без входа по паролю править можно только на этой машине: http://127.0.0.1"
    return None


async def visitor(datasette: Any, scope: dict[str, Any]) -> dict[str, Any] | None:
    """Who asks, as Datasette finds out, or the holder of a calendar's key; None for strangers."""
    from datasette.plugins import pm
    from datasette.utils import await_me_maybe

    if plain_path(datasette, scope) == FEED:
        key = parse_qs(scope["query_string"].decode("latin-1")).get("key", [""])[0]
        if key and (account := holder(datasette, key)):
            return account
    for found in pm.hook.actor_from_request(datasette=datasette, request=Request(scope, None)):
        if account := known(datasette, await await_me_maybe(found)):
            return account
    return None


def plain_path(datasette: Any, scope: dict[str, Any]) -> str:
    """The path as Datasette's router reads it: raw, and without `base_url`."""
    path = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1").partition("?")[0]
    return str(path).removeprefix(datasette.setting("base_url").rstrip("/"))


async def turn_away(datasette: Any, scope: dict[str, Any], send: Any) -> None:
    """A person goes to the login, a program learns that it may not."""
    if "text/html" in header(scope, b"accept") and scope["method"] == "GET":
        await Response.redirect(datasette.urls.path("/-/login")).asgi_send(send)
    else:
        await Response.text("Нужен вход по паролю.", status=401).asgi_send(send)


class Throttle:
    """Counts failed logins, so that passwords cannot be guessed by the thousand."""

    def __init__(self) -> None:
        self.failed: deque[float] = deque(maxlen=TRIES)

    def full(self) -> bool:
        return len(self.failed) == TRIES and time.monotonic() - self.failed[0] < SECONDS

    def watching(self, send: Any) -> Any:
        """`send` that notes a login page shown again instead of a redirect."""

        async def noted(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                self.failed.append(time.monotonic())
            await send(message)

        return noted


def hidden_cookie(send: Any) -> Any:
    """`send` that keeps the login's cookie from scripts."""

    async def guarded(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            secret = [(k, v + b"; HttpOnly" if is_login(k, v) else v) for k, v in message["headers"]]
            message = {**message, "headers": secret}
        await send(message)

    return guarded


def is_login(name: bytes, value: bytes) -> bool:
    return name.lower() == b"set-cookie" and value.startswith(b"ds_actor=") and b"httponly" not in value.lower()


@hookimpl(trylast=True)
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    def wrap(app: App) -> App:
        throttle = Throttle()

        async def guarded(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] != "http":
                return await app(scope, receive, send)
            path, locked = plain_path(datasette, scope), bool(accounts(datasette))
            reason = refusal(datasette, scope)
            if reason:
                return await Response.text(reason, status=403).asgi_send(send)
            if locked and path.startswith(CLOSED):
                return await Response.text("Страница закрыта.", status=403).asgi_send(send)
            if path == "/-/login" and scope["method"] == "POST":
                if throttle.full():
                    return await Response.text("Слишком много попыток. Подождите минуту.", status=429).asgi_send(send)
                return await app(scope, receive, throttle.watching(hidden_cookie(send)))
            if locked and not path.startswith(OPEN):
                account = await visitor(datasette, scope)
                if account is None:
                    return await turn_away(datasette, scope, send)
                if path == FEED:
                    scope = {**scope, "actor": account}
            return await app(scope, receive, hidden_cookie(send))

        return guarded

    return wrap


@hookimpl
def extra_template_vars(datasette: Any, request: Any) -> Any:
    async def known_of() -> dict[str, Any]:
        actor = request.actor if request else None
        locked = bool(accounts(datasette))
        return {
            "locked": locked,
            "may_edit": await datasette.permission_allowed(actor, EDIT, default=False),
            "feed_key": feed_key(datasette, actor) if locked and known(datasette, actor) else "",
        }

    return known_of
