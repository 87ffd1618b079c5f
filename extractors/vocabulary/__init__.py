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


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The columns of each line of `<name>.tsv`, in the file's order.

    >>> rows("contractions")[0][1]
    'Министерство просвещения'
    """
    lines = (Path(__file__).parent / f"{name}.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def any_of(name: str) -> str:
    """The entries of `<name>.txt`, regular expressions, as the alternatives of one pattern.

    >>> any_of("kinds").startswith("(?:информационное")
    True
    """
    return f"(?:{'|'.join(words(name))})"
