"""Patterns that remember what they were asked, and the switches of these and of their pieces."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pipeline.benchmarks.rules.pieces import Piece, pieces
from pipeline.benchmarks.rules.switch import ROOM, Switch, Tests

NEVER = "(?!)"
"""Matches nowhere: put before an alternative, it switches it off and leaves the groups their numbers."""


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
