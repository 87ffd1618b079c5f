"""Scores: gold against itself is perfect, and every kind of mistake is counted once and named."""

import copy
import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from pipeline import evaluate
from pipeline.errors import ReadError
from pipeline.scoring.pairs import pairs
from pipeline.scoring.report import render
from pipeline.scoring.score import Count, score, score_file


def party(name, text=None, **other):
    return {
        "type": "group",
        "name": name,
        "text": text or name,
        "position": None,
        "person": None,
        "inferred": False,
    } | other


def duty(number, text, **other):
    return {
        "number": number,
        "source": "body",
        "type": "task",
        "text": text,
        "deadlines": [],
        "responsible": [],
    } | other


GOLD = {
    "kind": "order",
    "number": "12-о/д",
    "date": "2021-03-04",
    "place": None,
    "title": "О приёмке  хозяйств",
    "issuer": {"name": "Комитет по делам причалов", "inn": None, "phones": ["12-34", "56-78"]},
    "addressees": [party("главы округов"), party("МКУ «Причал»")],
    "references": [{"kind": "law", "number": "131-ФЗ", "date": "2003-10-06", "title": None, "issuer": None}],
    "assignments": [
        duty("1", "Начальникам причалов провести осмотр кнехтов", responsible=[party("начальники причалов")]),
        duty(
            "2",
            "Главному механику составить ведомость",
            deadlines=[{"text": "до 1 мая", "kind": "by", "due": "2021-05-01"}],
        ),
        duty("3", "Контроль за исполнением приказа оставляю за собой", type="control"),
    ],
    "evidence": [],
    "notes": "any",
    "ambiguous": [],
}


def changed(*path_and_value):
    """GOLD with the value at the path replaced."""
    *path, value = path_and_value
    document = copy.deepcopy(GOLD)
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return document


def without(name, index):
    document = copy.deepcopy(GOLD)
    del document[name][index]
    return document


def test_gold_against_itself_is_perfect():
    result = score(GOLD, GOLD)
    assert result.total.f1 == 1.0
    assert result.total.right > 30
    assert not result.mistakes


@pytest.mark.parametrize(
    ("predicted", "field", "count"),
    [
        (changed("number", None), "number", Count(0, 0, 1)),
        (changed("number", "12-од"), "number", Count(0, 1, 1)),
        (changed("place", "г. Кемь"), "place", Count(0, 1, 0)),
        (changed("title", "О приёмке хозяйств"), "title", Count(1, 0, 0)),
        (changed("title", "О приемке хозяйств"), "title", Count(0, 1, 1)),
        (changed("issuer", None), "issuer.phones", Count(0, 0, 2)),
        (changed("issuer", "phones", ["56-78"]), "issuer.phones", Count(1, 0, 1)),
        (changed("issuer", "inn", "7707083893"), "issuer.inn", Count(0, 1, 0)),
        (changed("addressees", [party("МКУ «Причал»"), party("главы округов")]), "addressees.name", Count(2, 0, 0)),
        (without("addressees", 0), "addressees.name", Count(1, 0, 1)),
        (changed("addressees", 1, "inferred", True), "addressees.inferred", Count(1, 1, 1)),
        (changed("references", []), "references.number", Count(0, 0, 1)),
        (without("assignments", 0), "assignments.text", Count(2, 0, 1)),
        (without("assignments", 0), "assignments.number", Count(2, 0, 1)),
        (changed("assignments", 1, "deadlines", 0, "due", "2021-05-10"), "assignments.deadlines.due", Count(0, 1, 1)),
        (changed("assignments", 1, "text", "составить ведомость"), "assignments.text", Count(2, 1, 1)),
        (changed("assignments", 1, "deadlines", []), "assignments.deadlines.text", Count(0, 0, 1)),
    ],
)
def test_a_mistake_is_counted_in_its_field(predicted, field, count):
    result = score(predicted, GOLD)
    assert result.fields[field] == count
    assert (count == Count(count.right, 0, 0)) == all(leaf.field != field for leaf in result.mistakes)


def test_a_mistake_touches_no_other_field():
    assert [leaf.pointer for leaf in score(changed("date", "2021-04-03"), GOLD).mistakes] == ["/date"]


def test_a_spurious_member_is_named_by_its_place_in_the_prediction():
    predicted = copy.deepcopy(GOLD)
    predicted["addressees"].insert(0, party("все желающие"))
    mistakes = score(predicted, GOLD).mistakes
    assert {leaf.pointer for leaf in mistakes} == {
        f"/addressees/+0/{key}" for key in ("type", "name", "text", "inferred")
    }
    assert {leaf.verdict for leaf in mistakes} == {"spurious"}


@pytest.mark.parametrize(
    ("pointer", "predicted"),
    [
        ("/number", changed("number", "13")),
        ("/place", changed("place", "г. Кемь")),
        ("/addressees", changed("addressees", [])),
        ("/addressees/0", without("addressees", 0)),
        ("/addressees/0", GOLD),
        ("/assignments/1", without("assignments", 1)),
        ("/assignments/1/deadlines/0/due", changed("assignments", 1, "deadlines", 0, "due", None)),
        ("/assignments/2/text", changed("assignments", 2, "text", "Контроль за исполнением приказа")),
        ("/issuer/inn", changed("issuer", "inn", "7707083893")),
    ],
)
def test_what_gold_calls_ambiguous_is_not_scored(pointer, predicted):
    assert not score(predicted, GOLD | {"ambiguous": [pointer]}).mistakes


def test_an_optional_member_does_not_excuse_others():
    gold = GOLD | {"ambiguous": ["/addressees/0"]}
    assert next(leaf.pointer for leaf in score(changed("addressees", []), gold).mistakes) == "/addressees/1/type"


def test_equal_rows_pair_in_order():
    rows = [duty("1", "Осмотр"), duty("2", "Осмотр"), duty("3", "Осмотр")]
    assert pairs(rows, rows, "assignments") == ((0, 0), (1, 1), (2, 2))


def test_an_item_split_in_two_costs_one_miss_and_two_spurious():
    halves = [duty("1", "Начальникам причалов провести осмотр"), duty(None, "Кнехты покрасить суриком в два слоя")]
    fields = score({"assignments": halves}, {"assignments": GOLD["assignments"][:1]}).fields
    assert fields["assignments.text"] == Count(0, 2, 1)


def test_documents_of_a_file_are_paired_by_number():
    other = GOLD | {"number": "13", "title": "О ремонте пирса", "date": "2021-03-05"}
    assert score_file([other, GOLD], [GOLD, other]).total.f1 == 1.0
    assert score_file([GOLD], [GOLD, other]).total.recall == pytest.approx(0.5)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Three letters: read well, read with a mistake, unreadable; and a file without gold."""
    (tmp_path / "txt").mkdir()
    (tmp_path / "gold").mkdir()
    for stem in ("good", "poor", "torn"):
        (tmp_path / "txt" / f"{stem}.txt").write_text(stem, encoding="utf-8")
        (tmp_path / "gold" / f"{stem}.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (tmp_path / "txt" / "readme.txt").write_text("", encoding="utf-8")
    monkeypatch.setattr(evaluate, "_reader", lambda: _predict)
    return tmp_path


def _predict(path: Path):
    if path.stem == "torn":
        raise ReadError("damaged", "файл повреждён")
    return [GOLD if path.stem == "good" else changed("number", "99")]


def test_a_folder_is_scored_letter_by_letter(folder):
    report = evaluate.evaluate_folder(folder)
    assert [Path(result.name).stem for result in report.results] == ["good", "poor", "torn"]
    good, poor, torn = report.results
    assert good.score.total.f1 == 1.0
    assert [leaf.pointer for leaf in poor.score.mistakes] == ["/number"]
    assert (torn.error, torn.score.total.recall) == ("файл повреждён", 0.0)
    assert report.score.total == good.score.total + poor.score.total + torn.score.total


def test_a_folder_without_gold_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError, match="эталон"):
        evaluate.evaluate_folder(tmp_path)


def test_the_table_shows_figures_failures_and_mistakes(folder):
    console = Console(record=True, width=160, file=io.StringIO())
    render(evaluate.evaluate_folder(folder), errors=True, console=console)
    text = console.export_text()
    for expected in ("assignments.deadlines.due", "всего (микро)", "файл повреждён", "/number неверно: 12-о/д → 99"):
        assert expected in text
    assert text.index(" kind") < text.index(" assignments.text") < text.index(" assignments.responsible.name")
