"""The region of an issuer by its name, its numbers, its address; the list of regions itself."""

import re

import pytest

from extractors.gazetteer import cities_like, name_patterns, regions
from extractors.issuer import find_issuer
from extractors.language import Language
from extractors.regions import find_region, is_federal
from schemas.document import Organization
from tests.by_hand import letter

LANGUAGE = Language()
ADMINISTRATION = "АДМИНИСТРАЦИЯ ЗАРЕЧНОГО РАЙОНА\n"

# letterhead, code of the region
LETTERHEADS = [
    ("МИНИСТЕРСТВО ОБРАЗОВАНИЯ АМУРСКОЙ ОБЛАСТИ", "RU-AMU"),
    (
        "КОМИТЕТ ЛЕНИНГРАДСКОЙ ОБЛАСТИ\n\n191124, Санкт-Петербург, пл. Растрелли, дом 2\nТелефон: (812) 111-44-50",
        "RU-LEN",
    ),
    ("ПРАВИТЕЛЬСТВО САНКТ-ПЕТЕРБУРГА\nКОМИТЕТ ПО ОБРАЗОВАНИЮ", "RU-SPE"),
    ("ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ ГОРОДА МОСКВЫ", "RU-MOW"),
    ("ПРАВИТЕЛЬСТВО МОСКВЫ\nДЕПАРТАМЕНТ ОБРАЗОВАНИЯ", "RU-MOW"),
    ("МИНИСТЕРСТВО ОБРАЗОВАНИЯ МОСКОВСКОЙ ОБЛАСТИ", "RU-MOS"),
    ("АДМИНИСТРАЦИЯ ГОРОДА ТЮМЕНИ", "RU-TYU"),
    ("КАБИНЕТ МИНИСТРОВ\nМИНИСТЕРСТВО РЕСПУБЛИКИ ТАТАРСТАН", "RU-TA"),
    ("ПРАВИТЕЛЬСТВО РЕСПУБЛИКИ САХА (ЯКУТИЯ)", "RU-SA"),
    ("ДЕПАРТАМЕНТ ХАНТЫ-МАНСИЙСКОГО АВТОНОМНОГО ОКРУГА – ЮГРЫ", "RU-KHM"),
    ("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ РЕСПУБЛИКИ АЛТАЙ", "RU-AL"),
    ("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АЛТАЙСКОГО КРАЯ", "RU-ALT"),
    ("МИНИСТЕРСТВО ОБРАЗОВАНИЯ ДОНЕЦКОЙ НАРОДНОЙ РЕСПУБЛИКИ", "RU-93"),
    ("ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ ГОРОДА СЕВАСТОПОЛЯ", "RU-92"),
    ("ЦЕНТР РАЗВИТИЯ\nКОСТРОМСКОЙ ИНСТИТУТ", "RU-KOS"),
    (ADMINISTRATION + "ул. Зелёная, 1, 676850", "RU-AMU"),
    (ADMINISTRATION + "ул. Лесная, 2, ХМАО-Югра, Тюменская область, 628462", "RU-KHM"),
    (ADMINISTRATION + "тел. (3452) 11-22-33", "RU-TYU"),
    (ADMINISTRATION + "тел. 8 (34922) 1-22-33", "RU-YAN"),
    (ADMINISTRATION + "ИНН/КПП 2801033178/280101001", "RU-AMU"),
    (ADMINISTRATION + "ОГРН 1037200575653", "RU-TYU"),
    ("КОМИТЕТ ПО СТРОИТЕЛЬСТВУ\nадминистрации Волгограда", "RU-VGG"),
    ("МЭРИЯ АРХАНГЕЛЬСКА", "RU-ARK"),
    ("АДМИНИСТРАЦИЯ КИРОВСКОГО РАЙОНА", None),
    (ADMINISTRATION, None),
    ("МИНИСТЕРСТВО ПРОСВЕЩЕНИЯ РОССИЙСКОЙ ФЕДЕРАЦИИ\nКаретный Ряд, д. 2, Москва, 127006", None),
    ("УПРАВЛЕНИЕ ФЕДЕРАЛЬНОЙ СЛУЖБЫ ПО НАДЗОРУ ПО ОМСКОЙ ОБЛАСТИ", None),
    ("УМВД РОССИИ ПО ТЮМЕНСКОЙ ОБЛАСТИ\nОТДЕЛ КАДРОВ", None),
    ("ТЕРРИТОРИАЛЬНЫЙ ОРГАН\nУПРАВЛЕНИЕ ФЕДЕРАЛЬНОГО КАЗНАЧЕЙСТВА ПО АМУРСКОЙ ОБЛАСТИ", None),
    ("ГОСУДАРСТВЕННАЯ ИНСПЕКЦИЯ ТРУДА В АМУРСКОЙ ОБЛАСТИ", None),
    ("ТЕРРИТОРИАЛЬНОЕ УПРАВЛЕНИЕ АДМИНИСТРАЦИИ ГОРОДА ТЮМЕНИ", "RU-TYU"),
    ("ФГБОУ ВО «АЛТАЙСКИЙ УНИВЕРСИТЕТ»", "RU-ALT"),
    ("МБОУ СОШ № 5 ИМЕНИ ГЕРОЯ РОССИЙСКОЙ ФЕДЕРАЦИИ\nг. Тюмень, ул. Мира, 5", "RU-TYU"),
]


@pytest.mark.parametrize(("letterhead", "code"), LETTERHEADS)
def test_region(letterhead: str, code: str | None) -> None:
    document = letter(("letterhead", letterhead), ("body", "Просим прийти."))
    region = find_region(document, find_issuer(document, LANGUAGE), LANGUAGE)
    assert (region and region.value) == code
    assert region is None or document.text[region.start : region.end].strip()


def test_place_and_signature_tell_where_the_name_does_not() -> None:
    document = letter(
        ("letterhead", ADMINISTRATION), ("place", "г. Свободный"), ("signature", "Глава района\n\nИ.И. Сомов")
    )
    region = find_region(document, find_issuer(document, LANGUAGE), LANGUAGE)
    assert region is not None
    assert region.value == "RU-AMU"


def test_the_list_is_whole() -> None:
    codes = [r.code for r in regions()]
    assert len(set(codes)) == 89
    assert all(re.fullmatch(r"RU-(?:[A-Z]{2,3}|9[0-5])", code) for code in codes)
    assert len({r.tax_code for r in regions()}) == 89
    prefixes = [prefix for r in regions() for prefix in r.postal_prefixes]
    assert len(prefixes) == len(set(prefixes))


NAMES = [
    ("Ямало-Ненецкого автономного округа", "RU-YAN"),
    ("в Республике Крым", "RU-91"),
    ("Чувашской Республики", "RU-CU"),
    ("Кемеровской области – Кузбасса", "RU-KEM"),
    ("Марий Эл", "RU-ME"),
    ("Еврейской автономной области", "RU-YEV"),
    ("ПЕРМСКОГО\nКРАЯ", "RU-PER"),
]


@pytest.mark.parametrize(("printed", "code"), NAMES)
def test_names_in_any_case(printed: str, code: str) -> None:
    assert next(r.code for r, _, pattern in name_patterns() if pattern.search(printed)) == code


CITIES = [
    ("Орла", {"RU-ORL"}),
    ("Ельца", {"RU-LIP"}),
    ("Набережных Челнов", {"RU-TA"}),
    ("Железногорска", {"RU-KRS", "RU-KYA"}),
]


@pytest.mark.parametrize(("printed", "codes"), CITIES)
def test_cities_in_any_case(printed: str, codes: set[str]) -> None:
    assert {r.code for r, _ in cities_like(printed)} == codes


FEDERAL = (
    "Министерство просвещения Российской Федерации|"
    "Управление Министерства юстиции Российской Федерации по Амурской области|"
    "Отдел МВД Российской Федерации в Тюмени|Управление Минюста Российской Федерации во Владимире|"
    "УМВД России по Тюменской области|Отдел МВД России в Тюмени|ГУ МВД России во Владимире|Минспорт России|"
    "Федеральная служба по труду|Федеральное агентство по рыболовству|Федеральное казначейство|"
    "Федеральный фонд поддержки|Федеральный суд|Управление Федеральной службы по труду|"
    "Территориальный орган Федерального агентства|Управление Федерального казначейства|"
    "Северо-Западное управление Ростехнадзора|Управление Росреестра|Управление Росгвардии|"
    "Управление Росимущества|Управление Росприроднадзора|УФК по Амурской области|УФССП по Амурской области|"
    "УФНС по Амурской области|УФСБ по Амурской области|УМВД по Амурской области|УФСИН по Амурской области|"
    "Государственная инспекция труда в Амурской области|Институт Российской академии образования|"
    "Институт Российской академии наук|Федеральное государственное учреждение|"
    "Федеральное казенное учреждение|Федеральное казённое учреждение|Федеральное бюджетное учреждение|"
    "Федеральное автономное учреждение|ФГБУ «Центр»|ФГАУ «Центр»|ФГКУ «Центр»|ФГУП «Завод»|ФГУ «Центр»|"
    "ФГБНУ «Институт»|ФБУ «Центр»|ФБУЗ «Центр»|"
    "ФКБУ «Центр»|ФКУ «Центр»|Росстат|Росархив|Роспатент|Росреестр|Росмолодежь|Росмолодёжь|Росгвардия|"
    "Роструд|Рослесхоз|Росимущество|Росрыболовство|Росздравнадзор|Рособрнадзор|"
    "Правительство Российской Федерации в лице вице-премьера|Президент Российской Федерации Иванов|"
    "Администрация Президента|Государственная Дума Федерального Собрания|"
    "Совет Федерации Федерального Собрания|Главный государственный санитарный врач|"
    "Главный государственный санитарный врач Российской Федерации|Прокуратура Лесного района|"
    "Следственное управление по Амурской области|Главное следственное управление|"
    "Военный комиссариат Амурской области|Отделение Социального фонда по Амурской области|"
    "Управление Пенсионного фонда|Центральная избирательная комиссия|Центральный банк|"
    "Российская академия народного хозяйства"
)
REGIONAL = (
    "Министерство спорта Амурской области|Школа имени Героя Российской Федерации|Школа имени героя России|"
    'МБОУ «Лицей России»|МБУ «Центр федеральной службы»|МБУ "Центр федеральной службы"|ФГБОУ ВО «Институт»|ФГАОУ ВО «Институт»|ФГКОУ «Школа»|'
    "Федеральное государственное автономное образовательное учреждение высшего образования «Институт»|Ростовский комитет|Товарищество Россошь|Рославльский лесхоз"
)


@pytest.mark.parametrize(
    ("name", "federal"), [*((n, True) for n in FEDERAL.split("|")), *((n, False) for n in REGIONAL.split("|"))]
)
def test_bodies_of_the_federation(name: str, federal: bool) -> None:
    assert is_federal(Organization(name=name)) is federal
    assert is_federal(Organization(name="Отдел кадров", parent=name)) is federal


CITIES = (
    "АДМИНИСТРАЦИЯ ГОР. РЯЗАНИ|АДМИНИСТРАЦИЯ Г. РЯЗАНИ|АДМИНИСТРАЦИЯ ГОРОДА РЯЗАНИ|АДМИНИСТРАЦИЯ ГОРОДСКОГО ОКРУГА РЯЗАНЬ|"
    "АДМИНИСТРАЦИЯ ГОРОДСКОГО ОКРУГА ГОРОД РЯЗАНЬ|АДМИНИСТРАЦИЯ РЯЗАНИ|МЭРИЯ РЯЗАНИ|МЭР РЯЗАНИ|ДУМА РЯЗАНИ|ГЛАВА РЯЗАНИ|"
    "МУНИЦИПАЛИТЕТ РЯЗАНИ"
)


@pytest.mark.parametrize("body", CITIES.split("|"))
def test_bodies_of_a_city(body: str, language: Language) -> None:
    document = letter(("letterhead", body))
    region = find_region(document, find_issuer(document, language), language)
    assert region is not None
    assert region.value == "RU-RYA"


TERRITORIES = "РАЙОНА|ОКРУГА|СЕЛЬСКОГО ПОСЕЛЕНИЯ|СЕЛЬСОВЕТА|ГОРОДСКОГО ОКРУГА|ПОСЕЛЕНИЯ|КРАЯ|ОБЛАСТИ"


@pytest.mark.parametrize("place", TERRITORIES.split("|"))
def test_a_territory_is_no_city(place: str, language: Language) -> None:
    document = letter(("letterhead", f"ДУМА СВЕТЛОГО {place}"))
    assert find_region(document, find_issuer(document, language), language) is None


@pytest.mark.parametrize("school", ["ФГБОУ ВО «Институт»", "ФГАОУ ВО «Институт»", "ФГКОУ «Школа»"])
def test_a_school_below_a_ministry_is_of_its_region(school: str) -> None:
    assert not is_federal(Organization(name=school, parent="Министерство просвещения Российской Федерации"))


@pytest.mark.parametrize(
    "city", ["города Рязани", "городе Рязани", "городу Рязани", "городом Рязанью", "г. Рязани", "гор. Рязани"]
)
def test_cities_of_a_title(city: str, language: Language) -> None:
    document = letter(("letterhead", "АДМИНИСТРАЦИЯ"), ("title", f"О благоустройстве {city}"))
    region = find_region(document, find_issuer(document, language), language)
    assert region is not None
    assert region.value == "RU-RYA"


@pytest.mark.parametrize("number", ["676850-12", "12-676850", "6768501"])
def test_a_part_of_a_number_is_no_postal_index(number: str, language: Language) -> None:
    document = letter(("letterhead", f"ДЕПАРТАМЕНТ ТРУДА\nСветлый, ул. Мира, 5, {number}"))
    region = find_region(document, find_issuer(document, language), language)
    assert (region and region.value) == "RU-KGD"
