"""One thing under many names: what meets, what stays apart, what a person decided."""

import sqlite3
from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest

from pipeline.benchmarks.linking import b_cubed, mentions
from pipeline.store.connection import connect
from pipeline.store.linking.decisions import decide, withdraw
from pipeline.store.linking.keys import initiative
from pipeline.store.save import save, tidy
from tests.letters import document, facts, layout, party

BODY = {"name": "Управление образования администрации города Светлого"}


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    connection = connect(":memory:")
    yield connection
    tidy(connection)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def human(name: str) -> dict[str, Any]:
    surname, given, patronymic = (*name.replace(".", ". ").split(), None)[:3]
    return {"name": name, "surname": surname, "given": given, "patronymic": patronymic}


def put(db: sqlite3.Connection, file: int, **changes: Any) -> None:
    bare = {"addressees": [], "executor": None, "control": None, "assignments": [], "references": [], "evidence": []}
    changes = {"issuer": BODY, "signatories": [], **bare, **changes}
    save(db, facts(f"{file}.txt"), layout(), [document(**changes)])


def sign(db: sqlite3.Connection, file: int, name: str, **changes: Any) -> None:
    put(db, file, signatories=[human(name)], **changes)


def names(db: sqlite3.Connection, table: str) -> list[str]:
    tidy(db)
    return [row[0] for row in db.execute(f"SELECT name FROM {table} ORDER BY name")]


def key(db: sqlite3.Connection, name: str) -> str:
    return str(db.execute("SELECT key FROM aliases WHERE name = ?", (name,)).fetchone()[0])


FULL, SHORT, OTHER = "Ершова Анна Петровна", "Ершова А.П.", "Ершова Алла Павловна"


@pytest.mark.parametrize(
    ("printed", "people"),
    [
        ((SHORT, FULL), 1),
        ((SHORT, OTHER, FULL), 3),  # initials fit two: with neither
        ((FULL, OTHER), 2),
        (("Ершова А.", SHORT, FULL), 1),
        (("Ершов А.П.", SHORT), 2),
        (("Ершова А.Н.", FULL), 2),
        (("Ершева Анна Петровна", FULL), 2),  # misspelt, maiden: a person decides
    ],
)
def test_people_of_one_body(printed: tuple[str, ...], people: int) -> None:
    for order in permutations(printed):
        db = connect(":memory:")
        for number, name in enumerate(order):
            sign(db, number, name)
        assert len(names(db, "people")) == people, order
        assert len(names(db, "parties")) == people, order


def test_the_fullest_name_is_shown(db: sqlite3.Connection) -> None:
    sign(db, 1, SHORT)
    sign(db, 2, FULL)
    assert names(db, "people") == names(db, "parties") == [FULL]
    row = db.execute("SELECT rule, score, name FROM merges").fetchone()
    assert tuple(row) == ("person.initials", 0.9, FULL)
    assert db.execute("SELECT given FROM people").fetchone()[0] == "Анна"


def test_homonyms_of_two_bodies_are_two(db: sqlite3.Connection) -> None:
    sign(db, 1, FULL)
    sign(db, 2, FULL, issuer={"name": "Администрация Заречного района"})
    assert names(db, "people") == [FULL, FULL]
    assert [tuple(row) for row in db.execute("SELECT rule, score FROM link_doubts")] == [("person.other-body", 0.6)]


def test_whom_initials_mean_is_asked(db: sqlite3.Connection) -> None:
    for number, name in enumerate((SHORT, FULL, OTHER)):
        sign(db, number, name)
    asked = {(row["name"], row["other_name"]) for row in db.execute("SELECT * FROM link_doubts")}
    assert asked == {(SHORT, FULL), (SHORT, OTHER)}
    decide(db, "person", key(db, SHORT), key(db, FULL), "same")
    assert names(db, "people") == [OTHER, FULL]
    assert db.execute("SELECT count(*) FROM link_doubts").fetchone()[0] == 0


def test_names_are_decided_anew_when_another_has_gone(db: sqlite3.Connection) -> None:
    """Initials that fitted two are one's when the other has left with her letter; a name that was the fullest goes."""
    for number, name in enumerate((SHORT, FULL, OTHER)):
        sign(db, number, name)
    assert names(db, "people") == sorted([SHORT, FULL, OTHER])
    put(db, 2)
    assert names(db, "people") == names(db, "parties") == [FULL]
    assert db.execute("SELECT count(*) FROM link_doubts").fetchone()[0] == 0
    put(db, 1)
    assert names(db, "people") == names(db, "parties") == [SHORT]


def test_a_decision_outlives_every_import(db: sqlite3.Connection) -> None:
    sign(db, 1, SHORT)
    sign(db, 2, FULL)
    decide(db, "person", key(db, SHORT), key(db, FULL), "different", "архивист")
    assert names(db, "people") == [SHORT, FULL]
    for _ in range(2):
        sign(db, 1, SHORT, number="anew")
        put(db, 2)
        tidy(db)
        sign(db, 2, FULL)
        assert names(db, "people") == [SHORT, FULL]
    withdraw(db, "person", key(db, FULL), key(db, SHORT))
    assert names(db, "people") == [FULL]


def test_a_decision_moves_the_mentions(db: sqlite3.Connection) -> None:
    sign(db, 1, SHORT)
    sign(db, 2, FULL)
    query = "SELECT count(DISTINCT party_id) FROM document_parties WHERE role = 'signatory'"
    assert db.execute(query).fetchone()[0] == 1
    decide(db, "person", key(db, SHORT), key(db, FULL), "different")
    assert db.execute(query).fetchone()[0] == 2


INN = {"inn": "2801033178"}
MINISTRY = "Министерство просвещения Приозёрной области"


@pytest.mark.parametrize(
    ("one", "other", "bodies"),
    [
        ({"name": MINISTRY}, {"name": "Минпросвещения Приозёрной области"}, 1),
        ({"name": MINISTRY, **INN}, {"name": "Министерство школ Приозёрной области", **INN}, 1),
        ({"name": "Отдел культуры Заречья", **INN}, {"name": "Отдел спорта Заречья", **INN}, 2),
        ({"name": "Институт школ", "short_name": "ИШПО"}, {"name": "ГАУ ДПО «ИШПО»"}, 1),
        ({"name": "Амурский институт развития образования"}, {"name": "АИРО"}, 1),
        ({"name": "Министерство просвещения Российской Федерации"}, {"name": "Минпросвещения России"}, 1),
        ({"name": "Администрация города Светлого"}, {"name": "Администрация города Тёмного"}, 2),
    ],
)
def test_bodies(one: dict[str, Any], other: dict[str, Any], bodies: int) -> None:
    for order in permutations((one, other)):
        db = connect(":memory:")
        for number, issuer in enumerate(order):
            put(db, number, issuer=issuer)
        tidy(db)
        assert db.execute("SELECT count(DISTINCT organization_id) FROM documents").fetchone()[0] == bodies
        assert len(names(db, "organizations")) == bodies


def test_bodies_of_one_name_in_two_regions_are_two(db: sqlite3.Connection) -> None:
    for number, region in enumerate(("RU-AMU", "RU-TVE")):
        put(db, number, issuer={"name": "Школа «Росток»"}, region=region)
    assert names(db, "organizations") == ["Школа «Росток»"] * 2


def test_an_abbreviation_that_two_bodies_have_is_neithers(db: sqlite3.Connection) -> None:
    put(db, 1, issuer={"name": "Институт школ", "short_name": "ИШПО"})
    put(db, 2, issuer={"name": "Инспекция шахт", "short_name": "ИШПО"})
    put(db, 3, issuer=None, addressees=[party("ИШПО", "organization")])
    assert len(names(db, "organizations")) == 3
    assert db.execute("SELECT count(*) FROM link_doubts WHERE type = 'organization'").fetchone()[0] == 2
    put(db, 2)  # the inspectorate's only letter says something else now
    assert names(db, "organizations") == ["Институт школ", BODY["name"]]
    put(db, 1)
    assert names(db, "organizations") == ["ИШПО", BODY["name"]]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Строим школу Минпросвещения России", "Школа Минпросвещения России", True),
        ("концепция проекта «Школа Минпросвещения России»", "ШКОЛА МИНПРОСВЕЩЕНИЯ РОССИИ", True),
        ("Школа Министерства просвещения Российской Федерации", "Школа Минпросвещения России", True),
        ("500+", "Адресная методическая помощь 500+", True),
        ("Билет в будущее", "Билет в прошлое", False),
        ("Строим вместе", "Вместе", False),
    ],
)
def test_initiatives(one: str, other: str, same: bool) -> None:
    assert (initiative(one) == initiative(other)) is same


def test_documents_of_one_initiative(db: sqlite3.Connection) -> None:
    put(db, 1, initiatives=["Строим школу Минпросвещения России"])
    put(db, 2, initiatives=["Школа Минпросвещения России", "Строим школу Минпросвещения России"])
    assert names(db, "initiatives") == ["Школа Минпросвещения России"]
    assert db.execute("SELECT count(*) FROM document_initiatives").fetchone()[0] == 2


def test_a_merge_ends_with_the_letter_that_was_its_reason(db: sqlite3.Connection) -> None:
    put(db, 1, issuer={"name": "Институт школ", "short_name": "ИШПО"})
    put(db, 2, issuer={"name": "ИШПО"})
    assert len(names(db, "organizations")) == 1
    put(db, 1, issuer={"name": "Институт школ"}, number="2")
    assert len(names(db, "organizations")) == 2


def test_a_merge_ends_with_all_the_letters_that_were_its_reason(db: sqlite3.Connection) -> None:
    for number, name in enumerate(("Администрация Заречья", "Администрация Озёрного")):
        put(db, number, issuer={"name": name, **INN})
    assert len(names(db, "organizations")) == 1
    for number, name in enumerate(("Администрация Заречья", "Администрация Озёрного")):
        put(db, number, issuer={"name": name}, number="2")
    assert names(db, "organizations") == ["Администрация Заречья", "Администрация Озёрного"]


def test_nobody_is_taken_for_another() -> None:
    """Letters with known identities; the benchmark counts 5,000."""
    people, bodies, wrong = mentions(150, seed=7)
    assert wrong == 0
    for found in (people, bodies):
        pairs = [(meant, said) for meant, said, _ in found]
        assert b_cubed(pairs)[0] == 1.0
        assert b_cubed(pairs)[1] > 0.95
