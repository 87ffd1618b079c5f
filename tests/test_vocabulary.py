"""Vocabularies: an entry of patterns knows the phrase that demanded it; posts and bodies are read in every case."""

import re
from pathlib import Path

import pytest

from extractors import vocabulary
from extractors.inflection import nominative
from extractors.issuer import find_issuer
from extractors.language import Language
from extractors.parties import appointees, leading_parties, parties
from extractors.people import find_people
from extractors.vocabulary import words
from schemas.document import Party
from tests.by_hand import letter

PATTERNS = (
    "annex_stamps",
    "deadline_labels",
    "general_objects",
    "label_starts",
    "meeting_prologues",
    "no_requests",
    "passive_stems",
    "quiet_words",
    "regulations",
    "request_words",
)


@pytest.mark.parametrize("name", PATTERNS)
def test_entries_know_their_phrases(name: str) -> None:
    lines = (Path(vocabulary.__file__).parent / f"{name}.txt").read_text("utf-8").splitlines()
    entries = [line.partition("  # ") for line in lines if not line.startswith("#")]
    assert [phrase for entry, _, phrase in entries if not phrase or not re.search(entry, phrase, re.IGNORECASE)] == []


def table(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / "data" / f"{name}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


POSTS, BODIES = table("posts"), table("bodies")
SHORTENED = {"зам", "зам.", "заммэра", "замначальника"}
"""Posts cut short are read by other rules; a phrase of `test_people` has each."""
PEOPLE = {"врач", "глава", "губернатор", "инспектор", "министр", "мэр", "председатель", "президент", "уполномоченный"}
"""What issues a document and is no body."""


def test_every_post_and_body_has_its_forms() -> None:
    assert set(words("posts")) - SHORTENED <= {post for post, *_ in POSTS}
    bodies = {*words("body_nouns"), *words("body_heads")} - set(words("posts"))
    assert bodies - PEOPLE == {body for body, *_ in BODIES}


def party(text: str, language: Language) -> Party:
    (found,) = parties(text, 0, len(text), language, case="datv")
    return found.value


@pytest.mark.parametrize(("post", "dative", "accusative", "instrumental"), POSTS)
def test_post(post: str, dative: str, accusative: str, instrumental: str, language: Language) -> None:
    alone = party(dative.capitalize(), language)
    assert (alone.type, alone.name, alone.person) == ("person", post.capitalize(), None)
    assert nominative(f"советнику главы – {dative}", language, "datv") == f"советник главы – {post}"
    if accusative != "-":
        assert nominative(f"советника главы, {accusative}", language, "accs") == f"советник главы, {post}"
    if instrumental != "-":
        order = f"Избрать {instrumental} Котову А.А."
        assert [p.value.name for p in appointees(order, 0, len(order), language)] == ["Котова А.А."]


@pytest.mark.parametrize(("body", "dative", "genitive"), BODIES)
def test_body(body: str, dative: str, genitive: str, language: Language) -> None:
    alone = party(dative.capitalize(), language)
    assert (alone.type, alone.person) == ("organization", None)
    assert nominative(f"отделу кадров, {dative}", language, "datv") == f"отдел кадров, {body}"
    order = f"{dative.capitalize()} представить отчёт до 1 мая"
    (leading,), end = leading_parties(order, 0, len(order), language)
    assert (leading.value.type, end) == ("organization", len(dative))
    if body in words("body_heads"):
        name = f"{body.capitalize()} Лесного района"
        assert issuer("letterhead", f"{body.upper()} ЛЕСНОГО РАЙОНА", language) == name
        assert issuer("kind", f"ПРИКАЗ\n{genitive.upper()} ЛЕСНОГО РАЙОНА", language) == name
        approved = f"УТВЕРЖДЕНО\nприказом {genitive} Лесного района\nот 01.02.2021 № 5"
        assert issuer("approval", approved, language) == name


def issuer(role: str, text: str, language: Language) -> str | None:
    found = find_issuer(letter((role, text)), language)
    return found.value.name if found else None


@pytest.mark.parametrize("word", [word for word, *_ in POSTS + BODIES])
def test_a_post_or_body_is_no_surname(word: str, language: Language) -> None:
    signed = f"{word.capitalize()} А.А. Дуб"
    assert [p.value.name for p in find_people(signed, 0, len(signed), language)] == ["Дуб А.А."]
