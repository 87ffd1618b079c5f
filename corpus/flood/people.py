"""People: names in four cases from paired tables, so that the nominative is known and not worked out."""

from dataclasses import dataclass

from corpus.flood.dice import Dice, Row
from schemas.document import Person

FORMS = ("nom", "gen", "dat", "acc")
REGULAR = {  # endings added to a stem: men, then women, each in the order of FORMS
    "ов": (("", "а", "у", "а"), ("а", "ой", "ой", "у")),
    "ский": (("ий", "ого", "ому", "ого"), ("ая", "ой", "ой", "ую")),
}
SEXES = ("masc", "femn")


@dataclass(frozen=True)
class Human:
    """A name in the cases of FORMS: surname, given name, patronymic."""

    surname: tuple[str, ...]
    given: tuple[str, ...]
    patronymic: tuple[str, ...]

    @property
    def initials(self) -> str:
        return f"{self.given[0][0]}.{self.patronymic[0][0]}."

    def short(self, case: str = "nom", before: bool = False, gap: str = "") -> str:
        """«Юшкову А.П.», or «А.П. Юшкову»."""
        surname = self.surname[FORMS.index(case)]
        return f"{self.initials}{gap or ' '}{surname}" if before else f"{surname} {self.initials}"

    def full(self, case: str = "nom") -> str:
        """«Юшкову Андрею Павловичу»."""
        return " ".join(part[FORMS.index(case)] for part in (self.surname, self.given, self.patronymic))

    def person(self, full: bool = False, **more: str | None) -> Person:
        """The person as gold has it; `full` where the letter prints the whole name."""
        given, patronymic = (
            (self.given[0], self.patronymic[0]) if full else (f"{self.given[0][0]}.", f"{self.patronymic[0][0]}.")
        )
        name = self.full() if full else self.short()
        return Person(name=name, surname=self.surname[0], given=given, patronymic=patronymic, **more)


def human(dice: Dice) -> Human:
    sex = dice.randrange(2)
    given = dice.row("given", lambda row: row["gender"] == SEXES[sex])
    return Human(_surname(dice, sex), tuple(given[case] for case in FORMS), _patronymic(dice, sex))


def _surname(dice: Dice, sex: int) -> tuple[str, ...]:
    if dice.often(0.3):
        row = dice.row("surnames")
        return _of_table(row, sex)
    stem = dice.row("surname_stems")
    return tuple(stem["stem"] + ending for ending in REGULAR[stem["type"]][sex])


def _of_table(row: Row, sex: int) -> tuple[str, ...]:
    keys = (("masc", "gen", "dat", "acc"), ("femn", "femn_gen", "femn_dat", "femn_acc"))[sex]
    return tuple(row[key] for key in keys)


def _patronymic(dice: Dice, sex: int) -> tuple[str, ...]:
    nominative = dice.row("patronymics")[SEXES[sex]]
    if sex:
        return tuple(nominative[:-1] + ending for ending in ("а", "ы", "е", "у"))
    return tuple(nominative + ending for ending in ("", "а", "у", "а"))
