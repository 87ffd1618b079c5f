"""Something of the extractors that can be switched off by itself, and the test that runs now."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import ModuleType

ROOM = "extractors"


def rooms() -> list[ModuleType]:
    """The modules of the extractors, by name, as far as they are imported."""
    return [module for name, module in sorted(sys.modules.items()) if name.split(".")[0] == ROOM]


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
