"""The corpus keeps to the contract: gold has its exact shape, and what it calls printed is printed in the letter."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from stdnum.ru import inn, ogrn

from corpus.arrange import grid
from corpus.shape import blocks
from schemas.document import Document

LETTERS = Path(__file__).parents[1] / "corpus" / "letters"
NAMES = sorted(path.stem for path in LETTERS.glob("*.txt"))
MONTHS = tuple("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split())  # noqa: SIM905
ASIDE = {"notes", "ambiguous"}
PRINTED = {"text", "section", "objective", "audience", "outcome", "address", "place", "phone", "email"}
PRINTED_LISTS = {"phones", "emails", "websites"}


def documents(name: str) -> list[dict[str, Any]]:
    gold = json.loads((LETTERS / f"{name}.json").read_text(encoding="utf-8"))
    return gold if isinstance(gold, list) else [gold]


GOLD = [(name, gold) for name in NAMES for gold in documents(name)]
each_document = pytest.mark.parametrize(("name", "gold"), GOLD, ids=[f"{name}-{gold['kind']}" for name, gold in GOLD])


def printed(name: str) -> str:
    """The letter as the contract writes text: line-end hyphenation undone, runs of white space folded.

    The cells of rows that a page break has cut follow, joined.
    """
    text = (LETTERS / f"{name}.txt").read_text(encoding="utf-8")
    whole = re.sub(r"(?<=[а-яё])-\n(?=[а-яё])", "", text)
    cells = (cell for block in blocks(text) if block.rows for row in grid(block).rows for cell in row)
    return " ".join(f"{whole} {' '.join(cells)}".split())


def walk(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Every scalar with its JSON Pointer."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from walk(inner, f"{pointer}/{index}")
    else:
        yield pointer, value


def content(gold: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in gold.items() if key not in ASIDE}


def test_every_letter_has_gold_and_every_gold_a_letter():
    assert sorted(path.stem for path in LETTERS.glob("*.json") if not path.stem.endswith(".layout")) == NAMES


def test_the_corpus_is_wide():
    kinds = {gold["kind"] for _, gold in GOLD}
    assert kinds == set(Document.model_fields["kind"].annotation.__args__)
    assert len({gold["region"] for _, gold in GOLD}) >= 14
    assert len({gold["date"][:4] for _, gold in GOLD if gold["date"]}) >= 7


@each_document
def test_gold_has_the_exact_shape_of_the_contract(name, gold):
    model = Document.model_validate(content(gold))
    assert model.model_dump(mode="json", exclude={"evidence"}) == content(gold)


@each_document
def test_ambiguous_pointers_lead_somewhere(name, gold):
    for pointer in gold["ambiguous"]:
        value: Any = gold
        for key in pointer.split("/")[1:]:
            value = value[int(key)] if isinstance(value, list) else value[key]


@each_document
def test_printed_values_are_printed(name, gold):
    text = printed(name)
    lost = [
        (pointer, value)
        for pointer, value in walk(content(gold))
        if value is not None and {pointer.split("/")[-1]} & PRINTED | {pointer.split("/")[-2]} & PRINTED_LISTS
        if value not in text
    ]
    assert not lost


@each_document
def test_titles_are_printed(name, gold):
    text = printed(name)
    titles = [gold["title"], *(a["title"] for a in gold["attachments"]), *(r["title"] for r in gold["references"])]
    assert [title for title in titles if title and title not in text] == []


@each_document
def test_assignments_stand_in_the_order_of_the_letter(name, gold):
    text, place = printed(name), 0
    for assignment in gold["assignments"]:
        place = text.find(assignment["text"], place)
        assert place >= 0, assignment["text"]


@each_document
def test_numbers_are_printed(name, gold):
    text = printed(name).replace(" ", "")
    numbers = [gold["number"], (gold["reply_to"] or {}).get("number")]
    numbers += [part["number"] for part in (*gold["references"], *gold["registrations"])]
    assert [number for number in numbers if number and number not in text] == []


def date_forms(day: dt.date) -> tuple[str, ...]:
    """A date as letters print it, without spaces, quotes and dots at the end."""
    months = (f"{MONTHS[day.month - 1]}{day.year}", f"{day.month:02}{day.year}")
    numeric = (day.strftime("%d.%m.%Y"), day.strftime("%d.%m.%y"))
    return (*numeric, *(f"{d}{month}" for month in months for d in (f"{day.day}", f"{day.day:02}")))


@each_document
def test_dates_are_printed(name, gold):
    text = re.sub(r"[\s«»\"_]", "", printed(name))
    dates = [gold["date"], (gold["reply_to"] or {}).get("date")]
    dates += [part["date"] for part in (*gold["references"], *gold["registrations"])]
    missing = [d for d in dates if d and not any(form in text for form in date_forms(dt.date.fromisoformat(d)))]
    assert not missing


@each_document
def test_codes_hold_their_check_digits(name, gold):
    issuer = gold["issuer"] or {}
    assert issuer.get("inn") is None or inn.is_valid(issuer["inn"])
    assert issuer.get("ogrn") is None or ogrn.is_valid(issuer["ogrn"])


@each_document
def test_surnames_are_printed_in_some_case(name, gold):
    text = printed(name).casefold()
    surnames = {value for pointer, value in walk(content(gold)) if pointer.endswith("/surname") and value}
    assert [surname for surname in surnames if surname.casefold()[: max(3, len(surname) - 2)] not in text] == []


@each_document
def test_duties_keep_the_rules_of_their_type(name, gold):
    for assignment in gold["assignments"]:
        if assignment["type"] == "approval":
            assert assignment["responsible"] == []
        if assignment["type"] == "control" and assignment["source"] == "body":
            assert gold["control"] in assignment["responsible"]


NEEDS = {
    "by": ("due",),
    "on": ("start", "due"),
    "period": (),
    "recurring": ("recurrence",),
    "ongoing": (),
    "relative": ("offset",),
}


@each_document
def test_deadlines_keep_the_rules_of_their_kind(name, gold):
    for deadline in (d for assignment in gold["assignments"] for d in assignment["deadlines"]):
        assert all(deadline[key] for key in NEEDS[deadline["kind"]]), deadline
        assert deadline["kind"] != "by" or deadline["start"] is None
        assert deadline["kind"] != "on" or deadline["start"] == deadline["due"]
        assert (deadline["working_days"] is not None) == (deadline["offset"] is not None)
        assert not (deadline["start"] and deadline["due"]) or deadline["start"] <= deadline["due"]
