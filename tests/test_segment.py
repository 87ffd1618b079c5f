"""Segmentation. A letter is written as pairs of a role and its text; read together, the same pairs must come out."""

from collections.abc import Callable

import pytest

from extractors.language import Language
from extractors.lines import fold
from extractors.segment import cues, segment
from schemas.layout import Layout

LETTERS: dict[str, list[tuple[str, str]]] = {
    "a letter in the order of a two-column letterhead": [
        (
            "letterhead",
            "МИНИСТЕРСТВО КУЛЬТУРЫ\nРЕСПУБЛИКИ КАРЕЛИЯ\n\nпр. Ленина, 24, г. Петрозаводск, 185035\nтел. (8142) 78-26-43",
        ),
        ("registration", "15.03.2023 № 1024/11-05\n\nна № 45-к от 01.03.2023"),
        ("addressee", "Руководителям\nмуниципальных учреждений\nкультуры"),
        ("title", "О проведении Дней\nкарельской книги"),
        ("body", "Уважаемые коллеги!\n\nПросим направить планы мероприятий до 20 марта 2023 года."),
        ("enclosure", "Приложение: на 2 л. в 1 экз."),
        ("signature", "Министр\n\nА.Н. Лебедева"),
        ("executor", "Кирьянова Ольга Петровна\n(8142) 78-52-11"),
    ],
    "an addressee in the nominative, a name after an empty line": [
        ("letterhead", "АДМИНИСТРАЦИЯ ГОРОДА ОЗЁРСКА\nОТДЕЛ СПОРТА"),
        ("registration", "12.02.2024 № 77"),
        ("addressee", "Министерство спорта\nЧелябинской области\n\nДиректору МБУ «Старт»\n\nИ.К. Горину"),
        (
            "body",
            "На Ваш запрос сообщаем, что соревнования проведены в установленные сроки, протоколы размещены на сайте.",
        ),
        ("signature", "Начальник отдела\tП.П. Зуев"),
    ],
    "an order with annex, stamps and visas": [
        ("letterhead", "ДЕПАРТАМЕНТ ТРАНСПОРТА\nВОРОНЕЖСКОЙ ОБЛАСТИ"),
        ("kind", "П Р И К А З"),
        ("registration", "« 04 » июня 2021 г.\n\n№ 88-ОД"),
        ("place", "г. Воронеж"),
        ("title", "О мерах по подготовке к зимнему периоду"),
        (
            "body",
            "В целях подготовки дорог к зимнему периоду\n\nп р и к а з ы в а ю:\n\n1. Отделу содержания дорог подготовить план.\n\n2. Контроль оставляю за собой.",
        ),
        ("signature", "И.о. руководителя департамента\n\nС.С. Рябов"),
        ("executor", "Исп. Кораблёва Т.Н.\n(473) 212-70-01"),
        ("distribution", "Разослать: в дело, отдел содержания дорог"),
        ("visa", "Согласовано:\n\nНачальник юридического отдела В.В. Ким"),
        ("annex", "Приложение № 1\nк приказу департамента транспорта\nот 04.06.2021 № 88-ОД\n\nПЛАН\nподготовки дорог"),
    ],
    "the frame of an electronic signature between post and name": [
        ("letterhead", "ГБОУ ДПО «Институт развития»\n\nтел. 22-33-44"),
        ("registration", "01.02.2022 № 15"),
        ("addressee", "Директорам школ"),
        ("body", "Уважаемые руководители!\n\nНаправляем график проверок."),
        ("signature", "Ректор института"),
        (
            "stamp",
            "ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ\nСертификат: 00AA11BB\nВладелец: Сомова Инна Олеговна\nДействителен: с 01.01.2022 по 01.04.2023",
        ),
        ("signature", "И.О. Сомова"),
    ],
    "a resolution whose head names the city alone": [
        ("letterhead", "Российская Федерация\n\nПРАВИТЕЛЬСТВО НОВГОРОДСКОЙ ОБЛАСТИ"),
        ("kind", "ПОСТАНОВЛЕНИЕ"),
        ("registration", "от 05.08.2021 № 219"),
        ("place", "Великий Новгород"),
        ("title", "О проведении месячника добрососедства"),
        ("body", "Правительство Новгородской области ПОСТАНОВЛЯЕТ:\n\n1. Провести месячник."),
        ("signature", "Первый заместитель\nГубернатора Новгородской области\tЕ.В. Быстрова"),
    ],
    "an act as a legal database prints it": [
        ("stamp", "Зарегистрировано в Минюсте России 5 июля 2021 г. N 64101"),
        ("letterhead", "МИНИСТЕРСТВО ПРОСВЕЩЕНИЯ РОССИЙСКОЙ ФЕДЕРАЦИИ"),
        ("kind", "ПРИКАЗ"),
        ("registration", "от 31 мая 2021 г. N 286"),
        ("title", "ОБ УТВЕРЖДЕНИИ ПОРЯДКА\nПРОВЕДЕНИЯ КОНКУРСА"),
        (
            "body",
            "(в ред. Приказа Минпросвещения РФ от 18.07.2022 N 569)\n\nВ соответствии с пунктом 5 положения приказываю:\n\n1. Утвердить порядок.",
        ),
        ("signature", "Министр\nС.С.КРАВЦОВ"),
        (
            "annex",
            "Приложение\n\nУтвержден\nприказом Министерства просвещения\nРоссийской Федерации\nот 31 мая 2021 г. N 286\n\nПОРЯДОК ПРОВЕДЕНИЯ КОНКУРСА",
        ),
    ],
    "a memo without a letterhead": [
        ("addressee", "Директору МБОУ «Лицей № 3»\nО.П. Зиминой\n\nзаместителя директора\nЛ.К. Рудь"),
        ("kind", "Служебная записка"),
        ("registration", "12.10.2023"),
        ("body", "Прошу выделить кабинет для занятий."),
        ("signature", "Заместитель директора\tЛ.К. Рудь"),
    ],
    "a plan under its approval": [
        ("approval", "УТВЕРЖДАЮ\nДиректор школы\n________ И.И. Зорин\n«12» марта 2024 г."),
        ("kind", "ПЛАН"),
        ("title", "мероприятий по подготовке к аттестации"),
        ("body", "1. Провести инструктаж. Срок: до 1 апреля 2024 г."),
    ],
    "minutes, whose chairman above is no signature": [
        ("letterhead", "АДМИНИСТРАЦИЯ ГОРОДА КУРГАНА"),
        ("kind", "ПРОТОКОЛ"),
        ("title", "заседания комиссии по благоустройству"),
        ("registration", "14.05.2020 № 3"),
        (
            "body",
            "Председатель: Юдин А.А.\n\nСекретарь: Белая О.О.\n\nСЛУШАЛИ: о весенней уборке.\n\nРЕШИЛИ:\n\n1. Провести субботник до 25.05.2020.\n\nОтв.: Белая О.О.",
        ),
        ("signature", "Председатель комиссии\tА.А. Юдин\n\nСекретарь\tО.О. Белая"),
    ],
}


@pytest.mark.parametrize("parts", LETTERS.values(), ids=LETTERS.keys())
def test_roles(parts: list[tuple[str, str]], layout: Callable[[str], Layout], language: Language) -> None:
    (letter,) = segment(layout("\n\n".join(text for _, text in parts)), language)
    got = [(s.role, fold(letter.text[s.start : s.end])) for s in letter.sections]
    assert got == [(role, fold(text)) for role, text in parts]


def test_several_letters_of_one_file(layout: Callable[[str], Layout], language: Language) -> None:
    whole = ["\n\n".join(text for _, text in LETTERS[name]) for name in list(LETTERS)[:3:2]]
    letters = segment(layout("\n\n".join(whole)), language)
    assert [[s.role for s in letter.sections][0] for letter in letters] == ["letterhead", "letterhead"]
    assert fold(letters[1].text[letters[1].sections[0].start :]).startswith("ДЕПАРТАМЕНТ ТРАНСПОРТА")


CUES = [
    (cues.is_registration, "22.01.2024 № 10-32/419", True),
    (cues.is_registration, "от 17.02.2023 г. № 116-п", True),
    (cues.is_registration, "« 23 » 01 _____ 2019 г.", True),
    (cues.is_registration, "«11» марта 2024 года № 742 - п", True),
    (cues.is_registration, "________ № ________", True),
    (cues.is_registration, "На № 12/3 от 01.02.2024", True),
    (cues.is_registration, "2024 год № 5 в рейтинге занял регион", False),
    (cues.is_registration, "ОГРН 1052800036706 ОКПО 41707668", False),
    (cues.is_kind, "ПРИКАЗ", True),
    (cues.is_kind, "ПОСТАНОВЛЕНИЕ администрации города Ртищево", True),
    (cues.is_kind, "ПРОТОКОЛ № 7", True),
    (cues.is_kind, "Распоряжение от 12.03.2020 № 45", True),
    (cues.is_kind, "КАРАР ПОСТАНОВЛЕНИЕ", True),
    (cues.is_kind, "Приказ о проведении смотра довести до сведения.", False),
    (cues.is_kind, "Приказом министерства утверждён порядок", False),
    (cues.starts_title, "О реализации федерального проекта", True),
    (cues.starts_title, "Об утверждении плана", True),
    (cues.starts_title, "О.В. Ковальчук", False),
    (cues.starts_enclosure, "Приложение: на 3 л. в 1 экз.", True),
    (cues.starts_enclosure, "Приложение на 5 листах", True),
    (cues.starts_annex, "Приложение № 2", True),
    (cues.starts_annex, "Приложение к приказу министерства", True),
    (cues.starts_annex, "Приложение: на 3 л. в 1 экз.", False),
    (cues.is_name, "В.В. Булыгин", True),
    (cues.is_name, "Булыгин В.В.", True),
    (cues.is_name, "Мирошниченко С.В.:", False),
    (cues.starts_post, "Ректор", True),
    (cues.starts_post, "Ректору", False),
    (cues.starts_post, "Врио министра", True),
    (cues.is_stamp, "«__» _____ 2019", True),
    (cues.is_stamp, "ВХ-КО-1895/2023", True),
    (cues.is_stamp, "Решение совещания", False),
    (cues.is_place, "г. Санкт-Петербург", True),
    (cues.is_place, "г. Тверь, ул. Советская, д. 1", False),
]


@pytest.mark.parametrize(("cue", "line", "expected"), CUES)
def test_cues(cue: Callable[[str], bool], line: str, expected: bool) -> None:
    assert cue(line) is expected
