"""New wording of an amended act, in quotes: it orders nothing here."""

import re

_CHANGED = r"(?:редакции|содержания|словами|следующе\w+|абзац\w*|пункт\w*|строк\w*|дополнить)"
_NEW_WORDING = re.compile(rf"{_CHANGED}[^«\n]{{0,40}}:\s*(?=[«\"“])", re.IGNORECASE)
_OPEN, _CLOSE = "«“", "»”"
_ITEM = re.compile(r"^[ \t]*(\d{1,2}(?:\.\d{1,2})*)[.)]?[ \t]", re.MULTILINE)


def quoted_wording(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans of new wording: the quotation of «изложить в следующей редакции: «2. Отделу кадров …»»."""
    spans: list[tuple[int, int]] = []
    for match in _NEW_WORDING.finditer(text, start, end):
        if not spans or match.end() >= spans[-1][1]:
            spans.append((match.end(), _closing(text, match.end(), end)))
    return tuple(spans)


def _closing(text: str, start: int, end: int) -> int:
    """The end of the quotation that opens at `start`; of one that never closes, the next item or the last mark."""
    if text[start] == '"':
        close = text.find('"', start + 1, end)
        return close + 1 if close >= 0 else end
    depth = 0
    for position in range(start, end):
        depth += (text[position] in _OPEN) - (text[position] in _CLOSE)
        if depth <= 0:
            return position + 1
    last = max(text.rfind(mark, start, end) for mark in _CLOSE)
    return _next_item(text, start, end) or (last + 1 if last > start else end)


def _next_item(text: str, start: int, end: int) -> int | None:
    """Where the item begins that follows the one around `start` in number: «1.3.» after «1.2.»."""
    own = [match[1] for match in _ITEM.finditer(text, 0, start)][-1:]
    following = {_successor(own[0].split(".")[:depth]) for depth in range(1, own[0].count(".") + 2)} if own else set()
    return next((match.start() for match in _ITEM.finditer(text, start, end) if match[1] in following), None)


def _successor(parts: list[str]) -> str:
    return ".".join([*parts[:-1], str(int(parts[-1]) + 1)])
