"""Broken files of every format: `python -m pipeline.soak.mutations FOLDER --files 5000 --seconds 600`.

Files have bits flipped, are cut, or get a part of another file; then they are imported. Every run must come to its end,
and every file must be accounted for: read, or refused with its reason in the time that it has. What the given time does
not suffice for is gone on with when the command is given again.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.batch.pool import DIED
from pipeline.batch.work import GRACE, read_and_extract
from pipeline.importer import import_paths
from pipeline.soak.formats import samples
from pipeline.store.runs import FileResult

LIMIT = 60.0
"""Seconds for a file."""

LATEST = GRACE * LIMIT + 1
"""Seconds that even a file which does not notice its limit takes at most."""

PART = 100
"""Broken files in a folder: one run imports them."""

Mutation = Callable[[random.Random, bytes, bytes], bytes]
Row = dict[str, Any]


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


def mutate(folder: Path, sources: Sequence[Path], numbers: range, seed: int) -> None:
    """Writes the broken files of these numbers, of the sources and of the mutations in turn."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        path, mutation = sources[number % len(sources)], MUTATIONS[number // len(sources) % len(MUTATIONS)]
        dice = random.Random(f"{seed} {number}")
        content = mutation(dice, path.read_bytes(), dice.choice(sources).read_bytes())
        (folder / f"{number:05} {mutation.__name__}{path.name[path.name.index('.') :]}").write_bytes(content)


def parts(folder: Path, files: int, seed: int, jobs: int, deadline: float) -> Iterator[None]:
    """Imports one part after the other, those that have no results yet, until `deadline`."""
    whole = folder / "whole"
    if not whole.exists():
        making = folder / "making"
        making.mkdir(parents=True)
        list(samples(making, seed))
        making.rename(whole)
    sources = sorted(whole.iterdir())
    for first in range(0, files, PART):
        part, results = folder / "in" / f"{first:05}", folder / f"{first:05}.jsonl"
        if not results.exists():
            if time.monotonic() > deadline:
                return
            mutate(part, sources, range(first, min(first + PART, files)), seed)
            _note(results, _imported(folder / "letters.db", part, jobs))
        yield


def _imported(db: Path, part: Path, jobs: int) -> Sequence[FileResult]:
    return import_paths(db, [part], jobs, work=partial(read_and_extract, limit=LIMIT))


def _note(path: Path, results: Sequence[FileResult]) -> None:
    unfinished = path.with_suffix(".new")
    unfinished.write_text("".join(f"{json.dumps(asdict(result))}\n" for result in results), "utf-8")
    unfinished.rename(path)


def noted(folder: Path) -> Iterator[Row]:
    for path in sorted(folder.glob("*.jsonl")):
        yield from map(json.loads, path.read_text("utf-8").splitlines())


def number_of(row: Row, folder: Path) -> int:
    """Which broken file a result is of, or of what is inside."""
    return int(row["name"].removeprefix(f"{(folder / 'in').absolute()}/").split("/")[1][:5])


def tell(folder: Path, files: int) -> bool:
    """Prints what became of the files; says whether all is as it must be."""
    rows = list(noted(folder))
    missing = set(range(files)) - {number_of(row, folder) for row in rows}
    longest = max(rows, key=lambda row: float(row["seconds"]))
    print(f"Файлов {files}, итогов {len(rows)}, без итога {len(missing)}")
    print(f"Дольше всех {longest['seconds']:.1f} с: {Path(longest['name']).name}")
    reasons = Counter(f"{row['status']} {row['stage'] or ''}: {_short(row['error'])}" for row in rows)
    for reason, count in reasons.most_common():
        print(f"{count:6} {reason}")
    return not missing and longest["seconds"] < LATEST


def _short(error: str | None) -> str:
    return "умер" if error == DIED.error else (error or "")[:70]


def main() -> None:
    parser = argparse.ArgumentParser(description="Загрузка испорченных файлов")
    parser.add_argument("folder", type=Path, help="папка этого испытания")
    parser.add_argument("--files", type=int, default=5000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=600, help="сколько времени дано этому запуску")
    options = parser.parse_args()
    deadline = time.monotonic() + options.seconds
    done = sum(1 for _ in parts(options.folder, options.files, options.seed, options.jobs, deadline))
    whole = -(-options.files // PART)
    if done < whole:
        sys.exit(f"Частей {done} из {whole}: испытание не окончено, запустите команду ещё раз")
    sys.exit(not tell(options.folder, options.files))


if __name__ == "__main__":
    main()
