"""What an extractor gives back: a value, and the places in the text that it and its parts come from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a value was printed.

    `path` is a JSON Pointer relative to the value it belongs to: "" for the value itself, "/position" for a part.
    `start` and `end` are offsets into `Layout.text`; `rule` names what found it; `confidence` is 0 to 1.
    """

    path: str
    start: int
    end: int
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value with its traces; the first trace is the value's own place.

    >>> number = found("44-02", 120, 125, "number.sign")
    >>> number.start, number.value
    (120, '44-02')
    """

    value: T
    traces: tuple[Trace, ...]

    @property
    def start(self) -> int:
        return self.traces[0].start

    @property
    def end(self) -> int:
        return self.traces[0].end

    @property
    def rule(self) -> str:
        return self.traces[0].rule

    def under(self, path: str) -> tuple[Trace, ...]:
        """The traces with `path` put before each: what the owner of this value keeps of them."""
        return tuple(Trace(path + t.path, t.start, t.end, t.rule, t.confidence) for t in self.traces)


def found(value: T, start: int, end: int, rule: str, confidence: float = 1.0, parts: Iterable[Trace] = ()) -> Found[T]:
    """A value at `start` to `end`, with the traces of its parts (their paths relative to the value)."""
    return Found(value, (Trace("", start, end, rule, confidence), *parts))
