"""How many printed names come out right in the nominative: ours against natasha, pymorphy3 and pytrovich alone.

`python -m pipeline.benchmarks.names [TABLE]`: lines «printed, case or -, nominative», by default tests/data/names.tsv.
"""

import re
import sys
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

from extractors import pymorphy2_alias
from extractors.language import Language
from extractors.people import Case, nominative_person
from extractors.people.declension import CASES
from extractors.people.petrovich import inflect

TABLE = Path(__file__).parents[2] / "tests" / "data" / "names.tsv"
_INITIAL = re.compile(r"[А-ЯЁ]\.")

Reader = Callable[[str, Case | None], str]


def rows(table: Path) -> Iterator[tuple[str, Case | None, str]]:
    """The lines of a table of names, comments left out."""
    known = {str(case): case for case in CASES}
    for line in table.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            printed, case, expected = line.split("\t")
            yield printed, known.get(case), expected


def ours(language: Language) -> Reader:
    def read(printed: str, case: Case | None) -> str:
        person = nominative_person(printed, language, case)
        return person.name if person else ""

    return read


def natasha_alone() -> Reader:
    """natasha's own way (tagger, normalisation, NamesExtractor) on a span that is known to be a name."""
    pymorphy2_alias.install()
    import natasha
    from natasha.doc import DocSpan

    vocabulary, segmenter = natasha.MorphVocab(), natasha.Segmenter()
    tagger = natasha.NewsMorphTagger(natasha.NewsEmbedding())
    extractor = natasha.NamesExtractor(vocabulary)

    def read(printed: str, case: Case | None) -> str:
        doc = natasha.Doc(printed)
        doc.segment(segmenter)
        doc.tag_morph(tagger)
        span = DocSpan(0, len(printed), "PER", printed, doc.tokens)
        span.normalize(vocabulary)
        span.extract_fact(extractor)
        parts = span.fact.as_dict if span.fact else {}
        return _joined([parts[p].title() for p in ("last", "first", "middle") if p in parts])

    return read


def pymorphy_alone(language: Language) -> Reader:
    """Each word by its best parse as a surname, name or patronymic, inflected to the nominative."""
    tags = ({"Patr"}, {"Name"}, {"Surn"})

    def word(form: str, case: Case | None) -> tuple[int, str]:
        parses = [p for p in language.parses(form) if case is None or p.tag.case == case] or language.parses(form)
        for rank, tag in enumerate(tags):
            for parse in parses:
                nominative = parse.inflect({"nomn"}) if tag <= parse.tag.grammemes else None
                if nominative:
                    return rank, nominative.word.title()
        return 2, form

    def read(printed: str, case: Case | None) -> str:
        words = sorted((word(w, case) for w in _words(printed) if len(w) > 1), key=lambda w: -w[0])
        return _joined([w for _, w in words] + _initials(printed))

    return read


def pytrovich_alone() -> Reader:
    """Endings tried until pytrovich, inflecting, gives the printed form back; for surnames with initials only."""

    def fits(guess: str, form: str, case: Case | None) -> bool:
        cases = [case] if case else CASES
        return any(inflect(guess, "surname", g, c) == form for g in ("masc", "femn") for c in cases)

    def read(printed: str, case: Case | None) -> str:
        for form in (w for w in _words(printed) if len(w) > 1):
            for cut, ending in product(range(min(4, len(form) - 1)), ("", "а", "ая", "ий", "ь", "й")):
                guess = form[: len(form) - cut] + ending
                if len(guess) > 1 and fits(guess, form, case):
                    return _joined([guess, *_initials(printed)])
        return ""

    return read


def _words(printed: str) -> list[str]:
    return re.findall(r"[А-ЯЁа-яё-]+", printed)


def _initials(printed: str) -> list[str]:
    return _INITIAL.findall(printed)


def _joined(parts: list[str]) -> str:
    """«Фамилия И.О.» or the words with spaces."""
    return re.sub(r"(?<=\.) (?=[А-ЯЁ]\.)", "", " ".join(p + "." if len(p) == 1 else p for p in parts))


def main(table: Path = TABLE) -> None:
    language = Language()
    names = tuple(rows(table))
    with_initials = tuple(row for row in names if "." in row[2])
    readers = {
        "prikaz": (ours(language), names),
        "natasha": (natasha_alone(), names),
        "pymorphy3": (pymorphy_alone(language), names),
        "pytrovich (initials)": (pytrovich_alone(), with_initials),
        "prikaz (initials)": (ours(language), with_initials),
    }
    for name, (read, cases) in readers.items():
        began = time.perf_counter()
        right = sum(read(printed, case) == expected for printed, case, expected in cases)
        seconds = time.perf_counter() - began
        print(f"{name:<22}{right:>5} / {len(cases)}  {right / len(cases):6.1%}  {len(cases) / seconds:8.0f} names/s")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
