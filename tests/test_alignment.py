"""Duties of different regions side by side: counterparts, comparison, versions, replies."""

import sqlite3
from typing import Any

import pytest

from pipeline.benchmarks.alignment import LETTERS, counts, ours, read_pairs
from pipeline.store.alignment.similarity import SAME, duty, similarity
from pipeline.store.save import save, tidy
from tests.letters import ISSUER, document, facts, layout, party, person


def duties(*texts: str, due: str | None = None, **more: Any) -> list[dict[str, Any]]:
    deadlines = [{"text": "срок", "kind": "by", "due": due}] if due else []
    return [{"source": "body", "type": "task", "text": text, "deadlines": deadlines, **more} for text in texts]


def put(db: sqlite3.Connection, file: str, region: str, assignments: list[dict[str, Any]], **more: Any) -> None:
    issuer = {"name": f"Министерство школ {region}"}
    values = {"region": region, "issuer": issuer, "assignments": assignments, "references": [], "evidence": [], **more}
    save(db, facts(file), layout(), [document(**values)])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Разработка муниципальной дорожной карты", "разработать муниципальную дорожную карту проекта", True),
        ("Обеспечить информационную поддержку", "Организовать информационное сопровождение", True),
        ("Провести мониторинг школ", "Утвердить форму отчёта", False),
        ("Направить отчёт", "Заключить договор", False),
    ],
)
def test_similarity(one: str, other: str, same: bool) -> None:
    assert (similarity(duty(one), duty(other)) >= SAME) is same
    assert similarity(duty(one), duty(other)) == similarity(duty(other), duty(one))


def test_pairs_of_the_corpus() -> None:
    """The annotated pairs of the corpus; the figures are those of the benchmark, and may only grow."""
    pairs = list(read_pairs([LETTERS]))
    right, wrong, missed = counts(ours(pairs), [pair.same for pair in pairs], SAME)
    assert len(pairs) >= 80
    assert right / (right + wrong) >= 0.75
    assert right / (right + missed) >= 0.75


def test_counterparts(db: sqlite3.Connection) -> None:
    put(db, "a", "RU-AMU", duties("Провести анализ результатов самодиагностики", due="2024-02-20"))
    put(db, "b", "RU-TVE", duties("Проведение анализа самодиагностики", "Вывезти дрова", due="2024-03-01"))
    put(db, "c", "RU-TVE", duties("Провести анализ самодиагностики"))
    rows = db.execute("SELECT * FROM counterparts WHERE region = 'Амурская область' ORDER BY other_id").fetchall()
    assert [row["other_region"] for row in rows] == ["Тверская область"] * 2
    assert (rows[0]["days_apart"], rows[0]["differs"]) == (10, "срок формулировка")
    before = [tuple(row) for row in db.execute("SELECT * FROM alignments ORDER BY 1, 2")]
    put(db, "a", "RU-AMU", duties("Провести анализ результатов самодиагностики", due="2024-02-20"))
    assert [tuple(row) for row in db.execute("SELECT * FROM alignments ORDER BY 1, 2")] == before


def test_comparison(db: sqlite3.Connection) -> None:
    who = {"responsible": [party("Котова И.И.", "person", person=person("Котова И.И."))]}
    for name, due in (("a", "2024-02-01"), ("b", "2024-02-11"), ("c", "2024-03-02")):
        put(db, name, "RU-AMU", duties("Провести мониторинг", due=due, **who), date="2024-01-22", number=name)
    put(db, "d", "RU-TVE", duties("Разработать дорожную карту", "Вывезти дрова"), date="2024-01-22")
    tidy(db)
    rows = {row["region"]: row for row in db.execute("SELECT * FROM region_comparison")}
    own = rows["Амурская область"]
    assert (own["documents"], own["assignments"]) == (3, 3)
    assert (own["median_days"], own["with_deadline"], own["with_person"]) == (20.0, 100.0, 100.0)
    assert (own["first_due"], own["last_due"]) == ("2024-02-01", "2024-03-02")
    assert rows["Тверская область"]["missing_topics"] == "Мониторинг и анализ"
    months = db.execute("SELECT month, assignments FROM initiative_months ORDER BY month").fetchall()
    assert [tuple(row) for row in months] == [("2024-02", 2), ("2024-03", 1)]


def test_figures_go_with_their_documents(db: sqlite3.Connection) -> None:
    put(db, "a", "RU-AMU", duties("Провести мониторинг"))
    tidy(db)
    put(db, "a", "RU-AMU", duties("Провести мониторинг"), initiatives=[])
    tidy(db)
    assert db.execute("SELECT count(*) FROM initiative_regions").fetchone()[0] == 0


def test_versions_are_one_document_and_all_kept(db: sqlite3.Connection) -> None:
    for name in ("scan.pdf", "letter.docx"):
        put(db, name, "RU-AMU", duties("Провести мониторинг"))
    put(db, "other", "RU-AMU", duties("Провести мониторинг"), number="5")
    tidy(db)
    assert db.execute("SELECT version_file FROM document_versions").fetchall()[0][0] == "letter.docx"
    assert db.execute("SELECT count(*) FROM documents").fetchone()[0] == 3
    assert db.execute("SELECT documents FROM region_comparison").fetchone()[0] == 2


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_replies(db: sqlite3.Connection, order: tuple[int, int]) -> None:
    asked = {"kind": "letter", "number": "77-А", "date": "2024-01-10", "issuer": {"name": "Комитет лесов"}}
    reply = {"kind": "letter", "reply_to": {"number": "77-а", "date": "2024-01-10"}, "issuer": ISSUER}
    for place in order:
        put(db, str(place), "RU-AMU", [], **(asked, reply)[place])
    assert [row["asked_number"] for row in db.execute("SELECT * FROM reply_chains")] == ["77-А"]
