"""Minutes of a meeting: which part of them decides."""

import re

from extractors.lines import close_up
from extractors.vocabulary import any_of

_NUMBER = r"^\s*(?:\d+[.)]?\s*)?"
_QUESTION = r"(?:по\s+(?:\w+\s+)?вопросу\s+)?"  # «По второму вопросу решили:»
_SUBJECT = r"(?:[А-ЯЁа-яё]+\s+){0,4}?"  # «Комиссия решила»
_DECIDED = r"(?:решил[иа]?|постановил[иа]?|реш[её]н[оа]|поручил[иа]?)"
_DECISION_TAKEN = r"(?:принят\w+\s+)?решени[ея]"  # «Принятое решение:»
_DECIDES = rf"(?P<decides>{_DECIDED}\b|{_DECISION_TAKEN}\s*:)"
_TURN = re.compile(rf"{_NUMBER}{_SUBJECT}{_DECIDES}|{_NUMBER}{_QUESTION}{any_of('meeting_prologues')}", re.IGNORECASE)
_PREFIX = re.compile(rf"^\s*{_QUESTION}(?:{_DECIDED}|{_DECISION_TAKEN})\s*:\s*", re.IGNORECASE)


_DECISION = re.compile(rf"{_NUMBER}{_SUBJECT}{_DECIDES}", re.IGNORECASE | re.MULTILINE)


def tells_decisions(text: str) -> bool:
    """Whether minutes part what they decide from what was said: «РЕШИЛИ:». Without it each item is a decision."""
    return bool(_DECISION.search(text))


class Meeting:
    """Where the reader of a section stands: «РЕШИЛИ:» turns to duties, «СЛУШАЛИ:» and the agenda away from them."""

    def __init__(self, *, minutes: bool) -> None:
        self._minutes = minutes
        self.decides = not minutes
        """Whether what is read now can order something; always so in what is no minutes."""

    def turns_away(self, words: str) -> bool:
        """Whether these words turn away from the decisions: «СЛУШАЛИ: Юдина А.А.»; notes every turn."""
        turn = _TURN.match(close_up(words)) if self._minutes else None
        if turn is None:
            return False
        self.decides = bool(turn["decides"])
        return not self.decides


def decision_prefix(words: str) -> int:
    """The length of «РЕШИЛИ: » before the first decision."""
    prefix = _PREFIX.match(words)
    return prefix.end() if prefix else 0
