"""A layout in, documents out: the stages of extraction in order, and the evidence of every value."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from extractors.aliases import find_aliases
from extractors.attachments import find_attachments
from extractors.duties import find_assignments
from extractors.duties.context import Setting
from extractors.evidence import Placer
from extractors.initiatives import find_initiatives
from extractors.issuer import find_issuer
from extractors.language import Language
from extractors.lines import sentence_span
from extractors.parties import parties
from extractors.references import find_references
from extractors.regions import find_region
from extractors.requisites.kind import find_kind
from extractors.requisites.registration import find_date, find_number, find_place, find_registrations, find_reply
from extractors.requisites.signature import find_executor, find_signatories
from extractors.requisites.title import find_title, heading_text
from extractors.segment import segment
from extractors.segment.cues import NAME, is_contact
from schemas.document import Assignment, Document, Kind, Party
from schemas.facts import Found
from schemas.layout import Block, Layout
from schemas.letter import Letter, Role, Section

_MAILING = r"разослать|рассылка|разослано|(?:список|реестр|лист|указатель|расч[её]т)\s+рассылки"
_LABEL = rf"(?:{_MAILING}|кому|адресат|копи[яи])\s*[:\-–—]\s*"
_TO_FILE = r"(?:\d+\s*экз\.?\s*)?[-–—]?\s*(?:в\s+)?дело\s*(?:[-–—]\s*\d+)?\s*[,;]\s*"  # «1 экз. – в дело,»
_GOES_ON = re.compile(r"\n\n(?=[а-яё])")
"""«Руководителям муниципальных / органов управления»: a paragraph that begins in small letters begins no party."""
_ANNOUNCED = re.compile(rf"\s*{_LABEL}(?:{_TO_FILE})?", re.IGNORECASE)
_FILED = re.compile(r"[,;]\s*(?:в\s+)?дело\s*(?:[-–—]\s*\d+\s*(?:экз\.?)?)?[\s.;]*$", re.IGNORECASE)
"""«…, прокурору района, в дело»: the file is no party."""
_NUMBER = re.compile(r"^[ \t]*\d{1,2}[.)][ \t]+(?=[А-ЯЁ«])", re.MULTILINE)
"""«1. Отдел кадров / 2. Бухгалтерия»: each line of a numbered list is a party."""
_SENDER = re.compile(rf"(?P<named>{NAME})?[ ]*\n\s*(?P<word>[а-яё]+)(?= [а-яёА-ЯЁ])")
"""A line that begins in small letters, below a name or not."""
_FIRST = "/responsible/0"


def extract(layout: Layout, language: Language) -> tuple[Document, ...]:
    """The documents of a file, in its order. A file without text gives none."""
    return tuple(read_letter(letter, language) for letter in segment(layout, language))


def read_letter(letter: Letter, language: Language) -> Document:
    """Every field of the contract for one letter."""
    kind, day, issuer = find_kind(letter), find_date(letter), find_issuer(letter, language)
    setting = _setting(letter, language, kind.value, day)
    assignments = find_assignments(setting)
    placer = Placer(letter.layout)
    return Document(
        kind=placer.sure("kind", kind),
        number=placer.one("number", find_number(letter)),
        date=placer.one("date", day),
        place=placer.one("place", find_place(letter)),
        title=placer.one("title", find_title(letter, kind.value)),
        region=placer.one("region", find_region(letter, issuer, language)),
        issuer=placer.one("issuer", issuer),
        reply_to=placer.one("reply_to", find_reply(letter)),
        addressees=placer.many("addressees", (*setting.addressees, *_parties(letter, "copy", language))),
        distribution=placer.many("distribution", _parties(letter, "distribution", language)),
        signatories=placer.many("signatories", setting.signatories),
        executor=placer.one("executor", find_executor(letter, language)),
        control=placer.one("control", _control(assignments)),
        references=placer.many("references", find_references(letter, language)),
        attachments=placer.many("attachments", find_attachments(letter, language)),
        registrations=placer.many("registrations", find_registrations(letter)),
        initiatives=placer.many("initiatives", find_initiatives(letter, language)),
        assignments=placer.many("assignments", assignments),
        evidence=placer.evidence(),
    )


def _setting(letter: Letter, language: Language, kind: Kind, day: Found[date] | None) -> Setting:
    """What the duties need of the rest of the letter."""
    return Setting(
        letter=letter,
        language=language,
        kind=kind,
        document_date=day.value if day else None,
        heading=heading_text(letter),
        addressees=_parties(letter, "addressee", language),
        signatories=find_signatories(letter, language),
        aliases=find_aliases(letter.text),
    )


def _parties(letter: Letter, role: Role, language: Language) -> tuple[Found[Party], ...]:
    text = _GOES_ON.sub(" \n", letter.text)
    return tuple(
        party
        for start, end in _spans(letter, role)
        for party in parties(text, start, _before_sender(text, start, end, language), language, case="datv")
    )


def _before_sender(text: str, start: int, end: int, language: Language) -> int:
    """Where a memo names whom it is from: «Директору Зорину И.И. / от завхоза …», «… / учителя физики Кима О.О.»."""
    for line in _SENDER.finditer(text, start, end):
        if line["word"] == "от" or (line["named"] and _is_of(line["word"], language)):
            return line.start("word")
    return end


def _is_of(word: str, language: Language) -> bool:
    """A genitive that is no dative: «учителя», not «заведующей»."""
    cases = {parse.tag.case for parse in language.parses(word)}
    return "gent" in cases and "datv" not in cases


def _spans(letter: Letter, role: Role) -> Iterator[tuple[int, int]]:
    """The sections of a role without lines of contacts and without what announces them: «Разослать: в дело, …»."""
    for section in letter.of(role):
        for start, end in _without_contacts(letter, section):
            announced = _ANNOUNCED.match(letter.text, start, end)
            filed = _FILED.search(letter.text, start, end)
            first, last = announced.end() if announced else start, filed.start() if filed else end
            yield from (sentence_span(letter.text, *span) for span in _entries(letter.text, first, last))


def _entries(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The entries of a numbered list without their numbers; what has no numbers is one."""
    marks = list(_NUMBER.finditer(text, start, end))
    starts, ends = [start, *(m.end() for m in marks)], [*(m.start() for m in marks), end]
    yield from ((a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip())


def _without_contacts(letter: Letter, section: Section) -> Iterator[tuple[int, int]]:
    """Runs of lines between addresses, telephones and e-mails."""
    lines = [line for item in section.items if isinstance(item, Block) for line in item.lines]
    for contact, run in groupby(lines, key=lambda line: is_contact(letter.text[line.start : line.end])):
        same = list(run)
        if not contact:
            yield same[0].start, same[-1].end


def _control(assignments: tuple[Found[Assignment], ...]) -> Found[Party] | None:
    """Who keeps oversight: the responsible of the first duty of that type."""
    for duty in assignments:
        if duty.value.type == "control" and duty.value.responsible:
            traces = (trace for trace in duty.traces if trace.path.startswith(_FIRST))
            relative = (replace(trace, path=trace.path.removeprefix(_FIRST)) for trace in traces)
            return Found(duty.value.responsible[0], tuple(relative))
    return None
