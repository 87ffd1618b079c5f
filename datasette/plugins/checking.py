"""Checking and correcting, /check: doubtful values one after another, each beside its place on the page."""

import json
import re
from typing import Any
from urllib.parse import urlencode

from datasette import NotFound, Response, hookimpl

from pipeline.site import card as cards
from pipeline.site import doubts, forms, marks
from pipeline.site.access import DATABASE, may_edit, may_read
from pipeline.site.writing import author_of, writing
from pipeline.store.corrections import desk
from pipeline.store.facts import parts_of

Row = dict[str, Any]

SHOWN = 40
"""Values of the queue that are named at once."""


async def queue(datasette: Any) -> list[Row]:
    """The values to be checked, a document's together, each once."""
    db = datasette.get_database(DATABASE)
    found: dict[tuple[int, str], Row] = {}
    for doubt in doubts.DOUBTS:
        for row in await db.execute(doubt.sql):
            found.setdefault((row["document"], row["path"]), dict(row))
    by_document = sorted(found.values(), key=lambda row: -row["document"])
    return [row for row in by_document if forms.form_of(row["path"])][:SHOWN]


def address(datasette: Any, row: Row | None) -> str:
    where = {"document": row["document"], "path": row["path"]} if row else {}
    return str(datasette.urls.path("/check" + (f"?{urlencode(where)}" if where else "")))


async def check_page(datasette: Any, request: Any) -> Response:
    await may_read(datasette, request.actor, cards.READS)
    await may_edit(datasette, request.actor)
    if request.method == "POST":
        return await save(datasette, request)
    waiting = await queue(datasette)
    asked = request.args.get("document") or ""
    if asked.isdigit() and request.args.get("path"):
        return await show(datasette, request, {"document": int(asked), "path": request.args["path"]}, waiting)
    return await show(datasette, request, waiting[0] if waiting else None, waiting)


async def show(datasette: Any, request: Any, row: Row | None, waiting: list[Row], problem: str = "") -> Response:
    """The page for one value of the queue, or for one that somebody chose."""
    context: Row = {"waiting": waiting, "row": row, "problem": problem, "database": DATABASE, "address": address}
    if row is not None:
        context |= await beside(datasette, row)
        context |= {"next": following(waiting, row), "why": [w["why"] for w in waiting if same(w, row)]}
    context |= {"recent": await made(datasette, RECENT), "left_over": await made(datasette, LEFT_OVER)}
    context["to"] = lambda row: address(datasette, row)
    context["label_of"] = forms.label_of
    status = 409 if problem else 200
    return Response.html(await datasette.render_template("checking.html", context, request=request), status=status)


async def beside(datasette: Any, row: Row) -> Row:
    """The document, the fields of the form, and the pages with the places of this value alone."""
    card = await cards.load(datasette, row["document"])
    form = forms.form_of(row["path"])
    if form is None:
        raise NotFound("Record not found")
    facts = await writing(datasette, lambda db: desk.facts_of(db, row["document"]))
    found = [e for e in card["evidence"] if e["path"] == row["path"]]
    around = found or [e for e in card["evidence"] if row["path"].startswith(f"{e['path']}/")]
    sheets = marks.laid_out({**card, "evidence": around or card["evidence"]})
    on = {e["page"] for e in around}
    value = desk.value_at(facts, row["path"])
    return {
        "card": card,
        "form": form,
        "fields": [(field, forms.shown(field, value), json.dumps(field.of(value))) for field in form.fields],
        "printed": [e["text"] for e in around],
        "missing": value in (None, "", []),
        "removable": form.removable(row["path"]) and value is not None,
        "pages": [page for page in sheets if page["number"] in on] or sheets[:1],
        "found": bool(around),
        "options": await options(datasette),
        "pictured": cards.is_pictured(card),
        "group_of": marks.group_of,
        "focus": row["path"] if found else around and around[0]["path"],
        "low": 0,
    }


async def options(datasette: Any) -> dict[str, list[tuple[str, str]]]:
    """What the fields with a choice offer: codes with their words."""
    words = datasette.plugin_config("russian")["values"]
    regions = await datasette.get_database(DATABASE).execute("SELECT code, name FROM regions ORDER BY name")
    choices = {name: [(c, words[domain][c]) for c in codes] for name, (domain, codes) in forms.CHOICES.items()}
    return {**choices, "region": [tuple(row) for row in regions]}


def same(one: Row, other: Row) -> bool:
    return bool(one["document"] == other["document"] and one["path"] == other["path"])


def following(waiting: list[Row], row: Row) -> Row | None:
    """The next value of the queue: after this one, else from the beginning."""
    place = next((i for i, each in enumerate(waiting) if same(each, row)), -1)
    return next((each for each in (*waiting[place + 1 :], *waiting) if not same(each, row)), None)


RECENT = """
    SELECT corrections.*, documents.id AS document, documents.kind, documents.number, documents.date
    FROM corrections JOIN documents USING (file_sha256, ordinal)
    WHERE corrections.path IS NOT NULL ORDER BY created DESC, corrections.id DESC LIMIT 8
"""
LEFT_OVER = f"""
    SELECT corrections.*, files.name AS file, (SELECT min(id) FROM documents
        WHERE file_sha256 = corrections.file_sha256 AND corrections.ordinal IN (ordinal, -1)) AS document
    FROM corrections JOIN files ON files.sha256 = corrections.file_sha256
    WHERE corrections.path IS NULL ORDER BY created LIMIT {SHOWN}
"""
"""Corrections of what is no longer read."""


async def made(datasette: Any, query: str) -> list[Row]:
    rows = await datasette.get_database(DATABASE).execute(query)
    return [{**row, "was": forms.said(row["was"]), "value": forms.said(row["value"])} for row in map(dict, rows)]


async def save(datasette: Any, request: Any) -> Response:
    """One value accepted, corrected, taken away or put back; then the next of the queue."""
    sent = await request.post_vars()
    row = {"document": int(sent.get("document") or 0), "path": sent.get("path", "")}
    waiting = await queue(datasette)
    after = following(waiting, row) if any(same(each, row) for each in waiting) else None
    try:
        await writing(datasette, lambda db: act(db, sent, row, author_of(request.actor)))
    except KeyError as error:
        raise NotFound("Record not found") from error
    except desk.StaleError as error:
        problem = f"Пока вы смотрели, значение изменилось: теперь здесь «{forms.said(json.dumps(error.args[0]))}»."
        return await show(datasette, request, row, waiting, problem)
    except (desk.RefusedError, ValueError):
        return await show(datasette, request, row, waiting, "Так записать нельзя: проверьте значение.")
    chosen = sent.get("back") == "document" or sent.get("action") == "undo"
    here = datasette.urls.path(f"/document/{row['document']}")
    return Response.redirect(here if chosen and sent.get("back") else address(datasette, after), status=303)


def act(db: Any, sent: dict[str, str], row: Row, author: str | None) -> None:
    """What the button says. Raises what `desk` raises, ValueError for what is no value of its field."""
    document, path = row["document"], row["path"]
    if sent.get("action") == "undo":
        return desk.undo(db, document, int(sent.get("correction") or 0))
    if sent.get("action") == "forget":
        return desk.forget(db, int(sent.get("correction") or 0))
    form = forms.form_of(path)
    if form is None:
        raise ValueError(path)
    facts = desk.facts_of(db, document)
    held = desk.value_at(facts, path)
    for field in form.fields:
        if json.loads(sent.get(f"shown:{field.name}", "null")) != field.of(held):
            raise desk.StaleError(field.of(held))
    changes = removal(facts, path) if sent.get("action") == "remove" else wanted(form, facts, path, sent)
    return desk.correct(db, document, changes, author)


def removal(facts: Row, path: str) -> list[Any]:
    return [desk.Change(path, None, desk.value_at(facts, path))]


def wanted(form: Any, facts: Row, path: str, sent: dict[str, str]) -> list[Any]:
    """The changes that a form asks for; the first field as it is where nothing is changed: a person has seen it."""
    held = desk.value_at(facts, path)
    given = {field.name: field.parse(sent.get(f"field:{field.name}", "")) for field in form.fields}
    if held is None and not any(given.values()):
        place = path.rsplit("/", 1)[0] if re.search(r"/\d+$", path) else path
        now = desk.value_at(facts, place)
        return [desk.Change(place, now, now)] if not now else []
    first = form.fields[0]
    fresh = {name: value for name, value in given.items() if held is None or value != form.field(name).of(held)}
    fresh = form.completed(held, fresh, parts_of) or {first.name: given[first.name]}
    return [desk.Change(place, value, desk.value_at(facts, place)) for place, value in desk.rooted(facts, path, fresh)]


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/check$", check_page)]
