"""From offsets in the text to places on pages: every value of a document with its evidence."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeVar

from schemas.document import Evidence
from schemas.facts import Found, Trace
from schemas.layout import Box, Layout, Page, Word, union

T = TypeVar("T")


class Placer:
    """Takes found values, gives the values themselves, and keeps where they stand. One for each document."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._starts = [word.start for word in layout.words]
        self._evidence: list[Evidence] = []

    def one(self, field: str, value: Found[T] | None) -> T | None:
        """The value of `field`, its traces noted; None where nothing was found."""
        return None if value is None else self.sure(field, value)

    def sure(self, field: str, value: Found[T]) -> T:
        """The value of a field that every document has."""
        self._note(f"/{field}", value.traces)
        return value.value

    def many(self, field: str, values: Sequence[Found[T]]) -> tuple[T, ...]:
        """The values of the list `field`, their traces noted under their places in it: `/assignments/3`."""
        for index, value in enumerate(values):
            self._note(f"/{field}/{index}", value.traces)
        return tuple(value.value for value in values)

    def evidence(self) -> tuple[Evidence, ...]:
        """The places of all values taken so far, in the order they were taken."""
        return tuple(self._evidence)

    def _note(self, prefix: str, traces: Sequence[Trace]) -> None:
        for trace in traces:
            self._evidence.extend(self._places(prefix + trace.path, trace))

    def _places(self, path: str, trace: Trace) -> Iterator[Evidence]:
        """One place for each page that the printed value stands on."""
        for page in self._layout.pages:
            start, end = max(trace.start, page.start), min(trace.end, page.end)
            text = self._layout.text[start:end]
            if not text.strip():
                continue
            words = [w for w in self._words(start, end) if w.page == page.number]
            box = union(self._part(w, start, end) for w in words)
            yield Evidence(
                path=path,
                page=page.number,
                bbox=(box.x0, box.top, box.x1, box.bottom) if box else None,
                start=start - page.start,
                end=end - page.start,
                text=text,
                confidence=round(trace.confidence * _recognised(words, page), 3),
                rule=trace.rule,
            )

    def _part(self, word: Word, start: int, end: int) -> Box | None:
        """The box of a word, or of what `start` to `end` cut out of it with the signs beside it: «3.» of «3.Школам»."""
        left, right, text = max(start, word.start), min(end, word.end), self._layout.text
        while left > word.start and not text[left - 1].isalnum():
            left -= 1
        while right < word.end and not text[right].isalnum():
            right += 1
        if word.box is None or (left, right) == (word.start, word.end):
            return word.box
        width = (word.box.x1 - word.box.x0) / (word.end - word.start)
        place = {"x0": word.box.x0 + (left - word.start) * width, "x1": word.box.x0 + (right - word.start) * width}
        return word.box.model_copy(update=place)

    def _words(self, start: int, end: int) -> Sequence[Word]:
        first = bisect_right(self._starts, start) - 1
        last = bisect_left(self._starts, end)
        return [w for w in self._layout.words[max(first, 0) : last] if w.end > start]


def _recognised(words: Sequence[Word], page: Page) -> float:
    """How surely the words were read: the mean of their confidences, or the page's."""
    return sum(w.confidence for w in words) / len(words) if words else page.confidence
