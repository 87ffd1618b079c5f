"""A small site for the tests of Datasette: configuration, a database of invented letters, the archive of originals."""

import asyncio
import hashlib
import re
import sqlite3
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

from pipeline.store.connection import connect
from pipeline.store.files import FileFacts
from pipeline.store.save import save, tidy
from schemas.document import Document
from schemas.layout import Layout
from tests.datasette_letters import A4, LETTER, ORDER, hostile, layout, letter, order, pdf

Get = Callable[..., Any]
HOUSE = Path(__file__).parents[1] / "datasette"


def store(db: sqlite3.Connection, folder: Path, name: str, content: bytes, read: Layout, document: Document) -> None:
    """Saves a file's document and puts the file into the archive."""
    sha256 = hashlib.sha256(content).hexdigest()
    media = {".pdf": "application/pdf", ".txt": "text/plain"}[Path(name).suffix]
    kept = folder / "archive" / sha256[:2] / f"{sha256}{Path(name).suffix}"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(content)
    save(db, FileFacts(sha256, name, media, len(content), "test"), read, [document])


def build(folder: Path) -> Path:
    """Makes the site in `folder`: documents 1 (an order as text), 2 (a letter as PDF), 3 (the hostile letter)."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("plugins", "templates", "static", "metadata.yaml", "settings.json"):
        (folder / part).symlink_to(HOUSE / part)
    db = connect(folder / "letters.db")
    store(db, folder, "приказ 10-32.txt", ORDER.encode(), layout(ORDER), order())
    store(db, folder, "письмо.pdf", pdf(LETTER), layout(LETTER, A4), letter())
    text, document = hostile()
    store(db, folder, 'a"b\r\nSet-Cookie: x=1.txt', text.encode(), layout(text), document)
    tidy(db)
    db.execute("INSERT INTO runs (id, started, status, failed) VALUES (1, '2025-03-01T01:00:00', 'finished', 1)")
    db.execute(
        "INSERT INTO run_files (run_id, name, status, stage, error, seconds)"
        " VALUES (1, 'скан.pdf', 'failed', 'read', 'Файл повреждён. Отсканируйте заново.', 0.4)"
    )
    db.close()
    return folder


def client(folder: Path, **options: Any) -> Get:
    """A function that asks the site for a path and gives the response."""
    from datasette.app import Datasette

    site = Datasette([], config_dir=folder, **options)

    def ask(path: str, **arguments: Any) -> Any:
        return asyncio.run(site.client.get(path, **arguments))

    return ask


class Visitor:
    """Somebody with a browser's cookies, who may log in; the site has the accounts given, or none."""

    def __init__(self, folder: Path, accounts: dict[str, str] | None = None, secret: str = "test") -> None:
        from datasette.app import Datasette

        metadata = yaml.safe_load((folder / "metadata.yaml").read_text("utf-8"))
        if accounts:
            metadata["plugins"] = {**metadata["plugins"], "datasette-auth-passwords": with_accounts(accounts)}
        self.site = Datasette([], config_dir=folder, metadata=metadata, secret=secret)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, **arguments: Any) -> Any:
        return asyncio.run(self.site.client.request(method, path, cookies=self.cookies, **arguments))

    def get(self, path: str, **arguments: Any) -> Any:
        return self.ask("GET", path, **arguments)

    def post(self, path: str, data: dict[str, Any], **arguments: Any) -> Any:
        """Sends a form as a page of the site would, with its token."""
        token = self.get("/-/login").cookies.get("ds_csrftoken") or self.cookies.get("ds_csrftoken", "")
        self.cookies["ds_csrftoken"] = token
        return self.ask("POST", path, data={**data, "csrftoken": token}, **arguments)

    def login(self, name: str, password: str) -> Any:
        response = self.post("/-/login", {"username": name, "password": password})
        if "ds_actor" in response.cookies:
            self.cookies["ds_actor"] = response.cookies["ds_actor"].strip('"')
        return response


def with_accounts(roles: dict[str, str]) -> dict[str, Any]:
    """Accounts by name, each with a role; the password of each is its name twice."""
    from datasette_auth_passwords.utils import hash_password

    hashes = {f"{name}_password_hash": hash_password(name * 2, iterations=1000) for name in roles}
    return {
        **hashes,
        "actors": {name: {"id": name, "name": name.title(), "role": role} for name, role in roles.items()},
    }


def plugin(name: str) -> Any:
    """A plugin of the configuration folder as a module."""
    from datasette.utils import module_from_path

    return module_from_path(str(HOUSE / "plugins" / f"{name}.py"), name)


class Visible(HTMLParser):
    """The words a reader sees, attributes that are read out included; without code."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style", "code", "pre")
        self.words += [v for k, v in attrs if v and k in ("title", "placeholder", "aria-label", "alt")]
        self.words += [v for k, v in attrs if v and k == "value" and ("type", "submit") in attrs]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style", "code", "pre")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def visible(html: str) -> str:
    parser = Visible()
    parser.feed(html)
    return re.sub(r"\s+", " ", " ".join(parser.words))
