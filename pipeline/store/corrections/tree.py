"""A document as a tree in which lists are dictionaries, so that what leaves a list moves no other."""

from collections.abc import Iterator, Mapping
from typing import Any


class Items(dict[str, Any]):
    """A list by the keys of its items: the index that was read, or `+1` and so on for what was added."""


def opened(value: Any) -> Any:
    """The same with lists as Items."""
    if isinstance(value, list):
        return Items((str(index), opened(item)) for index, item in enumerate(value))
    return {name: opened(item) for name, item in value.items()} if isinstance(value, dict) else value


def closed(value: Any) -> Any:
    """The same with Items as lists again."""
    if isinstance(value, Items):
        return [closed(item) for item in value.values()]
    return {name: closed(item) for name, item in value.items()} if isinstance(value, dict) else value


def put(tree: Any, key: str, value: Any) -> bool:
    """Sets the value at a key; False, and nothing done, where there is no such place. An item set to null is removed.

    >>> letter = opened({"assignments": [{"text": "a"}, {"text": "b"}]})
    >>> put(letter, "/assignments/0", None), put(letter, "/assignments/1/text", "c"), put(letter, "/assignments/2", {})
    (True, True, False)
    >>> put(letter, "/assignments/+1", {"text": "d"}), closed(letter)
    (True, {'assignments': [{'text': 'c'}, {'text': 'd'}]})
    """
    *parents, last = key.removeprefix("/").split("/")
    place = tree
    for part in parents:
        place = place.get(part) if isinstance(place, dict) else None
    if not isinstance(place, dict) or not (last in place or (isinstance(place, Items) and last.startswith("+"))):
        return False
    if isinstance(place, Items) and value is None:
        del place[last]
    else:
        place[last] = opened(value)
    return True


def walk(tree: Any, key: str = "", path: str = "") -> Iterator[tuple[str, str]]:
    """The key and the path of everything inside.

    >>> letter = opened({"a": ["x", "y"]})
    >>> put(letter, "/a/0", None), list(walk(letter))
    (True, [('/a', '/a'), ('/a/1', '/a/0')])
    """
    if isinstance(tree, dict):
        for index, (name, value) in enumerate(tree.items()):
            inner = f"{key}/{name}", f"{path}/{index if isinstance(tree, Items) else name}"
            yield inner
            yield from walk(value, *inner)


def placed(key: str, paths: Mapping[str, str]) -> str:
    """Where what a correction speaks of stands: what is no longer there is `-` in its list.

    >>> placed("/a/0/b", {"/a/0/b": "/a/0/b"}), placed("/a/1", {"/a": "/a"}), placed("/a/1/b", {"/a": "/a"})
    ('/a/0/b', '/a/-', '/a/-')
    """
    if key in paths:
        return paths[key]
    while key not in paths:
        key = key.rpartition("/")[0]
    return f"{paths[key]}/-"
