"""A list of parties cut into parties: where one ends and the next begins.

Separators are commas, semicolons, «и», line ends, and nothing at all where a comma was lost; each of them also stands
inside parties. Each has its rule in `cuts.RULES`.
"""

import re
from dataclasses import dataclass

from extractors.inflection import is_abbreviation
from extractors.language import Language
from extractors.parties.cuts import RULES, Cut
from extractors.parties.items import Item, Opening, items, opening
from extractors.people import Case
from extractors.people.declension import LIKELY, in_dictionary

#: «Разослать: в дело, отделу кадров»
_NOBODY = re.compile(
    r"\(?(?:в\s+дело|(?:по|согласно)\s+списку(?:\s+рассылки)?|по\s+рассылке|по\s+согласованию|исполнителям?)\)?",
    re.IGNORECASE,
)
#: Words shorter than this with a full stop are abbreviations («др.», «обл.»).
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """One party's characters, and the case it stands in (None where nothing tells)."""

    start: int
    end: int
    case: Case | None


def stretches(text: str, start: int, end: int, language: Language, case: Case | None) -> tuple[Stretch, ...]:
    """The parties of `text[start:end]` in order. `case` is what the context demands; else the words tell it."""
    run = items(text, start, end, language, case)
    demanded = _case_of(text, run, language, case)
    out: list[Stretch] = []
    begin = 0
    for at in range(1, len(run) + 1):
        left = _trimmed(run[begin:at])
        if at == len(run) or (left and _is_cut(text, left, run, at, demanded or "nomn", language)):
            if left and not _NOBODY.fullmatch(text, left[0].start, left[-1].end):
                local = "ablt" if begin and re.match("совместно", run[begin - 1].text) else demanded
                out.append(Stretch(left[0].start, _end(left[-1], language), local))
            begin = at
    return tuple(out)


def _case_of(text: str, run: tuple[Item, ...], language: Language, case: Case | None) -> Case | None:
    """The case in which most phrases of the list have a head: the demanded one if it fits any."""
    starts = [i for i in range(len(run)) if i == 0 or run[i - 1].kind == "joint" or "\n" in run[i].gap]

    def fitting(candidate: Case) -> int:
        return sum(_is_head(opening(text, run, i, candidate, language)) for i in starts)

    if case and fitting(case):
        return case
    best = max(LIKELY, key=fitting)
    return best if fitting(best) else case


def _is_head(beginning: Opening | None) -> bool:
    return beginning is not None and beginning.head is not None and beginning.role != "thing"


def _trimmed(run: tuple[Item, ...]) -> tuple[Item, ...]:
    """Without joints and marks at the ends (bullets, full stops); a bullet's number goes as well.

    «Институту (Рябинина И.Л.) (далее – РИПР)» ends with the name of its head.
    """
    kept = [i for i, item in enumerate(run) if item.kind not in ("joint", "mark")]
    begin = kept[0] if kept else 0
    begin += len(kept) > 1 and run[begin].text in ("В", "Во")  # «В Арбитражный суд Тверской области»
    last = [run[i].text for i in kept[-2:]]
    hereafter = len(last) > 1 and last[0].startswith("(") and re.match(r"\(\s*далее", last[1])
    return run[begin : kept[-1] + (not hereafter)] if kept else ()


def _end(last: Item, language: Language) -> int:
    """The end of an item without the full stop of its sentence."""
    if last.kind != "word" or not last.text.endswith("."):
        return last.end
    word = last.text[:-1]
    closes = is_abbreviation(word) or (len(word) >= _SHORT and in_dictionary(word, language))
    return last.end - 1 if closes else last.end


def _is_cut(text: str, left: tuple[Item, ...], run: tuple[Item, ...], at: int, case: Case, language: Language) -> bool:
    item = run[at]
    if item.kind in ("joint", "mark"):
        return False
    between = text[left[-1].end : item.start]
    if re.search(r"совместно", between):
        case = "ablt"
    cut = Cut(text, left, run, at, case, language)
    return next(rule(cut) for pattern, rule in RULES if pattern.search(between))
