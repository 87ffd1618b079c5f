"""What becomes of pages that no office sends: `python -m pipeline.benchmarks.limits [--limit N]`.

A page of nonsense, a black page, one of 20,000 by 20,000 pixels, a PDF of 600 pages of text and one of 600 scanned
pages. Each is read by a worker as an import would; seconds of the clock, and megabytes that the worker needed. The
table goes into `docs/measurements.md`.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import cv2
import img2pdf
import numpy as np
from PIL import Image
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.batch.work import LIMIT_SECONDS, Failure, read_and_extract, start_worker
from pipeline.benchmarks.page import write_section

A4 = (2480, 3508)
"""Pixels, at 300 dpi."""
PAGES = 600
LINES = (
    "МИНИСТЕРСТВО КУЛЬТУРЫ",
    "15.03.2024 № 742-п",
    "Директорам библиотек",
    "Просим направить сведения о ремонте кровли до 1 апреля 2024 года.",
    "Министр                                        А.Н. Лебедева",
)


def nonsense(path: Path) -> None:
    """Grain as coarse as letters."""
    grain = np.random.default_rng(1).integers(0, 256, (A4[1] // 8, A4[0] // 8), dtype=np.uint8)
    pixels = np.asarray(cv2.resize(grain, A4, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    Image.fromarray(pixels).save(path, dpi=(300, 300))


def black(path: Path) -> None:
    Image.new("L", A4, 0).save(path, dpi=(300, 300))


def huge(path: Path) -> None:
    Image.new("L", (20_000, 20_000), 255).save(path, dpi=(300, 300))


def text(path: Path) -> None:
    """A letter on every page."""
    registerFont(TTFont("Serif", "LiberationSerif-Regular.ttf"))
    canvas = Canvas(str(path))
    for _ in range(PAGES):
        canvas.setFont("Serif", 12)
        for at, line in enumerate(LINES):
            canvas.drawString(70, 760 - 30 * at, line)
        canvas.showPage()
    canvas.save()


def scans(path: Path) -> None:
    """The first page of `text`, scanned so many times."""
    import pypdfium2

    printed, page = path.with_suffix(".one.pdf"), path.with_suffix(".png")
    text(printed)
    with pypdfium2.PdfDocument(printed) as pdf:
        pdf[0].render(scale=300 / 72, grayscale=True).to_pil().save(page, dpi=(300, 300))
    path.write_bytes(img2pdf.convert([str(page)] * PAGES))


FILES: Mapping[str, tuple[str, Callable[[Path], None]]] = {
    "a page of nonsense": (".png", nonsense),
    "a black page": (".png", black),
    "a page of 20,000 × 20,000 pixels": (".png", huge),
    f"a PDF of {PAGES} pages of text": (".pdf", text),
    f"a PDF of {PAGES} scanned pages": (".pdf", scans),
}


def measured(path: Path, limit: float) -> tuple[str, float, int]:
    """What became of a file, in how many seconds, with how many megabytes."""
    start = time.perf_counter()
    outcome = read_and_extract(path, limit)
    seconds = time.perf_counter() - start
    memory = most_memory()
    if isinstance(outcome, Failure):
        return outcome.error, seconds, memory
    return f"прочитано: страниц {len(outcome.layout.pages)}, документов {len(outcome.documents)}", seconds, memory


def most_memory() -> int:
    """Megabytes that this process had at most; `getrusage` would count those of the process that started it."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description="Чего не присылают")
    parser.add_argument("--limit", type=float, default=LIMIT_SECONDS, help="секунд на файл")
    given = parser.parse_args()
    rows = ["| file | what became of it | seconds | MB |", "| --- | --- | --- | --- |"]
    for name, (suffix, write) in FILES.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"file{suffix}")
            write(path)
            with ProcessPoolExecutor(1, get_context("spawn"), start_worker) as worker:
                told, seconds, memory = worker.submit(partial(measured, path, given.limit)).result()
        rows.append(f"| {name} | {told} | {seconds:.1f} | {memory} |")
        print(rows[-1], flush=True)
    write_section("limits", "\n".join(rows))


if __name__ == "__main__":
    main()
