"""The words by which documents are cited, in every case, and the kinds they stand for."""

import re
from dataclasses import dataclass

from schemas.document import ReferenceKind

# endings of the declensions
_MASCULINE = r"(?:а|у|ом|е|ы|ов|ам|ами|ах)?"
_NEUTER = r"(?:е|я|ю|ем|и|й|ям|ями|ях)"
_FEMININE = r"(?:а|ы|е|у|ой|ам|ами|ах)?"

# policy: the kinds by which acts are usually cited; weak ones only where none of these stands before the number
STRONG: tuple[tuple[str, ReferenceKind], ...] = (
    (rf"(?:федеральн\w+\s+)?(?:конституционн\w+\s+)?закон{_MASCULINE}", "law"),
    (rf"приказ{_MASCULINE}", "order"),
    (rf"распоряжени{_NEUTER}", "directive"),
    (rf"постановлени{_NEUTER}", "resolution"),
    (rf"решени{_NEUTER}", "decision"),
    (rf"протокол{_MASCULINE}", "protocol"),
    (r"пис(?:ьмо|ьма|ьму|ьмом|ьме|ем|ьмам|ьмами|ьмах)", "letter"),
    (r"(?-i:ПП)(?=\s+(?:РФ|[А-ЯЁ][а-яё]))", "resolution"),  # ПП РФ от 27.01.2022
    (rf"указани{_NEUTER}", "instruction"),
    (rf"указ{_MASCULINE}", "other"),
    (rf"поручени{_NEUTER}", "other"),
)
WEAK: tuple[tuple[str, ReferenceKind], ...] = (
    (r"инструкци(?:я|и|ю|ей|й|ям|ями|ях)", "instruction"),
    (r"(?:служебн|докладн)\w+\s+запис(?:к(?:а|и|е|у|ой|ам|ами|ах)|ок)", "memo"),
    (rf"план{_MASCULINE}", "plan"),
    (rf"запрос{_MASCULINE}", "letter"),
    (rf"обращени{_NEUTER}", "letter"),
    (rf"(?:телеграмм|телефонограмм){_FEMININE}", "other"),
    (rf"акт{_MASCULINE}", "other"),
    (rf"(?:договор|контракт){_MASCULINE}", "other"),
    (rf"(?:соглашени|предписани|представлени|заключени){_NEUTER}", "other"),
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A word for a document at `start` to `end`."""

    start: int
    end: int
    kind: ReferenceKind


def _compiled(table: tuple[tuple[str, ReferenceKind], ...]) -> tuple[tuple[re.Pattern[str], ReferenceKind], ...]:
    return tuple((re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), kind) for pattern, kind in table)


_STRONG, _WEAK = _compiled(STRONG), _compiled(WEAK)


def nouns(text: str, start: int, end: int) -> tuple[Noun, ...]:
    """Words for documents in `text[start:end]`: the strong ones, the last first, then the weak ones."""
    groups = (
        [Noun(*m.span(), kind) for p, kind in table for m in p.finditer(text, start, end)] for table in (_STRONG, _WEAK)
    )
    return tuple(noun for group in groups for noun in sorted(group, key=lambda n: -n.end))
