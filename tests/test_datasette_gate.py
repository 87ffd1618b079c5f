"""Login: strangers reach nothing, readers read, editors write, and other sites can do nothing in their name."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.datasette_site import Visitor, plugin

ROLES = {"reader": "reader", "editor": "editor"}


@pytest.fixture(scope="module")
def stranger(folder: Path) -> Visitor:
    return Visitor(folder, ROLES)


def someone(folder: Path, name: str) -> Visitor:
    visitor = Visitor(folder, ROLES)
    assert visitor.login(name, name * 2).status_code == 302
    return visitor


@pytest.fixture(scope="module")
def reader(folder: Path) -> Visitor:
    return someone(folder, "reader")


@pytest.fixture(scope="module")
def editor(folder: Path) -> Visitor:
    return someone(folder, "editor")


FILLED = {"id": "2", "page": "1", "database": "letters", "table": "documents", "pks": "1", "asset": "app.css"}


def examples(visitor: Visitor) -> list[str]:
    """A path for every route that the site has, from the patterns of its router."""
    visitor.get("/-/login")  # starts the site
    paths = []
    for pattern, _ in visitor.site._routes():
        path = re.sub(
            r"\(\?P<(\w+)>(?:\\.|\[[^]]*\]|\([^()]*\)|[^()\[\]])*\)", lambda m: FILLED.get(m[1], ""), pattern.pattern
        )
        path = re.sub(r"\([^()]*\)\??|[\^$?]|\\", "", path)
        paths.append(path or "/")
    return paths


ANSWERED_TO_ALL = ("/-/login", "/-/static/", "/static/", "/favicon.ico")
DATA = (
    *(
        "/",
        "/letters",
        "/letters.db",
        "/letters/documents",
        "/letters/documents/1",
        "/letters?sql=select+1",
        "/letters/search",
    ),
    *("/letters/documents.json", "/letters/documents.csv", "/letters/documents.xlsx", "/letters/documents/1.json"),
    *("/letters.json?sql=select+text+from+documents", "/letters.csv?sql=select+1&_stream=1", "/.json", "/letters.json"),
    *(
        "/letters/overdue.json",
        "/letters/overdue.csv",
        "/letters/assignment_list.csv?_stream=1",
        "/_memory",
        "/-/databases.json",
    ),
    *("/document/1", "/document/2/page/1.png", "/document/2/file", "/deadlines.ics", "/deadlines.ics?key=x", "/check"),
    *("/-/metadata.json", "/-/plugins.json", "/-/settings.json", "/-/actor.json", "/-/password-tool", "/-/patterns"),
    *("/letters/-/documents", "/%6cetters/documents.json", "//letters/documents.json", "/-/static/../letters.json"),
    *("/static/..%2f..%2fletters.json", "/-/login/../../letters.json", "/letters/documents/1.json?key=x"),
)


def refuses(response: Any) -> bool:
    return response.status_code == 401 or (response.status_code == 302 and response.headers["location"] == "/-/login")


@pytest.mark.parametrize("path", DATA)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_stranger_reaches_nothing(stranger: Visitor, path: str, accept: str) -> None:
    response = stranger.get(path, headers={"accept": accept})
    assert refuses(response) or response.status_code in (403, 404), response.status_code
    assert "10-32/419" not in response.text
    assert "библиотек" not in response.text


def test_stranger_is_refused_at_every_route_of_the_site(stranger: Visitor) -> None:
    paths = examples(stranger)
    assert len(paths) > 30
    own = ("/document/2", "/document/2/page/1.png", "/document/2/file", "/deadlines.ics", "/check")
    assert set(own) <= set(paths)
    wrong = [p for p in paths if not p.startswith(ANSWERED_TO_ALL) and stranger.get(p).status_code not in (401, 403)]
    assert wrong == []
    posted = [
        p for p in paths if not p.startswith(ANSWERED_TO_ALL) and stranger.post(p, {}).status_code not in (401, 403)
    ]
    assert posted == []


@pytest.mark.parametrize("cookie", ["", "x", "eyJhIjp7ImlkIjoiZWRpdG9yIn19.wrong"])
def test_cookie_cannot_be_made_up(folder: Path, cookie: str) -> None:
    visitor = Visitor(folder, ROLES)
    visitor.cookies["ds_actor"] = cookie
    assert refuses(visitor.get("/letters/documents.json"))


def test_account_that_is_gone_is_shut_out_with_its_old_cookie(folder: Path, editor: Visitor) -> None:
    later = Visitor(folder, {"reader": "reader"})
    later.cookies = editor.cookies
    assert refuses(later.get("/letters/documents.json"))


def test_role_is_that_of_today(folder: Path, editor: Visitor) -> None:
    later = Visitor(folder, {"editor": "reader"})
    later.cookies = editor.cookies
    assert later.get("/document/1").status_code == 200
    assert later.get("/check").status_code == 403


def test_wrong_password(folder: Path) -> None:
    visitor = Visitor(folder, ROLES)
    response = visitor.login("reader", "no")
    assert "Имя или пароль не подходят" in response.text
    assert refuses(visitor.get("/document/1"))


def test_passwords_cannot_be_tried_by_the_thousand(folder: Path) -> None:
    visitor = Visitor(folder, ROLES)
    statuses = [visitor.login("reader", str(number)).status_code for number in range(12)]
    assert statuses == [200] * 10 + [429] * 2


def test_cookie_of_the_login_is_hidden_from_scripts(folder: Path) -> None:
    response = Visitor(folder, ROLES).login("reader", "readerreader")
    (cookie,) = [value for value in response.headers.get_list("set-cookie") if value.startswith("ds_actor=")]
    assert "httponly" in cookie.lower()
    assert "samesite=lax" in cookie.lower()


def test_reader_reads_and_does_not_write(reader: Visitor) -> None:
    assert reader.get("/document/1").status_code == 200
    assert "✎" not in reader.get("/document/1").text
    assert reader.get("/check").status_code == 403
    sent = {"document": "1", "path": "/number", "shown:": '"10-32/419"', "field:": "7", "action": "save"}
    assert reader.post("/check", sent).status_code == 403
    assert reader.get("/letters/documents.json?id=1&_shape=array").json()[0]["number"] == "10-32/419"


def test_hashes_of_passwords_are_shown_to_nobody(editor: Visitor) -> None:
    for path in ("/-/metadata.json", "/-/metadata", "/-/plugins.json?all=1", "/-/settings.json"):
        assert editor.get(path).status_code == 403


def test_form_without_a_token_is_refused(editor: Visitor) -> None:
    sent = {"document": "1", "path": "/number", "shown:": '"10-32/419"', "field:": "7", "action": "save"}
    assert editor.ask("POST", "/check", data=sent).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_other_sites_are_refused_with_or_without_login(folder: Path, editor: Visitor, headers: dict[str, str]) -> None:
    for visitor in (editor, Visitor(folder)):
        assert visitor.post("/check", {"document": "1"}, headers=headers).status_code == 403


def test_without_login_only_this_machine_writes(folder: Path) -> None:
    """A foreign name that leads to 127.0.0.1 is how a site on the web would reach in."""
    visitor = Visitor(folder)
    assert visitor.get("/document/1", headers={"host": "evil.example"}).status_code == 200
    assert visitor.post("/check", {"document": "1"}, headers={"host": "evil.example"}).status_code == 403


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1:8001", True),
        ("localhost", True),
        ("[::1]:8001", True),
        ("[::1]", True),
        ("localhost.evil.example", False),
    ],
)
def test_names_of_this_machine(host: str, local: bool) -> None:
    assert plugin("gate").is_local({"headers": [(b"host", host.encode())]}) is local


def test_calendar_needs_a_key_where_login_is_on(folder: Path, reader: Visitor) -> None:
    key = re.search(r"deadlines\.ics\?key=([\w.:%-]+)", reader.get("/").text)
    assert key
    program = Visitor(folder, ROLES)
    assert refuses(program.get("/deadlines.ics"))
    assert program.get(f"/deadlines.ics?key={key[1]}").text.startswith("BEGIN:VCALENDAR")
    assert refuses(program.get(f"/deadlines.ics?key={key[1]}x"))
    assert refuses(program.get(f"/letters/documents.json?key={key[1]}"))
    assert refuses(Visitor(folder, {"editor": "editor"}).get(f"/deadlines.ics?key={key[1]}"))


def test_pages_of_login_are_russian(stranger: Visitor, reader: Visitor) -> None:
    from tests.datasette_site import visible

    assert "Имя Пароль" in re.sub(r"\s+", " ", visible(stranger.get("/-/login").text))
    assert "Вы вошли как" in visible(reader.get("/-/logout").text)
    for visitor in (stranger, reader):
        assert not re.search(r"[Ll]og ?(in|out)\b", visible(visitor.get("/-/login").text))
