"""Acts: what is ordered (a verb and its object), other documents cited, and projects named."""

import datetime as dt
from dataclasses import dataclass

from corpus.flood.dice import Dice
from corpus.flood.times import printed_day
from schemas.document import Reference, ReferenceKind

SIGNS = ("№ {}", "№{}", "№ {}", "N {}")


@dataclass(frozen=True)
class Thing:
    """Something to be done, with its object in the nominative, genitive and accusative."""

    nom: str
    gen: str
    acc: str
    of: str


def thing(dice: Dice, of: str | None = None) -> Thing:
    row = dice.row("things", lambda row: of in (None, row["of"]))
    tail = dice.row("tails", lambda tail: tail["of"] == row["tails"])["tail"]
    return Thing(f"{row['nom']} {tail}", f"{row['gen']} {tail}", f"{row['acc']} {tail}", row["of"])


def duty(dice: Dice, of: str | None = None) -> tuple[str, str]:
    """A duty as an infinitive («провести осмотр школьных котельных») and as a noun («Проведение осмотра…»)."""
    what = thing(dice, of)
    row = dice.row("duties", lambda row: row["of"] == what.of)
    return row["infinitive"].format(**vars(what)), row["noun"].format(**vars(what))


def title(dice: Dice, year: int | None = None) -> str:
    """A heading «О…»; with a year where the act has one."""
    what = thing(dice)
    about = {"paper": "Об утверждении {}", "meeting": "О проведении {}", "work": "Об организации {}"}[what.of]
    return about.format(what.gen) + (f" в {year} году" if year else "")


@dataclass(frozen=True)
class Cited:
    """A document as a sentence cites it, and gold for it; `more` are the acts that changed it."""

    text: str
    value: Reference
    more: tuple[Reference, ...] = ()


def citation(dice: Dice, case: str, region: str, before: dt.date) -> Cited:
    """A document older than `before` in the case `genitive` or `instrumental`; `region` in the genitive."""
    row = dice.row("references", lambda row: bool(region) or "{region}" not in row["issuer_gen"] + row["genitive"])
    number = row["number"].format(n=dice.randint(2, 1900))
    day = before - dt.timedelta(days=dice.randint(20, 2500))
    heading = title(dice) if dice.often(0.6) else None
    kind, issuer = row[case].format(region=region), row["issuer_gen"].format(region=region)
    text = f"{kind} {issuer}".strip() + f" от {printed_day(dice, day)} {dice.choice(SIGNS).format(number)}"
    whose = row["issuer"].format(region=region) or None
    value = Reference(kind=_kind(row["kind"]), issuer=whose, date=day, number=number, title=heading)
    changed, more = _changes(dice, day, before, value.kind) if dice.often(0.1) else ("", ())
    return Cited(text + (f" «{heading}»" if heading else "") + changed, value, more)


def _changes(dice: Dice, day: dt.date, before: dt.date, kind: ReferenceKind) -> tuple[str, tuple[Reference, ...]]:
    """«(в редакции от … № …)»; who issued the changes is not printed."""
    then, number = day + (before - day) / 2, str(dice.randint(2, 900))
    text = f" (в редакции от {printed_day(dice, then, '{d:02}.{m:02}.{y}')} № {number})"
    return text, (Reference(kind=kind, date=then, number=number),)


def _kind(name: str) -> ReferenceKind:
    return Reference.model_validate({"kind": name}).kind


def project(dice: Dice) -> tuple[str, str]:
    """«в рамках регионального проекта «Чистый берег»» and the project's name."""
    row = dice.row("projects")
    return f"в рамках {row['kind']} «{row['name']}»", row["name"]
