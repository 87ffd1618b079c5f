"""How fast an import is, against the libraries alone: `python -m pipeline.benchmarks.speed [FORM…] [--letters N]`.

Composed letters of each form are imported on one core and on two, as `prikaz import` does it. The floor is what the
libraries alone take for the same files: opening them, natasha on their text, and for scans tesseract on their pages as
they are. The ratio is that of processor times, which a busy machine disturbs least: all processes of the import,
their start taken off. The table goes into `docs/measurements.md`.
"""

import argparse
import math
import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.batch.work import Outcome, language, read_and_extract, restrain
from pipeline.benchmarks.page import section, write_section
from pipeline.benchmarks.processor import spent
from pipeline.importer import Watcher, import_paths
from pipeline.soak.letters import composed, written
from pipeline.store.runs import FileResult

SECTION = "speed"
FORMS = ("txt", "docx", "pdf", "scan")
TENTH = 10
"""Letters whose megabytes are early, and late."""
SLOW = {"scan": 10}
"""Scans take seconds each: so many times fewer are enough."""

HEAD = """\
| form | letters | a minute, one core | two cores | ms of processor a letter, one | two | times the floor | MB, early | late | most |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"""  # noqa: E501


@dataclass(frozen=True, slots=True)
class Import:
    """Letters a minute by the clock, seconds of all processors, and the megabytes of a worker after each letter."""

    minute: float
    spent: float
    sizes: Sequence[float]


@dataclass(frozen=True, slots=True)
class Speed:
    """Of one form: the import on one core and on two, their start taken off, and the seconds of the floor."""

    form: str
    letters: int
    one: Import
    two: Import
    floor: float

    def row(self) -> str:
        early, late = (statistics.median(part) for part in (self.one.sizes[:TENTH], self.one.sizes[-TENTH:]))
        cells = (
            f"{self.one.minute:.0f}",
            f"{self.two.minute:.0f}",
            f"{1000 * self.one.spent / self.letters:.0f}",
            f"{1000 * self.two.spent / self.letters:.0f}",
            f"{self.one.spent / self.floor:.2f}",
            *(f"{size:.0f}" for size in (early, late, max(self.one.sizes))),
        )
        return f"| {self.form} | {self.letters} | {' | '.join(cells)} |"


class Clock(Watcher):
    """When each file was done."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def done(self, result: FileResult) -> None:
        self.times.append(time.perf_counter())

    @property
    def minute(self) -> float:
        """Files a minute after the first quarter, when every worker has loaded its models; nan where they are few."""
        late = self.times[len(self.times) // 4 :]
        return 60 * (len(late) - 1) / (late[-1] - late[0]) if len(late) > 1 else math.nan


def weighed(path: Path) -> Outcome:
    """Reads a file; its seconds are replaced by the megabytes that this process takes now."""
    outcome = read_and_extract(path)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return replace(outcome, seconds=pages * resource.getpagesize() / 2**20)


def speed(form: str, paths: Sequence[Path]) -> Speed:
    one, two = (_lasting(paths, cores) for cores in (1, 2))
    return Speed(form, len(paths), one, two, _floor(FLOORS[form], paths))


def _lasting(paths: Sequence[Path], cores: int) -> Import:
    """An import without its start: what one of as many letters as processes takes is taken off."""
    whole, start = _imported(paths, cores), _imported(paths[:cores], cores)
    return replace(whole, spent=(whole.spent - start.spent) * len(paths) / (len(paths) - cores))


def _imported(paths: Sequence[Path], cores: int) -> Import:
    """An import with as many processes as cores; this process too has no other core."""
    clock, start = Clock(), spent()
    with tempfile.TemporaryDirectory() as folder, _bound_to(cores):
        results = import_paths(Path(folder, "letters.db"), paths, cores, clock, work=weighed)
    return Import(clock.minute, spent() - start, [result.seconds for result in results if result.seconds])


@contextmanager
def _bound_to(cores: int) -> Iterator[None]:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _floor(read: Callable[[Path], str], paths: Sequence[Path]) -> float:
    """Processor seconds that the libraries alone take; warm, and in this process."""
    language().analyse(read(paths[0]))
    start = spent()
    for path in paths:
        language().analyse(read(path))
    return spent() - start


def _docx(path: Path) -> str:
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def _pdf(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def _scan(path: Path) -> str:
    """Every page drawn with 300 points an inch and recognised as it is."""
    import pypdfium2

    texts = []
    with tempfile.TemporaryDirectory() as folder, pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf):
            image = Path(folder, f"{number}.png")
            page.render(scale=300 / 72, grayscale=True).to_pil().save(image)
            command = ["tesseract", str(image), "-", "-l", "rus"]
            texts.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return "\n".join(texts)


FLOORS: dict[str, Callable[[Path], str]] = {
    "txt": lambda path: path.read_text("utf-8"),
    "docx": _docx,
    "pdf": _pdf,
    "scan": _scan,
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Скорость загрузки")
    parser.add_argument("forms", nargs="*", choices=[*FORMS, []], help="формы писем; без них — все")
    parser.add_argument("--letters", type=int, default=300, help="сколько писем каждой формы")
    options = parser.parse_args()
    restrain()
    rows = {row.split("|")[1].strip(): row for row in section(SECTION).splitlines()[2:]}
    for form in options.forms or FORMS:
        with tempfile.TemporaryDirectory() as folder:
            count = options.letters // SLOW.get(form, 1)
            paths = [written(source, form, Path(folder), f"{n}") for n, source in enumerate(composed(0, count))]
            rows[form] = speed(form, paths).row()
        print(rows[form], flush=True)
        write_section(SECTION, "\n".join((HEAD, *(rows[form] for form in FORMS if form in rows))))


if __name__ == "__main__":
    main()
