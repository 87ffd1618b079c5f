"""Items of an act: each a paragraph or several, with the assignments they make."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.flood import acts, parties
from corpus.flood.dice import Dice, capital
from corpus.flood.times import When, deadline
from schemas.document import Assignment, Deadline, Party, Recipient, Reference

DASHES = ("- ", "– ", "-", "• ")


@dataclass(frozen=True)
class Setting:
    """What items need to know of the act: its date and names (`noun`: «приказ»), who signs, what is enclosed."""

    when: When
    region: str
    noun: str
    signatory: Party
    annex: str | None
    addressees: tuple[Party, ...] = ()


@dataclass(frozen=True)
class Item:
    """Printed paragraphs and their gold; `open` are fields of an assignment that careful readers read differently."""

    paragraphs: tuple[str, ...]
    duties: tuple[Assignment, ...] = ()
    references: tuple[Reference, ...] = ()
    open: tuple[tuple[int, str], ...] = ()


Maker = Callable[[Dice, Setting, str], Item]


def _task(number: str | None, text: str, **more: object) -> Assignment:
    values = {"number": number, "source": "body", "type": "task", "text": text, **more}
    return Assignment.model_validate(values)


def task(dice: Dice, setting: Setting, number: str) -> Item:
    """«Отделу экономики (Лапина Т.В.) до 1 марта 2024 года представить …»."""
    text, who, deadlines = _ordered(dice, setting, addressed=dice.often(0.85))
    return Item((_sentence(number, text),), (_task(number, text, responsible=who, deadlines=deadlines),))


def _ordered(dice: Dice, setting: Setting, addressed: bool) -> tuple[str, tuple[Party, ...], tuple[Deadline, ...]]:
    """The words of a task, with its deadline before the verb, after its object or nowhere."""
    printed, who = parties.dative(dice, first=not _recommends(dice)) if addressed else ("", ())
    if printed and not printed[0].isupper():
        printed = f"Рекомендовать {printed}"
    verb, _ = acts.duty(dice)
    words = [printed, verb]
    place = dice.weighted(((4, "front"), (3, "end"), (3, "none")))
    found: tuple[Deadline, ...] = ()
    if place != "none":
        said, value = deadline(dice, setting.when, place)
        words.insert(1 if place == "front" else 2, said)
        found = value
    text = " ".join(filter(None, words))
    if found and text.startswith(found[0].text):
        found = (found[0].model_copy(update={"text": capital(found[0].text)}),)
    return capital(text), who, found


def _sentence(number: str | None, text: str) -> str:
    """The item as printed; «г.» and initials end a sentence with their own dot."""
    return (f"{number}. " if number else "") + text + ("" if text.endswith(".") else ".")


def _recommends(dice: Dice) -> bool:
    return dice.often(0.12)


def labelled(dice: Dice, setting: Setting, number: str) -> Item:
    """A task with «Срок: …» and «Ответственные: …» in lines of their own or after it."""
    verb, _ = acts.duty(dice)
    said, value = deadline(dice, setting.when, "label")
    printed, who = parties.cell(dice)
    term = dice.choice(("Срок: {}.", "Срок исполнения: {}.", "Срок – {}.")).format(said).replace("г..", "г.")
    label = dice.choice(("Ответственные: {}.", "Ответственный: {}.", "Отв.: {}.", "Отв. {}"))
    lines = (f"{number}. {capital(verb)}.", term, label.format(printed).replace("..", "."))
    paragraphs = (" ".join(lines),) if dice.often(0.3) else ("\n".join(lines),) if dice.often(0.6) else lines
    return Item(paragraphs, (_task(number, capital(verb), responsible=who, deadlines=value),))


def lead_in(dice: Dice, setting: Setting, number: str) -> Item:
    """«Управлению образования в срок до …:» with sub-items or bullets that inherit both."""
    printed, who = parties.dative(dice, first=True)
    said, value = deadline(dice, setting.when, "front") if dice.often(0.5) else ("", ())
    shared = _handed_down(value)
    heading = f"{number}. {printed} {said}".strip() + ":"
    style, mark = dice.choice(("number", "letter", "dash", "dash")), dice.choice(DASHES)
    count = dice.randint(2, 4)
    duties, lines = [], []
    for n in range(1, count + 1):
        text, own = _inner(dice, setting)
        lines.append({"number": f"{number}.{n}. ", "letter": f"{'абвг'[n - 1]}) ", "dash": mark}[style] + text)
        duties.append(_task(f"{number}.{n}", text, responsible=parties.inferred(who), deadlines=own or shared))
    ended = [line + ("." if n == count - 1 else ";") for n, line in enumerate(lines)]
    unsure = tuple((n, "number") for n in range(count)) if style == "letter" else ()
    return Item((heading, *ended), tuple(duties), open=unsure)


def _inner(dice: Dice, setting: Setting) -> tuple[str, tuple[Deadline, ...]]:
    verb, _ = acts.duty(dice)
    if not dice.often(0.3):
        return verb, ()
    said, value = deadline(dice, setting.when, "end")
    return f"{verb} {said}", value


def _handed_down(deadlines: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    return tuple(value.model_copy(update={"inferred": True}) for value in deadlines)


def delivery(dice: Dice, setting: Setting, number: str) -> Item:
    """A paper to be sent to a body, or to an address of electronic mail."""
    printed, who = parties.dative(dice, first=True)
    what, mail = acts.thing(dice, "paper"), f"otchet{dice.digits(2)}@{dice.choice(('mail.ru', 'yandex.ru'))}"
    said, value = deadline(dice, setting.when, "front")
    if dice.often(0.5):
        where, to = f"направить {what.acc} на адрес электронной почты: {mail}", Recipient(email=mail)
    else:
        unit = dice.row("units")
        where = f"представить в {unit['acc']} {what.acc}"
        to = Recipient(party=Party(type="organization", name=unit["nom"], text=unit["acc"]))
    text = f"{printed} {said} {where}"
    return Item((_sentence(number, text),), (_task(number, text, responsible=who, deadlines=value, recipient=to),))


def appointment(dice: Dice, setting: Setting, number: str) -> Item:
    printed, who = parties.appointee(dice)
    text = f"Назначить {dice.row('roles')['instrumental']} {printed}"
    return Item((_sentence(number, text),), (_task(number, text, type="appointment", responsible=who),))


def approval(dice: Dice, setting: Setting, number: str) -> Item:
    """The enclosed plan where there is one, a composition of a group otherwise."""
    what = f"прилагаемый {setting.annex}" if setting.annex else dice.choice(("смету расходов", "форму отчёта"))
    text = f"Утвердить {what}"
    return Item((_sentence(number, text),), (_task(number, text, type="approval"),))


def repeal(dice: Dice, setting: Setting, number: str) -> Item:
    cited = acts.citation(dice, "accusative", setting.region, setting.when.day)
    text = f"Признать утратившим силу {cited.text}"
    return Item((_sentence(number, text),), (_task(number, text),), (cited.value, *cited.more))


def publication(dice: Dice, setting: Setting, number: str) -> Item:
    text = f"Опубликовать настоящ{_ending(setting)} в газете «{dice.choice(('Заречье', 'Северный край', 'Маяк'))}»"
    return Item((_sentence(number, text),), (_task(number, text),))


def in_force(dice: Dice, setting: Setting, number: str) -> Item:
    """Orders nothing."""
    return Item((f"{number}. Настоящ{_ending(setting)} вступает в силу со дня подписания.",))


def _ending(setting: Setting) -> str:
    """«настоящий приказ», «настоящее постановление»: adjective and noun."""
    neuter = setting.noun.endswith("е")
    return ("ее " if neuter else "ий ") + setting.noun


def control(dice: Dice, setting: Setting, number: str) -> Item:
    start = f"Контроль за {dice.choice(('исполнением', 'выполнением'))} настоящего {setting.when.act}"
    if dice.often(0.5):
        own = setting.signatory.model_copy(update={"text": "оставляю за собой", "inferred": True})
        said, who = "оставляю за собой", parties.alone(own)
    else:
        printed, who = parties.overseer(dice)
        said = f"возложить на {printed}"
    text = f"{start} {said}"
    return Item((_sentence(number, text),), (_task(number, text, type="control", responsible=who),))


def request(dice: Dice, setting: Setting) -> Item:
    """A letter's sentence «Просим …»: the addressees must do it."""
    verb, _ = acts.duty(dice)
    said, value = deadline(dice, setting.when, "front")
    opening = dice.choice(("Просим Вас", "Прошу", "Просим"))
    text = f"{opening} {said} {verb}"
    who = parties.inferred(setting.addressees)
    return Item((_sentence(None, text),), (_task(None, text, responsible=who, deadlines=value),))


def send_back(dice: Dice, setting: Setting) -> Item:
    """«Информацию просим направить до … на адрес …»."""
    mail = f"info{dice.digits(2)}@{dice.choice(('region-info.ru', 'mail.ru'))}"
    said, value = deadline(dice, setting.when, "front")
    what = capital(acts.thing(dice, "paper").acc)
    text = f"{what} необходимо направить {said} на адрес электронной почты: {mail}"
    who = parties.inferred(setting.addressees)
    to = Recipient(email=mail)
    return Item((_sentence(None, text),), (_task(None, text, responsible=who, deadlines=value, recipient=to),))


def numbered_requests(dice: Dice, setting: Setting) -> Item:
    """«Просим в срок до …:» with numbered items for the addressees."""
    said, value = deadline(dice, setting.when, "front")
    shared = _handed_down(value)
    who = parties.inferred(setting.addressees)
    verbs = [acts.duty(dice)[0] for _ in range(dice.randint(2, 3))]
    lines = [f"{n}. {capital(verb)}." for n, verb in enumerate(verbs, 1)]
    duties = [_task(str(n), capital(v), responsible=who, deadlines=shared) for n, v in enumerate(verbs, 1)]
    return Item((f"В связи с изложенным просим {said}:", *lines), tuple(duties))


def bulleted_requests(dice: Dice, setting: Setting) -> Item:
    """«Просим:» with bullets: the contract gives them no number."""
    said, value = deadline(dice, setting.when, "front") if dice.often(0.5) else ("", ())
    verbs = [acts.duty(dice)[0] for _ in range(dice.randint(2, 4))]
    mark, who = dice.choice(DASHES), parties.inferred(setting.addressees)
    lines = [f"{mark}{verb}{'.' if n == len(verbs) else ';'}" for n, verb in enumerate(verbs, 1)]
    duties = [_task(None, verb, responsible=who, deadlines=_handed_down(value)) for verb in verbs]
    unsure = tuple((n, "number") for n in range(len(verbs)))
    return Item((f"На основании изложенного просим Вас {said}".strip() + ":", *lines), tuple(duties), open=unsure)


MIDDLE: tuple[tuple[int, Maker], ...] = (
    (6, task),
    (3, lead_in),
    (3, labelled),
    (2, delivery),
    (1, appointment),
    (1, publication),
)
"""What the middle of an act is made of, with weights."""


def numbered(dice: Dice, setting: Setting) -> tuple[Item, ...]:
    """The items of an act: approval first where something is enclosed, control last."""
    makers = [dice.weighted(MIDDLE) for _ in range(dice.randint(2, 7))]
    before = [approval] if setting.annex or dice.often(0.2) else []
    after = [maker for maker, share in ((repeal, 0.2), (in_force, 0.2), (control, 0.8)) if dice.often(share)]
    return tuple(maker(dice, setting, str(n)) for n, maker in enumerate((*before, *makers, *after), 1))


def moved(item: Item, section: str) -> Item:
    """The item as one of an annex with that heading."""
    duties = tuple(d.model_copy(update={"source": "annex", "section": section}) for d in item.duties)
    return replace(item, duties=duties)
