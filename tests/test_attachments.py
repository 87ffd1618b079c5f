"""Enclosure marks, annexes and what the text says of them."""

from pathlib import Path

import pytest

from extractors.attachments import find_attachments
from extractors.language import Language
from schemas.document import Attachment
from schemas.letter import Letter, Role
from tests.by_hand import letter

LANGUAGE = Language()


def rows(document: Letter) -> list[tuple[str | int | None, ...]]:
    found = find_attachments(document, LANGUAGE)
    assert all(document.text[t.start : t.end].strip() for f in found for t in f.traces)
    return [_row(f.value) for f in found]


def _row(a: Attachment) -> tuple[str | int | None, ...]:
    return (a.number, a.title, a.sheets, a.copies)


MARKS: list[tuple[str, list[tuple[str | int | None, ...]]]] = [
    ("Приложение: на 3 л. в 1 экз.", [(None, None, 3, 1)]),
    ("Приложение: в 1 экз. на 5 листах", [(None, None, 5, 1)]),
    ("Приложение: упомянутое на 5 л.", [(None, None, 5, None)]),
    ("Приложение: на 12 (двенадцати) листах в одном экземпляре.", [(None, None, 12, 1)]),
    ("Приложение: 3 л.", [(None, None, 3, None)]),
    ("Приложение: 1 файл.", [(None, None, None, None)]),
    (
        "Приложения: смета на 5 л., форма на 1 л., всего на 6 л. в 1 экз.",
        [(None, "смета", 5, None), (None, "форма", 1, None)],
    ),
    ("Приложение: в электронном виде.", [(None, None, None, None)]),
    ("Приложение: программа семинара на 1 л. в двух экз.", [(None, "программа семинара", 1, 2)]),
    (
        "Приложение: 1. Форма отчёта на 2 л. в 1 экз.\n2. Список школ на 3 л. в 1 экз.",
        [("1", "Форма отчёта", 2, 1), ("2", "Список школ", 3, 1)],
    ),
    (
        "Приложения:\n1. Форма отчёта, на 2 л.;\n2. Список школ.",
        [("1", "Форма отчёта", 2, None), ("2", "Список школ", None, None)],
    ),
    (
        "Приложение: план на 3 л. в 1 экз.\nформа заявки на 1 л. в 1 экз.",
        [(None, "план", 3, 1), (None, "форма заявки", 1, 1)],
    ),
    ("Приложение № 1: форма на 1 л.", [("1", "форма", 1, None)]),
    (
        "Приложение: письмо Минпросвещения России от 12.01.2024 № 03-12 на 2 л. в 1 экз.",
        [(None, "письмо Минпросвещения России от 12.01.2024 № 03-12", 2, 1)],
    ),
]
MENTIONS: list[tuple[str, list[tuple[str | int | None, ...]]]] = [
    ("Утвердить план (Приложение).", [(None, "план", None, None)]),
    (
        "Утвердить в новой редакции Перечень услуг с 22.10.2018г. (приложение 1 к настоящему приказу).",
        [("1", "Перечень услуг", None, None)],
    ),
    (
        "Утвердить с 22.10.2018г.:\n1.1. Перечень услуг,\nоказываемых населению (приложение 1);\n1.2. Смету (приложение 2).",
        [("1", "Перечень услуг, оказываемых населению", None, None), ("2", "Смета", None, None)],
    ),
    ("Направить информацию (согласно Приложению).", [(None, None, None, None)]),
    (
        "Заполнить формы согласно приложениям № 1 и № 2, а также приложению 3 к настоящему письму.",
        [(n, None, None, None) for n in "123"],
    ),
    ("Формы прилагаются (приложения № 1-3).", [(n, None, None, None) for n in "123"]),
    ("Сведения о школах прилагаются (приложение №1).", [("1", "Сведения о школах", None, None)]),
    ("Провести беседу (примерный лист предлагается в приложении №2).", [("2", "примерный лист", None, None)]),
    ("Утвердить схему размещения мест (приложение № 1).", [("1", "схема размещения мест", None, None)]),
    (
        "Утвердить план подготовки школ к учебному году согласно\nприложению.",
        [(None, "план подготовки школ к учебному году", None, None)],
    ),
    (
        "Утвердить:\n\n1.1. Положение о комиссии (приложение № 1).\n\n1.2. Состав комиссии согласно приложению № 2.",
        [("1", "Положение о комиссии", None, None), ("2", "Состав комиссии", None, None)],
    ),
    (
        "Утвердить по согласованию с Советом прилагаемую Методику (расчёта) вреда.",
        [(None, "Методика (расчёта) вреда", None, None)],
    ),
    ("Утвердить комиссию по уборке в составе согласно приложению.", [(None, None, None, None)]),
    ("Создать комитет и утвердить его состав согласно приложению.", [(None, None, None, None)]),
    ("Изложить тарифы согласно приложениям №№ 1 и 2.", [("1", None, None, None), ("2", None, None, None)]),
    ("Заполнить приложение № 2 к приказу министерства от 12.01.2023 № 4.", []),
    ("Установить мобильное приложение «Госуслуги».", []),
    ("Разработать мобильное приложение и сообщить о его готовности.", []),
]


@pytest.mark.parametrize(("mark", "wanted"), MARKS)
def test_enclosure_mark(mark: str, wanted: list[tuple[str | int | None, ...]]) -> None:
    assert rows(letter(("body", "Направляем отчёт."), ("enclosure", mark))) == wanted


@pytest.mark.parametrize(("body", "wanted"), MENTIONS)
def test_mention(body: str, wanted: list[tuple[str | int | None, ...]]) -> None:
    assert rows(letter(("body", body))) == wanted


def test_an_annex_is_met_by_its_mention() -> None:
    document = letter(
        ("body", "1. Утвердить план (Приложение)."),
        ("annex", "ПЛАН\nмероприятий на 2024 год\n\n1. Провести проверку всех школ района."),
    )
    assert rows(document) == [(None, "ПЛАН мероприятий на 2024 год", None, None)]


def test_a_list_right_below_the_heading_of_an_annex() -> None:
    stamp = "Приложение № 1\nк приказу министерства\nот 12.03.2021 № 45\n\n"
    people = "Белая Ольга Олеговна - председатель\nЮдин Антон Антонович - секретарь"
    (found,) = find_attachments(letter(("annex", f"{stamp}СОСТАВ\nрабочей комиссии\n{people}")), LANGUAGE)
    assert found.value.title == "СОСТАВ рабочей комиссии"


def test_names_of_people_are_no_heading() -> None:
    stamp = "Приложение № 1\nк приказу министерства\nот 12.03.2021 № 45\n"
    (found,) = find_attachments(letter(("annex", f"{stamp}Состав комиссии\nБелая О.О. – секретарь")), LANGUAGE)
    assert found.value.title == "Состав комиссии"


def test_the_stamp_of_an_annex_may_have_no_day() -> None:
    stamp = "УТВЕРЖДЕН\nприказом директора\nинститута\nПЛАН\nработы на год\n\n"
    document = letter(("annex", stamp + "1. Провести проверку всех школ района и доложить."))
    assert rows(document) == [(None, "ПЛАН работы на год", None, None)]


def test_the_only_annex_of_a_letter_gives_its_mark_a_title() -> None:
    document = letter(
        ("enclosure", "Приложение: на 3 л. в 1 экз."),
        ("annex", "Решение совещания\n\n1. Разработать план работы методических площадок."),
    )
    assert rows(document) == [(None, "Решение совещания", 3, 1)]


def test_annexes_by_number() -> None:
    document = letter(
        ("body", "1. Утвердить состав (приложение № 1) и план (приложение № 2)."),
        ("annex", "Приложение № 1\nк приказу министерства\nот 12.03.2021 № 45\nСОСТАВ\nкомиссии\n\nСомов И.И."),
        ("annex", "Приложение № 2\nк приказу министерства\nот 12.03.2021 № 45\nПЛАН\nработы\n\n1. Провести проверку."),
    )
    assert rows(document) == [("1", "СОСТАВ комиссии", None, None), ("2", "ПЛАН работы", None, None)]


def test_annex_of_an_annex_is_no_attachment() -> None:
    document = letter(
        ("annex", "Приложение № 1\nк приказу\nПОЛОЖЕНИЕ\nо комиссии\n\n1. Комиссия создаётся."),
        ("annex", "Приложение № 1 к Положению о комиссии\n\nФорма заявления."),
    )
    assert rows(document) == [("1", "ПОЛОЖЕНИЕ о комиссии", None, None)]


WORDS = [
    line.replace("\\n", "\n").split("\t")
    for line in (Path(__file__).parent / "data" / "attachments.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("role", "text", "wanted"), WORDS)
def test_words_of_attachments(role: Role, text: str, wanted: str) -> None:
    shown = ["|".join("" if value is None else str(value) for value in row) for row in rows(letter((role, text)))]
    assert " & ".join(shown) == wanted.removeprefix("-")


NESTED = "порядку регламенту правилам программе плану инструкции методике договору соглашению форме уставу концепции положению"


@pytest.mark.parametrize("document", NESTED.split())
def test_annexes_of_annexes(document: str) -> None:
    annex = "Приложение № 1\nк {}\nПЛАН\nработы\n\n1. Провести проверку всех школ района."
    own = annex.format("приказу")
    nested = annex.format(f"{document} работы").replace("№ 1", "№ 2")
    assert rows(letter(("annex", own), ("annex", nested))) == [("1", "ПЛАН работы", None, None)]
