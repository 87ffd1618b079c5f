"""Telephones, e-mails, sites and identifiers as letterheads print them."""

import pytest

from extractors.contacts import find_emails, find_phones, find_websites
from extractors.identifiers import find_identifiers, is_okpo

PHONES = [
    ("тел./факс (4162) 226-262, тел. (4162) 226-260", ["(4162) 226-262", "(4162) 226-260"]),
    ("Тел./факс: (3452)39-02-27", ["(3452)39-02-27"]),
    ("Телефон: (812) 539-44-50, факс: (812) 539-44-79", ["(812) 539-44-50", "(812) 539-44-79"]),
    ("тел. (4162) 22-62-62, 22-62-60, факс 22-62-61", ["(4162) 22-62-62", "22-62-60", "22-62-61"]),
    ("8 (800) 200-01-02", ["8 (800) 200-01-02"]),
    ("+7 (495) 587-01-10, доб. 3250", ["+7 (495) 587-01-10, доб. 3250"]),
    ("тел. (495) 587-01-10 (доб. 3250)", ["(495) 587-01-10 (доб. 3250)"]),
    ("тел.: 29-27-60", ["29-27-60"]),
    ("т. 8-914-555-12-34", ["8-914-555-12-34"]),
    ("8(4162) 226-274", ["8(4162) 226-274"]),
    ("тел.: 8 (41643) 3-12-45, факс: 3-12-46", ["8 (41643) 3-12-45", "3-12-46"]),
    ("тел. 84162226274", ["84162226274"]),
    ("тел. +79145551234", ["+79145551234"]),
    ("телефон/факс 8 4162 22 62 74", ["8 4162 22 62 74"]),
    ("Т/ф. (34 52) 39-02-27", ["(34 52) 39-02-27"]),
    ("телефон: 8(38578) 22-3-22", ["8(38578) 22-3-22"]),
    ("тел. (383-68) 91-234", ["(383-68) 91-234"]),
    ("тел. (383) 238-73-20, 630007", ["(383) 238-73-20"]),
    ("тел. 495-539-55-19", ["495-539-55-19"]),
    ("приемная: (383) 238-73-20", ["(383) 238-73-20"]),
    ("ОКПО 41707668, ОГРН 1052800036706, ИНН/КПП 2801033178/280101001", []),
    ("от 31.01.2023 № 80, приказ 12-34/567, 675005", []),
    ("2023-2024 учебный год, 18.04-01-1937/2023", []),
    ("info8@8-800-school.ru", []),
]
EMAILS = [
    ("E-mail: info@togirro.ru; http://www.togirro.ru", ["info@togirro.ru"]),
    ("office_edu@lenreg.ru, ea_gold@lenreg.ru.", ["office_edu@lenreg.ru", "ea_gold@lenreg.ru"]),
    ("почта: школа@обр72.рф", ["школа@обр72.рф"]),
]
SITES = [
    ("<http://amur-iro.ru>, e-mail: amurippk@yandex.ru", ["http://amur-iro.ru"]),
    ("сайт: minobr.amurobl.ru, эл. почта: a@b.ru", ["minobr.amurobl.ru"]),
    ("(www.образование.рф).", ["www.образование.рф"]),
    ("https://t.me/Shkola_Minprosvesheniya в канале", ["https://t.me/Shkola_Minprosvesheniya"]),
    ("от 29.12.2023 г. Иванов И.И.", []),
]
IDENTIFIERS = [
    ("ИНН/КПП 2801033178/280101001", {"inn": "2801033178", "kpp": "280101001"}),
    ("ОГРН 1052800036706 ОКПО 41707668", {"ogrn": "1052800036706", "okpo": "41707668"}),
    ("ОКПО 44715645/ ОГРН1037200575653", {"okpo": "44715645", "ogrn": "1037200575653"}),
    ("ИНН 7202068371 /КПП 720301001", {"inn": "7202068371", "kpp": "720301001"}),
    ("ИНН: 28 01 03 31 78", {"inn": "2801033178"}),
    ("ОКПО, ОГРН 41707668, 1052800036706", {"okpo": "41707668", "ogrn": "1052800036706"}),
    ("ИНН 2801033178 280101001", {"inn": "2801033178"}),
    ("ИНН 2801033179, ОГРН 1052800036707", {}),
]


@pytest.mark.parametrize(("text", "wanted"), PHONES)
def test_phones(text: str, wanted: list[str]) -> None:
    phones = find_phones(text)
    assert [p.value for p in phones] == wanted
    assert all(" ".join(text[p.start : p.end].split()) == p.value for p in phones)


@pytest.mark.parametrize(("text", "wanted"), EMAILS)
def test_emails(text: str, wanted: list[str]) -> None:
    assert [e.value for e in find_emails(text)] == wanted


@pytest.mark.parametrize(("text", "wanted"), SITES)
def test_websites(text: str, wanted: list[str]) -> None:
    assert [w.value for w in find_websites(text)] == wanted


@pytest.mark.parametrize(("text", "wanted"), IDENTIFIERS)
def test_identifiers(text: str, wanted: dict[str, str]) -> None:
    identifiers = find_identifiers(text)
    assert dict(f.value for f in identifiers) == wanted
    assert all(text[f.start : f.end].replace(" ", "") == f.value[1] for f in identifiers)


def test_okpo_needs_its_check_digit() -> None:
    assert is_okpo("44715645")
    assert not is_okpo("44715654")
