"""The kinds of documents: which parts each has, in which order."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from corpus.flood import acts, ends, items
from corpus.flood.dice import Dice, Row, capital
from corpus.flood.issuers import Issuer, letterhead
from corpus.flood.paper import in_lines, spaced
from corpus.flood.regions import capital_of
from corpus.flood.tables import plan
from corpus.flood.times import FORMS, When
from schemas.document import Assignment, Attachment, Party, Reference


@dataclass
class Draft:
    """A letter in the making: printed blocks, and gold by the names of the contract."""

    dice: Dice
    whose: Issuer
    registered: ends.Registered
    blocks: list[str] = field(default_factory=list)
    gold: dict[str, Any] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)

    @property
    def day(self) -> dt.date:
        return self.registered.day

    def add(self, printed: str | None, **gold: Any) -> None:
        if printed:
            self.blocks.append(printed)
        self.gold.update({key: value for key, value in gold.items() if value is not None})

    def when(self, act: str) -> When:
        return When(self.day, act, self.day.year)


def _act(draft: Draft) -> None:
    """Order, directive, resolution, decision, instruction."""
    dice, whose = draft.dice, draft.whose
    row = dice.row("kinds")
    printed, organization = letterhead(dice, whose, details=dice.often(0.3))
    draft.add(printed, issuer=organization, kind=row["kind"])
    draft.add(spaced(dice, row["heading"]))
    _registration(draft)
    heading = acts.title(dice, draft.day.year if dice.often(0.3) else None)
    draft.add(in_lines(dice, heading), title=heading)
    closing, person = ends.signature(dice, whose.head)
    annex = f"план мероприятий по проведению {acts.thing(dice, 'work').gen}" if dice.often(0.4) else None
    party = Party(type="person", name=person.name, text=person.name, position=person.position, person=person)
    setting = items.Setting(draft.when(row["genitive"]), whose.region_gen, row["noun"], party, annex)
    _preamble(draft, row["order"])
    _body(draft, items.numbered(dice, setting))
    draft.add(closing, signatories=(person,))
    _after(draft)
    if annex:
        _annex(draft, row, annex)
    _control(draft)


def _registration(draft: Draft) -> None:
    """Date and number in one line, in columns or in two blocks, with the place below."""
    dice, entry = draft.dice, draft.registered
    between = dice.choice((" ", " " * 30, "\n\n"))
    draft.add(f"{entry.printed_day}{between}№ {entry.printed_number}")
    if draft.whose.region and dice.often(0.6):
        place = f"г. {capital_of(draft.whose.region)}"
        draft.add(place, place=place)


def _preamble(draft: Draft, order: str) -> None:
    dice, region = draft.dice, draft.whose.region_gen
    cited = [acts.citation(dice, "instrumental", region, draft.day)]
    text = f"В соответствии с {cited[0].text}"
    if dice.often(0.4):
        cited.append(acts.citation(dice, "genitive", region, draft.day))
        text = f"Во исполнение {cited[1].text}, в соответствии с {cited[0].text}"
        cited.reverse()
    if dice.often(0.3):
        printed, name = acts.project(dice)
        text += f", {printed}"
        draft.gold["initiatives"] = (name,)
    text += f", {dice.row('purposes')['text']}"
    draft.add(text + (order if order == ":" else f" {order}"))
    _cite(draft, tuple(r for c in cited for r in (c.value, *c.more)))


def _cite(draft: Draft, references: tuple[Reference, ...]) -> None:
    draft.gold["references"] = (*draft.gold.get("references", ()), *references)


def _body(draft: Draft, parts: tuple[items.Item, ...]) -> None:
    for part in parts:
        before = len(draft.gold.get("assignments", ()))
        draft.open += [f"/assignments/{before + n}/{name}" for n, name in part.open]
        draft.blocks += part.paragraphs
        _cite(draft, part.references)
        _assign(draft, part.duties)


def _assign(draft: Draft, duties: tuple[Assignment, ...]) -> None:
    draft.gold["assignments"] = (*draft.gold.get("assignments", ()), *duties)


def _control(draft: Draft) -> None:
    duties = [duty for duty in draft.gold["assignments"] if duty.type == "control"]
    draft.gold["control"] = duties[0].responsible[0] if duties else None


def _after(draft: Draft) -> None:
    """Executor, visas, distribution, stamp: each now and then."""
    dice = draft.dice
    if dice.often(0.5):
        printed, person = ends.executor(dice, draft.whose.region)
        draft.add(printed, executor=person)
    if dice.often(0.2):
        draft.add(ends.visas(dice))
    if dice.often(0.2):
        listed, found = ends.distribution(dice)
        draft.add(listed, distribution=found)
    if dice.often(0.2):
        stamped, entry = ends.stamp(dice, draft.day)
        draft.add(stamped, registrations=(entry,))


def _annex(draft: Draft, kind: Row, name: str) -> None:
    dice, entry = draft.dice, draft.registered
    number = dice.choice((None, "1"))
    mark = f"Приложение{dice.choice((' № ', ' ')) + number if number else ''}"
    whose = f"{kind['dative']} {draft.whose.own_gen}\nот {draft.day:%d.%m.%Y} № {entry.number}"
    approved = f"УТВЕРЖДЁН\n{kind['instrumental']} {draft.whose.own_gen}\nот {draft.day:%d.%m.%Y} № {entry.number}"
    draft.add(dice.choice((f"{mark}\nк {whose}", f"{mark}\n\n{approved}", f"{mark} к {whose}")))
    first, _, rest = name.partition(" ")
    heading = f"{first.upper()} {rest} на {draft.day.year} год"
    draft.add(f"{first.upper()}\n{rest} на {draft.day.year} год")
    table = plan(dice, draft.when(kind["genitive"]), heading)
    draft.add(table.text, attachments=(Attachment(number=number, title=heading),))
    _assign(draft, table.duties)


def _letter(draft: Draft) -> None:
    dice, whose = draft.dice, draft.whose
    printed, organization = letterhead(dice, whose, details=dice.often(0.85))
    draft.add(printed, issuer=organization, kind="letter")
    answered, value = ends.reply(dice, draft.day)
    draft.add(draft.registered.line + (f"\n{answered}" if answered else ""), reply_to=value)
    to, found = ends.addressees(dice)
    heading = acts.title(dice) if dice.often(0.7) else None
    if dice.often(0.15):
        draft.add(heading and in_lines(dice, heading), title=heading)
        draft.add(to, addressees=found)
    else:
        draft.add(to, addressees=found)
        draft.add(heading and in_lines(dice, heading), title=heading)
    draft.add(dice.choice(("Уважаемые коллеги!", "Уважаемые руководители!", None)))
    _letter_body(draft, found)
    if dice.often(0.5):
        enclosed, attachments = ends.enclosure(dice)
        draft.add(enclosed, attachments=attachments)
    closing, person = ends.signature(dice, whose.head)
    draft.add(closing, signatories=(person,))
    _after(draft)
    if dice.often(0.15):
        _sent_decision(draft)


def _sent_decision(draft: Draft) -> None:
    """An enclosed decision with numbered items: they are the annex's."""
    dice = draft.dice
    about = f"совещания по вопросам {acts.thing(dice, 'work').gen}"
    draft.add("Приложение")
    draft.add(f"РЕШЕНИЕ\n{about}")
    someone = Party(type="person", name="", text="")
    setting = items.Setting(draft.when("решения"), draft.whose.region_gen, "решение", someone, None)
    makers = [dice.choice((items.labelled, items.task)) for _ in range(dice.randint(2, 5))]
    parts = (maker(dice, setting, str(n)) for n, maker in enumerate(makers, 1))
    _body(draft, tuple(items.moved(part, f"РЕШЕНИЕ {about}") for part in parts))
    draft.open.append("/attachments")


def _letter_body(draft: Draft, found: tuple[Party, ...]) -> None:
    dice = draft.dice
    cited = acts.citation(dice, "instrumental", draft.whose.region_gen, draft.day)
    draft.add(f"{draft.whose.own} информирует о необходимости исполнения требований, установленных {cited.text}.")
    _cite(draft, (cited.value, *cited.more))
    someone = Party(type="person", name="", text="")
    setting = items.Setting(draft.when("письма"), draft.whose.region_gen, "письмо", someone, None, found)
    parts = [dice.choice((items.request, items.numbered_requests, items.bulleted_requests))(dice, setting)]
    if dice.often(0.5):
        parts.append(items.send_back(dice, setting))
    _body(draft, tuple(parts))


def _memo(draft: Draft) -> None:
    dice, whose = draft.dice, draft.whose
    printed, organization = letterhead(dice, whose, details=False)
    draft.add(printed, issuer=organization, kind="memo")
    to, found = ends.addressees(dice)
    draft.add(to, addressees=found)
    draft.add(dice.choice(("СЛУЖЕБНАЯ ЗАПИСКА", "Служебная записка", "ДОКЛАДНАЯ ЗАПИСКА")))
    draft.add(draft.registered.line)
    heading = acts.title(dice)
    draft.add(heading, title=heading)
    someone = Party(type="person", name="", text="")
    setting = items.Setting(draft.when("записки"), whose.region_gen, "записка", someone, None, found)
    _body(draft, (items.request(dice, setting),))
    closing, person = ends.signature(dice, capital(dice.row("posts")["nom"]))
    draft.add(closing, signatories=(person,))


def _protocol(draft: Draft) -> None:
    dice, whose = draft.dice, draft.whose
    printed, organization = letterhead(dice, whose, details=False)
    draft.add(printed, issuer=organization, kind="protocol")
    about = acts.thing(dice, "work").gen
    draft.add(f"{spaced(dice, 'ПРОТОКОЛ')}\nсовещания по вопросам {about}", title=f"совещания по вопросам {about}")
    draft.open += ["/title", "/signatories/1"]
    _registration(draft)
    chair, person = ends.signature(dice, dice.choice(("Председатель", "Председательствующий")))
    clerk, second = ends.signature(dice, dice.choice(("Секретарь", "Протокол вёл")))
    draft.add(f"Присутствовали: {dice.randint(5, 40)} чел. (список прилагается)")
    draft.add(f"СЛУШАЛИ:\n{person.name} – {acts.thing(dice, 'paper').nom}.")
    draft.add(dice.choice(("РЕШИЛИ:", "ПОСТАНОВИЛИ:", "Решили:")))
    party = Party(type="person", name=person.name, text=person.name, position=person.position, person=person)
    setting = items.Setting(draft.when("протокола"), whose.region_gen, "протокол", party, None)
    kinds = ((3, items.labelled), (2, items.task), (1, items.lead_in))
    makers = [dice.weighted(kinds) for _ in range(dice.randint(2, 5))]
    _body(draft, tuple(maker(dice, setting, str(n)) for n, maker in enumerate(makers, 1)))
    draft.add(chair)
    draft.add(clerk, signatories=(person, second))
    draft.open.append("/attachments")


def _plan(draft: Draft) -> None:
    dice, whose = draft.dice, draft.whose
    head, person = whose.head, ends.signature(dice, whose.head)[1]
    initials = f"{person.given}{person.patronymic} {person.surname}"
    month = FORMS["gent"][draft.day.month - 1]
    draft.registered = ends.Registered("", "", "", draft.day)
    printed, organization = letterhead(dice, whose, details=False)
    draft.add(printed, issuer=organization, kind="plan", signatories=(person,))
    draft.add(f"УТВЕРЖДАЮ\n{head}\n__________ {initials}\n«{draft.day.day:02}» {month} {draft.day.year} г.")
    name = f"мероприятий по проведению {acts.thing(dice, 'work').gen} на {draft.day.year} год"
    draft.add(f"{spaced(dice, 'ПЛАН')}\n{name}", title=name)
    table = plan(dice, draft.when("плана"), f"ПЛАН {name}")
    draft.add(table.text)
    _assign(draft, table.duties)
    draft.gold["number"] = None
    draft.open += ["/title", "/signatories", "/issuer/name", "/issuer/parent", "/executor"]
    own = (n for n, duty in enumerate(table.duties) if (duty.section or "").startswith("ПЛАН"))
    draft.open += [f"/assignments/{n}/section" for n in own]


Maker = Callable[[Draft], None]
MAKERS: tuple[tuple[int, Maker], ...] = ((6, _act), (4, _letter), (2, _protocol), (1, _plan), (1, _memo))
