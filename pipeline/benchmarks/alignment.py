"""`python -m pipeline.benchmarks.alignment [--seeds DIR]`: which duties of two regions are one, beside plain TF-IDF.

Pairs annotated by hand are in `corpus/pairs/duties.tsv`. The threshold of a method is chosen on the pairs of other
documents than those it is measured on. Without the seeds' gold only the pairs of the corpus are measured.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.store.alignment.similarity import SAME, duty, similarity

ROOT = Path(__file__).parents[2]
PAIRS = ROOT / "corpus" / "pairs" / "duties.tsv"
LETTERS = ROOT / "corpus" / "letters"


FOLDS = 8


class Pair(NamedTuple):
    """Two duties, whether they are the same, and the letter of the first."""

    same: bool
    letter: str
    one: dict[str, Any]
    other: dict[str, Any]


def read_pairs(folders: Sequence[Path]) -> Iterator[Pair]:
    """The annotated pairs whose letters are in one of the folders."""
    for line in PAIRS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            label, *places = line.split("\t")
            duties = [found for place in places if (found := _duty(place, folders))]
            if len(duties) == 2:
                yield Pair(label == "1", places[0].partition(":")[0], *duties)


def _duty(place: str, folders: Sequence[Path]) -> dict[str, Any] | None:
    letter, index = place.split(":")
    stem, _, ordinal = letter.partition("/")
    file = next((f for folder in folders if (f := folder / f"{stem}.json").exists()), None)
    if file is None:
        return None
    gold = json.loads(file.read_text("utf-8"))
    document = gold[int(ordinal or 0)] if isinstance(gold, list) else gold
    found: dict[str, Any] = document["assignments"][int(index)]
    return found


def ours(pairs: Sequence[Pair]) -> list[float]:
    return [similarity(duty(p.one["text"], p.one["type"]), duty(p.other["text"], p.other["type"])) for p in pairs]


def tf_idf(pairs: Sequence[Pair], **options: Any) -> list[float]:
    """Cosine of TF-IDF vectors fitted on the texts of the pairs."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [p.one["text"] for p in pairs] + [p.other["text"] for p in pairs]
    matrix = TfidfVectorizer(**options).fit_transform(texts)
    half = len(pairs)
    return [float(matrix[n].multiply(matrix[half + n]).sum()) for n in range(half)]


def lemma_tf_idf(pairs: Sequence[Pair]) -> list[float]:
    from pipeline.store.search import lemmatize

    return tf_idf(pairs, preprocessor=lemmatize)


def letter_tf_idf(pairs: Sequence[Pair]) -> list[float]:
    return tf_idf(pairs, analyzer="char_wb", ngram_range=(3, 5))


METHODS: tuple[tuple[str, Callable[[Sequence[Pair]], list[float]]], ...] = (
    ("prikaz", ours),
    ("TF-IDF слов", tf_idf),
    ("TF-IDF лемм", lemma_tf_idf),
    ("TF-IDF букв (3-5)", letter_tf_idf),
)


def counts(scores: Sequence[float], same: Sequence[bool], threshold: float) -> tuple[int, int, int]:
    """Right, wrong, missed."""
    right = sum(s >= threshold and is_same for s, is_same in zip(scores, same, strict=True))
    return right, sum(s >= threshold for s in scores) - right, sum(same) - right


def f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / max(1, 2 * right + wrong + missed)


def best(scores: Sequence[float], same: Sequence[bool]) -> float:
    """The threshold with the highest F1, halfway to the next lower score."""
    steps = sorted({0.0, *scores})
    middles = [(a + b) / 2 for a, b in pairwise(steps)]
    return max(middles, key=lambda t: f1(*counts(scores, same, t)))


def crossed(scores: Sequence[float], pairs: Sequence[Pair]) -> tuple[int, int, int]:
    """Counts over all folds, each at the threshold of the others; the pairs of a letter are in one fold."""
    letters = sorted({pair.letter for pair in pairs})
    folds = [letters.index(pair.letter) % FOLDS for pair in pairs]
    sums = [0, 0, 0]
    for fold in range(FOLDS):
        inside, others = ([n for n, own in enumerate(folds) if (own == fold) is wanted] for wanted in (True, False))
        threshold = best([scores[n] for n in others], [pairs[n].same for n in others])
        for n, count in enumerate(counts([scores[n] for n in inside], [pairs[n].same for n in inside], threshold)):
            sums[n] += count
    return sums[0], sums[1], sums[2]


def _line(name: str, right: int, wrong: int, missed: int) -> str:
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return f"{name:<28}{precision:>9.3f}{recall:>9.3f}{f1(right, wrong, missed):>9.3f}"


def main(seeds: Path | None) -> None:
    pairs = list(read_pairs([LETTERS, *([seeds] if seeds else [])]))
    same = [pair.same for pair in pairs]
    print(f"{len(pairs)} пар, из них {sum(same)} об одном")
    print(f"{'порог по другим документам':<28}{'точность':>9}{'полнота':>9}{'F1':>9}")
    for name, method in METHODS:
        print(_line(name, *crossed(method(pairs), pairs)))
    print(_line(f"prikaz при пороге {SAME}", *counts(ours(pairs), same, SAME)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Точность и полнота сходства поручений рядом с TF-IDF")
    parser.add_argument("--seeds", type=Path, help="папка с эталонами писем, которых нет в репозитории")
    main(parser.parse_args().seeds)
