"""The workplace in a real browser: what a reader sees, points at and types. Skipped where there is no Chromium."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.datasette_site import build

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="нет /usr/bin/chromium: apt-get install chromium")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site, served as a reader gets it."""
    folder, port = build(tmp_path_factory.mktemp("site")), free_port()
    command = [sys.executable, "-m", "datasette", "serve", str(folder), "--port", str(port)]
    root = Path(__file__).parents[1]
    with subprocess.Popen(
        command, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, stderr=subprocess.DEVNULL
    ) as server:
        deadline = time.monotonic() + 30
        while not answers(port):
            assert time.monotonic() < deadline, "Datasette did not start"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="нет пакета playwright: pip install playwright")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that fails its test where a script breaks or the browser refuses something."""
    complaints: list[str] = []
    opened = browser.new_page(viewport={"width": 1360, "height": 850})
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("dialog", lambda dialog: complaints.append(dialog.message))
    yield opened
    opened.close()
    assert complaints == []


def test_home_searches(page: Any, address: str) -> None:
    page.goto(address)
    assert page.locator(".figures strong").first.inner_text() == "3"
    page.get_by_label("Найти в документах и поручениях").fill("приказом")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="приказ № 10-32/419 от 17.02.2025").first.click()
    assert page.url == f"{address}/document/1"


def test_table_filters_by_facet_and_sorts(page: Any, address: str) -> None:
    page.goto(f"{address}/letters/assignment_list")
    assert page.locator("tbody tr").count() == 5
    page.locator("#facet-region").get_by_role("link", name="Амурская область").click()
    assert page.locator("tbody tr").count() == 3
    assert "Регион равно «Амурская область»" in page.locator(".found").inner_text()
    page.locator("th[data-column=due] svg").click()
    page.get_by_role("link", name="По убыванию").click()
    assert page.locator("tbody tr").first.locator("td.col-due").inner_text() == "20.03.2099"


def test_ready_question_takes_a_date(page: Any, address: str) -> None:
    page.goto(f"{address}/letters/overdue")
    page.get_by_label("На какой день").fill("2024-11-25")
    page.get_by_role("button", name="Показать").click()
    assert page.locator("tbody tr").count() == 1
    page.get_by_role("link", name="направить сведения").click()
    assert page.url == f"{address}/document/2#assignment-4"


def lit(page: Any) -> list[str]:
    return [text.strip() for text in page.locator("span.lit").all_inner_texts()]


def test_value_lights_its_place_in_the_text(page: Any, address: str) -> None:
    page.goto(f"{address}/document/1")
    page.locator(".value[data-path='/number']").hover()
    assert lit(page) == ["10-32/419", "10-32/419"]
    assert "правило test.rule" in page.locator("#about").inner_text()
    page.locator("span.mark", has_text="до 20.03.2099").hover()
    assert lit(page) == ["до 20.03.2099", "до 20.03.2099"]


def test_keyboard_lights_too(page: Any, address: str) -> None:
    page.goto(f"{address}/document/1")
    page.locator(".value[data-path='/date']").focus()
    assert lit(page) == ["17.02.2025", "17.02.2025"]
    page.keyboard.press("Tab")
    assert lit(page) == ["10-32/419", "10-32/419"]


def test_value_lights_its_box_on_the_image(page: Any, address: str) -> None:
    page.goto(f"{address}/document/2")
    image = page.locator(".sheet img").first
    image.evaluate("image => image.decode()")
    assert image.evaluate("image => image.naturalWidth") == 1200
    page.locator(".value[data-path='/assignments/0/deadlines/0']").hover()
    box = page.locator("rect.lit")
    assert box.get_attribute("data-paths") == "/assignments/0/deadlines/0"
    sheet, place = image.bounding_box(), box.bounding_box()
    assert abs((place["x"] - sheet["x"]) / sheet["width"] - float(box.get_attribute("x")) / 595) < 0.005
    page.locator("rect[data-paths='/number']").click()
    assert page.locator(".value.lit").inner_text() == "44-02"


def test_hostile_letter_does_nothing(page: Any, address: str) -> None:
    for path in ("document/3", "letters/documents", "letters/documents/3", "letters/search?q=взлом"):
        page.goto(f"{address}/{path}")
        assert page.title() != "взлом"
        assert page.locator("img[src=x]").count() == 0


def test_editor_of_sql_runs(page: Any, address: str) -> None:
    page.goto(f"{address}/letters?sql=select+code,name+from+regions+limit+2")
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("0")
    page.keyboard.press("Shift+Enter")
    page.wait_for_url("**limit+20**")
    assert page.locator("tbody tr").count() == 20


@pytest.mark.parametrize(
    "path", ["", "letters", "letters/assignment_list", "letters/overdue", "document/1", "document/2"]
)
def test_phone_needs_no_sideways_scrolling(page: Any, address: str, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
