"""New wording of an amended act, in quotes: it orders nothing here."""

import re

_CHANGED = r"(?:редакции|содержания|словами|следующе\w+|абзац\w*|пункт\w*|строк\w*|дополнить)"
_NEW_WORDING = re.compile(rf"{_CHANGED}[^«\n]{{0,40}}:\s*(?=[«\"“])", re.IGNORECASE)
_OPEN, _CLOSE = "«“", "»”"


def quoted_wording(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans of new wording: the quotation of «изложить в следующей редакции: «2. Отделу кадров …»»."""
    spans: list[tuple[int, int]] = []
    for match in _NEW_WORDING.finditer(text, start, end):
        if not spans or match.end() >= spans[-1][1]:
            spans.append((match.end(), _closing(text, match.end(), end)))
    return tuple(spans)


def _closing(text: str, start: int, end: int) -> int:
    """The end of the quotation that opens at `start`; where inner marks do not close, that of the last one."""
    if text[start] == '"':
        close = text.find('"', start + 1, end)
        return close + 1 if close >= 0 else end
    depth = 0
    for position in range(start, end):
        depth += (text[position] in _OPEN) - (text[position] in _CLOSE)
        if depth <= 0:
            return position + 1
    last = max(text.rfind(mark, start, end) for mark in _CLOSE)
    return last + 1 if last > start else end
