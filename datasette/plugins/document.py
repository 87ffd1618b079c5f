"""The page of a document, /document/<id>: requisites, duties and citations beside the places they were read from."""

from itertools import groupby
from operator import itemgetter
from typing import Any

from datasette import Response, hookimpl

from pipeline.site import card as cards
from pipeline.site import forms, marks, requisites
from pipeline.site.access import DATABASE, may_read

Row = dict[str, Any]


def duties(card: Row) -> list[Row]:
    """The assignments with their deadlines, parties and what is alike elsewhere."""
    kept = ("deadlines", "doers", "alike")
    of = {name: {k: list(g) for k, g in groupby(sorted(card[name], key=key), key)} for name in kept}
    return [
        {**row, "path": f"/assignments/{row['ordinal']}", **{name: of[name].get(row["id"], []) for name in kept}}
        for row in card["assignments"]
    ]


key = itemgetter("assignment_id")


def applied(card: Row) -> list[Row]:
    """The corrections that have a place; the others wait for a reading that has what they correct."""
    return [row for row in card["corrections"] if row["path"]]


def checked(card: Row) -> dict[str, Row]:
    """The last correction of each value that a person set, by its path; a field's is its value's too."""
    found = {}
    for row in applied(card):
        whole, _, field = row["path"].rpartition("/")
        found[row["path"]] = row
        if whole and not field.isdigit():
            found[whole] = row
    return found


def history(card: Row) -> list[Row]:
    """Readings and corrections, the latest first. Times are those of UTC, as they are stored."""
    read = [{**row, "when": row["started"], "what": "import"} for row in card["imports"]]
    made = [{**row, "when": row["created"], "what": "correction"} for row in card["corrections"]]
    return sorted(read + made, key=itemgetter("when"), reverse=True)


def is_absent(card: Row, path: str) -> bool:
    """Whether a person said that the document has no such requisite."""
    said = {row["path"]: row["value"] for row in applied(card)}
    return said.get(path) == "null" or said.get(path.rpartition("/")[0]) == "[]"


async def document_page(datasette: Any, request: Any) -> Response:
    await may_read(datasette, request.actor, cards.READS)
    card = await cards.load(datasette, int(request.url_vars["id"]))
    context = {
        "database": DATABASE,
        "card": card,
        "requisites": requisites.requisites(card),
        "needed": len(requisites.needed_of(card)),
        "history": history(card),
        "duties": duties(card),
        "pages": marks.laid_out(card),
        "pictured": cards.is_pictured(card),
        "evidence": {row["path"]: row for row in reversed(card["evidence"])},
        "group_of": marks.group_of,
        "checked": checked(card),
        "absent": lambda path: is_absent(card, path),
        "form_of": forms.form_of,
        "label_of": forms.label_of,
        "said": forms.said,
        "addable": requisites.addable(card),
        "low": datasette.plugin_config("checks")["confidence"],
    }
    return Response.html(await datasette.render_template("document.html", context, request=request))


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/document/(?P<id>\d{1,15})$", document_page)]
