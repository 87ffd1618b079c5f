"""The page of a document, /document/<id>: requisites, duties and citations beside the places they were read from."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from datasette import NotFound, Response, hookimpl
from datasette.utils import module_from_path

forms = module_from_path(str(Path(__file__).with_name("forms.py")), "forms")
marks = module_from_path(str(Path(__file__).with_name("marks.py")), "marks")

Row = dict[str, Any]

DATABASE = "letters"
READS = (
    *("documents", "files", "pages", "evidence", "organizations", "letterheads", "contacts", "regions"),
    *("parties", "people", "document_parties", "assignments", "deadlines", "assignment_parties", "citations"),
    *("attachments", "registrations", "initiatives", "document_initiatives", "alignments", "corrections"),
    *("runs", "run_files"),
)

DOCUMENT = """
    SELECT documents.*, files.name AS file_name, files.media_type, files.bytes, files.ocr,
        issuer.name AS organization, issuer.short_name, parent.name AS parent, regions.name AS region,
        letterheads.inn, letterheads.kpp, letterheads.ogrn, letterheads.okpo, letterheads.address
    FROM documents JOIN files ON files.sha256 = documents.file_sha256
    LEFT JOIN organizations AS issuer ON issuer.id = documents.organization_id
    LEFT JOIN organizations AS parent ON parent.id = issuer.parent_id
    LEFT JOIN letterheads ON letterheads.document_id = documents.id
    LEFT JOIN regions ON regions.code = documents.region_code
    WHERE documents.id = :id
"""

SAME = "SELECT :id AS id UNION SELECT version_of_id FROM documents WHERE id = :id"
"""The document, and the one that it is a version of."""

PARTS = {
    "evidence": "SELECT * FROM evidence WHERE document_id = :id ORDER BY page, start, end DESC",
    "corrections": """
        SELECT corrections.* FROM documents JOIN corrections USING (file_sha256, ordinal)
        WHERE documents.id = :id ORDER BY created""",
    "contacts": "SELECT kind, value FROM contacts WHERE document_id = :id ORDER BY kind DESC, rowid",
    "parties": """
        SELECT link.*, parties.name, people.name AS person FROM document_parties AS link
        JOIN parties ON parties.id = link.party_id LEFT JOIN people ON people.id = link.person_id
        WHERE link.document_id = :id ORDER BY link.role, link.ordinal""",
    "assignments": "SELECT * FROM assignments WHERE document_id = :id ORDER BY ordinal",
    "deadlines": """
        SELECT deadlines.* FROM deadlines JOIN assignments ON assignments.id = assignment_id
        WHERE document_id = :id ORDER BY deadlines.id""",
    "doers": """
        SELECT link.*, parties.name, people.name AS person FROM assignment_parties AS link
        JOIN assignments ON assignments.id = link.assignment_id
        LEFT JOIN parties ON parties.id = link.party_id LEFT JOIN people ON people.id = link.person_id
        WHERE document_id = :id ORDER BY link.ordinal""",
    "citations": "SELECT * FROM citations WHERE document_id = :id ORDER BY id",
    "attachments": "SELECT * FROM attachments WHERE document_id = :id ORDER BY id",
    "registrations": "SELECT * FROM registrations WHERE document_id = :id ORDER BY id",
    "initiatives": """
        SELECT initiatives.* FROM document_initiatives JOIN initiatives ON initiatives.id = initiative_id
        WHERE document_id = :id ORDER BY document_initiatives.rowid""",
    "alike": """
        WITH pairs AS (
            SELECT assignment_id, other_id, score FROM assignments JOIN alignments ON assignment_id = assignments.id
            WHERE document_id = :id
            UNION ALL
            SELECT other_id, assignment_id, score FROM assignments JOIN alignments ON other_id = assignments.id
            WHERE document_id = :id
        )
        SELECT pairs.*, other.text, other.document_id, regions.name AS region FROM pairs
        JOIN assignments AS other ON other.id = pairs.other_id
        JOIN documents ON documents.id = other.document_id
        LEFT JOIN regions ON regions.code = documents.region_code
        WHERE documents.version_of_id IS NULL ORDER BY score DESC""",
    "citing": f"""
        SELECT * FROM documents WHERE id IN (
            SELECT document_id FROM ({SAME}) AS same JOIN citations INDEXED BY citations_cited_document
            ON cited_document_id = same.id
        ) ORDER BY date, id LIMIT 100""",
    "versions": f"""
        SELECT documents.*, files.name AS file_name, files.ocr FROM documents
        JOIN files ON files.sha256 = documents.file_sha256
        WHERE documents.id IN ({SAME} UNION SELECT id FROM documents WHERE version_of_id IN ({SAME}))
            AND documents.id <> :id ORDER BY documents.id""",
    "thread": """
        WITH RECURSIVE
        asked (id, reply_to_id, step) AS (
            SELECT id, reply_to_id, 0 FROM documents WHERE id = :id
            UNION SELECT d.id, d.reply_to_id, step - 1 FROM asked JOIN documents AS d ON d.id = asked.reply_to_id
            WHERE step > -20),
        answered (id, step) AS (
            SELECT id, step FROM asked
            UNION SELECT d.id, answered.step + 1 FROM answered JOIN documents AS d ON d.reply_to_id = answered.id
            WHERE answered.step < 20 LIMIT 100)
        SELECT documents.*, organizations.name AS organization, min(step) AS step
        FROM answered JOIN documents USING (id) LEFT JOIN organizations ON organizations.id = organization_id
        GROUP BY documents.id HAVING (SELECT count(*) FROM answered) > 1 ORDER BY date, step, documents.id""",
    "imports": """
        SELECT runs.started, run_files.status, run_files.name, run_files.stage, run_files.error, runs.id AS run
        FROM documents JOIN run_files ON run_files.sha256 = documents.file_sha256 JOIN runs ON runs.id = run_id
        WHERE documents.id = :id AND run_files.status <> 'unchanged' ORDER BY runs.started""",
    "neighbours": """
        SELECT other.* FROM documents AS own JOIN documents AS other USING (file_sha256)
        WHERE own.id = :id AND other.id <> own.id ORDER BY other.ordinal""",
    "pages": """
        SELECT pages.* FROM documents JOIN pages USING (file_sha256) WHERE documents.id = :id ORDER BY pages.number""",
}


class Value(NamedTuple):
    """A value of the card. `path` is its JSON Pointer, to which the marks on the pages point too."""

    text: str
    path: str
    note: str = ""


def plain(card: Row, column: str) -> Iterable[Value]:
    """A column of the document itself."""
    return [Value(card[column], f"/{column}")] if card[column] else []


def issuer(card: Row) -> Iterable[Value]:
    names = ((card["organization"], "/issuer", card["short_name"]), (card["parent"], "/issuer/parent", "вышестоящая"))
    return [Value(name, path, note or "") for name, path, note in names if name]


def codes(card: Row) -> Iterable[Value]:
    """Address, phones and codes of the letterhead."""
    paths = {"phone": "/issuer/phones", "email": "/issuer/emails", "website": "/issuer/websites"}
    named = (("address", ""), ("inn", "ИНН"), ("kpp", "КПП"), ("ogrn", "ОГРН"), ("okpo", "ОКПО"))
    own = [Value(f"{name} {card[column]}".strip(), f"/issuer/{column}") for column, name in named if card[column]]
    contacts = groupby(card["contacts"], itemgetter("kind"))
    return own + [Value(c["value"], f"{paths[kind]}/{i}") for kind, group in contacts for i, c in enumerate(group)]


def reply(card: Row) -> Iterable[Value]:
    given = (card["reply_to_number"] and f"№ {card['reply_to_number']}", dated(card["reply_to_date"]))
    return [Value(" от ".join(filter(None, given)), "/reply_to")] if any(given) else []


def party(role: str, path: str) -> Any:
    """A requisite made of the document's parties in a role; `path` has {} for the place in the list."""

    def values(card: Row) -> Iterable[Value]:
        rows = [row for row in card["parties"] if row["role"] == role]
        return [Value(row["name"], path.format(row["ordinal"]), note(row)) for row in rows]

    return values


def note(row: Row) -> str:
    """What stands beside a party's name: post, head, phone, e-mail, that it was inferred."""
    inferred = "из контекста" if row["inferred"] else None
    known = (row.get(key) for key in ("position", "person", "phone", "email", "address"))
    return " · ".join(filter(None, (*known, inferred)))


def enclosures(card: Row) -> Iterable[Value]:
    for i, row in enumerate(card["attachments"]):
        amounts = (row["sheets"] and f"{row['sheets']} л.", row["copies"] and f"{row['copies']} экз.")
        name = " ".join(filter(None, (row["number"] and f"№ {row['number']}", row["title"])))
        yield Value(name or "Приложение", f"/attachments/{i}", ", ".join(filter(None, amounts)))


def stamps(card: Row) -> Iterable[Value]:
    for i, row in enumerate(card["registrations"]):
        given = (row["number"] and f"№ {row['number']}", dated(row["date"]))
        yield Value(" от ".join(filter(None, given)), f"/registrations/{i}")


def initiatives(card: Row) -> Iterable[Value]:
    return [Value(row["name"], f"/initiatives/{i}") for i, row in enumerate(card["initiatives"])]


def dated(iso: str | None) -> str:
    return ".".join(reversed(iso.split("-"))) if iso else ""


REQUISITES = (
    # (number of ГОСТ Р 7.0.97-2016, name, the values)
    ("05", "Организация", issuer),
    ("08", "Справочные данные", codes),
    ("09", "Вид документа", lambda card: [Value(card["kind"], "/kind")]),
    ("10", "Дата", lambda card: [Value(dated(card["date"]), "/date")] if card["date"] else []),
    ("11", "Регистрационный номер", lambda card: plain(card, "number")),
    ("12", "На номер и дату", reply),
    ("13", "Место составления", lambda card: plain(card, "place")),
    ("15", "Адресат", party("addressee", "/addressees/{}")),
    ("17", "Заголовок", lambda card: plain(card, "title")),
    ("19", "Приложение", enclosures),
    ("22", "Подпись", party("signatory", "/signatories/{}")),
    ("25", "Исполнитель", party("executor", "/executor")),
    ("27", "Отметка о поступлении", stamps),
    ("29", "Контроль", party("control", "/control")),
    ("", "Рассылка", party("distribution", "/distribution/{}")),
    ("", "Проекты", initiatives),
    ("", "Регион", lambda card: [Value(card["region"], "/region", card["region_code"])] if card["region"] else []),
)


ALWAYS = {"05": "/issuer", "10": "/date", "11": "/number", "22": "/signatories/0"}
DIRECTING = {**ALWAYS, "09": "/kind", "13": "/place", "17": "/title"}
WRITING = {**ALWAYS, "15": "/addressees/0"}
NEEDED = {
    # kind: the requisites that ГОСТ Р 7.0.97-2016 (section 5) asks of it, and where each is put when it is missing
    "letter": WRITING,
    "memo": {**WRITING, "09": "/kind"},
    "protocol": {**ALWAYS, "09": "/kind", "13": "/place"},
    **dict.fromkeys(("order", "directive", "resolution", "decision", "instruction"), DIRECTING),
}


class Requisite(NamedTuple):
    """A requisite of the card: its number in the standard, its values; `missing` is where one is to be put."""

    code: str
    name: str
    values: list[Value]
    missing: str = ""


def requisites(card: Row) -> list[Requisite]:
    """What was read, in the order of the standard, and what the standard asks for and is not there."""
    needed = NEEDED.get(card["kind"], ALWAYS)
    rows = (Requisite(code, name, list(read(card)), needed.get(code, "")) for code, name, read in REQUISITES)
    return [row._replace(missing="") if row.values else row for row in rows if row.values or row.missing]


def laid_out(card: Row) -> list[Row]:
    """The pages of the file that belong to this document, each with its boxes (the largest first) and marked text."""
    by_page = {n: list(rows) for n, rows in groupby(card["evidence"], itemgetter("page"))}
    first, last = (min(by_page), max(by_page)) if by_page and card["neighbours"] else (1, len(card["pages"]))
    pages = [page for page in card["pages"] if first <= page["number"] <= last]
    for page in pages:
        found = by_page.get(page["number"], [])
        page["pieces"] = marks.pieces(page["text"], found)
        page["boxes"] = marks.boxes(found)
    return pages


def duties(card: Row) -> list[Row]:
    """The assignments with their deadlines, parties and what is alike elsewhere."""
    kept = ("deadlines", "doers", "alike")
    of = {name: {k: list(g) for k, g in groupby(sorted(card[name], key=key), key)} for name in kept}
    return [
        {**row, "path": f"/assignments/{row['ordinal']}", **{name: of[name].get(row["id"], []) for name in kept}}
        for row in card["assignments"]
    ]


key = itemgetter("assignment_id")


def is_pictured(card: Row) -> bool:
    """Whether the pages of the file can be shown as images."""
    return card["media_type"] == "application/pdf" or (card["media_type"] or "").startswith("image/")


async def may_read(datasette: Any, actor: Any) -> None:
    """Raises Forbidden unless the actor may see every table that the page reads."""
    for table in READS:
        needed = [("view-table", (DATABASE, table)), ("view-database", DATABASE), "view-instance"]
        await datasette.ensure_permissions(actor, needed)


async def load(datasette: Any, document: int) -> Row:
    """Everything that the page shows; NotFound where there is no such document."""
    if DATABASE not in datasette.databases:
        raise NotFound("Database not found")
    db = datasette.get_database(DATABASE)
    found = (await db.execute(DOCUMENT, {"id": document})).first()
    if found is None:
        raise NotFound("Record not found")
    card: Row = dict(found)
    for name, sql in PARTS.items():
        card[name] = [dict(row) for row in await db.execute(sql, {"id": document})]
    return card


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


LISTS = (
    # what may be added to a list of the document, the list, and where its rows stand on the card: a role or a part
    ("адресата", "/addressees", "addressee"),
    ("подпись", "/signatories", "signatory"),
    ("рассылку", "/distribution", "distribution"),
    ("приложение", "/attachments", "attachments"),
    ("проект", "/initiatives", "initiatives"),
    ("отметку о поступлении", "/registrations", "registrations"),
    ("ссылку на документ", "/references", "citations"),
    ("поручение", "/assignments", "assignments"),
)
SINGLE = (
    *(("номер", "/number", "number"), ("дату", "/date", "date"), ("место", "/place", "place")),
    *(("заголовок", "/title", "title"), ("организацию", "/issuer", "organization")),
    *(("ссылку на запрос", "/reply_to", "reply_to_number"), ("исполнителя", "/executor", "executor")),
    ("контроль", "/control", "control"),
)


def addable(card: Row) -> list[tuple[str, str]]:
    """What a person may add: its name, and the path where it will stand."""
    roles = [row["role"] for row in card["parties"]]
    counts = {name: len(card[name]) if name in card else roles.count(name) for _, _, name in LISTS}
    lists = [(title, f"{path}/{counts[name]}") for title, path, name in LISTS]
    return lists + [(title, path) for title, path, name in SINGLE if not card.get(name) and name not in roles]


async def document_page(datasette: Any, request: Any) -> Response:
    await may_read(datasette, request.actor)
    card = await load(datasette, int(request.url_vars["id"]))
    context = {
        "database": DATABASE,
        "card": card,
        "requisites": requisites(card),
        "needed": len(NEEDED.get(card["kind"], ALWAYS)),
        "history": history(card),
        "duties": duties(card),
        "pages": laid_out(card),
        "pictured": is_pictured(card),
        "evidence": {row["path"]: row for row in reversed(card["evidence"])},
        "group_of": marks.group_of,
        "checked": checked(card),
        "absent": lambda path: is_absent(card, path),
        "form_of": forms.form_of,
        "label_of": forms.label_of,
        "said": forms.said,
        "addable": addable(card),
        "low": datasette.plugin_config("checks")["confidence"],
    }
    return Response.html(await datasette.render_template("document.html", context, request=request))


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/document/(?P<id>\d{1,15})$", document_page)]
