"""What repair makes of words as tesseract gave them, and what it must leave alone."""

import pytest

from pipeline.readers.image.numbers import is_code
from pipeline.readers.image.recognize import Seen
from pipeline.readers.image.repair import repaired
from schemas.layout import Box


def seen(line: str, confidence: float = 0.6) -> list[Seen]:
    """The words of a line, ten pixels a letter."""
    words, at = [], 0
    for text in line.split(" "):
        words.append(Seen(text, Box(x0=at, top=0, x1=at + 10 * len(text), bottom=20), confidence))
        at += 10 * len(text) + 10
    return words


def repair(line: str, confidence: float = 0.6) -> str:
    return " ".join(word.text for word in repaired(seen(line, confidence)))


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        # the sign of a number
        ("22.01.2024 Ne 10-32/419", "22.01.2024 № 10-32/419"),
        ("приказ от 05.02.2024 No 116", "приказ от 05.02.2024 № 116"),
        ("школа №е 5", "школа № 5"),
        ("приложение Ne3 к приказу", "приложение №3 к приказу"),
        ("СОШ №б г. Свободного", "СОШ №6 г. Свободного"),
        ("26 декабря 2017 г. М 1642", "26 декабря 2017 г. N 1642"),
        ("На М 77/4 от 01.02.2024", "На N 77/4 от 01.02.2024"),
        ("Ne п/п Мероприятие", "№ п/п Мероприятие"),
        ("М n/n Мероприятие", "N п/п Мероприятие"),
        ("закон № 516-О3 утратил", "закон № 516-ОЗ утратил"),
        ("в течение | квартала 2019", "в течение I квартала 2019"),
        ("отделу (Седых ИЛ.)", "отделу (Седых И.Л.)"),
        ("от 15.03.2024 № 742-n", "от 15.03.2024 № 742-п"),
        ("приказ № 305-0 от", "приказ № 305-о от"),
        ("а) план; 6) отчёт; в) 6)", "а) план; б) отчёт; в) 6)"),
        ("приказ от 05.02.2024 Ne ИСХ-30/809", "приказ от 05.02.2024 № ИСХ-30/809"),
        (
            "Законом области от 5 июля 2023 г. № 1313-03 утверждён",
            "Законом области от 5 июля 2023 г. № 1313-ОЗ утверждён",
        ),
        # ones read as strokes
        ("от | августа 2014 г.", "от 1 августа 2014 г."),
        ("с частью 1] статьи 13", "с частью 11 статьи 13"),
        # a letter received
        ("ha Ne _____ OT _____", "на № _____ от _____"),
        ("Ha Ne 15-07/21 OT 01.02.2024", "На № 15-07/21 от 01.02.2024"),
        ("Tea. (8352) 64-00-71", "Тел. (8352) 64-00-71"),
        ("Tec, 22-33-44", "Тел. 22-33-44"),
        ("«_» _ 2024 г.", "«__» _____ 2024 г."),
        ("КПИ 261301001", "КПП 261301001"),
        ("ИННИКПП 9221962108/922101001", "ИНН/КПП 9221962108/922101001"),
        ('Рассылка" главам', "Рассылка: главам"),
        # specks between words that run on
        ("учебный сбор по. подготовке", "учебный сбор по подготовке"),
        ("департаменту внутренней! политики", "департаменту внутренней политики"),
        ("записку 0 наличии средств", "записку о наличии средств"),
        ("поликлиника № 17». согласно приложению", "поликлиника № 17», согласно приложению"),
        ("сноября по декабрь", "с ноября по декабрь"),
        ("Впериод подготовки", "В период подготовки"),
        # letters that look alike
        ("3.He допускать срыва", "3.Не допускать срыва"),
        ("директору MOAY СОШ", "директору МОАУ СОШ"),
        ("руководители OO города", "руководители ОО города"),
        ("B соответствии с приказом", "В соответствии с приказом"),
        # digits
        ("срок до 22.01.2O24", "срок до 22.01.2024"),
        ("до З1,О1.2023г.", "до 31.01.2023г."),
        ("в 2О24 году", "в 2024 году"),
        ("план на 2022-2023rr. утвердить", "план на 2022-2023гг. утвердить"),
        # addresses of the net
        ("почта info@mаil.ги", "почта info@mail.ru"),
        ("адрес hitps://iro.ги/plan", "адрес hitps://iro.ги/plan"),
        ("адрес httр://iro.ги", "адрес http://iro.ru"),
        ("сайт www,iro.ru", "сайт www.iro.ru"),
        # codes
        ("ИНН 77О7083893", "ИНН 7707083893"),
        ("ОГРН 1027700132196", "ОГРН 1027700132195"),
        ("OF PH1027700132195", "ОГРН1027700132195"),
        ("почта: priem@kultura-okrug ru", "почта: priem@kultura-okrug.ru"),
        ("сайт: http://www kultura-okrug.ru", "сайт: http://www.kultura-okrug.ru"),
        ("сайт: www-.selbib-rb.ru", "сайт: www.selbib-rb.ru"),
        ("почта: otchetO5@yandex.ru", "почта: otchet05@yandex.ru"),
        # words
        ("для обучаюшихся школы", "для обучающихся школы"),
        ("в области просвещеиия", "в области просвещения"),
        ("профессионального‘образования", "профессионального образования"),
        ("результатов»`в школах", "результатов» в школах"),
    ],
)
def test_repaired(read: str, printed: str) -> None:
    assert repair(read) == printed


@pytest.mark.parametrize(
    "line",
    [
        "приказ № 30-ОД от 11.03.2024",
        "постановление от 26 декабря 2017 г. N 1642",
        "раздел III и IV плана",
        "PR-сопровождение проекта",
        "установить MS Word и MAX",
        "32.01.2024",  # no such day
        "Миннросвещения",  # a capital may begin a name
        "ИНН 7707083890 и 1234567890",
        "на базе школы",
        "до 31.01.2024 г.",
        "М. Горького",
        "приказ № 653-03 от",  # a number may end so
        "Тема. 8 класс",
        "набрано 0 баллов",
        "выезд на М 5",
        "директору Сивановой, Сушкову и Копейкину от Сушков",
        "в с. Ивановка и на о. Сахалин",
        "Уважаемая Анна Петровна! Просим",
        "согласно части I статьи 5",
        "e-mail: a.b-c_d@school5.edu.ru",
    ],
)
def test_left_alone(line: str) -> None:
    assert repair(line, confidence=0.95) == line


def test_sure_words_are_left() -> None:
    assert repair("обучаюшихся", confidence=0.95) == "обучаюшихся"


def test_what_was_read_is_kept() -> None:
    sign = repaired(seen("Ne 5"))[0]
    assert (sign.text, sign.read) == ("№", "Ne")
    untouched = repaired(seen("№ 5"))[0]
    assert untouched.read is None


def test_parted_words_share_their_box() -> None:
    left, right = repaired(seen("школы`города"))
    assert (left.text, right.text) == ("школы", "города")
    assert left.box.x1 <= right.box.x0


@pytest.mark.parametrize("digits", ["7707083893", "500100732259", "1027700132195"])
def test_codes(digits: str) -> None:
    assert is_code(digits)
    assert not is_code(digits[:-1] + str((int(digits[-1]) + 1) % 10))
