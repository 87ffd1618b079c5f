"""How well composed letters are read: `python -m pipeline.benchmarks.flood [--count N] [--held-out] [--damage]`.

Letters come from `python -m corpus.flood`, run beside this program; each is read as text and extracted in this process.
Prints F1 by field, the ten worst fields and, for each of these, some of its mistakes. The fields go into
`docs/measurements.md`, unless the letters are held out or damaged.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.benchmarks.page import write_section
from pipeline.evaluate import evaluate_folder
from pipeline.scoring.report import VERDICTS, Report
from pipeline.scoring.score import Leaf

WORST = 10
EXAMPLES = 6
ENOUGH = 20
"""Values in gold or read: a field with fewer is not ranked."""


def compose(folder: Path, count: int, seed: int, flags: Sequence[str]) -> None:
    command = [sys.executable, "-m", "corpus.flood", str(folder), "--count", str(count), "--seed", str(seed), *flags]
    subprocess.run(command, check=True)


def fields(report: Report) -> str:
    """F1 by field, then all together: a table of letters would be thousands of lines."""
    counts = (*report.score.fields.items(), ("all (micro)", report.score.total))
    rows = (
        (
            name,
            *("–" if s is None else f"{s:.3f}" for s in (c.precision, c.recall, c.f1)),
            c.right,
            c.spurious,
            c.missed,
        )
        for name, c in counts
    )
    lines = ("| field | precision | recall | F1 | right | spurious | missed |", "|" + " --- |" * 7)
    return "\n".join((*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)))


def worst(report: Report) -> list[str]:
    """The fields with the lowest F1, worst first, of those that occur often enough."""
    counts = report.score.fields.items()
    ranked = sorted((c.f1 or 0.0, name) for name, c in counts if c.right + c.missed + c.spurious >= ENOUGH)
    return [name for _, name in ranked[:WORST]]


def mistakes(report: Report, field: str) -> Iterator[tuple[str, Leaf]]:
    """The mistakes of a field with the letter they are in, one of a letter."""
    for result in report.results:
        wrong = next((leaf for leaf in result.score.mistakes if leaf.field == field), None)
        if wrong:
            yield result.name, wrong


def show(report: Report, fields: Sequence[str]) -> None:
    for field in fields:
        found = list(mistakes(report, field))
        print(f"\n{field}: ошибки в {len(found)} письмах")
        for name, leaf in found[:: max(1, len(found) // EXAMPLES)][:EXAMPLES]:
            print(f"  {name} {leaf.pointer} {VERDICTS[leaf.verdict]}: {leaf.gold!r} → {leaf.predicted!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description="F1 по полям на сочинённых письмах")
    parser.add_argument("--count", type=int, default=2000, help="сколько писем")
    parser.add_argument("--seed", type=int, default=0, help="номер первого письма")
    parser.add_argument("--held-out", action="store_true", help="обороты, отложенные для проверки")
    parser.add_argument("--damage", action="store_true", help="с ошибками распознавания")
    parser.add_argument("--field", action="append", help="показать ошибки этого поля (можно несколько раз)")
    args = parser.parse_args()
    flags = [flag for flag, on in (("--held-out", args.held_out), ("--damage", args.damage)) if on]
    with tempfile.TemporaryDirectory() as folder:
        compose(Path(folder), args.count, args.seed, flags)
        report = evaluate_folder(Path(folder))
    print(fields(report))
    for result in report.results:
        if result.error:
            print(f"{result.name}: не прочитано: {result.error}")
    if not flags:
        write_section("composed letters", f"{len(report.results)} letters.\n\n{fields(report)}")
    show(report, args.field or worst(report))


if __name__ == "__main__":
    main()
