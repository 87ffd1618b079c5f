"""Composed letters: the same seed gives the same letter, and gold says nothing that is not printed."""

import datetime as dt
import re
from typing import Any

import pytest
from stdnum.ru import inn, ogrn

from corpus.flood import compose
from corpus.flood.dice import VOCABULARY, Dice, table
from corpus.flood.people import FORMS, human
from corpus.flood.regions import genitive, regions, taxpayer
from corpus.flood.times import When, deadline
from pipeline.readers.text import layout_of
from schemas.document import Document
from tests.test_corpus import PRINTED, PRINTED_LISTS, content, walk

SEEDS = range(200)
LETTERS = {(seed, held): compose(seed, held) for seed in SEEDS for held in (False, True)}


def canonical(text: str) -> str:
    return " ".join(re.sub(r"(?<=[а-яё])-\n(?=[а-яё])", "", text).split())


def said(gold: dict[str, Any]) -> list[tuple[str, str]]:
    """The values that gold calls printed, with their pointers."""
    found = []
    for pointer, value in walk(content(gold)):
        *_, above, name = pointer.split("/")
        printed = name in PRINTED or above in PRINTED_LISTS
        if isinstance(value, str) and printed and pointer not in gold["ambiguous"]:
            found.append((pointer, value))
    return found


@pytest.mark.parametrize("held", [False, True])
def test_the_same_seed_gives_the_same_letter(held: bool) -> None:
    assert all(compose(seed, held) == LETTERS[seed, held] for seed in SEEDS[:40])


def test_letters_differ() -> None:
    texts = [text for text, _ in LETTERS.values()]
    assert len(set(texts)) == len(texts)


def test_gold_has_the_exact_shape_of_the_contract() -> None:
    for _, gold in LETTERS.values():
        document = Document.model_validate(content(gold))
        assert document.model_dump(mode="json", exclude={"evidence"}) == content(gold)


def test_what_gold_calls_printed_is_printed() -> None:
    missing = [
        (seed, held, pointer, value)
        for (seed, held), (text, gold) in LETTERS.items()
        for pointer, value in said(gold)
        if value not in canonical(text)
    ]
    assert missing == []


def test_a_title_and_a_number_are_printed_whatever_their_lines() -> None:
    for text, gold in LETTERS.values():
        whole = canonical(text)
        assert gold["title"] is None or gold["title"] in whole
        assert gold["number"] is None or gold["number"].replace(" ", "") in whole.replace(" ", "")


def test_ambiguous_pointers_lead_somewhere() -> None:
    for _, gold in LETTERS.values():
        for pointer in gold["ambiguous"]:
            value: Any = gold
            for step in pointer.strip("/").split("/"):
                value = value[int(step)] if isinstance(value, list) else value[step]


@pytest.mark.parametrize("seed", range(0, 200, 10))
def test_damage_leaves_gold_true(seed: int) -> None:
    text, gold = compose(seed, damage=True)
    assert gold == LETTERS[seed, False][1]
    read = canonical(layout_of(text).text)
    assert [value for _, value in said(gold) if value not in read] == []


def test_damage_is_seen() -> None:
    assert sum(compose(seed, damage=True)[0] != LETTERS[seed, False][0] for seed in range(20)) > 10


@pytest.mark.parametrize("name", sorted(path.stem for path in VOCABULARY.glob("*.tsv")))
def test_each_table_serves_both_sets(name: str) -> None:
    rows = table(VOCABULARY / f"{name}.tsv")
    uses = {row.get("use", "both") for row in rows}
    assert uses in ({"both"}, {"work", "test"})


def test_held_out_wording_stays_apart() -> None:
    for held, use in ((False, "work"), (True, "test")):
        assert {row["use"] for row in Dice(1, held).rows("times")} == {use}


def test_the_flood_is_wide() -> None:
    golds = [gold for _, gold in LETTERS.values()]
    assert {gold["kind"] for gold in golds} == set(Document.model_fields["kind"].annotation.__args__) - {"other"}
    assert len({gold["region"] for gold in golds}) > 75
    kinds = {d["kind"] for gold in golds for duty in gold["assignments"] for d in duty["deadlines"]}
    assert kinds == {"by", "on", "period", "recurring", "ongoing", "relative"}


def test_numbers_of_a_region_are_its_own() -> None:
    for region in regions():
        tax, _, code = taxpayer(Dice(1), region)
        assert inn.is_valid(tax)
        assert ogrn.is_valid(code)
        assert tax[:2] == code[3:5] == region["tax_code"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Липецкая область", "Липецкой области"),
        ("Ненецкий автономный округ", "Ненецкого автономного округа"),
        ("Донецкая Народная Республика", "Донецкой Народной Республики"),
        ("Республика Саха (Якутия)", "Республики Саха (Якутия)"),
        ("Москва", "города Москвы"),
    ],
)
def test_genitive_of_a_region(name: str, expected: str) -> None:
    assert genitive(name) == expected


def test_names_decline() -> None:
    for seed in range(50):
        who = human(Dice(seed))
        assert len(who.surname) == len(who.given) == len(who.patronymic) == len(FORMS)
        assert who.full("dat").split()[2][-1] in "уе"


def test_deadlines_have_their_bounds_in_order() -> None:
    when = When(dt.date(2024, 2, 5), "приказа", 2024)
    for seed in range(300):
        for place in ("front", "end", "label", "cell"):
            text, values = deadline(Dice(seed), when, place)
            assert all(value.text in text for value in values)
            assert all(v.start <= v.due for v in values if v.start and v.due)
