"""What extraction costs beside natasha: `python -m pipeline.benchmarks.extraction [--count N] [--profile]`.

Processor time of `extractors.document.extract` over the corpus and composed letters, as a ratio to natasha's own full
pass (sentences and tokens, morphology, syntax, names) over the same texts in the same run, on one thread; then the
share of each stage. Reading of files is not counted. Time of a stage that another calls counts for the inner one only.
"""

import argparse
import cProfile
import os
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):  # before numpy is imported
    os.environ[_name] = "1"

from extractors import document as stages  # noqa: E402
from extractors import pymorphy2_alias  # noqa: E402
from extractors.language import Language  # noqa: E402
from extractors.workdays import is_workday  # noqa: E402
from pipeline.benchmarks.flood import compose  # noqa: E402
from pipeline.readers.text import read_text  # noqa: E402
from schemas.layout import Layout  # noqa: E402

WARMING = 3
"""Letters read before the clock starts."""
CORPUS = Path(__file__).parents[2] / "corpus" / "letters"
STAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("segment", "extractors.segment", ("segment",)),
    ("requisites", "extractors.requisites.kind", ("find_kind",)),
    (
        "requisites",
        "extractors.requisites.registration",
        ("find_date", "find_number", "find_place", "find_registrations", "find_reply"),
    ),
    ("requisites", "extractors.requisites.title", ("find_title", "heading_text")),
    ("issuer", "extractors.issuer", ("find_issuer",)),
    ("issuer", "extractors.regions", ("find_region",)),
    ("people and parties", "extractors.requisites.signature", ("find_executor", "find_signatories")),
    (
        "people and parties",
        "extractors.parties",
        ("parties", "leading_parties", "appointees", "controller", "entrusted", "recipients"),
    ),
    ("references", "extractors.references", ("find_references",)),
    ("enclosures, projects", "extractors.attachments", ("find_attachments",)),
    ("enclosures, projects", "extractors.initiatives", ("find_initiatives",)),
    ("deadlines", "extractors.deadlines", ("find_deadlines", "find_deadlines_in_cell", "context_of")),
    ("duties", "extractors.duties", ("find_assignments",)),
)
"""Stage, module, functions: those that extractors/document.py names, and the two that duties call."""


@dataclass
class Clock:
    """Processor seconds by stage, each without the stages inside it."""

    seconds: dict[str, float] = field(default_factory=dict)
    running: list[str] = field(default_factory=list)
    since: float = 0.0

    def enter(self, stage: str) -> None:
        self._charge()
        self.running.append(stage)

    def leave(self) -> None:
        self._charge()
        self.running.pop()

    def _charge(self) -> None:
        now = time.process_time()
        if self.running:
            self.seconds[self.running[-1]] = self.seconds.get(self.running[-1], 0.0) + now - self.since
        self.since = now

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def call(*args: Any, **named: Any) -> Any:
            self.enter(stage)
            try:
                return function(*args, **named)
            finally:
                self.leave()

        return call


def watch(clock: Clock) -> None:
    """Puts a timer around every stage, under each name that a module of extractors gave it."""
    rooms = [module for name, module in sorted(sys.modules.items()) if name.startswith("extractors")]
    for stage, home, names in STAGES:
        for name in names:
            original = getattr(sys.modules[home], name)
            _replace(rooms, original, clock.timed(stage, original))


def _replace(rooms: Sequence[ModuleType], original: object, timed: object) -> None:
    for room in rooms:
        for name, value in list(vars(room).items()):
            if value is original:
                setattr(room, name, timed)


def natasha_pass() -> Callable[[str], None]:
    """natasha's full pass, its models loaded."""
    pymorphy2_alias.install()
    import natasha

    embedding = natasha.NewsEmbedding()
    segmenter = natasha.Segmenter()
    morphology = natasha.NewsMorphTagger(embedding)
    syntax, names = natasha.NewsSyntaxParser(embedding), natasha.NewsNERTagger(embedding)

    def run(text: str) -> None:
        doc = natasha.Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morphology)
        doc.parse_syntax(syntax)
        doc.tag_ner(names)

    return run


def layouts(folder: Path) -> list[Layout]:
    return [read_text(path) for path in sorted(folder.glob("*.txt"))]


def seconds(run: Callable[[Any], object], values: Sequence[Any]) -> float:
    """Processor time of one call for each value."""
    began = time.process_time()
    for value in values:
        run(value)
    return time.process_time() - began


def started() -> Language:
    """A language with its models loaded and what is read once read: vocabularies, holidays, endings of names."""
    language = Language()
    language.analyse("Приказ.")
    is_workday(date(2024, 4, 27))
    for layout in layouts(CORPUS)[:WARMING]:
        stages.extract(layout, language)
    return language


def measure(name: str, sources: Sequence[Layout], run: Callable[[str], None], rounds: int) -> Iterator[str]:
    """Lines of the report: the first round, in which few word forms are in the caches, and the median one."""
    language = started()
    texts = [layout.text for layout in sources]
    times = [(seconds(lambda s: stages.extract(s, language), sources), seconds(run, texts)) for _ in range(rounds)]
    yield f"{name}: {len(sources)} документов, {sum(map(len, texts))} знаков"
    middle = sorted(times, key=lambda pair: pair[0] / pair[1])[len(times) // 2]
    for label, (ours, theirs) in (("первый прогон", times[0]), (f"медиана {rounds}", middle)):
        yield f"  {label:<14} извлечение {ours:6.2f} с, natasha {theirs:6.2f} с, отношение {ours / theirs:.3f}"


def by_stage(sources: Sequence[Layout]) -> Iterator[str]:
    """Shares of a run with timers; the rest is evidence and assembly."""
    language = started()
    clock = Clock()
    watch(clock)
    clock.enter("evidence and the rest")
    seconds(lambda s: stages.extract(s, language), sources)
    clock.leave()
    total = sum(clock.seconds.values())
    for stage, spent in sorted(clock.seconds.items(), key=lambda item: -item[1]):
        yield f"  {stage:<24}{spent:8.2f} с {spent / total:7.1%}"


def profile(sources: Sequence[Layout], lines: int = 40) -> None:
    """The functions that take most of their own time."""
    language = started()
    profiler = cProfile.Profile()
    profiler.enable()
    seconds(lambda s: stages.extract(s, language), sources)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Время извлечения рядом с полным проходом natasha")
    parser.add_argument("--count", type=int, default=300, help="сколько сочинённых писем")
    parser.add_argument("--rounds", type=int, default=3, help="сколько прогонов")
    parser.add_argument("--profile", action="store_true", help="показать самые дорогие функции")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compose(Path(folder), args.count, 0, ())
        groups = {"corpus/letters": layouts(CORPUS), "сочинённые": layouts(Path(folder))}
    everything = [layout for group in groups.values() for layout in group]
    if args.profile:
        return profile(everything)
    run = natasha_pass()
    run("Приказ.")
    for name, sources in groups.items():
        print("\n".join(measure(name, sources, run, args.rounds)))
    print("по стадиям, вместе:", *by_stage(everything), sep="\n")
    return None


if __name__ == "__main__":
    main()
