"""Sets of words and readers of policies that remember the tests they had a part in, and their switches."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Set
from types import ModuleType
from typing import Any

from pipeline.benchmarks.rules.switch import Switch, Tests

RULE_NAME = re.compile(r"[a-z_]+\.[a-z_]+")


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
