"""Who must do it: a party in the case that a sentence asks for, and the same party as gold has it."""

from corpus.flood.dice import Dice, capital
from corpus.flood.people import human
from schemas.document import Party

Said = tuple[str, tuple[Party, ...]]
"""What is printed, and the parties it names."""


def dative(dice: Dice, first: bool) -> Said:
    """Whom an item addresses; `first` where it begins the item with a large letter."""
    said: Said = dice.weighted(ADDRESSED)(dice, first)
    if not dice.often(0.15):
        return said
    more = dice.weighted(((1, group), (1, headed_unit)))(dice, False)
    return (said[0] + ", " + more[0], said[1] + more[1]) if more[1][0].name != said[1][0].name else said


def group(dice: Dice, first: bool) -> Said:
    row = dice.row("groups")
    text = capital(row["dat"]) if first else row["dat"]
    return text, (Party(type="group", name=row["nom"], text=text),)


def headed_unit(dice: Dice, first: bool) -> Said:
    """«Отделу экономики (Лапина Т.В.)», or without its head."""
    row, head = dice.row("units"), human(dice)
    name, text = (capital(row["nom"]), capital(row["dat"])) if first else (row["nom"], row["dat"])
    if dice.often(0.3):
        return text, (Party(type="organization", name=name, text=text),)
    text += f" ({head.short(before=dice.often(0.3))})"
    return text, (Party(type="organization", name=name, text=text, person=head.person()),)


def named_post(dice: Dice, first: bool) -> Said:
    """«Главному специалисту Юшкову А.П.», the name in one of three forms."""
    row, who, full = dice.row("posts"), human(dice), dice.often(0.3)
    post, printed = (capital(row["nom"]), capital(row["dat"])) if first else (row["nom"], row["dat"])
    name = who.full("dat") if full else who.short("dat", before=dice.often(0.3))
    text = f"{printed} {name}"
    person = who.person(full, position=post)
    return text, (Party(type="person", name=person.name, text=text, position=post, person=person),)


def bare_post(dice: Dice, first: bool) -> Said:
    row = dice.row("posts", lambda row: " " in row["nom"])
    post, text = (capital(row["nom"]), capital(row["dat"])) if first else (row["nom"], row["dat"])
    return text, (Party(type="person", name=post, text=text, position=post),)


def institution(dice: Dice, first: bool) -> Said:
    """«ГБУ «Центр развития территорий» (Юшков А.П.)»: abbreviations do not decline."""
    row = dice.row("institutions")
    name = f"{row['form']} «{row['name'].removesuffix('»')}»"
    if dice.often(0.5):
        return name, (Party(type="organization", name=name, text=name),)
    head = human(dice)
    text = f"{name} ({head.short()})"
    return text, (Party(type="organization", name=name, text=text, person=head.person()),)


def cell(dice: Dice) -> Said:
    """A cell «Ответственные»: one or two parties in the nominative, in lines or after a comma."""
    count = 2 if dice.often(0.35) else 1
    parties: dict[str, Party] = {}
    for n in range(count):
        party = _nominative(dice, n == 0)
        parties.setdefault(party.name.lower(), party)
    return ", ".join(party.text for party in parties.values()), tuple(parties.values())


def _nominative(dice: Dice, first: bool) -> Party:
    kind = dice.weighted(((3, "groups"), (3, "units"), (2, "people"), (1, "institutions")))
    if kind == "people":
        who = human(dice)
        return Party(type="person", name=who.short(), text=who.short(), person=who.person())
    if kind == "institutions":
        name = institution(dice, first)[1][0].name
        return Party(type="organization", name=name, text=name)
    row = dice.row(kind)
    text = capital(row["nom"]) if first else row["nom"]
    if kind == "groups":
        return Party(type="group", name=row["nom"], text=text)
    return Party(type="organization", name=text, text=text)


def appointee(dice: Dice) -> Said:
    """Whom «назначить …» names, in the accusative: «главного специалиста Пьянкову Д.О.»."""
    row, who, full = dice.row("posts"), human(dice), dice.often(0.4)
    name = who.full("acc") if full else who.short("acc", before=dice.often(0.3))
    person = who.person(full, position=row["nom"])
    text = f"{name}, {row['acc']}" if dice.often(0.3) else f"{row['acc']} {name}"
    return text, (Party(type="person", name=person.name, text=text, position=row["nom"], person=person),)


def overseer(dice: Dice) -> Said:
    """Whom control is laid upon: a named deputy, a post or a department."""
    way = dice.randrange(3)
    if way == 0:
        return appointee(dice)
    row = dice.row("units" if way == 1 else "posts")
    if way == 1:
        return row["acc"], (Party(type="organization", name=row["nom"], text=row["acc"]),)
    return row["acc"], (Party(type="person", name=row["nom"], text=row["acc"], position=row["nom"]),)


ADDRESSED = ((4, group), (3, headed_unit), (2, named_post), (1, bare_post), (2, institution))
"""Whom items address, with weights."""


def alone(party: Party) -> tuple[Party, ...]:
    return (party,)


def inferred(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple(party.model_copy(update={"inferred": True}) for party in parties)
