"""Segmentation. A letter is written as pairs of a role and its text; read together, the same pairs must come out."""

from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

import pytest

from extractors.language import Language
from extractors.lines import fold
from extractors.segment import cues, segment
from pipeline.readers.geometry import compose
from pipeline.readers.text import layout_of
from schemas.layout import Layout
from tests.test_geometry import page

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
        ("stamp", "Вх. № 1227/вх от 07.06.2021"),
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
        ("kind", "План мероприятий («дорожная карта»)"),
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
    "minutes under a heading that lost one of its spaces, with names of those who were there": [
        ("kind", "П Р О Т О КО Л № 2"),
        ("title", "заседания комиссии по благоустройству"),
        ("registration", "14.05.2020"),
        (
            "body",
            "Присутствовали:\n\nРогов И.А.\n\nПредседательствующий Юдин А.А.\n\nРЕШИЛИ:\n\n1. Провести субботник.",
        ),
        ("signature", "Председательствующий\tА.А. Юдин"),
    ],
    "those who were there, under no heading of minutes": [
        ("letterhead", "АДМИНИСТРАЦИЯ ГОРОДА КУРГАНА"),
        ("registration", "14.05.2020 № 3"),
        ("body", "Присутствовали:\n\nЮдин А.А., Белая О.О.\n\nРешили провести субботник."),
    ],
    "a law, signed with place and day below": [
        ("letterhead", "РЕСПУБЛИКА КАРЕЛИЯ"),
        ("kind", "ЗАКОН"),
        ("title", "О библиотечном деле"),
        ("body", "Статья 1. Настоящий закон регулирует отношения в области библиотечного дела."),
        ("signature", "Глава Республики Карелия\tА.О. Пахомов"),
        ("stamp", "г. Петрозаводск\n26 июня 2024 года\n№ 41"),
    ],
    "an order with its executor, its visas and its copies": [
        ("letterhead", "КОМИТЕТ ФИНАНСОВ\nАДМИНИСТРАЦИИ ГОРОДА КУРГАНА"),
        ("kind", "РАСПОРЯЖЕНИЕ"),
        ("registration", "11.02.2022 № 9-р"),
        ("body", "В целях экономии обязываю:\n\n1. Сократить расходы."),
        ("enclosure", "Приложение:\n1. Смета на 2 л. в 1 экз.\n\n2. Расчёт на 1 л. в 1 экз."),
        ("signature", "Председатель комитета\tН.Н. Лобов"),
        ("executor", "Мищенко\n41-22-33\nmischenko@kurgan.example.ru"),
        ("visa", "С распоряжением ознакомлены:\n\nБелая О.О.\n\n____________ Юдин А.А."),
        ("distribution", "Разослать: отдел бюджета;\n\nотдел учёта"),
        ("stamp", "Вх. № 115"),
        ("annex", "СМЕТА РАСХОДОВ\n\nБумага и краска"),
        ("executor", "Исп. Мищенко К.К."),
    ],
    "a message by telephone": [
        ("letterhead", "МИНИСТЕРСТВО ТРАНСПОРТА"),
        ("kind", "ТЕЛЕФОНОГРАММА"),
        ("registration", "14.03.2022 № 5\nПередана: Ким В.В."),
        ("addressee", "Начальникам районных станций\n\nДиректору МБУ «Старт» Горину И."),
        ("body", "Прошу сообщить о готовности техники."),
        ("signature", "Министр\tС.С. Рябов"),
    ],
    "an addressee in capitals, a name that ends a sentence": [
        ("letterhead", "МИНИСТЕРСТВО ТРАНСПОРТА"),
        ("registration", "14.03.2022 № 5"),
        ("addressee", "В АРБИТРАЖНЫЙ СУД\nТВЕРСКОЙ ОБЛАСТИ"),
        (
            "body",
            "Прошу ускорить дело.\n\nРуководитель проекта доложил об итогах. Содокладчиком был А.А. Юдин",
        ),
        ("signature", "Министр\tС.С. Рябов"),
    ],
    "a letter to a list": [
        ("letterhead", "МИНИСТЕРСТВО ТРАНСПОРТА"),
        ("registration", "14.03.2022 № 5"),
        ("addressee", "ПО СПИСКУ"),
        ("body", "Прошу сообщить о готовности техники."),
        ("signature", "Министр\tС.С. Рябов"),
    ],
    "labels of the addressee": [
        ("letterhead", "МИНИСТЕРСТВО ТРАНСПОРТА"),
        ("addressee", "Кому: отдел кадров"),
        ("registration", "14.03.2022 № 5"),
        ("body", "Прошу сообщить о готовности техники."),
        ("signature", "Министр\tС.С. Рябов"),
    ],
    "a heading that goes on, copies below the addressee": [
        ("letterhead", "ГЛАВА ГОРОДА ОЗЁРСКА\nАДМИНИСТРАЦИЯ"),
        ("registration", "03.04.2023 № 12"),
        ("addressee", "Директору МБУ «Старт»\nИ.К. Горину\n\n(по электронной почте)"),
        ("copy", "Копия:\nотдел спорта"),
        ("title", "О ремонте\n\nспортивной площадки"),
        ("body", "Просим завершить ремонт."),
        ("signature", "И.И. Зорин\nглава города"),
    ],
    "two approvals above a plan, a certificate that is no signature": [
        ("letterhead", "КОЛЛЕДЖ ТРАНСПОРТА\nГОРОДА КУРГАНА"),
        (
            "approval",
            "РАССМОТРЕНО\nна заседании совета\nпротокол от 26.12.2025 № 4\n\nУТВЕРЖДАЮ\nДиректор\n____ И.И. Зорин",
        ),
        ("kind", "ПЛАН"),
        ("title", "работы с выпускниками"),
        ("body", "1. Провести семинар.\n\nУчастникам выдается сертификат.\n\n2. Провести ярмарку вакансий."),
        ("signature", "Заместитель директора\tН.И. Слепцова"),
    ],
    "a name in the language of the republic beside the Russian one": [
        ("letterhead", "МИНИСТЕРСТВО ФИНАНСОВ\nУДМУРТСКОЙ РЕСПУБЛИКИ\n\nУдмурт Элькунысь\nуксё ужъя министерство"),
        ("kind", "ПРИКАЗ"),
        ("registration", "27.12.2021 № 178-п"),
        ("body", "В целях экономии приказываю:\n\n1. Сократить расходы."),
        ("signature", "Министр\tС.В. Пушин"),
    ],
    "an addressee above the letterhead, enclosures and a frame below the signature": [
        ("addressee", "Директорам школ"),
        ("letterhead", "МИНИСТЕРСТВО КУЛЬТУРЫ\nРЕСПУБЛИКИ КАРЕЛИЯ"),
        ("registration", "15.03.2023 № 1024"),
        ("body", "Направляем планы работы."),
        ("signature", "Министр\tА.Н. Лебедева"),
        ("enclosure", "Приложения:\n\n1. План на 2 л. в 1 экз."),
        ("stamp", "Сертификат: 00AA11BB"),
        ("distribution", "Разослать: отдел музеев;"),
        ("annex", "Приложение № 1\nк письму министерства"),
    ],
    "a plan with its executor and an annex, signed by nobody": [
        ("stamp", "Зарегистрировано в Управлении Минюста\nпо Курганской области"),
        ("approval", "УТВЕРЖДАЮ\nДиректор школы\n________ И.И. Зорин"),
        ("kind", "ПЛАН"),
        ("title", "мероприятий по подготовке к аттестации"),
        ("body", "1. Провести инструктаж."),
        ("executor", "Исп. Мищенко К.К.\n\nтел. 41-22-33, e-mail: mkk@kurgan.example.ru"),
        ("annex", "Приложение № 1\n\n1. Перечень кабинетов."),
    ],
    "a decision under an electronic signature alone": [
        ("letterhead", "СОВЕТ ДЕПУТАТОВ ГОРОДА РТИЩЕВО"),
        ("kind", "РЕШЕНИЕ\nДВАДЦАТОГО СОЗЫВА"),
        ("registration", "05.06.2020 № 3-1"),
        ("body", "Совет депутатов решил:\n\n1. Утвердить отчёт."),
        ("stamp", "Документ подписан электронной подписью"),
    ],
    "a letterhead in two languages, the name and its address in one block": [
        ("letterhead", "ЧАВАШ РЕСПУБЛИКИН\nВАК ХУЛАСЕН КОМИТЕЧЕ"),
        ("registration", "от _____ № _____\n\nНа № _____ от _____"),
        ("letterhead", "КОМИТЕТ МАЛЫХ ГОРОДОВ\nЧУВАШСКОЙ РЕСПУБЛИКИ\n428004, г. Чебоксары, Дорожный проезд, д. 5"),
        ("addressee", "Главам администраций\nгородских округов"),
        ("body", "Уважаемые руководители!\n\nПросим сообщить о возможности участия в заседании."),
        ("signature", "Председатель Комитета\tГ.П. Салмин"),
    ],
    "a heading below the session, a form to be filled in": [
        ("letterhead", "СОВЕТ ДЕПУТАТОВ\nЛЕСНОГО РАЙОНА"),
        ("kind", "РЕШЕНИЕ"),
        ("title", "(пятая очередная сессия)"),
        ("registration", "«___» __________ 2024 г.\t№ ____"),
        ("place", "с. Лесное"),
        ("title", "О ремонте дорог"),
        ("body", "Совет депутатов РЕШИЛ:\n\n1. Одобрить план."),
        ("signature", "За председателя\tИ.И. Зорин"),
    ],
    "the act of a republic above the Russian one": [
        ("letterhead", "ЧĂВАШ РЕСПУБЛИКИ"),
        ("kind", "ЙЫШĂНУ"),
        ("registration", "12.03.2024 № 8"),
        ("letterhead", "Элӗк ялӗ\n\nАДМИНИСТРАЦИЯ АЛИКОВСКОГО ОКРУГА"),
        ("kind", "ПОСТАНОВЛЕНИЕ"),
        ("registration", "12.03.2024 № 8"),
        ("place", "село Аликово"),
        ("title", "О ремонте дорог"),
        ("body", "постановляет:\n\n1. Одобрить план."),
        ("signature", "Исполнительный директор\tИ.И. Зорин"),
    ],
    "a text without a heading below the addressee, a label of the executor": [
        ("letterhead", "МБУ «СТАРТ»"),
        ("registration", "15.03.2023 № 12"),
        ("addressee", "Начальнику отдела спорта\nИ.К. Горину"),
        ("body", "Школа «Старт» просит Вас выделить автобус."),
        ("signature", "Директор:\tИ.И. Зорин"),
        ("executor", "Исполнитель:\nГлавный специалист отдела\nЮрьева Инна Ильинична\nтел. 8 (3522) 41-17-20"),
    ],
    "the column of a republic below the Russian one": [
        ("letterhead", "РЕСПУБЛИКА ТАТАРСТАН\nИСПОЛНИТЕЛЬНЫЙ КОМИТЕТ\nЛЕСНОГО РАЙОНА"),
        ("kind", "ПОСТАНОВЛЕНИЕ"),
        ("registration", "№ 12"),
        ("letterhead", "ТАТАРСТАН РЕСПУБЛИКАСЫ\nУРМАН РАЙОНЫ\nБАШКАРМА КОМИТЕТЫ"),
        ("kind", "КАРАР"),
        ("registration", "«18» марта 2024 г."),
        ("title", "О ремонте дорог"),
        ("body", "Исполнительный комитет постановляет:\n\n1. Одобрить план."),
        ("signature", "Руководитель\tИ.И. Зорин"),
    ],
    "minutes without a letterhead": [
        ("kind", "ПРОТОКОЛ № 3"),
        ("title", "Заседания рабочей группы"),
        ("registration", "12.03.2024\tг. Курган"),
        ("body", "Присутствовали: Зорин И.И.\n\nРЕШИЛИ:\n\n1. Одобрить план."),
        ("signature", "Председатель\tИ.И. Зорин"),
    ],
    "a subject that begins otherwise": [
        ("letterhead", "МИНИСТЕРСТВО ДОРОГ"),
        ("registration", "15.03.2023 № 12"),
        ("addressee", "Главам районов\n\nЗориной Инне Ильиничне"),
        ("title", "По вопросу организации проезда"),
        ("body", "Сообщаем о закрытии моста."),
        ("signature", "Технический директор\tИ.И. Зорин"),
    ],
}


@pytest.mark.parametrize("parts", LETTERS.values(), ids=LETTERS.keys())
def test_roles(parts: list[tuple[str, str]], layout: Callable[[str], Layout], language: Language) -> None:
    (letter,) = segment(layout("\n\n".join(text for _, text in parts)), language)
    got = [(s.role, fold(letter.text[s.start : s.end])) for s in letter.sections]
    assert got == [(role, fold(text)) for role, text in parts]


def test_a_preamble_right_below_the_title(layout: Callable[[str], Layout], language: Language) -> None:
    head = "КОМИТЕТ ФИНАНСОВ\n\nПРИКАЗ\n\n11.02.2022 № 9\n\n"
    (letter,) = segment(layout(head + "О проверке складов\nи гаражей\nНа основании жалобы приказываю:"), language)
    got = {s.role: fold(letter.text[s.start : s.end]) for s in letter.sections}
    assert (got["title"], got["body"]) == ("О проверке складов и гаражей", "На основании жалобы приказываю:")


ROLES = {
    "a place below the name of the body, a blank number with its year": (
        (
            "Бюджетное учреждение\n«МУЗЕЙ № 2»\nг. КУРГАН\n640000, г. Курган, ул. Мира, 10.\n\nИСХ._________ от ________ 2018г.\n\n"
            "Начальнику отдела\nЮдину А.А.\n\nПросим сдать отчёт.\n\nДиректор\tЛ.Л. Лобов"
        ),
        ["letterhead", "place", "letterhead", "registration", "addressee", "body", "signature"],
    ),
    "an address is no place": (
        "МУЗЕЙ ИСКУССТВ\nг. Курган\nул. Мира, 10\n\n11.02.2022 № 9\n\nПросим сдать отчёт.",
        ["letterhead", "registration", "body"],
    ),
    "the addressee at the right of the number": (
        "МУЗЕЙ ИСКУССТВ\n\n11.02.2022 № 9\tДиректору школы\nгорода Кургана\nА.А. Юдину\n\nПросим сдать отчёт.",
        ["letterhead", "registration", "addressee", "body"],
    ),
    "a letterhead in capitals but for its short name, below an addressee beside it": (
        (
            "МИНИСТЕРСТВО ЛЕСА\n\nРуководителям отделов\n\nФЕДЕРАЛЬНАЯ СЛУЖБА\nПО НАДЗОРУ\n(Рослеснадзор)\n\n"
            "ул. Мира, 10, Москва\nтел. (495) 607-80-04\n\n11.02.2022 № 9\n\nПросим сдать отчёт."
        ),
        ["letterhead", "addressee", "letterhead", "registration", "body"],
    ),
    "codes of the letterhead below an addressee beside it": (
        (
            "МУЗЕЙ ИСКУССТВ\n\nРуководителям отделов\nгорода Кургана\n\nОКПО 74802152, ОГРН 1045504009418\n\n11.02.2022 № 9\n\n"
            "Просим сдать отчёт."
        ),
        ["letterhead", "addressee", "letterhead", "registration", "body"],
    ),
    "a place with hyphens beside a day in quotes": (
        "МУЗЕЙ ИСКУССТВ\n\nПРИКАЗ № 5\n\nг. Ростов-на-Дону\t«07» 02 2025 г.\n\n«О музее»\n\nприказываю:\n\n1. Открыть музей.",
        ["letterhead", "kind", "registration", "title", "body"],
    ),
    "a farmstead": (
        "МУЗЕЙ ИСКУССТВ\n\nПРИКАЗ\n\n17 марта 2014 года\t№ 42\tх. Ольховый\n\nО музее\n\nприказываю:\n\n1. Открыть музей.",
        ["letterhead", "kind", "registration", "title", "body"],
    ),
    "the town of the addressee": (
        "МУЗЕЙ ИСКУССТВ\n\n11.02.2022 № 9\n\nДиректору школы\nг. Кургана\nА.А. Юдину\n\nПросим сдать отчёт.",
        ["letterhead", "registration", "addressee", "body"],
    ),
    "the day, then «Исх.» and the number": (
        "МУЗЕЙ ИСКУССТВ\n\n«11» февраля 2022 г. Исх. № 9\n\nПросим сдать отчёт.",
        ["letterhead", "registration", "body"],
    ),
    "a heading that goes on as a preamble begins": (
        "ГУБЕРНАТОР ОБЛАСТИ\n\nПЕРЕЧЕНЬ ПОРУЧЕНИЙ\nпо итогам поездки в район\n\n17.06.2024\n\n№ 4\n\n1. Сдать отчёт.",
        ["letterhead", "kind", "title", "registration", "body"],
    ),
    "a letterhead without an empty line above a long text": (
        (
            "Курганская область\nЯсный район\nР А С П О Р Я Ж Е Н И Е\nОт 15 марта 2022 года № 7\n"
            "В целях улучшения санитарного состояния и благоустройства населённых пунктов и их окрестностей распоряжаюсь:"
        ),
        ["letterhead", "kind", "registration", "body"],
    ),
    "a short first sentence below the addressee": (
        (
            "ОТДЕЛ КУЛЬТУРЫ\n\n11.02.2022 № 9\n\nО конкурсе хоров\n\nДиректорам сельских домов культуры\n\n"
            "Отдел культуры сообщает, что конкурс состоится 7 мая.\n\nПросим сдать заявки.\n\nНачальник\tА.А. Юдин"
        ),
        ["letterhead", "registration", "title", "addressee", "body", "signature"],
    ),
    "a section sign above the title": (
        "КОМИТЕТ ФИНАНСОВ\n\nПРИКАЗ\n\n11.02.2022 № 9\n\n§ 1\n\nО приёме на работу\n\nприказываю:\n\n1. Принять Юдина А.А.",
        ["letterhead", "kind", "registration", "title", "body"],
    ),
    "a title in capitals above a sentence": (
        "КОМИТЕТ ФИНАНСОВ\n\nПИСЬМО\n\nот 11.02.2022 № 9\n\nО ПРОВЕРКЕ СКЛАДОВ\nКомитет сообщает о проверке складов.",
        ["letterhead", "kind", "registration", "title", "body"],
    ),
    "an item on electronic signatures, enclosures right below the text": (
        (
            "11.02.2022 № 9\n\nПросим:\n1. Оплатить сертификаты электронной подписи.\n2. Сдать отчёт.\nПриложения:\n"
            "1. Форма на 2 л. в 1 экз.\n\nДиректор\tА.А. Юдин"
        ),
        ["registration", "body", "enclosure", "signature"],
    ),
    "an enclosure inside an item": (
        (
            "КОМИТЕТ ФИНАНСОВ\n\nПРИКАЗ\n\n11.02.2022 № 9\n\nприказываю:\n\n1. Утвердить прейскурант.\n\n"
            "Приложение – «Прейскурант на услуги».\n\n2. Заключать договоры.\n\nДиректор\tА.А. Юдин"
        ),
        ["letterhead", "kind", "registration", "body", "enclosure", "body", "signature"],
    ),
    "regards before the post": (
        "11.02.2022 № 9\n\nПросим сдать отчёт.\n\nС уважением, генеральный директор\nООО «Лес»\tА.А. Юдин",
        ["registration", "body", "signature"],
    ),
    "an approval in quotes": (
        "«УТВЕРЖДАЮ»\nДиректор школы\n_____ А.А. Юдин\nПриказ № 81 от 27.08.2019\n\nПЛАН РАБОТЫ\nшколы\n\n1. Провести слёт.",
        ["approval", "kind", "title", "body"],
    ),
    **{
        f"addressees by a list, {words}": (
            f"МУЗЕЙ ИСКУССТВ\n\n11.02.2022 № 9\n\n{words}\n\nПросим сдать отчёт.\n\nДиректор\tА.А. Юдин",
            ["letterhead", "registration", "addressee", "body", "signature"],
        )
        for words in ("СОГЛАСНО СПИСКУ", "Согласно списку", "Согласно списку рассылки", "ПО СПИСКУ", "ПО РАССЫЛКЕ")
    },
    **{
        f"an enclosure below its mark: {words}": (
            f"11.02.2022 № 9\n\nПросим сдать отчёт.\n\nПриложение:\n\n{words}\n\nДиректор\tА.А. Юдин",
            ["registration", "body", "enclosure", "signature"],
        )
        for words in ("- форма отчёта", "форма на 3 л.", "форма на 3 листах", "форма отчёта, 2 экз.")
    },
    **{
        f"a label before the addressee: {label}": (
            f"МУЗЕЙ ИСКУССТВ\n\n11.02.2022 № 9\n\n{label}: ООО «ЛЕС»\n\nПросим сдать отчёт.\n\nДиректор\tА.А. Юдин",
            ["letterhead", "registration", "addressee", "body", "signature"],
        )
        for label in ("КОМУ", "АДРЕСАТ")
    },
    "two posts of one sentence sign nothing": (
        "11.02.2022 № 9\n\nПросим сдать отчёт.\n\nСекретарь назначен; отчёт сдал\tА.А. Юдин",
        ["registration", "body"],
    ),
    "a numbered list of copies": (
        (
            "КОМИТЕТ ФИНАНСОВ\n\n11.02.2022 № 9\n\nПросим сдать отчёт.\n\nДиректор\tА.А. Юдин\n\nСписок рассылки:\n"
            "1. Отдел бюджета администрации Ясного района\n2. Отдел учёта"
        ),
        ["letterhead", "registration", "body", "signature", "distribution"],
    ),
}


@pytest.mark.parametrize("name", ROLES)
def test_roles_in_one_block(name: str, layout: Callable[[str], Layout], language: Language) -> None:
    text, roles = ROLES[name]
    (document,) = segment(layout_of(text), language)
    assert [section.role for section in document.sections] == roles


def test_several_letters_of_one_file(layout: Callable[[str], Layout], language: Language) -> None:
    whole = ["\n\n".join(text for _, text in LETTERS[name]) for name in list(LETTERS)[:3:2]]
    letters = segment(layout("\n\n".join(whole)), language)
    assert [letter.sections[0].role for letter in letters] == ["letterhead", "letterhead"]
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
    (cues.is_kind, "Докладная записка.", True),
    (cues.is_labelled, "Время передачи: 10 ч 15 мин", True),
    (cues.is_day, "«___» _________ 2024 г.", True),
    (cues.is_day, "20 2024", False),
    (cues.starts_title, "О.В. Ковальчук", False),
    (cues.starts_enclosure, "Приложение: на 3 л. в 1 экз.", True),
    (cues.starts_enclosure, "Приложение на 5 листах", True),
    (cues.starts_annex, "Приложение № 2", True),
    (cues.starts_annex, "Приложение к приказу министерства", True),
    (cues.starts_annex, "Приложение: на 3 л. в 1 экз.", False),
    (cues.is_name, "В.В. Булыгин", True),
    (cues.is_name, "Булыгин В.В.", True),
    (cues.is_name, "Мирошниченко С.В.:", False),
    (cues.is_name, "Рогов Олег Кузьмич", True),
    (cues.is_name, "Лукина Анна Ильинична", True),
    (cues.is_name, "Асланов Вагиф Гасан оглы", True),
    (cues.starts_post, "Ректор", True),
    (cues.starts_post, "Ректору", False),
    (cues.starts_post, "Ответственный секретарь", True),
    (cues.starts_post, "Ответственный: Втюрин О.Р.", False),
    (cues.starts_post, "Врио министра", True),
    (cues.is_stamp, "«__» _____ 2019", True),
    (cues.is_stamp, "ВХ-КО-1895/2023", True),
    (cues.is_stamp, "Решение совещания", False),
    (cues.is_place, "г. Санкт-Петербург", True),
    (cues.is_place, "г. Тверь, ул. Советская, д. 1", False),
    (cues.is_place, "Москва", True),
    (cues.is_registration, "от 17.02.2023 г. Курган № 116", True),
    (cues.is_registration, "15.03.2023 № 1024\tна № 45-к от 01.03.2023", True),
    (cues.is_labelled, "Передана: 12.03.2024", True),
    (cues.is_labelled, "Передать главам поселений", False),
    (cues.is_minutes, "ПРОТОКОЛ № 3", True),
    (cues.is_minutes, "ПРИКАЗ", False),
    (cues.may_be_city, "Великий Новгород", True),
    (cues.may_be_city, "Директор", False),
    (cues.starts_approval, "УТВЕРЖДАЮ", True),
    (cues.starts_approval, "Согласовано", True),
    (cues.starts_approval, "Утвердить план", False),
    (cues.is_salutation, "Уважаемая Анна Петровна!", True),
    (cues.is_salutation, "Глубокоуважаемые коллеги!", True),
    (cues.is_salutation, "Коллегам", False),
    (cues.starts_decision, "1. СЛУШАЛИ:", True),
    (cues.starts_decision, "Председатель: Юдин А.А.", False),
    (cues.is_edition_note, "(в ред. Приказа Минпросвещения РФ от 18.07.2022 N 569)", True),
    (cues.is_edition_note, "в редакционный отдел", False),
    (cues.starts_item, "2.5 направить", True),
    (cues.starts_item, "а) направить", True),
    (cues.starts_item, "- направить", True),
    (cues.starts_item, "2024 год", False),
    (cues.starts_chapter, "IV. Порядок работы", True),
    (cues.starts_chapter, "Раздел 2", True),
    (cues.starts_chapter, "Главам поселений", False),
    (
        cues.is_prose,
        "Во исполнение поручения сообщаем, что все работы по подготовке дорог к зиме завершены в срок и в полном объёме.",
        True,
    ),
    (
        cues.is_prose,
        "ул. Мира, 5, г. Курган, 640000, во дворе дома справа от входа в здание, второй этаж, дверь направо и ещё раз направо.",
        False,
    ),
    (cues.is_prose, "Короткая строка.", False),
    (cues.is_surname, "Мищенко", True),
    (cues.is_surname, "Мищенко К.", False),
    (cues.starts_with_name, "Зорин И.И. – председатель комиссии", True),
    (cues.starts_with_name, "Председатель комиссии Зорин И.И.", False),
    (cues.has_phone, "(8142) 78-26-43", True),
    (cues.has_phone, "доб. 112", True),
    (cues.has_phone, "№ 12-05", False),
    (cues.starts_executor, "Исп. Мищенко К.К.", True),
    (cues.starts_executor, "Контактное лицо: Мищенко", True),
    (cues.starts_executor, "Исполнить поручение", False),
    (cues.names_executor, "Исполнитель: Мищенко К.К.", True),
    (cues.names_executor, "Исполнитель: отдел кадров", False),
    (cues.starts_distribution, "Разослать: в дело", True),
    (cues.starts_distribution, "Копия: прокурору", True),
    (cues.starts_distribution, "Рассылкам", False),
    (cues.is_copy, "Копии: главам поселений", True),
    (cues.is_copy, "Копия – прокурору района", True),
    (cues.is_copy, "Копия верна", False),
    (cues.starts_approved, "УТВЕРЖДЕНО приказом", True),
    (cues.starts_approved, "УТВЕРЖДАЮ", False),
    (cues.is_registered, "Зарегистрировано в Минюсте России 5 июля 2021 г.", True),
    (cues.is_registered, "Вх. № 115", True),
    (cues.is_registered, "Регистрация обращений", False),
    (cues.is_bare_number, "02-02-01-01-6312/2023", True),
    (cues.is_bare_number, "Курган", False),
    (cues.is_bare_number, "2", False),  # of a page
    (cues.names_body, "Комитет финансов", True),
    (cues.names_body, "ФБУ «Тест»", True),
    (cues.names_body, "МУП «Тест»", True),
    (cues.names_body, "АНО «Тест»", True),
    (cues.names_body, "Иванову Ивану", False),
]


@pytest.mark.parametrize(("cue", "line", "expected"), CUES)
def test_cues(cue: Callable[[str], bool], line: str, expected: bool) -> None:
    assert cue(line) is expected


LINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "cues.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("cue", "seen", "line"), LINES)
def test_forms_of_cues(cue: str, seen: str, line: str) -> None:
    assert getattr(cues, cue)(line.replace("\\t", "\t")) is (seen == "yes")


def test_a_long_addressee_at_the_right_below_the_heading(language: Language) -> None:
    whom = ["Руководителям управляющих", "организаций, товариществ", "собственников жилья,", "жилищных кооперативов"]
    whom += ["и организаций, ведающих", "содержанием имущества", "домов на территории города"]
    left = ["АДМИНИСТРАЦИЯ ГОРОДА", "ЗАРЕЧНОГО", "", "14.05.2021 № 12-03/88", "", "О вывозе снега"]
    lines = [f"{a:36}{b}" for a, b in zip_longest(left, whom, fillvalue="")]
    printed = "\n".join([*lines, "", "Администрация города предлагает до 18 мая 2021 года вывезти снег."])
    (letter,) = segment(compose([page(printed)]), language)
    assert [fold(letter.text[s.start : s.end]) for s in letter.of("addressee")] == [" ".join(whom)]


def test_a_short_line_in_the_middle_of_the_letterhead(language: Language) -> None:
    lines = ["ДУМА ЗАРЕЧНОГО ОКРУГА", "", "пятый созыв", "", "РЕШЕНИЕ", "", "14.05.2021 № 74", "", "О бюджете"]
    printed = "\n".join([*(line.center(88) for line in lines), "", "Дума РЕШИЛА:", "", "1. Утвердить бюджет."])
    (letter,) = segment(compose([page(printed)]), language)
    assert letter.of("addressee") == ()


def test_an_enclosure_right_below_a_sentence(language: Language) -> None:
    text = "12.02.2024 № 77\n\nДиректорам школ\n\nПросим направить отчёт по форме.\nПриложение: форма на 1 л.\n\nМинистр\tП.П. Зуев"
    (letter,) = segment(layout_of(text), language)
    assert [letter.text[s.start : s.end] for s in letter.of("enclosure")] == ["Приложение: форма на 1 л."]


def test_a_post_and_a_name() -> None:
    match = cues.post_and_name("Первый заместитель\nминистра\tВ.В. Булыгин")
    assert match is not None
    assert match.groupdict() == {"post": "Первый заместитель\nминистра", "name": "В.В. Булыгин"}
    assert cues.post_and_name("Отчёт подготовил В.В. Булыгин") is None
