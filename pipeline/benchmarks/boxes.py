"""`python -m pipeline.benchmarks.boxes [--values N] [--dpi 300] [--noise] [--tilt]`: do boxes lie on the printed words?

Letters of the corpus become PDFs, scans as PDF and TIFF, and photographs that lie on their side (EXIF), and are read.
What is printed under the box of a value must be the text of the value; around a value of one line there must be nothing
else. Scans are the pages of the PDF dot for dot, so the characters of the PDF tell what is under a box; where the paper
was turned (`--tilt`), tesseract reads that piece of the page alone. DOCX and plain text have no pages and no boxes.
The table of scans that nothing was done to goes into `docs/measurements.md`.
"""

import argparse
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pdfplumber
import pypdfium2
from PIL import Image, ImageOps

from corpus import paper, render, scan
from extractors.document import extract
from pipeline.batch.work import language
from pipeline.benchmarks.page import write_section
from pipeline.readers import read
from pipeline.readers.image.recognize import recognise
from schemas.document import Evidence
from schemas.layout import Page

DPI = 300
MARGIN = 2.0
"""Points around a piece of a scan: tesseract wants some paper around letters."""
COVERED, FOREIGN = 0.85, 0.25
"""Of a value's characters, the share that must be under its box; of those under it, the share that may be others."""
OF_A_FILE = 6
"""Values of one file that are checked at most."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its box on a page of a file; `printed` is the PDF that the file shows dot for dot."""

    form: str
    path: Path
    printed: Path | None
    page: Page
    found: Evidence


@dataclass(frozen=True, slots=True)
class Verdict:
    value: Value
    under: str
    right: bool


def letters(source: render.Source, folder: Path, wear: scan.Wear) -> Iterator[tuple[str, Path]]:
    """A letter in every form that has pages."""
    stem = source.text.stem
    printed = folder / f"{stem}.pdf"
    paper.build(source.documents, printed)
    yield "pdf", printed
    images = scan.pages(printed, wear, source.signatures)
    scan.save_pdf(images, folder / f"{stem}-scan.pdf", wear.dpi)
    yield f"scan {wear.dpi}", folder / f"{stem}-scan.pdf"
    scan.save_tiff(images, folder / f"{stem}.tiff", wear.dpi)
    yield f"tiff {wear.dpi}", folder / f"{stem}.tiff"
    aside = Image.Exif()
    aside[0x0112] = 6
    lying = images[0].rotate(90, expand=True)
    lying.save(folder / f"{stem}.jpg", exif=aside, dpi=(wear.dpi, wear.dpi), quality=90)
    yield "jpeg, EXIF", folder / f"{stem}.jpg"


def values(form: str, path: Path, printed: Path | None) -> list[Value]:
    """Every value of a file that has a box."""
    layout = read(path)
    pages = {page.number: page for page in layout.pages}
    found = [each for document in extract(layout, language()) for each in document.evidence if each.bbox]
    return [Value(form, path, printed, pages[each.page], each) for each in found]


def printed_under(value: Value, printed: Path) -> str:
    """The characters of the PDF whose middle is inside the box."""
    x0, top, x1, bottom = value.found.bbox or (0, 0, 0, 0)
    with pdfplumber.open(printed) as pdf:
        chars = pdf.pages[value.page.number - 1].chars
    inside = (c for c in chars if x0 <= (c["x0"] + c["x1"]) / 2 <= x1 and top <= (c["top"] + c["bottom"]) / 2 <= bottom)
    return "".join(c["text"] for c in inside)


def recognised_under(value: Value, languages: str = "rus+eng") -> str:
    """What tesseract reads on the piece of the page image inside the box."""
    image = page_image(value)
    x0, top, x1, bottom = value.found.bbox or (0, 0, 0, 0)
    scale = image.width / (value.page.width or image.width)
    left, upper, right, lower = (each * scale for each in (x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN))
    piece = ImageOps.expand(image.crop((left, upper, right, lower)), round(4 * scale), "white")
    words = recognise(np.asarray(piece.convert("L")), 72 * scale, languages, psm=6)
    return " ".join(word.text for word in words)


def page_image(value: Value) -> Image.Image:
    """The page upright, as a reader sees it."""
    if value.path.suffix == ".pdf":
        pdf = pypdfium2.PdfDocument(value.path)
        try:
            drawn: Image.Image = pdf[value.page.number - 1].render(scale=DPI / 72).to_pil()
            return drawn.convert("RGB")
        finally:
            pdf.close()
    with Image.open(value.path) as image:
        image.seek(value.page.number - 1)
        upright: Image.Image = ImageOps.exif_transpose(image)
        return upright.convert("RGB")


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


def judge(value: Value, under: str) -> Verdict:
    covered, foreign = shares(value.found.text, under)
    alone = "\n" in value.found.text or foreign <= FOREIGN  # beside the ends of several lines neighbours may stand
    return Verdict(value, under, covered >= COVERED and alone)


def verdict(value: Value) -> Verdict:
    """Of a piece of a page, often a few letters, tesseract has a second try with Russian alone."""
    if value.printed:
        return judge(value, printed_under(value, value.printed))
    first = judge(value, recognised_under(value))
    return first if first.right else judge(value, recognised_under(value, "rus"))


def sampled(count: int, wear: scan.Wear) -> list[Verdict]:
    """About `count` values over all forms, the letters and the values by chance."""
    chance = random.Random(wear.seed)
    found: list[Verdict] = []
    sources = list(render.sources(render.LETTERS))
    chance.shuffle(sources)
    with tempfile.TemporaryDirectory() as folder:
        for source in sources:
            for form, path in letters(source, Path(folder), wear):
                printed = None if wear.tilt and form != "pdf" else Path(folder, f"{source.text.stem}.pdf")
                own = values(form, path, printed)
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
    if wear == scan.Wear(seed=args.seed):
        write_section("boxes", shown)
    for wrong in (each for each in found if not each.right):
        place = f"{wrong.value.path.name} с. {wrong.value.page.number} {wrong.value.found.path}"
        print(f"  {wrong.value.form} {place}: {wrong.value.found.text!r} → {wrong.under!r}")


def table(found: Sequence[Verdict]) -> str:
    """How many boxes lie on their words, form by form."""
    forms = list(dict.fromkeys(each.value.form for each in found))
    rows = [(form, [each.right for each in found if each.value.form == form]) for form in forms]
    rows.append(("all", [each.right for each in found]))
    lines = (f"| {form} | {len(right)} | {sum(right)} |" for form, right in rows)
    return "\n".join(("| form | values | under whose box their words are printed |", "| --- | --- | --- |", *lines))


if __name__ == "__main__":
    main()
