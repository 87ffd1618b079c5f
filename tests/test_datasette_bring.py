"""Bringing files in over the web: the same way as a batch import, and nothing but a text of a name."""

import asyncio
import io
import sqlite3
import time
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.datasette_letters import LETTER, pdf
from tests.datasette_site import Visitor, plugin

OTHER = LETTER.replace("44-02", "44-03")
THIRD = LETTER.replace("44-02", "44-04")


def bring(visitor: Visitor, name: str, content: bytes, **headers: str) -> Any:
    visitor.cookies["ds_csrftoken"] = (
        visitor.cookies.get("ds_csrftoken") or visitor.get("/-/login").cookies["ds_csrftoken"]
    )
    sent = {"x-csrftoken": visitor.cookies["ds_csrftoken"], "x-name": quote(name), **headers}
    return visitor.ask("POST", "/bring", content=content, headers=sent)


def zipped(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.txt", content)
    return made.getvalue()


FILES = {
    "../../письмо из округа.pdf": pdf(OTHER),
    "испорчен.pdf": b"%PDF-1.4 nothing",
    "почта.zip": zipped(letter=THIRD.encode()),
    "то же.pdf": pdf(OTHER),
}


@pytest.fixture(scope="module")
def brought(folder: Path) -> tuple[Visitor, dict[str, dict[str, Any]]]:
    """The files brought in and what became of each."""
    visitor = Visitor(folder)
    keys = {name: bring(visitor, name, content).json()["key"] for name, content in FILES.items()}
    deadline = time.monotonic() + 90
    while True:
        told = {job["key"]: job for job in visitor.get(f"/bring.json?keys={','.join(keys.values())}").json()}
        if all(job["state"] not in ("waiting", "reading") for job in told.values()):
            return visitor, {name: told[key] for name, key in keys.items()}
        assert time.monotonic() < deadline, told
        time.sleep(0.2)


def test_each_file_has_its_result(brought: tuple[Visitor, dict[str, dict[str, Any]]]) -> None:
    visitor, told = brought
    assert [job["state"] for job in told.values()] == ["imported", "failed", "imported", "unchanged"]
    assert "повреждён" in told["испорчен.pdf"]["error"]
    (found,) = told["../../письмо из округа.pdf"]["documents"]
    assert "44-03" in visitor.get(found["path"]).text
    assert told["то же.pdf"]["documents"] == [found]
    assert "44-04" in told["почта.zip"]["documents"][0]["label"]


def test_names_are_texts_and_the_originals_are_in_the_archive(folder: Path, brought: Any) -> None:
    db = sqlite3.connect(folder / "letters.db")
    names = {name for (name,) in db.execute("SELECT name FROM files")}
    assert {"письмо из округа.pdf", "letter.txt"} <= names
    journal = [name for (name,) in db.execute("SELECT name FROM run_files WHERE run_id > 1 ORDER BY id")]
    assert journal == ["письмо из округа.pdf", "испорчен.pdf", "почта.zip/letter.txt", "то же.pdf"]
    sha256 = db.execute("SELECT sha256 FROM files WHERE name LIKE 'письмо из%'").fetchone()[0]
    assert (folder / "archive" / sha256[:2] / f"{sha256}.pdf").read_bytes() == pdf(OTHER)
    deadline = time.monotonic() + 30
    while list((folder / "incoming").iterdir()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert not list(folder.parent.glob("письмо*"))


@pytest.mark.parametrize("path", ["/letters/files", "/letters/run_files", "/letters/failed_files"])
def test_no_page_shows_where_files_lay(folder: Path, brought: Any, path: str) -> None:
    assert "incoming" not in brought[0].get(path).text


def test_empty_and_too_large_files_are_refused(folder: Path) -> None:
    visitor = Visitor(folder)
    assert bring(visitor, "пусто.pdf", b"").json()["error"] == "Файл пуст."
    declared = bring(visitor, "большой.pdf", b"x", **{"content-length": str(2**40)})
    assert declared.status_code == 413


def test_undeclared_size_is_counted(tmp_path: Path) -> None:
    async def messages() -> dict[str, Any]:
        return {"type": "http.request", "body": b"x" * 10, "more_body": True}

    async def gone() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    with pytest.raises(ValueError, match="60"):
        asyncio.run(plugin("bring").receive(messages, tmp_path / "file", 55))
    with pytest.raises(ConnectionError):
        asyncio.run(plugin("bring").receive(gone, tmp_path / "file", 55))


def test_what_waited_when_the_site_stopped_is_taken_up(tmp_path: Path) -> None:
    module = plugin("bring")
    first = module.Desk(tmp_path / "letters.db")
    job = first.new("скан.PDF")
    job.path.write_bytes(b"x")
    job.path.with_name(f"{job.key}.name").write_text(job.name, "utf-8")
    again = module.Desk(tmp_path / "letters.db")
    again._import = lambda batch: None
    again.resume()
    (taken,) = again.jobs.values()
    assert (taken.name, taken.path) == ("скан.PDF", job.path)
    assert job.path.suffix == ".pdf"


def test_other_pages_and_readers_bring_nothing(folder: Path) -> None:
    visitor = Visitor(folder)
    assert visitor.ask("POST", "/bring", content=b"x", headers={"x-name": "a.txt", "cookie": "a=b"}).status_code == 403
    assert bring(visitor, "a.txt", b"x", origin="https://evil.example").status_code == 403
    reader = Visitor(folder, {"reader": "reader"})
    reader.login("reader", "readerreader")
    assert bring(reader, "a.txt", b"x").status_code == 403
    assert reader.get("/bring").status_code == reader.get("/bring.json").status_code == 403
    assert "Загрузка</a>" not in reader.get("/").text
