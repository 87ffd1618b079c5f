"""Plans in tables: columns in several orders, rows of sections, rows that number the columns."""

from dataclasses import dataclass

from corpus.flood import acts, parties
from corpus.flood.dice import Dice
from corpus.flood.times import When, deadline
from schemas.document import Assignment

LAYOUTS = (
    ("number", "event", "deadline", "responsible"),
    ("number", "event", "responsible", "deadline"),
    ("number", "event", "deadline", "responsible", "outcome"),
    ("event", "deadline", "responsible"),
    ("number", "event", "objective", "audience", "deadline", "responsible", "outcome"),
)
HEADINGS = {
    "number": ("№ п/п", "№", "N п/п"),
    "event": ("Мероприятие", "Наименование мероприятия", "Мероприятия"),
    "deadline": ("Срок", "Сроки", "Срок исполнения", "Период (срок реализации)"),
    "responsible": ("Ответственные", "Ответственный исполнитель", "Исполнитель"),
    "objective": ("Задача", "Цель"),
    "audience": ("Адресность", "Целевая группа"),
    "outcome": ("Ожидаемый результат", "Ожидаемые результаты"),
}


@dataclass(frozen=True)
class Plan:
    """A table as text, and its rows as assignments."""

    text: str
    duties: tuple[Assignment, ...]


def plan(dice: Dice, when: When, heading: str) -> Plan:
    """Rows stand under `heading`, or under rows of sections where the table has them."""
    columns = dice.choice(LAYOUTS)
    lines = ["\t".join(dice.choice(HEADINGS[column]) for column in columns)]
    if dice.often(0.2):
        lines.append("\t".join(str(n + 1) for n in range(len(columns))))
    sections = dice.sample(dice.rows("sections"), 2) if dice.often(0.4) else None
    duties: list[Assignment] = []
    style = dice.choice(("{}", "{}."))
    for n in range(1, dice.randint(3, 9) + 1):
        if sections and n in (1, 3):
            heading = f"{'I' if n == 1 else 'II'}. {sections[n // 2]['text']}"
            lines.append(heading + "\t" * (len(columns) - 1))
        cells, duty = _row(dice, when, columns, n, heading)
        lines.append("\t".join(style.format(c) if k == "number" else c for k, c in zip(columns, cells, strict=True)))
        duties.append(duty)
    return Plan("\n".join(lines), tuple(duties))


def _row(dice: Dice, when: When, columns: tuple[str, ...], n: int, heading: str) -> tuple[list[str], Assignment]:
    _, event = acts.duty(dice)
    said, value = deadline(dice, when, "cell")
    who, responsible = parties.cell(dice)
    aims = dice.row("aims")
    cells = {"number": str(n), "event": event, "deadline": said, "responsible": who}
    cells |= {key: aims[key] for key in ("objective", "audience", "outcome")}
    more = {key: aims[key] for key in ("objective", "audience", "outcome") if key in columns}
    number = str(n) if "number" in columns else None
    fixed = {"number": number, "section": heading, "source": "table", "type": "task", "text": event}
    duty = Assignment.model_validate({**fixed, "deadlines": value, "responsible": responsible, **more})
    return [cells[column] for column in columns], duty
