"""The figures of an evaluation, and how they look in the terminal (Russian)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

from pipeline.scoring.score import Count, Leaf, Score, merged
from schemas.document import Document


@dataclass(frozen=True, slots=True)
class Result:
    """One letter: its score, and why it could not be read if it could not (then all of its gold is missed)."""

    name: str
    score: Score
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The letters of a folder, in order of their names."""

    results: tuple[Result, ...]

    @property
    def score(self) -> Score:
        return merged(result.score for result in self.results)


FIGURES = ("точн.", "полн.", "F1", "верно", "лишн.", "проп.")
VERDICTS = {"missing": "пропущено", "wrong": "неверно", "spurious": "лишнее"}


def render(report: Report, errors: bool = False, console: Console | None = None) -> None:
    """Prints figures by field and by document, the letters that could not be read and, with `errors`, every mistake."""
    console = console or Console()
    order = {path: place for place, path in enumerate(_paths(Document))}
    fields = sorted(report.score.fields.items(), key=lambda item: order.get(item[0], len(order)))
    console.print(_table("Поле", fields, report.score.total))
    console.print(_table("Документ", [(r.name, r.score.total) for r in report.results], report.score.total))
    for result in report.results:
        if result.error:
            console.print(f"{result.name}: не прочитано: {result.error}", style="red", markup=False)
    if errors:
        for line in _mistakes(report):
            console.print(line, markup=False, highlight=False, soft_wrap=True)


def _paths(model: type[BaseModel]) -> Iterator[str]:
    """The paths of the contract, in its order.

    >>> list(_paths(Document))[:4]
    ['kind', 'number', 'date', 'place']
    """
    for name, field in model.model_fields.items():
        yield name
        inner = _model(field.annotation)
        yield from (f"{name}.{path}" for path in _paths(inner)) if inner else ()


def _model(annotation: object) -> type[BaseModel] | None:
    """The model inside `Model | None` or `tuple[Model, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model, get_args(annotation))), None)


def _table(heading: str, rows: list[tuple[str, Count]], total: Count) -> Table:
    table = Table()
    table.add_column(heading, overflow="fold")
    for figure in FIGURES:
        table.add_column(figure, justify="right", no_wrap=True)
    for name, count in rows:
        table.add_row(name, *_figures(count))
    table.add_section()
    table.add_row("всего (микро)", *_figures(total), style="bold")
    return table


def _figures(count: Count) -> tuple[str, ...]:
    shares = ("–" if share is None else f"{share:.3f}" for share in (count.precision, count.recall, count.f1))
    return (*shares, str(count.right), str(count.spurious), str(count.missed))


def _mistakes(report: Report) -> Iterator[str]:
    for result in report.results:
        for leaf in result.score.mistakes:
            yield f"{result.name} {leaf.pointer} {VERDICTS[leaf.verdict]}: {_values(leaf)}"


def _values(leaf: Leaf) -> str:
    """«эталон» → «прочитано», only what there is."""
    if leaf.verdict == "wrong":
        return f"{leaf.gold!s} → {leaf.predicted!s}"
    return str(leaf.predicted if leaf.gold is None else leaf.gold)
