"""Every printed form of a day; the expected text is marked in the phrase."""

import datetime as dt
from pathlib import Path

import pytest

from extractors.dates import find_dates
from extractors.workdays import add_months, add_workdays, is_workday

DATES = [
    ("⟦22.01.2024⟧ № 10-32/419", "2024-01-22"),
    ("⟦14.11.22⟧ № 1167", "2022-11-14"),
    ("⟦1.9.2024⟧", "2024-09-01"),
    ("до ⟦01.12.2022г.⟧ Отв. Муниципальные координаторы", "2022-12-01"),
    ("от ⟦12.03.2024 г.⟧ № 5", "2024-03-12"),
    ("до ⟦22 января 2024 года⟧", "2024-01-22"),
    ("⟦22 ЯНВАРЯ 2024 ГОДА⟧", "2024-01-22"),
    ("⟦22 я н в а р я 2024 г.⟧", "2024-01-22"),
    ("от ⟦26 декабря 2017 г.⟧ N 1642", "2017-12-26"),
    ("от ⟦5 мая 98 г.⟧", "1998-05-05"),
    ("⟦22 января\n2024 года⟧", "2024-01-22"),
    ("⟦1-го марта 2024 года⟧", "2024-03-01"),
    ("⟦15 сент. 2024 г.⟧", "2024-09-15"),
    ("⟦«23» января 2019 г.⟧", "2019-01-23"),
    ("⟦« 23 » 01 _____ 2019 г.⟧", "2019-01-23"),
    ("⟦«11» _марта_ 2024⟧", "2024-03-11"),
    ("⟦«05» апреля 2023г.⟧", "2023-04-05"),
    ('⟦" 15 " марта 2021 г.⟧', "2021-03-15"),
    ("⟦«22» 01 20 24 г.⟧", "2024-01-22"),
    ("⟦„7“ июня 2023 г.⟧", "2023-06-07"),
    ("_⟦22.01.2024⟧_", "2024-01-22"),
    ("⟦2024-01-22⟧", "2024-01-22"),
    ("⟦22/01/2024⟧", "2024-01-22"),
    ("⟦22-03-2024⟧", "2024-03-22"),
    ("⟦22. 01. 2024⟧", "2024-01-22"),
    ("⟦22.01 .2024⟧", "2024-01-22"),
    ("⟦22,01.2024⟧", "2024-01-22"),
    ("до⟦01.12.2022⟧", "2022-12-01"),
    ("3. ⟦12.03.2024⟧ провести собрание", "2024-03-12"),
    ("⟦29.02.2024⟧", "2024-02-29"),
    ("подразделениям ⟦29.02.2024⟧ провести сбор", "2024-02-29"),
    ("с ⟦01.03.2024⟧-⟦15.03.2024⟧", "2024-03-01 2024-03-15"),
    ("⟦12.04.2023⟧, ⟦13.05.2023⟧", "2023-04-12 2023-05-13"),
    ("⟦29.12.2023⟧\n\n02-02-01-01-6312/2023\n\n⟦29.12.2023⟧\n\n5409", "2023-12-29 2023-12-29"),
]

NO_DATES = [
    "«__» _____ 2019",
    "« » 20__ г.",
    "31.02.2024",
    "32.01.2024",
    "29.02.2023",
    "18.04-01-1937/2023",
    "№ 19-50660/2023",
    "02-02-01-01-6312/2023",
    "02.12.2020-5",
    "22.01.2024-п",
    "№ 01.02.2024",
    "1.2.2024.5",
    "10.10.10.10",
    "10.01.2024/5",
    "ИНН/КПП 2801033178/280101001",
    "ОГРН 1052800036706 ОКПО 41707668",
    "тел. 8(4162) 226-274, 39-02-27",
    "тел. 8-01-02-2024",
    "по специальности 09.02.07 «Информационные системы»",
    "код ОКВЭД 85.11.12",
    "пункт 10.11.12 Положения",
    "подраздел 10.11.12 Положения",
    "22 01 2024",
    "в 2019 году",
    "1 марта",
    "22 января\n\n2024 года",
    "22.01\t2024",
]


@pytest.mark.parametrize(("phrase", "days"), DATES)
def test_date(phrase: str, days: str) -> None:
    text = phrase.replace("⟦", "").replace("⟧", "")
    marked = [part.split("⟧")[0] for part in phrase.split("⟦")[1:]]
    found = find_dates(text)
    assert [text[d.start : d.end] for d in found] == marked
    assert [d.value for d in found] == [dt.date.fromisoformat(day) for day in days.split()]


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date(text: str) -> None:
    assert find_dates(text) == ()


def test_bounds_of_the_search() -> None:
    text = "22.01.2024 и 23.01.2024"
    assert [d.value.day for d in find_dates(text, 5)] == [23]
    assert [d.value.day for d in find_dates(text, 0, 15)] == [22]


@pytest.mark.parametrize(
    ("base", "count", "day"),
    [
        ("2024-02-05", 10, "2024-02-19"),
        ("2024-04-25", 5, "2024-05-06"),  # Saturday 27 April works, 29 April to 1 May do not
        ("2023-12-29", 1, "2024-01-09"),
        ("2024-03-11", -3, "2024-03-05"),
    ],
)
def test_working_days(base: str, count: int, day: str) -> None:
    assert add_workdays(dt.date.fromisoformat(base), count) == dt.date.fromisoformat(day)


def test_calendar() -> None:
    assert is_workday(dt.date(2024, 11, 2))
    assert not is_workday(dt.date(2024, 12, 30))
    assert add_months(dt.date(2023, 11, 30), 3) == dt.date(2024, 2, 29)


WORDS = [
    line.replace("\\n", "\n").split("\t")
    for line in (Path(__file__).parent / "data" / "dates.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "days"), WORDS)
def test_words_of_days(text: str, days: str) -> None:
    assert " ".join(str(day.value) for day in find_dates(text)) == days.removeprefix("-")
