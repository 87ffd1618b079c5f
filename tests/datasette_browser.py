"""A real browser on a served site, for the tests that look and click. Skipped where there is no Chromium."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason="нет /usr/bin/chromium: apt-get install chromium")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The site, served as a reader gets it; its address."""
    port, root = free_port(), Path(__file__).parents[1]
    command = [sys.executable, "-m", "datasette", "serve", str(folder), "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(command, cwd=root, env=environment, stderr=subprocess.DEVNULL) as server:
        deadline = time.monotonic() + 30
        while not answers(port):
            assert time.monotonic() < deadline, "Datasette did not start"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        server.terminate()


@contextmanager
def started() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="нет пакета playwright: pip install playwright")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


@contextmanager
def watched(browser: Any) -> Iterator[Any]:
    """A page that fails its test where a script breaks or the browser refuses something; a conflict (409) may be."""
    complaints: list[str] = []
    opened = browser.new_page(viewport={"width": 1360, "height": 850})
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("dialog", lambda dialog: complaints.append(dialog.message))
    yield opened
    opened.close()
    assert [text for text in complaints if "409" not in text] == []
