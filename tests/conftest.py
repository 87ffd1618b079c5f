"""What many tests share: the language once for a run, a layout of plain text, an empty database, a site, a browser."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.language import Language
from pipeline.readers.text import layout_of
from pipeline.store.connection import connect
from schemas.layout import Layout
from tests.datasette_browser import started
from tests.datasette_site import Get, build, client


@pytest.fixture(scope="session")
def language() -> Language:
    return Language()


@pytest.fixture(scope="session")
def layout() -> Callable[[str], Layout]:
    """Plain text as the reader of text files lays it out."""
    return layout_of


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    """An empty database; whatever a test did to it, its keys must hold."""
    connection = connect(":memory:")
    yield connection
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site of `tests.datasette_site`."""
    return build(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def get(folder: Path) -> Get:
    """Asks the site for a path."""
    return client(folder)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with started() as chromium:
        yield chromium
