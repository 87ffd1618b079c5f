"""Who issues: a letterhead in one of its forms, and the organisation that it names."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from corpus.flood.dice import Dice, Row
from corpus.flood.regions import capital_of, genitive, phone, postal_code, regions, taxpayer
from schemas.document import Organization


@dataclass(frozen=True)
class Issuer:
    """Names as printed (`lines`, before capitals and wrapping), gold, and what other parts of the letter need."""

    lines: tuple[str, ...]
    value: Organization
    region: Row | None
    head: str
    own: str
    own_gen: str

    @property
    def code(self) -> str | None:
        return self.region["code"] if self.region else None

    @property
    def region_gen(self) -> str:
        return genitive(self.region["name"]) if self.region else ""


CITIES = ("RU-MOW", "RU-SPE", "RU-92")
"""Regions without districts of their own."""


def issuer(dice: Dice) -> Issuer:
    maker: Callable[[Dice, Row], Issuer] = dice.weighted(MAKERS)
    left_out = CITIES if maker in (_municipal, _office) else ()
    return maker(dice, dice.choice([region for region in regions() if region["code"] not in left_out]))


def _regional(dice: Dice, region: Row) -> Issuer:
    row = dice.row("bodies")
    name = f"{row['nom']} {genitive(region['name'])}"
    parent = f"Правительство {genitive(region['name'])}" if dice.often(0.25) else None
    lines = tuple(filter(None, (parent, name)))
    return Issuer(lines, Organization(name=name, parent=parent), region, row["head"], row["own"], row["own_gen"])


def _municipal(dice: Dice, region: Row) -> Issuer:
    name = f"Администрация {dice.row('districts')['gen']} {genitive(region['name'])}"
    return Issuer((name,), Organization(name=name), region, "Глава администрации", "Администрация", "администрации")


def _office(dice: Dice, region: Row) -> Issuer:
    """An office of an administration, named below it."""
    above = f"Администрация {dice.row('districts')['gen']} {genitive(region['name'])}"
    row = dice.row("offices")
    value = Organization(name=row["nom"], parent=above)
    return Issuer((above, row["nom"]), value, region, row["head"], row["nom"], row["gen"])


def _centre(dice: Dice, region: Row) -> Issuer:
    """An institution under its ministry, with its short name in brackets."""
    above = dice.row("bodies")
    parent = f"{above['nom']} {genitive(region['name'])}"
    row = dice.row("centres")
    name = f"Государственное бюджетное учреждение {genitive(region['name'])} «{row['name']}»"
    short = f"ГБУ «{row['acronym']}»"
    value = Organization(name=name, short_name=short, parent=parent)
    return Issuer((parent, name, f"({short})"), value, region, "Директор", "Учреждение", "учреждения")


def _federal(dice: Dice, region: Row) -> Issuer:
    row = dice.row("federal")
    value = Organization(name=row["nom"], short_name=row["short"])
    return Issuer((row["nom"], f"({row['short']})"), value, None, row["head"], row["own"], row["own_gen"])


MAKERS = ((5, _regional), (2, _municipal), (2, _office), (3, _centre), (1, _federal))


def letterhead(dice: Dice, whose: Issuer, details: bool) -> tuple[str, Organization]:
    """The printed block and the organisation; `details` adds address, telephones and codes."""
    lines = [line if line.startswith("(") else _cased(dice, line) for line in whose.lines]
    if dice.often(0.5):
        wide = dice.randint(34, 60)
        lines = [part for line in lines for part in _wrapped(line, wide)]
    others = dice.rows("bilingual", lambda row: row["region"] == whose.code)
    blocks = [others[0]["line"]] if others and dice.often(0.5) else []
    blocks += ["РОССИЙСКАЯ ФЕДЕРАЦИЯ"] if dice.often(0.15) else []
    blocks.append("\n".join(lines))
    value = whose.value
    if details and whose.region:
        printed, value = _details(dice, whose.region, value)
        blocks.append(printed)
    return ("\n\n" if dice.often(0.6) else "\n").join(blocks), value


def _cased(dice: Dice, line: str) -> str:
    return line.upper() if dice.often(0.6) else line


def _wrapped(line: str, width: int) -> list[str]:
    return textwrap.wrap(line, width, break_on_hyphens=False, break_long_words=False)


def _details(dice: Dice, region: Row, value: Organization) -> tuple[str, Organization]:
    city, code = capital_of(region), postal_code(dice, region)
    street, house = dice.row("streets")["text"], dice.randint(1, 140)
    address = dice.choice(ADDRESSES).format(city=city, code=code, street=street, house=house)
    phones = tuple(filter(None, (phone(dice, region) for _ in range(dice.randint(1, 2)))))
    mail = f"{dice.choice(('info', 'priem', 'office'))}@{dice.choice(DOMAINS)}.ru"
    site = dice.choice(("http://www.{}.ru", "www.{}.ru", "https://{}.ru")).format(dice.choice(DOMAINS))
    inn, kpp, ogrn = taxpayer(dice, region)
    with_site, with_codes = dice.often(0.5), dice.often(0.5)
    lines = [address, *_phone_lines(dice, phones), f"{dice.choice(('E-mail', 'e-mail', 'Эл. почта'))}: {mail}"]
    lines += [site] if with_site else []
    lines += [dice.choice(CODES).format(inn=inn, kpp=kpp, ogrn=ogrn)] if with_codes else []
    more = {"inn": inn, "kpp": kpp, "ogrn": ogrn} if with_codes else {}
    sites = (site,) if with_site else ()
    contacts = {"address": address, "phones": phones, "emails": (mail,), "websites": sites}
    return "\n".join(lines), value.model_copy(update={**contacts, **more})


def _phone_lines(dice: Dice, phones: tuple[str, ...]) -> list[str]:
    if not phones:
        return []
    label = dice.choice(("Тел. ", "тел.: ", "Телефон: "))
    return [label + ", факс ".join(phones)]


DOMAINS = ("severles", "dorogi-kray", "kultura-okrug", "obrnadzor", "vodokanal-reg")
ADDRESSES = (
    "{code}, г. {city}, ул. {street}, д. {house}",
    "ул. {street}, д. {house}, г. {city}, {code}",
    "{street} ул., {house}, г. {city}, {code}",
)
CODES = ("ИНН {inn}, КПП {kpp}\nОГРН {ogrn}", "ИНН/КПП {inn}/{kpp}\nОГРН {ogrn}", "ОГРН {ogrn} ИНН {inn} КПП {kpp}")
