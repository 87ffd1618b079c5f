"""Which rules no test would miss: `python -m pipeline.benchmarks.rules [--module extractors.deadlines] [--part 2/6]`.

What can be switched off by itself, in every module of extractors: a pattern, an alternative of it, an optional part, a
negative look at what stands around, an entry of a vocabulary, a reader that a policy names. Each is switched off in
turn and the tests that it had a part in are run until one fails. What is left is printed: «не встречается» where no
test meets it, «не замечено» where the tests that meet it pass without it.

A piece that is composed into several patterns (the months) is switched off in all of them together, a word in all sets
that have it. Patterns that are made while a letter is read (the names of the regions in all cases) are not counted.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.benchmarks.rules.patterns import import_recorded, pattern_switches
from pipeline.benchmarks.rules.run import UNMET, UNNOTICED, Run
from pipeline.benchmarks.rules.stand_ins import stand_ins
from pipeline.benchmarks.rules.switch import ROOM, rooms

TESTS = Path(__file__).parents[3] / "tests"
KINDS = ("образец", "вариант", "слово", "правило")
"""A whole pattern; a part of one; an entry of a vocabulary; a reader that a policy names."""


def language_tests() -> list[str]:
    """The modules of tests that ask extractors something."""
    asking = (path for path in sorted(TESTS.glob("test_*.py")) if f"from {ROOM}" in path.read_text("utf-8"))
    return [str(path) for path in asking]


def main() -> None:
    parser = argparse.ArgumentParser(description="Правила, без которых тесты проходят")
    parser.add_argument("--module", default=ROOM, help="только этот модуль или пакет")
    parser.add_argument("--kind", choices=KINDS, action="append", help="только это (можно несколько раз)")
    parser.add_argument("--quick", action="store_true", help="только то, что тестам не встречается")
    parser.add_argument("--part", default="1/1", help="только эта часть их, чтобы прогон был короче: 2/6")
    args = parser.parse_args()
    kinds = args.kind or KINDS
    part, parts = map(int, args.part.split("/"))
    patterns = import_recorded()
    switches = [*pattern_switches(patterns), *stand_ins(rooms())]
    chosen = [switch for switch in switches if switch.place.startswith(args.module) and switch.kind in kinds]
    # a set gives them in another order each time
    chosen.sort(key=lambda switch: (switch.kind, switch.place, switch.name))
    run = Run(chosen[part - 1 :: parts], args.quick)
    code = pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", *language_tests()], plugins=[run])
    tell(run, kinds)
    raise SystemExit(code)


def tell(run: Run, kinds: Sequence[str]) -> None:
    """Prints how many switches there were, and each without which the tests pass."""
    print(f"\nвыключателей {len(run.switches)}, без последствий {len(run.lost)}")
    for kind in kinds:
        print(f"{kind}: {sum(s.kind == kind for s in run.switches)}", end=", ")
        print(", ".join(f"{why} {sum((s.kind, w) == (kind, why) for s, w in run.lost)}" for why in (UNMET, UNNOTICED)))
    for switch, why in sorted(run.lost, key=lambda pair: (pair[0].kind, pair[0].place, pair[1])):
        print(f"{switch.kind} {switch.place} {why}: {switch.name[:120]!r}")


if __name__ == "__main__":
    main()
