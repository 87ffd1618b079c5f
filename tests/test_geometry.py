"""Words with boxes put into reading order. Pages are drawn as text: a character is 6 points wide, a line 14 high."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from pipeline.readers.geometry import compose
from pipeline.readers.grids import open_ends
from pipeline.readers.raw import RawCell, RawPage, RawTable, RawWord
from schemas.layout import Block, Box, Layout, Table


def words(picture: str, top: float = 60.0, bold: str = "") -> tuple[RawWord, ...]:
    return tuple(
        RawWord(
            match[0],
            Box(x0=60 + 6 * match.start(), top=top + 14 * row, x1=60 + 6 * match.end(), bottom=top + 14 * row + 12),
            bold=bool(bold) and bold in line,
        )
        for row, line in enumerate(picture.strip("\n").split("\n"))
        for match in re.finditer(r"\S+", line)
    )


def page(picture: str, number: int = 1, bold: str = "", **more: object) -> RawPage:
    return RawPage(number, 600.0, 840.0, words(picture, bold=bold), **more)  # type: ignore[arg-type]


def blocks(layout: Layout, kind: str = "text") -> list[str]:
    return [layout.text[b.start : b.end] for b in layout.items if isinstance(b, Block) and b.kind == kind]


def rows(layout: Layout) -> list[list[str]]:
    table = next(item for item in layout.items if isinstance(item, Table))
    return [[layout.text[cell.start : cell.end] for cell in row] for row in table.rows]


LETTERHEAD = """
     УПРАВЛЕНИЕ КУЛЬТУРЫ              Директорам
       ЗАРЕЧНОГО РАЙОНА               музеев и библиотек
  ул. Лесная, 4, с. Заречное
     тел. (41623) 2-14-15             Главам поселений

  14.05.2021 № 12-03/88

  О проведении Дня музеев
  в Заречном районе

                       Уважаемые коллеги!

     Управление культуры Заречного района просит до 18 мая 2021 года
направить планы мероприятий и назначить ответственных за них лиц.
     Форма прилагается к настоящему письму, сведения о датах просим
согласовать.
"""


def test_letterhead_beside_addressees() -> None:
    assert blocks(compose([page(LETTERHEAD)])) == [
        "УПРАВЛЕНИЕ КУЛЬТУРЫ\nЗАРЕЧНОГО РАЙОНА\nул. Лесная, 4, с. Заречное\nтел. (41623) 2-14-15",
        "14.05.2021 № 12-03/88",
        "О проведении Дня музеев\nв Заречном районе",
        "Директорам\nмузеев и библиотек",
        "Главам поселений",
        "Уважаемые коллеги!",
        (
            "Управление культуры Заречного района просит до 18 мая 2021 года\n"
            "направить планы мероприятий и назначить ответственных за них лиц."
        ),
        "Форма прилагается к настоящему письму, сведения о датах просим\nсогласовать.",
    ]


def test_a_title_wider_than_its_column_goes_on_below_it() -> None:
    printed = """
     УПРАВЛЕНИЕ КУЛЬТУРЫ                   Директорам
       ЗАРЕЧНОГО РАЙОНА                    музеев
  14.05.2021 № 12-03/88
                                           Главам поселений
  О проведении районного
  конкурса «Музей – территория открытий и удивления»

Уважаемые коллеги!
"""
    read = blocks(compose([page(printed)]))
    assert "О проведении районного\nконкурса «Музей – территория открытий и удивления»" in read


def test_a_signature_above_an_executor_beside_a_stamp() -> None:
    printed = """
Просим направить сведения о музеях и архивах до 18 мая 2021 года.

И.о. начальника управления                       В.А. Оленичев



Исп. Сизова М.Л.                                 МБУ «Музей района»
тел. 23-00-91                                    Вх. № 3054
"""
    assert "И.о. начальника управления\tВ.А. Оленичев" in blocks(compose([page(printed)]))


def test_an_address_in_the_middle_below_a_name_goes_on_with_its_column() -> None:
    printed = """
    Отдел культуры                    Директорам домов культуры
   Заречного района

 675000, с. Заречное,
    ул. Лесная, 14

Отдел культуры сообщает, что районный конкурс хоров состоится в мае.
"""
    assert blocks(compose([page(printed)]))[:3] == [
        "Отдел культуры\nЗаречного района",
        "675000, с. Заречное,\nул. Лесная, 14",
        "Директорам домов культуры",
    ]


def test_lines_of_two_columns_half_a_line_apart() -> None:
    body = "\n\n\n\n\nОтдел культуры сообщает, что районный конкурс хоров состоится в мае."
    left = words("ОТДЕЛ КУЛЬТУРЫ\nот 12.03.2021 № 4\nна № 16 от 1.03.2021" + body)
    right = words("\n".join(" " * 36 + line for line in ["Директорам школ", "и домов", "культуры сёл"]), top=53.3)
    tall = [replace(w, box=w.box.model_copy(update={"top": w.box.top - 1, "bottom": w.box.bottom + 1})) for w in right]
    assert blocks(compose([RawPage(1, 600.0, 840.0, (*left, *tall))]))[:2] == [
        "ОТДЕЛ КУЛЬТУРЫ\nот 12.03.2021 № 4\nна № 16 от 1.03.2021",
        "Директорам школ\nи домов\nкультуры сёл",
    ]


def test_one_addressee_beside_a_letterhead() -> None:
    picture = """
      ОТДЕЛ КУЛЬТУРЫ                  Директорам домов культуры
     ЗАРЕЧНОГО РАЙОНА

  О конкурсе хоров

Отдел культуры сообщает, что районный конкурс хоров состоится в мае.
"""
    assert blocks(compose([page(picture)]))[:3] == [
        "ОТДЕЛ КУЛЬТУРЫ\nЗАРЕЧНОГО РАЙОНА",
        "О конкурсе хоров",
        "Директорам домов культуры",
    ]


@pytest.mark.parametrize("printed", ["Главам поселений", "Главам\nпоселений"])
def test_addressee_close_to_a_letterhead_in_another_font(printed: str) -> None:
    body = "\n\n\n\nОтдел культуры сообщает, что районный конкурс хоров состоится в мае."
    left = words("     ОТДЕЛ КУЛЬТУРЫ И ТУРИЗМА\nРЕСПУБЛИКИ" + body, bold="Р")
    right = words("\n".join(" " * 31 + line for line in printed.split("\n")))
    found = blocks(compose([RawPage(1, 600.0, 840.0, (*left, *right))]))
    assert found[:2] == ["ОТДЕЛ КУЛЬТУРЫ И ТУРИЗМА\nРЕСПУБЛИКИ", printed]


def test_columns_that_come_close_in_their_first_line() -> None:
    picture = """
МИНИСТЕРСТВО ПРИРОДНЫХ РЕСУРСОВ  Главам сельских
        ЗАРЕЧНОГО КРАЯ           поселений

Министерство сообщает, что районный конкурс хоров состоится в мае.
"""
    assert blocks(compose([page(picture)]))[:2] == [
        "МИНИСТЕРСТВО ПРИРОДНЫХ РЕСУРСОВ\nЗАРЕЧНОГО КРАЯ",
        "Главам сельских\nпоселений",
    ]


def test_heading_in_the_middle_ends_the_columns() -> None:
    picture = """
СОГЛАСОВАНО                           УТВЕРЖДАЮ
Председатель совета                   Директор центра «Рост»

{}ПЛАН РАБОТЫ
"""
    for indent in (28, 0):
        assert blocks(compose([page(picture.format(" " * indent))]))[-1] == "ПЛАН РАБОТЫ"


BILINGUAL = """
     КЫЛТАТ АГЕНТСТВО                      АГЕНТСТВО КУЛЬТУРЫ
      АЛАН ЙЕР КУНТУ                       РЕСПУБЛИКИ ЗАРЕЧЬЕ
                                           тел. (347) 218-04-71

  17.04.2023 № 02-11/384              Директору музея
                                      Р.Ф. Зимину
  О сведениях
"""


def test_letterhead_in_two_languages() -> None:
    assert blocks(compose([page(BILINGUAL)])) == [
        "КЫЛТАТ АГЕНТСТВО\nАЛАН ЙЕР КУНТУ",
        "АГЕНТСТВО КУЛЬТУРЫ\nРЕСПУБЛИКИ ЗАРЕЧЬЕ\nтел. (347) 218-04-71",
        "17.04.2023 № 02-11/384",
        "О сведениях",
        "Директору музея\nР.Ф. Зимину",
    ]


def test_two_stamps_of_approval() -> None:
    picture = """
СОГЛАСОВАНО                       УТВЕРЖДАЮ

Председатель комитета             Глава района
       О.П. Зимина                      И.А. Рогов
"""
    found = "\n".join(blocks(compose([page(picture)]))).split("\n")
    assert found == ["СОГЛАСОВАНО", "Председатель комитета", "О.П. Зимина", "УТВЕРЖДАЮ", "Глава района", "И.А. Рогов"]


SIGNATURE = """
5. Контроль за исполнением настоящего приказа оставляю за собой, а также
поручаю отделу.

{}

Петрова Анна Ивановна
(41623) 2-14-15
"""


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (
            "Начальник Управления                                      В.В. Осинцев",
            "Начальник Управления\tВ.В. Осинцев",
        ),
        (
            "Первый заместитель\nпредседателя комитета                               И.А. Рогов",
            "Первый заместитель\nпредседателя комитета\tИ.А. Рогов",
        ),
        (
            "Исполняющий\nобязанности директора                     Рогов И.А.\nдепартамента",
            "Исполняющий\nобязанности директора\tРогов И.А.\nдепартамента",
        ),
        (
            (
                "Директор                                     И.А. Рогов\n"
                "Главный бухгалтер                            О.П. Зимина"
            ),
            "Директор\tИ.А. Рогов\nГлавный бухгалтер\tО.П. Зимина",
        ),
    ],
)
def test_position_and_name_stay_one_line(printed: str, read: str) -> None:
    found = blocks(compose([page(SIGNATURE.format(printed))]))
    assert found[1:] == [read, "Петрова Анна Ивановна\n(41623) 2-14-15"]


def test_date_and_number_stay_one_line() -> None:
    found = blocks(compose([page("17.02.2022                г. Заречный                № 116")]))
    assert found == ["17.02.2022\tг. Заречный\t№ 116"]


@pytest.mark.parametrize(
    "printed",
    [
        "1. Утвердить план мероприятий на 2022 год согласно приложению 1 к\nприказу.\n¶2. Назначить ответственных.",
        "2.1. провести собеседование с командами школ до начала нового года;\n¶2.2. оказать помощь.",
        "направить в отдел следующие документы по каждой школе района города:\n¶- справку;\n¶- план.",
        "     Отдел просит направить сведения о проведении мероприятий района в\nсрок.\n¶     Сведения дать.",
        "внести в решение от 30 мая 2018 года № 44 следующее изменение: пункт\n5.4 признать утратившим силу.",
        "     Служебная записка\n¶     О проведении\n¶     Просим выполнить охрану пунктов временного размещения силами\nучреждений.",
        "- подготовить выступление о библиотеке своего села не более пяти минут.\n¶    Главам поселений дать отчёт.",
        "- подготовить выступление о библиотеке своего села, встреча будет 5 г.\n  Главам поселений дать отчёт.",
        "Рекомендовать администрациям:\n¶     разработать и утвердить планы;\n¶     обеспечить освещение работы.",
        "о реализации мер по 2 направлениям работы – методическому и кадровому\n– в школах района.",
        "Приказ издан 31 января 2022 года во исполнение распоряжения № 12-р от\n31.12.2021 года.",
    ],
)
def test_paragraphs(printed: str) -> None:
    expected = [" ".join(part.split()) for part in printed.split("¶")]
    found = blocks(compose([page(printed.replace("¶", ""))]))
    assert [" ".join(block.split()) for block in found] == expected


def test_bold_heading_is_a_block() -> None:
    layout = compose([page("ПЛАН работы\nотдел ведёт приём граждан", bold="ПЛАН")])
    assert [item.bold for item in layout.items if isinstance(item, Block)] == [True, False]


def test_words_broken_over_lines_keep_a_box_for_each_half() -> None:
    layout = compose([page("Управление обра-\nзования просит")])
    assert blocks(layout) == ["Управление образования\nпросит"]
    halves = [w for w in layout.words if layout.text[w.start : w.end] in {"обра", "зования"}]
    assert halves[0].end == halves[1].start
    above, below = (half.box for half in halves)
    assert above
    assert below
    assert above.top < below.top


def test_page_numbers_and_running_titles_are_not_text() -> None:
    texts = ["РЕГЛАМЕНТ ОТДЕЛА", "Отдел ведёт приём граждан", "Порядок приёма прилагается"]
    pages = [
        RawPage(n, 600.0, 840.0, (*words("Регламент отдела\n" + " " * 40 + str(n), top=20), *words(text, top=100)))
        for n, text in enumerate(texts[1:], 2)
    ]
    layout = compose([RawPage(1, 600.0, 840.0, words(texts[0])), *pages])
    assert blocks(layout) == texts
    assert blocks(layout, "header") == ["Регламент отдела", "2", "Регламент отдела", "3"]


def test_letterheads_of_several_letters_are_text() -> None:
    head = "Управление культуры\nЗаречного района\nул. Лесная, 4\n\n{}\n\nНаправляем сведения."
    foot = words("Зимин Олег Павлович", top=800)
    pages = [RawPage(n, 600.0, 840.0, (*words(head.format(f"№ {n}"), top=20), *foot)) for n in (1, 2)]
    layout = compose(pages)
    assert blocks(layout, "header") + blocks(layout, "footer") == []


def test_running_foot_with_the_number_of_the_page() -> None:
    texts = [words("Отдел ведёт приём граждан", top=100), words("Порядок приёма прилагается", top=100)]
    pages = [
        RawPage(n, 600.0, 840.0, (*text, *words(f"Документ создан в системе. Страница {n} из 2", top=810)))
        for n, text in enumerate(texts, 1)
    ]
    assert len(blocks(compose(pages), "footer")) == 2


def test_label_with_a_colon_is_read_along() -> None:
    picture = """
Приложение:      1. Форма сведений на 2 л. в 1 экз.
                 2. Памятка на 1 л. в 1 экз.
"""
    assert blocks(compose([page(picture)])) == [
        "Приложение:\t1. Форма сведений на 2 л. в 1 экз.",
        "2. Памятка на 1 л. в 1 экз.",
    ]


def test_frame_of_a_signature_is_a_stamp() -> None:
    stamp = words("ДОКУМЕНТ ПОДПИСАН\nЭЛЕКТРОННОЙ ПОДПИСЬЮ", top=300)
    frame = Box(x0=50, top=290, x1=250, bottom=340)
    layout = compose([RawPage(1, 600.0, 840.0, (*words("Министр      Г.П. Зайцев"), *stamp), frames=(frame,))])
    assert blocks(layout) == ["Министр\tГ.П. Зайцев"]
    assert blocks(layout, "stamp") == ["ДОКУМЕНТ ПОДПИСАН\nЭЛЕКТРОННОЙ ПОДПИСЬЮ"]


def table(*texts: tuple[str, ...], top: float = 100.0, edges: tuple[float, ...] = (60, 90, 300, 500)) -> RawTable:
    """Rows 40 points high; words of a cell stand on one line."""
    grid = []
    for row, cells in enumerate(texts):
        y = top + 40 * row
        boxes = [Box(x0=a, top=y, x1=b, bottom=y + 40) for a, b in pairwise(edges)]
        grid.append(tuple(RawCell(box, _cell_words(text, box)) for text, box in zip(cells, boxes, strict=True)))
    return RawTable(Box(x0=edges[0], top=top, x1=edges[-1], bottom=top + 40 * len(texts)), tuple(grid))


def _cell_words(text: str, cell: Box) -> tuple[RawWord, ...]:
    places = [(m[0], cell.x0 + 4 + 5 * m.start(), cell.x0 + 4 + 5 * m.end()) for m in re.finditer(r"\S+", text)]
    return tuple(RawWord(t, Box(x0=a, top=cell.top + 4, x1=b, bottom=cell.top + 16)) for t, a, b in places)


HEAD = ("№", "Мероприятие", "Срок")


def test_table_over_two_pages_is_one() -> None:
    first = table(HEAD, ("1", "Обучение команд", "май"), ("2", "Контроль посредством", "июнь"))
    rest = table(HEAD, ("", "модуля системы", ""), ("3", "Отчёт", "июль"), edges=(61, 91, 299, 502))
    layout = compose([page("План", tables=(first,)), RawPage(2, 600.0, 840.0, (), (rest,))])
    assert rows(layout) == [
        list(HEAD),
        ["1", "Обучение команд", "май"],
        ["2", "Контроль посредством модуля системы", "июнь"],
        ["3", "Отчёт", "июль"],
    ]
    assert {w.page for w in layout.words} == {1, 2}


@pytest.mark.parametrize(
    "rest",
    [
        table(("№", "Документ", "Дата"), ("1", "Устав", "2020")),  # another heading
        table(("1", "Устав", "2020"), edges=(60, 150, 300, 500)),  # other columns
    ],
)
def test_another_table_stays_apart(rest: RawTable) -> None:
    first = table(HEAD, ("1", "Обучение команд", "май"))
    layout = compose([page("План", tables=(first,)), RawPage(2, 600.0, 840.0, (), (rest,))])
    assert sum(isinstance(item, Table) for item in layout.items) == 2


def test_merged_cell_stands_in_each_of_its_places() -> None:
    whole = table(HEAD, ("1", "Обучение", "май"))
    section = RawCell(Box(x0=60, top=180, x1=500, bottom=220), words("Раздел I", top=190))
    layout = compose([page("План", tables=(RawTable(whole.box, (*whole.rows, (section,) * 3)),))])
    assert rows(layout)[-1] == ["Раздел I"] * 3
    assert layout.text.count("Раздел I") == 1


@pytest.mark.parametrize(
    ("printed", "read"), [("Меропри\nятие", "Мероприятие"), ("Экзаменационн\nая работа", "Экзаменационная работа")]
)
def test_words_cut_by_a_narrow_cell_are_whole(printed: str, read: str) -> None:
    whole = table(HEAD, ("1", "Обучение", "май"))
    cell = whole.rows[0][1]
    narrow = RawCell(cell.box, words(printed, top=101))
    head = (whole.rows[0][0], narrow, whole.rows[0][2])
    layout = compose([page("План", tables=(RawTable(whole.box, (head, *whole.rows[1:])),))])
    assert rows(layout)[0] == [HEAD[0], read, HEAD[2]]


@pytest.mark.parametrize(
    ("thickness", "floor", "ends"),
    [(0.0, (), [300]), (0.75, (), [300]), (0.75, ((60, 200),), []), (0.0, ((60, 62),), [300])],
)
def test_rules_that_end_in_the_air(thickness: float, floor: tuple[tuple[float, float], ...], ends: list[int]) -> None:
    """Columns cut by a page's end have no rule below; browsers draw rules as thin rectangles with short level edges."""
    upright = [{"orientation": "v", "x0": x, "x1": x, "top": 100.0, "bottom": 300.0} for x in (60.0, 120.0, 200.0)]
    tips = [{"orientation": "h", "x0": e["x0"], "x1": e["x0"] + thickness, "top": 300.0} for e in upright if thickness]
    level = [{"orientation": "h", "x0": a, "x1": b, "top": 300.0} for a, b in floor]
    above = [{"orientation": "h", "x0": 60.0, "x1": 200.0, "top": 100.0}]
    assert [line["top"] for line in open_ends([*upright, *tips, *level, *above])] == ends


def test_names_and_posts_without_rules_are_a_table() -> None:
    picture = """
Зырянов                 - начальник отдела лесного надзора, заместитель
Павел Андреевич           руководителя штаба
Пьянкова                - главный специалист, секретарь
Дарья Олеговна
"""
    assert rows(compose([page(picture)])) == [
        ["Зырянов\nПавел Андреевич", "- начальник отдела лесного надзора, заместитель\nруководителя штаба"],
        ["Пьянкова\nДарья Олеговна", "- главный специалист, секретарь"],
    ]


def test_numbered_columns_without_rules_are_a_table() -> None:
    picture = """
№     Мероприятие                  Срок         Ответственный
п/п
1     Совещание лесничих           сентябрь     Петров И.И.
      по итогам года
2     Осмотр пожарных станций      октябрь      Зимина О.П.,
                                                лесничие
"""
    assert rows(compose([page(picture)])) == [
        ["№\nп/п", "Мероприятие", "Срок", "Ответственный"],
        ["1", "Совещание лесничих\nпо итогам года", "сентябрь", "Петров И.И."],
        ["2", "Осмотр пожарных станций", "октябрь", "Зимина О.П.,\nлесничие"],
    ]


def test_the_gap_behind_the_number_of_a_justified_item_may_be_narrow() -> None:
    printed = "4. Рекомендовать        начальникам        муниципальных        органов\nуправления культурой:"
    assert blocks(compose([page(printed)])) == [
        "4. Рекомендовать начальникам муниципальных органов\nуправления культурой:"
    ]


def test_wide_gaps_of_a_justified_line_are_spaces() -> None:
    printed = "Выбор       районов       будет        осуществлён       по       итогам\nсамодиагностики школ."
    assert blocks(compose([page(printed)])) == ["Выбор районов будет осуществлён по итогам\nсамодиагностики школ."]


def test_specks_of_recognition_are_dropped() -> None:
    speck = RawWord("|", Box(x0=300, top=60, x1=303, bottom=72), confidence=0.7)
    name = RawWord("Приказ", Box(x0=60, top=60, x1=100, bottom=72), confidence=0.9)
    assert compose([RawPage(1, 600.0, 840.0, (name, speck), ocr=True)]).text == "Приказ"


def test_offsets_hold() -> None:
    layout = compose([page(LETTERHEAD)])
    starts = [item.start for item in layout.items]
    assert starts == sorted(starts)
    assert [layout.text[w.start : w.end] for w in layout.words][:2] == ["УПРАВЛЕНИЕ", "КУЛЬТУРЫ"]
    assert all(layout.text[w.start : w.end].strip() for w in layout.words)
    assert layout.pages[0].end == len(layout.text)


def test_items_with_a_hanging_indent_are_read_along() -> None:
    picture = """
      3.    Отделу образования (Зорина Г.Р.), отделу по делам молодёжи
      и спорту (Юдин И.И.):
      а)    обеспечить приёмку лагерей с дневным пребыванием до 25 мая
      2018 г.;
      б)    организовать профильные смены для одарённых детей в июле.
"""
    assert blocks(compose([page(picture)])) == [
        "3.\tОтделу образования (Зорина Г.Р.), отделу по делам молодёжи\nи спорту (Юдин И.И.):",
        "а)\tобеспечить приёмку лагерей с дневным пребыванием до 25 мая\n2018 г.;",
        "б)\tорганизовать профильные смены для одарённых детей в июле.",
    ]


def test_a_heading_over_a_gutter_ends_the_columns() -> None:
    picture = """
РАССМОТРЕНО                                        УТВЕРЖДАЮ
на заседании совета                                Директор колледжа
протокол от 26.12.2025 № 4                         А.П. Семёнова

                            ПЛАН РАБОТЫ
"""
    assert blocks(compose([page(picture)])) == [
        "РАССМОТРЕНО\nна заседании совета\nпротокол от 26.12.2025 № 4",
        "УТВЕРЖДАЮ\nДиректор колледжа\nА.П. Семёнова",
        "ПЛАН РАБОТЫ",
    ]


def test_day_number_and_place_over_the_width_end_the_columns() -> None:
    picture = """
КЫЛТАТ АГЕНТСТВО                      АГЕНТСТВО КУЛЬТУРЫ
АЛАН ЙЕР КУНТУ                        РЕСПУБЛИКИ ЗАРЕЧЬЕ

17 апреля 2023 г.           № 02-11/384           с. Лесное

О сведениях
"""
    assert blocks(compose([page(picture)]))[2:] == ["17 апреля 2023 г.\t№ 02-11/384\tс. Лесное", "О сведениях"]


def test_lines_for_signatures_are_read_along() -> None:
    picture = """
Главный врач                                 М.Ю. Лядов

С приказом ознакомлены:
Е.Н. Шестакова                               ______________
Т.А. Ильиных                                 ______________
"""
    assert blocks(compose([page(picture)]))[0] == "Главный врач\tМ.Ю. Лядов"


def test_entries_end_at_the_stamp_of_an_annex() -> None:
    picture = """
МЕЛЬНИКОВ Дмитрий        - заместитель председателя, глава комиссии
Александрович
ШУКЛИН Андрей            - министр спорта
                                        Приложение № 2
"""
    layout = compose([page(picture)])
    assert [row[0] for row in rows(layout)] == ["МЕЛЬНИКОВ Дмитрий\nАлександрович", "ШУКЛИН Андрей"]
    assert blocks(layout) == ["Приложение № 2"]


def test_lines_in_the_middle_beside_the_widest_are_no_first_lines() -> None:
    printed = """
      Казённое учреждение культуры    Директорам домов культуры
        Заречного сельского края

О подготовке к конкурсу хоров
"""
    assert blocks(compose([page(printed)]))[0] == "Казённое учреждение культуры\nЗаречного сельского края"
