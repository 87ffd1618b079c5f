"""Which rules no test would miss: `python -m pipeline.benchmarks.rules [--module extractors.deadlines] [--part 2/6]`.

What can be switched off by itself, in every module of extractors: a pattern, an alternative of it, an optional part, a
negative look at what stands around, an entry of a vocabulary, a reader that a policy names. Each is switched off in
turn and the tests that it had a part in are run until one fails. What is left is printed: «не встречается» where no
test meets it, «не замечено» where the tests that meet it pass without it.

A piece that is composed into several patterns (the months) is switched off in all of them together, a word in all sets
that have it. Patterns that are made while a letter is read (the names of the regions in all cases) are not counted.
"""

import argparse
import importlib
import inspect
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

TESTS = Path(__file__).parents[2] / "tests"
ROOM = "extractors"
KINDS = ("образец", "вариант", "слово", "правило")
"""A whole pattern; a part of one; an entry of a vocabulary; a reader that a policy names."""
UNMET, UNNOTICED = "не встречается", "не замечено"
NEVER = "(?!)"
"""Matches nowhere: put before an alternative, it switches it off and leaves the groups their numbers."""
OPENING = re.compile(r"\((?:\?(?:P<\w+>|<?[=!]|[a-z]*(?:-[a-z]+)?:))?")
RULE_NAME = re.compile(r"[a-z_]+\.[a-z_]+")
OPTIONAL = re.compile(r"\?|\*|\{0?,")


class Tests:
    """The test that runs now; what a switch notes beside what it met."""

    now = ""


@dataclass(eq=False)
class Switch:
    """Something that can be switched off: where it stands, what is printed of it, the tests it had a part in."""

    kind: str
    place: str
    name: str
    off: Callable[[], None]
    on: Callable[[], None]
    tests: Callable[[], Iterable[str]]


# --- patterns ------------------------------------------------------------------------------------------------------
@dataclass(eq=False)
class Pattern:
    """Stands in for a compiled pattern, and remembers what it was asked and in which tests."""

    place: str
    real: re.Pattern[str]
    used: re.Pattern[str]
    calls: dict[tuple[Any, ...], set[str]] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        if name not in ("match", "search", "fullmatch", "finditer", "findall", "split", "sub", "subn"):
            return getattr(self.real, name)

        def ask(*args: Any) -> Any:
            if Tests.now:
                about = args if not callable(args[0]) else ("", *args[1:])
                self.calls.setdefault((name, *about), set()).add(Tests.now)
            return getattr(self.used, name)(*args)

        return ask

    @cached_property
    def asked(self) -> list[tuple[tuple[Any, ...], Any, set[str]]]:
        """What it was asked, what it answered, in which tests; once all tests have run."""
        return [(call, answer(self.real, call), tests) for call, tests in self.calls.items()]

    @cached_property
    def matched(self) -> list[tuple[tuple[Any, ...], Any, set[str]]]:
        return [asked for asked in self.asked if asked[1] not in (None, [])]


def answer(pattern: re.Pattern[str], call: tuple[Any, ...]) -> Any:
    """What a pattern answers to a remembered call, comparable."""
    name, *args = call
    said = getattr(pattern, name)(*args)
    if name == "finditer":
        return [match.regs for match in said]
    return said.regs if isinstance(said, re.Match) else said


@dataclass(frozen=True)
class Piece:
    """A part of a pattern: the text of its group, its own text, where to put NEVER, whether less of it means more."""

    group: str
    text: str
    at: int
    negative: bool


def pieces(pattern: str) -> Iterator[Piece]:
    """The alternatives, optional groups and negative looks of a pattern.

    >>> [piece.text for piece in pieces("(?:на|до) (?:самого )?(?!дня)[|]")]
    ['на', 'до', 'самого ', 'дня']
    """
    stack: list[tuple[int, str, list[int]]] = [(0, "", [0])]
    at = 0
    while at <= len(pattern):
        letter = pattern[at : at + 1]
        if letter == "\\":
            at += 1
        elif letter == "[":
            at = _class_end(pattern, at)
        elif letter == "(":
            opening = OPENING.match(pattern, at)
            assert opening, pattern[at:]
            at = opening.end() - 1
            stack.append((at + 1, opening[0], [at + 1]))
        elif letter == "|":
            stack[-1][2].append(at + 1)
        elif letter in (")", ""):
            negative = any("!" in kind for _, kind, _ in stack)
            yield from _alternatives(pattern, at, stack.pop(), negative)
        at += 1


def _class_end(pattern: str, at: int) -> int:
    end = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]").match(pattern, at)
    assert end, pattern[at:]
    return end.end() - 1


def _alternatives(pattern: str, end: int, group: tuple[int, str, list[int]], negative: bool) -> Iterator[Piece]:
    start, kind, starts = group
    whole = kind + pattern[start:end]
    if len(starts) > 1 or "!" in kind or (kind and OPTIONAL.match(pattern, end + 1)):
        for first, last in zip(starts, [*(s - 1 for s in starts[1:]), end], strict=True):
            yield Piece(whole, pattern[first:last], first, negative)


def pattern_switches(patterns: Iterable[Pattern]) -> Iterator[Switch]:
    """Each pattern, and each piece in all the patterns that it is composed into."""
    shared: dict[tuple[str, str], list[tuple[Pattern, Piece]]] = {}
    for pattern in patterns:
        yield _pattern_switch("образец", pattern.place, pattern.real.pattern, [(pattern, 0, False)])
        for piece in pieces(pattern.real.pattern):
            shared.setdefault((piece.group, piece.text), []).append((pattern, piece))
    for (_, text), places in shared.items():
        found_at = [(pattern, piece.at, piece.negative) for pattern, piece in places]
        yield _pattern_switch("вариант", places[0][0].place, text, found_at)


def _pattern_switch(kind: str, place: str, name: str, places: list[tuple[Pattern, int, bool]]) -> Switch:
    without: dict[Pattern, re.Pattern[str]] = {}
    for pattern in {pattern for pattern, _, _ in places}:
        text = f"(?:{name})" if kind == "образец" else pattern.real.pattern
        for at in sorted({at for other, at, _ in places if other is pattern}, reverse=True):
            text = text[:at] + NEVER + text[at:]
        without[pattern] = re.compile(text, pattern.real.flags)

    def off() -> None:
        for pattern, changed in without.items():
            pattern.used = changed

    def on() -> None:
        for pattern in without:
            pattern.used = pattern.real

    def tests() -> Iterable[str]:
        negative = any(n for _, _, n in places)
        for pattern, changed in without.items():
            for call, before, names in pattern.asked if negative else pattern.matched:
                if answer(changed, call) != before:
                    yield from names

    return Switch(kind, place, name, off, on, tests)


# --- vocabularies and policies ------------------------------------------------------------------------------------
class Words(Set[str]):
    """Stands in for a set of words, and remembers which of them were asked for."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = set(words)
        self.asked: dict[str, set[str]] = {}

    def __contains__(self, word: object) -> bool:
        if Tests.now and isinstance(word, str) and word in self.words:
            self.asked.setdefault(word, set()).add(Tests.now)
        return word in self.words

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.words))

    def __len__(self) -> int:
        return len(self.words)

    @classmethod
    def _from_iterable(cls, words: Iterable[Any]) -> Any:
        return set(words)


def word_switches(sets: Iterable[tuple[str, Words]]) -> Iterator[Switch]:
    """Each word, in all the sets that have it."""
    having: dict[str, list[tuple[str, Words]]] = {}
    for place, words in sets:
        for word in words:
            having.setdefault(word, []).append((place, words))
    for word, places in having.items():
        yield _word_switch(word, places[0][0], [words for _, words in places])


def _word_switch(word: str, place: str, sets: list[Words]) -> Switch:
    def off() -> None:
        for words in sets:
            words.words.discard(word)

    def on() -> None:
        for words in sets:
            words.words.add(word)

    return Switch("слово", place, word, off, on, lambda: (name for words in sets for name in words.asked.get(word, ())))


class Reader:
    """Stands in for a function that a policy names; switched off it finds nothing."""

    def __init__(self, name: str, function: Callable[..., Any]) -> None:
        self.name, self.function, self.off, self.useful = name, function, False, set[str]()

    def __call__(self, *args: Any, **named: Any) -> Any:
        said = None if self.off else self.function(*args, **named)
        if Tests.now and said:
            self.useful.add(Tests.now)
        return said

    def switch(self, place: str) -> Switch:
        return Switch(
            "правило", place, self.name, lambda: self._set(True), lambda: self._set(False), lambda: self.useful
        )

    def _set(self, off: bool) -> None:
        self.off = off


def stand_ins(modules: Iterable[ModuleType]) -> Iterator[Switch]:
    """Puts `Words` and `Reader` in the place of sets of words and of policies, in every module that has them."""
    rooms = list(modules)
    done: dict[int, Any] = {}
    found: list[tuple[str, Words | Reader]] = []
    for room in rooms:
        for name, value in list(vars(room).items()):
            if id(value) in done:
                setattr(room, name, done[id(value)])
            elif isinstance(value, frozenset | tuple) and not name.startswith("__"):
                before = len(found)
                changed = _changed(value, f"{room.__name__}.{name}", found)
                if len(found) > before:
                    done[id(value)] = changed
                    done[id(changed)] = changed
                    done.setdefault(-id(value), value)  # keeps the old value alive, so that its id stays its own
                    setattr(room, name, changed)
    yield from word_switches((place, words) for place, words in found if isinstance(words, Words))
    yield from (reader.switch(place) for place, reader in found if isinstance(reader, Reader))


def _changed(value: Any, place: str, found: list[tuple[str, Words | Reader]]) -> Any:
    if isinstance(value, frozenset) and value and all(isinstance(word, str) for word in value):
        words = Words(value)
        found.append((place, words))
        return words
    if isinstance(value, tuple) and type(value) is tuple:
        named = value[0] if value and isinstance(value[0], str) else ""
        if RULE_NAME.fullmatch(named) and inspect.isfunction(value[-1]):
            reader = Reader(named, value[-1])
            found.append((place, reader))
            return (*value[:-1], reader)
        return tuple(_changed(part, place, found) for part in value)
    return value


# --- the run ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Following:
    """Stands in for the next test: after each, pytest keeps only what the whole session shares."""

    session: pytest.Session

    def listchain(self) -> list[pytest.Session]:
        return [self.session]


class Run:
    """A pytest plugin in place of its loop: all tests once, then for each switch those that it had a part in."""

    def __init__(self, switches: list[Switch], quick: bool) -> None:
        self.switches, self.quick = switches, quick
        self.seconds: dict[str, float] = {}
        self.lost: list[tuple[Switch, str]] = []
        self.clear = [f.cache_clear for f in _caches()]

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Tests of random phrases would say something else at every run."""
        items[:] = [item for item in items if not hasattr(getattr(item, "function", None), "hypothesis")]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        for name in items:
            Tests.now = name
            began = time.perf_counter()
            if failure := self._failure([items[name]], session):
                pytest.exit(f"{name} не проходит и без изменений:\n{failure}", 1)
            self.seconds[name] = time.perf_counter() - began
        Tests.now = ""
        for switch in self.switches:
            self._try(switch, items, session)
        return True

    def _try(self, switch: Switch, items: dict[str, pytest.Item], session: pytest.Session) -> None:
        met = iter(switch.tests())
        first = next(met, None)
        if first is None:
            self.lost.append((switch, UNMET))
        if first is None or self.quick:
            return
        tests = sorted({first, *met}, key=lambda name: self.seconds[name])
        switch.off()
        self._forget()
        if not self._failure([items[name] for name in tests], session):
            self.lost.append((switch, UNNOTICED))
        switch.on()
        self._forget()

    def _forget(self) -> None:
        for clear in self.clear:
            clear()

    def _failure(self, items: list[pytest.Item], session: pytest.Session) -> str:
        """What the first test that fails says."""
        for item in items:
            for report in runtestprotocol(item, log=False, nextitem=Following(session)):  # type: ignore[arg-type]
                if report.failed:
                    return report.longreprtext
        return ""


def _caches() -> Iterator[Any]:
    """The caches of modules that have patterns of their own: what they remember may change with these."""
    for room in _rooms():
        if any(isinstance(value, Pattern) for value in vars(room).values()):
            yield from (value for value in vars(room).values() if isinstance(value, _lru_cache_wrapper))


def _rooms() -> list[ModuleType]:
    return [module for name, module in sorted(sys.modules.items()) if name.split(".")[0] == ROOM]


def import_recorded() -> list[Pattern]:
    """Imports every module of extractors with stand-ins for the patterns they compile."""
    patterns: list[Pattern] = []
    compile_ = re.compile

    def compiled(pattern: Any, flags: Any = 0) -> Any:
        real = compile_(pattern, flags)
        frame: Any = sys._getframe(1)
        if not frame.f_globals["__name__"].startswith(ROOM):
            return real
        while frame.f_code.co_name != "<module>":
            frame = frame.f_back
        patterns.append(Pattern(f"{frame.f_globals['__name__']}:{frame.f_lineno}", real, real))
        return patterns[-1]

    re.compile = compiled
    room = importlib.import_module(ROOM)
    for module in pkgutil.walk_packages(room.__path__, f"{ROOM}."):
        importlib.import_module(module.name)
    re.compile = compile_
    return patterns


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
    switches = [*pattern_switches(patterns), *stand_ins(_rooms())]
    chosen = [switch for switch in switches if switch.place.startswith(args.module) and switch.kind in kinds]
    run = Run(chosen[part - 1 :: parts], args.quick)
    code = pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", *language_tests()], plugins=[run])
    print(f"\nвыключателей {len(run.switches)}, без последствий {len(run.lost)}")
    for kind in kinds:
        print(f"{kind}: {sum(s.kind == kind for s in run.switches)}", end=", ")
        print(", ".join(f"{why} {sum((s.kind, w) == (kind, why) for s, w in run.lost)}" for why in (UNMET, UNNOTICED)))
    for switch, why in sorted(run.lost, key=lambda pair: (pair[0].kind, pair[0].place, pair[1])):
        print(f"{switch.kind} {switch.place} {why}: {switch.name[:120]!r}")
    raise SystemExit(code)


if __name__ == "__main__":
    main()
