"""Rows as an Excel book: `.xlsx` beside `.json` and `.csv`. Text is always text: what begins with «=» is no formula."""

import io
import re
from datetime import datetime
from typing import Any

from datasette import Response, hookimpl

LONGEST = 32_767
"""Characters that a cell can hold; a document's text may be longer and is cut."""

WIDTHS = (9, 60)
DAYS = (
    # how a day is written, and how it is read
    (re.compile(r"\d{4}-\d\d-\d\d"), "%Y-%m-%d"),
    (re.compile(r"\d\d\.\d\d\.\d{4}"), "%d.%m.%Y"),
)


def plain(value: Any) -> Any:
    """The name under a key that Datasette expanded."""
    return (value["label"] or value["value"]) if isinstance(value, dict) else value


def as_day(value: str) -> datetime | None:
    """The day of a text that is a date and nothing else."""
    for pattern, form in DAYS:
        if pattern.fullmatch(value):
            try:
                return datetime.strptime(value, form)
            except ValueError:
                return None
    return None


def write(sheet: Any, place: tuple[int, int], value: Any, date_format: Any) -> None:
    """One cell: a number, a day or a text."""
    if value is None or value == "":
        return
    if isinstance(value, (int, float)):
        sheet.write_number(*place, value)
    elif isinstance(value, str) and (day := as_day(value)):
        sheet.write_datetime(*place, day, date_format)
    else:
        sheet.write_string(*place, str(value)[:LONGEST])


def book(headings: list[str], rows: list[list[Any]]) -> bytes:
    """One sheet: headings that stay in sight, filters, columns as wide as what they hold."""
    from xlsxwriter import Workbook

    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Данные")
        heading = workbook.add_format({"bold": True, "bg_color": "#E9EEF4", "bottom": 1, "text_wrap": True})
        body = workbook.add_format({"text_wrap": True, "valign": "top"})
        date_format = workbook.add_format({"num_format": "dd.mm.yyyy", "valign": "top", "align": "left"})
        for column, name in enumerate(headings):
            longest = max((len(str(row[column])) for row in rows), default=0)
            sheet.set_column(column, column, min(max(WIDTHS[0], len(name) + 2, longest), WIDTHS[1]), body)
            sheet.write_string(0, column, name, heading)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                write(sheet, (number, column), value, date_format)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), max(len(headings) - 1, 0))
    return made.getvalue()


def render(datasette: Any, columns: list[str], rows: list[Any], database: str, table: str, query_name: str) -> Response:
    """Codes are words and headings Russian, as on the page."""
    words, titles = datasette.jinja_env.filters["word"], datasette.jinja_env.filters["column_title"]
    headings = [titles(column, table, database) if table else column for column in columns]
    cells = [[words(plain(row[column]), column) if table else row[column] for column in columns] for row in rows]
    headers = {"content-disposition": f"attachment; filename={table or query_name or 'query'}.xlsx"}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Response(book(headings, cells), content_type=kind, headers=headers)


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    return {"extension": "xlsx", "render": render, "can_render": lambda columns: bool(columns)}
