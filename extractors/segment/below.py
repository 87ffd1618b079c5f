"""What stands around a signature: the executor, enclosures, visas, place and day of a law, annexes."""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from extractors.legal_forms import is_legal_form
from extractors.lines import Row, fold, in_capitals
from extractors.segment import cues
from extractors.segment.seen import Tail
from extractors.segment.signatures import signature_roles
from schemas.letter import Role

_SHORT = 90
_NUMBERED = re.compile(r"^(?:приложени\w+\s*:\s*)?(\d+)[.)]\s", re.IGNORECASE)
_FRAME = 5
"""Lines of a receiver's stamp down to its number."""
_NAME_AND_MORE = re.compile(rf"{cues.NAME}[\s,(]")
_NAME = re.compile(cues.NAME)
_LABELS = frozenset(("исполнитель:", "исполнители:", "исп.:", "исп.", "исполнил:", "исполнила:"))
_LISTED = re.compile(r"^(?:\d+[.)]|[-–—])\s|\d+\s*(?:л\.|лист|экз)")


# --- executor ----------------------------------------------------------------------------------------------------
def executor(tail: Tail) -> Sequence[Role]:
    """«Исп. …», or a bare name with a phone in its line or the next, and the lines of phone and e-mail that follow."""
    text = tail.text()
    bare = cues.is_name(text) or cues.is_surname(text) or bool(_NAME_AND_MORE.match(text))
    bare = bare and not cues.starts_annex(text)
    own = cues.starts_executor(text) or ((bare or cues.starts_prepared(text)) and _has_contact(tail, tail.here))
    own = own or _phone_above_name(tail)
    return ("executor",) if own or (tail.previous == "executor" and _belongs_to_executor(tail)) else ()


def _phone_above_name(tail: Tail) -> bool:
    """«41-17-20 / Зорина Е.А.»: a phone and nothing else, and in the next line of its block a name."""
    below = tail.row(1)
    same = below is not None and below.item == tail.here.item and cues.is_name(tail.text(1))
    return same and cues.is_phone(tail.text())


def executor_below_label(tail: Tail) -> Sequence[Role]:
    """«Исполнитель: / главный специалист / Зорина Инна Ильинична»: the lines below a label that names nobody itself."""
    label = tail.text(-1).rstrip().lower() in _LABELS
    return ("executor",) if tail.previous == "executor" and label and not tail.here.first else ()


def executor_with_post(tail: Tail) -> Sequence[Role]:
    """«Зам. директора Ким Олег Ильич / тел. 2-14-72» below the signature: running words with a phone under them."""
    below = tail.row(1)
    same = below is not None and below.item == tail.here.item and cues.has_phone(tail.text(1))
    running = "\t" not in tail.here.text and cues.post_and_name(tail.text())
    return ("executor", "executor") if same and running else ()


def executor_in_text(tail: Tail) -> Sequence[Role]:
    """A plan that nobody signs names its executor at the end; above an item or a signature it is who does that item."""
    if not cues.names_executor(tail.text()):
        return ()
    below = takewhile(lambda ahead: not cues.starts_annex(tail.text(ahead)), range(1, len(tail.rows) - tail.at))
    goes_on = any(cues.starts_item(tail.text(ahead)) or signature_roles(tail.signed(ahead)) for ahead in below)
    return () if goes_on else ("executor",)


def executor_goes_on(tail: Tail) -> Sequence[Role]:
    """The phone and the e-mail below an executor who stands in the text: a plan has no signature above him."""
    contacts = cues.has_phone(tail.text()) or "@" in tail.text()
    return ("executor",) if tail.previous == "executor" and contacts else ()


def _is_executor(tail: Tail, text: str) -> bool:
    return cues.starts_executor(text) or (tail.here.first and bool(executor(tail)))


def _has_contact(tail: Tail, row: Row) -> bool:
    """A phone or an e-mail in this line, in the next one, or further down in its block."""
    same = [other.text for other in tail.rows[tail.at :] if other.item == row.item]
    short = [text for text in same[1:2] if cues.is_short_phone(text)]
    return bool(short) or any(cues.has_phone(text) or "@" in text for text in (*same, tail.text(1)))


def _belongs_to_executor(tail: Tail) -> bool:
    """«(473) 212-70-01», «Иванова И.И.», «ivanova@example.ru», a short line of the same block: no stamp, no visa."""
    text = tail.text()
    if cues.has_phone(text) or tail.text(-1).rstrip().lower() in _LABELS:
        return True
    if cues.is_short_phone(text) and not tail.here.first:
        return True
    if cues.is_stamp(text):
        return False
    announces = any(cue(text) for cue in _NEXT_REQUISITES)
    return cues.is_name(text) or "@" in text or (not tail.here.first and len(text) < _SHORT and not announces)


_NEXT_REQUISITES: tuple[Callable[[str], bool], ...] = (
    cues.starts_visa,
    cues.starts_distribution,
    cues.starts_annex,
    cues.starts_approved,
)


# --- enclosures and visas ----------------------------------------------------------------------------------------
def enclosure_goes_on(tail: Tail) -> Sequence[Role]:
    """Numbered enclosures, or short lines, under «Приложение:»."""
    if tail.previous != "enclosure" or tail.here.table is not None:
        return ()
    belongs = not tail.here.first or (bool(_LISTED.search(tail.text())) and not _goes_on_with_items(tail))
    return ("enclosure",) if belongs and not signature_roles(tail) else ()


def _goes_on_with_items(tail: Tail) -> bool:
    """«2. Заключать договоры …» below «Приложение – смета.» inside item 1: an enclosure's list begins with 1."""
    number = _NUMBERED.match(tail.text())
    above = (tail.text(-back) for back in range(1, tail.at + 1) if tail.roles[-back] == "enclosure")
    return number is not None and number[1] != "1" and not any(map(_NUMBERED.match, above))


def visa_goes_on(tail: Tail) -> Sequence[Role]:
    """Names, posts and blank days under «Визы:», «Согласовано:», «С приказом ознакомлены:»; not the executor."""
    text = tail.text()
    if tail.previous != "visa" or cues.starts_distribution(text) or _is_executor(tail, text):
        return ()
    named = len(text) < _SHORT and bool(_NAME.search(text))
    belongs = named or text.startswith("_") or any(cue(text) for cue in _OF_VISA)
    return ("visa",) if belongs and not cues.is_registered(text) else ()


_OF_VISA: tuple[Callable[[str], bool], ...] = (cues.is_name, cues.starts_post, cues.is_stamp, cues.has_phone)


def place_and_day(tail: Tail) -> Sequence[Role]:
    """Under the signature of a decree or a law: «г. Петрозаводск / 26 июня 2024 года / № 41»."""
    return ("stamp",) if cues.is_place(tail.text()) and cues.is_registration(tail.text(1)) else ()


def stamp_of_receiver(tail: Tail) -> Sequence[Role]:
    """The body that received the letter, above its number: «БУ «Центр» / г. Курган / Вх. № 612 от 03.04.2024»."""
    same = [ahead for ahead in range(1, _FRAME) if (row := tail.row(ahead)) and row.item == tail.here.item]
    number = next((ahead for ahead in same if cues.is_registered(tail.text(ahead))), 0)
    frame: list[Role] = ["stamp"] * number
    named = cues.names_body(tail.text()) or is_legal_form(tail.text().partition(" ")[0])  # МУП «Комбинат»
    return frame if tail.here.first and named else ()


# --- annexes -----------------------------------------------------------------------------------------------------
def annex(tail: Tail) -> Sequence[Role]:
    """«Приложение № 1», in the text at the start of a block only; «УТВЕРЖДЕНО приказом …» of an annex without it."""
    text = tail.text()
    stamp = cues.starts_annex(text) and (tail.here.first or tail.stage != "text")
    begins = tail.here.first or (tail.stage == "signed" and text.isupper())
    return ("annex",) if stamp or (begins and _is_approved(tail, text)) else ()


def _is_approved(tail: Tail, text: str) -> bool:
    return cues.starts_approved(text) and (in_capitals(text.split()[0]) or tail.seen("signature"))


def table_or_heading(tail: Tail) -> Sequence[Role]:
    """After the signature, a table, a paragraph or a heading that is none of the requisites begins an annex."""
    return ("annex",) if tail.here.table is not None or fold(tail.here.text) else ()
