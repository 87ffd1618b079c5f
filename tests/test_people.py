"""People: where a text names them, and their names in the nominative."""

import re
from pathlib import Path

import pytest

from extractors.language import Language
from extractors.people import find_people, nominative_person
from extractors.people.patronymics import read
from pipeline.benchmarks.names import rows

NAMES = tuple(rows(Path(__file__).parent / "data" / "names.tsv"))


def test_the_table_has_enough_names() -> None:
    assert len(NAMES) >= 500


#: Endings that no name of the table has.
ENDINGS = (
    ("Мелконянцу И.И.", "datv", "Мелконянц И.И."),
    ("Больца И.И.", "accs", "Больц И.И."),
    ("Компанийцу И.И.", "datv", "Компаниец И.И."),
    ("Комольцу И.И.", "datv", "Комолец И.И."),
    ("Лапсуи И.И.", "accs", "Лапсуи И.И."),
    ("Саакашвили Ивану Ивановичу", "datv", "Саакашвили Иван Иванович"),
    ("Берулава Ивану Ивановичу", "datv", "Берулава Иван Иванович"),
    ("Дзюбенок Анне Ивановне", "datv", "Дзюбенок Анна Ивановна"),
    ("Данелии Анне Ивановне", "datv", "Данелия Анна Ивановна"),
    ("Берии Анне Ивановне", "datv", "Берия Анна Ивановна"),
    ("Синей Анне Ивановне", "datv", "Синяя Анна Ивановна"),
    ("Анною Ивановною Сомовой", "ablt", "Сомова Анна Ивановна"),
)


@pytest.mark.parametrize(
    ("printed", "case", "expected"), [*NAMES, *ENDINGS], ids=[f"{r[0]}-{r[1]}" for r in [*NAMES, *ENDINGS]]
)
def test_nominative(printed: str, case: str, expected: str, language: Language) -> None:
    person = nominative_person(printed, language, case)
    assert person is not None
    assert person.name == expected


#: A sentence with each name in brackets ⟦…⟧, and what the names are.
SENTENCES = [
    ("Ректор ⟦Ю.В. Борзунова⟧ ⟦Л.И. Лисина⟧", ["Борзунова Ю.В.", "Лисина Л.И."]),
    ("Директор ⟦Людмила Витальевна Филонова⟧", ["Филонова Людмила Витальевна"]),
    ("направить ⟦Филоновой Людмиле Витальевне⟧, проректору", ["Филонова Людмила Витальевна"]),
    ("поручить ⟦Иванову И.И.⟧ подготовить", ["Иванов И.И."]),
    ("Контроль возложить на ⟦Иванову И.И.⟧", ["Иванова И.И."]),
    ("Ответственность возложить на ⟦Петрова П.П.⟧", ["Петров П.П."]),
    ("⟦Мирошниченко С.В.⟧ Руководители ОО", ["Мирошниченко С.В."]),
    ("⟦Иванов И.И.⟧ ⟦Петров П.П.⟧, ⟦П.П. Сидорова⟧", ["Иванов И.И.", "Петров П.П.", "Сидорова П.П."]),
    ("директору МОАУ СОШ № 6 г. Свободного (⟦Н.И. Зеленкова⟧), директору", ["Зеленкова Н.И."]),
    ("И.о. начальника Департамента\n\n⟦Д.В. Борисов⟧", ["Борисов Д.В."]),
    ("Исп. ⟦Е.А. Голд⟧, тел. (812) 539-44-52", ["Голд Е.А."]),
    ("Исп. ⟦Иванова И.И.⟧ Тел. 22-33-44", ["Иванова И.И."]),
    ("Кураторы, ⟦Дзюба С.И.⟧\n⟦Шкурко Н.Ф.⟧\n⟦Коломийцева Е.А.⟧", ["Дзюба С.И.", "Шкурко Н.Ф.", "Коломийцева Е.А."]),
    ("⟦Дзюба С.И.⟧ ⟦Шкурко Н.Ф.⟧ ⟦Коломийцева Е.А.⟧", ["Дзюба С.И.", "Шкурко Н.Ф.", "Коломийцева Е.А."]),
    ("⟦С.И. Дзюба⟧\n⟦Н.Ф. Шкурко⟧\n⟦Е.А. Коломийцева⟧", ["Дзюба С.И.", "Шкурко Н.Ф.", "Коломийцева Е.А."]),
    ("Визы ⟦С.И. Дзюба⟧ ⟦Н.Ф. Шкурко⟧", ["Дзюба С.И.", "Шкурко Н.Ф."]),
    ("О.В.\nприказ", []),
    ("⟦О.В.\nКовальчук⟧", ["Ковальчук О.В."]),
    ("Правительства Российской Федерации ⟦М.В. Мишустин⟧", ["Мишустин М.В."]),
    ("Главе Берёзовки\n⟦Каравне Илье Фомичу⟧", ["Каравна Илья Фомич"]),
    ("⟦Зорин И.И.⟧\nМ.П.\nГлавный бухгалтер", ["Зорин И.И."]),
    ("Губернатор Амурской области ⟦В.А. Орлов⟧", ["Орлов В.А."]),
    ("до 01.12.2022г. ⟦Иванов И.И.⟧", ["Иванов И.И."]),
    ("в составе: ⟦ИВАНОВ Иван Иванович⟧ – председатель", ["Иванов Иван Иванович"]),
    ("⟦Абрамович Роман Аркадьевич⟧ и ⟦Роман Аркадьевич Абрамович⟧", ["Абрамович Роман Аркадьевич"] * 2),
    ("школа им. А.С. Пушкина", []),
    ("гимназия имени Героя Советского Союза И.И. Сергеева", []),
    ("ул. М. Горького, д. 5", []),
    ("проспект Ю.А. Гагарина", []),
    ("г. Свободный, Амурская область", []),
    ("Ф.И.О. руководителя", []),
    ("Ф.И.О. ответственного лица", []),
    ("А. Общие положения", []),
    ("Основной Закон Российской Федерации", []),
    ("обращаться к ⟦Чайке О.О.⟧ по телефону", ["Чайка О.О."]),
    ("получено от ⟦Белого О.О.⟧ письмо", ["Белый О.О."]),
    ("Обязать ⟦Белую О.О.⟧ вести журнал", ["Белая О.О."]),
    ("на Н.Н. Гоголя ул.", []),
    ("руководителю комитета муниципального района Заозёрский ⟦О.А. Лобову⟧", ["Лобов О.А."]),
    ("ООО «Ромашка» и АО «Восход»", []),
    ("в соответствии с п. 2 ст. 5 Федерального закона", []),
    ("Отв. Муниципальные координаторы проекта", []),
    ("Приложение А.", []),
    ("И. о. директора", []),
    ("Министерство просвещения РФ. В. Новгород", []),
]


@pytest.mark.parametrize(("marked", "expected"), SENTENCES)
def test_people_in_text(marked: str, expected: list[str], language: Language) -> None:
    text = re.sub("[⟦⟧]", "", marked)
    people = find_people(text, 0, len(text), language)
    assert [p.value.name for p in people] == expected
    assert [text[p.start : p.end] for p in people] == re.findall("⟦(.*?)⟧", marked, re.DOTALL)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *((f"{verb} Луговой А.А. сбор", "Луговая А.А.") for verb in ("Поручить", "Рекомендовать", "Предложить")),
        ("Предлагаю Луговой А.А. сбор", "Луговая А.А."),
        ("Обратиться к Луговой А.А.", "Луговая А.А."),
        *((f"Пропуск {word} Петрова И.И.", "Петров И.И.") for word in ("у", "от", "для")),
        *((f"{verb} Петрова И.И.", "Петров И.И.") for verb in ("Назначить", "Просить", "Прошу", "Обязать")),
        ("Возложить контроль на Петрова И.И.", "Петров И.И."),
        ("Контроль работы оставить на Петрова И.И.", "Петров И.И."),
        ("О'Генри А.А.", "О'Генри А.А."),
    ],
)
def test_the_words_before_a_name_tell_its_case(text: str, name: str, language: Language) -> None:
    assert [person.value.name for person in find_people(text, 0, len(text), language)] == [name]


def test_only_the_span_is_searched(language: Language) -> None:
    text = "Иванов И.И., Петров П.П."
    assert [p.value.surname for p in find_people(text, 13, len(text), language)] == ["Петров"]


def test_parts_of_a_name(language: Language) -> None:
    person = nominative_person("Борзуновой Ю.В.", language)
    assert person is not None
    assert (person.surname, person.given, person.patronymic) == ("Борзунова", "Ю.", "В.")
    person = nominative_person("Людмиле Витальевне Филоновой", language)
    assert person is not None
    assert (person.surname, person.given, person.patronymic) == ("Филонова", "Людмила", "Витальевна")


@pytest.mark.parametrize("text", ["Руководители ОО", "ОМСУ", "Отв", "начальник отдела", "Иванов И.И., Петров П.П.", ""])
def test_what_is_no_single_name(text: str, language: Language) -> None:
    assert nominative_person(text, language) is None


@pytest.mark.parametrize(
    ("printed", "nominative", "gender", "cases"),
    [
        ("Витальевне", "Витальевна", "femn", ("datv", "loct")),
        ("Фомича", "Фомич", "masc", ("gent", "accs")),
        ("Ильиничной", "Ильинична", "femn", ("ablt",)),
        ("Эрес-ооловичу", "Эрес-оолович", "masc", ("datv",)),
    ],
)
def test_patronymics(printed: str, nominative: str, gender: str, cases: tuple[str, ...]) -> None:
    patronymic = read(printed)
    assert patronymic is not None
    assert (patronymic.nominative, patronymic.gender, patronymic.cases) == (nominative, gender, cases)


NO_SURNAMES = (
    "Зам. Заммэра Замначальника Контроль Согласовано Докладчик Господин Госпожа Уважаемый Присутствовали Слушали "
    "Выступил Утвердил Подготовил Рассылка Приказ Письмо Протокол Область Край Республика Район Город Раздел Срок "
    "Имя Исп Телефон Факс Отв Тел Приложение России Федерации Округа Утверждаю"
)


@pytest.mark.parametrize("word", NO_SURNAMES.split())
def test_a_word_before_a_name_is_no_surname(word: str, language: Language) -> None:
    text = f"{word} А.А. Дуб"
    assert [p.value.name for p in find_people(text, 0, len(text), language)] == ["Дуб А.А."]


WORDS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "people_words.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "names"), WORDS)
def test_words_beside_names(text: str, names: str, language: Language) -> None:
    assert " & ".join(p.value.name for p in find_people(text, 0, len(text), language)) == names.removeprefix("-")
