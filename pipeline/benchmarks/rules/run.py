"""All tests once, then for each switch those that it had a part in: a plugin of pytest."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from pipeline.benchmarks.rules.patterns import Pattern
from pipeline.benchmarks.rules.switch import Switch, Tests, rooms

UNMET, UNNOTICED = "не встречается", "не замечено"


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
        self.clear = list(_caches())

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Tests of random phrases would say something else at every run."""
        items[:] = [item for item in items if not hasattr(getattr(item, "function", None), "hypothesis")]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        for name in items:
            Tests.now = name
            self._forget()  # what an earlier test asked is asked again
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
        self._forget(switch)
        if not self._failure([items[name] for name in tests], session):
            self.lost.append((switch, UNNOTICED))
        switch.on()
        self._forget(switch)

    def _forget(self, switch: Switch | None = None) -> None:
        for room, has_patterns, cache in self.clear:
            if has_patterns or (switch and switch.place.startswith(room)):
                cache.cache_clear()

    def _failure(self, items: list[pytest.Item], session: pytest.Session) -> str:
        """What the first test that fails says."""
        for item in items:
            for report in runtestprotocol(item, log=False, nextitem=Following(session)):  # type: ignore[arg-type]
                if report.failed:
                    return report.longreprtext
        return ""


def _caches() -> Iterator[tuple[str, bool, Any]]:
    """The caches of each module, and whether it has patterns of its own: what they remember may change with these.

    Caches of other modules hold what takes long to make, and change with the words of their own module only.
    """
    for room in rooms():
        has_patterns = any(isinstance(value, Pattern) for value in vars(room).values())
        yield from (
            (room.__name__, has_patterns, value)
            for value in vars(room).values()
            if isinstance(value, _lru_cache_wrapper)
        )
