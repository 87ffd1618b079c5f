"""A whole letter: whom it is sent to, without the words that only announce them."""

from collections.abc import Callable

import pytest

from extractors.document import extract
from extractors.language import Language
from schemas.document import Document, Party
from schemas.layout import Layout

LETTER = "КОМИТЕТ ФИНАНСОВ\n\n04.06.2021 № 8\n\n{}\n\nО бюджете\n\nСообщаем о бюджете.\n\nПредседатель комитета\tН.Н. Лобов\n\n{}"


@pytest.fixture
def read(layout: Callable[[str], Layout], language: Language) -> Callable[[str, str], Document]:
    return lambda addressee, below: extract(layout(LETTER.format(addressee, below)), language)[0]


def names(parties: tuple[Party, ...]) -> list[str]:
    return [party.name for party in parties]


ADDRESSEES = [
    ("По списку", []),
    ("Согласно списку", []),
    ("Согласно списку рассылки", []),
    ("По рассылке", []),
    ("Директорам школ\n\n(по списку)", ["директора школ"]),
    ("Руководителям муниципальных\n\nорганов управления", ["руководители муниципальных органов управления"]),
    ("Руководителям архивов\n(по списку рассылки)", ["руководители архивов"]),
    ("Кому: отделу кадров", ["отдел кадров"]),
    ("Адресат: отдел кадров", ["отдел кадров"]),
    ("Отделу кадров\n\nСомову И.И.", ["отдел кадров", "Сомов И.И."]),
    ("Главе города –\nруководителю штаба\nСомову И.И.", ["Сомов И.И."]),
    ("И.о. главы образования –\nЛесной район\nСомову И.И.", ["Сомов И.И."]),
    ("Председателю союза Сомову И.И.\nВ МБУ «Музей»", ["Сомов И.И.", "МБУ «Музей»"]),
    ("Индивидуальному предпринимателю\nСомову И.И.", ["Сомов И.И."]),
    ("Директору музея\nСомову И.И.\nот заведующей архивом\nЛосевой А.А.", ["Сомов И.И."]),
    ("Директору музея\nСомову И.И.\nсмотрителя зала\nЛосева А.А.", ["Сомов И.И."]),
    ("Директору музея\nСомову И.И.\nглавному хранителю\nЛосеву А.А.", ["Сомов И.И.", "Лосев А.А."]),
]


@pytest.mark.parametrize(("printed", "expected"), ADDRESSEES)
def test_addressees(printed: str, expected: list[str], read: Callable[[str, str], Document]) -> None:
    assert [name.lower() for name in names(read(printed, "").addressees)] == [name.lower() for name in expected]


@pytest.mark.parametrize("copy", ["\n\nКопия: начальнику\nотдела кадров\nСомову И.И.", "\nКопия – Сомову И.И."])
def test_who_gets_a_copy_is_an_addressee_and_has_no_duty(
    copy: str, layout: Callable[[str], Layout], language: Language
) -> None:
    text = LETTER.format(f"Директорам школ{copy}", "").replace("Сообщаем о бюджете", "Прошу представить отчёт")
    (document,) = extract(layout(text), language)
    assert names(document.addressees) == ["директора школ", "Сомов И.И."]
    assert document.distribution == ()
    assert [names(duty.responsible) for duty in document.assignments] == [["директора школ"]]


DISTRIBUTION = [
    ("Разослать: в дело, отдел кадров, бухгалтерия", ["отдел кадров", "бухгалтерия"]),
    ("Разослать: 1 экз. – в дело, отдел кадров", ["отдел кадров"]),
    ("Разослать: 1 экз. дело; отделу кадров", ["отдел кадров"]),
    ("Разослать: отдел кадров, бухгалтерия, в дело.", ["отдел кадров", "бухгалтерия"]),
    ("Разослать: отдел кадров; дело – 1 экз.", ["отдел кадров"]),
    ("Рассылка: отдел кадров", ["отдел кадров"]),
    ("Разослать: в дело – 1, отдел кадров", ["отдел кадров"]),
    ("Разослано: отдел кадров", ["отдел кадров"]),
    ("Список рассылки: отдел кадров", ["отдел кадров"]),
    ("Копия: отдел кадров", ["отдел кадров"]),
    ("Копии: отдел кадров, бухгалтерия", ["отдел кадров", "бухгалтерия"]),
    ("Расчёт рассылки:\n1. Отдел кадров\n2. МКУ «Архив»", ["Отдел кадров", "МКУ «Архив»"]),
    ("Рассылка:\nСомов И.И. – 1\nБухгалтерия – 2", ["Сомов И.И.", "Бухгалтерия"]),
]


@pytest.mark.parametrize(("printed", "expected"), DISTRIBUTION)
def test_distribution(printed: str, expected: list[str], read: Callable[[str, str], Document]) -> None:
    assert names(read("Директорам школ", printed).distribution) == expected


@pytest.mark.parametrize("codes", ["ОКПО 41707668", "ОГРН 1052800036706", "ИНН 2801033178"])
def test_codes_below_the_addressee_are_the_issuers(
    codes: str, layout: Callable[[str], Layout], language: Language
) -> None:
    head = "ДЕПАРТАМЕНТ ДОРОГ\nАМУРСКОЙ ОБЛАСТИ\n\nул. Мира, 5\n\nДиректорам школ"
    text = f"{head}\n\n{codes}\n\n04.06.2021 № 8\n\nСообщаем о ремонте.\n\nНачальник\tН.Н. Лобов"
    (document,) = extract(layout(text), language)
    assert document.issuer is not None
    assert codes.split()[1] in (document.issuer.okpo, document.issuer.ogrn, document.issuer.inn)
