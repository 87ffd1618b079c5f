"""Signs that recognition takes for one another."""

from collections.abc import Iterable


def one_changed(word: str, pairs: Iterable[str]) -> set[str]:
    """The words that come of a word when one of its signs is changed into the other of its pair.

    >>> sorted(one_changed("158", ("38", "17")))
    ['153', '758']
    """
    return {
        word[:at] + other + word[at + 1 :]
        for at, sign in enumerate(word)
        for pair in pairs
        if sign in pair
        for other in pair.replace(sign, "")
    }
