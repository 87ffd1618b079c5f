"""How a value looks in a table: printed words for codes, Russian dates, links to the document and to other records."""

import re
from typing import Any

from datasette import hookimpl
from markupsafe import Markup, escape

DAY = re.compile(r"\d{4}-\d\d-\d\d")

LINKED = {
    # table (None: a ready question): the columns that lead to the document's page, and where its id stands
    None: (("Документ", "Поручение", "Текст", "Напечатано"), "Карточка"),
    "documents": (("title", "number"), "id"),
    "assignments": (("text",), "document_id"),
    "assignment_list": (("text", "document_number"), "document_id"),
    "deadline_calendar": (("text", "document_number"), "document_id"),
    "evidence": (("text",), "document_id"),
    "citations": (("title", "number"), "document_id"),
}
ANCHORS = {
    # table: where the id of the assignment stands; only the text of a duty leads to its place
    None: "Запись",
    "assignments": "id",
    "assignment_list": "assignment_id",
    "deadline_calendar": "assignment_id",
}
DUTIES = ("text", "Поручение", "Текст")
DOCUMENT_KEYS = ("document_id", "cited_document_id")
KEYS = ("_id", "_code", "_sha256")


def plain(value: Any) -> Any:
    """The value under Datasette's expanded foreign key."""
    return value["value"] if isinstance(value, dict) else value


def link(path: str, text: object) -> Markup:
    return Markup('<a href="{}">{}</a>').format(path, text)


def document_path(row: Any, column: str, table: str | None) -> str | None:
    """The page of the document that a cell speaks of; None for other cells."""
    columns, key = LINKED.get(table, ((), ""))
    names = row.keys()
    if column not in columns or key not in names or plain(row[key]) is None:
        return None
    anchor = ANCHORS.get(table)
    duty = anchor in names and column in DUTIES and plain(row[anchor])
    return f"/document/{plain(row[key])}" + (f"#assignment-{duty}" if duty else "")


async def record_link(datasette: Any, database: str, table: str, column: str, value: Any) -> Markup | None:
    """A key on the page of one record, as the name of what it points to; None where it is no foreign key."""
    db = datasette.get_database(database)
    keys = {key["column"]: key["other_table"] for key in await db.foreign_keys_for_table(table)}
    if column not in keys:
        return None
    labels = await datasette.expand_foreign_keys(database, table, column, [value])
    record = datasette.urls.row(database, keys[column], str(value))
    path = datasette.urls.path(f"/document/{value}") if column in DOCUMENT_KEYS else record
    return link(path, labels.get((column, value)) or f"№ {value}")


def marked(value: object) -> object:
    """The words that a search found, between ⟦ and ⟧, as marks."""
    if not isinstance(value, str) or "⟦" not in value:
        return value
    return Markup(str(escape(value)).replace("⟦", "<mark>").replace("⟧", "</mark>"))


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> object:
    if value in (None, ""):
        return None
    path = document_path(row, column, table)
    if path is not None:
        return link(datasette.urls.path(path), marked(value))
    if table is None:
        return None
    if column in DOCUMENT_KEYS and isinstance(value, dict):
        return link(datasette.urls.path(f"/document/{value['value']}"), value["label"] or f"№ {value['value']}")
    if column.endswith(KEYS) and not isinstance(value, dict):
        return record_link(datasette, database, table, column, value)
    word = datasette.jinja_env.filters["word"](value, column)
    if word != value:
        return word
    if isinstance(value, str) and DAY.fullmatch(value):
        return datasette.jinja_env.filters["day"](value)
    return None
