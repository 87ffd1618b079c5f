"""How long a night is in which nothing is new: `python -m pipeline.benchmarks.unchanged [--files 100000]`.

A folder of small files is imported once; then a run over all of them, and one over a quarter. The line goes into
`docs/measurements.md`.
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path

from corpus.flood import compose
from pipeline.batch.stamps import SETTLED_NS
from pipeline.benchmarks.page import write_section
from pipeline.importer import import_paths

FOLDERS = 4


def nights(count: int) -> tuple[float, float, float]:
    """Seconds of the runs over all files and over a quarter, and the most megabytes of this process so far."""
    with tempfile.TemporaryDirectory() as name:
        inbox, db = Path(name, "in"), Path(name, "letters.db")
        text = compose(0)[0]
        for folder in range(FOLDERS):
            (inbox / str(folder)).mkdir(parents=True)
            for number in range(count // FOLDERS):
                (inbox / str(folder) / f"{number}.txt").write_text(text, "utf-8")
        time.sleep(SETTLED_NS / 1e9 + 1)  # younger files are looked into
        import_paths(db, [inbox], 1)
        whole, quarter = _seconds(db, inbox), _seconds(db, inbox / "0")
    return whole, quarter, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _seconds(db: Path, folder: Path) -> float:
    start = time.perf_counter()
    results = import_paths(db, [folder], 1)
    assert {result.status for result in results} == {"unchanged"}
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description="Загрузка, в которой ничего не изменилось")
    parser.add_argument("--files", type=int, default=100_000)
    options = parser.parse_args()
    whole, quarter, memory = nights(options.files)
    line = (
        f"A run over {options.files:,} unchanged files: {whole:.0f} s; over a quarter of them: {quarter:.1f} s; "
        f"{memory:.0f} MB."
    )
    print(line)
    write_section("unchanged", line)


if __name__ == "__main__":
    main()
