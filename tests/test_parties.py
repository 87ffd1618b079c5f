"""Parties: tables of lists, leading datives, control items and recipients in tests/data."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.aliases import find_aliases
from extractors.language import Language
from extractors.parties import SelfControl, appointees, controller, leading_parties, parties, recipients
from schemas.document import Party
from schemas.facts import Found

DATA = Path(__file__).parent / "data"


def _table(name: str) -> Iterator[list[str]]:
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.replace("\\n", "\n").split("\t")


def _shown(party: Party) -> str:
    return f"{party.type}|{party.name}|{party.position or ''}|{party.person.name if party.person else ''}"


def _all(found: tuple[Found[Party], ...]) -> str:
    return " & ".join(_shown(p.value) for p in found)


LISTS = list(_table("parties.tsv"))


def test_the_table_has_enough_lists() -> None:
    assert len(LISTS) >= 250


@pytest.mark.parametrize(("text", "case", "expected"), LISTS)
def test_parties(text: str, case: str, expected: str, language: Language) -> None:
    found = parties(text, 0, len(text), language, case=None if case == "-" else case)
    assert _all(found) == expected
    for party in found:
        assert " ".join(text[party.start : party.end].split()) == party.value.text
        assert all(0 <= t.start < t.end <= len(text) for t in party.traces)


@pytest.mark.parametrize(("marked", "expected"), list(_table("leading.tsv")))
def test_leading_parties(marked: str, expected: str, language: Language) -> None:
    text = marked.replace("¦", "")
    found, end = leading_parties(text, 0, len(text), language)
    assert (_all(found), end) == (expected, marked.index("¦"))


@pytest.mark.parametrize(("marked", "expected"), list(_table("leading_accusative.tsv")))
def test_leading_parties_under_a_verb(marked: str, expected: str, language: Language) -> None:
    text = marked.replace("¦", "")
    found, end = leading_parties(text, 0, len(text), language, case="accs")
    assert (_all(found), end) == (expected, marked.index("¦"))


@pytest.mark.parametrize(("text", "expected"), list(_table("control.tsv")))
def test_controller(text: str, expected: str, language: Language) -> None:
    found = controller(text, 0, len(text), language)
    if found is None:
        assert expected == "-"
    elif isinstance(found.value, SelfControl):
        assert expected == "self"
        assert found.value.text == text[found.start : found.end]
    else:
        assert _shown(found.value) == expected


@pytest.mark.parametrize(("text", "email", "address", "party"), list(_table("recipients.tsv")))
def test_recipients(text: str, email: str, address: str, party: str, language: Language) -> None:
    found = recipients(text, 0, len(text), language)
    if found is None:
        assert (email, address, party) == ("-", "-", "-")
        return
    value = found.value
    shown = _shown(value.party) if value.party else "-"
    assert (value.email or "-", value.address or "-", shown) == (email, address, party)
    places = {t.path: text[t.start : t.end] for t in found.traces}
    assert value.email is None or places["/email"] == value.email
    assert value.party is None or " ".join(places["/party"].split()) == value.party.text


@pytest.mark.parametrize("text", ["", " \n", "—", "в дело", "по согласованию"])
def test_nobody(text: str, language: Language) -> None:
    assert parties(text, 0, len(text), language) == ()


def test_only_the_span_is_read(language: Language) -> None:
    text = "Отв. Мирошниченко С.В., руководители ОО. Срок: 1 мая"
    start = text.index("Мир")
    assert _all(parties(text, start, text.index(". Срок") + 1, language)) == (
        "person|Мирошниченко С.В.||Мирошниченко С.В. & group|руководители ОО||"
    )


@pytest.mark.parametrize(
    ("item", "post"),
    [
        ("Назначить консультанта Зимину К.К. куратором проекта", "консультант"),
        ("Назначить главного инженера участка Зимину К.К. ответственной за мосты", "главный инженер участка"),
        ("Назначить куратора Зимину К.К.", None),
        ("Назначить куратором Зимину К.К. – группа ТМ-31", None),
    ],
)
def test_the_post_of_the_appointee(item: str, post: str | None, language: Language) -> None:
    (named,) = appointees(item, 0, len(item), language)
    assert named.value.position == post


def test_an_item_that_appoints_nobody(language: Language) -> None:
    text = "Утвердить план мероприятий"
    assert appointees(text, 0, len(text), language) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Комитет общего образования (далее – комитет) направляет", [("комитет", "Комитет общего образования")]),
        ("школ (далее ШНОР) (Приложение)", [("ШНОР", "школ")]),
        ("план (далее по тексту - План)", [("План", "план")]),
        (
            "Учреждение «Институт развития» (ГАУ ДПО «ИР»)",
            [("ГАУ ДПО «ИР»", "Учреждение «Институт развития»")],
        ),
        ("учреждение «Институт» (далее – ГАУ ДПО «ИРО»)", [("ГАУ ДПО «ИРО»", "учреждение «Институт»")]),
        ("Срок: 1 мая. Отдел кадров (далее – Отдел)", [("Отдел", "Отдел кадров")]),
        ("руководители школ (по списку)", []),
    ],
)
def test_aliases(text: str, expected: list[tuple[str, str]]) -> None:
    aliases = find_aliases(text)
    assert [(a.short, a.full) for a in aliases] == expected
    assert all(text[a.start] == "(" and text[a.end - 1] == ")" for a in aliases)


def test_an_alias_tells_the_type(language: Language) -> None:
    text = "Главы районов, входящих в округ (далее – Главы)"
    aliases = find_aliases("органы опеки (далее – ООП)")
    assert _all(parties("ООП", 0, 3, language, aliases=aliases)) == "group|ООП||"
    assert _all(parties("ООП", 0, 3, language)) == "organization|ООП||"
    assert find_aliases(text)[0].short == "Главы"


@pytest.mark.parametrize(("item", "name"), list(_table("leading_words.tsv")))
def test_words_that_order(item: str, name: str, language: Language) -> None:
    (party,), end = leading_parties(item, 0, len(item), language)
    assert party.value.name == name
    assert item[end:] == " провести осмотр"


@pytest.mark.parametrize(("order", "name", "address"), list(_table("recipient_words.tsv")))
def test_words_that_send(order: str, name: str, address: str, language: Language) -> None:
    found = recipients(order, 0, len(order), language)
    party, place = (found.value.party, found.value.address) if found else (None, None)
    assert place == (None if address == "-" else address)
    assert name == "*" or (party.name if party else "-") == name


@pytest.mark.parametrize(("item", "name"), list(_table("control_words.tsv")))
def test_words_of_control(item: str, name: str, language: Language) -> None:
    found = controller(item, 0, len(item), language)
    assert found is not None
    whom = found.value
    assert (f"self: {whom.text}" if isinstance(whom, SelfControl) else whom.name) == name


@pytest.mark.parametrize("item", [item for (item,) in _table("appointments.tsv")])
def test_words_of_appointment(item: str, language: Language) -> None:
    assert [party.value.name for party in appointees(item, 0, len(item), language)] == ["Котова А.А."]


def test_a_tab_parts_parties(language: Language) -> None:
    text = "Главе города\tГлаве района"
    found = parties(text, 0, len(text), language, case="datv")
    assert [party.value.name for party in found] == ["Глава города", "Глава района"]
