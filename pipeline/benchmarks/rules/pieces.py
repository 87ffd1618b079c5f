"""A pattern taken apart: its alternatives, optional groups and negative looks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPENING = re.compile(r"\((?:\?(?:P<\w+>|<?[=!]|[a-z]*(?:-[a-z]+)?:))?")
OPTIONAL = re.compile(r"\?|\*|\{0?,")


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
