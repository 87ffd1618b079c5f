"""What stands around the text: registration, addressees, enclosures, signatures, executors, stamps, lists."""

import datetime as dt
from dataclasses import dataclass

from corpus.flood import acts, parties
from corpus.flood.dice import Dice, Row, capital
from corpus.flood.people import human
from corpus.flood.regions import phone
from corpus.flood.times import FORMS
from schemas.document import Attachment, Party, Person, Registration, ReplyTo

NUMBERS = ("{a}", "01-{b}/{a}", "{b}-{c}", "{a}-ОД", "{a}-п", "ИСХ-{b}/{a}", "{b}.{c}-12/{a}")
DATES = (
    "{d:02}.{m:02}.{y}",
    "{d} {month} {y} г.",
    "{d} {month} {y} года",
    "«{d:02}» {month} {y} г.",
    "{d:02}.{m:02}.{y}г.",
)


@dataclass(frozen=True)
class Registered:
    """The line of registration in its two parts, and gold."""

    printed_day: str
    printed_number: str
    number: str
    day: dt.date

    @property
    def line(self) -> str:
        return f"{self.printed_day} № {self.printed_number}"


def registered(dice: Dice, day: dt.date) -> Registered:
    number = dice.choice(NUMBERS).format(a=dice.randint(1, 2400), b=dice.randint(10, 40), c=f"{dice.randint(1, 60):02}")
    printed = number.replace("-", " - ") if dice.often(0.07) else number
    form = dice.choice(DATES).format(d=day.day, m=day.month, y=day.year, month=FORMS["gent"][day.month - 1])
    return Registered(("от " if dice.often(0.4) else "") + form, printed, number, day)


def reply(dice: Dice, day: dt.date) -> tuple[str | None, ReplyTo | None]:
    """«на № … от …»: filled, blank or absent."""
    way = dice.randrange(3)
    if way == 0:
        return None, None
    if way == 1:
        return dice.choice(("на № _____ от _____", "На № ____________ от ____________")), None
    number, then = f"{dice.randint(1, 90)}/{dice.randint(1, 900)}", day - dt.timedelta(days=dice.randint(3, 40))
    return f"На № {number} от {then:%d.%m.%Y}", ReplyTo(number=number, date=then)


def addressees(dice: Dice) -> tuple[str, tuple[Party, ...]]:
    """One or two blocks of addressees in the dative."""
    if dice.often(0.25):
        text, named = parties.named_post(dice, first=True)
        return text.replace(" ", "\n", 1) if dice.often(0.3) else text, named
    rows = dice.sample(dice.rows("groups"), 2 if dice.often(0.4) else 1)
    found = tuple(Party(type="group", name=row["nom"], text=capital(row["dat"])) for row in rows)
    return "\n\n".join(_broken(dice, party.text) for party in found), found


def _broken(dice: Dice, text: str) -> str:
    """The text in lines of one or two words, as addressees are set."""
    words = text.split()
    step = dice.choice((2, 3, len(words)))
    return "\n".join(" ".join(words[i : i + step]) for i in range(0, len(words), step))


def enclosure(dice: Dice) -> tuple[str, tuple[Attachment, ...]]:
    sheets, copies = dice.randint(1, 30), dice.randint(1, 3)
    size = dice.choice(SIZES).format(s=sheets, c=copies)
    way = dice.randrange(3)
    if way == 0:
        return f"Приложение: {size}", (Attachment(sheets=sheets, copies=copies),)
    if way == 1:
        name = acts.thing(dice, "paper").nom
        return f"Приложение: {name} {size}", (Attachment(title=name, sheets=sheets, copies=copies),)
    named = [(str(n), capital(acts.thing(dice, "paper").nom)) for n in (1, 2)]
    lines = [f"{n}. {name} {size}" for n, name in named]
    found = tuple(Attachment(number=n, title=name, sheets=sheets, copies=copies) for n, name in named)
    return "\n".join((dice.choice(("Приложения:", "Приложение:")), *lines)), found


SIZES = ("на {s} л. в {c} экз.", "в {c} экз. на {s} л.", "на {s} л., в {c} экз.")


def signature(dice: Dice, post: str) -> tuple[str, Person]:
    who = human(dice)
    name = who.short(before=True, gap=dice.choice((" ", " ", "")))
    gap = dice.choice((" " * dice.randint(12, 45), "\n\n\n\n", "\n\n"))
    return post + gap + name, who.person(position=post)


def executor(dice: Dice, region: Row | None) -> tuple[str, Person]:
    who = human(dice)
    number = (phone(dice, region) if region else None) or f"{dice.randint(20, 79)}-{dice.digits(2)}-{dice.digits(2)}"
    full = dice.often(0.4)
    name = who.full() if full else who.short(before=dice.often(0.5))
    form = dice.choice(("{}\n{}", "Исп. {}, тел. {}", "Исполнитель: {}\nтел. {}", "Исп.: {}\n{}", "{}, {}"))
    return form.format(name, number), who.person(full, phone=number)


def stamp(dice: Dice, day: dt.date) -> tuple[str, Registration]:
    number = f"{dice.randint(10, 3000)}{dice.choice(('', '-В', '/вх'))}"
    then = day + dt.timedelta(days=dice.randint(0, 9))
    form = dice.choice(("Вх. № {}\nот {}", "Вх. № {} от {}", "Входящий № {} от {}", "ВХОДЯЩИЙ\n№ {}\n{}"))
    return form.format(number, f"{then:%d.%m.%Y}"), Registration(number=number, date=then)


def distribution(dice: Dice) -> tuple[str, tuple[Party, ...]]:
    rows = dice.sample(dice.rows("units"), 2)
    found = tuple(Party(type="organization", name=row["nom"], text=row["dat"]) for row in rows)
    group = dice.row("groups")
    if dice.often(0.5):
        found += (Party(type="group", name=group["nom"], text=group["dat"]),)
    return dice.choice(("Разослать: ", "Рассылка: ")) + ", ".join(p.text for p in found), found


def visas(dice: Dice) -> str:
    """Who agreed: names and posts that gold must not have."""
    lines = [f"{capital(dice.row('posts')['nom'])}{' ' * 20}{human(dice).short(before=True)}" for _ in range(2)]
    return "\n\n".join((dice.choice(("СОГЛАСОВАНО:", "Визы:")), *lines))
