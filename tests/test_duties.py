"""Duties. A body (or an annex) is given with the head and the signature around it; what comes out is number, type and text,
with whom and by when after it: `2.1 task «…» | Комитет культуры | 2024-03-01`."""

from collections.abc import Callable

import pytest

from extractors.document import extract
from extractors.duties.labels import labels, text_end
from extractors.duties.orders import completes, opens_with_order, order_type, requests
from extractors.duties.paragraphs import marker_at
from extractors.duties.quoted import quoted_wording
from extractors.duties.sentences import sentences
from extractors.duties.tables import header
from extractors.language import Language
from schemas.document import Assignment
from schemas.layout import Layout, Table

ORDER = "ДЕПАРТАМЕНТ ТРАНСПОРТА\nВОРОНЕЖСКОЙ ОБЛАСТИ\n\nПРИКАЗ\n\n04.06.2021 № 88-ОД\n\nО подготовке дорог\n\nВ целях подготовки к зиме\n\nприказываю:\n\n{}\n\nРуководитель департамента\tС.С. Рябов"
LETTER = "МИНИСТЕРСТВО КУЛЬТУРЫ\nРЕСПУБЛИКИ КАРЕЛИЯ\n\n15.03.2023 № 1024\n\nДиректорам музеев\n\nУважаемые коллеги!\n\n{}\n\nМинистр\tА.Н. Лебедева"
PROTOCOL = "АДМИНИСТРАЦИЯ ГОРОДА КУРГАНА\n\nПРОТОКОЛ\n\n14.05.2020 № 3\n\nСЛУШАЛИ: Юдина А.А. Необходимо провести уборку.\n\n{}\n\nПредседатель\tА.А. Юдин"

DUTIES = [
    (
        "sub-items under a dative lead-in",
        ORDER,
        "1. Утвердить план работ (приложение).\n\n2. Отделу содержания дорог (Ким В.В.) в срок до 01.09.2021:\n\n2.1. проверить технику;\n\n2.2. заключить договоры до 15.09.2021.",
        [
            "1 approval «Утвердить план работ (приложение)» |  | ",
            "2.1 task «проверить технику» | Отдел содержания дорог | 2021-09-01",
            "2.2 task «заключить договоры до 15.09.2021» | Отдел содержания дорог | 2021-09-15",
        ],
    ),
    (
        "bullets take the number of their item",
        ORDER,
        "1. Назначить ответственным за подготовку Кораблёву Т.Н., начальника отдела.\n\n2. Кораблёвой Т.Н.:\n- составить график;\n- довести график до исполнителей.",
        [
            "1 appointment «Назначить ответственным за подготовку Кораблёву Т.Н., начальника отдела» | Кораблёва Т.Н. | ",
            "2.1 task «составить график» | Кораблёва Т.Н. | ",
            "2.2 task «довести график до исполнителей» | Кораблёва Т.Н. | ",
        ],
    ),
    (
        "items that complete the verb of their lead-in",
        ORDER,
        "1. Утвердить прилагаемые:\n\n1.1. порядок уборки;\n\n1.2. состав комиссии.\n\n2. Настоящий приказ вступает в силу со дня подписания.\n\n3. Контроль за исполнением приказа оставляю за собой.",
        [
            "1.1 approval «порядок уборки» |  | ",
            "1.2 approval «состав комиссии» |  | ",
            "3 control «Контроль за исполнением приказа оставляю за собой» | Рябов С.С. | ",
        ],
    ),
    (
        "a list that belongs to its item",
        ORDER,
        "1. Провести мониторинг по следующим показателям:\n- число дорог;\n- число мостов.",
        ["1 task «Провести мониторинг по следующим показателям: - число дорог; - число мостов» |  | "],
    ),
    (
        "new wording orders nothing here",
        ORDER,
        "1. Внести изменения в приказ от 01.02.2020 № 5, изложив пункт 2 в следующей редакции:\n«2. Отделу кадров подготовить списки до 1 июня 2021 года.».\n\n2. Признать утратившим силу приказ от 03.04.2019 № 7.",
        [
            "1 task «Внести изменения в приказ от 01.02.2020 № 5, изложив пункт 2 в следующей редакции: «2. Отделу кадров подготовить списки до 1 июня 2021 года.»» |  | ",
            "2 task «Признать утратившим силу приказ от 03.04.2019 № 7» |  | ",
        ],
    ),
    (
        "requests in prose; what only informs orders nothing",
        LETTER,
        "Сообщаем, что конкурс проводится ежегодно. Просим направить заявки до 20.04.2023 на адрес konkurs@karelia.example.ru. По вопросам обращаться по тел. 78-26-43.",
        [
            "None task «Просим направить заявки до 20.04.2023 на адрес konkurs@karelia.example.ru» | директора музеев | 2023-04-20"
        ],
    ),
    (
        "numbered requests under a lead-in",
        LETTER,
        "В связи с этим до 1 мая 2023 года просим:\n\n1. Провести ревизию фондов.\n\n2. Отчёт о ревизии направить в министерство.",
        [
            "1 task «Провести ревизию фондов» | директора музеев | 2023-05-01",
            "2 task «Отчёт о ревизии направить в министерство» | директора музеев | 2023-05-01",
        ],
    ),
    (
        "whom the lead-in names right before its request",
        LETTER,
        "В связи с изложенным руководителям театров необходимо:\n\n- обновить афиши до 1 мая 2023 года.",
        ["None task «обновить афиши до 1 мая 2023 года» | руководители театров | 2023-05-01"],
    ),
    (
        "things that complete the request of the lead-in",
        LETTER,
        "Прошу представить в отдел музеев в срок до 14 октября 2023 г.:\n\n1) расчёты по каждому учреждению;\n\n2) перечень ремонтов.",
        [
            "1 task «расчёты по каждому учреждению» | директора музеев | 2023-10-14",
            "2 task «перечень ремонтов» | директора музеев | 2023-10-14",
        ],
    ),
    (
        "a lead-in to a table of duties, its columns named by questions",
        LETTER,
        "Просим обеспечить представление сведений в следующие сроки:\n\n№\tНаименование сведений\tСрок представления\tКто представляет\n1\tСписок участников\tдо 26.03.2021\tОтдел музеев\n2\tОтчёт\tдо 30.03.2021\tОтдел кадров",
        [
            "1 task «Список участников» | Отдел музеев | 2021-03-26",
            "2 task «Отчёт» | Отдел кадров | 2021-03-30",
        ],
    ),
    (
        "what somebody is appointed to be stands first",
        ORDER,
        "1. Ответственным за мониторинг назначить Семёнова П.А.\n\n2. Ответственными за сбор назначить: Иванову И.И., Петрова П.П.\n3. Координатором работ определить главного инженера Белову О.О.",
        [
            "1 appointment «Ответственным за мониторинг назначить Семёнова П.А.» | Семёнов П.А. | ",
            "2 appointment «Ответственными за сбор назначить: Иванову И.И., Петрова П.П.» | Иванова И.И., Петров П.П. | ",
            "3 appointment «Координатором работ определить главного инженера Белову О.О.» | Белова О.О. | ",
        ],
    ),
    (
        "numbers of two parts before a bracket",
        ORDER,
        "1. Отделу содержания дорог:\n\n1.1) проверить технику;\n\n1.2) заключить договоры.",
        [
            "1.1 task «проверить технику» | Отдел содержания дорог | ",
            "1.2 task «заключить договоры» | Отдел содержания дорог | ",
        ],
    ),
    (
        "decisions of a meeting with labels on lines of their own",
        PROTOCOL,
        "РЕШИЛИ:\n\n1. Провести субботник.\n\nОтв.: Юдин А.А.\n\nСрок: до 25.05.2020.\n\n2. Подготовить отчёт (срок – до 01.06.2020, отв. Белая О.О.).",
        [
            "1 task «Провести субботник» | Юдин А.А. | 2020-05-25",
            "2 task «Подготовить отчёт» | Белая О.О. | 2020-06-01",
        ],
    ),
    (
        "minutes that do not tell what was decided from what was said",
        PROTOCOL.replace("СЛУШАЛИ: Юдина А.А. Необходимо провести уборку.\n\n", "Присутствовали: 12 человек.\n\n"),
        "1. О ремонте школ\n\n1.1. Отделу образования до 01.06.2020 завершить отбор подрядчиков.\n\n1.2. Провести следующее заседание 25.06.2020.",
        [
            "1.1 task «Отделу образования до 01.06.2020 завершить отбор подрядчиков» | Отдел образования | 2020-06-01",
            "1.2 task «Провести следующее заседание 25.06.2020» |  | 2020-06-25",
        ],
    ),
    (
        "labels below the last bullet hold for the list",
        PROTOCOL,
        "РЕШИЛИ:\n\n1. Главам сельских поселений:\n- убрать кладбища;\n- вывезти мусор.\nСрок: до 25.05.2020.",
        [
            "1.1 task «убрать кладбища» | главы сельских поселений | 2020-05-25",
            "1.2 task «вывезти мусор» | главы сельских поселений | 2020-05-25",
        ],
    ),
    (
        "start and end in two columns, a section row, a row of column numbers",
        ORDER,
        "1. Утвердить план.\n\nПлан работ\n\n№\tМероприятие\tНачало\tОкончание\tИсполнитель\n1\t2\t3\t4\t5\nI. Подготовка\t\t\t\t\n1\tОсмотр мостов\t01.04.2021\t20.04.2021\tКим В.В.",
        ["1 approval «Утвердить план» |  | ", "1 task «Осмотр мостов» | Ким В.В. | 2021-04-20"],
    ),
    (
        "a deadline between whom and what",
        ORDER,
        "1. Отделу экономики в III квартале 2021 года организовать ярмарку.\n\n2. Отделу кадров 12.08.2021 провести сбор.",
        [
            "1 task «Отделу экономики в III квартале 2021 года организовать ярмарку» | Отдел экономики | 2021-09-30",
            "2 task «Отделу кадров 12.08.2021 провести сбор» | Отдел кадров | 2021-08-12",
        ],
    ),
    (
        "an item whose number lost its stop",
        ORDER,
        "1. Провести осмотр дорог.\n\n2 Отделу кадров подготовить списки.",
        ["1 task «Провести осмотр дорог» |  | ", "2 task «Отделу кадров подготовить списки» | Отдел кадров | "],
    ),
    (
        "somebody to be found is not yet appointed",
        ORDER,
        "1. Назначить ответственное лицо за пожарную безопасность.",
        ["1 task «Назначить ответственное лицо за пожарную безопасность» |  | "],
    ),
    (
        "an act that must be published",
        ORDER,
        "1. Провести осмотр дорог.\n\n2. Настоящий приказ подлежит официальному опубликованию.",
        [
            "1 task «Провести осмотр дорог» |  | ",
            "2 task «Настоящий приказ подлежит официальному опубликованию» |  | ",
        ],
    ),
    (
        "a number at the beginning of a line that belongs to the line above",
        ORDER,
        "1. Провести осмотр техники в соответствии с пунктом\n2. Положения о комиссии.\n\n2. Подготовить отчёт.",
        [
            "1 task «Провести осмотр техники в соответствии с пунктом 2. Положения о комиссии» |  | ",
            "2 task «Подготовить отчёт» |  | ",
        ],
    ),
    (
        "numbers of rows in the cells of what is to be done",
        ORDER,
        "1. Утвердить план.\n\nМероприятие\tСрок\tИсполнитель\n1.1. Осмотр мостов\t01.04.2021\tКим В.В.",
        ["1 approval «Утвердить план» |  | ", "1.1 task «Осмотр мостов» | Ким В.В. | 2021-04-01"],
    ),
    (
        "an item that lost its number",
        ORDER,
        "1. Провести осмотр дорог.\n\nРуководителям предприятий представить сведения до 10.09.2021.\n\n3. Разместить приказ на сайте.",
        [
            "1 task «Провести осмотр дорог» |  | ",
            "None task «Руководителям предприятий представить сведения до 10.09.2021» | руководители предприятий | 2021-09-10",
            "3 task «Разместить приказ на сайте» |  | ",
        ],
    ),
]


def shown(duty: Assignment) -> str:
    who = ", ".join(p.name for p in duty.responsible)
    when = ", ".join(str(d.due or d.recurrence or d.offset or d.text) for d in duty.deadlines)
    return f"{duty.number} {duty.type} «{duty.text}» | {who} | {when}"


@pytest.mark.parametrize(("form", "body", "expected"), [case[1:] for case in DUTIES], ids=[case[0] for case in DUTIES])
def test_duties(form: str, body: str, expected: list[str], layout: Callable[[str], Layout], language: Language) -> None:
    (document,) = extract(layout(form.format(body)), language)
    assert [shown(duty) for duty in document.assignments] == expected


HEADINGS = [
    ("number", "№ п/п|N п/п|п/п|Номер п/п"),
    (
        "other",
        "Примечание к мероприятию|Отметка о сроках|Место работ|Форма проведения работ|Источник средств на работы",
    ),
    ("other", "Объём работ|Объем средств на мероприятие|Финансовое обеспечение мероприятий|Статус работ"),
    ("responsible", "Ответственный|Исполнители|Организаторы|Кто проводит|Кто готовит|Отв.|Поручено|Кому поручено дело"),
    ("start", "Начало|Дата начала|Срок начала"),
    ("finish", "Окончание|Дата окончания|Срок завершения"),
    ("deadline", "Срок исполнения|Дата|Даты проведения|Период|Время проведения|График|Когда"),
    (
        "audience",
        "Адресность|Целевая группа|Целевая аудитория|Участники|Категория слушателей|Кому адресовано|Аудитория",
    ),
    ("outcome", "Ожидаемый результат|Вид документа|Итоговый документ|Форма отчёта|Выход|Продукт"),
    ("outcome", "Отчётный документ|Отчетные документы"),
    ("action", "Мероприятия|Мера|Меры|Содержание|Поручение|Действия|Вид деятельности|Виды деятельности|Виды работ"),
    ("action", "Задание|Шаги|Что сделать|Что делать"),
    ("objective", "Задача|Цель|Цели"),
    ("stage", "Этап|Направление|Раздел|Наименование|Тема|Вопрос|События"),
]


@pytest.mark.parametrize(
    ("column", "heading"), [(column, heading) for column, row in HEADINGS for heading in row.split("|")]
)
def test_columns_are_known_by_their_headings(column: str, heading: str, layout: Callable[[str], Layout]) -> None:
    beside = {
        "action": "Срок\tИсполнитель",
        "objective": "Срок\tИсполнитель",
        "stage": "Исполнитель\tАдрес",
        "responsible": "Мероприятие\tСрок",
    }
    headings = "\t".join((heading, beside.get(column, "Мероприятие\tИсполнитель")))
    plan = layout(f"{headings}\n1\t2\t3")
    known = header(plan.text, next(item for item in plan.items if isinstance(item, Table)))
    assert known
    assert known.columns[0] == {"objective": "action", "stage": "action"}.get(column, column)


def test_a_column_of_stages_or_aims_may_hold_what_is_to_be_done(layout: Callable[[str], Layout]) -> None:
    plan = layout("Этап\tЗадача\tМероприятие\tИсполнитель\n1\t2\t3\t4")
    known = header(plan.text, next(item for item in plan.items if isinstance(item, Table)))
    assert known
    assert known.columns == ("other", "objective", "action", "responsible")


MARKERS = [
    ("1. Утвердить", ("dotted", ("1",))),
    ("1.Утвердить", ("dotted", ("1",))),
    ("2.5. направить", ("dotted", ("2", "5"))),
    ("2.5 направить", ("dotted", ("2", "5"))),
    ("3) провести", ("paren", ("3",))),
    ("а) провести", ("letter", ("а",))),
    ("- довести", ("dash", ())),
    ("– довести", ("dash", ())),
    (" - 2.1. провести", ("dotted", ("2", "1"))),
    ("12.03.2024 направить", None),
    ("2024 год", None),
    ("Провести 1. осмотр", None),
]


@pytest.mark.parametrize(("line", "expected"), MARKERS)
def test_markers(line: str, expected: tuple[str, tuple[str, ...]] | None) -> None:
    marker = marker_at(line, 0, len(line))
    assert (marker and (marker.kind, marker.parts)) == expected


LABELS = [
    (
        "Провести сбор. Срок: до 01.12.2022г. Отв. Руководители ОО",
        "Провести сбор.",
        [("deadline", "до 01.12.2022г."), ("responsible", "Руководители ОО")],
    ),
    ("Подготовить план (срок – до 1 марта 2024 года)", "Подготовить план", [("deadline", "до 1 марта 2024 года")]),
    ("Подготовить план, срок: 19.01.2024;", "Подготовить план,", [("deadline", "19.01.2024")]),
    (
        "Ответственные исполнители: отдел кадров\nСрок исполнения: постоянно",
        "",
        [("responsible", "отдел кадров"), ("deadline", "постоянно")],
    ),
    ("Назначить ответственных лиц за сбор", "Назначить ответственных лиц за сбор", []),
    ("Соблюдать сроки представления отчётов", "Соблюдать сроки представления отчётов", []),
    ("В трёхдневный срок с момента обращения дать ответ", "В трёхдневный срок с момента обращения дать ответ", []),
    ("Сдать отчёт. Крайний срок – 5 мая", "Сдать отчёт.", [("deadline", "5 мая")]),
    ("Сдать отчёт. Предельный срок: 5 мая", "Сдать отчёт.", [("deadline", "5 мая")]),
]


@pytest.mark.parametrize(("text", "action", "expected"), LABELS)
def test_labels(text: str, action: str, expected: list[tuple[str, str]]) -> None:
    found = labels(text, 0, len(text))
    assert [(label.kind, text[label.value_start : label.value_end]) for label in found] == expected
    assert text[: text_end(text, 0, len(text), found)].strip() == action


ORDER_TYPES = [
    ("Утвердить план мероприятий", "approval"),
    ("Контроль за исполнением приказа возложить на заместителя министра Иванова И.И.", "control"),
    ("Возложить на Иванова И.И. контроль за исполнением", "control"),
    ("Назначить координатором Петрову А.А.", "appointment"),
    ("Определить ответственным исполнителем отдел кадров", "appointment"),
    ("Возложить ответственность за сбор данных на Сидорову О.О.", "appointment"),
    ("Провести контроль качества", "task"),
    ("Обеспечить контроль за расходами", "task"),
    ("Определить сроки проведения", "task"),
]


@pytest.mark.parametrize(("text", "expected"), ORDER_TYPES)
def test_order_types(text: str, expected: str) -> None:
    assert order_type(text) == expected


REQUESTS = [
    ("Просим направить отчёт", True),
    ("Прошу Вас обеспечить участие", True),
    ("Необходимо в срок до 1 мая представить сведения", True),
    ("Рекомендуем использовать методику", True),
    ("ГУЗ «Центр» (Номоконов А.Ю.) обобщить отчёты", True),
    ("Министерство направляет перечень мер, которые необходимо выполнить", False),
    ("Напоминаем о необходимости вносить данные", False),
    ("Руководители обязаны вести журнал", True),
    ("Следует отметить рост показателей", False),
    ("Сообщаем, что конкурс проводится", False),
    ("По всем вопросам просим обращаться по телефону 22-33-44", False),
    ("Планируется провести семинар", False),
    ("Контроль за представлением расчётов возложен на Ильина О.В.", True),
    ("Контроль качества проводится ежегодно", False),
]


@pytest.mark.parametrize(("text", "expected"), REQUESTS)
def test_requests(text: str, expected: bool, language: Language) -> None:
    assert requests(text, language) is expected


OPENINGS = [
    ("Руководителям школ обеспечить участие", True),
    ("Провести осмотр", True),
    ("Настоящий приказ вступает в силу со дня подписания", False),
    ("Количество участников: 15", False),
    ("Сроки проведения конкурса", False),
]


@pytest.mark.parametrize(("text", "expected"), OPENINGS)
def test_openings(text: str, expected: bool, language: Language) -> None:
    assert opens_with_order(text, language) is expected


LEADS = [
    ("Утвердить:", True),
    ("Утвердить прилагаемые:", True),
    ("Руководителям школ обеспечить:", True),
    ("обеспечить выполнение следующих мероприятий:", True),
    ("Провести мониторинг по показателям:", False),
    ("прошу представить в бюджетный отдел финансового управления в срок до 14 октября:", True),
    ("просим направить на адрес отдела следующие сведения о школах:", False),
    ("муниципальным органам управления образованием:", False),
]


@pytest.mark.parametrize(("lead", "expected"), LEADS)
def test_leads(lead: str, expected: bool, language: Language) -> None:
    assert completes(lead, language) is expected


SENTENCES = [
    "Просим направить отчёт до 01.02.2024 г.|Отчёт подписывает И.И. Иванов.",
    "Конкурс пройдёт в г. Твери на ул. Мира.|Заявки до 5 мая.",
    "Данные сообщить до 14.11.2025 г. Смирновой А.А. по телефону.|Спасибо.",
    "Направляем «План работ. Часть 1».|Просим учесть.",
    "Срок 10 дней (см. п. 2.1 приложения).|Ответ ждём!",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences(marked: str) -> None:
    text = marked.replace("|", " ")
    assert "|".join(text[a:b] for a, b in sentences(text, 0, len(text))) == marked


def test_quoted_wording_ends_with_its_own_quotes() -> None:
    text = "изложить в следующей редакции: «2. План «Дороги» утвердить.». 3. Контроль оставляю за собой."
    ((a, b),) = quoted_wording(text, 0, len(text))
    assert text[a:b] == "«2. План «Дороги» утвердить.»"
