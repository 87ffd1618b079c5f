"""Search that knows Russian: the search box, `LIKE` and the functions of the ready questions."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from datasette import hookimpl

from pipeline.store.search import escape_beginnings, escape_query


@lru_cache(maxsize=256)
def _pattern(like: str, escape: str | None) -> re.Pattern[str]:
    """A `LIKE` pattern as a regular expression that folds case and ё.

    What stands between two `%` is looked for once, at its first place (an atomic group): to try all places would take
    hours where there are several, and SQLite cannot interrupt it.
    """
    parts, letters = [""], iter(folded(like))
    for letter in letters:
        if letter == escape:
            parts[-1] += re.escape(next(letters, ""))
        elif letter == "%":
            parts.append("")
        else:
            parts[-1] += "." if letter == "_" else re.escape(letter)
    first, *others = parts
    middle = "".join(f"(?>.*?{part})" for part in others[:-1])
    return re.compile(f"{first}{middle}.*{others[-1]}" if others else first, re.DOTALL)


def folded(text: str) -> str:
    return text.lower().replace("ё", "е")


def like(pattern: object, value: object, escape: str | None = None) -> bool | None:
    """SQLite's own `LIKE` folds only Latin letters; this one finds «приказ» in «ПРИКАЗ».

    >>> like("%счёт%", "О ПЕРЕСЧЕТЕ"), like("100!%", "100%", "!"), like("а", None)
    (True, True, None)
    >>> like("пр_каз%№%7%", "Приказ № 17-п"), like("%а%а%а%а%а%а%б", "а" * 9_000)
    (True, False)
    """
    if pattern is None or value is None:
        return None
    return _pattern(str(pattern), escape).fullmatch(folded(str(value))) is not None


def printed(words: dict[str, dict[str, str]]) -> Callable[[str, object], object]:
    """The SQL function `word(column, code)`: «приказ» for `order`."""
    return lambda column, code: words.get(column, {}).get(str(code), code)


def russian_day(value: str | None) -> str | None:
    """The SQL function `day(date)`: 20.02.2024 for 2024-02-20."""
    return ".".join(reversed(value.split("-"))) if value else value


def document_label(words: dict[str, dict[str, str]]) -> Callable[..., str]:
    """The SQL function `document_label(kind, number, date)`: «приказ № 116 от 17.02.2023»."""

    def label(kind: str, number: str | None, date: str | None) -> str:
        parts = (words["kind"].get(kind, kind), number and f"№ {number}", date and f"от {russian_day(date)}")
        return " ".join(part for part in parts if part)

    return label


@hookimpl(trylast=True)
def prepare_connection(conn: Any, database: str, datasette: Any) -> None:
    words = datasette.plugin_config("russian")["values"]
    conn.create_function("escape_fts", 1, escape_query, deterministic=True)
    conn.create_function("beginnings", 1, escape_beginnings, deterministic=True)
    conn.create_function("like", 2, like, deterministic=True)
    conn.create_function("like", 3, like, deterministic=True)
    conn.create_function("lower", 1, lambda text: text and str(text).lower(), deterministic=True)
    low = datasette.plugin_config("checks")["confidence"]
    conn.create_function("low_confidence", 0, lambda: low, deterministic=True)
    conn.create_function("word", 2, printed(words), deterministic=True)
    conn.create_function("document_label", 3, document_label(words), deterministic=True)
    conn.create_function("day", 1, russian_day, deterministic=True)
