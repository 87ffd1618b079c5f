"""How a value looks in a table: printed words for codes, Russian dates, links to the document's page."""

import re
from typing import Any

from datasette import hookimpl
from markupsafe import Markup

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _link(datasette: Any, document: int, text: object) -> Markup:
    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(f"/document/{document}"), text)


def _plain(value: object) -> object:
    """The value under Datasette's expanded foreign key."""
    return value["value"] if isinstance(value, dict) else value


def document_link(datasette: Any, row: Any, value: Any, column: str, table: str | None) -> Markup | None:
    """A link to the document's page: from «Карточка» of a ready question, a key to a document, or its title."""
    names = row.keys()
    if column == "Карточка" and isinstance(value, int):
        return _link(datasette, value, "Открыть")
    if column in ("document_id", "cited_document_id") and value is not None:
        label = value["label"] if isinstance(value, dict) else f"№ {value}"
        return _link(datasette, _plain(value), label or f"№ {_plain(value)}")
    if table == "documents" and column in ("title", "number") and value:
        return _link(datasette, row["id"], value)
    if table and column in ("document", "text") and value and "document_id" in names:
        return _link(datasette, _plain(row["document_id"]), value)
    return None


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, datasette: Any) -> object:
    link = document_link(datasette, row, value, column, table)
    if link is not None:
        return link
    if table is None:
        return None
    word = datasette.jinja_env.filters["word"](value, column)
    if word != value:
        return word
    if isinstance(value, str) and DAY.fullmatch(value):
        return datasette.jinja_env.filters["day"](value)
    return None
