"""Requisites: number, date, place, reply, stamps, kind, title, signatories, executor, each in the letter around it."""

from collections.abc import Callable

import pytest

from extractors.language import Language
from extractors.requisites.kind import find_kind
from extractors.requisites.registration import find_date, find_number, find_place, find_registrations, find_reply
from extractors.requisites.signature import find_executor, find_signatories
from extractors.requisites.title import find_title
from extractors.segment import segment
from schemas.layout import Layout
from schemas.letter import Letter

Read = Callable[[str], Letter]
ORDER = "КОМИТЕТ ФИНАНСОВ\n\nПРИКАЗ\n\n{}\n\nО бюджете\n\nприказываю:\n\n1. Сократить расходы.\n\nПредседатель комитета\tН.Н. Лобов"
HEADED = ORDER.replace("ПРИКАЗ\n\n{}", "{}")
LETTER = "КОМИТЕТ ФИНАНСОВ\n\n{}\n\nДиректорам школ\n\nУважаемые коллеги!\n\nПросим сократить расходы.\n\nПредседатель комитета\tН.Н. Лобов"
SIGNED = (
    "КОМИТЕТ ФИНАНСОВ\n\n11.02.2022 № 9\n\nДиректорам школ\n\nУважаемые коллеги!\n\nПросим сократить расходы.\n\n{}"
)
ENDING = SIGNED.format("Председатель комитета\tН.Н. Лобов\n\n{}")
LAW = "ГУБЕРНАТОР КУРГАНСКОЙ ОБЛАСТИ\n\nУКАЗ\n\nО наградах\n\nВ целях поощрения постановляю:\n\n1. Учредить знак.\n\nГубернатор Курганской области\tВ.М. Шубин\n\n{}"
ACT = "КОМИТЕТ ФИНАНСОВ\n\n04.06.2021 № 8\n\nО бюджете\n\nВ целях экономии комиссия {}:\n\n1. Сократить расходы.\n\nПредседатель комитета\tН.Н. Лобов"
MINUTES = "АДМИНИСТРАЦИЯ ГОРОДА КУРГАНА\n\nПРОТОКОЛ\n\nзаседания комиссии\n\n{}\n\nРЕШИЛИ:\n\n1. Провести субботник.\n\nПредседатель\tА.А. Юдин"
PLAN = "УТВЕРЖДЕН\nприказом от 12.03.2024 № 7\n\n{}\n\n1. Провести инструктаж. Срок: до 1 апреля 2024 г."


@pytest.fixture
def read(layout: Callable[[str], Layout], language: Language) -> Read:
    return lambda text: segment(layout(text), language)[0]


NUMBERS = [
    (ORDER, "04.06.2021 № 88-ОД", "88-ОД", "number.head"),
    (ORDER, "«11» марта 2024 года № 742 - п", "742-п", "number.head"),
    (ORDER, "от 17.02.2023 N 10-32/419", "10-32/419", "number.head"),
    (ORDER, "№ 116 от 17.02.2023", "116", "number.head"),
    (ORDER, "№ 57от 17.02.2023", "57", "number.head"),
    (ORDER, "№ 57от17.02.2023", "57", "number.head"),
    (ORDER, "17.02.2023 № 15(к)", "15(к)", "number.head"),
    (ORDER, "17.02.2023 № НР 15-2/10", "НР15-2/10", "number.head"),
    (ORDER, "______ № ______", None, None),
    (ORDER, "17.02.2023\tг.Курган\t171 пр", "171пр", "number.unsigned"),
    (ORDER, "от 17.02.2023 N337-р", "337-р", "number.head"),
    (ORDER, "№ НР 15-2/10 от 17.02.2023", "НР15-2/10", "number.head"),
    (ORDER, "________ № ________\n\nО внесении изменений в приказ от 21 февраля 2021 г. № 62", None, None),
    (HEADED, "ПРИКАЗ от 15.03.2023 01-24/118", "01-24/118", "number.unsigned"),
    (LETTER, "15.03.2023 № 9\nна № 45-к от 01.03.2023", "9", "number.head"),
    (HEADED, "ПРОТОКОЛ № « 5 »", "5", "number.head"),
    (LETTER, "15-Исх-7142\n02.04.2024", "15-Исх-7142", "number.unsigned"),
    (ORDER, "от «23» апреля 2018 г.\n\nКАРАР\n\n№ 285", "285", "number.head"),
    (PLAN, "ПЛАН\nработы школы", "7", "number.approval"),
    ("РАССМОТРЕНО\nпротокол от 26.12.2025 № 4\n\n" + PLAN.replace(" № 7", ""), "ПЛАН\nработы школы", None, None),
    (
        PLAN.replace("приказом от 12.03.2024 № 7", "директором МОУ «СОШ № 11»\n12.03.2024"),
        "ПЛАН\nработы школы",
        None,
        None,
    ),
    (LAW, "г. Курган\n26 июня 2024 года\n№ 41", "41", "number.foot"),
    (ORDER, '"17" мая 2023 г. N 308', "308", "number.head"),
    (LETTER, "исх. 308 от 17.05.2023", "308", "number.head"),
    (ORDER, "17.05.2023\tЛесной\t№ 308", "308", "number.head"),
    ("Вх. № 612 от 18.05.2023\n\n" + LETTER, "Форма 4", None, None),
    (ORDER, "«17» 05.2023 г.\t№ 308", "308", "number.head"),
    (ORDER, "«__» мая 2023 г.\t№ 308", "308", "number.head"),
    (ORDER, "«17» май 2023 й.\t№ 308\t«17» мая 2023 г.", "308", "number.head"),
    (LETTER, "ул. Лесная, 4\tот 17.05.2023 № 9-л\nтел. 41-22-33\tна № 77 от 11.05.2023", "9-л", "number.letterhead"),
]


@pytest.mark.parametrize(("form", "line", "number", "rule"), NUMBERS)
def test_number(form: str, line: str, number: str | None, rule: str | None, read: Read) -> None:
    hit = find_number(read(form.format(line)))
    assert (hit and hit.value, hit and hit.rule) == (number, rule)


DATES = [
    (ORDER, "04.06.2021 № 88-ОД", "2021-06-04", "date.head"),
    (ORDER, "« 23 » января 2019 г. № 3", "2019-01-23", "date.head"),
    (ORDER, "______ № ______", None, None),
    (ORDER, "От «04»\tмая\t2011 г.\t№ ", "2011-05-04", "date.head"),
    (LETTER, "15.03.2023 № 9\nна № 45-к от 01.03.2022", "2023-03-15", "date.head"),
    (PLAN, "ПЛАН\nработы школы", "2024-03-12", "date.approval"),
    (LAW, "г. Курган\n26 июня 2024 года\n№ 41", "2024-06-26", "date.foot"),
    (ORDER, "посёлок Мирный-2 14 мая 2020", "2020-05-14", "date.place"),
    (ORDER, "г. Курган, 14.05.2020", "2020-05-14", "date.head"),
    (HEADED, "ПРИКАЗ\n\nО расходах\nот 14 мая 2020 г. № 5", "2020-05-14", "date.title"),
    (LETTER, "ул. Лесная, 4\tот 17.05.2023 № 9\nтел. 41-22-33\tна № 77 от 11.05.2023", "2023-05-17", "date.letterhead"),
    (MINUTES, "Дата проведения: 14.05.2020", "2020-05-14", "date.meeting"),
    (MINUTES, "Время проведения: 14.05.2020 в 10:00", "2020-05-14", "date.meeting"),
    ("Вх. № 1187\nот 08.05.2018\n\n" + LETTER, "от 07.05.2018 № 14", "2018-05-07", "date.head"),
]


@pytest.mark.parametrize(("form", "line", "day", "rule"), DATES)
def test_date(form: str, line: str, day: str | None, rule: str | None, read: Read) -> None:
    hit = find_date(read(form.format(line)))
    assert (hit and str(hit.value), hit and hit.rule) == (day, rule)


PLACES = [
    (ORDER, "04.06.2021 № 88-ОД\n\nг. Курган", "г. Курган", "place.line"),
    (ORDER, "04.06.2021\tг. Курган\t№ 88-ОД", "г. Курган", "place.registration"),
    (
        MINUTES.replace("заседания комиссии\n\n", "заседания комиссии\n"),
        "от 14 мая 2020 года\tг. Курган",
        "г. Курган",
        "place.registration",
    ),
    (ORDER, "04.06.2021 № 88-ОД\n\nс. Усть-Цильма", "с. Усть-Цильма", "place.line"),
    (ORDER, "04 июня 2021 г. № 88-ОД", None, None),
    (ORDER, "04.06.2021 № 88-ОД\nНижний Лесной", "Нижний Лесной", "place.line"),
    (ORDER, "04.06.2021 № 88-ОД\n\nг. Курган\tПРОЕКТ", "г. Курган", "place.line"),
    (ORDER, "04.06.2021 № 88-ОД\n\nУсма хули / с. Лесное", "с. Лесное", "place.line"),
    (ORDER, "04.06.2021\tЛесной\t№ 88-ОД", "Лесной", "place.registration"),
    (ORDER, "_________ 2021 г.\tг. Курган\t№ ____-о", "г. Курган", "place.registration"),
    (ORDER, "04.06.2021 № 88-ОД, с. Лесное", "с. Лесное", "place.registration"),
    *(
        (ORDER, f"04.06.2021\t{place}\t№ 88-ОД", place, "place.registration")
        for place in [
            "город Курган",
            "г.Курган",
            "пгт Лесной",
            "пгт. Лесной",
            "п. Лесной",
            "пос. Лесной",
            "х. Лесной",
            "с. Лесное",
            "рп Лесной",
            "рп. Лесной",
            "ст. Лесная",
            "ст-ца Лесная",
            "сл. Лесная",
            "д. Лесная",
            "Москва",
            "МОСКВА",
            "Санкт-Петербург",
            "САНКТ-ПЕТЕРБУРГ",
        ]
    ),
    (ORDER, "4 июня 2021 г\tМОСКВА\t№ 88-ОД", "МОСКВА", "place.registration"),
    (ORDER, "4 июня 2021 г. Курган\t№ 88-ОД", None, None),
    (ORDER, "04.06.2021\tМосква", "Москва", "place.registration"),
    (ORDER, "Москва\t04.06.2021 № 88-ОД", "Москва", "place.registration"),
]


@pytest.mark.parametrize(("form", "line", "place", "rule"), PLACES)
def test_place(form: str, line: str, place: str | None, rule: str | None, read: Read) -> None:
    hit = find_place(read(form.format(line)))
    assert (hit and hit.value, hit and hit.rule) == (place, rule)


REPLIES = [
    ("15.03.2023 № 9\nна № 45-к от 01.03.2023", ("45-к", "2023-03-01")),
    ("15.03.2023 № 9\nНа Ваш № 12/3\nот 01.02.2023", ("12/3", "2023-02-01")),
    ("15.03.2023 № 9\nна № ____ от 01.02.2023", (None, "2023-02-01")),
    ("15.03.2023 № 9\nна № ________ от ________", None),
    ("15.03.2023 № 9", None),
    ("Исх. № 9 от 15.03.2023\nНа вх. № 77-к от 01.03.2023", ("77-к", "2023-03-01")),
]


@pytest.mark.parametrize(("lines", "expected"), REPLIES)
def test_reply(lines: str, expected: tuple[str | None, str] | None, read: Read) -> None:
    hit = find_reply(read(LETTER.format(lines)))
    assert (hit and (hit.value.number, str(hit.value.date))) == expected


STAMPS = [
    ("Вх. № 115 от 14.02.2022", [("115", "2022-02-14")]),
    ("14.02.2022\n115-в", [("115-в", "2022-02-14")]),
    ("МБУ «Комплексный центр»\nВх. № 612 от 03.04.2024", [("612", "2024-04-03")]),
    ("МБУ «Комплексный центр\nимени А.А. Юдина» г. Курган\nВходящий № 612\n« 03 » 04 2024", [("612", "2024-04-03")]),
    ("МУП «Лесной комбинат»\nВх. № 612 «03» 04 2024 г.", [("612", "2024-04-03")]),
    ("Администрация города\nвх. 14.02.2022 № 115-вх", [("115-вх", "2022-02-14")]),
    ("Вх. № 115\n14.02.2022\nВх. № 116", [("115", "2022-02-14"), ("116", "None")]),
    ("Сертификат: 00AA11BB\nДействителен с 01.01.2022 по 01.04.2023", []),
]


@pytest.mark.parametrize(("stamp", "expected"), STAMPS)
def test_registrations(stamp: str, expected: list[tuple[str, str]], read: Read) -> None:
    found = find_registrations(read(ENDING.format(stamp)))
    assert [(hit.value.number, str(hit.value.date)) for hit in found] == expected


def test_state_registration_above_the_letterhead(read: Read) -> None:
    stamp = "МИНИСТЕРСТВО ЮСТИЦИИ\nЗАРЕГИСТРИРОВАНО\nРегистрационный № 4821\nот 22 апреля 2025 г.\n\n"
    document = read(stamp + ORDER.format("04.06.2021 № 88-ОД"))
    assert [(hit.value.number, str(hit.value.date)) for hit in find_registrations(document)] == [("4821", "2025-04-22")]
    assert document.of("letterhead")[0].start == len(stamp)


def test_state_registration_below_the_title(read: Read) -> None:
    title = "О проверке складов\nЗарегистрирован в Минюсте РФ 25 мая 2019 г.\nРегистрационный N 3989\n\n"
    document = read(f"ПРИКАЗ\n\n04.06.2021 № 8\n\n{title}В целях порядка приказываю:\n\n1. Провести осмотр.")
    assert [(hit.value.number, str(hit.value.date)) for hit in find_registrations(document)] == [("3989", "2019-05-25")]


def test_kind_number_and_title_in_one_line(read: Read) -> None:
    document = read("Письмо Минтранса РФ от 05.11.2014 № АБ-21-07/3350 «О сведениях»\n\nПросим представить отчёт.")
    number, day, title = find_number(document), find_date(document), find_title(document, "letter")
    assert (number and number.value, day and str(day.value), title and title.value) == (
        "АБ-21-07/3350",
        "2014-11-05",
        "О сведениях",
    )


def test_the_own_number_at_the_foot_is_no_stamp(read: Read) -> None:
    document = read(ORDER.format("04.06.2021 № 88-ОД") + "\n\nМосква\n5 июня 2021 г.\nN 88-ОД")
    assert find_registrations(document) == ()


def test_the_number_of_a_law_is_no_stamp(read: Read) -> None:
    assert find_registrations(read(LAW.format("г. Курган\n26 июня 2024 года\n№ 41"))) == ()


LETTERS = "СОПРОВОДИТЕЛЬНОЕ|ИНФОРМАЦИОННОЕ|СЛУЖЕБНОЕ|ИНСТРУКТИВНОЕ|ИНСТРУКТИВНО-МЕТОДИЧЕСКОЕ|ГАРАНТИЙНОЕ"
MEMOS = "Служебная|Докладная|Пояснительная|Объяснительная|Аналитическая"
OTHERS = "ПОЛОЖЕНИЕ|ПОРЯДОК|РЕГЛАМЕНТ|ПРАВИЛА|СОГЛАШЕНИЕ|АКТ|ЗАКОН"
KINDS = [
    (ORDER.format("04.06.2021 № 88-ОД"), "order", "kind.heading"),
    (ORDER.replace("ПРИКАЗ", "П Р И К А З").format("04.06.2021 № 88-ОД"), "order", "kind.heading"),
    (ORDER.replace("ПРИКАЗ", "РАСПОРЯЖЕНИЕ").format("04.06.2021 № 8"), "directive", "kind.heading"),
    (ORDER.replace("ПРИКАЗ", "Служебная записка").format("04.06.2021"), "memo", "kind.heading"),
    (ORDER.replace("ПРИКАЗ\n\n", "").format("04.06.2021 № 8"), "order", "kind.verb"),
    (HEADED.format("ТЕЛЕФОНОГРАММА № 5"), "letter", "kind.heading"),
    (HEADED.format("Ходатайство"), "letter", "kind.heading"),
    (HEADED.format("Рапорт"), "memo", "kind.heading"),
    *((HEADED.format(f"{word} ПИСЬМО"), "letter", "kind.heading") for word in LETTERS.split("|")),
    *((HEADED.format(heading), "letter", "kind.heading") for heading in ("ПИСЬМО", "ТЕЛЕТАЙПОГРАММА № 5")),
    *((HEADED.format(f"{word} записка"), "memo", "kind.heading") for word in MEMOS.split("|")),
    *((HEADED.format(f"{word} О КОМИССИИ"), "other", "kind.heading") for word in OTHERS.split("|")),
    (HEADED.format("ПОСТАНОВЛЕНИЕ"), "resolution", "kind.heading"),
    (HEADED.format("РЕШЕНИЕ"), "decision", "kind.heading"),
    (HEADED.format("УКАЗАНИЕ"), "instruction", "kind.heading"),
    (MINUTES.format("14.05.2020"), "protocol", "kind.heading"),
    (ACT.format("постановляю"), "resolution", "kind.verb"),
    (ACT.format("распоряжаюсь"), "directive", "kind.verb"),
    (ACT.format("решила"), "decision", "kind.verb"),
    (ACT.format("решает"), "decision", "kind.verb"),
    (ACT.format("обязываю"), "directive", "kind.verb"),
    (HEADED.format("СПРАВКА"), "memo", "kind.heading"),
    (HEADED.format("ДОРОЖНАЯ КАРТА"), "plan", "kind.heading"),
    (ACT.format("приняли участие. СЛУШАЛИ"), "protocol", "kind.verb"),
    (PLAN.format("ПЛАН\nработы школы"), "plan", "kind.heading"),
    (PLAN.format("ПОЛОЖЕНИЕ О ПЛАНЕ"), "other", "kind.heading"),
    (LAW.format("№ 41"), "other", "kind.heading"),
    (LETTER.format("15.03.2023 № 9"), "letter", "kind.form"),
    ("ХУШУ\n\n" + ORDER.format("04.06.2021 № 8"), "order", "kind.heading"),
]


@pytest.mark.parametrize(("text", "kind", "rule"), KINDS)
def test_kind(text: str, kind: str, rule: str, read: Read) -> None:
    hit = find_kind(read(text))
    assert (hit.value, hit.rule) == (kind, rule)


TITLES = [
    ("О бюджете", "О бюджете"),
    ("«О бюджете города»", "О бюджете города"),
    ("О плане «Дороги»", "О плане «Дороги»"),
    ("Об исполнении\nбюджета города", "Об исполнении бюджета города"),
    ("Г Об исполнении\nбюджета", "Об исполнении бюджета"),
    ("««О бюджете\nгорода»", "О бюджете города"),
    ("«О бюджете МБУ «Старт»", "О бюджете МБУ «Старт»"),  # one mark closes two quotes
    ("Об исполнении бюджета.", "Об исполнении бюджета"),
    ("«Об исполнении бюджета».", "Об исполнении бюджета"),
    ("О бюджете на 2019-2020 гг.", "О бюджете на 2019-2020 гг."),
    ("По вопросу исполнения бюджета", "По вопросу исполнения бюджета"),
]


@pytest.mark.parametrize(("printed", "title"), TITLES)
def test_title(printed: str, title: str, read: Read) -> None:
    hit = find_title(read(ORDER.format("04.06.2021 № 8").replace("О бюджете", printed)), "order")
    assert hit is not None
    assert hit.value == title


def test_the_subject_below_the_name_of_a_meeting(read: Read) -> None:
    head = "14.05.2020\t№ 3\n\nг. Курган\n\nО ремонте складов"
    hit = find_title(read(MINUTES.format(head)), "protocol")
    assert hit is not None
    assert hit.value == "О ремонте складов"


def test_a_heading_below_the_addressee_is_no_addressee(read: Read) -> None:
    document = read(LETTER.format("15.03.2023 № 9").replace("Уважаемые", "Ходатайство\nо ремонте кровли\n\nУважаемые"))
    assert [document.text[part.start : part.end] for part in document.of("addressee")] == ["Директорам школ"]


def test_a_plan_is_headed_by_its_kind(read: Read) -> None:
    hit = find_title(read(PLAN.format("ПЛАН\nработы школы")), "plan")
    assert hit is not None
    assert hit.value == "ПЛАН работы школы"
    assert find_title(read(ORDER.format("04.06.2021 № 8").replace("О бюджете\n\n", "")), "order") is None


SIGNATURES = [
    ("Председатель комитета\tН.Н. Лобов", [("Лобов Н.Н.", "Председатель комитета")]),
    (
        "Первый заместитель\nпредседателя комитета\n\nЛобов Н.Н.",
        [("Лобов Н.Н.", "Первый заместитель председателя комитета")],
    ),
    ("Государственный инспектор труда\tН.Н. Лобов", [("Лобов Н.Н.", "Государственный инспектор труда")]),
    ("Врип главы города\tН.Н. Лобов", [("Лобов Н.Н.", "Врип главы города")]),
    ("Гл. агроном\tН.Н. Лобов", [("Лобов Н.Н.", "Гл. агроном")]),
    ("Директор\t(подпись)\tН.Н. Лобов", [("Лобов Н.Н.", "Директор")]),
    ("И.о. директора\tМ.П.\tН.Н. Лобов", [("Лобов Н.Н.", "И.о. директора")]),
    (
        "Директор\t(подпись)\tН.Н. Лобов\n\tМ.П.\nГлавный бухгалтер\t(подпись)\tА.А. Зорина",
        [("Лобов Н.Н.", "Директор"), ("Зорина А.А.", "Главный бухгалтер")],
    ),
    ("04.06.2021\t______ Лобов Н.Н.", [("Лобов Н.Н.", None)]),
    ("Директор\t[SIGNSTAMP]\tН.Н. Лобов", [("Лобов Н.Н.", "Директор")]),
    ("Председатель: ______ (Н.Н. Лобов)", [("Лобов Н.Н.", "Председатель")]),
    ("Директор\tЦ.-Б. Н. Лобов", [("Лобов Ц.-Б.Н.", "Директор")]),
    (
        "Заместитель губернатора –\tН.Н. Лобов\nминистр финансов",
        [("Лобов Н.Н.", "Заместитель губернатора – министр финансов")],
    ),
    ("Генеральный дирек;\nООО «Лес»\tН.Н. Лобов", [("Лобов Н.Н.", "Генеральный дирек; ООО «Лес»")]),  # under a seal
    ("С уважением, генеральный директор\nООО «Лес»\tН.Н. Лобов", [("Лобов Н.Н.", "генеральный директор ООО «Лес»")]),
    (
        "Директор музея\tДокумент подписан\nэлектронной подписью\nСертификат 00B3F1\tН.Н. Лобов",
        [("Лобов Н.Н.", "Директор музея")],
    ),
    ("И.о. директора\tН.Н Лобов", [("Лобов Н.Н.", "И.о. директора")]),
    ("Н.Н. Лобов\nпредседатель комитета", [("Лобов Н.Н.", "председатель комитета")]),
    ("Директор\tР.А. Гудовой", [("Гудовой Р.А.", "Директор")]),
    ("Директор\tР.А. Белых-Гудовой", [("Белых-Гудовой Р.А.", "Директор")]),
    (
        "Директор\tН.Н. Лобов\n\nГлавный бухгалтер\tО.О. Белая",
        [("Лобов Н.Н.", "Директор"), ("Белая О.О.", "Главный бухгалтер")],
    ),
    (
        "Директор\n\nДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ\nВладелец: Сомова Инна Олеговна",
        [("Сомова Инна Олеговна", "Директор")],
    ),
    *(
        (
            f"Документ подписан электронной подписью\nСертификат: 00AA11BB\n{owner}: Сомова Инна Олеговна",
            [("Сомова Инна Олеговна", None)],
        )
        for owner in ("Владелец", "Кому выдан", "Подписано", "Подписал")
    ),
]


@pytest.mark.parametrize(("ending", "expected"), SIGNATURES)
def test_signatories(ending: str, expected: list[tuple[str, str]], read: Read, language: Language) -> None:
    found = find_signatories(read(SIGNED.format(ending)), language)
    assert [(hit.value.name, hit.value.position) for hit in found] == expected


EXECUTORS = [
    ("Исп. Мищенко Ольга Петровна\n(3522) 41-22-33", ("Мищенко Ольга Петровна", None, "(3522) 41-22-33", None)),
    (
        "Исполнитель: главный специалист Белая О.О.\nтел. 41-22-33",
        ("Белая О.О.", "главный специалист", "41-22-33", None),
    ),
    ("Белая О.О.\n41-22-33\nbelaya@kurgan.example.ru", ("Белая О.О.", None, "41-22-33", "belaya@kurgan.example.ru")),
    ("Мищенко\n8 (35253) 5-18-44", ("Мищенко", None, "8 (35253) 5-18-44", None)),
    ("Белая О.О.\n2-15-80", ("Белая О.О.", None, "2-15-80", None)),
    (
        "Белая О.О.\n8 (83645) 9-12-37\nУТВЕРЖДЕН\nраспоряжением комитета",
        ("Белая О.О.", None, "8 (83645) 9-12-37", None),
    ),
    ("Приложение\nк письму от 11.02.2022 № 41-22-33", None),
    (
        "Исп.: Белая Ольга Олеговна, главный специалист отдела бюджета,\nтел. (3522) 41-22-33",
        ("Белая Ольга Олеговна", "главный специалист отдела бюджета", "(3522) 41-22-33", None),
    ),
    (
        "Исполнитель:\n\nконсультант отдела бюджета\nБелая О.О., тел.: 41-22-33",
        ("Белая О.О.", "консультант отдела бюджета", "41-22-33", None),
    ),
    (
        "Согласовано:\nначальник отдела ____ К.К. Ким\n\nБелая О.О.\n(3522) 41-22-33",
        ("Белая О.О.", None, "(3522) 41-22-33", None),
    ),
    (
        "Зам. директора по учёбе Белая Ольга Олеговна\nтел. 41-22-33",
        ("Белая Ольга Олеговна", "Зам. директора по учёбе", "41-22-33", None),
    ),
    ("Согласовано:\nБелая О.О.\nтел. 41-22-33", None),
    ("Исполнитель: Мищенко К.К., тел. 41-22-33", ("Мищенко К.К.", None, "41-22-33", None)),
    ("Исполнил Мищенко К.К.\n41-22-33", ("Мищенко К.К.", None, "41-22-33", None)),
    ("Исполнила: Мищенко К.К.\nмоб. 89145551234", ("Мищенко К.К.", None, "89145551234", None)),
    ("Контактное лицо: Мищенко К.К.\nфакс 41-22-33", ("Мищенко К.К.", None, "41-22-33", None)),
    ("Исп. Мищенко\n4-12-33", ("Мищенко", None, "4-12-33", None)),
    ("Исп. Мищенко К.\n41-22-33", ("Мищенко К.", None, "41-22-33", None)),
    ("Исп. Мищенко К.К., ведущий специалист, тел. 41-22-33", ("Мищенко К.К.", "ведущий специалист", "41-22-33", None)),
    ("Исп. Мищенко К.К. – специалист, моб. 89145551234", ("Мищенко К.К.", "специалист", "89145551234", None)),
    ("Исп. Мищенко К.К., факс 41-22-33", ("Мищенко К.К.", None, "41-22-33", None)),
    ("Исп. Мищенко К.К., эл. почта a@b.ru", ("Мищенко К.К.", None, None, "a@b.ru")),
    ("Исп. Мищенко К.К., каб. 12, тел. 41-22-33", ("Мищенко К.К.", None, "41-22-33", None)),
    ("Исп. Мищенко К.К., доб. 12", ("Мищенко К.К.", None, None, None)),
    ("Исп. Мищенко К.К., вн. 12", ("Мищенко К.К.", None, None, None)),
    ("Исп. Мищенко К.К.\ne-mail: a@b.ru", ("Мищенко К.К.", None, None, "a@b.ru")),
    ("Исп. Мищенко К.К.\nэлектронная почта: a@b.ru", ("Мищенко К.К.", None, None, "a@b.ru")),
    ("Исп. Мищенко К.К.\nадрес: a@b.ru", ("Мищенко К.К.", None, None, "a@b.ru")),
    ("Исп. Мищенко К.К. (тел. 41-22-33)", ("Мищенко К.К.", None, "41-22-33", None)),
    ("Исп. Мищенко К.К. 2412233", ("Мищенко К.К.", None, "2412233", None)),
    ("Исп. Мищенко К.К. 412233", ("Мищенко К.К.", None, "412233", None)),
    ("Исп. Мищенко", ("Мищенко", None, None, None)),
    ("Исп. Мищенко 41-22-33", ("Мищенко", None, "41-22-33", None)),
    ("Исп. Лепик Н.\n41-22-33", ("Лепик Н.", None, "41-22-33", None)),
    ("Исп. Мищенко К.К., телефон отдела 41-22-33", ("Мищенко К.К.", None, "41-22-33", None)),
    ("Исп. Мищенко К.К., т. рабочий 41-22-33", ("Мищенко К.К.", None, "41-22-33", None)),
    ("Исп. Мищенко К.К. – мобильный 41-22-33", ("Мищенко К.К.", None, "41-22-33", None)),
    ("Исп. Мищенко К.К., факс отдела 41-22-33", ("Мищенко К.К.", None, "41-22-33", None)),
    ("Исп. Мищенко К.К., эл. адрес отдела a@b.ru", ("Мищенко К.К.", None, None, "a@b.ru")),
    *(
        (f"Исп. Мищенко К.К., специалист, {label} 41-22-33", ("Мищенко К.К.", "специалист", "41-22-33", None))
        for label in ("т.", "моб.", "факс", "телефон")
    ),
    *(
        (f"Исп. Мищенко К.К., специалист, {label} a@b.ru", ("Мищенко К.К.", "специалист", None, "a@b.ru"))
        for label in ("e-mail", "эл. почта", "электронная почта", "адрес", "электронный адрес")
    ),
    ("41-22-33\nМищенко К.К.", ("Мищенко К.К.", None, "41-22-33", None)),
    ("Подготовила:\nБелая Ольга Олеговна\n(3522) 41-22-33", ("Белая Ольга Олеговна", None, "(3522) 41-22-33", None)),
    (
        "Белая Ольга Олеговна\nглавный специалист-эксперт\n(3522) 41-22-33",
        ("Белая Ольга Олеговна", "главный специалист-эксперт", "(3522) 41-22-33", None),
    ),
    ("Белая О.О.\nвн. тел. 212", ("Белая О.О.", None, "212", None)),
    ("Белая О.О.\n4-17", ("Белая О.О.", None, "4-17", None)),
    ("Исп. Белая О.О.\n(3522) 41-22-33, вн. 2117-31", ("Белая О.О.", None, "(3522) 41-22-33, вн. 2117-31", None)),
    ("Подготовила:\nюрисконсульт\nБелая Ольга Олеговна", None),
]


@pytest.mark.parametrize(("ending", "expected"), EXECUTORS)
def test_executor(ending: str, expected: tuple[str | None, ...] | None, read: Read, language: Language) -> None:
    hit = find_executor(read(ENDING.format(ending)), language)
    person = hit and hit.value
    assert (person and (person.name, person.position, person.phone, person.email)) == expected


@pytest.mark.parametrize(
    ("foot", "executor"),
    [("Исп. Белая О.О., 41-22-33", "Белая О.О."), ("Белая О.О.\n41-22-33", "Белая О.О."), ("Форма 12", None)],
)
def test_executor_at_the_foot_of_a_page(
    foot: str, executor: str | None, layout: Callable[[str], Layout], language: Language
) -> None:
    page = layout(ENDING.format(foot))
    last = page.items[-1].model_copy(update={"kind": "footer"})
    (letter,) = segment(page.model_copy(update={"items": (*page.items[:-1], last)}), language)
    hit = find_executor(letter, language)
    assert (hit and hit.value.name) == executor


@pytest.mark.parametrize(
    "act", ["приказ", "распоряжение", "постановление", "решение", "закон", "указ", "письмо", "протокол"]
)
def test_the_number_of_an_amended_act_is_not_the_documents_own(act: str, read: Read) -> None:
    title = f"О внесении изменений в {act} министерства от 19.07.2012 № 243"
    text = f"ДЕПАРТАМЕНТ ДОРОГ\n\nПРИКАЗ\n\n{title}\n\n1. Внести изменения.\n\nНачальник\tН.Н. Лобов"
    assert find_number(read(text)) is None


def test_a_name_inside_a_paragraph_signs_nothing(read: Read, language: Language) -> None:
    text = SIGNED.format(
        "О сроках сообщает отделу бюджета ежемесячно и без напоминаний старший\nинженер Юдин А.А.\n\nДиректор\tН.Н. Лобов"
    )
    assert [hit.value.name for hit in find_signatories(read(text), language)] == ["Лобов Н.Н."]


def test_a_letter_that_sends_a_letter_is_headed_by_nothing(read: Read) -> None:
    document = read(
        LETTER.format("15.03.2023 № 9").replace(
            "Уважаемые коллеги!", "Направляем письмо Роспотребнадзора от 11.02.2023 № 02-14/АВ для работы."
        )
    )
    assert document.of("kind") == ()


def test_a_place_in_the_genitive_belongs_to_the_name(read: Read) -> None:
    document = read("МБУ «Музей»\nг. Кургана\n\nПРИКАЗ\n\n04.06.2021 № 8\n\nО бюджете\n\n1. Сократить расходы.")
    assert find_place(document) is None


def test_the_russian_column_below_that_of_a_republic(read: Read) -> None:
    text = "УСМА РАЙОНĔ\n\nХУШУ\n\nКОМИТЕТ\nФИНАНСОВ РАЙОНА\n\n" + HEADED.partition("\n\n")[2].format(
        "ПРИКАЗ\n\n04.06.2021 № 8"
    )
    document = read(text)
    assert [document.text[part.start : part.end] for part in document.of("letterhead")][1:] == [
        "КОМИТЕТ\nФИНАНСОВ РАЙОНА"
    ]
