"""Vocabularies: an entry of patterns knows the phrase that demanded it; posts and bodies are read in every case."""

import re
from pathlib import Path

import pytest

from extractors import vocabulary
from extractors.inflection import nominative
from extractors.issuer import find_issuer
from extractors.language import Language
from extractors.legal_forms import is_legal_form
from extractors.letter_case import ordinary
from extractors.parties import appointees, leading_parties, parties, recipients
from extractors.people import find_people, nominative_person
from extractors.vocabulary import words
from schemas.document import Party
from tests.by_hand import letter

PATTERNS = (
    "annex_stamps",
    "contact_marks",
    "deadline_labels",
    "e_signature_marks",
    "general_objects",
    "label_starts",
    "meeting_prologues",
    "minutes_openings",
    "no_requests",
    "ordering_verbs",
    "passive_stems",
    "preambles",
    "quiet_words",
    "regulations",
    "request_words",
    "visas",
)


@pytest.mark.parametrize("name", PATTERNS)
def test_entries_know_their_phrases(name: str) -> None:
    lines = (Path(vocabulary.__file__).parent / f"{name}.txt").read_text("utf-8").splitlines()
    entries = [line.partition("  # ") for line in lines if not line.startswith("#")]
    assert [phrase for entry, _, phrase in entries if not phrase or not re.search(entry, phrase, re.IGNORECASE)] == []


def table(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / "data" / f"{name}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


POSTS, BODIES, GROUPS = table("posts"), table("bodies"), table("groups")
WORDS = table("words")


def known_as(what: str) -> list[str]:
    """The words of a kind, listed apart from the vocabularies: whatever is deleted there is missed here."""
    return [word for kind, word in WORDS if kind == what]


SHORTENED = {"зам"}
"""A post cut short is read by other rules; phrases of `test_people` have it."""
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


@pytest.mark.parametrize(("dative", "nominatives"), GROUPS)
def test_group(dative: str, nominatives: str, language: Language) -> None:
    assert nominative(f"главам администраций, {dative}", language, "datv") == f"главы администраций, {nominatives}"
    order = f"{dative.capitalize()} представить отчёт до 1 мая"
    (leading,), end = leading_parties(order, 0, len(order), language)
    assert (leading.value.name.lower(), end) == (nominatives, len(dative))


@pytest.mark.parametrize("short", known_as("class"))
def test_a_class_of_bodies_is_a_group(short: str, language: Language) -> None:
    alone = party(short, language)
    assert (alone.type, alone.name) == ("group", short)


@pytest.mark.parametrize("short", [short for short in known_as("class") if short.isupper()])
def test_a_class_of_bodies_is_no_surname(short: str, language: Language) -> None:
    signed = f"Специалист {short} А.А. Дуб"
    assert [p.value.name for p in find_people(signed, 0, len(signed), language)] == ["Дуб А.А."]


@pytest.mark.parametrize("system", known_as("system"))
def test_an_information_system_receives_nothing(system: str, language: Language) -> None:
    order = f"Внести сведения в {system} до 1 мая"
    assert recipients(order, 0, len(order), language) is None


@pytest.mark.parametrize("name", known_as("examination"))
def test_an_examination_leads_no_order(name: str, language: Language) -> None:
    order = f"{name} провести в мае"
    assert leading_parties(order, 0, len(order), language) == ((), 0)


BENEFICIARIES = (
    "абитуриентам ветеранам воспитанникам выпускникам гражданам детям сиротам жителям инвалидам лауреатам населению "
    "обучающимся пенсионерам победителям получателям потребителям призёрам призерам ребёнку родителям семьям студентам "
    "ученикам учащимся школьникам"
)
ATTENDING = ("уделить", "уделять", "придать", "придавать")
GIVING = [
    *(f"{whom} выдать удостоверения" for whom in BENEFICIARIES.split()),
    *(f"ветеранам {verb} льготы" for verb in known_as("giving verb")),
    *(f"{whom} {verb} внимание" for whom in ("питанию", "ветеранам") for verb in ATTENDING),
]


@pytest.mark.parametrize("order", GIVING)
def test_who_is_given_something_does_nothing(order: str, language: Language) -> None:
    assert leading_parties(order.capitalize(), 0, len(order), language) == ((), 0)


RANKS = [
    ("адмиралу", "адмирал"),
    ("генералу", "генерал"),
    ("генерал-лейтенанту", "генерал-лейтенант"),
    ("генерал-майору", "генерал-майор"),
    ("генерал-полковнику", "генерал-полковник"),
    ("капитану", "капитан"),
    ("лейтенанту", "лейтенант"),
    ("майору", "майор"),
    ("полковнику", "полковник"),
    ("подполковнику", "подполковник"),
    ("прапорщику", "прапорщик"),
    ("референту", "референт"),
    ("старшему советнику", "старший советник"),
    ("старшине", "старшина"),
    ("юристу", "юрист"),
]


@pytest.mark.parametrize(("dative", "rank"), RANKS)
def test_a_rank_stands_between_a_post_and_its_name(dative: str, rank: str, language: Language) -> None:
    addressee = party(f"Прокурору района,\n{dative} юстиции\nРыжову А.Н.", language)
    assert (addressee.name, addressee.position) == ("Рыжов А.Н.", f"Прокурор района, {rank} юстиции")


@pytest.mark.parametrize("surname", known_as("surname"))
def test_a_surname_in_ovoy_is_an_adjective(surname: str, language: Language) -> None:
    stem = surname.removesuffix("ой")
    man, woman = (nominative_person(f"{stem}{ending} А.А.", language, "datv") for ending in ("ому", "ой"))
    assert [who and who.name for who in (man, woman)] == [f"{stem}ой А.А.", f"{stem}ая А.А."]


@pytest.mark.parametrize("word", known_as("capitals"))
def test_abbreviations_keep_their_capitals(word: str, language: Language) -> None:
    assert ordinary(f"{word} «ЦЕНТР ТВОРЧЕСТВА»", language) == f"{word} «Центр творчества»"
    assert ordinary(f"ОТДЕЛ {word} ПО ТВЕРСКОЙ ОБЛАСТИ", language) == f"Отдел {word} по Тверской области"


@pytest.mark.parametrize("word", known_as("legal form"))
def test_legal_forms(word: str, language: Language) -> None:
    assert is_legal_form(word)
    signed = f"{word} А.А. Дуб"
    assert [p.value.name for p in find_people(signed, 0, len(signed), language)] == ["Дуб А.А."]
