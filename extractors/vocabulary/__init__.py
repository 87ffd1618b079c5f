"""Word lists as data: one entry a line; after «#» the phrase that demanded it."""

from functools import cache
from pathlib import Path


@cache
def words(name: str) -> tuple[str, ...]:
    """The entries of `<name>.txt`, in the file's order.

    >>> "приказ" in words("kinds")
    True
    """
    lines = (Path(__file__).parent / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(entry for line in lines if (entry := line.partition("#")[0].strip()))


def any_of(name: str) -> str:
    """The entries of `<name>.txt`, regular expressions, as the alternatives of one pattern.

    >>> any_of("kinds").startswith("(?:информационное")
    True
    """
    return f"(?:{'|'.join(words(name))})"
