import json
import sqlite3
from typing import Any

import pytest

from pipeline.store.connection import connect, migrate
from pipeline.store.files import FileFacts, is_known
from pipeline.store.save import save, see, tidy
from tests.letters import ISSUER, document, facts, layout, party, person

COLUMNS = {
    "regions": "code name federal_district",
    "files": "sha256 name media_type bytes pages ocr",
    "documents": "id file_sha256 kind number date place title region_code organization_id text reply_to_number "
    "reply_to_date",
    "organizations": "id name short_name parent_id region_code inn kpp ogrn okpo address",
    "people": "id name surname given patronymic",
    "parties": "id type name person_id organization_id",
    "document_parties": "document_id party_id role position text inferred",
    "citations": "document_id kind issuer date number title cited_document_id",
    "attachments": "document_id number title sheets copies",
    "registrations": "document_id number date",
    "initiatives": "id name",
    "document_initiatives": "document_id initiative_id",
    "assignments": "id document_id number section source type text objective audience outcome",
    "deadlines": "id assignment_id text kind start due recurrence offset working_days inferred",
    "assignment_parties": "assignment_id party_id role text inferred",
    "topics": "id",
    "assignment_topics": "assignment_id topic_id",
    "alignments": "assignment_id other_id score",
    "evidence": "document_id path page x0 top x1 bottom start end text confidence rule",
    "corrections": "path value",
    "runs": "id started finished status",
    "run_files": "run_id name sha256 status stage error seconds",
    "assignment_list": "region organization due responsible",
    "deadline_calendar": "due deadline text",
    "region_summary": "region_code documents assignments",
}


def tables(db: sqlite3.Connection) -> list[str]:
    return values(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'")


def contents(db: sqlite3.Connection, *without: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    names = (name for name in tables(db) if name not in without)
    return {name: sorted(map(tuple, db.execute(f"SELECT * FROM {name}")), key=repr) for name in names}


def values(db: sqlite3.Connection, query: str, *parameters: Any) -> list[Any]:
    """The first column of a query's rows."""
    return [row[0] for row in db.execute(query, parameters)]


@pytest.mark.parametrize("table", COLUMNS)
def test_names_are_those_of_the_design(db: sqlite3.Connection, table: str) -> None:
    there = {row["name"] for row in db.execute(f"PRAGMA table_info({table})")}
    assert set(COLUMNS[table].split()) <= there


def test_tables_are_strict_and_foreign_keys_hold(db: sqlite3.Connection) -> None:
    strict = {row["name"]: row["strict"] for row in db.execute("PRAGMA table_list") if row["type"] == "table"}
    assert {name for name in tables(db) if not strict[name]} <= {"sqlite_sequence"}
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO attachments (document_id) VALUES (77)")


def test_every_foreign_key_has_an_index(db: sqlite3.Connection) -> None:
    for table in tables(db):
        indexes = [row["name"] for row in db.execute(f"PRAGMA index_list({table})")]
        first = {db.execute(f"PRAGMA index_info({index})").fetchone()["name"] for index in indexes}
        first |= {row["name"] for row in db.execute(f"PRAGMA table_info({table})") if row["pk"] == 1}
        assert {row["from"] for row in db.execute(f"PRAGMA foreign_key_list({table})")} <= first, table


def test_migrations_run_once(db: sqlite3.Connection) -> None:
    before = contents(db)
    migrate(db)
    assert contents(db) == before


def test_regions(db: sqlite3.Connection) -> None:
    assert values(db, "SELECT count(*) FROM regions") == [89]
    query = "SELECT code FROM regions WHERE code GLOB 'RU-[0-9]*' ORDER BY code"
    assert values(db, query) == ["RU-90", "RU-91", "RU-92", "RU-93", "RU-94", "RU-95"]
    assert values(db, "SELECT name FROM regions WHERE code = 'RU-AMU'") == ["Амурская область"]


def test_a_document_with_all_its_facts(db: sqlite3.Connection) -> None:
    save(db, facts("a.txt"), layout(), [document()])
    row = db.execute("SELECT kind, number, date, region_code, organization_id FROM documents").fetchone()
    assert tuple(row)[:4] == ("order", "10-32/419", "2024-01-22", "RU-AMU")
    assert values(db, "SELECT role FROM document_parties ORDER BY role") == [
        "addressee",
        "control",
        "executor",
        "signatory",
    ]
    assert values(db, "SELECT phone FROM document_parties WHERE role = 'executor'") == ["226-274"]
    assert values(db, "SELECT email FROM assignment_parties WHERE role = 'recipient'") == ["office@example.ru"]
    assert values(db, "SELECT due FROM deadlines") == ["2024-02-20"]
    assert values(db, "SELECT sheets FROM attachments") == [5]
    assert values(db, "SELECT value FROM contacts ORDER BY kind") == ["office@example.ru", "(4162) 11-22-33"]
    organization = db.execute("SELECT * FROM organizations WHERE id = ?", (row["organization_id"],)).fetchone()
    assert (organization["inn"], organization["region_code"]) == ("2801033178", "RU-AMU")
    assert values(db, "SELECT name FROM organizations WHERE id = ?", organization["parent_id"]) == [ISSUER["parent"]]


def test_a_party_is_one_row_however_often_it_is_named(db: sqlite3.Connection) -> None:
    again = document(addressees=[party("Руководители школ")], signatories=[person("Семенова П. А.")])
    save(db, facts("a.txt"), layout(), [document()])
    save(db, facts("b.txt"), layout(), [again])
    assert values(db, "SELECT count(*) FROM parties WHERE type = 'group'") == [1]
    assert values(db, "SELECT name FROM people WHERE surname LIKE 'Сем%'") == ["Семёнова П.А."]
    assert values(db, "SELECT count(*) FROM initiatives") == [1]


def test_generic_bodies_of_two_issuers_are_two(db: sqlite3.Connection) -> None:
    save(db, facts("a.txt"), layout(), [document()])
    save(db, facts("b.txt"), layout(), [document(issuer={**ISSUER, "name": "Администрация города Светлого"})])
    assert values(db, "SELECT count(*) FROM organizations WHERE name = 'Отдел экономики'") == [2]


def test_a_generic_name_may_be_the_issuers_own(db: sqlite3.Connection) -> None:
    issuer = {"name": "Управление образования", "parent": "Администрация города Светлого"}
    own = party("Управление образования", "organization")
    save(db, facts("a.txt"), layout(), [document(issuer=issuer, addressees=[own])])
    assert values(db, "SELECT count(*) FROM organizations WHERE name = 'Управление образования'") == [1]


def test_the_issuer_goes_by_its_short_name(db: sqlite3.Connection) -> None:
    save(db, facts("a.txt"), layout(), [document(addressees=[party("«Минобр»", "organization")])])
    query = "SELECT organizations.name FROM parties JOIN organizations ON organizations.id = organization_id"
    assert ISSUER["name"] in values(db, query)
    assert values(db, "SELECT count(*) FROM organizations WHERE name LIKE '%Минобр%'") == [0]


def test_saving_again_changes_nothing(db: sqlite3.Connection) -> None:
    save(db, facts("a.txt"), layout(), [document()])
    save(db, facts("b.txt"), layout("Другой"), [document(number="80", date="2023-01-31")])
    tidy(db)
    before = contents(
        db, "sqlite_sequence", "citations", "evidence", "deadlines", "attachments", "registrations", "alias_keys"
    )
    sizes = {name: len(rows) for name, rows in contents(db).items()}
    save(db, facts("a.txt"), layout(), [document()])
    tidy(db)
    assert {name: len(rows) for name, rows in contents(db).items()} == sizes
    after = contents(db)
    assert {name: after[name] for name in before} == before


def test_a_changed_file_leaves_nothing_of_its_old_content(db: sqlite3.Connection) -> None:
    save(db, facts("a.txt", "old"), layout("Старый"), [document(), document(number="2")])
    save(db, facts("a.txt", "new"), layout("Новый"), [document(number="3", issuer=None, references=[])])
    tidy(db)
    fresh = connect(":memory:")
    save(fresh, facts("a.txt", "new"), layout("Новый"), [document(number="3", issuer=None, references=[])])
    tidy(fresh)
    assert {n: len(r) for n, r in contents(db).items()} == {n: len(r) for n, r in contents(fresh).items()}
    found = db.execute("SELECT rowid FROM documents_fts WHERE documents_fts MATCH 'старый'").fetchall()
    assert found == []


def test_a_content_stays_while_another_path_has_it(db: sqlite3.Connection) -> None:
    save(db, facts("a.txt", "old"), layout(), [document()])
    see(db, "/in/copy.txt", facts("a.txt", "old").sha256)
    save(db, facts("a.txt", "new"), layout(), [document(number="3")])
    assert sorted(values(db, "SELECT number FROM documents")) == ["10-32/419", "3"]
    see(db, "/in/copy.txt", facts("a.txt", "new").sha256)
    assert values(db, "SELECT number FROM documents") == ["3"]


def test_ids_last_over_a_new_reading(db: sqlite3.Connection) -> None:
    save(db, facts("a.txt"), layout(), [document()])
    save(db, facts("b.txt"), layout("Другой"), [document()])
    first = values(db, "SELECT id FROM assignments WHERE document_id = 1 AND number = '2'")
    added = [{"number": "0", "source": "body", "type": "task", "text": "Начать"}]
    assignments = added + document().model_dump(mode="json")["assignments"]
    save(db, facts("a.txt", edition="2"), layout(), [document(assignments=assignments)])
    assert values(db, "SELECT id FROM documents WHERE file_sha256 = ?", facts("a.txt").sha256) == [1]
    assert values(db, "SELECT id FROM assignments WHERE document_id = 1 AND number = '2'") == first
    assert is_known(db, facts("a.txt").sha256, "2")
    assert not is_known(db, facts("a.txt").sha256, "1")


def test_a_file_is_stored_whole_or_not_at_all(db: sqlite3.Connection) -> None:
    before = contents(db, "sqlite_sequence")
    with pytest.raises(sqlite3.IntegrityError):
        save(db, facts("a.txt"), layout(), [document(), document(region="RU-XXX")])
    assert contents(db, "sqlite_sequence") == before


CITED = {"number": "80", "date": "2023-01-31", "references": []}
CITING = {"references": [{"kind": "order", "number": "80", "date": "2023-01-31", "issuer": ISSUER["name"]}]}
OTHER = {"name": "Департамент лесов Озёрного края"}


@pytest.mark.parametrize(
    ("documents", "linked"),
    [
        ([CITED, CITING], True),
        ([CITING, CITED], True),
        ([CITING, {**CITED, "number": "80 – П"}], False),
        ([CITING, {**CITED, "kind": "letter"}], False),
        ([CITING, {**CITED, "issuer": OTHER}], False),
        ([CITING, CITED, {**CITED, "issuer": OTHER}], True),
        ([CITING, CITED, CITED], True),  # versions of one document
        (
            [
                {**CITING, "references": [{**CITING["references"][0], "issuer": None}]},
                CITED,
                {**CITED, "issuer": OTHER},
            ],
            False,
        ),
        ([{"references": [{"kind": "order", "number": "80", "date": "2023-01-31"}]}, CITED], True),
    ],
)
def test_citations(db: sqlite3.Connection, documents: list[dict[str, Any]], linked: bool) -> None:
    for number, changes in enumerate(documents):
        save(db, facts(f"{number}.txt"), layout(), [document(**changes)])
    query = "SELECT documents.number FROM citations LEFT JOIN documents ON documents.id = cited_document_id"
    assert values(db, query) == (["80"] if linked else [None])


def test_a_citation_is_resolved_when_the_other_candidate_goes(db: sqlite3.Connection) -> None:
    for name, changes in (("a", CITING), ("b", CITED), ("c", CITED)):
        save(db, facts(name), layout(), [document(**changes)])
    save(db, facts("c", "anew"), layout(), [document(number="7", references=[])])
    assert values(db, "SELECT cited_document_id FROM citations") == [2]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_newest_letterhead_tells_what_a_body_is(db: sqlite3.Connection, order: tuple[int, int]) -> None:
    letters = (
        document(date="2020-01-01", issuer={**ISSUER, "address": "Старая ул., 1", "okpo": "41707668"}),
        document(date="2024-01-01", issuer={**ISSUER, "address": "Новая ул., 2", "okpo": None}),
    )
    for place in order:
        save(db, facts(f"{place}.txt"), layout(), [letters[place]])
    row = db.execute("SELECT address, okpo FROM organizations WHERE inn IS NOT NULL").fetchone()
    assert tuple(row) == ("Новая ул., 2", "41707668")


def test_corrections_outlive_a_new_reading(db: sqlite3.Connection) -> None:
    file = facts("a.txt")
    corrections = [("/number", "15"), ("/assignments/0/deadlines/0/due", "2024-03-01"), ("/assignments/9/text", "нет")]
    for path, value in corrections:
        row = (file.sha256, 0, path, json.dumps(value), "2024-01-01")
        db.execute("INSERT INTO corrections (file_sha256, ordinal, path, value, created) VALUES (?, ?, ?, ?, ?)", row)
    for edition in ("1", "2"):
        save(db, facts("a.txt", edition=edition), layout(), [document()])
        assert values(db, "SELECT number FROM documents") == ["15"]
        assert values(db, "SELECT due FROM deadlines") == ["2024-03-01"]
    assert values(db, "SELECT count(*) FROM corrections") == [3]


def test_each_document_of_a_file_has_its_own_text(db: sqlite3.Connection) -> None:
    text = "Приказ первый\nО школах\nБлаговещенск\nПриказ второй\nО садах"
    place = text.index("второй")
    evidence = {"path": "/number", "page": 2, "start": 7, "end": 13, "text": "второй", "confidence": 1, "rule": "r"}
    second = document(number="2", evidence=[evidence])
    pages = ((0, text.index("Приказ второй")), (place - len("Приказ "), len(text)))
    save(db, facts("a.txt"), layout(text, pages), [document(), second])
    assert values(db, "SELECT text FROM documents ORDER BY ordinal") == [
        "Приказ первый\nО школах\nБлаговещенск",
        "Приказ второй\nО садах",
    ]
    assert values(db, "SELECT text FROM pages ORDER BY number")[1] == "Приказ второй\nО садах"


def test_views(db: sqlite3.Connection) -> None:
    save(db, facts("a.txt"), layout(), [document()])
    row = db.execute("SELECT * FROM assignment_list WHERE number = '1'").fetchone()
    assert (row["region"], row["due"]) == ("Амурская область", "2024-02-20")
    assert row["responsible"] == "руководители школ; Отдел экономики"
    assert values(db, "SELECT count(*) FROM assignment_list") == [2]
    assert values(db, "SELECT organization FROM deadline_calendar") == [ISSUER["name"]]
    assert values(db, "SELECT count(*) FROM region_summary") == [89]
    summary = db.execute("SELECT * FROM region_summary WHERE region_code = 'RU-AMU'").fetchone()
    assert (summary["documents"], summary["assignments"], summary["assignments_with_deadline"]) == (1, 2, 1)


def test_a_file_without_a_lasting_place_replaces_nothing(db: sqlite3.Connection) -> None:
    for content in ("old", "new"):
        file = facts("scan001.pdf", content)
        save(db, FileFacts(file.sha256, file.name, None, 1, "1"), layout(), [document()])
    assert values(db, "SELECT count(*) FROM documents") == [2]
