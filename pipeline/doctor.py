"""Is everything installed that the program needs?"""

import importlib.util
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at: the version or place found, or None with what to do about it."""

    name: str
    found: str | None
    advice: str
    required: bool = True


def python() -> Finding:
    version = sys.version_info
    found = f"{version.major}.{version.minor}.{version.micro}" if (3, 11) <= version[:2] <= (3, 13) else None
    return Finding("Python 3.11–3.13", found, "установите Python 3.11, 3.12 или 3.13")


def sqlite() -> Finding:
    """STRICT tables, full-text search and RETURNING, tried rather than read from the version."""
    db = sqlite3.connect(":memory:")
    try:
        db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT")
        db.execute("CREATE VIRTUAL TABLE s USING fts5 (text)")
        db.execute("INSERT INTO t VALUES (1) RETURNING id").fetchall()
    except sqlite3.OperationalError:
        return Finding("SQLite: STRICT, FTS5", None, "нужен SQLite не старше 3.37 с FTS5")
    return Finding("SQLite: STRICT, FTS5", sqlite3.sqlite_version, "")


def tesseract() -> Finding:
    """The recogniser with both languages: letters are Russian, addresses in them are not."""
    advice = "apt-get install tesseract-ocr tesseract-ocr-rus tesseract-ocr-eng tesseract-ocr-osd"
    command = shutil.which("tesseract")
    if command is None:
        return Finding("Tesseract: rus, eng", None, advice)
    listing = subprocess.run([command, "--list-langs"], capture_output=True, text=True, check=False)
    languages = set((listing.stdout + listing.stderr).split())
    return Finding("Tesseract: rus, eng", command if {"rus", "eng"} <= languages else None, advice)


def models() -> Finding:
    """The dictionary loads and knows a word."""
    try:
        from extractors.language import Language

        known = Language().morph.parse("приказом")[0].normal_form == "приказ"
    except ImportError:
        known = False
    return Finding("Словарь русского языка", "pymorphy3" if known else None, "make setup")


def package(name: str, title: str) -> Callable[[], Finding]:
    """A package that can be imported."""

    def check() -> Finding:
        found = name if importlib.util.find_spec(name) else None
        return Finding(title, found, "make setup")

    return check


def fonts() -> Finding:
    """Only the test corpus is drawn with fonts; reading needs none."""
    command = shutil.which("fc-list")
    listing = subprocess.run([command], capture_output=True, text=True, check=False).stdout if command else ""
    found = "Liberation" if "Liberation" in listing else None
    return Finding("Шрифты Liberation", found, "для тестов: apt-get install fonts-liberation", required=False)


def office() -> Finding:
    command = shutil.which("soffice") or shutil.which("libreoffice")
    advice = "для DOC, RTF, ODT: apt-get install libreoffice-writer-nogui"
    return Finding("LibreOffice", command, advice, required=False)


def browser() -> Finding:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return Finding("Chromium", found, "для тестов: apt-get install chromium", required=False)


CHECKS: tuple[Callable[[], Finding], ...] = (
    python,
    sqlite,
    models,
    package("natasha", "Модели natasha"),
    package("pdfplumber", "Чтение PDF"),
    package("docx", "Чтение DOCX"),
    package("cv2", "Обработка сканов"),
    tesseract,
    package("ocrmypdf", "Копии сканов с текстом (PDF/A)"),
    package("datasette", "Datasette"),
    office,
    fonts,
    browser,
)


def check_up() -> bool:
    """Prints what is there and what to do about what is not; whether everything required is there."""
    findings = [check() for check in CHECKS]
    table = Table("Что проверено", "Итог", "Что сделать")
    for finding in findings:
        missing = "нет" if finding.required else "нет (необязательно)"
        table.add_row(finding.name, finding.found or missing, "" if finding.found else finding.advice)
    Console().print(table)
    return all(finding.found for finding in findings if finding.required)
