"""How well composed letters are read: `python -m pipeline.benchmarks.flood [--count N] [--held-out] [--damage]`.

Letters come from `python -m corpus.flood`, run beside this program; each is read as text and extracted in this process.
Prints F1 by field, the ten worst fields and, for each of these, some of its mistakes.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

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


def fields(report: Report) -> None:
    """F1 by field, then all together: a table of letters would be thousands of lines."""
    counts = (*report.score.fields.items(), ("всего (микро)", report.score.total))
    print(f"{'поле':<42}{'точн.':>7}{'полн.':>7}{'F1':>7}{'верно':>8}{'лишн.':>7}{'проп.':>7}")
    for name, count in counts:
        shares = "".join("–".rjust(7) if s is None else f"{s:7.3f}" for s in (count.precision, count.recall, count.f1))
        print(f"{name:<42}{shares}{count.right:>8}{count.spurious:>7}{count.missed:>7}")
    for result in report.results:
        if result.error:
            print(f"{result.name}: не прочитано: {result.error}")


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
    fields(report)
    show(report, args.field or worst(report))


if __name__ == "__main__":
    main()
