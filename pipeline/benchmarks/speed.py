"""How fast files are read, against the libraries alone: `python -m pipeline.benchmarks.speed FOLDER`.

FOLDER holds a folder for each form, as `python -m corpus.render` makes them. The floor is what the libraries take for
the same files: opening them, natasha on their text, and for scans tesseract on their pages as they are.
"""

import argparse
import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.pool import Workers
from pipeline.batch.work import Failure, Outcome, Reading, language, read_and_extract, restrain
from pipeline.importer import import_paths

FORMS = ("txt", "docx", "pdf", "scan")
SCANS = 12
"""Scans take seconds each: so many are enough."""

UNCHANGED = 10_000


@dataclass(frozen=True, slots=True)
class Speed:
    """Of one form: files, seconds by one process and by two and of the floor; megabytes of a worker."""

    form: str
    files: int
    one: float
    two: float
    floor: float
    memory: int

    def row(self) -> str:
        minute = [f"{60 * self.files / seconds:.0f}" for seconds in (self.one, self.two, self.floor)]
        shares = (f"{self.one / self.floor:.2f}", f"{self.one / self.two:.2f}", str(self.memory))
        return f"| {self.form} | {self.files} | {' | '.join((*minute, *shares))} |"


def measured(path: Path) -> Outcome:
    """Reads a file; its seconds are replaced by the megabytes that this process has needed so far."""
    outcome = read_and_extract(path)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if isinstance(outcome, Failure):
        return Failure(outcome.stage, outcome.error, megabytes)
    return Reading(outcome.layout, outcome.documents, outcome.media_type, megabytes)


def speed(form: str, paths: Sequence[Path]) -> Speed:
    one, memory = _by_processes(paths, 1)
    two, _ = _by_processes(paths, 2)
    return Speed(form, len(paths), one, two, _floor(FLOORS[form], paths), memory)


def _by_processes(paths: Sequence[Path], jobs: int) -> tuple[float, int]:
    """Seconds for all files, the workers being warm; megabytes of the largest worker."""
    with Workers(jobs, measured) as workers:
        list(workers.outcomes((None, path) for path in [paths[0]] * (4 * jobs)))
        start = time.perf_counter()
        found = [outcome for _, outcome in workers.outcomes((None, path) for path in paths)]
        seconds = time.perf_counter() - start
    return seconds, round(max(outcome.seconds for outcome in found if outcome))


def _floor(read: Callable[[Path], str], paths: Sequence[Path]) -> float:
    """Seconds that the libraries alone take; warm, and in this process."""
    _natasha(read(paths[0]))
    start = time.perf_counter()
    for path in paths:
        _natasha(read(path))
    return time.perf_counter() - start


def _natasha(text: str) -> None:
    """Sentences, words, forms, syntax and names."""
    language().analyse(text)


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
            command = ["tesseract", str(image), "-", "-l", "rus", "tsv"]
            texts.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return "\n".join(line.rpartition("\t")[2] for text in texts for line in text.splitlines())


FLOORS: dict[str, Callable[[Path], str]] = {
    "txt": lambda path: path.read_text("utf-8"),
    "docx": _docx,
    "pdf": _pdf,
    "scan": _scan,
}


def unchanged(path: Path, count: int) -> tuple[float, float]:
    """Seconds of a run over `count` unchanged files, and what a quarter of them takes, in a folder that goes away."""
    with tempfile.TemporaryDirectory() as name:
        inbox, db = Path(name, "in"), Path(name, "letters.db")
        for part in range(4):
            (inbox / str(part)).mkdir(parents=True)
            for number in range(count // 4):
                shutil.copyfile(path, inbox / str(part) / f"{number}.txt")
        time.sleep(3)  # until the files are old enough to have stamps
        import_paths(db, [inbox], 1)
        times = []
        for folder in (inbox, inbox / "0"):
            start = time.perf_counter()
            results = import_paths(db, [folder], 1)
            times.append(time.perf_counter() - start)
            assert {result.status for result in results} == {"unchanged"}
    return times[0], times[1]


def main() -> None:
    parser = argparse.ArgumentParser(description="Скорость чтения")
    parser.add_argument("folder", type=Path, help="папка с папками txt, docx, pdf, scan")
    parser.add_argument("--unchanged", type=int, default=UNCHANGED)
    options = parser.parse_args()
    restrain()
    print(f"Ядер: {os.cpu_count()}, нагрузка: {os.getloadavg()[0]:.1f}\n")
    print("| форма | файлов | в минуту, 1 процесс | 2 процесса | предел | дольше предела, раз | ускорение | МБ |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for form in FORMS:
        paths = sorted(path for path in (options.folder / form).iterdir() if path.suffix != ".json")
        print(speed(form, paths[:SCANS] if form == "scan" else paths).row(), flush=True)
    text = min((options.folder / "txt").glob("*.txt"), key=lambda path: path.stat().st_size)
    whole, quarter = unchanged(text, options.unchanged)
    print(f"\n{options.unchanged} файлов без изменений: {whole:.1f} с; четверть их: {quarter:.1f} с")


if __name__ == "__main__":
    main()
