"""The workplace in a real browser: what a reader sees, points at and types. Skipped where there is no Chromium."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.datasette_browser import needs_chromium, served, watched

pytestmark = needs_chromium

PATHS = (
    *("", "letters", "letters/assignment_list", "letters/overdue", "document/1", "document/2", "check", "bring"),
    *("check?document=2&path=/number", "compare", "dashboards", "calendar?month=2024-11", "names", "-/login"),
)


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as found:
        yield found


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    with watched(browser) as opened:
        yield opened


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
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Исправить: Дата"
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


@pytest.mark.parametrize("path", PATHS)
def test_phone_needs_no_sideways_scrolling(page: Any, address: str, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", PATHS)
def test_page_is_accessible(page: Any, address: str, path: str) -> None:
    """axe-core finds nothing against WCAG 2.2 AA: contrast, names, landmarks, sizes of targets, order of headings."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="нет пакета axe-playwright-python")
    page.goto(f"{address}/{path}")
    found = axe.Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


@pytest.mark.parametrize("path", ["", "letters/assignment_list", "document/2", "check", "compare", "dashboards"])
def test_layout_does_not_jump(page: Any, address: str, path: str) -> None:
    page.add_init_script(
        """window.jumped = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.jumped += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{address}/{path}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.jumped") < 0.05
