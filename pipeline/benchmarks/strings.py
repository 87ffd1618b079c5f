"""Key strings kept from scans, and their price, beside tesseract alone: `python -m pipeline.benchmarks.strings`.

Letters of the corpus and as many composed ones are printed and scanned, worn and clean. What stands in the PDF of a
letter is looked for in what is read of its scan: by this program, and by tesseract from the page as it was scanned,
with `rus` and with `rus+eng`. Seconds are of processors, tesseract's among them; the last line is the clock's.
The table goes into `docs/measurements.md`.
"""

import argparse
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pypdfium2

from corpus.flood.__main__ import write as compose
from corpus.render import FORMS, LETTERS, Source, sources
from corpus.scan import Wear
from pipeline.batch.pool import Workers
from pipeline.batch.work import language, read_and_extract, restrain
from pipeline.benchmarks.page import write_section
from pipeline.benchmarks.processor import spent
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

WEARS: Mapping[str, Wear] = {
    "200 dpi, all of it": Wear(200, noise=True, tilt=True, stamp=True),
    "300 dpi, clean": Wear(),
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


@dataclass(slots=True)
class Kept:
    """What is printed on scans, what each reader kept of it, and what that cost in seconds."""

    pages: int = 0
    printed: Counter[str] = field(default_factory=Counter)
    strings: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in READERS})
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(READERS, 0.0))


def compare(scans: Sequence[Path], printed: Sequence[Path]) -> Kept:
    kept = Kept()
    read(scans[0])  # what is loaded once is not the price of a page
    for path, pdf in zip(scans, printed, strict=True):
        wanted = strings(read(pdf).text)
        kept.pages += _pages(path)
        kept.printed.update({kind: found.total() for kind, found in wanted.items()})
        for name, reader in READERS.items():
            start = spent()
            found = strings(reader(path))
            kept.seconds[name] += spent() - start
            kept.strings[name].update({kind: (found[kind] & wanted[kind]).total() for kind in KINDS})
    return kept


def table(results: Mapping[str, Kept]) -> list[str]:
    """A row for each kind of string, and those of seconds a page; columns for each kind of scan and each reader."""
    columns = [(kept, name) for kept in results.values() for name in READERS]
    heads = [f"{wear}: {name}" for wear in results for name in READERS]
    rows = [f"| kept of | printed | {' | '.join(heads)} |", f"| --- | --- |{' --- |' * len(heads)}"]
    printed = next(iter(results.values())).printed
    for kind in KINDS:
        shares = (f"{kept.strings[name][kind] / printed[kind]:.3f}" if printed[kind] else "" for kept, name in columns)
        rows.append(f"| {kind} | {printed[kind]} | {' | '.join(shares)} |")
    pages = " | ".join(f"{kept.seconds[name] / kept.pages:.2f}" for kept, name in columns)
    ratios = " | ".join(f"{kept.seconds[name] / kept.seconds['tesseract rus+eng']:.2f}" for kept, name in columns)
    count = next(iter(results.values())).pages
    return [*rows, f"| seconds of a core a page | {count} pages | {pages} |", f"| times rus+eng | | {ratios} |"]


def rendered(letters: Sequence[Source], form: str, wear: Wear, folder: Path) -> list[Path]:
    """The letters as files of a form."""
    suffix, write = FORMS[form]
    folder.mkdir()
    paths = [folder / f"{letter.text.stem}{suffix}" for letter in letters]
    for letter, path in zip(letters, paths, strict=True):
        write(letter, path, wear)
    return paths


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
    parser.add_argument("--count", type=int, default=40, help="сколько писем: половина из корпуса, половина сочинённых")
    given = parser.parse_args()
    restrain()
    cv2.setNumThreads(1)
    language()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compose(folder / "composed", given.count // 2, 0, held_out=True, damage=False)
        letters = [*islice(sources(LETTERS), given.count - given.count // 2), *sources(folder / "composed")]
        printed = rendered(letters, "pdf", Wear(), folder / "pdf")
        scans = {wear: rendered(letters, "scan", how, folder / str(how.dpi)) for wear, how in WEARS.items()}
        rows = table({wear: compare(paths, printed) for wear, paths in scans.items()})
        one, two = (by_processes(next(iter(scans.values())), jobs) for jobs in (1, 2))
    found = "\n".join([*rows, "", f"One process: {one:.0f} s, two: {two:.0f} s; {one / two:.2f} times as fast."])
    print(found)
    write_section("strings", found)


if __name__ == "__main__":
    main()
