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
    return row["infinitive"].format(acc=what.acc), row["noun"].format(gen=what.gen)


def title(dice: Dice, year: int | None = None) -> str:
    """A heading «О…»; with a year where the act has one."""
    what = thing(dice)
    about = {"paper": "Об утверждении {}", "meeting": "О проведении {}", "work": "Об организации {}"}[what.of]
    return about.format(what.gen) + (f" в {year} году" if year else "")


@dataclass(frozen=True)
class Cited:
    """A document as a sentence cites it, and gold for it; `open` where two readers may differ about the issuer."""

    text: str
    value: Reference
    open: bool = False


def citation(dice: Dice, case: str, region: str, before: dt.date) -> Cited:
    """A document older than `before` in the case `genitive` or `instrumental`; `region` in the genitive."""
    row = dice.row("references", lambda row: bool(region) or "{region}" not in row["issuer_gen"] + row["genitive"])
    number = row["number"].format(n=dice.randint(2, 1900))
    day = before - dt.timedelta(days=dice.randint(20, 2500))
    heading = title(dice) if dice.often(0.6) else None
    kind, issuer = row[case].format(region=region), row["issuer_gen"].format(region=region)
    text = f"{kind} {issuer}".strip() + f" от {printed_day(dice, day)} {dice.choice(SIGNS).format(number)}"
    value = Reference(
        kind=_kind(row["kind"]), issuer=row["issuer"].format(region=region) or None, date=day, number=number, title=heading
    )
    is_open = row["kind"] == "law" and "{region}" in row["genitive"]
    return Cited(text + (f" «{heading}»" if heading else ""), value, is_open)


def _kind(name: str) -> ReferenceKind:
    return Reference.model_validate({"kind": name}).kind


def project(dice: Dice) -> tuple[str, str]:
    """«в рамках регионального проекта «Чистый берег»» and the project's name."""
    row = dice.row("projects")
    return f"в рамках {row['kind']} «{row['name']}»", row["name"]
