"""Invented letters for the tests of Datasette, with what is read from them: an order, a letter, a hostile one."""

import io
from datetime import date

from schemas.document import (
    Assignment,
    Attachment,
    Deadline,
    Document,
    Evidence,
    Organization,
    Party,
    Person,
    Reference,
)
from schemas.layout import Block, Box, Layout, Line, Page

A4 = (595.0, 842.0)
HOSTILE = "<script>document.title='взлом'</script><img src=x onerror=alert(1)>"

ORDER = """УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ ГОРОДА ЗАРЕЧНОГО
ПРИКАЗ
17.02.2025 № 10-32/419
Об учёте школьных библиотек
В соответствии с приказом министерства от 31.01.2025 № 80 приказываю:
1. Директорам школ провести пересчёт фондов в срок до 20.03.2099.
2. Смирновой А.П. ежемесячно представлять отчёт.
3. Утвердить форму отчёта.
Начальник управления О.И. Веткина"""

LETTER = """МИНИСТЕРСТВО ОБРАЗОВАНИЯ
14.11.2024 № 44-02
Руководителям муниципальных органов
Об итогах конкурса «Живая книга»
Просим направить сведения в срок до 20.11.2024 на адрес kniga@example.org.
Министр К.Д. Полянский"""


def layout(text: str, size: tuple[float, float] | None = None) -> Layout:
    """A text of one page; with a size its lines have boxes as `pdf` draws them."""
    lines, start = [], 0
    for number, printed in enumerate(text.split("\n")):
        box = line_box(number, printed) if size else None
        lines.append(Line(start=start, end=start + len(printed), page=1, box=box))
        start += len(printed) + 1
    width, height = size or (None, None)
    page = Page(start=0, end=len(text), number=1, width=width, height=height)
    return Layout(text=text, pages=(page,), items=(Block(start=0, end=len(text), page=1, lines=tuple(lines)),))


def line_box(number: int, printed: str) -> Box:
    top = 60 + number * 24
    return Box(x0=60, top=top, x1=60 + text_width(printed), bottom=top + 14)


def text_width(printed: str) -> float:
    font()
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(printed, "Serif", 11))


def font() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if "Serif" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Serif", "LiberationSerif-Regular.ttf"))


def pdf(text: str) -> bytes:
    """The lines of a text on one A4 page."""
    font()
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=True)
    canvas.setFont("Serif", 11)
    for number, printed in enumerate(text.split("\n")):
        canvas.drawString(60, A4[1] - line_box(number, printed).bottom + 3, printed)
    canvas.save()
    return made.getvalue()


def evidence(text: str, boxed: bool, found: dict[str, str | tuple[str, float]]) -> tuple[Evidence, ...]:
    """Evidence for values by path; each is the printed text, or the text with a confidence."""
    rows = []
    for path, value in found.items():
        printed, confidence = value if isinstance(value, tuple) else (value, 0.95)
        start = text.index(printed)
        row = text[:start].count("\n")
        before = text[text.rfind("\n", 0, start) + 1 : start]
        box = line_box(row, printed)
        x0 = 60 + text_width(before) if boxed else 0
        bbox = (x0, box.top, x0 + box.x1 - box.x0, box.bottom) if boxed else None
        place = {"page": 1, "start": start, "end": start + len(printed), "text": printed, "bbox": bbox}
        rows.append(Evidence(path=path, confidence=confidence, rule="test.rule", **place))
    return tuple(rows)


def order() -> Document:
    task = Assignment(
        number="1",
        source="body",
        type="task",
        text="Директорам школ провести пересчёт фондов",
        deadlines=(Deadline(text="до 20.03.2099", kind="by", due=date(2099, 3, 20)),),
        responsible=(Party(type="group", name="директора школ", text="Директорам школ"),),
    )
    monthly = Assignment(
        number="2",
        source="body",
        type="task",
        text="Смирновой А.П. ежемесячно представлять отчёт",
        deadlines=(Deadline(text="ежемесячно", kind="recurring", recurrence="FREQ=MONTHLY"),),
        responsible=(Party(type="person", name="Смирнова А.П.", text="Смирновой А.П."),),
    )
    approval = Assignment(number="3", source="body", type="approval", text="Утвердить форму отчёта")
    return Document(
        kind="order",
        number="10-32/419",
        date=date(2025, 2, 17),
        title="Об учёте школьных библиотек",
        region="RU-AMU",
        issuer=Organization(
            name="Управление образования администрации города Заречного", phones=("8 (000) 000-00-00",)
        ),
        signatories=(Person(name="Веткина О.И.", position="Начальник управления"),),
        references=(Reference(kind="order", issuer="министерство", date=date(2025, 1, 31), number="80"),),
        attachments=(Attachment(title="Форма отчёта", sheets=2, copies=1),),
        initiatives=("Живая книга",),
        assignments=(task, monthly, approval),
        evidence=evidence(
            ORDER,
            False,
            {
                "/issuer": "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ ГОРОДА ЗАРЕЧНОГО",
                "/kind": "ПРИКАЗ",
                "/date": "17.02.2025",
                "/number": ("10-32/419", 0.5),
                "/title": "Об учёте школьных библиотек",
                "/references/0": "приказом министерства от 31.01.2025 № 80",
                "/assignments/0": "Директорам школ провести пересчёт фондов",
                "/assignments/0/deadlines/0": "до 20.03.2099",
                "/assignments/0/responsible/0": "Директорам школ",
                "/assignments/1": "Смирновой А.П. ежемесячно представлять отчёт",
                "/assignments/1/deadlines/0": "ежемесячно",
                "/assignments/1/responsible/0": "Смирновой А.П.",
                "/assignments/2": "Утвердить форму отчёта",
                "/signatories/0": "О.И. Веткина",
            },
        ),
    )


def letter() -> Document:
    return Document(
        kind="letter",
        number="44-02",
        date=date(2024, 11, 14),
        title="Об итогах конкурса «Живая книга»",
        region="RU-TYU",
        issuer=Organization(name="Министерство образования", short_name="Минобр"),
        addressees=(Party(type="group", name="руководители муниципальных органов", text="Руководителям…"),),
        signatories=(Person(name="Полянский К.Д.", position="Министр"),),
        initiatives=("Живая книга",),
        assignments=(
            Assignment(
                source="body",
                type="task",
                text="направить сведения",
                deadlines=(Deadline(text="до 20.11.2024", kind="by", due=date(2024, 11, 20)),),
            ),
        ),
        evidence=evidence(
            LETTER,
            True,
            {
                "/issuer": "МИНИСТЕРСТВО ОБРАЗОВАНИЯ",
                "/date": "14.11.2024",
                "/number": "44-02",
                "/addressees/0": "Руководителям муниципальных органов",
                "/title": "Об итогах конкурса «Живая книга»",
                "/assignments/0": "направить сведения",
                "/assignments/0/deadlines/0": "до 20.11.2024",
                "/signatories/0": "К.Д. Полянский",
            },
        ),
    )


def hostile() -> tuple[str, Document]:
    """A letter whose every text is HTML, a formula or an end of a script."""
    text = f"Письмо\n{HOSTILE}"
    task = Assignment(
        source="body",
        type="task",
        section=HOSTILE,
        text=HOSTILE,
        objective=HOSTILE,
        deadlines=(Deadline(text=HOSTILE, kind="ongoing"),),
        responsible=(Party(type="group", name=HOSTILE, text=HOSTILE),),
    )
    marks = {"/title": HOSTILE, '/assignments/0"><script>': HOSTILE, "/assignments/0": HOSTILE}
    document = Document(
        kind="other",
        number=HOSTILE,
        title=HOSTILE,
        place=HOSTILE,
        issuer=Organization(name=HOSTILE, address=HOSTILE, websites=("javascript:alert(1)",)),
        references=(Reference(kind="law", title=HOSTILE, number="1"),),
        initiatives=(HOSTILE,),
        assignments=(task,),
        evidence=evidence(text, False, marks),
    )
    return text, document
