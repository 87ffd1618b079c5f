"""The requisites of a card, in the order of ГОСТ Р 7.0.97: what was read, what is missing, what may be added."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

Row = dict[str, Any]


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


def needed_of(card: Row) -> dict[str, str]:
    """What the standard asks of a document of this kind."""
    return NEEDED.get(card["kind"], ALWAYS)


def requisites(card: Row) -> list[Requisite]:
    """What was read, in the order of the standard, and what the standard asks for and is not there."""
    needed = needed_of(card)
    rows = (Requisite(code, name, list(read(card)), needed.get(code, "")) for code, name, read in REQUISITES)
    return [row._replace(missing="") if row.values else row for row in rows if row.values or row.missing]


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
