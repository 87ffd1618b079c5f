"""What scanning costs: `python -m pipeline.benchmarks.scans FOLDER [--also DIR] [--count N] [--seconds N] [--jobs N]`.

The corpus, composed letters and the letters of DIR as text, DOCX, PDF and scans: three resolutions, each clean, noisy,
tilted, stamped and signed, and all of it at once. Every letter is read as text, DOCX and PDF; of the fifteen kinds of
scan it gets some in turn, and a kind of scan is set beside the PDF of the very letters that are in it.

All of it takes an hour: what is done is kept in FOLDER, `--seconds` ends it in between, and the next start goes on.
The tables go into `docs/measurements.md`.
"""

import argparse
import json
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from multiprocessing import get_context
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from corpus.flood.__main__ import write as compose
from corpus.render import FORMS, LETTERS, Source, sources
from corpus.scan import Wear
from pipeline.batch.work import Failure, Outcome, read_and_extract, start_worker
from pipeline.benchmarks.page import write_section
from pipeline.evaluate import gold_documents
from pipeline.scoring.score import Count, score_file

DIGITAL = ("txt", "docx", "pdf")
RESOLUTIONS = (300, 200, 150)
WEARS: Mapping[str, Mapping[str, bool]] = {
    "clean": {},
    "noisy": {"noise": True},
    "tilted": {"tilt": True},
    "stamped, signed": {"stamp": True},
    "all of it": {"noise": True, "tilt": True, "stamp": True},
}
SCANS = {f"{dpi} {name}": Wear(dpi, **WEARS[name]) for dpi, name in product(RESOLUTIONS, WEARS)}
TURNS = {"corpus": 3, "composed": 1}
"""How many kinds of scan a letter of a set gets; one of another set gets five."""
ALSO = 5
CHARACTERS = "characters"
"""Beside the fields: characters read right, and those to be put in, taken out or changed (as missed)."""
ASIDE = re.compile(r"\s|(?<=_)_+")
"""What is no character read wrong: white space, the length of a blank."""

Key = tuple[str, str, str]
"""A set, a letter of it, its form: a digital one or a kind of scan."""


@dataclass(frozen=True, slots=True)
class Task:
    key: Key
    letter: Source


@dataclass(frozen=True, slots=True)
class Done:
    """Counts by field of one letter in one form."""

    key: Key
    counts: Mapping[str, Count]

    def line(self) -> str:
        counts = {name: [count.right, count.spurious, count.missed] for name, count in self.counts.items()}
        return json.dumps([self.key, counts], ensure_ascii=False) + "\n"

    @staticmethod
    def of(line: str) -> "Done":
        key, counts = json.loads(line)
        return Done(tuple(key), {name: Count(*count) for name, count in counts.items()})


def tasks(group: str, folder: Path) -> Iterator[Task]:
    """Every letter of a folder in its forms; the kinds of scan go round."""
    kinds, turns = list(SCANS), TURNS.get(group, ALSO)
    for at, letter in enumerate(sources(folder)):
        turn = [kinds[(turns * at + step) % len(kinds)] for step in range(turns)]
        yield from (Task((group, letter.text.stem, form), letter) for form in (*DIGITAL, *turn))


def measure(task: Task) -> Done:
    """Renders, reads and scores one letter in one form."""
    form, expected = task.key[2], gold_documents(task.letter.gold)
    outcome = _read(task.letter, form)
    if isinstance(outcome, Failure):
        return Done(task.key, score_file((), expected).fields)
    found = [document.model_dump(mode="json") for document in outcome.documents]
    counts = score_file(found, expected).fields
    printed = _read(task.letter, "pdf") if form in SCANS else None
    if printed and not isinstance(printed, Failure):
        counts[CHARACTERS] = characters(printed.layout.text, outcome.layout.text)
    return Done(task.key, counts)


def _read(letter: Source, form: str) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        suffix, write = FORMS[form if form in DIGITAL else "scan"]
        path = Path(folder, f"{letter.text.stem}{suffix}")
        write(letter, path, SCANS.get(form, Wear()))
        return read_and_extract(path)


def characters(printed: str, read: str) -> Count:
    """How many characters of a text were read right, and how many are to be mended.

    >>> characters("до 1 мая", "до1 маи")
    Count(right=5, spurious=0, missed=1)
    """
    one, other = ASIDE.sub("", printed), ASIDE.sub("", read)
    wrong = Levenshtein.distance(one, other)
    return Count(right=max(len(one) - wrong, 0), missed=wrong)


def go_on(todo: Sequence[Task], kept: Path, seconds: float, jobs: int) -> None:
    """Measures, one by one, what is not kept yet, until the time is up."""
    known = {one.key for one in results(kept)}
    left = [task for task in todo if task.key not in known]
    end = time.monotonic() + seconds
    spawn = get_context("spawn")
    with ProcessPoolExecutor(jobs, spawn, start_worker) as workers, kept.open("a", encoding="utf-8") as file:
        for at in range(0, len(left), 4 * jobs):
            if time.monotonic() > end:
                break
            for one in workers.map(measure, left[at : at + 4 * jobs]):
                file.write(one.line())
            file.flush()


def results(kept: Path) -> list[Done]:
    return [Done.of(line) for line in kept.read_text("utf-8").splitlines()] if kept.exists() else []


# --- tables ---------------------------------------------------------------------------------------------------------


def total(done: Iterable[Done], field: Callable[[str], bool] = lambda name: name != CHARACTERS) -> Count:
    return sum((count for one in done for name, count in one.counts.items() if field(name)), Count())


def forms(done: Sequence[Done]) -> Iterator[str]:
    """A row for each set and form: letters, F1, that of their PDF, characters wrong."""
    yield "| letters of | form | letters | F1 | F1 of their PDF | difference | characters wrong, % |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for group, form in product(dict.fromkeys(one.key[0] for one in done), (*DIGITAL, *SCANS)):
        these = [one for one in done if one.key[0] == group and one.key[2] == form]
        letters = {one.key[1] for one in these}
        pdf = [one for one in done if one.key[0] == group and one.key[2] == "pdf" and one.key[1] in letters]
        f1, beside = total(these).f1, total(pdf).f1
        if f1 is None or beside is None:
            continue
        signs = total(these, lambda name: name == CHARACTERS)
        wrong = f"{100 * signs.missed / (signs.right + signs.missed):.2f}" if signs.right else ""
        yield f"| {group} | {form} | {len(these)} | {f1:.3f} | {beside:.3f} | {f1 - beside:+.3f} | {wrong} |"


def fields(done: Sequence[Done]) -> Iterator[str]:
    """A row for each field, a column for each digital form and each resolution, and one for all wear at 200 dpi."""
    columns: dict[str, tuple[str, ...]] = {form: (form,) for form in DIGITAL}
    columns |= {f"{dpi} dpi": tuple(f"{dpi} {name}" for name in WEARS) for dpi in RESOLUTIONS}
    columns |= {"200 all of it": ("200 all of it",)}
    yield f"| field | {' | '.join(columns)} |\n| --- |{' --- |' * len(columns)}"
    for name in dict.fromkeys(_short(name) for one in done for name in one.counts if name != CHARACTERS):
        shares = []
        for kinds in columns.values():
            f1 = total((one for one in done if one.key[2] in kinds), lambda field, name=name: _short(field) == name).f1  # type: ignore[misc]
            shares.append("" if f1 is None else f"{f1:.3f}")
        yield f"| {name} | {' | '.join(shares)} |"


def _short(field: str) -> str:
    """«assignments.deadlines.due» is «assignments.deadlines», «issuer.name» is «issuer»."""
    parts = field.split(".")
    return ".".join(parts[: 2 if parts[0] == "assignments" else 1])


def main() -> None:
    parser = argparse.ArgumentParser(description="Чтение сканов рядом с чтением текста, DOCX и PDF")
    parser.add_argument("folder", type=Path, help="где хранить сделанное")
    parser.add_argument("--also", type=Path, help="папка с письмами и эталоном")
    parser.add_argument("--count", type=int, default=300, help="сколько сочинить писем")
    parser.add_argument("--seconds", type=float, default=36_000, help="сколько времени работать")
    parser.add_argument("--jobs", type=int, default=1, help="число процессов")
    given = parser.parse_args()
    composed, kept = given.folder / "composed", given.folder / "done.jsonl"
    if not composed.exists():
        compose(composed, given.count, 0, held_out=True, damage=False)
    sets = ({given.also.name: given.also} if given.also else {}) | {"corpus": LETTERS, "composed": composed}
    todo = [task for group, folder in sets.items() for task in tasks(group, folder)]
    go_on(todo, kept, given.seconds, given.jobs)
    done = results(kept)
    print(f"Сделано {len(done)} из {len(todo)}")
    for name, rows in (("scans", forms(done)), ("scans by field", fields(done))):
        table = "\n".join(rows)
        print(f"\n{table}")
        write_section(name, table)


if __name__ == "__main__":
    main()
