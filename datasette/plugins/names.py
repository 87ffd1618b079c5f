"""One thing or two, /names: names that may be one, what was joined and why, what people decided; all can be undone."""

from sqlite3 import Connection
from typing import Any

from datasette import NotFound, Response, hookimpl

from pipeline.site.access import DATABASE, may_edit, may_read
from pipeline.site.writing import author_of, writing

READS = ("documents", "people", "organizations", "initiatives", "aliases", "merges", "link_doubts", "link_decisions")
SHOWN = 50
"""Rows of each list."""

WHERE = """
    (SELECT document_id FROM document_parties WHERE alias_id = {alias}
    UNION ALL SELECT document_id FROM document_parties INDEXED BY document_parties_head_alias
        WHERE head_alias_id = {alias}
    UNION ALL SELECT document_id FROM assignment_parties JOIN assignments ON assignments.id = assignment_id
        WHERE alias_id = {alias}
    UNION ALL SELECT document_id FROM assignment_parties JOIN assignments ON assignments.id = assignment_id
        WHERE head_alias_id = {alias}
    UNION ALL SELECT id FROM documents WHERE issuer_alias_id = {alias}
    UNION ALL SELECT document_id FROM initiative_mentions WHERE alias_id = {alias} LIMIT 1)
"""
"""A document in which a name stands: each way to it by its own index (few parties have a head: SQLite would not)."""

SAME_AS = """(SELECT id FROM aliases AS other WHERE other.type = merges.type AND other.id <> merges.alias_id
    AND (other.person_id = merges.person_id OR other.organization_id = merges.organization_id
        OR other.initiative_id = merges.initiative_id) ORDER BY other.rule <> 'name', other.id LIMIT 1)"""
"""The name that another was joined to."""

LISTS = {
    "doubts": f"""SELECT type, name, other_name, key, other_key, rule, score,
        {WHERE.format(alias="link_doubts.alias_id")} AS document, {WHERE.format(alias="other_id")} AS other_document
        FROM link_doubts ORDER BY score DESC, alias_id LIMIT {SHOWN}""",
    "merged": f"""WITH shown AS MATERIALIZED (
            SELECT type, name, key, rule, score, alias_id, {SAME_AS} AS other_id
            FROM merges WHERE rule <> 'decision' ORDER BY score, alias_id LIMIT {SHOWN})
        SELECT shown.*, other.name AS other_name, other.key AS other_key,
            {WHERE.format(alias="shown.alias_id")} AS document, {WHERE.format(alias="shown.other_id")} AS other_document
        FROM shown LEFT JOIN aliases AS other ON other.id = other_id ORDER BY shown.score, shown.alias_id""",
    "decided": f"""SELECT d.type, d.key, d.other_key, verdict, author, created,
        coalesce(one.name, d.key) AS name, coalesce(other.name, d.other_key) AS other_name
        FROM link_decisions AS d LEFT JOIN aliases AS one ON (one.type, one.key) = (d.type, d.key)
        LEFT JOIN aliases AS other ON (other.type, other.key) = (d.type, d.other_key)
        ORDER BY created DESC LIMIT {SHOWN}""",
}
KINDS = {"person": "люди", "organization": "организации", "initiative": "проекты"}
WHY = {
    "person.initials": "та же фамилия и инициалы в одной организации",
    "person.other-body": "то же полное имя в другой организации региона",
    "person.other-surname": "те же имя и отчество в одной организации",
    "organization.ogrn": "тот же ОГРН",
    "organization.inn": "тот же ИНН",
    "organization.expanded": "то же наименование без сокращений",
    "organization.short-name": "краткое наименование с бланка",
    "organization.abbreviation": "та же аббревиатура",
    "organization.initials": "аббревиатура из первых букв",
    "initiative.form": "то же название в другой форме",
}


async def names_page(datasette: Any, request: Any) -> Response:
    await may_read(datasette, request.actor, READS)
    await may_edit(datasette, request.actor)
    if request.method == "POST":
        await decide(datasette, await request.post_vars(), request.actor)
        return Response.redirect(datasette.urls.path("/names"), status=303)
    db = datasette.get_database(DATABASE)
    lists = {name: [dict(row) for row in await db.execute(sql)] for name, sql in LISTS.items()}
    context = {**lists, "kinds": KINDS, "why": WHY, "shown": SHOWN}
    return Response.html(await datasette.render_template("names.html", context, request=request))


async def decide(datasette: Any, sent: dict[str, str], actor: dict[str, Any] | None) -> None:
    """Does what a button says at once; NotFound for what no button says."""
    from pipeline.store.linking import decisions
    from pipeline.store.save import tidy

    kind, verdict = sent.get("type"), sent.get("verdict")
    names = (sent.get("key") or "", sent.get("other_key") or "")
    if kind not in KINDS or verdict not in ("same", "different", "withdraw") or not all(names):
        raise NotFound("Record not found")

    def work(db: Connection) -> None:
        if verdict == "withdraw":
            decisions.withdraw(db, kind, *names)
        else:
            decisions.decide(db, kind, *names, verdict, author_of(actor))
        tidy(db)

    await writing(datasette, work)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/names$", names_page)]
