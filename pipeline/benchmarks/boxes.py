"""`python -m pipeline.benchmarks.boxes [--values N] [--dpi 300] [--noise] [--tilt]`: do boxes lie on the printed words?

Letters of the corpus become PDFs, scans as PDF and TIFF, and photographs that lie on their side (EXIF), and are read.
What is printed under the box of a value must be the text of the value; around a value of one line there must be nothing
else. Scans are the pages of the PDF, turned by a known angle (`--tilt`): the characters of the PDF tell what is under
a box. DOCX and plain text have no pages and no boxes. The tables of scans that nothing was done to, and of those that
are noisy and tilted, go into `docs/measurements.md`.
"""

import argparse
import math
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
from PIL import Image

from corpus import paper, render, scan
from extractors.document import extract
from pipeline.batch.work import language
from pipeline.benchmarks.page import write_section
from pipeline.readers import read
from schemas.document import Evidence

DPI = 300
COVERED, FOREIGN = 0.85, 0.25
"""Of a value's characters, the share that must be under its box; of those under it, the share that may be others."""
OF_A_FILE = 6
"""Values of one file that are checked at most."""


SECTIONS = {scan.Wear(): "boxes", scan.Wear(200, noise=True, tilt=True): "boxes worn"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A file that shows the pages of a PDF, each turned by so many degrees counter-clockwise."""

    form: str
    path: Path
    printed: Path
    turns: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its box on a page of a file."""

    file: Shown
    found: Evidence


@dataclass(frozen=True, slots=True)
class Verdict:
    value: Value
    under: str
    right: bool


def letters(source: render.Source, folder: Path, wear: scan.Wear) -> Iterator[Shown]:
    """A letter in every form that has pages."""
    stem = source.text.stem
    printed = folder / f"{stem}.pdf"
    paper.build(source.documents, printed)
    images = scan.pages(printed, wear, source.signatures)
    turns = tuple(image.info["turn"] for image in images)
    yield Shown("pdf", printed, printed, (0.0,) * len(images))
    scan.save_pdf(images, folder / f"{stem}-scan.pdf", wear.dpi)
    yield Shown(f"scan {wear.dpi}", folder / f"{stem}-scan.pdf", printed, turns)
    scan.save_tiff(images, folder / f"{stem}.tiff", wear.dpi)
    yield Shown(f"tiff {wear.dpi}", folder / f"{stem}.tiff", printed, turns)
    aside = Image.Exif()
    aside[0x0112] = 6
    lying = images[0].rotate(90, expand=True)
    lying.save(folder / f"{stem}.jpg", exif=aside, dpi=(wear.dpi, wear.dpi), quality=90)
    yield Shown("jpeg, EXIF", folder / f"{stem}.jpg", printed, turns)


def values(file: Shown) -> list[Value]:
    """Every value of a file that has a box."""
    found = [each for document in extract(read(file.path), language()) for each in document.evidence if each.bbox]
    return [Value(file, each) for each in found]


def printed_under(value: Value) -> str:
    """The characters of the PDF whose middle, turned with the page, is inside the box."""
    x0, top, x1, bottom = value.found.bbox or (0, 0, 0, 0)
    at = value.found.page - 1
    with pdfplumber.open(value.file.printed) as pdf:
        page = pdf.pages[at]
        middle = float(page.width) / 2, float(page.height) / 2
        under = []
        for char in page.chars:
            place = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
            x, y = turned(place, middle, value.file.turns[at])
            if x0 <= x <= x1 and top <= y <= bottom:
                under.append(char["text"])
    return "".join(under)


def turned(place: tuple[float, float], middle: tuple[float, float], degrees: float) -> tuple[float, float]:
    """A place on a page that is turned about its middle, counter-clockwise; y grows downwards.

    >>> turned((2.0, 1.0), (1.0, 1.0), 90.0)
    (1.0, 0.0)
    """
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    right, down = place[0] - middle[0], place[1] - middle[1]
    return middle[0] + cos * right + sin * down, middle[1] - sin * right + cos * down


def folded(text: str) -> str:
    """Letters and digits alone.

    >>> folded("№ 10-32/419, Отчёт")
    '1032419отчет'
    """
    return re.sub(r"[\W_]", "", text.lower().replace("ё", "е"))


def shares(expected: str, under: str) -> tuple[float, float]:
    """How much of what is expected is under the box, and how much of what is there is something else.

    >>> shares("10-32/419", "№ 10-32/419"), shares("отчёт", "5.02.2024")
    ((1.0, 0.0), (0.0, 1.0))
    """
    from rapidfuzz.distance import LCSseq

    one, other = folded(expected), folded(under)
    same = LCSseq.similarity(one, other)
    return same / len(one) if one else 1.0, 1 - same / len(other) if other else 0.0


def verdict(value: Value) -> Verdict:
    under = printed_under(value)
    covered, foreign = shares(value.found.text, under)
    alone = "\n" in value.found.text or foreign <= FOREIGN  # beside the ends of several lines neighbours may stand
    return Verdict(value, under, covered >= COVERED and alone)


def sampled(count: int, wear: scan.Wear) -> list[Verdict]:
    """About `count` values over all forms, the letters and the values by chance."""
    chance = random.Random(wear.seed)
    found: list[Verdict] = []
    sources = list(render.sources(render.LETTERS))
    chance.shuffle(sources)
    with tempfile.TemporaryDirectory() as folder:
        for source in sources:
            for file in letters(source, Path(folder), wear):
                own = values(file)
                found += map(verdict, chance.sample(own, min(OF_A_FILE, len(own))))
            if len(found) >= count:
                return found
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Лежат ли рамки значений на напечатанных словах")
    parser.add_argument("--values", type=int, default=200, help="сколько значений проверить")
    parser.add_argument("--dpi", type=int, default=DPI, help="точек на дюйм у сканов")
    parser.add_argument("--noise", action="store_true", help="зерно и пыль")
    parser.add_argument("--tilt", action="store_true", help="перекос")
    parser.add_argument("--seed", type=int, default=0, help="зерно случайности")
    args = parser.parse_args()
    wear = scan.Wear(args.dpi, args.noise, args.tilt, False, args.seed)
    found = sampled(args.values, wear)
    shown = table(found)
    print(shown)
    if wear in SECTIONS:
        write_section(SECTIONS[wear], shown)
    for wrong in (each for each in found if not each.right):
        place = f"{wrong.value.file.path.name} с. {wrong.value.found.page} {wrong.value.found.path}"
        print(f"  {wrong.value.file.form} {place}: {wrong.value.found.text!r} → {wrong.under!r}")


def table(found: Sequence[Verdict]) -> str:
    """How many boxes lie on their words, form by form."""
    forms = list(dict.fromkeys(each.value.file.form for each in found))
    rows = [(form, [each.right for each in found if each.value.file.form == form]) for form in forms]
    rows.append(("all", [each.right for each in found]))
    lines = (f"| {form} | {len(right)} | {sum(right)} |" for form, right in rows)
    return "\n".join(("| form | values | under whose box their words are printed |", "| --- | --- | --- |", *lines))


if __name__ == "__main__":
    main()
