"""Names of projects and programmes, and quotes that are none."""

import pytest

from extractors.initiatives import find_initiatives
from extractors.language import Language
from tests.by_hand import letter

LANGUAGE = Language()

TEXTS = [
    ("о ходе федерального проекта «Школа Минпросвещения России» в школах", ["Школа Минпросвещения России"]),
    ("концепции проекта «Строим школу» и проекта «Строим школу»", ["Строим школу"]),
    (
        "по теме: «Качество: возможности в рамках проекта «Школа Минпросвещения России».",
        ["Школа Минпросвещения России"],
    ),
    (
        "федеральных проектов «Современная школа», «Успех» и «Цифровая среда»",
        ["Современная школа", "Успех", "Цифровая среда"],
    ),
    ("государственной программы Тверской области «Развитие образования» на 2020 год", ["Развитие образования"]),
    ('участие в проекте "500+"', ["500+"]),
    ("Реализация «Точки роста» (далее – Проект)", ["Точки роста"]),
    (
        "дорожную карту проекта «Центр как механизм, обеспечивающий «рост» школ»",
        ["Центр как механизм, обеспечивающий «рост» школ"],
    ),
    ("проект приказа «О мерах по подготовке»", []),
    ("программа повышения квалификации «Основы работы»", []),
    ("дополнительная профессиональная программа «Основы работы»", []),
    ("план мероприятий «дорожная карта»", []),
    ("системы «Сетевой город. Образование», ГАУ «Институт развития»", []),
    ("семинар «Искусство управления»", []),
]


@pytest.mark.parametrize(("text", "wanted"), TEXTS)
def test_projects_and_programmes(text: str, wanted: list[str]) -> None:
    document = letter(("title", "О работе школ"), ("body", text))
    found = find_initiatives(document, LANGUAGE)
    assert [f.value for f in found] == wanted
    assert all(document.text[f.start : f.end] == f.value for f in found)


def test_an_event_counts_where_the_document_is_about_it() -> None:
    text = "Районный конкурс хоров «Весна» состоится 7 мая."
    assert [f.value for f in find_initiatives(letter(("title", "О конкурсе хоров"), ("body", text)), LANGUAGE)] == [
        "Весна"
    ]
    assert find_initiatives(letter(("title", "О плане работы"), ("body", text)), LANGUAGE) == ()


def test_the_heading_of_an_annex_counts() -> None:
    document = letter(("body", "Утвердить план."), ("annex", "Дорожная карта\nпроекта «Рост»\n\n1. Провести семинар."))
    assert [f.value for f in find_initiatives(document, LANGUAGE)] == ["Рост"]
