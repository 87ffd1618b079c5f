"""Archivists and analysts at work in a real browser: bringing in, checking, correcting, comparing, printing."""

import io
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.datasette_browser import needs_chromium, served, watched
from tests.datasette_letters import LETTER, ORDER, layout, order, pdf
from tests.datasette_site import HOUSE, build, store, with_accounts

pytestmark = needs_chromium

OTHER = LETTER.replace("44-02", "44-03").replace("«Живая книга»", "«Зимние чтения»")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with login: an editor and a reader."""
    made = build(tmp_path_factory.mktemp("site"))
    metadata = yaml.safe_load((HOUSE / "metadata.yaml").read_text("utf-8"))
    metadata["plugins"]["datasette-auth-passwords"] = with_accounts({"editor": "editor", "reader": "reader"})
    (made / "metadata.yaml").unlink()
    (made / "metadata.yaml").write_text(yaml.safe_dump(metadata, allow_unicode=True), "utf-8")
    return made


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as found:
        yield found


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page of somebody who has logged in as an editor."""
    with watched(browser) as opened:
        opened.goto(address)
        assert opened.url == f"{address}/-/login"
        opened.wait_for_selector("#username:focus")
        opened.keyboard.type("editor")
        opened.keyboard.press("Tab")
        opened.keyboard.type("editoreditor")
        opened.keyboard.press("Enter")
        opened.wait_for_url(f"{address}/")
        yield opened


def number(folder: Path, document: int) -> str:
    db = sqlite3.connect(folder / "letters.db")
    found = db.execute("SELECT number FROM documents WHERE id = ?", (document,)).fetchone()[0]
    db.close()
    return str(found)


def test_from_login_to_the_value_after_a_reading(page: Any, address: str, folder: Path) -> None:
    """By keyboard alone: correct a value, read the file again, see the value, undo it, see what was read."""
    page.goto(f"{address}/check?document=1&path=/number")
    assert page.locator("span.lit").inner_text() == "10-32/419"
    assert page.get_by_role("button", name="Верно").is_visible()
    page.keyboard.press("Control+A")
    page.keyboard.type("10-32/420")
    assert page.get_by_role("button", name="Исправить").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/check?document=*")
    assert "10-32/420" in page.locator(".recent tbody tr").first.inner_text()
    read_again(folder)
    page.goto(f"{address}/document/1")
    assert page.locator(".value[data-path='/number']").inner_text() == "10-32/420"
    assert "Editor" in page.locator("#history + ul").inner_text()
    page.goto(f"{address}/check")
    page.keyboard.press("Alt+KeyZ")
    page.wait_for_function("!document.querySelector('.recent')")
    assert number(folder, 1) == "10-32/419"


def read_again(folder: Path) -> None:
    from pipeline.store.connection import connect

    db = connect(folder / "letters.db")
    store(db, folder, "приказ 10-32.txt", ORDER.encode(), layout(ORDER), order())
    db.close()


def test_queue_goes_on_by_keys(page: Any, address: str) -> None:
    page.goto(f"{address}/check")
    first = page.url, page.locator("form.check h2").inner_text()
    page.keyboard.press("Alt+ArrowRight")
    page.wait_for_url("**/check?document=*")
    assert page.locator("form.check h2").inner_text() != first[1]
    assert page.evaluate("document.activeElement.name").startswith("field:")


def test_two_people_at_once(page: Any, browser: Any, address: str, folder: Path) -> None:
    """The second one is told, and nothing is lost."""
    page.goto(f"{address}/check?document=2&path=/number")
    other = browser.new_page(storage_state=page.context.storage_state())
    other.goto(f"{address}/check?document=2&path=/number")
    other.locator("#f1").fill("44-02/а")
    other.keyboard.press("Enter")
    other.wait_for_url("**/document/2")
    other.close()
    page.locator("#f1").fill("44-02/б")
    with page.expect_response("**/check") as told:
        page.keyboard.press("Enter")
    assert told.value.status == 409
    assert "значение изменилось" in page.locator(".message-error").inner_text()
    assert number(folder, 2) == "44-02/а"


def scan(text: str) -> bytes:
    """A page as a scanner gives it: an image and nothing else."""
    import pypdfium2

    image = pypdfium2.PdfDocument(pdf(text))[0].render(scale=2.5).to_pil().convert("RGB")
    made = io.BytesIO()
    image.save(made, "JPEG", quality=80)
    return made.getvalue()


def test_dropped_scan_is_read_and_found(page: Any, address: str) -> None:
    page.goto(f"{address}/bring")
    files = [
        {"name": "скан.jpg", "mimeType": "image/jpeg", "buffer": scan(OTHER)},
        {"name": "обрыв.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"},
    ]
    drop(page, files)
    page.wait_for_selector("#brought li.imported", timeout=60_000)
    page.wait_for_selector("#brought li.failed", timeout=60_000)
    assert "повреждён" in page.locator("#brought li.failed").inner_text()
    assert page.locator("#summary").inner_text() == "Готово 1 из 2, с ошибкой 1"
    page.locator("#brought li.imported a").first.click()
    page.wait_for_url("**/document/*")
    found = page.url
    page.goto(f"{address}/letters/search?q=зимним+чтениям")
    page.get_by_role("link", name="44-03").first.click()
    assert page.url == found


def drop(page: Any, files: list[dict[str, Any]]) -> None:
    """Lets files fall on the page, as from a folder."""
    contents = [{**file, "buffer": list(file["buffer"])} for file in files]
    transfer = page.evaluate_handle(
        """files => {
            const transfer = new DataTransfer();
            for (const { name, mimeType, buffer } of files)
                transfer.items.add(new File([new Uint8Array(buffer)], name, { type: mimeType }));
            return transfer;
        }""",
        contents,
    )
    page.dispatch_event("#drop", "drop", {"dataTransfer": transfer})


def test_comparison_leads_down_to_the_letters(page: Any, address: str) -> None:
    page.goto(f"{address}/compare")
    page.get_by_label("Что показать на карте").select_option("assignments")
    page.get_by_role("button", name="Сравнить").click()
    page.locator(".matrix summary").first.click()
    page.locator(".matrix details[open] a").first.click()
    assert "/document/" in page.url
    page.go_back()
    page.locator(".tiles a[aria-label^='Амурская']").click()
    assert "region_code=RU-AMU" in page.url
    assert page.locator("tbody tr").count() == 1


def test_calendar_turns_its_leaves(page: Any, address: str) -> None:
    page.goto(f"{address}/calendar?month=2024-10")
    page.get_by_role("link", name="позже").click()
    page.get_by_role("link", name="направить сведения", exact=True).click()
    assert page.url.endswith("/document/2#assignment-4")


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        ("document/1", ("SHA-256", "Управление образования", "до 20.03.2099", "Директорам школ провести пересчёт")),
        ("document/2", ("Полянский К.Д.", "направить сведения")),
        ("compare", ("Амурская область", "20.03.2099 Директорам школ провести пересчёт фондов", "Карта: документов")),
        ("dashboards", ("Ответственные, поручений", "Смирнова А.П.")),
    ],
)
def test_printed_report_holds_the_content_and_no_tools(
    page: Any, address: str, path: str, printed: tuple[str, ...]
) -> None:
    """What Chromium prints is read back from its PDF; what is folded on the screen is open on paper."""
    import pdfplumber

    page.goto(f"{address}/{path}")
    page.wait_for_load_state("networkidle")
    with pdfplumber.open(io.BytesIO(page.pdf(format="A4"))) as pdf:
        said = " ".join(" ".join((each.extract_text() or "").split()) for each in pdf.pages)
    assert [words for words in printed if words not in said] == []
    assert [words for words in ("Запросы", "Скачать", "Напечатать", "Исправить", "Добавить") if words in said] == []
