"""Broken files of every format: `python -m pipeline.soak.mutations FOLDER --files 5000`.

Files have bits flipped, are cut, or get a part of another file; then they are imported. The run must come to its end,
and every file must be accounted for: read, or refused with its reason in the time that it has.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from pipeline.batch.pool import DIED
from pipeline.batch.work import read_and_extract
from pipeline.importer import Watcher, import_paths
from pipeline.store.runs import FileResult

LIMIT = 60.0
"""Seconds for a file."""

Mutation = Callable[[random.Random, bytes, bytes], bytes]


def flipped(dice: random.Random, content: bytes, _: bytes) -> bytes:
    """One to forty bits are turned."""
    data = bytearray(content)
    for _flip in range(dice.randint(1, 40)):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(data)


def cut(dice: random.Random, content: bytes, _: bytes) -> bytes:
    """The end is missing, or a part of the middle."""
    start, end = sorted(dice.sample(range(len(content) + 1), 2))
    return content[:start] if dice.random() < 0.5 else content[:start] + content[end:]


def spliced(dice: random.Random, content: bytes, other: bytes) -> bytes:
    """A part of another file stands in the middle."""
    place = dice.randrange(len(content))
    start, end = sorted(dice.sample(range(len(other) + 1), 2))
    return content[:place] + other[start:end] + content[place + dice.randrange(end - start + 1) :]


MUTATIONS: tuple[Mutation, ...] = (flipped, cut, spliced)


def mutate(folder: Path, sources: Sequence[Path], count: int, seed: int) -> None:
    """Writes `count` broken files, of the sources and of the mutations in turn."""
    folder.mkdir(parents=True)
    dice = random.Random(seed)
    for number in range(count):
        path, mutation = sources[number % len(sources)], MUTATIONS[number // len(sources) % len(MUTATIONS)]
        content = mutation(dice, path.read_bytes(), dice.choice(sources).read_bytes())
        (folder / f"{number:05} {mutation.__name__}{path.suffix}").write_bytes(content)


class Progress(Watcher):
    """Says every so often how far it is."""

    def __init__(self) -> None:
        self.files = 0

    def done(self, result: FileResult) -> None:
        self.files += 1
        if self.files % 100 == 0:
            print(f"{self.files} файлов", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description="Загрузка испорченных файлов")
    parser.add_argument("sources", type=Path, help="папка с целыми файлами всех форматов")
    parser.add_argument("folder", type=Path, help="новая папка")
    parser.add_argument("--files", type=int, default=5000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sources = sorted(path for path in options.sources.rglob("*.*") if path.is_file() and path.suffix != ".json")
    mutate(options.folder / "in", sources, options.files, options.seed)
    start = time.monotonic()
    work = partial(read_and_extract, limit=LIMIT)
    results = import_paths(options.folder / "letters.db", [options.folder / "in"], options.jobs, Progress(), work=work)
    print(f"Файлов {options.files}, итогов {len(results)}, секунд {time.monotonic() - start:.0f}")
    print(f"Дольше всех: {max(result.seconds for result in results):.1f} с")
    reasons = Counter(f"{r.status} {r.stage or ''}: {_short(r.error)}" for r in results)
    for reason, count in reasons.most_common():
        print(f"{count:6} {reason}")
    accounted = {result.name.removeprefix(f"{options.folder.absolute()}/in/")[:5] for result in results}
    print(f"Без итога: {options.files - len(accounted)}")
    sys.exit(len(accounted) != options.files)


def _short(error: str | None) -> str:
    return "умер" if error == DIED.error else (error or "")[:70]


if __name__ == "__main__":
    main()
