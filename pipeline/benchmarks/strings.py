"""Key strings kept from scans, and their price, beside tesseract alone: `python -m pipeline.benchmarks.strings FOLDER`.

FOLDER holds `pdf` and `scan` as `python -m corpus.render` makes them. What stands in the PDF of a letter is looked for
in what is read of its scan: by this program, and by tesseract from the page as it was scanned, with `rus` and with
`rus+eng`. Seconds are of processors, tesseract's among them; the last line is the clock's. The table goes into
`docs/measurements.md`.
"""

import argparse
import re
import resource
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pypdfium2

from pipeline.batch.pool import Workers
from pipeline.batch.work import language, read_and_extract, restrain
from pipeline.benchmarks.page import write_section
from pipeline.readers import read
from pipeline.readers.image.recognize import recognise
from pipeline.readers.image.source import pdf_sheet

KINDS: Mapping[str, re.Pattern[str]] = {
    "numbers": re.compile(r"(?<![\w.,-])\d{2,}(?![\w-]|[.,]\d)"),
    "dates": re.compile(r"(?<!\d)\d\d\.\d\d\.\d{4}(?!\d)|(?<!\d)\d{1,2} [а-я]{3,8} \d{4}"),
    "№ and number": re.compile(r"№ ?\d[\w/-]*"),
    "e-mails": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "links": re.compile(r"(?:https?://|www\.)[\w./-]+\w"),
    "phones": re.compile(r"\(\d{3,5}\) ?\d{1,3}-\d\d-\d\d|8\d{3,5}\d{1,3}-\d\d-\d\d"),
    "INN, OGRN": re.compile(r"(?<!\d)(?:\d{10}|\d{12}|\d{13})(?!\d)"),
    "names": re.compile(r"[А-ЯЁ]\.[А-ЯЁ]\. ?[А-ЯЁ][а-яё]+|[А-ЯЁ][а-яё]+ [А-ЯЁ]\.[А-ЯЁ]\."),
}


def strings(text: str) -> dict[str, Counter[str]]:
    """The strings of each kind in a text, without white space.

    >>> strings("приказ от 05.02.2024 № 116-п")["№ and number"]
    Counter({'№116-п': 1})
    """
    folded = " ".join(text.split())
    return {kind: Counter(found.replace(" ", "") for found in form.findall(folded)) for kind, form in KINDS.items()}


def alone(languages: str, path: Path) -> str:
    """What tesseract reads of the pages as they are."""
    with pypdfium2.PdfDocument(path) as pdf:
        sheets = [pdf_sheet(path, number) for number in range(1, len(pdf) + 1)]
    lines: dict[tuple[int, tuple[int, int, int]], list[str]] = {}
    for sheet in sheets:
        grey = np.asarray(cv2.cvtColor(sheet.pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
        for word in recognise(grey, sheet.dpi, languages):
            lines.setdefault((sheet.number, word.line), []).append(word.text)
    return "\n".join(" ".join(words) for words in lines.values())


READERS: Mapping[str, Callable[[Path], str]] = {
    "prikaz": lambda path: read(path).text,
    "tesseract rus": partial(alone, "rus"),
    "tesseract rus+eng": partial(alone, "rus+eng"),
}


def processor() -> float:
    """Seconds of processors that this process and its children have had."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def compare(scans: Sequence[Path], printed: Path) -> list[str]:
    """A row for each kind of string, and one of seconds a page."""
    there: Counter[str] = Counter()
    kept: dict[str, Counter[str]] = {name: Counter() for name in READERS}
    seconds = dict.fromkeys(READERS, 0.0)
    read(scans[0])  # what is loaded once is not the price of a page
    for path in scans:
        wanted = strings(read(printed / path.name).text)
        there.update({kind: found.total() for kind, found in wanted.items()})
        for name, reader in READERS.items():
            start = processor()
            found = strings(reader(path))
            seconds[name] += processor() - start
            kept[name].update({kind: (found[kind] & wanted[kind]).total() for kind in KINDS})
    rows = [f"| kept of | printed | {' | '.join(READERS)} |", f"| --- | --- |{' --- |' * len(READERS)}"]
    for kind in KINDS:
        shares = (f"{kept[name][kind] / there[kind]:.3f}" if there[kind] else "" for name in READERS)
        rows.append(f"| {kind} | {there[kind]} | {' | '.join(shares)} |")
    pages, bare = sum(_pages(path) for path in scans), seconds["tesseract rus+eng"]
    by_page = " | ".join(f"{seconds[name] / pages:.2f}" for name in READERS)
    ratios = " | ".join(f"{seconds[name] / bare:.2f}" for name in READERS)
    return [*rows, f"| seconds of a core a page | {pages} pages | {by_page} |", f"| times rus+eng | | {ratios} |"]


def _pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def by_processes(scans: Sequence[Path], jobs: int) -> float:
    """Seconds of the clock for all scans, the workers being warm."""
    with Workers(jobs, read_and_extract) as workers:
        list(workers.outcomes((None, scans[0]) for _ in range(2 * jobs)))
        start = time.perf_counter()
        list(workers.outcomes((None, path) for path in scans))
        return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description="Ключевые строки сканов рядом с одним tesseract")
    parser.add_argument("folder", type=Path, help="папка с папками pdf и scan")
    parser.add_argument("--count", type=int, default=12, help="сколько сканов")
    given = parser.parse_args()
    restrain()
    cv2.setNumThreads(1)
    language()
    scans = sorted((given.folder / "scan").glob("*.pdf"))[: given.count]
    rows = compare(scans, given.folder / "pdf")
    one, two = by_processes(scans, 1), by_processes(scans, 2)
    table = "\n".join([*rows, "", f"One process: {one:.0f} s, two: {two:.0f} s; {one / two:.2f} times as fast."])
    print(table)
    write_section("strings", table)


if __name__ == "__main__":
    main()
