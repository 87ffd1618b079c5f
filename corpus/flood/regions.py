"""Regions: their names in the genitive, and numbers that belong to them (telephones, postal codes, INN, OGRN)."""

from stdnum.ru import inn as inn_digits

from corpus.flood.dice import REGIONS, Dice, Row, table

GENITIVE = {"Москва": "города Москвы", "Санкт-Петербург": "Санкт-Петербурга", "Севастополь": "города Севастополя"}
ENDINGS = (  # the end of a word and the same in the genitive; the first that fits
    ("область", "области"),
    ("край", "края"),
    ("округ", "округа"),
    ("Республика", "Республики"),
    ("ская", "ской"),
    ("ная", "ной"),
    ("цкая", "цкой"),
    ("ский", "ского"),
    ("цкий", "цкого"),
    ("ный", "ного"),
    ("Югра", "Югры"),
    ("Кузбасс", "Кузбасса"),
    ("Чувашия", "Чувашии"),
)


def regions() -> tuple[Row, ...]:
    return table(REGIONS)


def genitive(name: str) -> str:
    """The name of a region in the genitive; what follows «Республика» does not change.

    >>> genitive("Ямало-Ненецкий автономный округ"), genitive("Республика Северная Осетия – Алания")
    ('Ямало-Ненецкого автономного округа', 'Республики Северная Осетия – Алания')
    """
    if name.startswith("Республика"):
        return name.replace("Республика", "Республики", 1)
    return GENITIVE.get(name) or " ".join(map(_genitive_word, name.split()))


def _genitive_word(word: str) -> str:
    return next((word[: -len(end)] + new for end, new in ENDINGS if word.endswith(end)), word)


def capital_of(region: Row) -> str:
    return region["cities"].split(";")[0]


def phone(dice: Dice, region: Row) -> str | None:
    """A number with the region's code, ten digits; `None` where the region has no code."""
    code = region["phone_codes"].split(",")[0]
    if not code:
        return None
    short = code if len(code) == 5 or code in {"495", "499", "812"} else code + str(dice.randrange(10))
    local = "2" + dice.digits(9 - len(short))
    last = f"{local[-4:-2]}-{local[-2:]}"
    return dice.choice(("({}) {}-{}", "8 ({}) {}-{}", "8({}){}-{}")).format(short, local[:-4], last)


def postal_code(dice: Dice, region: Row) -> str:
    first, _, last = dice.choice(region["postal_prefixes"].split(",")).partition("-")
    return f"{dice.randint(int(first), int(last or first))}{dice.digits(3)}"


def taxpayer(dice: Dice, region: Row) -> tuple[str, str, str]:
    """INN, KPP and OGRN with right check digits."""
    office = region["tax_code"] + f"{dice.randint(1, 30):02}"
    stem = office + dice.digits(5)
    ogrn = f"1{dice.randint(2, 23):02}{office}{dice.digits(5)}"
    return stem + str(inn_digits.calc_company_check_digit(stem)), office + "01001", ogrn + str(int(ogrn) % 11 % 10)
