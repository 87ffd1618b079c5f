"""Text files: encodings, paragraphs, tables, marks of other programs, columns; and files that cannot be read."""

from pathlib import Path

import pytest

from pipeline.errors import ReadError
from pipeline.readers import read
from pipeline.readers.encoding import decoded
from pipeline.readers.text import layout_of
from schemas.layout import Block, Layout, Table


def blocks(layout: Layout, kind: str = "text") -> list[str]:
    return [layout.text[b.start : b.end] for b in layout.items if isinstance(b, Block) and b.kind == kind]


def tables(layout: Layout) -> list[list[list[str]]]:
    found = [item for item in layout.items if isinstance(item, Table)]
    return [[[layout.text[cell.start : cell.end] for cell in row] for row in table.rows] for table in found]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "cp866", "koi8-r"]
)
@pytest.mark.parametrize(
    "text",
    [
        "ПРИКАЗ",
        "Приказ № 5",
        "О мерах по охране лесов",
        "Директору школы\nИ.И. Иванову",
        "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ\n\nтел. 2-14-15, e-mail: uo@zarechny.ru\n\nНаправляем сведения за 2022 год.",
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    if encoding == "koi8-r" and "№" in text:
        pytest.skip("KOI8-R has no «№»")
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ПРИКАЗ\n\n\n№ 5", ["ПРИКАЗ", "№ 5"]),
        ("Первый заместитель\nпредседателя", ["Первый заместитель\nпредседателя"]),
        (
            "1. Изучить концепцию\nСроки: до 1 мая\n2. Завершить",
            ["1. Изучить концепцию\nСроки: до 1 мая", "2. Завершить"],
        ),
        ("1.\tУтвердить план", ["1. Утвердить план"]),
        (" - 2.1. провести;\n- 2.2. оказать", ["- 2.1. провести;", "- 2.2. оказать"]),
        ("Начальник Управления              В.В. Осинцев", ["Начальник Управления\tВ.В. Осинцев"]),
        ("Ректор\t\t\tЮ.В. Рогова", ["Ректор\tЮ.В. Рогова"]),
        ("П  Р  И  К  А  З", ["П Р И К А З"]),
        ("П    Р    И    К    А    З", ["П Р И К А З"]),
        ("развития обра-\nзования", ["развития образования"]),
        ("тел.&nbsp;2-14-15 &laquo;Школа&raquo;", ["тел. 2-14-15 «Школа»"]),
        ("<http://school.ru>, e-mail: a@b.ru", ["<http://school.ru>, e-mail: a@b.ru"]),
        ("[a@b.ru](mailto:a@b.ru)", ["a@b.ru"]),
        ("Текст приказа\n\n---\n\nПриложение", ["Текст приказа", "Приложение"]),
    ],
)
def test_blocks(text: str, expected: list[str]) -> None:
    assert blocks(layout_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected", "bold"),
    [
        ("**ПЛАН\nмероприятий**", "ПЛАН\nмероприятий", True),
        ("Администрация\n**КОМИТЕТ\nОБРАЗОВАНИЯ**", "Администрация\nКОМИТЕТ\nОБРАЗОВАНИЯ", False),
        ("## Приказ", "Приказ", True),
        ("на № _____ от _____", "на № _____ от _____", False),
        ("*подготовить* отчёт*", "подготовить отчёт*", False),
    ],
)
def test_marks_of_markdown(text: str, expected: str, bold: bool) -> None:
    layout = layout_of(text)
    assert [(layout.text, item.bold) for item in layout.items if isinstance(item, Block)] == [(expected, bold)]


WRAPPED = """В соответствии с приказом министерства образования области и в целях
создания условий для получения образования просим направить сведения.
Сведения направляются в отдел общего образования не позднее 5 числа
каждого месяца.
Форма прилагается к настоящему письму и размещена на сайте отдела."""


def test_hard_wrapped_paragraphs() -> None:
    assert [len(block.split("\n")) for block in blocks(layout_of(WRAPPED))] == [4, 1]


def test_indented_first_lines() -> None:
    text = "    В целях охраны лесов от пожаров в весенний\nпериод 2022 года,\n    руководствуясь Уставом округа:"
    assert len(blocks(layout_of(text))) == 2


def test_words_spread_over_the_width_of_the_page_stand_in_no_columns() -> None:
    text = (
        "     2. Начальнику  Управления  образования   города   Бердска\n"
        "организовать   подготовку   муниципальных    образовательных\n"
        "учреждений к отопительному сезону."
    )
    first = "2. Начальнику Управления образования города Бердска"
    assert blocks(layout_of(text))[0].split("\n")[:2] == [
        first,
        "организовать подготовку муниципальных образовательных",
    ]


def test_items_without_marks_in_unwrapped_lines_are_blocks() -> None:
    text = f"8. Утвердить прилагаемые:\nформу заявления о выдаче карты;\nобразец карты;\n{'описание карты ' * 9}."
    assert len(blocks(layout_of(text))) == 4


def test_a_registration_over_wide_gaps_heads_no_table() -> None:
    text = "3 июня 2014 г          МОСКВА               № 57\n\nО проверке складов и гаражей области\n\nВо исполнение  закона о складах  от 2007 г."
    assert tables(layout_of(text)) == []


def test_one_line_a_paragraph() -> None:
    long = "Отдел просит руководителей направить сведения о проведённых мероприятиях по форме согласно приложению. " * 2
    assert len(blocks(layout_of(f"{long.strip()}\n{long.strip()}\nСрок: до 1 мая."))) == 3


TABLE = """ПЛАН

№	Мероприятие	Срок
Раздел I. Обучение
1	Семинар	май
2	Контроль посредством	июнь

	модуля системы	·
Раздел II. Итоги

3	Отчёт	июль

Директор			И.А. Рогов""".replace("·", "")


def test_table_between_tabs_over_a_page_break() -> None:
    layout = layout_of(TABLE)
    assert tables(layout) == [
        [
            ["№", "Мероприятие", "Срок"],
            ["Раздел I. Обучение"] * 3,
            ["1", "Семинар", "май"],
            ["2", "Контроль посредством модуля системы", "июнь"],
            ["Раздел II. Итоги"] * 3,
            ["3", "Отчёт", "июль"],
        ]
    ]
    assert blocks(layout) == ["ПЛАН", "Директор\tИ.А. Рогов"]


@pytest.mark.parametrize(
    "text",
    [
        "| № | Мероприятие | Срок |\n|---|---|---|\n| 1 | Семинар | май |\n| 2 | Отчёт | июнь |",
        (
            "+---+---+---+\n| № | Мероприятие | Срок |\n+===+===+===+\n| 1 | Семинар | май |\n+---+---+---+\n"
            "| 2 | Отчёт | июнь |\n+---+---+---+"
        ),
        (
            "<table><tr><th>№</th><th>Мероприятие</th><th>Срок</th></tr>\n"
            "<tr><td>1</td><td>Семинар</td><td>май</td></tr><tr><td>2</td><td>Отчёт</td><td>июнь</td></tr></table>"
        ),
        "№ | Мероприятие | Срок\n1 | Семинар | май\n2 | Отчёт | июнь",
        "№ | Мероприятие | Срок |\n---|---|---\n1 | Семинар | май |\n2 | Отчёт | июнь |",
        "№ | Мероприятие | Срок\n\n1 | Семинар | май\n\n2 | Отчёт | июнь",
        (
            "┌───┬─────────────┬──────┐\n│ № │ Мероприятие │ Срок │\n├───┼─────────────┼──────┤\n"
            "│ 1 │ Семинар     │ май  │\n│ 2 │ Отчёт       │ июнь │\n└───┴─────────────┴──────┘"
        ),
    ],
)
def test_other_tables(text: str) -> None:
    expected = [["№", "Мероприятие", "Срок"], ["1", "Семинар", "май"], ["2", "Отчёт", "июнь"]]
    assert tables(layout_of(f"План\n\n{text}\n\nДиректор")) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| № | Что |\n|---|---|\n| 1 | Сбор<br>данных |", [["№", "Что"], ["1", "Сбор\nданных"]]),
        (
            "| № | Что | Срок |\n|---|---|---|\n| 1 | Сбор данных | май |\n| | и сводка | |",
            [["№", "Что", "Срок"], ["1", "Сбор данных и сводка", "май"]],
        ),
        (
            "№ | Что | Кто | Срок\n1 | Сбор заявок | Отдел | май\n| от школ | | \n| | Ким В.В. | июнь",
            [["№", "Что", "Кто", "Срок"], ["1", "Сбор заявок от школ", "Отдел Ким В.В.", "май июнь"]],
        ),
        (
            "№ | Что | Срок\n\nРаздел 1. Учёба\n\n1 | Сбор | май\nРаздел 2. Итоги\n2 | Отчёт | июнь",
            [
                ["№", "Что", "Срок"],
                ["Раздел 1. Учёба"] * 3,
                ["1", "Сбор", "май"],
                ["Раздел 2. Итоги"] * 3,
                ["2", "Отчёт", "июнь"],
            ],
        ),
        (
            (
                "+---+-----+------+\n| № | Что | Кто  |\n+---+-----+------+\n| 1 | Сбор| Ким  |\n"
                "|   | дел | В.В. |\n+---+-----+      |\n| 2 | Учёт|      |\n+---+-----+------+"
            ),
            [["№", "Что", "Кто"], ["1", "Сбор\nдел", "Ким\nВ.В."], ["2", "Учёт", "Ким\nВ.В."]],
        ),
        (
            "ФИО\tДолжность\nРогов И.А.\tучитель\nЗимина О.П.\tзавуч",
            [["ФИО", "Должность"], ["Рогов И.А.", "учитель"], ["Зимина О.П.", "завуч"]],
        ),
    ],
)
def test_small_tables(text: str, expected: list[list[str]]) -> None:
    assert tables(layout_of(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Дата:\t1 мая\nМесто:\tшкола\nВремя:\tутро",
        "Директор\t\tИ.А. Рогов\nБухгалтер\t\tО.П. Зимина",
        "\t\t\tУТВЕРЖДАЮ\n\t\t\tДиректор школы",
        "1.\tУтвердить план\n2.\tНазначить ответственных",
        "Модели <tablet> и <table не поставлять",
        "тел. 2-14-15 | school@example.ru\nул. Мира, 5 | с. Заречное",
        "Главная | Новости | Контакты\n\nО проведении смотра",
        "---|---|---\n\nО проведении смотра",
    ],
)
def test_tabs_and_tags_that_make_no_table(text: str) -> None:
    assert tables(layout_of(text)) == []


SIDE_BY_SIDE = """
   АДМИНИСТРАЦИЯ                        Директорам школ
 ЗАРЕЧНОГО РАЙОНА                       Заречного района

14.05.2021 № 88

    Просим до 18 мая 2021 года направить планы мероприятий и назначить
ответственных.

Глава района                                   И.А. Рогов
"""


def test_columns_side_by_side() -> None:
    layout = layout_of(SIDE_BY_SIDE)
    assert blocks(layout) == [
        "АДМИНИСТРАЦИЯ\nЗАРЕЧНОГО РАЙОНА",
        "14.05.2021 № 88",
        "Директорам школ\nЗаречного района",
        "Просим до 18 мая 2021 года направить планы мероприятий и назначить\nответственных.",
        "Глава района\tИ.А. Рогов",
    ]
    assert layout.words == ()
    assert all(item.box is None for item in layout.items)


def test_form_feeds_make_pages() -> None:
    layout = layout_of("Приказ\n\nТекст приказа\f2\n\nПриложение\n")
    assert [(page.number, layout.text[page.start : page.end]) for page in layout.pages] == [
        (1, "Приказ\n\nТекст приказа"),
        (2, "2\n\nПриложение"),
    ]
    assert blocks(layout, "header") == ["2"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n", "no_text"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n<<", "damaged"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.bin", bytes(range(256)) * 4, "unknown_type"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unknown_type"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.rtf", b"{\\rtf1\\ansi}", "unknown_type"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.code == code


def test_missing_and_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(ReadError, match="не найден"):
        read(path)
    path.write_text("Приказ", encoding="utf-8")
    with pytest.raises(ReadError, match="больше"):
        read(path, largest=3)
    assert read(path).text == "Приказ"


def test_a_row_on_several_lines_and_a_heading_above_an_empty_line() -> None:
    text = (
        "№\tМеры\tСроки\tОтветственные\tРезультат\n\n"
        "1\tСбор заявок\tмарт\tКуратор, Ким В.В.\nЮдина О.О.\tСписок\n"
        "2\tОтбор\tапрель\n"
        "3\tИтоги\tмай\tОтдел\tСправка\n"
    )
    layout = layout_of(text)
    (table,) = [item for item in layout.items if isinstance(item, Table)]
    rows = [[layout.text[c.start : c.end] for c in row] for row in table.rows]
    assert rows == [
        ["№", "Меры", "Сроки", "Ответственные", "Результат"],
        ["1", "Сбор заявок", "март", "Куратор, Ким В.В.\nЮдина О.О.", "Список"],
        ["2", "Отбор", "апрель", "", ""],
        ["3", "Итоги", "май", "Отдел", "Справка"],
    ]


SPACED = {
    "rows parted by empty lines, a title between them": """
№ п/п  Мероприятие                Ответственный   Срок
                                  исполнитель

                Раздел I. Подготовка кадров

1.1.   Обучение организаторов     МОУО            до 1 марта
       в пунктах                                  2021 года

1.2.   Сбор заявок                ГКУ «РЦОКО»,    февраль
                                  МОУО

Просим довести план до сведения всех руководителей муниципальных органов.

Директор департамента                                         О.В. Седых
""",
    "rows parted by rules": """
--------------------------------------------------------------
№ п/п  Мероприятие                Ответственный   Срок
                                  исполнитель
--------------------------------------------------------------
                Раздел I. Подготовка кадров
--------------------------------------------------------------
1.1.   Обучение организаторов     МОУО            до 1 марта
       в пунктах                                  2021 года
--------------------------------------------------------------
1.2.   Сбор заявок                ГКУ «РЦОКО»,    февраль
                                  МОУО
--------------------------------------------------------------
""",
    "rows parted by their numbers": """
№ п/п  Мероприятие                Ответственный   Срок
                                  исполнитель
                Раздел I. Подготовка кадров
1.1.   Обучение организаторов     МОУО            до 1 марта
       в пунктах                                  2021 года
1.2.   Сбор заявок                ГКУ «РЦОКО»,    февраль
                                  МОУО
""",
}


def test_a_title_between_numbered_rows_may_stand_over_one_column() -> None:
    text = """
№      Работы                    Срок           Исполнитель

                              Раздел 1. Пути

1.1.   Осмотр стрелок            до 1 мая       дистанция пути

                              Раздел 2. Связь

2.1.   Проверка кабеля           июнь           узел связи
"""
    assert [row[0] for row in tables(layout_of(text))[0]] == ["№", "Раздел 1. Пути", "1.1.", "Раздел 2. Связь", "2.1."]


def test_rows_directly_below_each_other() -> None:
    text = """
Дата          Событие                Ответственный

1 сентября    День знаний            завуч
5 октября     День учителя           профком
"""
    titled = """
№      Работы                    Срок           Исполнитель
            I. Пути
1.1.   Осмотр стрелок            до 1 мая       дистанция пути
2      Проверка кабеля           июнь           узел связи
"""
    assert [row[0] for row in tables(layout_of(text))[0]] == ["Дата", "1 сентября", "5 октября"]
    assert [row[0] for row in tables(layout_of(titled))[0]] == ["№", "I. Пути", "1.1.", "2"]


def test_a_signature_below_a_table_is_no_row() -> None:
    text = """
Кто             Действия              Срок

Дежурный        Сообщить в службу     сразу

Электрик        Включить насос        сразу

Директор                             П.П. Зуев
"""
    assert [row[0] for row in tables(layout_of(text))[0]] == ["Кто", "Дежурный", "Электрик"]


@pytest.mark.parametrize("text", SPACED.values(), ids=SPACED.keys())
def test_columns_set_by_spaces(text: str) -> None:
    title = "Раздел I. Подготовка кадров"
    assert tables(layout_of("ПЛАН\n\n" + text)) == [
        [
            ["№ п/п", "Мероприятие", "Ответственный\nисполнитель", "Срок"],
            [title] * 4,
            ["1.1.", "Обучение организаторов\nв пунктах", "МОУО", "до 1 марта\n2021 года"],
            ["1.2.", "Сбор заявок", "ГКУ «РЦОКО»,\nМОУО", "февраль"],
        ]
    ]


def test_a_cell_without_a_rule_above_goes_on() -> None:
    text = """
№   Мероприятие          Ответственный   Срок
-----------------------------------------------
1   Согласовать список   Попова А.Г.     август
---------------------                    ------
2   Получить вакцину                     март
-----------------------------------------------
"""
    assert [row[2] for row in tables(layout_of(text))[0]] == ["Ответственный", "Попова А.Г.", "Попова А.Г."]


def test_an_addressee_beside_a_heading() -> None:
    text = """
СЛУЖЕБНАЯ ЗАПИСКА                     Начальнику управления образования
                                      Ю.А. Гусельниковой
03.10.2022 № 87
                                      Директору МКУ «Централизованная
О представлении расчётов              бухгалтерия»
к проекту бюджета округа

Прошу представить расчёты в бюджетный отдел до 14 октября.
"""
    assert [line.replace("\n", " ") for line in blocks(layout_of(text))][-3:] == [
        "Начальнику управления образования Ю.А. Гусельниковой",
        "Директору МКУ «Централизованная бухгалтерия»",
        "Прошу представить расчёты в бюджетный отдел до 14 октября.",
    ]


def test_a_table_between_tabs_beside_columns() -> None:
    text = (
        "УПРАВЛЕНИЕ КУЛЬТУРЫ                   Директорам школ\nгорода Заречного                      искусств\n\n"
        "Направляем график:\n\n№\tРаботы\tСрок\n1\tПромывка\tмай\n2\tОсмотр\tиюнь\n"
    )
    layout = layout_of(text)
    assert blocks(layout)[:2] == ["УПРАВЛЕНИЕ КУЛЬТУРЫ\nгорода Заречного", "Директорам школ\nискусств"]
    assert tables(layout) == [[["№", "Работы", "Срок"], ["1", "Промывка", "май"], ["2", "Осмотр", "июнь"]]]


@pytest.mark.parametrize("run", ["а", "a", "А", "aА", "@", "a.", "a-", " ", ".", "1"])
def test_a_long_run_is_read_in_time_that_grows_with_its_length(run: str) -> None:
    """The body of a broken mail is one word of fifty thousand letters; steps by the square of it would take hours."""
    assert len(layout_of(run * 300_000 + " слово").text) > 4


def test_cells_one_space_apart() -> None:
    text = """
№      Мероприятие                    Ответственный          Срок            Результат
п/п
1               2                          3                   4                 5
2.2.   Подготовка отчёта              МОУО                   май             Отчёт
2.3.   Проведение вебинаров для всех Ткачук Н.В., методист ежемесячно, май Повышение
       участников                     института                              качества
2.4.   Сбор заявок от участников ГИА  МОУО                   до 1 марта      Реестр
"""
    assert tables(layout_of(text))[0][3] == [
        "2.3.",
        "Проведение вебинаров для всех\nучастников",
        "Ткачук Н.В., методист\nинститута",
        "ежемесячно, май",
        "Повышение\nкачества",
    ]


def test_a_cell_that_a_program_moved_out_of_its_column() -> None:
    text = """
№     Мероприятие                   Сроки            Директора     Результат
1     Разработка программ           до 01.10.2022    Директора     Программы
2     Размещение документов по      до 10.10.2022    Заместители   Открытость
      ремонту и планов на сайтах
3     Промежуточный контроль сентябрь 2022 г.        Директора     Справка
4     Итоги                         июнь 2022 г.     Директора     Отчёт
"""
    assert tables(layout_of(text))[0][3] == ["3", "Промежуточный контроль", "сентябрь 2022 г.", "Директора", "Справка"]


def test_a_whole_paragraph_in_a_line_is_a_block() -> None:
    paragraph = (
        "Министерство культуры напоминает о необходимости представить отчётные данные в установленные сроки. " * 2
    )
    assert blocks(layout_of(f"О представлении данных\n{paragraph.strip()}\nВ связи с этим необходимо:"))[:2] == [
        "О представлении данных",
        paragraph.strip(),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "№\tРаботы\tКто\tСрок\n1\tТепло\n1.1\tРемонт котлов\tМУП\tмай\n2\tВода и водоотведение\n2.1\tРемонт скважин\tМУП\tиюль",
        """
№      Работы            Кто     Срок
1      Тепло
1.1    Ремонт котлов     МУП     май
2      Вода и водоотведение
2.1    Ремонт скважин    МУП     июль
""",
    ],
    ids=["tabs", "spaces"],
)
def test_numbered_titles_of_sections(text: str) -> None:
    rows = tables(layout_of(text))[0]
    assert [row[:2] for row in rows[1:]] == [
        ["1", "Тепло"],
        ["1.1", "Ремонт котлов"],
        ["2", "Вода и водоотведение"],
        ["2.1", "Ремонт скважин"],
    ]


def test_the_frame_of_an_electronic_signature_is_no_table() -> None:
    frame = "┌────────────────────┐\n│ Документ подписан │\n│ Владелец: Сомов И.И. │\n└────────────────────┘"
    found = layout_of(f"Сообщаем о ремонте.\n\n{frame}\n\nИсп. Ким А.А. 41-22-33")
    assert not any(isinstance(item, Table) for item in found.items)
