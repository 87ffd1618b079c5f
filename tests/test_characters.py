"""Canonical characters: real phrases as they are typed, coded and broken, and what becomes of them."""

import pytest

from pipeline.readers.characters import alike, clean, is_cut, rejoined


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("№\u00a05", "№ 5"),
        ("обра\u00adзования", "образования"),
        ("и\u0306", "й"),
        ("е\u0308", "ё"),
        ("o\ufb03ce", "office"),
        ("10\u201132/419", "10-32/419"),
        ("\ufeffПРИКАЗ\u200b", "ПРИКАЗ"),
        ("\uf0b7 довести", "• довести"),
        ("\uf076 довести", "• довести"),
        ("«Школа» – центр — №", "«Школа» – центр — №"),
    ],
)
def test_clean(printed: str, canonical: str) -> None:
    assert clean(printed) == canonical


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("развития обра-", "зования", "развития образования"),
        ("обра\u00ad", "зования»,", "образования»,"),
        ("обра\ufffe", "зования", "образования"),
        ("организационно-", "методический", "организационно-методический"),
        ("учебно-", "методической работе", "учебно-методической работе"),
        ("социально-", "экономического", "социально-экономического"),
        ("высоко-", "квалифицированных", "высококвалифицированных"),
        ("само-", "диагностики", "самодиагностики"),
        ("много-", "летний", "многолетний"),
        ("чек-", "лист", "чек-лист"),
        ("Мирош-", "ниченко", "Мирошниченко"),
        ("Санкт-", "Петербург", "Санкт-Петербург"),
        ("№ 10-32/", "419", "№ 10-32/419"),
        ("2023-", "2024 учебный год", "2023-2024 учебный год"),
        ("на otchet-", "kn@kurgan.example.ru", "на otchet-kn@kurgan.example.ru"),
        ("http://smp.", "iuorao.ru", "http://smp.iuorao.ru"),
        ("mp_center_", "tyumen@togirro.ru", None),
        ("план -", "график", None),
        ("и/", "или", None),
        ("д. 5", "строение 1", None),
    ],
)
def test_words_broken_at_line_ends(above: str, below: str, whole: str | None) -> None:
    left = rejoined(above, below)
    assert (left if left is None else left + below) == (whole and whole.replace("\u00ad", ""))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Прикaз", "Приказ"),  # Latin a
        ("MOAУ COШ", "MOAУ COШ".translate(str.maketrans("MOAC", "МОАС"))),
        ("BХ-КО-1895/2023", "ВХ-КО-1895/2023"),  # Latin B
        ("оffice_edu@lenrеg.ru", "office_edu@lenreg.ru"),  # Cyrillic о, е
        ("C.B. Мирошниченко", "С.В. Мирошниченко"),
        ("Мирошниченко C.B.", "Мирошниченко С.В."),
        ("руководителям cовместно c отделом", "руководителям совместно с отделом"),
        ("B соответствии с приказом", "В соответствии с приказом"),
        ("канал MAX", "канал MAX"),
        ("PR-сопровождение", "PR-сопровождение"),
        ("Microsoft Office", "Microsoft Office"),
        ("https://t.me/Shkola_Minprosvesheniya", "https://t.me/Shkola_Minprosvesheniya"),
        ("категории B и C", "категории B и C"),
        ("edu@школа.рф", "edu@школа.рф"),
    ],
)
def test_letters_that_look_alike(typed: str, meant: str) -> None:
    assert alike(typed) == meant
    assert len(alike(typed)) == len(typed)


@pytest.mark.parametrize(
    ("above", "below", "cut"),
    [
        ("Ответствен", "ные", True),
        ("Меропри", "ятие", True),
        ("Установочны", "й", True),
        ("Финансир", "ования,", True),
        ("до", "01.06.2024", False),
        ("01.06.202", "4", True),
        ("01.06.2024", "5", False),
        ("школы", "и", False),
        ("Ответственные", "лица", False),
        ("Срок", "сдачи", False),
        ("Иванов", "и", False),
        ("до", "мая", False),
        ("СОИРО", "школы", False),
    ],
)
def test_words_cut_by_a_narrow_cell(above: str, below: str, cut: bool) -> None:
    assert is_cut(above, below) is cut
